"""Counts of n-grams, and the modified Kneser–Ney probabilities that follow from them.

Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling" (1998), interpolated form.

The text is one stream in which `<eos>` ends every sentence and, as the first word of a context, begins the next.
No n-gram reaches over an `<eos>`. The highest order counts occurrences; every lower one counts, for an n-gram,
the distinct words seen before it. An n-gram that begins with `<eos>` has no word before it, so its
occurrences are counted at every order.

Shapes: N tokens, V words, S n-grams of the order at hand, C of the order below.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray
from wordrnn.ngram.trie import Extensions, sum_by, word_dtype
from wordrnn.tokenizer import EOS_ID

_FALLBACK_DISCOUNTS = (0.5, 1.0, 1.5)

_Counts = npt.NDArray[np.uint32]
_Int64Array = npt.NDArray[np.int64]
_Float64Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class OrderCounts:
    """The n-grams of one order, sorted by context and then by word."""

    # 32 bits each: the counts are most of what fitting keeps in memory.
    contexts: _Counts  # [S] the entry, in the order below, of the n-gram without its last word
    words: _Counts  # [S] the last word
    occurrences: _Counts  # [S]
    adjusted: _Counts  # [S] occurrences, or the number of distinct words before

    @property
    def columns(self) -> tuple[_Counts, _Counts, _Counts, _Counts]:
        """The four arrays, in their order."""
        return self.contexts, self.words, self.occurrences, self.adjusted


def count_ngrams(ids: IntArray, vocab_size: int, order: int) -> list[OrderCounts]:
    """Return the counts of orders 1 to `order` in `ids` [N]. Order 1 has an entry for every word."""
    stream = np.empty(len(ids) + 1, np.uint32)
    stream[0], stream[1:] = EOS_ID, ids
    counts = [_count_words(stream[1:], vocab_size)]
    entries = stream  # [N + 1] the entry of the n-gram that ends at each position
    ends = np.arange(len(stream))  # the positions where an n-gram ends
    for n in range(2, order + 1):
        ends = ends[ends < len(stream) - 1] + 1
        if n > 2:
            ends = ends[stream[ends - 1] != EOS_ID]
        keys = entries[ends - 1].astype(np.int64) * vocab_size + stream[ends]
        by_key, starts = group(keys)
        samples = ends[by_key[starts]]  # [S] one place where each n-gram ends
        counts[-1] = _count_words_before(counts[-1], entries[samples])
        occurrences = np.diff(starts, append=len(keys)).astype(np.uint32)
        plain = (stream[samples - n + 1] == EOS_ID) | (n == order)  # no word before is counted
        counts.append(
            OrderCounts(entries[samples - 1], stream[samples], occurrences, np.where(plain, occurrences, 0))
        )
        entries = np.zeros(len(stream), np.uint32)
        entries[ends[by_key]] = np.repeat(np.arange(len(starts), dtype=np.uint32), occurrences)
    return counts


def build(
    counts: Sequence[OrderCounts], max_ngrams: int | None = None, half: bool = False
) -> tuple[FloatArray, list[Extensions]]:
    """Return the probabilities of order 1 [V], and what each higher order adds.

    With `max_ngrams`, n-grams of two words and more are left out by rising occurrences, the longest first, until
    no more than that many are there; their probability goes to the order below. `half` keeps float16.
    """
    kept = KeptCounts(len(counts[0].words), len(counts), max_ngrams)
    kept.add(counts[1:])
    return kept.build(counts[0], half)


@dataclass(frozen=True, slots=True, eq=False)
class _Kept:
    """What is kept of the n-grams of one order in one part."""

    counts: OrderCounts
    following: (
        _Counts  # [S] all counts (adjusted) of the longer n-grams that continue each, whether kept or not
    )

    def pruned(self, threshold: int, renumbered: _Int64Array | None) -> tuple["_Kept", _Int64Array]:
        """Return what occurs `threshold` times, and [S] its new entries; `renumbered` are those of the order below."""
        keep = self.counts.occurrences >= threshold
        contexts, words, occurrences, adjusted = (values[keep] for values in self.counts.columns)
        if renumbered is not None:
            contexts = renumbered[contexts].astype(np.uint32)
        counts = OrderCounts(contexts, words, occurrences, adjusted)
        return _Kept(counts, self.following[keep]), np.cumsum(keep) - 1


class KeptCounts:
    """What the probabilities are made from: all of it for small text, and for large text no more than will be kept.

    The n-grams come in parts that follow each other in sorted order; an n-gram is in one part with its context. After
    each part those go that would go at the end: more parts only raise what an n-gram needs to be kept. Discounts and
    the totals of contexts are those of all n-grams, so the outcome does not depend on the parts.
    """

    def __init__(self, vocab_size: int, order: int, max_ngrams: int | None) -> None:
        self._vocab_size, self._max_ngrams = vocab_size, max_ngrams
        self._occurrences = [Counter[int]() for _ in range(order - 1)]  # how many n-grams occur how often
        self._few = np.zeros((order - 1, 5), np.int64)  # how many n-grams have each of the counts 0 to 4
        self._following = np.zeros(vocab_size)  # [V] all counts of the bigrams that begin with each word
        self._parts: list[list[_Kept]] = []
        self._size = 0

    def add(self, orders: Sequence[OrderCounts]) -> None:
        """Take a part: its n-grams of order 2, 3, …; contexts are words in order 2, then entries of this part."""
        part = []
        for n, (order, longer) in enumerate(zip_longest(orders, orders[1:])):
            values, numbers = np.unique(order.occurrences, return_counts=True)
            self._occurrences[n].update(dict(zip(values.tolist(), numbers.tolist(), strict=True)))
            self._few[n] += np.bincount(order.adjusted[order.adjusted <= 4], minlength=5)
            following = np.zeros(len(order.words))
            if longer is not None:
                following = sum_by(longer.contexts, longer.adjusted, len(order.words))
            part.append(_Kept(order, following.astype(np.uint32)))
        if orders:
            self._following += sum_by(orders[0].contexts, orders[0].adjusted, self._vocab_size)
        self._parts.append(part)
        self._size += sum(len(order.words) for order in orders)
        if self._max_ngrams is not None and self._size > self._max_ngrams * 1.25:
            self._prune()

    def build(self, words: OrderCounts, half: bool) -> tuple[FloatArray, list[Extensions]]:
        """Return the probabilities of order 1 [V], whose counts are `words`, and what each higher order adds."""
        self._prune()
        total = sum_by(words.contexts, words.adjusted, 1)
        unigram = _discounted(words, discounts(words.adjusted), total)
        unigram += (1 - unigram.sum()) / self._vocab_size
        contexts, following = self._vocab_size, self._following
        extensions = []
        for n in range(len(self._few)):
            order, longer = self._joined(n)
            values = _discounted(order, _discounts_of(*self._few[n, 1:].tolist()), following)
            prob = _round_down(values, np.float16 if half else np.float32)
            extensions.append(_extensions(order.contexts, order.words, prob, contexts, self._vocab_size))
            contexts, following = len(prob), longer
        return unigram.astype(np.float32), extensions

    def _prune(self) -> None:
        thresholds = _thresholds(self._occurrences, self._max_ngrams)
        if max(thresholds, default=1) == 1:
            return
        for part in self._parts:
            renumbered = None
            for n, threshold in enumerate(thresholds):
                part[n], renumbered = part[n].pruned(threshold, renumbered)
        self._size = sum(len(kept.counts.words) for part in self._parts for kept in part)

    def _joined(self, n: int) -> tuple[OrderCounts, _Float64Array]:
        """Return the n-grams of one order in all parts, and [S] all counts of those that continue each."""
        contexts, begin = [], 0
        for part in self._parts:
            contexts.append(part[n].counts.contexts + np.uint32(begin))
            begin += len(part[n - 1].counts.words) if n else 0
        parts = [part[n] for part in self._parts]
        _, *columns = zip(*(kept.counts.columns for kept in parts), strict=True)
        order = OrderCounts(np.concatenate(contexts), *map(np.concatenate, columns))
        return order, np.concatenate([kept.following for kept in parts]).astype(np.float64)


def discounts(adjusted: IntArray) -> tuple[float, float, float]:
    """Return D1, D2 and D3+ from the counts of counts of one order.

    Y = n1 / (n1 + 2·n2), Dk = k - (k + 1)·Y·n(k+1) / nk. Where a small or repeated text leaves one of n1 to n4 at zero,
    or a discount would leave (0, k), the whole order takes 0.5, 1 and 1.5 (as KenLM does when asked to).
    """
    return _discounts_of(*np.bincount(adjusted[adjusted <= 4], minlength=5)[1:].tolist())


def _discounts_of(n1: int, n2: int, n3: int, n4: int) -> tuple[float, float, float]:
    if min(n1, n2, n3, n4) == 0:
        return _FALLBACK_DISCOUNTS
    y = n1 / (n1 + 2 * n2)
    d1, d2, d3 = 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3
    if not (0 < d1 < 1 and 0 < d2 < 2 and 0 < d3 < 3):
        return _FALLBACK_DISCOUNTS
    return d1, d2, d3


def group(keys: _Int64Array) -> tuple[_Int64Array, _Int64Array]:
    """Return the order [N] that sorts `keys` [N], and where in it each of the S distinct keys begins."""
    by_key, ordered = _sorted(keys)
    begins = np.ones(len(keys), bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return by_key, np.flatnonzero(begins)


def _sorted(keys: _Int64Array) -> tuple[_Int64Array, _Int64Array]:
    """Return the order [N] that sorts `keys` [N], and [N] the keys in it."""
    bits = len(keys).bit_length()
    if len(keys) == 0 or int(keys.max()) >> (63 - bits):
        by_key = np.argsort(keys)
        return by_key, keys[by_key]
    # With the place in the lower bits, sorting numbers does what sorting places would, in a quarter of the time.
    packed = (keys << bits) | np.arange(len(keys))
    packed.sort()
    return packed & ((1 << bits) - 1), packed >> bits


def _count_words(ids: _Counts, vocab_size: int) -> OrderCounts:
    """Return the counts of order 1 in `ids` [N]."""
    words = np.arange(vocab_size, dtype=np.uint32)
    occurrences = np.bincount(ids, minlength=vocab_size).astype(np.uint32)
    return OrderCounts(np.zeros_like(words), words, occurrences, occurrences)


def _count_words_before(order: OrderCounts, endings: _Counts) -> OrderCounts:
    """Return `order` with words before counted: `endings` are its entries at the end of each longer n-gram."""
    # Order 1 comes in with its occurrences: every token has a word (or <eos>) before it.
    before = np.bincount(endings, minlength=len(order.words)).astype(np.uint32)
    adjusted = np.where(before > 0, before, order.adjusted)
    return OrderCounts(order.contexts, order.words, order.occurrences, adjusted)


def _discounted(order: OrderCounts, by_count: Sequence[float], totals: _Float64Array) -> _Float64Array:
    """Return [S], (count - discount) / (all counts of the context), which are `totals` [C]."""
    discount = np.array([0, *by_count])
    return (order.adjusted - discount[np.minimum(order.adjusted, 3)]) / totals[order.contexts]


def _thresholds(occurrences: Sequence[Mapping[int, int]], max_ngrams: int | None) -> list[int]:
    """Return, for order 2 and up, the occurrences an n-gram needs to be kept; given is how many occur how often.

    They never fall from one order to the next, and an n-gram is never more frequent than its context, so
    the context of whatever is kept is kept too.
    """
    thresholds, sizes = [1] * len(occurrences), [sum(order.values()) for order in occurrences]
    if max_ngrams is None or sum(sizes) <= max_ngrams:
        return thresholds
    for value in sorted({value for order in occurrences for value in order}):
        for n in reversed(range(len(occurrences))):
            thresholds[n] = value + 1
            sizes[n] -= occurrences[n].get(value, 0)
            if sum(sizes) <= max_ngrams:
                return thresholds
    return thresholds


def _round_down(values: _Float64Array, dtype: type[np.floating[Any]]) -> npt.NDArray[np.floating[Any]]:
    """Return `values` as `dtype`, never larger than they were, so that some mass is left for the order below."""
    rounded = values.astype(dtype)
    return np.where(rounded > values, np.nextafter(rounded, dtype(0)), rounded)


def _extensions(
    contexts: IntArray, words: _Counts, prob: npt.NDArray[np.floating[Any]], size: int, vocab_size: int
) -> Extensions:
    first = np.zeros(size + 1, np.uint32)
    np.cumsum(np.bincount(contexts, minlength=size), out=first[1:], dtype=np.uint32)
    backoff = (1 - sum_by(contexts, prob, size)).astype(np.float32)
    return Extensions(first, backoff, words.astype(word_dtype(vocab_size)), prob)
