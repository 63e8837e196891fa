"""Words of long texts: what stands between white space is split once, remembered, and from then on looked up.

A text repeats itself: of a million such chunks nine in ten were met before. Splitting at white space and one look-up
each is several times faster than matching a pattern, and gives the same tokens, for neither the normal form nor the
pattern of words looks beyond white space. The few texts of which that is not true are left to the plain way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from tokenizers import pre_tokenizers

from wordrnn.text.chunk_numbers import LINE_END, ChunkNumbers, Numbers

Split = Callable[[Sequence[str]], Sequence[Sequence[str]]]
"""Returns the words of each of some chunks."""

AS_IT_IS = "\x01"  # before opening quotes that stay as they are
_MOST_CHUNKS = 1_500_000  # that are remembered, in some 100 MB with
_MOST_IDS = 4_000_000  # ids of theirs
_MOST_WORDS = 2_000_000  # that are counted
_MOST_NUMBERED = 500_000  # words that are counted by a number, in some 60 MB

# What stands for something else here, and white space for Python that is none for `tokenizers`.
_TAKEN = "\x01\x1c\x1d\x1e\x1f"
# The pattern of words (see `tokenizer`), for chunks of ASCII and curly quotes: the patterns of Python know no \p{L}.
_PLAIN_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[0-9]+(?:[.,:][0-9]+)+|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*|\.{2,}|-{2,}|[^A-Za-z0-9]"
)
_CURLY = str.maketrans("“”‘’", '""""')


def with_marks(text: str) -> str | None:
    """Return typed text with a mark before quotes that its normal form leaves as they are; None for a rare text."""
    # A single quote before the end of a text opens, one before white space closes.
    if text.endswith("'") or any(character in text for character in _TAKEN):
        return None
    # The normal form leaves these as they are in a text without a straight quote.
    if '"' not in text and ("«" in text or "„" in text):
        text = text.replace("«", f"{AS_IT_IS}«").replace("„", f"{AS_IT_IS}„")
    return text


def unmarked(chunk: str) -> str:
    """Return a text without line ends that has the words of `chunk` after its first one, which is a quote."""
    return f"“ {chunk.replace(AS_IT_IS, '')} " if AS_IT_IS in chunk else f'" {chunk} '


class WordSplitter:
    """Splits chunks of typed text into words as `tokenizers` does with its pattern."""

    def __init__(self, normalize: Callable[[str], str], splitter: pre_tokenizers.PreTokenizer) -> None:
        self._normalize, self._splitter = normalize, splitter

    def __call__(self, chunks: Sequence[str]) -> list[list[str]]:
        """Return the words of each of `chunks`."""
        if not chunks:
            return []
        # One call for all: with a straight quote in it, every quote is brought into the normal form.
        normal = self._normalize('" ' + " ".join(chunks) + " ").split(" ")[1:-1]
        for index, chunk in enumerate(chunks):
            if AS_IT_IS in chunk:
                normal[index] = self._normalize(unmarked(chunk)).split(" ")[1]
        words: list[list[str]] = []
        others: list[int] = []
        for index, chunk in enumerate(normal):
            plain = chunk.isascii()
            if plain and chunk.isalpha():  # half of them
                words.append([chunk])
            elif plain or chunk.translate(_CURLY).isascii():
                words.append(_PLAIN_WORD.findall(chunk))
            else:
                words.append([])
                others.append(index)
        for index, found in zip(others, self._by_pattern([normal[index] for index in others]), strict=True):
            words[index] = found
        return words

    def _by_pattern(self, chunks: Sequence[str]) -> list[list[str]]:
        words: list[list[str]] = [[] for _ in chunks]
        index, end = 0, len(chunks[0]) if chunks else 0
        for word, (start, _) in self._splitter.pre_tokenize_str(" ".join(chunks)):
            while start >= end:
                index += 1
                end += 1 + len(chunks[index])
            words[index].append(word)
        return words


def whole(chunks: Sequence[str]) -> list[list[str]]:
    """Return each of `chunks` as the one word it is in text that is already split."""
    return [[chunk] for chunk in chunks]


