"""The library of corpora as the app shows it."""

from collections.abc import Callable, Sequence

from corpora import catalogue
from corpora.builtin_corpus import NAME as BUILTIN
from corpora.catalogue import PublicCorpus
from corpora.library import CorpusEntry, CorpusLibrary
from corpora.search import Found, search
from ui.corpora.shelf import CorpusRow, CorpusShelf
from ui.language.translation import translate
from wordrnn import corpus_facts, own_corpora

_PREVIEW_PARAGRAPHS = 60
_PREVIEW_CHARACTERS = 6000


def corpus_shelf() -> CorpusShelf:
    """Return the calls that the pages make, over the user's library."""
    of = own_corpora.library
    return CorpusShelf(
        rows=lambda: rows(of()),
        kept_facts=lambda name: corpus_facts.kept(of(), name),
        preview=lambda name: preview(of(), name),
        search=lambda name, wanted, stop: _search(of(), name, wanted, stop),
        remove=own_corpora.remove,
        rename=lambda name, new: row_of(of().rename(name, new)),
        label=lambda name, tags, weight: row_of(of().label(name, tags, weight)),
        catalogue=lambda: with_whether_there(of()),
    )


def rows(library: CorpusLibrary) -> list[CorpusRow]:
    """Return all corpora, the built-in one first."""
    return [row_of(entry) for entry in library.entries()]


def row_of(entry: CorpusEntry) -> CorpusRow:
    """Return an entry of the library as a list shows it."""
    return CorpusRow(
        name=entry.name,
        title=title_of(entry.name),
        words=entry.words,
        builtin=entry.builtin,
        tags=entry.tags,
        weight=entry.weight,
        origin=entry.origin,
        sources=tuple(entry.sources),
        created=entry.created,
    )


def title_of(name: str) -> str:
    """Return what a corpus is called on the screen."""
    return translate("Corpora", "Built-in texts") if name == BUILTIN else name


def preview(library: CorpusLibrary, name: str) -> str:
    """Return the beginning of a corpus. Raises CorpusError."""
    return "\n\n".join(library.preview(name, _PREVIEW_PARAGRAPHS))[:_PREVIEW_CHARACTERS]


def with_whether_there(library: CorpusLibrary) -> Sequence[tuple[PublicCorpus, bool]]:
    """Return the catalogue, and of each corpus whether the library has it, under whatever name."""
    there = {source for entry in library.entries() if entry.origin for source in entry.sources}
    return [
        (corpus, corpus.name in library or corpus.files[0].url in there) for corpus in catalogue.entries()
    ]


def _search(library: CorpusLibrary, name: str, wanted: str, stop: Callable[[], bool]) -> Found:
    return search((document.text for document in library.documents(name)), wanted, stop=stop)
