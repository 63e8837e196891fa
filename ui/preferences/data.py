"""The section of the Settings page on the data folder: where it is, and how it is moved."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.preferences.rows import SettingRows
from ui.style.theme import Theme
from ui.style.widgets import button, label, spacing


class DataSection(SettingRows):
    """Shows the folder that holds everything. It is chosen by the environment, for the command line uses it too."""

    def __init__(self, theme: Theme, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._folder = folder
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        spacing(row, theme, 0.5)
        row.addWidget(button(self.tr("Open folder"), self.open_folder))
        row.addWidget(button(self.tr("Copy path"), self._copy))
        where = self.add(self.tr("Models, corpora and settings are here"), buttons, str(folder))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add_wide(
            label(
                self.tr(
                    "To keep it in another place: close wordrnn, move the folder, and set the environment "
                    "variable WORDRNN_HOME to its new path. The command line follows it too."
                ),
                "small",
                wrap=True,
            )
        )

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._folder))
