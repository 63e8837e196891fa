"""What is asked before something that was learned goes, and which files are meant."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from ui.style.questions import ask


class LearnedQuestions(QObject):
    """Opens the dialogs; the safe answer is the default, and an answer that is no calls nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent

    def about_forgetting(self, words: int, act: Callable[[], None]) -> None:
        """Ask whether to forget several words."""
        told = self.tr("It will be as if they had never been written. This cannot be undone.")
        ask(self._widget, self.tr("Forget %n word(s)?", "", words), told, self.tr("Forget"), act)

    def about_blocking(self, words: int, act: Callable[[], None]) -> None:
        """Ask whether to block several words."""
        told = self.tr("They are forgotten, and never learned again until they are unblocked.")
        ask(self._widget, self.tr("Block %n word(s)?", "", words), told, self.tr("Block"), act)

    def about_clearing(self, blocked: int, act: Callable[[bool], None]) -> None:
        """Ask whether to forget everything; `act` is told whether the blocked words stay blocked."""
        keep = QCheckBox(self.tr("Keep %n blocked word(s)", "", blocked))
        keep.setAccessibleName(keep.text())
        keep.setChecked(True)
        ask(
            self._widget,
            self.tr("Forget everything that was learned?"),
            self.tr(
                "It will be as if nothing had ever been written here. Models stay. This cannot be undone."
            ),
            self.tr("Forget everything"),
            lambda: act(keep.isChecked()),
            check=keep if blocked else None,
        )

    def about_learning_all(self, act: Callable[[], None]) -> None:
        """Ask whether to learn the whole text."""
        ask(
            self._widget,
            self.tr("Learn all of this text?"),
            self.tr(
                "What was opened, pasted or written off the record is learned too, and all of it counts as your own "
                "writing. Numbers, addresses and what looks like a password are left out."
            ),
            self.tr("Learn"),
            act,
        )

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