class ChunkEncoder:
    """Turns text into ids by a table of the chunks met so far, which is begun anew before it grows too large."""

    def __init__(
        self,
        encode: Callable[[Sequence[str]], Iterable[Sequence[int]]],
        line_end: int,
        blank_lines: bool = False,
    ) -> None:
        """`encode` gives the ids of chunks. Blank lines between two others are no lines unless `blank_lines` count."""
        self._encode, self._line_end, self._blank_lines = encode, line_end, blank_lines
        self._clear()

    def __call__(self, text: str) -> Numbers | None:
        """Return the ids [N] of the words in `text`; None where it cannot be cut into blocks, see `ChunkNumbers`."""
        if self._chunks.known > _MOST_CHUNKS or len(self._ids.all) > _MOST_IDS:
            self._clear()
        try:
            found = self._chunks(text)
            if found is None:
                return None
            numbers, new = found
            if new:
                self._learn(new)
        except BaseException:
            self._clear()  # what was numbered and not learned would be taken for something else
            raise
        if not self._blank_lines:
            again = (numbers[1:] == LINE_END) & (numbers[:-1] == LINE_END)
            numbers = numbers[np.append(True, ~again)] if again.any() else numbers
        counts = self._counts.all[numbers]
        ends = np.cumsum(counts)
        # How far the ids of each chunk lie from where they are wanted.
        shifts = self._begins.all[numbers] - (ends - counts)
        return self._ids.all[np.repeat(shifts, counts) + np.arange(ends[-1] if len(ends) else 0)]

    def _clear(self) -> None:
        self._chunks = ChunkNumbers()
        self._ids = _Growing(self._line_end)
        # By the number of a chunk: where its ids begin, and how many there are.
        self._begins = _Growing(0)
        self._counts = _Growing(1)

    def _learn(self, chunks: list[str]) -> None:
        ids = list(self._encode(chunks))
        counts = np.array([len(each) for each in ids], np.int32)
        self._begins.add(len(self._ids.all) + np.cumsum(counts) - counts)
        self._counts.add(counts)
        self._ids.add(np.array([index for each in ids for index in each], np.int32))


class _Growing:
    """An array that is added to at its end."""

    def __init__(self, first: int) -> None:
        self._kept = np.array([first], np.int32)
        self._count = 1

    @property
    def all(self) -> Numbers:
        """What was added so far."""
        return self._kept[: self._count]

    def add(self, values: npt.NDArray[np.signedinteger[Any]]) -> None:
        """Put `values` at the end."""
        count = self._count + len(values)
        if count > len(self._kept):
            grown = np.zeros(2 * count, np.int32)
            grown[: self._count] = self.all
            self._kept = grown
        self._kept[self._count : count] = values
        self._count = count


class WordCounter:
    """Counts the words of texts, in memory that is bounded; the faster, the more it has seen.

    Of more than two million different words the half that was met least so far is forgotten: a rare word may be
    counted too low then, but the vocabulary takes the frequent ones.
    """

    def __init__(self, split: Split = whole, most_words: int = _MOST_WORDS) -> None:
        self._split, self._most_words = split, most_words
        self._words: Counter[str] = Counter()
        self._begin()

    def add(self, text: str) -> bool:
        """Count the words of `text`; return False, having counted nothing, where it cannot be cut into blocks."""
        numbers = self._encode(text)
        if numbers is None:
            return False
        if len(self._numbers) >= len(self._counts):
            self._counts = np.append(self._counts, np.zeros(2 * len(self._numbers), np.int64))
        np.add.at(self._counts, numbers, 1)
        if len(self._numbers) > _MOST_NUMBERED:
            self._gather()
            self._begin()
        return True

    def add_counts(self, words: Mapping[str, int]) -> None:
        """Count each of `words` as often as said."""
        self._words.update(words)
        self._forget()

    def take(self) -> Counter[str]:
        """Return how often each word occurred, and begin to count anew."""
        self._gather()
        words, self._words = self._words, Counter()
        return words

    def _begin(self) -> None:
        self._numbers: dict[str, int] = {}  # of words, from 1 on; 0 is a line end
        self._counts = np.zeros(1, np.int64)
        self._encode = ChunkEncoder(self._numbers_of, LINE_END, blank_lines=True)

    def _numbers_of(self, chunks: Sequence[str]) -> list[list[int]]:
        numbers = self._numbers
        return [
            [numbers.setdefault(word, len(numbers) + 1) for word in words] for words in self._split(chunks)
        ]

    def _gather(self) -> None:
        counts = self._counts[1:].tolist()
        # The last words may have no place yet, where learning them has failed.
        self._words.update({word: count for word, count in zip(self._numbers, counts, strict=False) if count})
        self._counts[:] = 0
        self._forget()

    def _forget(self) -> None:
        if len(self._words) > self._most_words:
            limit = sorted(self._words.values(), reverse=True)[self._most_words // 2]
            self._words = Counter({word: count for word, count in self._words.items() if count > limit})
