"""Counts of n-grams, and the modified Kneser–Ney probabilities that follow from them.

Chen and Goodman, "An Empirical Study of Smoothing Techniques for Language Modeling" (1998), interpolated form.

The text is one stream in which `<eos>` ends every sentence and, as the first word of a context, begins the next.
No n-gram reaches over an `<eos>`. The highest order counts occurrences; every lower one counts, for an n-gram,
the distinct words seen before it. An n-gram that begins with `<eos>` has no word before it, so its
occurrences are counted at every order.

Shapes: N tokens, V words, S n-grams of the order at hand, C of the order below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray
from wordrnn.ngram_trie import Extensions, sum_by, word_dtype
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
        by_key, starts = _group(keys)
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
    vocab_size = len(counts[0].words)
    unigram = _discounted(counts[0], 1)
    unigram += (1 - unigram.sum()) / vocab_size
    thresholds = _thresholds(counts, max_ngrams)
    contexts = vocab_size
    renumbered = np.arange(vocab_size)  # entry before leaving out → entry after
    extensions = []
    for below, order, threshold in zip(counts, counts[1:], thresholds, strict=False):
        keep = order.occurrences >= threshold
        prob = _round_down(_discounted(order, len(below.words))[keep], np.float16 if half else np.float32)
        extensions.append(
            _extensions(renumbered[order.contexts[keep]], order.words[keep], prob, contexts, vocab_size)
        )
        contexts = len(prob)
        renumbered = np.cumsum(keep) - 1
    return unigram.astype(np.float32), extensions


def discounts(adjusted: IntArray) -> tuple[float, float, float]:
    """Return D1, D2 and D3+ from the counts of counts of one order.

    Y = n1 / (n1 + 2·n2), Dk = k - (k + 1)·Y·n(k+1) / nk. Where a small or repeated text leaves one of n1 to n4 at zero,
    or a discount would leave (0, k), the whole order takes 0.5, 1 and 1.5 (as KenLM does when asked to).
    """
    n1, n2, n3, n4 = np.bincount(adjusted[adjusted <= 4], minlength=5)[1:].tolist()
    if min(n1, n2, n3, n4) == 0:
        return _FALLBACK_DISCOUNTS
    y = n1 / (n1 + 2 * n2)
    d1, d2, d3 = 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3
    if not (0 < d1 < 1 and 0 < d2 < 2 and 0 < d3 < 3):
        return _FALLBACK_DISCOUNTS
    return d1, d2, d3


def _group(keys: _Int64Array) -> tuple[_Int64Array, _Int64Array]:
    """Return the order [N] that sorts `keys` [N], and where in it each of the S distinct keys begins."""
    by_key = np.argsort(keys)
    ordered = keys[by_key]
    begins = np.ones(len(keys), bool)
    begins[1:] = ordered[1:] != ordered[:-1]
    return by_key, np.flatnonzero(begins)


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


def _discounted(order: OrderCounts, contexts: int) -> _Float64Array:
    """Return [S], (count - discount) / (all counts of the context)."""
    by_count = np.array([0, *discounts(order.adjusted)])
    totals = sum_by(order.contexts, order.adjusted, contexts)
    return (order.adjusted - by_count[np.minimum(order.adjusted, 3)]) / totals[order.contexts]


def _thresholds(counts: Sequence[OrderCounts], max_ngrams: int | None) -> list[int]:
    """Return, for order 2 and up, the occurrences an n-gram needs to be kept.

    They never fall from one order to the next, and an n-gram is never more frequent than its context, so
    the context of whatever is kept is kept too.
    """
    occurrences = [np.sort(order.occurrences) for order in counts[1:]]
    thresholds, sizes = [1] * len(occurrences), [len(values) for values in occurrences]
    if max_ngrams is None or sum(sizes) <= max_ngrams:
        return thresholds
    for threshold in (np.unique(np.concatenate(occurrences)) + 1).tolist():
        for n in reversed(range(len(occurrences))):
            thresholds[n] = threshold
            sizes[n] = len(occurrences[n]) - int(occurrences[n].searchsorted(threshold))
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
