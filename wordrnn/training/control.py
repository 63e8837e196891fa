"""What a running training is asked to do from outside: words on stdin, Ctrl+C, or a test."""

import collections
import signal
import sys
import threading
from collections.abc import Iterable
from typing import Literal, cast, get_args

Request = Literal["stop", "discard", "pause", "resume", "snapshot"]
_REQUESTS = get_args(Request)


class Control:
    """Requests to a training loop, which asks for the next one between its steps."""

    def __init__(self) -> None:
        self._requests: collections.deque[Request] = collections.deque()
        self._changed = threading.Condition()
        self.detached = False
        """From now on nobody listens, and nobody is waited for."""

    def ask(self, request: Request) -> None:
        """Add a request; callable from any thread and from a signal handler."""
        with self._changed:
            self._requests.append(request)
            self._changed.notify_all()

    def next(self, wait: bool = False) -> Request | None:
        """Return the oldest request, or None; with `wait`, wait for one."""
        with self._changed:
            while wait and not self._requests:
                self._changed.wait()
            return self._requests.popleft() if self._requests else None

    def wants_to_end(self) -> Literal["stop", "discard"] | None:
        """Return the first request to end, which stays to be answered, or None."""
        with self._changed:
            return next((each for each in self._requests if each == "stop" or each == "discard"), None)

    def listen(self, lines: Iterable[str]) -> None:
        """Take requests from `lines`, a word each, in a thread of its own; their end is a `stop` unless detached."""

        def read() -> None:
            try:
                for line in lines:
                    word = line.strip()
                    if word == "detach":
                        self.detached = True
                    elif word in _REQUESTS:
                        self.ask(cast(Request, word))
                    elif word:
                        print(f"wordrnn: not a request: {word!r}", file=sys.stderr)
            except (OSError, ValueError):
                pass  # a closed or broken pipe is the end of the lines
            # A paused run that nobody can reach any more goes on; one that is not paused takes no notice.
            self.ask("resume" if self.detached else "stop")

        threading.Thread(target=read, name="requests", daemon=True).start()

    def stop_on_signals(self) -> None:
        """Let Ctrl+C and a polite kill ask for `stop`; a second Ctrl+C ends at once."""

        def on_signal(number: int, _frame: object) -> None:
            signal.signal(number, signal.SIG_DFL)
            self.ask("stop")

        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)
