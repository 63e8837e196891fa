"""What the app shows of corpora: plain values, and the calls a page makes to get them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CorpusRow:
    """A corpus in a list."""

    name: str  # what the command line calls it
    title: str
    words: int | None  # None where they have not been counted
    builtin: bool = False


@dataclass(frozen=True, slots=True)
class CorpusDetails:
    """What a corpus holds."""

    words: int
    vocabulary: int  # different words, case told apart
    documents: int
    frequent: tuple[tuple[str, int], ...]  # (word, how often), the most frequent first
    preview: str  # the beginning of the text


@dataclass(frozen=True, slots=True)
class CorpusShelf:
    """The user's corpora. `rows` and `details` read from disk: call them in a thread."""

    rows: Callable[[], Sequence[CorpusRow]]
    details: Callable[[str], CorpusDetails]
    remove: Callable[[str], None]
