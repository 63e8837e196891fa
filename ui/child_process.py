"""A process of wordrnn's own that does one thing for the window and tells of it in JSON lines, up to one outcome."""

import logging
import os
import sys
from abc import abstractmethod
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from wordrnn import errors
from wordrnn.errors import WordrnnError
from wordrnn.events import Event, LineReader

_MOST_STDERR = 20_000  # bytes that are kept, the last ones
_NICENESS = 10
_BELOW_NORMAL = 0x4000  # BELOW_NORMAL_PRIORITY_CLASS of Windows
_SET_INFORMATION = 0x0200  # PROCESS_SET_INFORMATION

_log = logging.getLogger(__name__)


class ChildProcess(QObject):
    """What such processes share. One that derives from it says what an event means, and what its outcome is."""

    finished = Signal(object)  # the outcome, always once

    def __init__(
        self,
        command: Sequence[str],
        parent: QObject | None = None,
        variables: Mapping[str, str] | None = None,
        grace_ms: int = 0,
    ) -> None:
        """`variables` are those of its environment, ours if left out; for `grace_ms` it may clean up when cancelled."""
        super().__init__(parent)
        self._command = list(command)
        self._reader = LineReader()
        self.stderr = b""
        """The last of what it wrote there."""
        self._ended = False
        self._process = QProcess(self)
        if variables is not None:
            environment = QProcessEnvironment()
            for name, value in variables.items():
                environment.insert(name, value)
            self._process.setProcessEnvironment(environment)
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.setInterval(grace_ms)
        self._grace.timeout.connect(self._process.kill)
        self._process.started.connect(self.on_started)
        self._process.readyReadStandardOutput.connect(self._on_output)
        self._process.readyReadStandardError.connect(self._on_error_output)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self._process.state() != QProcess.ProcessState.NotRunning and not self._ended

    @abstractmethod
    def on_event(self, event: Event) -> None:
        """Take in what it tells."""

    @abstractmethod
    def outcome(self, code: int) -> object:
        """Return what came of it, now that it has ended with the exit code `code`."""

    @abstractmethod
    def failure(self, error: Exception) -> object:
        """Return the outcome of a process that did not start."""

    def on_started(self) -> None:
        """Do what is to be done once it runs."""

    def run(self, words: Sequence[str]) -> None:
        """Start it with the arguments `words`."""
        program, *before = self._command
        self._process.start(program, [*before, *words])

    def say(self, text: bytes) -> None:
        """Write to its input."""
        self._process.write(text)

    def close_input(self) -> None:
        """End its input."""
        self._process.closeWriteChannel()

    def ask_to_end(self) -> None:
        """End its input, which asks it to leave nothing behind and end; after a while it is killed."""
        if self.is_running:
            self.close_input()
            self._grace.start()

    def kill_process(self) -> None:
        """End it at once."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()

    def prefer_others(self) -> None:
        """Have the system prefer everything else to it."""
        lower_priority(self._process.processId())

    def _on_output(self) -> None:
        for event in self._reader.feed(bytes(self._process.readAllStandardOutput().data())):
            self.on_event(event)

    def _on_error_output(self) -> None:
        self.stderr = (self.stderr + bytes(self._process.readAllStandardError().data()))[-_MOST_STDERR:]

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart:
            self._finish(self.failure(RuntimeError(self._process.errorString())))

    def _on_finished(self, code: int) -> None:
        self._grace.stop()
        self._on_output()
        self._on_error_output()
        if self.stderr:
            _log.info("%s: %s", type(self).__name__, self.stderr.decode(errors="replace"))
        self._finish(self.outcome(code))

    def _finish(self, outcome: object) -> None:
        if not self._ended:
            self._ended = True
            self.finished.emit(outcome)


def told_error(kind: str, code: str, params: dict[str, object]) -> WordrnnError:
    """Return the error that another process told of."""
    found = getattr(errors, kind, WordrnnError)
    made = found if isinstance(found, type) and issubclass(found, WordrnnError) else WordrnnError
    return made(code, **params)


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
        _log.info("a process keeps its priority: %s", exc)
