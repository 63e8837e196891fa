"""Public corpora into the library: downloaded, checked, and kept with their licence.

<downloads>/<name>/   the files of a corpus on their way; gone once it is in the library, or when a day old
"""

import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from corpora import Document, catalogue, read
from corpora.catalogue import PublicCorpus
from corpora.download import Cancelled, fetch
from corpora.https import Server
from corpora.library import CorpusEntry, CorpusLibrary, write_errors
from wordrnn import home, lock
from wordrnn.errors import CorpusError

KEPT_SECONDS = 24 * 3600  # what was left of a download that nobody went on with

Progress = Callable[[int, int], None]
"""Told how many bytes are there, and how many there are in all."""


def available() -> list[PublicCorpus]:
    """Return what of the catalogue is not in the library."""
    library = CorpusLibrary(home.corpora_folder())
    return [corpus for corpus in catalogue.entries() if corpus.name not in library]


def get(
    corpus: PublicCorpus,
    progress: Progress = lambda done, total: None,
    cancelled: Cancelled = lambda: False,
    server: Server | None = None,
) -> CorpusEntry:
    """Download a corpus into the library and return its entry there; an earlier try is gone on with.

    `cancelled` is asked between blocks. Raises CorpusError, which leaves what can be gone on with: see `fetch`.
    """
    library = CorpusLibrary(home.corpora_folder())
    if corpus.name in library:
        raise CorpusError("public-corpus-there", name=corpus.name)
    with _own_folder(corpus.name) as folder:
        _fetch_all(corpus, folder, progress, cancelled, server)
        sources = [file.url for file in corpus.files]
        entry = library.add_documents(corpus.name, _documents(corpus, folder), sources, corpus.origin)
    shutil.rmtree(folder, ignore_errors=True)
    return entry


def _fetch_all(
    corpus: PublicCorpus, folder: Path, progress: Progress, cancelled: Cancelled, server: Server | None
) -> None:
    before = 0
    for file in corpus.files:

        def tell(done: int, before: int = before) -> None:
            progress(before + done, corpus.size)

        fetch(file, folder / file.name, tell, cancelled, server)
        before += file.size


def _documents(corpus: PublicCorpus, folder: Path) -> Iterator[Document]:
    """Yield the documents of what was downloaded, named by the corpus and not by where it lies for the moment."""
    for file in corpus.files:
        path = folder / file.name
        for document in [_as_it_is(path)] if corpus.pretokenized else read([path]):
            yield replace(document, source=f"{corpus.name}/{Path(document.source).name}")


def _as_it_is(path: Path) -> Document:
    # Every line end counts in the published figures, so no line is joined or left out.
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    return Document(str(path), text if text.endswith("\n") else text + "\n")


@contextmanager
def _own_folder(name: str) -> Iterator[Path]:
    """Give the folder of a download, which no other process writes to meanwhile."""
    folder = home.downloads_folder() / name
    with write_errors(folder):
        _sweep(home.downloads_folder())
        folder.mkdir(parents=True, exist_ok=True)
        try:
            with lock.holding(folder):
                yield folder
        except lock.Held as error:
            raise CorpusError("download-running", name=name) from error


def _sweep(downloads: Path) -> None:
    """Delete what was left of downloads a day ago."""
    for folder in downloads.glob("*/"):
        with suppress(OSError):  # another process may be done with it at this moment
            newest = max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
            if time.time() - newest > KEPT_SECONDS and not lock.is_held(folder):
                shutil.rmtree(folder, ignore_errors=True)
