"""Which corpus of the library an experiment reads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from corpora.builtin_corpus import NAME as BUILTIN
from ui.background import Background
from ui.corpora.library import title_of
from ui.corpora.shelf import CorpusRow

_LETTERS = 10


class CorpusChoice(QComboBox):
    """The corpora of the library, the built-in one first; what was chosen stays chosen while it is there."""

    def __init__(
        self,
        background: Background,
        list_corpora: Callable[[], Sequence[CorpusRow]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._background, self._list_corpora = background, list_corpora
        self.setAccessibleName(self.tr("Text"))
        self.setToolTip(self.tr("The text that is read"))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_LETTERS)
        self.addItem(title_of(BUILTIN), BUILTIN)

    @property
    def corpus(self) -> str:
        """The name of the corpus that is chosen."""
        return str(self.currentData())

    def choose(self, name: str) -> None:
        """Choose a corpus; one that is not there leaves the choice as it is."""
        place = self.findData(name)
        if place >= 0:
            self.setCurrentIndex(place)

    def read(self) -> None:
        """Ask which corpora there are."""
        self._background.run(self._list_corpora, self._on_corpora, lambda _: None)

    def _on_corpora(self, rows: Sequence[CorpusRow]) -> None:
        chosen = self.corpus
        blocker = QSignalBlocker(self)
        self.clear()
        for row in rows:
            self.addItem(row.title, row.name)
        if not rows:
            self.addItem(title_of(BUILTIN), BUILTIN)
        blocker.unblock()
        self.choose(chosen)
