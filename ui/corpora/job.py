"""Reading files into the library, or downloading a public corpus, as the window sees it: a process with progress."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.child_process import ChildProcess
from ui.train.pace import Pace
from wordrnn import own_process
from wordrnn.errors import CorpusError
from wordrnn.events import Event

_GRACE_MS = 3000


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is, in bytes; rate and time left are None while they are not known."""

    done: int
    total: int
    rate: float | None = None  # a second
    left: float | None = None  # seconds


@dataclass(frozen=True, slots=True)
class JobOutcome:
    """How a job ended: the corpus it made, an error, or neither where it was cancelled."""

    name: str = ""
    error: Exception | None = None
    skipped: tuple[tuple[str, CorpusError], ...] = field(default=())  # files that were passed over, and why
    passed_over: int = 0  # how many there were in all


class CorpusJob(ChildProcess):
    """One import or download."""

    progressed = Signal(object)  # a JobProgress

    def __init__(
        self,
        parent: QObject | None = None,
        command: Sequence[str] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(command or own_process.module("ui.corpora.child"), parent, grace_ms=_GRACE_MS)
        self._pace, self._now = Pace(), now
        self._outcome: JobOutcome | None = None
        self._cancelled = False

    def add(self, paths: Sequence[Path]) -> None:
        """Start reading files and folders into a new corpus."""
        self.run(["add", *(str(path) for path in paths)])

    def get(self, name: str) -> None:
        """Start downloading a public corpus."""
        self.run(["get", name])

    def cancel(self) -> None:
        """Have the process end; the library takes in whole corpora only."""
        self._cancelled = True
        self.ask_to_end()

    def on_event(self, event: Event) -> None:
        """Tell how far it is, or keep what it came to."""
        if event["event"] == "progress":
            done, total = int(event["done"]), int(event["total"])
            self._pace.tell(self._now(), done)
            self.progressed.emit(JobProgress(done, total, self._pace.rate(), self._pace.left(total)))
        elif event["event"] in ("added", "failed"):
            skipped = tuple(
                (str(each["path"]), CorpusError(str(each["code"]), **each["params"]))
                for each in event["skipped"]
            )
            error = None
            if event["event"] == "failed":
                error = CorpusError(str(event["code"]), **event["params"])
            self._outcome = JobOutcome(str(event.get("name", "")), error, skipped, int(event["passed_over"]))

    def outcome(self, code: int) -> JobOutcome:
        """Return what came of it."""
        if self._cancelled and (self._outcome is None or self._outcome.error is not None):
            return JobOutcome()
        if self._outcome is not None:
            return self._outcome
        words = self.stderr.decode(errors="replace")
        # A process that the system has killed leaves no words.
        return self.failure(RuntimeError(words) if words else CorpusError("reading-ended"))

    def failure(self, error: Exception) -> JobOutcome:
        """Return the outcome of an error."""
        return JobOutcome(error=error)
