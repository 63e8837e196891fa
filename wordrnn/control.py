"""What a running training is asked to do from outside: words on stdin, Ctrl+C, or a test."""

import queue
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
        self._requests: queue.SimpleQueue[Request] = queue.SimpleQueue()
        self.detached = False
        """From now on nobody listens, and nobody is waited for."""

    def ask(self, request: Request) -> None:
        """Add a request; callable from any thread and from a signal handler."""
        self._requests.put(request)

    def next(self, wait: bool = False) -> Request | None:
        """Return the oldest request, or None; with `wait`, wait for one."""
        try:
            return self._requests.get(block=wait)
        except queue.Empty:
            return None

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
            if not self.detached:
                self.ask("stop")

        threading.Thread(target=read, name="requests", daemon=True).start()

    def stop_on_signals(self) -> None:
        """Let Ctrl+C and a polite kill ask for `stop`; a second Ctrl+C ends at once."""

        def on_signal(number: int, _frame: object) -> None:
            signal.signal(number, signal.SIG_DFL)
            self.ask("stop")

        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)
