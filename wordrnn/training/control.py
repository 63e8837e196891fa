"""What a running training is asked to do from outside: words on stdin or in a file, Ctrl+C, or a test."""

import collections
import json
import math
import signal
import sys
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal, cast, get_args

Request = Literal["stop", "now", "discard", "pause", "resume", "snapshot", "longer"]
_REQUESTS = frozenset(get_args(Request)) - {"longer"}
Ending = Literal["stop", "now", "discard"]
_ENDINGS = frozenset(get_args(Ending))
_LOOK_SECONDS = 0.3
_MOST_PROMPTS, _LONGEST_PROMPT = 10, 500
_MOST_MINUTES = 100_000.0


class Control:
    """Requests to a training loop, which asks for the next one between its steps.

    `stop` ends it with a last look at the held-out text and the calibration, `now` with what was published last.
    """

    def __init__(self) -> None:
        self._requests: collections.deque[Request] = collections.deque()
        self._changed = threading.Condition()
        self._longer = 0.0  # minutes
        self._ending = False  # it was asked to end
        self.detached = False
        """From now on nobody listens, and nobody is waited for."""
        self.lost = False
        """Whoever listened went away without a word."""
        self.prompts: tuple[str, ...] = ()
        """What is to be predicted after every epoch."""

    def ask(self, request: Request) -> None:
        """Add a request; callable from any thread and from a signal handler."""
        with self._changed:
            self._ending = self._ending or request in _ENDINGS
            self._requests.append(request)
            self._changed.notify_all()

    def ask_longer(self, minutes: float) -> None:
        """Ask for so many more minutes of training."""
        with self._changed:
            self._longer += minutes
        self.ask("longer")

    def take_longer(self) -> float:
        """Return the minutes that were asked for, once."""
        with self._changed:
            minutes, self._longer = self._longer, 0.0
        return minutes

    def next(self, wait: bool = False) -> Request | None:
        """Return the oldest request, or None; with `wait`, wait for one."""
        with self._changed:
            while wait and not self._requests:
                self._changed.wait()
            return self._requests.popleft() if self._requests else None

    def wants_to_end(self) -> Ending | None:
        """Return the first request to end, which stays to be answered, or None."""
        with self._changed:
            return next((cast(Ending, each) for each in self._requests if each in _ENDINGS), None)

    def take_line(self, line: str) -> None:
        """Take a request as it is sent: a word, `longer MINUTES`, or `prompts ["TEXT", ...]`."""
        word, _, rest = line.strip().partition(" ")
        if word == "detach":
            self.detached = True
        elif word in _REQUESTS and not rest:
            self.ask(cast(Request, word))
        elif word == "longer" and (minutes := _minutes(rest)) is not None:
            self.ask_longer(minutes)
        elif word == "prompts" and (prompts := _prompts(rest)) is not None:
            self.prompts = prompts
        elif word:
            print(f"wordrnn: not a request: {line.strip()!r}", file=sys.stderr)

    def listen(self, lines: Iterable[str]) -> None:
        """Take requests from `lines`, one each, in a thread of its own; their end is a `stop` unless detached."""

        def read() -> None:
            try:
                for line in lines:
                    self.take_line(line)
            except (OSError, ValueError):
                pass  # a closed or broken pipe is the end of the lines
            self.lost = not self.detached and not self._ending
            # A paused run that nobody can reach any more goes on; one that is not paused takes no notice.
            self.ask("resume" if self.detached else "stop")

        threading.Thread(target=read, name="requests", daemon=True).start()

    @contextmanager
    def watching(self, path: Path) -> Iterator[None]:
        """Meanwhile take the requests that others append to the file at `path`, a line each; what stood there goes.

        So a run that nobody holds the stdin of any more can still be paused and stopped.
        """
        with suppress(OSError):
            path.unlink()
        ended = threading.Event()
        watcher = threading.Thread(target=self._watch, args=(path, ended), name="request-file", daemon=True)
        watcher.start()
        try:
            yield
        finally:
            ended.set()
            watcher.join()
            with suppress(OSError):
                path.unlink()

    def _watch(self, path: Path, ended: threading.Event) -> None:
        position, rest = 0, b""
        while not ended.wait(_LOOK_SECONDS):
            with suppress(OSError), path.open("rb") as file:
                file.seek(position)
                *lines, rest = (rest + file.read()).split(b"\n")
                position = file.tell()
                for line in lines:
                    self.take_line(line.decode(errors="replace"))

    def stop_on_signals(self) -> None:
        """Let Ctrl+C and a polite kill ask for `stop`; a second Ctrl+C ends at once."""

        def on_signal(number: int, _frame: object) -> None:
            signal.signal(number, signal.SIG_DFL)
            self.ask("stop")

        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)


def take_signals_back() -> None:
    """Have the signals again that Python has handlers for: TensorFlow's workers take SIGTERM, and do nothing on it."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if threading.current_thread() is threading.main_thread() and (handler := signal.getsignal(number)):
            signal.signal(number, handler)


def _minutes(text: str) -> float | None:
    try:
        minutes = float(text)
    except ValueError:
        return None
    return minutes if math.isfinite(minutes) and 0 < minutes <= _MOST_MINUTES else None


def _prompts(text: str) -> tuple[str, ...] | None:
    try:
        found = json.loads(text)
    except ValueError:
        return None
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        return None
    return tuple(each[-_LONGEST_PROMPT:] for each in found[:_MOST_PROMPTS])
