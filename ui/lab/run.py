"""An experiment that is run, stopped, and shown again: what it told is kept."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.lab.process import LabProcess, Outcome
from ui.lab.recording import Recording
from ui.lab.replay import Replay
from wordrnn.events import Event


class ExperimentRun(QObject):
    """Of one experiment, the run that goes on or the last one."""

    begun = Signal()  # from the beginning: a new run, or the last one again
    told = Signal(object)  # an event of it
    ended = Signal()
    left = Signal()  # the process has gone

    def __init__(
        self, name: str, make_process: Callable[[QObject], LabProcess], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._name, self._make_process = name, make_process
        self._process: LabProcess | None = None
        self._before: tuple[Recording, Mapping[str, Any] | None] = (Recording(), None)
        self._replay = Replay(self)
        self._replay.told.connect(self.told)
        self._replay.ended.connect(self.ended)
        self.recording = Recording()
        self.result: Mapping[str, Any] | None = None
        self.error: Exception | None = None
        self.is_stopping = False

    @property
    def is_running(self) -> bool:
        """Whether the experiment goes on."""
        return self._process is not None

    @property
    def is_replaying(self) -> bool:
        """Whether the last run is shown again."""
        return self._replay.is_running

    def start(self, words: Sequence[str]) -> None:
        """Begin a new run with the options `words`; one that goes on is let be."""
        if self.is_running:
            return
        self._replay.finish()
        self._before = (self.recording, self.result)
        self.recording, self.result, self.error, self.is_stopping = Recording(), None, None, False
        self._process = self._make_process(self)
        self._process.told.connect(self._on_told)
        self._process.finished.connect(self._on_finished)
        self.begun.emit()
        self._process.start(self._name, words)

    def stop(self) -> None:
        """End the run soon, with what was gained; of one that is shown again, show the end."""
        if self._process is not None and not self.is_stopping:
            self.is_stopping = True
            self._process.stop()
        self._replay.finish()

    def replay(self) -> None:
        """Show the last run again, in its rhythm."""
        if not self.is_running and self.recording.events:
            self.begun.emit()
            self._replay.start(self.recording)

    def kill(self) -> None:
        """End the process at once."""
        if self._process is not None:
            self._process.kill()

    def _on_told(self, event: Event) -> None:
        self.recording.add(event)
        if event["event"] == "result":
            self.result = event["result"]
        self.told.emit(event)

    def _on_finished(self, outcome: Outcome) -> None:
        assert self._process is not None
        self._process.deleteLater()
        self._process = None
        self.error = outcome.error
        if self.result is None and self._before[1] is not None:
            # What there was before is not lost to a run that came to nothing.
            self.recording, self.result = self._before
            self.begun.emit()
            for event in self.recording.events:
                self.told.emit(event)
        self.ended.emit()
        self.left.emit()
