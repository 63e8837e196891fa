"""Measures a text by one model in a process of its own, which tells every word as it is measured."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from ui.startup import THREAD_VARIABLES
from ui.train.process import last_line
from wordrnn import errors, own_process
from wordrnn.errors import WordrnnError
from wordrnn.events import LineReader

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Text:
    """What is measured: files or folders, or text that stands in none."""

    paths: tuple[Path, ...] = ()
    typed: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One measurement."""

    model: str
    text: Text
    with_memory: bool = True
    """Not for a model of pieces of words."""
    k: int = 3
    """Suggestions in view."""
    strong_language: bool = False
    """Whether strong language is suggested."""

    def arguments(self) -> list[str]:
        """Return the words after `wordrnn evaluate`."""
        paths = [str(path) for path in self.text.paths] or ["-"]
        memory = ["--memory"] if self.with_memory else []
        strong = ["--strong-language"] if self.strong_language else []
        measured = ["--keystrokes", "-k", str(self.k), *memory, *strong, "--words"]
        return [*paths, "--model", self.model, *measured]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a measurement ended: whole, stopped where neither, or with an error."""

    whole: bool = False
    error: Exception | None = None


def command() -> list[str]:
    """Return the program and the arguments that measure."""
    return own_process.command("evaluate")


class EvaluationProcess(QObject):
    """One measurement of one model. What was told before it is stopped is kept by who listens."""

    told = Signal(object)  # an event, see `wordrnn.evaluation.telling`; as a dict, Qt would take it apart
    finished = Signal(object)  # an Outcome, always once

    def __init__(self, parent: QObject | None = None, program: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = list(program or command())
        self._reader = LineReader()
        self._stderr = b""
        self._outcome: Outcome | None = None
        self._stopped = self._ended = False
        self._process = QProcess(self)
        # One thread for matrix products leaves a core to the window, and does not wait for others beside a training;
        # at a lower priority the measurement would stand still there, while somebody looks on.
        environment = QProcessEnvironment.systemEnvironment()
        for name in THREAD_VARIABLES:
            if not environment.contains(name):
                environment.insert(name, "1")
        self._process.setProcessEnvironment(environment)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_error_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning and not self._ended

    def start(self, order: Order) -> None:
        """Start measuring."""
        program, *words = [*self._command, *order.arguments()]
        typed = order.text.typed.encode()
        self._process.started.connect(lambda: self._on_started(typed))
        self._process.start(program, words)

    def stop(self) -> None:
        """End it: it writes nothing, so that it may be ended at any moment."""
        self._stopped = True
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()

    def _on_started(self, typed: bytes) -> None:
        if typed:
            self._process.write(typed)
        self._process.closeWriteChannel()

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if self._stopped:
                return
            if event["event"] == "measured":
                self._outcome = Outcome(whole=True)
            elif event["event"] == "failed":
                self._outcome = Outcome(
                    error=told_error(str(event["kind"]), str(event["code"]), event["params"])
                )
            self.told.emit(event)

    def _on_error_output(self) -> None:
        self._stderr = (self._stderr + bytes(self._process.readAllStandardError().data()))[-20_000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(Outcome(error=RuntimeError(self._process.errorString())))

    def _on_finished(self) -> None:
        self._on_output()
        self._on_error_output()
        if self._stopped:
            self._finish(Outcome(whole=self._outcome == Outcome(whole=True)))
            return
        if self._stderr:
            _log.info("evaluation: %s", self._stderr.decode(errors="replace"))
        reason = last_line(self._stderr) or "the measurement ended without a word"
        self._finish(self._outcome or Outcome(error=RuntimeError(reason)))

    def _finish(self, outcome: Outcome) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)


def told_error(kind: str, code: str, params: dict[str, object]) -> WordrnnError:
    """Return the error that another process told of."""
    found = getattr(errors, kind, WordrnnError)
    made = found if isinstance(found, type) and issubclass(found, WordrnnError) else WordrnnError
    return made(code, **params)
