"""Imports, exports and copies of models, each in a process of its own: a stranger's file never stalls the window.

The process is the command line's `models import | export | duplicate --events`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ui.startup import child_environment
from wordrnn import own_process
from wordrnn.errors import ModelError
from wordrnn.events import LineReader

GRACE_MS = 10_000  # how long it may take to clean up once it is cancelled
_ENDINGS = ("imported", "exported", "duplicated")


@dataclass(slots=True)
class TransferOutcome:
    """How it ended: what arrived, and what was refused, by their places in what was asked for."""

    arrived: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, Exception]] = field(default_factory=list)
    cancelled: bool = False


class ModelTransfer(QObject):
    """One process; it tells how far it is, and its outcome once."""

    progressed = Signal(float)  # from 0 to 1
    finished = Signal(object)  # a TransferOutcome

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = list(command or own_process.command("models"))
        self._reader = LineReader()
        self._outcome = TransferOutcome()
        self._ended = False
        self._count = 1  # models that are on their way
        self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(GRACE_MS)
        self._grace.timeout.connect(self._process.kill)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether the process has not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning

    def start_transfer(self, action: str, *words: str) -> None:
        """Start `import FILE…`, `export MODEL FILE` or `duplicate MODEL NAME`."""
        # "--" before the words: a name or a path may begin with a dash.
        self._count = len(words) if action == "import" else 1
        program, *arguments = [*self._command, action, "--events", "--", *words]
        self._process.start(program, arguments)

    def cancel(self) -> None:
        """Ask it to leave nothing behind and end."""
        self._outcome.cancelled = True
        if self.is_running:
            self._process.closeWriteChannel()  # the end of what it is told is a cancel
            self._grace.start()

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            name = event["event"]
            if name == "progress" and isinstance(event.get("share"), (int, float)):
                done = len(self._outcome.arrived) + len(self._outcome.refused)
                self.progressed.emit(min(1.0, (done + float(event["share"])) / self._count))
            elif name in _ENDINGS:
                self._outcome.arrived.append(event)
            elif name == "failed":
                place = len(self._outcome.arrived) + len(self._outcome.refused)
                error = ModelError(str(event.get("code")), **event.get("params", {}))
                self._outcome.refused.append((place, error))

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._outcome.refused.append((0, RuntimeError(self._process.errorString())))
            self._finish()

    def _on_finished(self, code: int) -> None:
        self._grace.stop()
        self._on_output()
        outcome = self._outcome
        if not (outcome.arrived or outcome.refused or outcome.cancelled) or code == 1:
            words = bytes(self._process.readAllStandardError().data()).decode(errors="replace")
            outcome.refused.append((len(outcome.arrived), RuntimeError(words[-4000:] or f"exit code {code}")))
        self._finish()

    def _finish(self) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(self._outcome)
