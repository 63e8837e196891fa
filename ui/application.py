"""Qt's application, which also hears of models that the system opens with the app while it runs, as a Mac does."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from ui.models.questions import ENDING


class Application(QApplication):
    """One to a process. An event filter would see every event of every widget; this sees the application's own."""

    models_opened = Signal(list)  # of paths

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__(list(arguments))

    def event(self, event: QEvent) -> bool:
        """Take what is about a shared model, and leave the rest to Qt."""
        if isinstance(event, QFileOpenEvent) and event.file().lower().endswith(ENDING):
            self.models_opened.emit([Path(event.file())])
            return True
        return super().event(event)
