"""What is asked before something that was learned goes, and which files are meant."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox, QWidget


class LearnedQuestions(QObject):
    """Opens the dialogs; the safe answer is the default, and an answer that is no calls nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent

    def about_forgetting(self, words: int, act: Callable[[], None]) -> None:
        """Ask whether to forget several words."""
        box = self._box(self.tr("Forget %n word(s)?", "", words))
        box.setInformativeText(
            self.tr("It will be as if they had never been written. This cannot be undone.")
        )
        self._open(box, self.tr("Forget"), act)

    def about_blocking(self, words: int, act: Callable[[], None]) -> None:
        """Ask whether to block several words."""
        box = self._box(self.tr("Block %n word(s)?", "", words))
        box.setInformativeText(
            self.tr("They are forgotten, and never learned again until they are unblocked.")
        )
        self._open(box, self.tr("Block"), act)

    def about_clearing(self, blocked: int, act: Callable[[bool], None]) -> None:
        """Ask whether to forget everything; `act` is told whether the blocked words stay blocked."""
        box = self._box(self.tr("Forget everything that was learned?"))
        box.setInformativeText(
            self.tr(
                "It will be as if nothing had ever been written here. Models stay. This cannot be undone."
            )
        )
        keep = QCheckBox(self.tr("Keep %n blocked word(s)", "", blocked))
        keep.setAccessibleName(keep.text())
        keep.setChecked(True)
        if blocked:
            box.setCheckBox(keep)
        self._open(box, self.tr("Forget everything"), lambda: act(keep.isChecked()))

    def about_learning_all(self, act: Callable[[], None]) -> None:
        """Ask whether to learn the whole text."""
        box = self._box(self.tr("Learn all of this text?"))
        box.setInformativeText(
            self.tr(
                "What was opened, pasted or written off the record is learned too, and all of it counts as your own "
                "writing. Numbers, addresses and what looks like a password are left out."
            )
        )
        self._open(box, self.tr("Learn"), act)

    def where_to_export(self) -> Path | None:
        """Return the file to write to, None for none."""
        start = str(Path.home() / self.tr("wordrnn-learned.json"))
        name, _ = QFileDialog.getSaveFileName(
            self._widget, self.tr("Export what was learned"), start, self._filter()
        )
        return Path(name) if name else None

    def which_to_import(self) -> Path | None:
        """Return the file to read, None for none."""
        name, _ = QFileDialog.getOpenFileName(
            self._widget, self.tr("Import what was learned"), str(Path.home()), self._filter()
        )
        return Path(name) if name else None

    def _filter(self) -> str:
        return f"{self.tr('Learned words')} (*.json)"

    def _box(self, text: str) -> QMessageBox:
        box = QMessageBox(self._widget)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text)
        return box

    def _open(self, box: QMessageBox, action: str, act: Callable[[], None]) -> None:
        go_on = box.addButton(action, QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
        for each in box.buttons():
            each.setAccessibleName(each.text().replace("&", ""))

        def on_finished(_: int) -> None:
            if box.clickedButton() is go_on:
                act()

        box.finished.connect(on_finished)
        box.open()
