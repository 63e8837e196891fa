"""What the app shows of corpora: plain values, and the calls a page makes to get them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpora.catalogue import PublicCorpus
from corpora.origin import Origin
from corpora.search import Found
from wordrnn.corpus_facts import CorpusFacts


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """A corpus in a list."""

    name: str  # what the command line calls it
    title: str
    words: int | None  # None where they have not been counted
    builtin: bool = False
    tags: tuple[str, ...] = ()
    weight: float = 1.0
    origin: Origin | None = None
    sources: tuple[str, ...] = ()
    created: str = ""


@dataclass(frozen=True, slots=True)
class CorpusShelf:
    """The user's corpora, and those that can be had. All of it reads from disk or writes: call it in a thread."""

    rows: Callable[[], Sequence[CorpusRow]]
    kept_facts: Callable[[str], CorpusFacts | None]
    preview: Callable[[str], str]
    search: Callable[[str, str, Callable[[], bool]], Found]
    remove: Callable[[str], None]
    rename: Callable[[str, str], CorpusRow]
    label: Callable[[str, Sequence[str] | None, float | None], CorpusRow]
    catalogue: Callable[[], Sequence[tuple[PublicCorpus, bool]]]  # with whether it is in the library
