"""How much of some files has been read, by the documents that come out of them."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from corpora.document import Document
from corpora.errors import CorpusError
from corpora.readers import files_of
from corpora.source import Source

Tell = Callable[[int, int], None]
"""Told how many bytes have been read, and how many there are in all."""


class ReadingProgress:
    """Watches the documents of `read(paths)`, which come file after file in the order of `files_of`."""

    def __init__(self, paths: Iterable[Path], tell: Tell) -> None:
        self._files = [(str(path), _size(path)) for path in files_of(paths)]
        self._tell = tell
        self._at = 0  # the file that is being read
        self._before = 0  # bytes of the files before it
        self._within = 0  # bytes of text that came out of it
        self.total = sum(size for _, size in self._files)

    def watch(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents, telling after each how far it is."""
        self._tell(0, self.total)
        for document in documents:
            self._go_to(document.source)
            # Text takes less room than what it was written in, or more where that was packed.
            self._within += len(document.text.encode("utf-8", "replace"))
            self._tell(min(self.total, self._before + min(self._within, self._size_here())), self.total)
            yield document
        self._tell(self.total, self.total)

    def _go_to(self, source: str) -> None:
        ahead = self._at
        while ahead < len(self._files) and not _is_of(source, self._files[ahead][0]):
            ahead += 1
        if ahead == len(self._files):
            return  # by another name: it counts where we are
        if ahead > self._at:
            self._before += sum(size for _, size in self._files[self._at : ahead])
            self._at, self._within = ahead, 0

    def _size_here(self) -> int:
        return self._files[self._at][1] if self._files else 0


def _is_of(source: str, file: str) -> bool:
    """Say whether a document is of a file: all of it, a numbered block, or a member."""
    return source == file or source.startswith((f"{file}#", f"{file}/"))


def _size(path: Path) -> int:
    """Return how many bytes a file has, unpacked if it is a zip; 0 where that cannot be told."""
    try:
        source = Source.of_file(path)
        if source.suffix == ".zip":
            from corpora.formats import zips

            with zips.opened(source, "zip") as archive:
                return archive.unpacked_size
        return source.size
    except (CorpusError, OSError):
        return 0
