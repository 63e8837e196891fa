"""An ARPA file, read line by line and believed in nothing: numbers, counts, words and their order are checked.

Words stay bytes until the vocabulary is known; no line and no section is longer than it may be.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import numpy as np
import numpy.typing as npt

from wordrnn.errors import ModelError
from wordrnn.ngram.files import MAX_ORDER, MAX_VOCABULARY
from wordrnn.progress import Progress, untold

_LONGEST_LINE = 16_384  # bytes
_LONGEST_HEAD = 1 << 20  # bytes before \data\
_MOST_NGRAMS = 2**32 - 2
_BLOCK = 1 << 16  # n-grams given at once
_NEVER = -99.0  # and below: probability 0
_MOST_WEIGHT = 99.0
_COUNT = re.compile(rb"ngram\s+(\d{1,3})\s*=\s*(\d{1,12})\s*")
_NOTE = re.compile(rb"#+\s*(\w+)\s*:\s*(\S+)\s*")

Refuse = Callable[..., ModelError]


@dataclass(frozen=True, slots=True)
class Ngrams:
    """Some n-grams of n words."""

    words: npt.NDArray[np.int64]  # [S, n] by the numbers given to words
    log10: npt.NDArray[np.float64]  # [S], -inf for never
    weights: npt.NDArray[np.float64]  # [S] log10 of the backoff weights


@dataclass(slots=True)
class Arpa:
    """An opened ARPA file. `words` comes first, then `ngrams` for 2, 3, … words, then `end`."""

    path: Path
    file: IO[bytes]
    progress: Progress = untold
    notes: dict[str, str] = field(default_factory=dict, init=False)
    """Name → value of lines like `# name: value` before the data."""
    counts: list[int] = field(default_factory=list, init=False)
    """How many n-grams of 1, 2, … words there are by the head."""
    _size: int = field(default=1, init=False)
    _line: int = field(default=0, init=False)
    _held: bytes | None = field(default=None, init=False)

    def __post_init__(self) -> None:
        self._size = max(1, self.path.stat().st_size)
        self._read_head()

    def words(self) -> tuple[list[bytes], Ngrams]:
        """Return the words, no two alike, and their n-grams of one word, numbered as they stand."""
        self._expect_section(1)
        found: dict[bytes, int] = {}
        blocks = []
        for fields, weight in self._entries(1):
            if fields[1] in found:
                raise self._wrong("a word twice")
            found[fields[1]] = len(found)
            blocks.append((self._chance(fields[0]), weight))
        values = np.array(blocks, np.float64).reshape(-1, 2)
        return list(found), Ngrams(np.arange(len(found))[:, None], values[:, 0], values[:, 1])

    def ngrams(self, n: int, numbers: Mapping[bytes, int]) -> Iterator[Ngrams]:
        """Yield the n-grams of n words, their words by `numbers`, in blocks."""
        self._expect_section(n)
        words: list[int] = []
        chances: list[float] = []
        weights: list[float] = []
        for fields, weight in self._entries(n):
            try:
                words += [numbers[word] for word in fields[1 : n + 1]]
            except KeyError:
                raise self._wrong("a word that is none of its words") from None
            chances.append(self._chance(fields[0]))
            weights.append(weight)
            if len(chances) == _BLOCK:
                yield _ngrams(n, words, chances, weights)
                words, chances, weights = [], [], []
        if chances:
            yield _ngrams(n, words, chances, weights)

    def end(self) -> None:
        """Check that the file ends here."""
        if self._content() != b"\\end\\":
            raise self._wrong("no \\end\\ where its head says that it ends")
        self.progress(1.0)

    def _entries(self, n: int) -> Iterator[tuple[list[bytes], float]]:
        """Yield the fields of every line of a section, and the logarithm of the backoff weight."""
        last = n == len(self.counts)
        for _ in range(self.counts[n - 1]):
            line = self._next()
            fields = line.split()
            if len(fields) == n + 1:
                yield fields, 0.0
            elif len(fields) == n + 2 and not last:
                yield fields, self._weight(fields[-1])
            elif not fields or line.startswith(b"\\"):
                raise self._wrong(f"fewer n-grams of {n} words than the {self.counts[n - 1]:,} its head says")
            else:
                raise self._wrong(f"a line that is no n-gram of {n} words")
        self._held = self._content()
        if self._held is not None and not self._held.startswith(b"\\"):
            raise self._wrong(f"more n-grams of {n} words than the {self.counts[n - 1]:,} its head says")

    def _chance(self, text: bytes) -> float:
        value = self._number(text)
        if value > 0:
            raise self._wrong("a probability above 1")
        return -math.inf if value <= _NEVER else value

    def _weight(self, text: bytes) -> float:
        value = self._number(text)
        if value > _MOST_WEIGHT:
            raise self._wrong("a backoff weight beyond all measure")
        return max(value, -_MOST_WEIGHT)

    def _number(self, text: bytes) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if math.isnan(value) or value == math.inf:
            raise self._wrong("something that is no number")
        return value

    def _expect_section(self, n: int) -> None:
        if self._content() != b"\\%d-grams:" % n:
            raise self._wrong(f"no \\{n}-grams: where its head says that they begin")

    def _read_head(self) -> None:
        while (line := self._content()) != b"\\data\\":
            if self.file.tell() > _LONGEST_HEAD or line is None:
                raise self._wrong("no \\data\\ at its beginning")
            if note := _NOTE.fullmatch(line):
                self.notes[note[1].decode(errors="replace")] = note[2].decode(errors="replace")
        while (line := self._content()) is not None and (count := _COUNT.fullmatch(line)):
            if int(count[1]) != len(self.counts) + 1:
                raise self._wrong("counts that do not follow each other")
            self.counts.append(int(count[2]))
            if len(self.counts) > MAX_ORDER:
                raise self._wrong(f"n-grams of more than {MAX_ORDER} words, the longest that wordrnn has")
        self._held = line
        if not self.counts or self.counts[0] < 2:
            raise self._wrong("no words")
        # Every line has a digit and n words with a byte and a space each, and its end.
        least = sum(count * (2 * n + 2) for n, count in enumerate(self.counts, start=1))
        if self.counts[0] > MAX_VOCABULARY or max(self.counts) > _MOST_NGRAMS or least > self._size:
            raise self._wrong("more n-grams in its head than there can be in it")

    def _content(self) -> bytes | None:
        """Return the next line that is not blank, without space around it; None at the end."""
        while line := (self._held if self._held is not None else self._next()):
            self._held = None
            if stripped := line.strip(b" \t\r\n\xef\xbb\xbf" if self._line == 1 else None):
                return stripped
        return None

    def _next(self) -> bytes:
        line = self.file.readline(_LONGEST_LINE + 1)
        self._line += 1
        if len(line) > _LONGEST_LINE:
            raise self._wrong(f"a line of more than {_LONGEST_LINE:,} bytes")
        if self._line % _BLOCK == 0:
            self.progress(min(self.file.tell() / self._size, 1.0))
        return line

    def _wrong(self, what: str) -> ModelError:
        return refused(self.path, f"line {self._line:,}: {what}")


def refused(path: Path, reason: str) -> ModelError:
    """Return the error for a file that is no ARPA file that wordrnn can take."""
    return ModelError("not-arpa", path=str(path), reason=reason)


def _ngrams(n: int, words: list[int], chances: list[float], weights: list[float]) -> Ngrams:
    return Ngrams(
        np.array(words, np.int64).reshape(-1, n), np.array(chances, np.float64), np.array(weights, np.float64)
    )
