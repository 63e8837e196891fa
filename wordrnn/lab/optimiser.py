"""Adam and the clipping of gradients, in numpy."""

import math
from collections.abc import Mapping

import numpy as np

from wordrnn.next_word import FloatArray


class Adam:
    """Adam (Kingma & Ba 2015) for the arrays of `weights`, which it changes in place."""

    def __init__(
        self,
        weights: dict[str, FloatArray],
        beta_1: float = 0.9,
        beta_2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        self.weights = weights
        self._betas, self._epsilon = (beta_1, beta_2), epsilon
        self._first = {name: np.zeros_like(array) for name, array in weights.items()}
        self._second = {name: np.zeros_like(array) for name, array in weights.items()}
        self._step = 0

    def update(self, gradient: Mapping[str, FloatArray], rate: float, clip: float | None = None) -> None:
        """Take a step against the `gradient`, first scaled down to a norm of `clip` where it is longer.

        The norm is that of all arrays together (Pascanu et al. 2013).
        """
        self._step += 1
        beta_1, beta_2 = self._betas
        scale = 1.0 if clip is None else min(1.0, clip / max(norm(gradient), 1e-30))
        rate *= math.sqrt(1 - beta_2**self._step) / (1 - beta_1**self._step)
        for name, array in self.weights.items():
            slope = gradient[name] * np.float32(scale)
            self._first[name] += np.float32(1 - beta_1) * (slope - self._first[name])
            self._second[name] += np.float32(1 - beta_2) * (slope**2 - self._second[name])
            array -= np.float32(rate) * self._first[name] / (np.sqrt(self._second[name]) + self._epsilon)


def norm(gradient: Mapping[str, FloatArray]) -> float:
    """Return the length of the gradient, all arrays taken as one vector."""
    return math.sqrt(sum(float(np.sum(array.astype(np.float64) ** 2)) for array in gradient.values()))
