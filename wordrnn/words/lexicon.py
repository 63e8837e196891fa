"""The words of a vocabulary, and rarer ones, by their spelling: which of them begin with the letters typed."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import compress
from typing import Any, get_args

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import UNK_ID
from wordrnn.words.rare_words import RareWords
from wordrnn.words.spelling import Case, fold

_LAST = "\U0010ffff"  # sorts behind every letter
_ALPHABET = 30  # about how many letters can follow, for spellings never seen
_CASES: tuple[Case, ...] = get_args(Case)
OTHER_CASE: dict[Case, float] = {"lower": 0.1, "upper": 0.03}
"""The part of its mass that a word has left where its first letter is typed in this case, and its own is the other:
some let go of capitals, nobody adds them. With 0.02 and 0.1 for both, 5-grams save within 0.1 points the same on six
kinds of text; without, 0.3 to 0.5 points less."""


class Lexicon:
    """Candidates for suggestions, sorted by folded spelling; variants in case (the, The) are one candidate.

    A candidate goes by the id of its most frequent variant.
    """

    def __init__(
        self, vocabulary: Sequence[str], is_word: Callable[[str], bool], rare: RareWords | None = None
    ) -> None:
        """`is_word` says which tokens may be offered. The words of `rare` take the ids from V on."""
        words = [*vocabulary, *(rare.words if rare else ())]
        self.others = [index for index, token in enumerate(vocabulary) if not is_word(token)]
        """The tokens that may not be offered."""
        folded = _folded(words)
        hidden = set(self.others)
        offered = (
            [place for place in range(len(words)) if place not in hidden] if hidden else range(len(words))
        )
        # Of each spelling the first place stays, for it is written last.
        first = {folded[place]: place for place in reversed(offered)}
        self._variants: dict[int, list[int]] = {}
        for place in offered if len(first) < len(offered) else ():
            if (least := first[folded[place]]) != place:
                self._variants.setdefault(least, [least]).append(place)
        self.keys: list[str] = sorted(first)
        self.ids: npt.NDArray[np.intp] = np.fromiter(map(first.__getitem__, self.keys), np.intp, len(first))
        self._merges = _merges(list(self._variants.values()))
        self._shown = np.zeros(len(words), np.float32)
        self._shown[self.ids] = 1
        self._shares = rare.shares() if rare else np.zeros(0, np.float32)
        # Each share is rounded: where little is left, they may sum to more than 1.
        self.unknown: float = max(0.0, 1 - float(self._shares.sum(dtype=np.float64)))
        """The part of the mass of `<unk>` that is left for words never seen."""
        beginnings = [word[:1] for word in words]
        self._fits = {case: _fits(beginnings, case) for case in _CASES}
        from_here = len(vocabulary) if rare else len(vocabulary) // 2
        self._rare = list(compress(self.keys, (self.ids >= from_here).tolist()))
        self._spans: dict[str, tuple[int, int]] = {}
        self._words = words
        self._size = len(vocabulary)

    def merged(self, probabilities: FloatArray, case: Case | None = None) -> FloatArray:
        """Return [V + R]: at the id of each candidate the mass of all its variants, elsewhere 0.

        With `case`, that of the first letter typed, the variants that begin otherwise have little of theirs left.
        """
        if len(self._shares):
            probabilities = np.concatenate((probabilities, probabilities[UNK_ID] * self._shares))
        if case:
            probabilities = probabilities * self._fits[case]
        masses = probabilities * self._shown
        for ids, others in self._merges:
            masses[ids] += probabilities[others]
        return masses

    def masses(self, probabilities: FloatArray, index: int, case: Case | None = None) -> FloatArray:
        """Return what each of the `variants` of the candidate `index` adds to its mass in `merged`."""
        variants = np.array(self.variants(index))
        rare = variants >= self._size
        masses = probabilities[np.where(rare, UNK_ID, variants)]
        masses[rare] *= self._shares[variants[rare] - self._size]
        return masses * self._fits[case][variants] if case else masses

    def mass(self, probabilities: FloatArray, index: int, case: Case | None = None) -> float:
        """Return the sum of `masses`: for nearly all words, without an array."""
        if index in self._variants or index >= self._size:
            return float(self.masses(probabilities, index, case).sum(dtype=np.float64))
        mass = float(probabilities[index])
        return mass * float(self._fits[case][index]) if case else mass

    def span(self, folded: str) -> tuple[int, int]:
        """Return the range in `keys` and `ids` of the candidates that begin with `folded`."""
        known = self._spans.get(folded)
        if known is None:
            if len(self._spans) > 100_000:
                self._spans.clear()
            known = self._spans[folded] = span(self.keys, folded)
        return known

    def find(self, folded: str) -> int | None:
        """Return the id of the candidate spelled `folded`, or None."""
        place = exactly(self.keys, folded)
        return None if place is None else int(self.ids[place])

    def variants(self, index: int) -> list[int]:
        """Return the ids of all variants of the candidate with the id `index`."""
        return self._variants.get(index, [index])

    def surface(self, index: int, probabilities: FloatArray, case: Case | None = None) -> str:
        """Return the most probable variant of the candidate `index`."""
        if index not in self._variants:
            return self._words[index]
        return self._words[self.variants(index)[int(self.masses(probabilities, index, case).argmax())]]

    def unknown_share(self, folded: str) -> float:
        """Return the share of words never seen that begin with the letters `folded`: an estimate.

        They are spelled like rare ones. With n(p) of the rare words (without any, of the rarer half of the vocabulary)
        beginning with p, letter by letter: q(p + c) = q(p) · (n(p + c) + 1/30) / (n(p) + 1), q("") = 1.
        """
        share, before = 1.0, len(self._rare)
        for length in range(1, len(folded) + 1):
            low, high = span(self._rare, folded[:length])
            share *= (high - low + 1 / _ALPHABET) / (before + 1)
            before = high - low
        return share


def best(ids: npt.NDArray[np.intp], masses: npt.NDArray[np.floating[Any]], k: int) -> npt.NDArray[np.intp]:
    """Return the places of the `k` greatest `masses` above 0, falling; of equal ones the more frequent word first."""
    least = np.partition(masses, len(masses) - k)[len(masses) - k] if len(masses) > k else 0
    places = np.flatnonzero((masses >= least) & (masses > 0))
    return places[np.lexsort((ids[places], -masses[places]))][:k]


def exactly(keys: Sequence[str], folded: str) -> int | None:
    """Return the place of `folded` in the sorted `keys`, or None."""
    place = bisect_left(keys, folded)
    return place if place < len(keys) and keys[place] == folded else None


def span(keys: list[str], folded: str) -> tuple[int, int]:
    """Return the range in the sorted `keys` of those that begin with `folded`."""
    low = bisect_left(keys, folded)
    return low, bisect_left(keys, folded + _LAST, low)


def _folded(words: Sequence[str]) -> list[str]:
    """Return `fold` of each of `words`: of a hundred thousand at once, for it looks at one character at a time."""
    together = fold("\n".join(words)).split("\n")
    return together if len(together) == len(words) else list(map(fold, words))


def _fits(beginnings: Sequence[str], case: Case) -> FloatArray:
    """Return for the words with these first letters what is left of them where one is typed in `case`."""
    fits = np.ones(len(beginnings), np.float32)
    other = str.islower if case == "upper" else str.isupper
    differing = set(filter(other, set(beginnings)))
    fits[[place for place, letter in enumerate(beginnings) if letter in differing]] = OTHER_CASE[case]
    return fits


def _merges(groups: list[list[int]]) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Return (first ids, second variants), (first ids, third variants), …: no id twice in one array."""
    result = []
    for place in range(1, max(map(len, groups), default=0)):
        longer = [ids for ids in groups if len(ids) > place]
        first, others = [ids[0] for ids in longer], [ids[place] for ids in longer]
        result.append((np.array(first, np.intp), np.array(others, np.intp)))
    return result
