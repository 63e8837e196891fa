"""What changes the library of corpora: asked about where something is lost, done in a thread."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from corpora.library import LONGEST_NAME
from ui.background import Background
from ui.corpora.shelf import CorpusRow, CorpusShelf
from ui.errors import show_error
from ui.style.questions import ask, ask_name


class CorpusChanges(QObject):
    """Labels, renames and removes; the disk may be slow, so nothing is waited for."""

    changed = Signal(object)  # the CorpusRow that was changed, None where it is gone
    refused = Signal()  # what is shown is not what was wished for; it has been told

    def __init__(self, shelf: CorpusShelf, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._shelf = shelf
        self._background = background

    def label(self, name: str, tags: Sequence[str] | None = None, weight: float | None = None) -> None:
        """Give the corpus other tags or another weight; None keeps them."""
        self._change(lambda: self._shelf.label(name, tags, weight))

    def rename(self, name: str, new: str) -> None:
        """Give the corpus another name."""
        self._change(lambda: self._shelf.rename(name, new))

    def remove(self, name: str) -> None:
        """Remove the corpus, and what was made from it in the cache."""
        self._change(lambda: self._shelf.remove(name))

    def ask_name(self, row: CorpusRow) -> None:
        """Ask for another name."""
        ask_name(
            self._widget,
            self.tr("Rename"),
            self.tr("Name of the corpus"),
            row.name,
            lambda new: self.rename(row.name, new) if new != row.name else None,
            LONGEST_NAME,
        )

    def ask_remove(self, row: CorpusRow) -> None:
        """Ask whether to remove a corpus."""
        ask(
            self._widget,
            self.tr("Remove {name} from the library?").format(name=row.title),
            self.tr(
                "What was prepared from it for training goes as well, so that a run that was interrupted cannot go on. "
                "The files it was read from, and models trained on it, stay."
            ),
            self.tr("Remove"),
            lambda: self.remove(row.name),
        )

    def _change(self, change: Callable[[], CorpusRow | None]) -> None:
        def on_failed(error: Exception) -> None:
            show_error(self._widget, error)
            self.refused.emit()

        self._background.run(change, self.changed.emit, on_failed)
