"""The n-grams of one order as flat arrays: which words continue a context, and how probable each is.

Shapes: C contexts (the entries of the order below), S n-grams ("entries"), R rows looked up at once, V words.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray

NONE = -1  # the entry of an n-gram that is not there
_FEW_ROWS = 16  # up to here a loop over rows beats the fixed cost of some 60 numpy calls
_BLOCK = 65_536  # contexts checked at once, so that checking a large model does not need its size in memory
_TOLERANCE = 1e-4  # how far from 1 a context's probabilities may sum in a whole file


@dataclass(frozen=True, slots=True, eq=False)
class Extensions:
    """What order n adds to order n-1, for every context h of n-1 words.

    p_n(w | h) = prob(h, w) + backoff(h) · p_{n-1}(w | h without its first word)

    Context c, which is entry c of order n-1, is continued by `words[first[c]:first[c + 1]]`, in rising order.
    """

    first: npt.NDArray[np.uint32]  # [C + 1]
    backoff: FloatArray  # [C], 1 where nothing continues the context
    words: IntArray  # [S] uint16, or uint32 for a large vocabulary
    prob: npt.NDArray[np.floating[Any]]  # [S] float32 or float16: the discounted part

    def find(self, contexts: IntArray, words: IntArray) -> npt.NDArray[np.int64]:
        """Return [R], the entry of `words` [R] after `contexts` [R], `NONE` where there is none."""
        return (
            self._find_few(contexts, words) if len(words) <= _FEW_ROWS else self._find_many(contexts, words)
        )

    def backoffs(self, contexts: IntArray) -> FloatArray:
        """Return [R], the weight of the order below after `contexts` [R]: 1 after a context not seen."""
        weights = np.ones(len(contexts), np.float32)
        seen = contexts >= 0
        weights[seen] = self.backoff[contexts[seen]]
        return weights

    def add_to(self, probabilities: FloatArray, contexts: IntArray, scale: FloatArray) -> None:
        """Add `scale` [R] times the discounted probabilities after `contexts` [R] to `probabilities` [R, V]."""
        for row, context in enumerate(contexts.tolist()):
            if context >= 0:
                begin, end = self.first[context], self.first[context + 1]
                probabilities[row, self.words[begin:end]] += self.prob[begin:end] * scale[row]

    def holds(self, contexts: int, vocab_size: int) -> bool:
        """Return whether the arrays are sound for C `contexts`, so that no look-up can fail or mislead."""
        return (
            self._shapes_hold(contexts, vocab_size)
            and self._words_hold(vocab_size)
            and all(self._sums_hold(begin) for begin in range(0, contexts, _BLOCK))
        )

    def _find_few(self, contexts: IntArray, words: IntArray) -> npt.NDArray[np.int64]:
        entries = np.full(len(words), NONE, np.int64)
        for row, (context, word) in enumerate(zip(contexts.tolist(), words.tolist(), strict=True)):
            if context >= 0:
                begin, end = int(self.first[context]), int(self.first[context + 1])
                # A number of another type would have numpy copy the whole slice first.
                entry = begin + int(self.words[begin:end].searchsorted(self.words.dtype.type(word)))
                if entry < end and self.words[entry] == word:
                    entries[row] = entry
        return entries

    def _find_many(self, contexts: IntArray, words: IntArray) -> npt.NDArray[np.int64]:
        rows = np.flatnonzero(contexts >= 0)
        low = self.first[contexts[rows]].astype(np.int64)
        end = self.first[contexts[rows] + 1].astype(np.int64)
        low = self._bisect(low, end, words[rows])
        inside = low < end
        rows, low = rows[inside], low[inside]
        same = self.words[low] == words[rows]
        entries = np.full(len(words), NONE, np.int64)
        entries[rows[same]] = low[same]
        return entries

    def _bisect(self, low: IntArray, high: IntArray, words: IntArray) -> IntArray:
        """Return the first entry of each range [low, high) whose word is not below that of `words`."""
        low, high = low.copy(), high.copy()
        while (rows := np.flatnonzero(low < high)).size:
            middle = (low[rows] + high[rows]) // 2
            right = self.words[middle] < words[rows]
            low[rows[right]] = middle[right] + 1
            high[rows[~right]] = middle[~right]
        return low

    def _shapes_hold(self, contexts: int, vocab_size: int) -> bool:
        return (
            self.first.dtype == np.uint32
            and self.first.shape == (contexts + 1,)
            and self.backoff.dtype == np.float32
            and self.backoff.shape == (contexts,)
            and self.words.dtype == word_dtype(vocab_size)
            and self.words.ndim == 1
            and self.prob.dtype in (np.float32, np.float16)
            and self.prob.shape == self.words.shape
        )

    def _words_hold(self, vocab_size: int) -> bool:
        size = len(self.words)
        if self.first[0] != 0 or self.first[-1] != size or (self.first[1:] < self.first[:-1]).any():
            return False
        begins = np.zeros(size + 1, bool)
        begins[self.first] = True
        rising = (self.words[1:] > self.words[:-1]) | begins[1:-1]
        return bool(rising.all()) and (size == 0 or int(self.words.max()) < vocab_size)

    def _sums_hold(self, begin: int) -> bool:
        first = self.first[begin : begin + _BLOCK + 1].astype(np.int64)
        prob = self.prob[first[0] : first[-1]]
        backoff = self.backoff[begin : begin + _BLOCK]
        sums = backoff + sum_by(np.repeat(np.arange(len(backoff)), np.diff(first)), prob, len(backoff))
        # NaN fails each of these comparisons, as it should.
        return bool((backoff > 0).all() and (prob >= 0).all() and (abs(sums - 1) < _TOLERANCE).all())


def word_dtype(vocab_size: int) -> np.dtype[Any]:
    """Return the type in which `Extensions.words` is kept."""
    return np.dtype(np.uint16 if vocab_size <= 1 << 16 else np.uint32)


def sum_by(groups: IntArray, values: npt.NDArray[Any], size: int) -> npt.NDArray[np.float64]:
    """Return [size], the sum of `values` [S] over each of `groups` [S]."""
    return np.bincount(groups, weights=values, minlength=size).astype(np.float64, copy=False)
