"""Starts the trainer as a process of its own and reports what it says, as facts, up to one outcome."""

import logging
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from ui.startup import child_environment
from wordrnn.events import LineReader

GRACE_MS = 30_000  # how long a stopped trainer may take to save
_NICENESS = 10
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows
_SET_INFORMATION = 0x0200  # PROCESS_SET_INFORMATION

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """What the Train page was asked for."""

    name: str
    corpora: tuple[str, ...] = ()
    minutes: float = 20
    settings: dict[str, str] = field(default_factory=dict)  # options of the command line: "cell" → "gru"
    resume: bool = False

    def arguments(self) -> list[str]:
        """Return the words after `wordrnn train`."""
        if self.resume:
            return ["--resume", "--name", self.name, "--events"]
        words = [*self.corpora, "--name", self.name, "--minutes", f"{self.minutes:g}"]
        for option, value in self.settings.items():
            words += [f"--{option}", value]
        return [*words, "--events"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. Always sent, always once."""

    ok: bool
    stopped: bool  # ended early because it was asked to
    message: str


def trainer_command() -> list[str]:
    """Return the program and the arguments that start the trainer."""
    return [sys.executable, "-m", "wordrnn", "train"]


class TrainingProcess(QObject):
    """One run of the trainer."""

    event_received = Signal(dict)
    finished = Signal(object)  # an Outcome

    def __init__(
        self,
        parent: QObject | None = None,
        command: Sequence[str] | None = None,
        grace_ms: int = GRACE_MS,
    ) -> None:
        super().__init__(parent)
        self._command = list(command or trainer_command())
        self._reader = LineReader()
        self._stderr = b""
        self._done: dict[str, Any] | None = None
        self._stopping = False
        self._ended = False
        self.detached = False
        self._process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in child_environment().items():
            environment.insert(name, value)
        self._process.setProcessEnvironment(environment)
        self._process.started.connect(self._on_started)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_error_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(grace_ms)
        self._grace.timeout.connect(self._process.kill)

    @property
    def is_running(self) -> bool:
        """Whether the run has begun and not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning and not self._ended

    def start_training(self, options: TrainingOptions) -> None:
        """Start the run."""
        program, *words = [*self._command, *options.arguments()]
        self._process.start(program, words)

    def stop(self) -> None:
        """Ask the trainer to publish the best and end; after a grace period it is killed."""
        self._end_with("stop")

    def discard(self) -> None:
        """Ask the trainer to end and keep nothing of the run."""
        self._end_with("discard")

    def pause(self) -> None:
        """Ask the trainer to wait."""
        self._say("pause")

    def resume(self) -> None:
        """Ask the trainer to go on."""
        self._say("resume")

    def snapshot(self) -> None:
        """Ask the trainer to publish the best so far and go on."""
        self._say("snapshot")

    def detach(self) -> None:
        """Let the trainer outlive this process.

        Qt kills a child whose QProcess is destroyed: after this, the app must end without destroying it.
        """
        self._say("detach")
        self._process.waitForBytesWritten(2000)
        self.detached = True

    def _end_with(self, word: str) -> None:
        if self.is_running:
            self._stopping = True
            self._say(word)
            self._grace.start()

    def _say(self, word: str) -> None:
        self._process.write(f"{word}\n".encode())

    def _on_started(self) -> None:
        lower_priority(self._process.processId())

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if event["event"] == "done":
                self._done = event
            self.event_received.emit(event)

    def _on_error_output(self) -> None:
        self._stderr = (self._stderr + bytes(self._process.readAllStandardError().data()))[-20_000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(Outcome(False, False, f"The trainer did not start: {self._process.errorString()}."))

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._grace.stop()
        self._on_output()
        self._on_error_output()
        if self._stderr:
            _log.info("trainer: %s", self._stderr.decode(errors="replace"))
        crashed = status == QProcess.ExitStatus.CrashExit
        self._finish(outcome_of(self._done, code, crashed, self._stopping, self._stderr))

    def _finish(self, outcome: Outcome) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)


def outcome_of(
    done: dict[str, Any] | None, code: int, crashed: bool, stopping: bool, stderr: bytes
) -> Outcome:
    """Return the outcome of a run: what it said of itself, or for a crash the last line on stderr."""
    if done is not None:
        return Outcome(bool(done.get("ok")), bool(done.get("stopped")), str(done.get("message", "")))
    if code == 0 and not crashed:
        return Outcome(True, stopping, "")
    last = last_line(stderr)
    if crashed and stopping:
        return Outcome(
            False, True, "The trainer did not end in time and was ended; its last snapshot is kept."
        )
    if crashed and not last:
        return Outcome(False, False, f"The trainer was cut off ({code}); what it saved last can be resumed.")
    return Outcome(False, False, last or f"The trainer ended without a word (exit code {code}).")


def last_line(stderr: bytes) -> str:
    """Return the last line that is not blank, without the name of the program in front of it."""
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    return lines[-1].removeprefix("wordrnn: ") if lines else ""


def lower_priority(pid: int) -> None:
    """Have the system prefer everything else to the process `pid`."""
    try:
        if sys.platform == "win32":
            import ctypes

            handle = ctypes.windll.kernel32.OpenProcess(_SET_INFORMATION, False, pid)
            ctypes.windll.kernel32.SetPriorityClass(handle, _BELOW_NORMAL)
            ctypes.windll.kernel32.CloseHandle(handle)
        else:
            os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)
    except OSError as exc:
        _log.info("the trainer keeps its priority: %s", exc)
