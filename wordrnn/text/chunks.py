"""Words of long texts: what stands between white space is split once, remembered, and from then on looked up.

A text repeats itself: of a million such chunks nine in ten were met before. Splitting at white space and one look-up
each is several times faster than matching a pattern, and gives the same tokens, for neither the normal form nor the
pattern of words looks beyond white space. The few texts of which that is not true are left to the plain way.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import islice

import numpy as np
import numpy.typing as npt
from tokenizers import pre_tokenizers

Split = Callable[[Sequence[str]], Sequence[Sequence[str]]]
"""Returns the words of each of some chunks."""

LINE_END = "\0"  # as a chunk of its own
_AS_IT_IS = "\x01"  # before opening quotes that stay as they are
_MOST_CHARS = 4_000_000  # in the chunks that are remembered: some 100 MB with what belongs to them
_MOST_WORDS = 2_000_000  # that are counted

# What stands for something else here, and white space for Python that is none for `tokenizers`.
_TAKEN = "\0\x01\x1c\x1d\x1e\x1f"
_BLANK_LINES = re.compile(r"\n\s+")
# The pattern of words (see `tokenizer`), for chunks of ASCII and curly quotes: the patterns of Python know no \p{L}.
_PLAIN_WORD = re.compile(
    r"(?:[A-Za-z]\.){2,}|[0-9]+(?:[.,:][0-9]+)+|[A-Za-z0-9]+(?:'[A-Za-z0-9]+)*|\.{2,}|-{2,}|[^A-Za-z0-9]"
)
_CURLY = str.maketrans("“”‘’", '""""')


def chunks_of(text: str, blank_lines: bool = False) -> list[str] | None:
    """Return what stands between white space in `text`, and LINE_END for its line ends; None for a rare text.

    Line ends with nothing but white space between them are one, unless `blank_lines` count.
    """
    # A single quote before the end of a text opens, one before white space closes.
    if text.endswith("'") or any(character in text for character in _TAKEN):
        return None
    if not blank_lines:
        text = _BLANK_LINES.sub("\n", text)
        # The normal form leaves these as they are in a text without a straight quote.
        if '"' not in text and ("«" in text or "„" in text):
            text = text.replace("«", f"{_AS_IT_IS}«").replace("„", f"{_AS_IT_IS}„")
    return text.replace("\n", f" {LINE_END} ").split()


def unmarked(chunk: str) -> str:
    """Return a text without line ends that has the words of `chunk` after its first one, which is a quote."""
    return f"“ {chunk.replace(_AS_IT_IS, '')} " if _AS_IT_IS in chunk else f'" {chunk} '


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
            if _AS_IT_IS in chunk:
                normal[index] = self._normalize(unmarked(chunk)).split(" ")[1]
        others = [index for index, chunk in enumerate(normal) if not chunk.translate(_CURLY).isascii()]
        words = [_PLAIN_WORD.findall(chunk) for chunk in normal]
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


class _Codes(dict[str, int]):
    """Numbers chunks in the order in which they are first asked for."""

    def __missing__(self, chunk: str) -> int:
        code = self[chunk] = len(self)
        return code


class ChunkEncoder:
    """Turns chunks into ids by a table of those met so far, which is begun anew before it grows too large."""

    def __init__(self, encode: Callable[[Sequence[str]], Iterable[Sequence[int]]], line_end: int) -> None:
        self._encode, self._line_end = encode, line_end
        self._clear()

    def __call__(self, chunks: Sequence[str]) -> npt.NDArray[np.int32]:
        """Return the ids [N] of the words in `chunks`."""
        if self._chars > _MOST_CHARS:
            self._clear()
        known = len(self._codes)
        codes = np.fromiter(map(self._codes.__getitem__, chunks), np.int32, len(chunks))
        if len(self._codes) > known:
            self._learn(_newest(self._codes, known))
        begins = self._begins[codes]
        counts = self._begins[codes + 1] - begins
        places = np.repeat(begins - (np.cumsum(counts) - counts), counts) + np.arange(counts.sum())
        return self._flat[places]

    def _clear(self) -> None:
        self._codes = _Codes({LINE_END: 0})
        self._begins = np.array([0, 1])  # [chunks + 1] where the ids of each begin
        self._flat = np.array([self._line_end], np.int32)
        self._chars = 0

    def _learn(self, chunks: list[str]) -> None:
        ids = list(self._encode(chunks))
        ends = self._begins[-1] + np.cumsum([len(each) for each in ids])
        self._begins = np.concatenate((self._begins, ends))
        self._flat = np.concatenate(
            (self._flat, np.array([index for each in ids for index in each], np.int32))
        )
        self._chars += sum(map(len, chunks))


class WordCounter:
    """Counts the words of chunks, in memory that is bounded.

    Of more than two million different words the half that was met least so far is forgotten: a rare word may be
    counted too low then, but the vocabulary takes the frequent ones.
    """

    def __init__(
        self, split: Split = whole, most_words: int = _MOST_WORDS, most_chars: int = _MOST_CHARS
    ) -> None:
        self._split, self._most_words, self._most_chars = split, most_words, most_chars
        self._chunks: Counter[str] = Counter()
        self._chars = 0
        self._words: Counter[str] = Counter()

    def add(self, chunks: Sequence[str]) -> None:
        """Count the words of `chunks`; line ends are none."""
        known = len(self._chunks)
        self._chunks.update(chunks)
        self._chars += sum(map(len, _newest(self._chunks, known)))
        if self._chars > self._most_chars:
            self.counts()

    def add_counts(self, words: Mapping[str, int]) -> None:
        """Count each of `words` as often as said."""
        self._words.update(words)
        self._forget()

    def counts(self) -> Counter[str]:
        """Return how often each word occurred so far."""
        del self._chunks[LINE_END]
        for count, words in zip(self._chunks.values(), self._split(list(self._chunks)), strict=True):
            for word in words:
                self._words[word] += count
        self._chunks.clear()
        self._chars = 0
        self._forget()
        return self._words

    def _forget(self) -> None:
        if len(self._words) > self._most_words:
            limit = sorted(self._words.values(), reverse=True)[self._most_words // 2]
            self._words = Counter({word: count for word, count in self._words.items() if count > limit})


def _newest(chunks: Mapping[str, int], known: int) -> list[str]:
    """Return the keys of the dict `chunks` that came after the first `known`, in their order."""
    newest = list(islice(reversed(chunks), len(chunks) - known))  # type: ignore[call-overload]
    newest.reverse()
    return newest
