"""Processes that share the work on a large text; a small one is done in this process.

Each worker has a pipe to this process and nothing else: when this process ends, however it does, the pipe does, and
with it the worker. They are started afresh (spawn), so threads of native libraries do no harm.
"""

import logging
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

log = logging.getLogger(__name__)

_ENOUGH = 32_000_000  # characters or bytes: less is done before workers have started
_MOST = 4  # each may take 300 MB
_GONE = (EOFError, OSError)


class Workers:
    """Applies functions to items in order, in several processes where there is much to do.

    A context manager: the processes end with it. Functions and items must be picklable; a function is sent once.
    """

    def __init__(self, count: int | None = None, enough: int = _ENOUGH) -> None:
        self._count = min(_MOST, os.cpu_count() or 1) if count is None else count
        self._enough = enough
        self._running: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._running:
            worker.end(at_once=error is not None)
        self._running = []

    def map(
        self, function: Callable[[Item], Result], items: Iterable[Item], size: Callable[[Item], int]
    ) -> Iterator[Result]:
        """Yield `function(item)` for each of `items`, in order; `size` says how much text is in one.

        What the function raises is raised here. A worker that is lost is done without. No second call may begin
        before the first one's results are taken.
        """
        items = iter(items)
        done = 0
        for item in items:
            yield function(item)
            done += size(item)
            if done >= self._enough and self._count > 1:
                yield from self._map_in_workers(function, items)

    def share_blocks(
        self, function: Callable[[tuple[str, str]], Result], blocks: Iterable[tuple[str, str]]
    ) -> Iterator[Result]:
        """Yield `function(block)` for blocks of text with their names, in order."""
        return self.map(function, blocks, lambda block: len(block[1]))

    def _map_in_workers(self, function: Callable[[Item], Result], items: Iterator[Item]) -> Iterator[Result]:
        while len(self._running) < self._count:
            self._running.append(_Worker())
        ready = [worker for worker in self._running if worker.send("function", function)]
        # One item each: both ends would wait for ever if a second was sent before the first one's result is taken.
        pending: deque[tuple[_Worker, Item]] = deque()
        try:
            for item in items:
                if ready:
                    worker, done = ready.pop(), []
                elif pending:
                    worker, earlier = pending.popleft()
                    done = [worker.result(function, earlier)]
                else:
                    yield function(item)  # no worker is left
                    continue
                worker.send("item", item)
                pending.append((worker, item))
                yield from done
            while pending:
                worker, item = pending.popleft()
                yield worker.result(function, item)
        finally:
            for worker, _ in pending:  # after an exception
                worker.forget()


class _Worker:
    """One process."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="wordrnn worker")
        start_away_from_ctrl_c(self._process)
        theirs.close()

    def send(self, what: str, value: object) -> bool:
        """Send a function or an item; return whether the worker is there."""
        try:
            self._pipe.send((what, value))
        except _GONE:
            return False
        return True

    def result(self, function: Callable[[Item], Result], item: Item) -> Result:
        """Return the worker's result for `item`; where it has none, that of this process, or its exception."""
        try:
            good, value = self._pipe.recv()
        except _GONE:
            log.warning("a worker process is gone; going on without it")
            return function(item)
        return value if good else function(item)

    def forget(self) -> None:
        """Wait for the worker's result and drop it."""
        with suppress(*_GONE):
            self._pipe.recv()

    def end(self, at_once: bool) -> None:
        """End the process."""
        self._pipe.close()
        if at_once:
            self._process.terminate()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


def start_away_from_ctrl_c(process: BaseProcess) -> None:
    """Start a process that Ctrl+C does not reach.

    It reaches every process of the terminal; this one has to answer it, and ends the others.
    """
    blocked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) if blocked else set()
    try:
        process.start()
    finally:
        if blocked:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(pipe: "Connection[Any, Any]") -> None:
    """Answer items until the other end is closed."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    function: Callable[[Any], Any] | None = None
    while True:
        try:
            what, value = pipe.recv()
            if what == "function":
                function = value
                continue
            assert function
            try:
                answer = (True, function(value))
            except Exception:  # not every exception can be sent: it comes again in the other process
                answer = (False, None)
            pipe.send(answer)
        except _GONE:
            return
