"""Several models as one: a weighted mean of their probabilities, and the weights that suit a text best."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.errors import ModelError
from wordrnn.next_word import FloatArray, IntArray, NextWordModel, State

_TINY = np.finfo(np.float32).tiny
_MAX_ROUNDS = 100_000


class Mixture:
    """A NextWordModel: P(w) = Σ weight · P_part(w). Its state is a tuple with a state for each part.

    A part with weight 0 is not run. The arithmetic is done on probabilities, not on their logarithms: exp and log of
    a row are twenty times cheaper than `logaddexp`, and what is lost lies below 1e-38.
    """

    def __init__(self, parts: Mapping[str, NextWordModel], weights: Mapping[str, float]) -> None:
        """Raises ModelError where the parts do not fit together or the weights are no distribution over them."""
        _check(parts, weights)
        self.weights: dict[str, float] = {name: float(weights[name]) for name in parts if weights[name] > 0}
        self.parts: dict[str, NextWordModel] = {name: parts[name] for name in self.weights}

    @property
    def vocab_size(self) -> int:
        """V, the same for all parts."""
        return next(iter(self.parts.values())).vocab_size

    def start(self, batch: int = 1) -> State:
        """Return the state before any token."""
        return tuple(part.start(batch) for part in self.parts.values())

    def step(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return log-probabilities [B, V] of the token after `ids` [B], and the new state."""
        shares, state = self.step_shares(ids, state)
        return _log(combine(shares)), state

    def step_shares(self, ids: IntArray, state: State) -> tuple[list[FloatArray], State]:
        """Return, for each part, weight · P_part [B, V] of the token after `ids` [B], and the new state.

        The shares add up to the mixture's probabilities.
        """
        results = [part.step(ids, own) for part, own in zip(self.parts.values(), state, strict=True)]
        shares = [
            share(rows, weight) for (rows, _), weight in zip(results, self.weights.values(), strict=True)
        ]
        return shares, tuple(own for _, own in results)

    def advance(self, ids: IntArray, state: State) -> State:
        """Return the state after the tokens `ids` [B, T]."""
        return tuple(part.advance(ids, own) for part, own in zip(self.parts.values(), state, strict=True))

    def log_probs(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return log-probabilities [T, V] of the token after each of `ids` [T] (batch of one), and the state."""
        results = [part.log_probs(ids, own) for part, own in zip(self.parts.values(), state, strict=True)]
        shares = [
            share(rows, weight) for (rows, _), weight in zip(results, self.weights.values(), strict=True)
        ]
        return _log(combine(shares)), tuple(own for _, own in results)


def share(log_probs: FloatArray, weight: float) -> FloatArray:
    """Return weight · exp(`log_probs`), in float32."""
    probabilities = np.exp(log_probs)
    probabilities *= np.float32(weight)
    return probabilities


def combine(shares: Sequence[FloatArray]) -> FloatArray:
    """Return the sum of the parts' shares: the mixture's probabilities. One share is given back as it is."""
    total = shares[0]
    for other in shares[1:]:
        total = total + other
    return total


def _log(probabilities: FloatArray) -> FloatArray:
    return np.log(np.maximum(probabilities, _TINY))


def fit_weights(
    part_log_probs_of_targets: npt.NDArray[np.floating[Any]], tolerance: float = 1e-6
) -> npt.NDArray[np.float64]:
    """Return the weights [parts] under which N tokens are most probable, from log P_part(token) [N, parts].

    Expectation maximisation: the new weight of a part is the mean share it had in the tokens' probabilities. The
    problem is convex, and the mean log-likelihood lies at most max_i(mean_n P_i / P_mixture) − 1 below its best, so
    the rounds end when that is below `tolerance` (nats per token). No tokens give equal weights.
    """
    rows = np.asarray(part_log_probs_of_targets, np.float64)
    weights = np.full(rows.shape[1], 1 / rows.shape[1])
    if len(rows) == 0:
        return weights
    best = rows.max(axis=1, keepdims=True)
    # A token that no part thinks possible says nothing about the weights.
    likely = np.exp(rows[np.isfinite(best[:, 0])] - best[np.isfinite(best[:, 0])])
    if len(likely) == 0:
        return weights
    for _ in range(_MAX_ROUNDS):
        gain = (likely / (likely @ weights)[:, None]).mean(axis=0)
        if gain.max() - 1 < tolerance:
            break
        weights *= gain
        weights /= weights.sum()
    return weights


def _check(parts: Mapping[str, NextWordModel], weights: Mapping[str, float]) -> None:
    if not parts:
        raise ModelError("no-parts")
    if parts.keys() != weights.keys():
        raise ModelError("mixture-parts", expected=sorted(parts), got=sorted(weights))
    if not all(weight >= 0 for weight in weights.values()) or abs(sum(weights.values()) - 1) > 1e-6:
        raise ModelError("mixture-weights", got=dict(weights))
    sizes = {name: part.vocab_size for name, part in parts.items()}
    if len(set(sizes.values())) > 1:
        raise ModelError("part-vocabulary", sizes=sizes)
