"""What changes the library of corpora: asked about where something is lost, done in a thread."""

from collections import deque
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from corpora.library import LONGEST_NAME
from ui.background import Background
from ui.corpora.shelf import CorpusRow, CorpusShelf
from ui.errors import show_error
from ui.style.questions import ask, ask_name

_Change = Callable[[], CorpusRow | None]
_Told = Callable[[CorpusRow | None], object]


class CorpusChanges(QObject):
    """Labels, renames and removes, one after the other; the disk may be slow, so nothing is waited for."""

    renamed = Signal(str, str)  # a corpus's name before, and its name now
    ended = Signal()  # all that was asked for is done, or was refused, which has been told

    def __init__(self, shelf: CorpusShelf, background: Background, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent
        self._shelf = shelf
        self._background = background
        self._waiting: deque[tuple[_Change, _Told]] = deque()

    @property
    def is_busy(self) -> bool:
        """Whether something is being changed, or is still to be."""
        return bool(self._waiting)

    def label(self, name: str, tags: Sequence[str] | None = None, weight: float | None = None) -> None:
        """Give the corpus other tags or another weight; None keeps them."""
        self._change(lambda: self._shelf.label(name, tags, weight))

    def rename(self, name: str, new: str) -> None:
        """Give the corpus another name."""
        self._change(
            lambda: self._shelf.rename(name, new),
            lambda row: self.renamed.emit(name, row.name) if row else None,
        )

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

    def _change(self, change: _Change, told: _Told = lambda row: None) -> None:
        # One at a time: a change of one label writes the others as it has read them.
        self._waiting.append((change, told))
        if len(self._waiting) == 1:
            self._begin()

    def _begin(self) -> None:
        change, told = self._waiting[0]

        def on_done(row: CorpusRow | None) -> None:
            told(row)
            self._go_on()

        def on_failed(error: Exception) -> None:
            show_error(self._widget, error)
            self._go_on()

        self._background.run(change, on_done, on_failed)

    def _go_on(self) -> None:
        self._waiting.popleft()
        if self._waiting:
            self._begin()
        else:
            self.ended.emit()
