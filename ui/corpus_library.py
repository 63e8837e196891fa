"""The library of corpora as the app shows it."""

import re
from collections.abc import Callable
from pathlib import Path

from corpora.builtin_corpus import NAME as BUILTIN
from corpora.library import LONGEST_NAME, CorpusLibrary
from corpora.statistics import statistics
from ui.corpus_shelf import CorpusDetails, CorpusRow, CorpusShelf
from wordrnn.home import corpora_folder

_PREVIEW_PARAGRAPHS = 60
_PREVIEW_CHARACTERS = 6000
_FREQUENT = 12

_counted: dict[tuple[str, str, int], CorpusDetails] = {}  # counting 5 MB takes a second


def corpus_shelf(library: Callable[[], CorpusLibrary] | None = None) -> CorpusShelf:
    """Return the calls that the pages make, over `library` or the user's own."""
    of = library or (lambda: CorpusLibrary(corpora_folder()))
    return CorpusShelf(
        rows=lambda: rows(of()),
        details=lambda name: details(of(), name),
        remove=lambda name: of().remove(name),
    )


def rows(library: CorpusLibrary) -> list[CorpusRow]:
    """Return all corpora, the built-in one first."""
    return [
        CorpusRow(entry.name, title_of(entry.name), entry.words, entry.builtin) for entry in library.entries()
    ]


def title_of(name: str) -> str:
    """Return what a corpus is called on the screen."""
    return "Built-in texts" if name == BUILTIN else name


def details(library: CorpusLibrary, name: str) -> CorpusDetails:
    """Return what the corpus holds. Raises CorpusError."""
    entry = library.entry(name)
    key = (name, entry.created, entry.characters)
    if key not in _counted:
        _counted[key] = _count(library, name, entry.documents)
    return _counted[key]


def _count(library: CorpusLibrary, name: str, documents: int) -> CorpusDetails:
    counted = statistics((document.text for document in library.documents(name)), _FREQUENT)
    preview = "\n\n".join(library.preview(name, _PREVIEW_PARAGRAPHS))[:_PREVIEW_CHARACTERS]
    return CorpusDetails(counted.words, counted.vocabulary, documents, tuple(counted.top_words), preview)


def fresh_name(library: CorpusLibrary, paths: list[Path]) -> str:
    """Return a name for a corpus read from `paths` that the library does not have yet."""
    first = paths[0].resolve()
    wished = first.name if first.is_dir() else first.stem
    base = re.sub(r'[/\\:*?"<>|\x00-\x1f\x7f]+', " ", wished)
    base = " ".join(base.split())[: LONGEST_NAME - 6].strip(" .") or "texts"
    numbered = (base, *(f"{base} {number}" for number in range(2, 10_000)))
    return next(name for name in numbered if name not in library)
