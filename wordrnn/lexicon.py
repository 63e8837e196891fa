"""The words of a vocabulary by their spelling: which of them begin with the letters typed."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray
from wordrnn.spelling import fold

_LAST = "\U0010ffff"  # sorts behind every letter
_ALPHABET = 30  # about how many letters can follow, for spellings never seen


class Lexicon:
    """Candidates for suggestions, sorted by folded spelling; variants in case (the, The) are one candidate.

    A candidate goes by the id of its most frequent variant.
    """

    def __init__(self, vocabulary: Sequence[str], is_word: Callable[[str], bool]) -> None:
        """`is_word` says which tokens may be offered."""
        variants: dict[str, list[int]] = {}
        for index, token in enumerate(vocabulary):
            if is_word(token):
                variants.setdefault(fold(token), []).append(index)
        self.keys: list[str] = sorted(variants)
        self.ids: npt.NDArray[np.intp] = np.array([variants[key][0] for key in self.keys], np.intp)
        self._variants = {ids[0]: ids for ids in variants.values() if len(ids) > 1}
        self._merges = _merges(list(self._variants.values()))
        self._shown = np.zeros(len(vocabulary), np.float32)
        self._shown[self.ids] = 1
        rare = len(vocabulary) // 2
        self._rare = sorted(key for key, ids in variants.items() if ids[0] >= rare)
        self._spans: dict[str, tuple[int, int]] = {}
        self._vocabulary = vocabulary

    def merged(self, probabilities: FloatArray) -> FloatArray:
        """Return [V]: at the id of each candidate the mass of all its variants, elsewhere 0."""
        masses = probabilities * self._shown
        for ids, others in self._merges:
            masses[ids] += probabilities[others]
        return masses

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
        place = bisect_left(self.keys, folded)
        return int(self.ids[place]) if place < len(self.keys) and self.keys[place] == folded else None

    def variants(self, index: int) -> list[int]:
        """Return the ids of all variants of the candidate with the id `index`."""
        return self._variants.get(index, [index])

    def surface(self, index: int, probabilities: FloatArray) -> str:
        """Return the most probable variant of the candidate `index`."""
        return self._vocabulary[max(self.variants(index), key=lambda variant: probabilities[variant])]

    def unknown_share(self, folded: str) -> float:
        """Return the share of unknown words that begin with the letters `folded`: an estimate.

        Unknown words are spelled like rare ones. With n(p) of the rarer half of the vocabulary beginning with p, letter
        by letter: q(p + c) = q(p) · (n(p + c) + 1/30) / (n(p) + 1), q("") = 1.
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


def span(keys: list[str], folded: str) -> tuple[int, int]:
    """Return the range in the sorted `keys` of those that begin with `folded`."""
    low = bisect_left(keys, folded)
    return low, bisect_left(keys, folded + _LAST, low)


def _merges(groups: list[list[int]]) -> list[tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]]:
    """Return (first ids, second variants), (first ids, third variants), …: no id twice in one array."""
    result = []
    for place in range(1, max(map(len, groups), default=0)):
        longer = [ids for ids in groups if len(ids) > place]
        first, others = [ids[0] for ids in longer], [ids[place] for ids in longer]
        result.append((np.array(first, np.intp), np.array(others, np.intp)))
    return result
