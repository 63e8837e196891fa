"""Reading files into the library, or downloading a public corpus, as the window sees it: a process with progress."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from ui.train.pace import Pace
from wordrnn import own_process
from wordrnn.errors import CorpusError
from wordrnn.events import Event, LineReader

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


class CorpusJob(QObject):
    """One import or download."""

    progressed = Signal(object)  # a JobProgress
    finished = Signal(object)  # a JobOutcome, always once

    def __init__(
        self,
        parent: QObject | None = None,
        command: Sequence[str] | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._command = list(command or own_process.module("ui.corpora.child"))
        self._reader = LineReader()
        self._pace, self._now = Pace(), now
        self._outcome: JobOutcome | None = None
        self._cancelled = False
        self._ended = False
        self._process = QProcess(self)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(_GRACE_MS)
        self._grace.timeout.connect(self._process.kill)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether the process is there."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def add(self, paths: Sequence[Path]) -> None:
        """Start reading files and folders into a new corpus."""
        self._start(["add", *(str(path) for path in paths)])

    def get(self, name: str) -> None:
        """Start downloading a public corpus."""
        self._start(["get", name])

    def cancel(self) -> None:
        """Have the process end; the library takes in whole corpora only."""
        self._cancelled = True
        if self.is_running:
            self._process.closeWriteChannel()
            self._grace.start()

    def _start(self, words: Sequence[str]) -> None:
        program, *before = self._command
        self._process.start(program, [*before, *words])

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            self._on_event(event)

    def _on_event(self, event: Event) -> None:
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

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(JobOutcome(error=RuntimeError(self._process.errorString())))

    def _on_finished(self) -> None:
        self._grace.stop()
        self._on_output()
        if self._cancelled and (self._outcome is None or self._outcome.error is not None):
            self._outcome = JobOutcome()
        elif self._outcome is None:
            words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            # A process that the system has killed leaves no words.
            self._outcome = JobOutcome(error=RuntimeError(words) if words else CorpusError("reading-ended"))
        self._finish(self._outcome)

    def _finish(self, outcome: JobOutcome) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)
