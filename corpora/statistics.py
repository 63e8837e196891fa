"""What a text is made of, counted."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from corpora import language


@dataclass(frozen=True, slots=True)
class CorpusStatistics:
    """Counts over a text.

    Attributes:
        paragraphs: Lines that are not empty.
        words: Words, in all.
        characters: Characters, line ends not counted.
        vocabulary: Different words, capitals told apart.
        top_words: The most frequent words with their counts, most frequent first.
        coverage: Which share of the words a vocabulary of the N most frequent ones has, as pairs of N and share, for
            some sixty N up to all different words.
        language: The language by its ISO 639-1 code; empty where that is not sure.
    """

    paragraphs: int
    words: int
    characters: int
    vocabulary: int
    top_words: list[tuple[str, int]]
    coverage: list[tuple[int, float]]
    language: str


def statistics(texts: Iterable[str], top: int = 20) -> CorpusStatistics:
    """Return the counts over all of `texts` together, with the `top` most frequent words."""
    lines = characters = 0
    counts: Counter[str] = Counter()
    for text in texts:
        filled = [line for line in text.split("\n") if line]
        lines += len(filled)
        characters += sum(map(len, filled))
        counts.update(words(text))
    # The order of first appearance must not decide between words that are equally frequent.
    ranked = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))
    return CorpusStatistics(
        paragraphs=lines,
        words=counts.total(),
        characters=characters,
        vocabulary=len(counts),
        top_words=ranked[:top],
        coverage=coverage(number for _, number in ranked),
        language=language.guess(counts),
    )


def coverage(numbers: Iterable[int]) -> list[tuple[int, float]]:
    """Return which share of all words the N most frequent ones make up, for N that grow by a sixth and for the last.

    `numbers` say how often each word occurs, the most frequent first.
    """
    sums = list(accumulate(numbers))
    sizes: list[int] = []
    size = 1
    while size < len(sums):
        sizes.append(size)
        size = max(size + 1, round(size * 7 / 6))
    return [(size, sums[size - 1] / sums[-1]) for size in [*sizes, len(sums)] if sums]


def words(text: str) -> Iterator[str]:
    """Yield the words of `text`: letters, marks and digits, with apostrophes inside."""
    return (match[0] for match in _word().finditer(text))


def word_count(text: str) -> int:
    """Return how many words `text` has."""
    return len(_word().findall(text))


@cache
def _word() -> re.Pattern[str]:
    # Python's \w leaves out the vowel signs of Indic and other scripts, which are marks.
    marks = "".join(chr(code) for code in range(0x300, 0x10000) if unicodedata.category(chr(code))[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{marks}])+(?:['’](?:[^\\W_]|[{marks}])+)*")
