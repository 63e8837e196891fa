"""An experiment in a process of its own, which tells of itself as it goes."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal

from ui.evaluate.process import told_error
from ui.train.process import last_line, lower_priority
from wordrnn import own_process
from wordrnn.events import Event, LineReader

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an experiment ended: with a result, with an error, or, where it was ended from here, with neither."""

    result: dict[str, Any] | None = None
    error: Exception | None = None


def command() -> list[str]:
    """Return the program and the arguments that do an experiment."""
    return own_process.command("lab")


class LabProcess(QObject):
    """One run of one experiment."""

    told = Signal(object)  # an event, see `wordrnn.lab.experiment`; as a dict, Qt would take it apart
    finished = Signal(object)  # an Outcome, always once

    def __init__(self, parent: QObject | None = None, program: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = list(program or command())
        self._reader = LineReader()
        self._stderr = b""
        self._outcome: Outcome | None = None
        self._killed = self._ended = False
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_error_output)
        self._process.started.connect(lambda: lower_priority(self._process.processId()))
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning and not self._ended

    def start(self, name: str, words: Sequence[str]) -> None:
        """Start the experiment `name` with the options `words`."""
        program, *before = self._command
        self._process.start(program, [*before, name, "--events", *words])

    def stop(self) -> None:
        """Ask it to end soon, with what was gained."""
        self._process.write(b"stop\n")

    def kill(self) -> None:
        """End it at once, without a result; an outcome comes only if it had one."""
        self._killed = True
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if event["event"] == "result":
                self._outcome = Outcome(result=event["result"])
            elif event["event"] == "failed":
                error = told_error(str(event["kind"]), str(event["code"]), event["params"])
                self._outcome = Outcome(error=error)
            self._tell(event)

    def _tell(self, event: Event) -> None:
        if not self._killed:
            self.told.emit(event)

    def _on_error_output(self) -> None:
        self._stderr = (self._stderr + bytes(self._process.readAllStandardError().data()))[-20_000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(Outcome(error=RuntimeError(self._process.errorString())))

    def _on_finished(self) -> None:
        self._on_output()
        self._on_error_output()
        if self._stderr:
            _log.info("experiment: %s", self._stderr.decode(errors="replace"))
        if self._outcome is None and not self._killed:
            reason = last_line(self._stderr) or "the experiment ended without a word"
            self._outcome = Outcome(error=RuntimeError(reason))
        self._finish(self._outcome or Outcome())

    def _finish(self, outcome: Outcome) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)
