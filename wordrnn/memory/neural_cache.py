"""What followed states of the network like the present one: a continuous cache of the text gone by."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray

MOST = 20_000
"""Tokens kept at most: one question then takes 2 ms. Short messages by many hands: perplexity 239.4 with the last 3,000
and a half-life of 900, 235 with 10,000, 231.5 with 20,000, 228.7 with all 60,000."""
_HALF_LIVES = 13  # after so many, what is left of a token's weight is 1/8192
_FIRST_ROWS = 256
_NOWHERE = -1  # the id of a token that may not be expected


@dataclass(frozen=True, slots=True)
class CacheWeights:
    """How the past is compared and trusted: see `NeuralCache`."""

    most: float = 0.2
    patience: float = 0.3
    sharpness: float = 10.0
    """θ."""
    half_life: float = 230.0
    """In tokens."""


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What the cache expects next: P = (1 − `trust`) · P_others + `trust` · Σ `shares` at `ids`."""

    trust: float
    ids: npt.NDArray[np.intp]
    """[N], the same id more than once."""
    shares: npt.NDArray[np.float64]
    """[N], which sum to 1."""


class NeuralCache:
    """The last `window` tokens, each with the network's output before it, as a unit vector: its key.

    P(w) ∝ Σᵢ [wᵢ = w] · exp(θ · (kᵢ · k − 1)) · 2^(−ageᵢ / half-life), after Grave et al. 2017 (arXiv 1612.04426);
    there the state itself is the key, and the past counts alike up to the window's end. Unit vectors make θ comparable
    between networks, and fading is worth 3 % in perplexity. With Z for the sum over all i, the trust is
    most · Z / (Z + patience): it grows with what was seen, and with how like the present it was.
    """

    def __init__(self, weights: CacheWeights, window: int = MOST) -> None:
        """Keep `window` tokens at most, and none that has faded."""
        self.weights = weights
        self.window = min(window, math.ceil(_HALF_LIVES * weights.half_life))
        self.clear()

    def __len__(self) -> int:
        """How many tokens are kept."""
        return len(self._tokens)

    def clear(self) -> None:
        """Drop everything."""
        self._keys = np.zeros((0, 0), np.float32)
        self._ids = np.zeros(0, np.intp)
        self._times = np.zeros(0, np.float32)
        self._tokens: list[str] = []
        self.time = 0
        """Tokens gone by since the last `clear`."""
        self._oldest = 0

    def keep(self, token: str | None, index: int | None, key: FloatArray) -> None:
        """Add `token` with the `key` [E] it came after; the oldest makes room. Of None only the time is kept.

        `index` is the token's id, or None while it has none.
        """
        time = self.time
        self.time += 1
        if token is None:
            return
        place = len(self._tokens)
        if place < self.window:
            self._tokens.append(token)
            if place == len(self._keys):
                self._grow(len(key))
        else:
            place = self._oldest
            self._tokens[place] = token
            self._oldest = (place + 1) % self.window
        self._keys[place] = key
        self._ids[place] = _NOWHERE if index is None else index
        # Time is a float32, exact far beyond what anyone types in a session.
        self._times[place] = time

    def relabel(self, find: Callable[[str], int | None]) -> None:
        """Give every token the id that `find` says."""
        for place, token in enumerate(self._tokens):
            index = find(token)
            self._ids[place] = _NOWHERE if index is None else index

    def after(self, key: FloatArray) -> Expected | None:
        """Return what followed keys like `key` [E]; None where nothing is kept."""
        count = len(self._tokens)
        if not count:
            return None
        weights = self.weights
        shares = evidence(self._keys[:count] @ key, self.time - self._times[:count], weights)
        ids = self._ids[:count]
        if ids.min() == _NOWHERE:
            shares, ids = shares[ids != _NOWHERE], ids[ids != _NOWHERE]
        total = float(shares.sum(dtype=np.float64))
        if total <= 0:  # nothing known, or all has faded
            return None
        return Expected(weights.most * total / (total + weights.patience), ids, shares / total)

    def _grow(self, width: int) -> None:
        rows = min(self.window, max(_FIRST_ROWS, 2 * len(self._keys)))
        old = len(self._keys)
        keys = np.zeros((rows, width), np.float32)
        keys[:old] = self._keys[:, :width] if old else 0
        self._keys = keys
        self._ids = np.concatenate((self._ids, np.zeros(rows - old, np.intp)))
        self._times = np.concatenate((self._times, np.zeros(rows - old, np.float32)))


def evidence(likeness: FloatArray, age: FloatArray, weights: CacheWeights) -> npt.NDArray[np.float64]:
    """Return exp(θ · (likeness − 1)) · 2^(−age / half-life), for arrays of one shape."""
    exponents = likeness * np.float32(weights.sharpness)
    exponents -= np.float32(weights.sharpness)
    exponents -= age * np.float32(np.log(2) / weights.half_life)
    return np.exp(exponents, out=exponents).astype(np.float64)


def unit_rows(rows: FloatArray) -> FloatArray:
    """Return `rows` [N, E], each scaled to length 1: keys. A row of zeros stays one."""
    lengths = np.sqrt(np.einsum("ne,ne->n", rows, rows))
    return rows / np.maximum(lengths, np.finfo(np.float32).tiny)[:, None]
