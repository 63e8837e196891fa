"""The n-gram model: interpolated modified Kneser–Ney, counted in seconds and read from a memory map."""

from pathlib import Path
from typing import Self

import numpy as np
import numpy.typing as npt

from wordrnn.errors import ModelError, OptionError
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.ngram import files as ngram_files
from wordrnn.ngram import merge as ngram_merge
from wordrnn.ngram import parts as ngram_parts
from wordrnn.ngram import pruning as ngram_pruning
from wordrnn.ngram.counts import build, count_ngrams
from wordrnn.ngram.trie import NONE, Extensions
from wordrnn.tokenizer import EOS_ID

# Only a file that is wrong in a way the checks allow could round a probability down to nothing.
_SCORED_AT_ONCE = 1 << 18  # some 100 bytes each
_SMALLEST = np.finfo(np.float32).tiny

NGramState = npt.NDArray[np.int64]
"""[B, order - 1]: in column m the entry of the last m + 1 tokens, `NONE` where they were never seen in a row."""


class NGramModel:
    """P(next word | up to `order` - 1 words before it), a `NextWordModel`.

    p_n(w | h) = (c(h, w) - D) / c(h) + γ(h) · p_{n-1}(w | h'), down to p_0 = 1 / V; see `ngram.counts`.
    Sentences are independent: a context begins with `<eos>` and does not reach over it. Nothing changes after
    it is made, so one model may serve several threads.
    """

    def __init__(self, unigram: FloatArray, extensions: list[Extensions]) -> None:
        self._unigram = unigram  # [V]
        self._extensions = tuple(extensions)  # of order 2, 3, …

    @classmethod
    def fit(
        cls, ids: IntArray, vocab_size: int, order: int = 5, max_ngrams: int | None = None, half: bool = False
    ) -> Self:
        """Return the model of the text `ids` [N], in which `<eos>` ends every paragraph.

        A long text may be a memory map. It is counted part by part (see `ngram.parts`) in memory that does not grow
        with it, given `max_ngrams`: about 40 bytes for each of these and 600 MB. The outcome is the same: all counts
        are exact, and discounts are those of the whole text, before anything is left out.

        Args:
            ids: Words below `vocab_size`; words that do not occur share a little probability.
            vocab_size: V.
            order: The longest n-gram, 1 to 6.
            max_ngrams: Keep at most so many n-grams of two words and more, the most frequent and shortest.
            half: Keep probabilities in 16 bits: a sixth smaller on disk, the same perplexity to 0.01.

        Raises OptionError for a value that cannot be, or no text.
        """
        _require_whole("vocab_size", vocab_size, 2, ngram_files.MAX_VOCABULARY)
        _require_whole("order", order, 1, ngram_files.MAX_ORDER)
        if max_ngrams is not None:
            _require_whole("max_ngrams", max_ngrams, 0, 2**32 - 1)
        if len(ids) == 0:
            raise OptionError("ngram-no-text")
        if ids.min() < 0 or ids.max() >= vocab_size:
            raise ValueError(f"ids: expected 0 to {vocab_size - 1}, got {ids.min()} to {ids.max()}")
        if len(ids) <= ngram_parts.PART_PLACES or order == 1:
            return cls(*build(count_ngrams(ids, vocab_size, order), max_ngrams, half))
        words, kept = ngram_parts.count_parts(ids, vocab_size, order, max_ngrams, ngram_parts.PART_PLACES)
        return cls(*kept.build(words, half))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Return the model saved in `folder`, memory-mapped. Raises ModelError if it is damaged or too new."""
        return cls(*ngram_files.load(folder))

    def save(self, folder: Path, small: bool = False) -> None:
        """Write the model into `folder`, which must be empty or not there yet. Raises StorageError.

        A `small` one is rounded (see `ngram.compact`) and a quarter as large; it is read into memory, not mapped.
        """
        ngram_files.save(folder, self._unigram, self._extensions, small)

    def extended(self, shares: npt.NDArray[np.float64]) -> Self:
        """Return this model with a new word for each of `shares`, its part of the mass of `<unk>`.

        The ids and probabilities of the other words stay; `shares` [K] are above 0 and sum to less than 1.
        """
        return type(self)(*ngram_merge.extend((self._unigram, self._extensions), shares))

    def merged(self, other: "NGramModel", weight: float) -> Self:
        """Return one model in place of `weight` times this one and 1 - `weight` times `other`; see `ngram.merge`.

        Raises ModelError where their vocabularies differ in size.
        """
        if self.vocab_size != other.vocab_size:
            raise ModelError("part-vocabulary", sizes={"ngram": self.vocab_size, "other": other.vocab_size})
        mine, theirs = (self._unigram, self._extensions), (other._unigram, other._extensions)
        return type(self)(*ngram_merge.merge(mine, theirs, weight))

    def pruned(self, ids: IntArray, max_ngrams: int) -> Self:
        """Return a model with at most `max_ngrams` n-grams of two words and more: those that the text `ids` [N] needs.

        At equal size better than counts alone, see `ngram.pruning`; `ids` is the text that the model was fitted on.
        """
        uses = [np.zeros(size, np.int64) for size in self.sizes[:-1]]
        state, before = self.start(), EOS_ID
        for begin in range(0, len(ids), _SCORED_AT_ONCE):
            block = np.asarray(ids[begin : begin + _SCORED_AT_ONCE], np.int64)
            states = self._states(np.concatenate(([before], block[:-1])), state)
            for m, entries in enumerate(states.T):
                uses[m] += np.bincount(entries[entries >= 0], minlength=len(uses[m]))
            state, before = states[-1:], block[-1]
        return type(self)(*ngram_pruning.prune((self._unigram, self._extensions), uses, max_ngrams))

    @property
    def vocab_size(self) -> int:
        """V, `<unk>` and `<eos>` included."""
        return len(self._unigram)

    @property
    def order(self) -> int:
        """The length of the longest n-gram."""
        return len(self._extensions) + 1

    @property
    def arrays(self) -> tuple[FloatArray, tuple[Extensions, ...]]:
        """The probabilities of order 1 [V], and what order 2, 3, … add to them."""
        return self._unigram, self._extensions

    @property
    def sizes(self) -> list[int]:
        """How many n-grams of each order there are, from order 1 on."""
        return [self.vocab_size, *(len(order.words) for order in self._extensions)]

    def start(self, batch: int = 1) -> NGramState:
        """Return the state without any context. Feed `<eos>` first: a text begins where another ended."""
        return np.full((batch, self.order - 1), NONE, np.int64)

    def step(self, ids: IntArray, state: NGramState) -> tuple[FloatArray, NGramState]:
        """Return log-probabilities [B, V] of the token after `ids` [B], and the new state."""
        state = self._next_state(ids, state)
        return self._log_distributions(state), state

    def advance(self, ids: IntArray, state: NGramState) -> NGramState:
        """Return the state after the tokens `ids` [B, T], without the cost of their distributions."""
        for column in ids[:, -self.order :].T:  # earlier tokens are out of reach of the new state
            state = self._next_state(column, state)
        return state

    def log_probs(self, ids: IntArray, state: NGramState) -> tuple[FloatArray, NGramState]:
        """Return log-probabilities [T, V] of the token after each of `ids` [T] (batch of one), and the state."""
        states = self._states(ids, state)
        return self._log_distributions(states), states[-1:] if len(ids) else state

    def score(self, ids: IntArray) -> FloatArray:
        """Return log-probabilities [N] of each of `ids` [N] after those before it; `<eos>` is before the first."""
        scores = np.empty(len(ids), np.float32)
        state, before = self.start(), EOS_ID
        for begin in range(0, len(ids), _SCORED_AT_ONCE):
            block = np.asarray(ids[begin : begin + _SCORED_AT_ONCE], np.int64)
            states = self._states(np.concatenate(([before], block[:-1])), state)
            scores[begin : begin + len(block)] = self._scores(block, states)
            state, before = states[-1:], block[-1]
        return scores

    def entries(self, ngrams: IntArray) -> npt.NDArray[np.int64]:
        """Return [S], the entry of each of `ngrams` [S, n] among those of its order, `NONE` where there is none.

        An `<eos>` may stand at the beginning and at the end; n is at most `order`.
        """
        last = np.asarray(ngrams[:, -1], np.int64)
        length = ngrams.shape[1]
        if length == 1:
            return last
        state = self.advance(ngrams[:, :-1], self.start(len(ngrams)))
        return self._extensions[length - 2].find(state[:, length - 2], last)

    def probabilities(self, ngrams: IntArray) -> FloatArray:
        """Return [S], the probability of the last word of each of `ngrams` [S, n] after those before it."""
        state = self.advance(ngrams[:, :-1], self.start(len(ngrams)))
        return self._probabilities(np.asarray(ngrams[:, -1], np.int64), state)

    def counted(self, ids: IntArray) -> npt.NDArray[np.bool_]:
        """Return whether each of `ids` [N], with the `order` - 1 tokens before it, was met in training.

        `<eos>` is before the first. Too few tokens before it in its line, and it was not; nor was what there was no
        room to keep.
        """
        met = np.zeros(len(ids), np.bool_)
        if not self._extensions:
            return met
        state, before = self.start(), EOS_ID
        for begin in range(0, len(ids), _SCORED_AT_ONCE):
            block = np.asarray(ids[begin : begin + _SCORED_AT_ONCE], np.int64)
            states = self._states(np.concatenate(([before], block[:-1])), state)
            met[begin : begin + len(block)] = self._extensions[-1].find(states[:, -1], block) >= 0
            state, before = states[-1:], block[-1]
        return met

    def _scores(self, ids: IntArray, states: NGramState) -> FloatArray:
        """Return log-probabilities [N] of `ids` [N] in `states` [N, order - 1]."""
        return np.log(np.maximum(self._probabilities(ids, states), _SMALLEST))

    def _probabilities(self, ids: IntArray, states: NGramState) -> FloatArray:
        probabilities = self._unigram[ids]
        for m, order in enumerate(self._extensions):
            probabilities = probabilities * order.backoffs(states[:, m])
            entries = order.find(states[:, m], ids)
            seen = entries >= 0
            probabilities[seen] += order.prob[entries[seen]]
        return probabilities

    def _next_state(self, ids: IntArray, state: NGramState) -> NGramState:
        """Return the state [B, order - 1] after one more token `ids` [B]."""
        ids = np.asarray(ids, np.int64)
        following = np.full_like(state, NONE)
        following[:, :1] = ids[:, None]
        inside = ids != EOS_ID
        for m, order in enumerate(self._extensions[:-1]):
            following[:, m + 1] = np.where(inside, order.find(state[:, m], ids), NONE)
        return following

    def _states(self, ids: IntArray, state: NGramState) -> NGramState:
        """Return [T, order - 1], the states after each of `ids` [T], beginning from `state` [1, order - 1]."""
        ids = np.asarray(ids, np.int64)
        states = np.full((len(ids), self.order - 1), NONE, np.int64)
        states[:, :1] = ids[:, None]
        inside = ids != EOS_ID
        for m, order in enumerate(self._extensions[:-1]):
            before = np.concatenate((state[:, m], states[:, m]))[: len(ids)]
            states[:, m + 1] = np.where(inside, order.find(before, ids), NONE)
        return states

    def _log_distributions(self, states: NGramState) -> FloatArray:
        """Return [R, V], the logarithm of the distribution in each of `states` [R, order - 1]."""
        # An order's share is scaled by the backoff weights of all longer contexts, so that the one pass over
        # V is the unigram's.
        scales = np.ones((len(states), self.order), np.float32)
        for m in reversed(range(self.order - 1)):
            scales[:, m] = scales[:, m + 1] * self._extensions[m].backoffs(states[:, m])
        probabilities = self._unigram * scales[:, :1]
        for m, order in enumerate(self._extensions):
            order.add_to(probabilities, states[:, m], scales[:, m + 1])
        np.maximum(probabilities, _SMALLEST, out=probabilities)
        return np.log(probabilities, out=probabilities)


def _require_whole(name: str, value: object, low: int, high: int) -> None:
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise OptionError(
            "bad-value", name=name, expected=f"a whole number from {low} to {high}", got=repr(value)
        )
