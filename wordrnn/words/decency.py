"""Strong language, which is completed for who types it and otherwise never suggested.

A listed word is offered only where the letters typed say that it is meant:

- they are a listed word by themselves (bitch → bitches), or
- they are four or more, three quarters of the word, and nothing else in the vocabulary begins with them, or
- the person has typed the word before, so that their memory has it, and has typed two of its letters now.

So it never comes as a next word. Typing is never touched. What is hidden keeps its probability: the words that move up
have their own, and those in view sum to less.
"""

import re
from collections.abc import Collection, Container, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np
import numpy.typing as npt

from wordrnn.tokenizer import WORD_START
from wordrnn.words.lexicon import exactly
from wordrnn.words.spelling import fold

_FOLDER = "strong"  # with a list for each language
_RECOGNISED_BY = "# Recognised by:"
_FREQUENT = 500  # words of a vocabulary
_LETTERS, _SHARE = 4, 0.75
_LETTERS_KNOWN = 2
_POSSESSIVE = "'s"
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class StrongWords:
    """Words, folded, and letters that make every word they are in a strong one."""

    words: frozenset[str] = frozenset()
    inside: tuple[str, ...] = ()

    def __contains__(self, folded: str) -> bool:
        """Whether `folded`, or what it is the possessive of, is listed."""
        if folded.removesuffix(_POSSESSIVE) in self.words:
            return True
        return any(letters in folded for letters in self.inside)

    def among(self, keys: Sequence[str]) -> Places:
        """Return the places of the strong ones among the sorted `keys`, rising."""
        forms = [form for word in self.words for form in (word, word + _POSSESSIVE)]
        found = {place for form in forms if (place := exactly(keys, form)) is not None}
        if self.inside:
            ends = np.cumsum([len(key) + 1 for key in keys])
            pattern = "|".join(map(re.escape, self.inside))
            starts = [match.start() for match in re.finditer(pattern, "\n".join(keys))]
            found.update(np.searchsorted(ends, starts, side="right").tolist())
        return np.array(sorted(found), np.intp)

    def joined(self, other: "StrongWords") -> "StrongWords":
        """Return the words of both."""
        return StrongWords(self.words | other.words, tuple(dict.fromkeys(self.inside + other.inside)))


NONE = StrongWords()


def strong_words(vocabulary: Sequence[str]) -> StrongWords:
    """Return the strong words of the languages that `vocabulary`, the most frequent words first, may be of.

    (Dick is thick in German, and fart is speed in Swedish.) A small one may be of any.
    """
    frequent = {fold(token.removeprefix(WORD_START)) for token in vocabulary[:_FREQUENT]}
    found = NONE
    for marks, words in _lists():
        if len(vocabulary) < _FREQUENT or 2 * sum(mark in frequent for mark in marks) >= len(marks):
            found = found.joined(words)
    return found


@cache
def _lists() -> list[tuple[list[str], StrongWords]]:
    """Return, for each language, words that it is recognised by, and its list."""
    folder = resources.files("wordrnn.words").joinpath(_FOLDER)
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".txt")), key=lambda file: file.name
    )
    return [_parsed(file.read_text(encoding="utf-8")) for file in files]


def _parsed(content: str) -> tuple[list[str], StrongWords]:
    lines = [line.strip() for line in content.splitlines()]
    marks = next(line for line in lines if line.startswith(_RECOGNISED_BY)).removeprefix(_RECOGNISED_BY)
    listed = [line for line in lines if line and not line.startswith("#")]
    inside = tuple(line.strip("*") for line in listed if line.startswith("*"))
    return marks.split(), StrongWords(frozenset(fold(line) for line in listed if "*" not in line), inside)


class Restraint:
    """Says which candidates may not be offered after the letters typed, of a lexicon or of what a memory knows."""

    def __init__(self, strong: StrongWords, keys: Sequence[str]) -> None:
        """`keys` are those of the lexicon; none for words that are made of pieces."""
        self.strong = strong
        self._keys = keys
        self._places = strong.among(keys)

    def hidden(self, folded: str, low: int, high: int, typed_before: Container[str] = ()) -> Places:
        """Return the places of the candidates that may not be offered, of those from `low` to `high`.

        These are all that begin with the letters `folded`. `typed_before` are strong words that the person typed.
        """
        if not folded:
            return self._places
        first, last = np.searchsorted(self._places, (low, high))
        places = self._places[first:last]
        if not len(places):
            return places
        alone = len(places) == high - low
        words = [self._keys[int(place)] for place in places]
        hidden = [self.hides(word, folded, typed_before, alone=alone) for word in words]
        return places[np.array(hidden)]

    def hides(self, word: str, folded: str, typed_before: Container[str] = (), *, alone: bool = True) -> bool:
        """Whether `word`, folded as the letters typed are, may not be offered.

        `alone`: nothing that is not listed begins with these letters.
        """
        if word not in self.strong or (folded and folded in self.strong):
            return False
        if len(folded) >= _LETTERS_KNOWN and word in typed_before:
            return False
        return not (alone and len(folded) >= max(_LETTERS, _SHARE * len(word)))


def strong_ids(strong: StrongWords, vocabulary: Collection[str]) -> list[int]:
    """Return the ids of the tokens that are strong words; of words made of pieces, of those that are one piece."""
    return [index for index, token in enumerate(vocabulary) if fold(token.removeprefix(WORD_START)) in strong]
