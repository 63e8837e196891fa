"""The user's library of corpora, and what wordrnn keeps elsewhere because of it."""

from collections.abc import Iterable

from corpora.library import CorpusEntry, CorpusLibrary
from corpora.origin import Origin
from wordrnn import corpus_facts, home, shards
from wordrnn.errors import CorpusError
from wordrnn.text import sources


def library() -> CorpusLibrary:
    """Return the user's library, which need not exist yet."""
    return CorpusLibrary(home.corpora_folder())


def remove(name: str) -> None:
    """Delete a corpus, what was counted of it, and the tokenised text made from it; models stay. Raises CorpusError."""
    corpora = library()
    try:
        sha256 = corpora.entry(name).sha256
    except CorpusError as error:
        if error.code not in ("corpus-damaged", "corpus-format"):
            raise
        sha256 = ""  # no longer known: all tokenised text goes
    corpora.remove(name)
    corpus_facts.forget(sha256)
    shards.delete_shards_of(home.shards_folder(), sha256)


def origins_of(paths: Iterable[str]) -> list[Origin]:
    """Return whose text is in those of `paths` that are public corpora of the library."""
    return [entry.origin for entry in named(paths) if entry.origin]


def named(paths: Iterable[str]) -> list[CorpusEntry]:
    """Return those of `paths`, as given to `train`, that are corpora of the library."""
    return [library().entry(path) for path in paths if sources.is_corpus(path)]
