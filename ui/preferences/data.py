"""The section of the Settings page on the data folder: where it is, and how another comes to be used."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.errors import sentence_for, show_error
from ui.folders import open_folder
from ui.preferences.moving import DataMove
from ui.preferences.rows import SettingRows
from ui.style.questions import ask
from ui.style.theme import Theme
from ui.style.widgets import button, label, set_role, spacing
from wordrnn import home
from wordrnn.errors import StorageError

_STEPS = 1000


class DataSection(SettingRows):
    """Shows the folder that holds everything, lets another one be chosen, and tells how far that is."""

    def __init__(
        self, theme: Theme, move: DataMove, restart: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        """`restart` closes the app, which asks about what is unsaved, and starts it again."""
        super().__init__(theme, parent)
        self._move = move
        self._restart_app = restart
        self.to_default: QPushButton | None = None
        self._of_default: QLabel | None = None
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        spacing(row, theme, 0.5)
        row.addWidget(button(self.tr("Open folder"), self.open_folder))
        row.addWidget(button(self.tr("Copy path"), self._copy))
        where = self.add(self.tr("Models, corpora and settings are here"), buttons, str(move.present))
        where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._add_choice()
        self.progress = MoveProgress(theme)
        self.body.addWidget(self.progress)
        self.progress.cancel.clicked.connect(lambda: move.cancel())
        self.progress.stay.clicked.connect(lambda: move.give_up())
        self.progress.restart.clicked.connect(lambda: self._restart())
        move.changed.connect(self._show)
        move.progressed.connect(self.progress.show_share)
        move.has_data.connect(self._ask_use)
        move.failed.connect(self._on_failed)
        self._show()

    def open_folder(self) -> None:
        """Show the folder in the system's file manager."""
        open_folder(self._move.present)

    def choose_folder(self) -> None:
        """Ask which folder to use."""
        name = QFileDialog.getExistingDirectory(
            self, self.tr("Keep models, corpora and settings here"), str(self._move.present.parent)
        )
        if name:
            self._move.choose(Path(name))

    def _add_choice(self) -> None:
        self.change = button(self.tr("Change…"), self.choose_folder)
        self.change.setAccessibleName(self.tr("Change the folder…"))
        if home.is_given():
            remark = self.tr(
                "The environment variable WORDRNN_HOME says where it is: change it there, or unset it to choose here."
            )
        else:
            remark = self.tr(
                "Everything is copied there, and nothing is deleted here. The command line uses it too."
            )
        self.add(self.tr("Keep them in another folder"), self.change, remark)
        trouble = home.trouble()
        if home.is_given() or (trouble is None and self._move.present == home.default_folder()):
            return
        title = self.tr("Back to the default folder")
        self.to_default = button(self.tr("Use the default folder"), self._move.use_default)
        told = sentence_for(trouble) if trouble is not None else str(home.default_folder())
        self._of_default = self.add(title, self.to_default, told)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(str(self._move.present))

    def _restart(self) -> None:
        if self._move.is_busy():
            self._on_failed(StorageError("data-folder-busy"))
        else:
            self._restart_app()

    def _ask_use(self, folder: Path) -> None:
        ask(
            self,
            self.tr("Use the data in {folder}?").format(folder=folder),
            self.tr(
                "There are models, corpora or settings of wordrnn in it already, and they are used as they are. "
                "Nothing is copied from {present}, which stays as it is; to take that along, choose an empty folder."
            ).format(present=self._move.present),
            self.tr("Use it"),
            lambda: self._move.use(folder),
        )

    def _on_failed(self, error: Exception) -> None:
        show_error(self, error)

    def _show(self) -> None:
        idle = self._move.state == "idle"
        self.change.setEnabled(idle and not home.is_given())
        if self.to_default is not None and self._of_default is not None:
            in_use = home.trouble() is None and self._move.present == home.default_folder()
            self.to_default.setEnabled(idle and not in_use)
            if in_use:
                self._of_default.setText(self.tr("It is in use."))
        self.progress.show_text(self._text(), self._move.state)

    def _text(self) -> str:
        move = self._move
        if move.state == "ready" and move.was_copied:
            text = self.tr(
                "Everything was copied to {folder}, which is used from the next start on. {present} stays as it is: "
                "delete it yourself once you no longer need it."
            )
        else:
            text = {
                "idle": "",
                "looking": self.tr("Looking at the folder…"),
                "copying": self.tr("Copying to {folder}…"),
                "stopping": self.tr("Taking away what was copied…"),
                "ready": self.tr(
                    "{folder}, with the data in it, is used from the next start on. {present} stays as it is."
                ),
            }[move.state]
        return text.format(folder=move.target, present=move.present)


class MoveProgress(QFrame):
    """What is going on with the folder, and what can be done about it; hidden while there is nothing."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, _STEPS)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.cancel = button(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel copying"))
        self.stay = button(self.tr("Keep the present folder"))
        self.restart = button(self.tr("Restart now"), role="primary")
        line = QFrame()
        set_role(line, "hairline")
        line.setFixedHeight(1)
        row = QHBoxLayout()
        spacing(row, theme, 0.6)
        row.addWidget(self._bar, 1)
        row.addStretch(0)
        for each in (self.cancel, self.stay, self.restart):
            row.addWidget(each)
        content = QVBoxLayout()
        spacing(content, theme, 0.6, (1.1, 0.6, 1.1, 0.6))
        content.addWidget(self._text)
        content.addLayout(row)
        box = QVBoxLayout(self)
        spacing(box, theme, 0)
        box.addWidget(line)
        box.addLayout(content)

    @property
    def text(self) -> str:
        """What it says; "" where it is hidden."""
        return self._text.text() if not self.isHidden() else ""

    def show_text(self, text: str, state: str) -> None:
        """Say `text`, with what goes with the state; nothing where it is empty."""
        self._text.setText(text)
        self._bar.setVisible(state == "copying")
        self._bar.setValue(0)
        self.cancel.setVisible(state == "copying")
        for each in (self.stay, self.restart):
            each.setVisible(state == "ready")
        self.setVisible(bool(text))

    def show_share(self, share: float) -> None:
        """Show how much is copied."""
        self._bar.setValue(round(share * _STEPS))
