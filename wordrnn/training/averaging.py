"""A running mean of the weights: what is measured and published, while the last weights train on.

The steps of a high learning rate scatter around a better place than any of them reaches; their mean is nearer to it
(Polyak & Juditsky 1992). The mean forgets exponentially, over a share of the steps made so far, so that it needs no
guess of when training has settled.
"""

from collections.abc import Mapping

import numpy as np

from wordrnn.next_word import FloatArray

EVERY = 10  # steps between two weights that go into the mean


class RunningMean:
    """The mean of the weights over about the last `share` of all steps."""

    def __init__(self, share: float, arrays: Mapping[str, FloatArray] | None = None) -> None:
        self.share = share
        self.arrays: dict[str, FloatArray] = {name: np.array(array) for name, array in (arrays or {}).items()}

    def update(self, weights: Mapping[str, FloatArray], step: int) -> None:
        """Take in `weights`, those after `step` steps; they are copied."""
        if not self.arrays or self._horizon(step) <= 1:
            self.arrays = {name: np.array(array) for name, array in weights.items()}
            return
        rate = np.float32(1.0 / self._horizon(step))
        for name, mean in self.arrays.items():
            mean += rate * (weights[name] - mean)

    def after(self, step: int, last: Mapping[str, FloatArray]) -> Mapping[str, FloatArray]:
        """Return the mean after `step` steps; `last`, the weights of that step, while there is nothing to average."""
        return self.arrays if self.arrays and self._horizon(step) > 1 else last

    def _horizon(self, step: int) -> float:
        return self.share * step / EVERY
