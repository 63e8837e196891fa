"""The Help menu: the introduction, the keys, the log, and what this is."""

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QWidget

from ui.help.about import About
from ui.style.theme import Theme


class HelpMenu(QMenu):
    """Opens what it can by itself; the rest is asked for by signals."""

    introduction_wanted = Signal()
    keys_wanted = Signal()

    def __init__(self, theme: Theme, log: Path, parent: QWidget | None = None) -> None:
        """`log` is the file that faults are written to."""
        super().__init__(parent)
        self._theme = theme
        self._log = log
        self.addAction(self.tr("Introduction"), self.introduction_wanted.emit)
        self.addAction(self.tr("Keys"), self.keys_wanted.emit)
        self.addSeparator()
        self.addAction(self.tr("Open the log"), self.open_log)
        self.addAction(self.tr("About wordrnn"), self.show_about)

    def open_log(self) -> None:
        """Show the log in the system's editor; its folder where no program opens it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log))):
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log.parent)))

    def show_about(self) -> About:
        """Show what this is; gives back the open dialog."""
        parent = self.parentWidget()
        dialog = About(self._theme, parent.window() if parent is not None else None)
        dialog.open()
        return dialog
