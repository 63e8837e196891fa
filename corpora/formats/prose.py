"""Which columns of a table, or values of records, hold prose: judged by what is in them rather than by their names."""

from collections.abc import Iterable
from dataclasses import dataclass, field

_USUAL = (
    "text content contents body message messages comment caption transcript utterance sentence "
    "paragraph description summary article story post tweet review question answer prompt response "
    "completion instruction output input reply quote lyrics dialogue dialog value"
)
USUAL_NAMES = frozenset(_USUAL.split())
WORDS = 3.0  # a cell of prose has at least so many on average
USUAL_WORDS = 1.3  # where the name says that it is prose; a label or category has one
_LETTERS = 0.6  # of the characters but spaces
_DISTINCT = 0.25  # of the cells: a few phrases over and over are categories
_ENOUGH = 20  # cells to judge that by
_SEEN_CHARACTERS = 1000  # of a cell, that many are looked at


@dataclass(slots=True)
class Column:
    """What has been seen of a column."""

    cells: int = 0
    words: int = 0
    letters: int = 0
    characters: int = 0
    known: set[int] = field(default_factory=set)

    def add(self, cell: str) -> None:
        """Look at one cell; empty ones count for nothing."""
        start = cell[:_SEEN_CHARACTERS]
        words = start.split()
        if not words:
            return
        self.cells += 1
        # Chinese and Japanese have no spaces between words; a word has some two characters.
        self.words += max(len(words), sum("\u3040" <= letter <= "\u9fff" for letter in start) // 2)
        self.letters += sum(map(str.isalpha, start))
        self.characters += sum(map(len, words))
        self.known.add(hash(start))

    @property
    def mean_words(self) -> float:
        """How many words a cell has, on average."""
        return self.words / self.cells if self.cells else 0.0

    def is_prose(self, name: str = "") -> bool:
        """Say whether a person would read this column; `name` is what it is called, if it is called anything."""
        if not self.cells or self.letters < self.characters * _LETTERS:
            return False
        usual = name.strip().lower() in USUAL_NAMES
        if usual and self.mean_words >= USUAL_WORDS:
            return True
        repeats = self.cells >= _ENOUGH and len(self.known) < self.cells * _DISTINCT
        return self.mean_words >= WORDS and not repeats


def header_of(first: list[str], columns: Iterable[Column]) -> bool:
    """Say whether `first` names the columns, judged by the cells below it."""
    cells = [cell.strip() for cell in first]
    if not all(cells) or len(set(cells)) < len(cells):
        return False
    if any(_looks_like_content(cell) for cell in cells):
        return False
    if not _NAMES.isdisjoint(cell.lower() for cell in cells):
        return True
    longer = (
        column.mean_words >= 2 * len(cell.split()) for cell, column in zip(cells, columns, strict=False)
    )
    return any(longer)


_OTHERS = "id name title date time timestamp user author from to subject label language lang url"
_NAMES = USUAL_NAMES | frozenset(_OTHERS.split())


def _looks_like_content(cell: str) -> bool:
    """Say whether a cell is longer than a name, ends like a sentence, or is a number."""
    return (
        len(cell) > 40 or len(cell.split()) > 4 or cell[-1] in ".!?…。！？" or not any(map(str.isalpha, cell))
    )
