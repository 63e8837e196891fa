"""Looking into the text of a corpus, in threads: its beginning, and where something stands in it."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from corpora.search import Found
from ui.background import Background
from ui.corpora.shelf import CorpusShelf


class CorpusLooking(QObject):
    """Of several searches only the last is gone on with, and only what belongs to the corpus that is shown is told."""

    begins = Signal(str)  # the beginning of the text
    found = Signal(object)  # a Found
    failed = Signal(str, object)  # the corpus' name, an Exception

    def __init__(
        self,
        shelf: CorpusShelf,
        background: Background,
        shown: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        """`shown` gives the name of the corpus that is looked at now."""
        super().__init__(parent)
        self._shelf = shelf
        self._background = background
        self._shown = shown
        self._superseded = threading.Event()  # of the search that runs

    def read_beginning(self) -> None:
        """Read how the text begins, and search no more, in the corpus before it perhaps."""
        self.stop()
        name = self._shown()

        def tell(text: str) -> None:
            if name == self._shown():
                self.begins.emit(text)

        self._background.run(
            lambda: self._shelf.preview(name), tell, lambda error: self.failed.emit(name, error)
        )

    def search(self, wanted: str) -> None:
        """Search the text; for nothing, read how it begins."""
        if not wanted:
            self.read_beginning()
            return
        self.stop()
        superseded = self._superseded = threading.Event()
        name = self._shown()

        def tell(found: Found) -> None:
            if not superseded.is_set() and name == self._shown():
                self.found.emit(found)

        self._background.run(
            lambda: self._shelf.search(name, wanted, superseded.is_set),
            tell,
            lambda error: self.failed.emit(name, error),
        )

    def stop(self) -> None:
        """Search no more."""
        self._superseded.set()
