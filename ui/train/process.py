"""Starts the trainer as a process of its own and reports what it says, as facts, up to one outcome."""

import logging
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer

from ui.child_process import last_line, lower_priority
from ui.language.translation import translate
from ui.startup import child_environment
from ui.train.options import TrainingOptions
from ui.train.run import Outcome, TrainingRun
from wordrnn import own_process
from wordrnn.events import LineReader

GRACE_MS = 300_000  # of silence, after which a stopped trainer is taken for dead
NOW_MS = 5_000  # how long one may take that is to stop now: what it has saved, it has

_log = logging.getLogger(__name__)


def trainer_command() -> list[str]:
    """Return the program and the arguments that start the trainer."""
    return own_process.command("train")


class TrainingProcess(TrainingRun):
    """A run in a process that this one has started, and talks to through pipes."""

    def __init__(
        self,
        parent: QObject | None = None,
        command: Sequence[str] | None = None,
        grace_ms: int = GRACE_MS,
        now_ms: int = NOW_MS,
    ) -> None:
        super().__init__(parent)
        self._command = list(command or trainer_command())
        self._reader = LineReader()
        self._stderr = b""
        self._done: dict[str, Any] | None = None
        self._stopping = False
        self._ended = False
        self._at_once = False
        self._now_ms = now_ms
        self._process = QProcess(self)
        self._process.setProcessEnvironment(_environment())
        if hasattr(self._process, "setUnixProcessParameters"):
            # Closing the terminal that the window was started from must not end a run that is to go on.
            self._process.setUnixProcessParameters(QProcess.UnixProcessFlag.CreateNewSession)
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

    @property
    def is_child(self) -> bool:
        """Qt ends a child whose QProcess is destroyed."""
        return self.is_running

    def start_training(self, options: TrainingOptions) -> None:
        """Start the run."""
        self._start(options.arguments())

    def start_planning(self, options: TrainingOptions) -> None:
        """Have the trainer only tell what such a run would be like."""
        self._start(options.plan_arguments())

    def stop(self) -> None:
        """Ask the trainer to publish the best and end; it is killed where nothing is heard of it for long."""
        self._end_with("stop")

    def stop_now(self) -> None:
        """Ask the trainer to end with what it has saved; soon after it is killed."""
        self._at_once = True
        self._end_with("now")
        self._grace.start(self._now_ms)

    def discard(self) -> None:
        """Ask the trainer to end and keep nothing of the run."""
        self._end_with("discard")

    def kill(self) -> None:
        """End the process at once; `finished` tells when it has gone."""
        self._stopping = True
        self._process.kill()

    def end(self) -> None:
        """End the process at once, and come back when it has gone."""
        self.kill()
        self._process.waitForFinished(2000)

    def detach(self) -> None:
        """Let the trainer outlive this process.

        Qt kills a child whose QProcess is destroyed: after this, the app must end without destroying it.
        """
        self._say("detach")
        self._process.waitForBytesWritten(2000)
        self.detached = True

    def _start(self, arguments: Sequence[str]) -> None:
        program, *words = [*self._command, *arguments]
        self._process.start(program, words)

    def _end_with(self, word: str) -> None:
        if self.is_running:
            self._stopping = True
            self._say(word)
            self._grace.start()

    def _say(self, line: str) -> None:
        self._process.write(f"{line}\n".encode())

    def _on_started(self) -> None:
        lower_priority(self._process.processId())

    def _on_output(self) -> None:
        self._heard()
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            if event["event"] == "done":
                self._done = event
            self.event_received.emit(event)

    def _heard(self) -> None:
        """Begin to wait anew for a trainer that is being stopped: it still says something."""
        if self._grace.isActive() and not self._at_once:
            self._grace.start()

    def _on_error_output(self) -> None:
        self._heard()
        self._stderr = (self._stderr + bytes(self._process.readAllStandardError().data()))[-20_000:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(
                Outcome(
                    False,
                    False,
                    translate("Outcome", "The trainer did not start: {reason}.").format(
                        reason=self._process.errorString()
                    ),
                )
            )

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


def _environment() -> QProcessEnvironment:
    environment = QProcessEnvironment()
    for name, value in child_environment().items():
        environment.insert(name, value)
    return environment


def outcome_of(
    done: dict[str, Any] | None, code: int, crashed: bool, stopping: bool, stderr: bytes
) -> Outcome:
    """Return the outcome of a run: what it said of itself, or for a crash the last line on stderr."""
    if done is not None:
        return Outcome.told(done)
    if code == 0 and not crashed:
        return Outcome(True, stopping, "")
    last = last_line(stderr)
    if crashed and stopping:
        return Outcome(
            False,
            True,
            translate("Outcome", "The trainer did not end in time and was ended; its last snapshot is kept."),
        )
    if crashed and not last:
        return Outcome(
            False,
            False,
            translate(
                "Outcome", "The trainer was cut off ({code}); what it saved last can be resumed."
            ).format(code=code),
        )
    return Outcome(
        False,
        False,
        last
        or translate("Outcome", "The trainer ended without a word (exit code {code}).").format(code=code),
    )
