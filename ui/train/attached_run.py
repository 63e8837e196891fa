"""A run that another process started, and that goes on without a window: watched and asked through its folder."""

import logging
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from ui.background import Background
from ui.language.translation import translate
from ui.train.run import Outcome, TrainingRun
from ui.train.run_log import RunLog, append_request

LOOK_MS = 500

_log = logging.getLogger(__name__)


class AttachedRun(TrainingRun):
    """Follows the log of a run. It is never killed: what is not ours is only asked."""

    def __init__(
        self, folder: Path, background: Background, parent: QObject | None = None, look_ms: int = LOOK_MS
    ) -> None:
        super().__init__(parent)
        self.detached = True
        self._folder = folder
        self._background = background
        self._events = RunLog(folder)
        self._done: dict[str, Any] | None = None
        self._running = True
        self._left = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(look_ms)
        self._timer.timeout.connect(self._look)

    @property
    def is_running(self) -> bool:
        """Whether the run still goes on, as far as is known."""
        return self._running

    def start_watching(self) -> None:
        """Read what has happened so far, and then what happens."""
        self._look()

    def leave(self) -> None:
        """Watch no more; the run goes on."""
        self._left = True
        self._timer.stop()

    def _look(self) -> None:
        self._background.run(self._events.poll, self._on_polled, self._on_failed)

    def _on_polled(self, polled: tuple[list[dict[str, Any]], bool]) -> None:
        if self._left:
            return
        events, running = polled
        for event in events:
            if event["event"] == "started":
                self._done = None  # what ended before was an earlier part of the run
            if event["event"] == "done":
                self._done = event
            self.event_received.emit(event)
        if running:
            self._timer.start()
        else:
            self._finish()

    def _on_failed(self, error: Exception) -> None:
        _log.error("the run in %s cannot be followed: %s", self._folder, error)
        self._timer.start()

    def _finish(self) -> None:
        self._running = False
        if self._done is not None:
            self.finished.emit(Outcome.told(self._done))
        elif not self._folder.exists():
            self.finished.emit(Outcome(True, True, translate("Outcome", "Stopped; nothing was kept.")))
        else:
            cut_off = translate("Outcome", "The trainer was cut off; what it saved last can be resumed.")
            self.finished.emit(Outcome(False, False, cut_off))

    def _say(self, line: str) -> None:
        try:
            append_request(self._folder, line)
        except OSError as error:
            _log.warning("the run in %s could not be asked: %s", self._folder, error)
