"""A smaller n-gram model: what the text would miss least is left out first.

Stolcke, "Entropy-based Pruning of Backoff Language Models" (1998): an n-gram goes by the relative entropy, weighed by
how often its context occurs, between the model with it and without it. Contexts are weighed by their counts in the
text, for the lower orders of Kneser and Ney are no estimates of how often something occurs (Chelba et al. 2010).

Shapes: V words, C contexts, S n-grams of one order, N tokens.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray
from wordrnn.ngram.trie import Extensions, sum_by

Parts = tuple[FloatArray, Sequence[Extensions]]
"""A model: the unigram [V], and what order 2, 3, … add."""
_Numbers = npt.NDArray[np.float64]


def prune(model: Parts, uses: Sequence[IntArray], max_ngrams: int) -> tuple[FloatArray, list[Extensions]]:
    """Return `model` with at most `max_ngrams` n-grams of two words and more.

    `uses[m]` [C] says how often each entry of order m + 1 was the context of a word in the text. The probability of
    what is left out goes to the order below. An n-gram stays as long as a longer one that begins with it.
    """
    unigram, extensions = model
    scores = _scores(model, uses)
    for n in reversed(range(1, len(extensions))):
        begins_with = _contexts_of(extensions[n])
        np.maximum.at(scores[n - 1], begins_with, scores[n])
    every = np.concatenate(scores)
    if len(every) <= max_ngrams:
        return unigram, list(extensions)
    # Ties at the threshold go together, so that no more than `max_ngrams` stay.
    threshold = np.partition(every, len(every) - max_ngrams - 1)[len(every) - max_ngrams - 1]
    pruned, contexts_kept = [], np.ones(len(unigram), bool)
    for order, score in zip(extensions, scores, strict=True):
        kept = score > threshold
        pruned.append(_kept(order, kept, contexts_kept))
        contexts_kept = kept
    return unigram, pruned


def _scores(model: Parts, uses: Sequence[IntArray]) -> list[_Numbers]:
    """Return for each order [S] how many nats the text would cost more without the n-gram."""
    unigram, extensions = model
    scores = []
    probabilities: _Numbers = unigram.astype(np.float64)  # of the n-grams of the order below
    shorter = np.zeros(len(unigram), np.int64)  # of each context, the entry without its first word
    for n, (order, seen) in enumerate(zip(extensions, uses, strict=True)):
        contexts, words = _contexts_of(order), order.words.astype(np.int64)
        suffixes = extensions[n - 1].find(shorter[contexts], words) if n else words
        # In a model from counts the suffix of an n-gram is always there.
        lower = np.where(suffixes >= 0, probabilities[suffixes], unigram[words])
        backoff = order.backoff.astype(np.float64)[contexts]
        own = order.prob.astype(np.float64)
        with_it = own + backoff * lower
        without = np.minimum((own + backoff) * lower, 1 - 1e-12)
        scores.append(seen[contexts] * _divergence(np.minimum(with_it, 1 - 1e-12), without))
        probabilities, shorter = with_it, suffixes
    return scores


def _divergence(p: _Numbers, q: _Numbers) -> _Numbers:
    """Return the relative entropy of a word's probabilities `p` and `q`, all others taken together."""
    return np.maximum(0.0, p * np.log(p / q) + (1 - p) * np.log((1 - p) / (1 - q)))


def _contexts_of(order: Extensions) -> npt.NDArray[np.int64]:
    """Return [S] the context of every n-gram."""
    return np.repeat(np.arange(len(order.backoff)), np.diff(order.first.astype(np.int64)))


def _kept(order: Extensions, kept: npt.NDArray[np.bool_], contexts_kept: npt.NDArray[np.bool_]) -> Extensions:
    """Return the n-grams that are `kept` [S], of the contexts that are still there [C]."""
    contexts = _contexts_of(order)
    size = len(order.backoff)
    lengths = np.bincount(contexts[kept], minlength=size)[contexts_kept]
    first = np.concatenate(([0], np.cumsum(lengths))).astype(np.uint32)
    given = sum_by(contexts[kept], order.prob[kept].astype(np.float64), size)[contexts_kept]
    return Extensions(first, (1 - given).astype(np.float32), order.words[kept], order.prob[kept])
