"""The words of the training text that found no room in the vocabulary: to a model they are `<unk>`, to who types not.

A model says how probable an unknown word is, and how often each rare word was read says which one it may be.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Self

import numpy as np

from wordrnn import files
from wordrnn.errors import ModelError
from wordrnn.next_word import FloatArray
from wordrnn.ngram.counts import discounts
from wordrnn.text.chunks import WordCounter
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.spelling import APOSTROPHES, whole_characters, words_of

FILE = "rare.json"
MAX_BYTES = 20_000_000
MAX_WORDS = 100_000
_FORMAT = 1
_LONGEST = 40  # letters; what is longer is no word
_MAX_TEXTS = 64  # pieces of a megabyte; more text has hardly more words worth completing


@dataclass(frozen=True, slots=True, eq=False)
class RareWords:
    """Words by falling count, none of them in the vocabulary, and each one's part of the mass of `<unk>`.

    Absolute discounting, as for n-grams: a word read n times has (n − D(n)) / (Σ (n − D(n)) + n1). What remains is for
    words never seen: n1, how many were read once (Good–Turing).
    """

    counts: dict[str, int]
    discounts: tuple[float, float, float]
    """D(1), D(2) and D(3 or more)."""
    unseen: int
    """n1, of the vocabulary's words too."""

    @property
    def words(self) -> list[str]:
        """The words, most frequent first."""
        return list(self.counts)

    def shares(self) -> FloatArray:
        """Return the words' parts [R] of the mass of `<unk>`; their sum is below 1."""
        counts = np.fromiter(self.counts.values(), np.float64, len(self.counts))
        masses = counts - np.array([0.0, *self.discounts])[np.minimum(counts, 3).astype(np.intp)]
        return (masses / (masses.sum() + max(self.unseen, 1))).astype(np.float32)

    @classmethod
    def of(cls, texts: Iterable[str], tokenizer: Tokenizer) -> Self | None:
        """Return the words of `texts` that `tokenizer` does not know; None where it knows no words or knows all.

        Only letters and apostrophes make a word here: a number that was read once is no good guess. Of more than two
        million words those read once are forgotten, see `WordCounter`, and `unseen` is too low.
        """
        if tokenizer.kind != "word":
            return None
        read = WordCounter(_words_of_each)
        for text in map(whole_characters, islice(texts, _MAX_TEXTS)):
            if not read.add(text):
                read.add_counts(Counter(words_of(text)))
        counts: Counter[str] = Counter()
        for word, count in read.take().items():
            if len(word) <= _LONGEST and not any(map(str.isnumeric, word)):
                counts[_straight(word)] += count
        of_counts = np.fromiter(counts.values(), np.int64, len(counts))
        rare = {word: count for word, count in counts.items() if not tokenizer.knows(word)}
        if not rare:
            return None
        kept = sorted(rare.items(), key=lambda item: (-item[1], item[0]))[:MAX_WORDS]
        return cls(dict(kept), discounts(of_counts), int((of_counts == 1).sum()))

    def joined(self, other: "RareWords", tokenizer: Tokenizer) -> Self | None:
        """Return these words and those of another text, but for what `tokenizer` knows; None where it knows all.

        The discounts are those of the larger list. Words read once in each text count as such, though they are not.
        """
        counts = Counter(self.counts)
        counts.update(other.counts)
        rare = [(word, count) for word, count in counts.items() if not tokenizer.knows(word)]
        if not rare:
            return None
        kept = sorted(rare, key=lambda item: (-item[1], item[0]))[:MAX_WORDS]
        larger = max(self, other, key=lambda words: len(words.counts))
        return type(self)(dict(kept), larger.discounts, self.unseen + other.unseen)

    def to_json(self) -> str:
        """Return the content of the file."""
        content = {
            "format": _FORMAT,
            "discounts": self.discounts,
            "unseen": self.unseen,
            "counts": self.counts,
        }
        return json.dumps(content, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, content: str, tokenizer: Tokenizer) -> Self:
        """Return the words in `content`. Raises ModelError where it is not ours or names words of `tokenizer`."""
        try:
            values = json.loads(content)
            problem = _problem_of(values, set(tokenizer.vocabulary))
        except (ValueError, RecursionError) as error:
            raise ModelError("damaged-rare-words", reason=str(error)[:200]) from error
        if problem:
            raise ModelError("damaged-rare-words", reason=problem)
        return cls(values["counts"], tuple(values["discounts"]), values["unseen"])

    def save(self, path: Path) -> None:
        """Write the file `path`, whole or not at all."""
        files.write_text(path, self.to_json())

    @classmethod
    def load(cls, path: Path, tokenizer: Tokenizer) -> Self:
        """Return the words in the file `path`. Raises ModelError as `from_json` does."""
        try:
            if path.stat().st_size > MAX_BYTES:
                raise ModelError("damaged-rare-words", reason="too large")
            return cls.from_json(path.read_text(encoding="utf-8"), tokenizer)
        except (OSError, UnicodeDecodeError) as error:
            raise ModelError("damaged-rare-words", reason=str(error)) from error


def _words_of_each(chunks: Sequence[str]) -> list[list[str]]:
    """Return the words of each of some chunks; none reaches across white space."""
    return [words_of(chunk) for chunk in chunks]


def _straight(word: str) -> str:
    for apostrophe in APOSTROPHES:
        word = word.replace(apostrophe, "'")
    return word


def _problem_of(values: Any, known: set[str]) -> str | None:
    """Return what is wrong with the content of a file, or None."""
    if not isinstance(values, dict) or values.keys() != {"format", "discounts", "unseen", "counts"}:
        return "not the facts that belong there"
    if values["format"] != _FORMAT:
        return f"format {_FORMAT} expected"
    discounted, unseen, counts = values["discounts"], values["unseen"], values["counts"]
    if not isinstance(discounted, list) or len(discounted) != 3:
        return "three discounts expected"
    for most, discount in enumerate(discounted, 1):
        if not isinstance(discount, (int, float)) or not 0 <= discount < most:  # nor is NaN
            return "a discount is out of its range"
    if not _is_count(unseen) or not isinstance(counts, dict) or not 0 < len(counts) <= MAX_WORDS:
        return "numbers out of their range"
    found = counts.values()
    if set(map(type, found)) != {int} or min(found) < 1 or not _is_count(max(found)):
        return "a count is out of its range"
    if not _are_words(counts):
        return "something that is no word"
    if max(map(len, counts)) > _LONGEST or not known.isdisjoint(counts):
        return "a word that does not belong there"
    return None


def _are_words(words: Iterable[str]) -> bool:
    """Whether each of `words` is one word without a digit. Nearly all are plain, which takes no time."""
    others = [word for word in words if not (word.isascii() and word.isalpha())]
    for plain in (True, False):
        some = [word for word in others if word.isascii() is plain]
        together = "\n".join(some)
        if words_of(together) != some or any(map(str.isnumeric, set(together))):
            return False
    return True


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**40
