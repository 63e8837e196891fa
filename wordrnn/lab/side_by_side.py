"""Jobs of an experiment in processes side by side, each with one thread of numpy: the same numbers on every machine."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from multiprocessing import connection
from typing import Any

from wordrnn.errors import UnavailableError
from wordrnn.events import Event
from wordrnn.lab.experiment import Stopped, Tell
from wordrnn.text.workers import start_away_from_ctrl_c

Work = Callable[[Any, Tell, Stopped], Any]
"""Does a job, tells of it, and returns its result, or what was gained until it was stopped. Picklable."""
Told = Callable[[str, Event], None]
"""Takes the name of a job and what it tells."""

_MOST = 4
_LOOK_SECONDS = 0.1
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def run(work: Work, jobs: Mapping[str, Any], told: Told, stopped: Stopped) -> dict[str, Any]:
    """Return the result of each of `jobs`, by name; those that were not begun when it was stopped are left out.

    Jobs begin in their order. What one raises is raised here, and the others end. Raises UnavailableError where a
    process was ended from outside.
    """
    waiting = list(jobs)
    running: list[_Worker] = []
    results: dict[str, Any] = {}
    asked = False  # to stop
    try:
        while running or (waiting and not stopped()):
            while waiting and not asked and len(running) < _processes(len(jobs)):
                name = waiting.pop(0)
                running.append(_Worker(work, name, jobs[name]))
            for pipe in connection.wait([worker.pipe for worker in running], _LOOK_SECONDS):
                worker = next(each for each in running if each.pipe is pipe)
                kind, value = worker.next()
                if kind == "told":
                    told(worker.name, value)
                    continue
                running.remove(worker)
                worker.end(at_once=False)
                if kind == "raised":
                    raise value
                results[worker.name] = value
            if stopped() and not asked:
                asked = True
                for worker in running:
                    worker.ask_to_stop()
    finally:
        for worker in running:  # after an exception
            worker.end(at_once=True)
    return {name: results[name] for name in jobs if name in results}


def _processes(jobs: int) -> int:
    return max(1, min(jobs, _MOST, os.cpu_count() or 1))


class _Worker:
    """One process, for one job."""

    def __init__(self, work: Work, name: str, job: Any) -> None:
        self.name = name
        context = multiprocessing.get_context("spawn")
        self.pipe, theirs = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(theirs, work, job), daemon=True, name=f"wordrnn lab {name}"
        )
        with _one_thread():
            start_away_from_ctrl_c(self._process)
        theirs.close()

    def next(self) -> tuple[str, Any]:
        """Return what it has sent: ("told", event), ("done", result) or ("raised", exception)."""
        try:
            return self.pipe.recv()
        except (EOFError, OSError):
            return "raised", UnavailableError("lab-ended", name=self.name)

    def ask_to_stop(self) -> None:
        """Ask it for what it has gained."""
        with suppress(OSError):
            self.pipe.send("stop")

    def end(self, at_once: bool) -> None:
        """End the process."""
        if at_once:
            self._process.terminate()
        self.pipe.close()
        self._process.join(10)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let processes that start meanwhile have one thread of numpy: what a product gives depends on how it is shared."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _serve(pipe: "connection.Connection[Any, Any]", work: Work, job: Any) -> None:
    """Do one job. It stops when it is asked to, and when nobody holds the other end any more."""
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    asked: Sequence[str] = ()

    def stopped() -> bool:
        nonlocal asked
        with suppress(EOFError, OSError):
            if not asked and not pipe.poll():
                return False
            asked = asked or (str(pipe.recv()),)
        return True

    try:
        result = work(job, lambda item: pipe.send(("told", item)), stopped)
    except Exception as error:
        result, kind = error, "raised"
    else:
        kind = "done"
    with suppress(OSError):
        pipe.send((kind, result))
