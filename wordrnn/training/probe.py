"""How fast this machine trains: a few steps, timed."""

import time

import numpy as np

from wordrnn.config import ModelConfig, Precision, TrainConfig
from wordrnn.errors import UnavailableError
from wordrnn.training.backend import keras
from wordrnn.training.layers import ops
from wordrnn.training.model import build

SHARE_OF_STEPS = 0.9
"""The rest is averaging, measuring and saving."""


def faster_precision(units: int, vocab_size: int) -> Precision:
    """Return the precision in which this machine multiplies the matrices of a softmax faster, timed for a moment."""
    rng = np.random.default_rng(0)
    rows = rng.standard_normal((1024, units), dtype=np.float32)
    columns = rng.standard_normal((units, min(vocab_size, 8192)), dtype=np.float32)
    seconds = {}
    for precision in ("float32", "bfloat16"):
        left, right = ops.cast(rows, precision), ops.cast(columns, precision)
        times = []
        for _ in range(4):
            start = time.perf_counter()
            float(ops.sum(ops.cast(ops.matmul(left, right)[:1, :1], "float32")))
            times.append(time.perf_counter() - start)
        seconds[precision] = min(times)
    return "bfloat16" if seconds["bfloat16"] < 0.8 * seconds["float32"] else "float32"


def measured_speed(config: ModelConfig, train: TrainConfig, steps: int = 4) -> float:
    """Return how many tokens a second this machine trains a network of this shape, timed over a few steps.

    What a run does between its steps is taken off: with 1024 units 8,100 were timed, and 7,200 reached.
    """
    model, _ = build(config, train)
    rng = np.random.default_rng(0)
    windows = rng.integers(2, config.vocab_size, (train.batch, train.bptt + 1), dtype=np.int32)
    times = []
    for _ in range(steps + 1):
        start = time.perf_counter()
        model.train_on_batch(windows)
        times.append(time.perf_counter() - start)
    return SHARE_OF_STEPS * train.batch * train.bptt / min(times[1:])


def require_backend() -> None:
    """Raise UnavailableError where Keras runs on nothing that can train."""
    if keras.backend.backend() not in ("tensorflow", "jax", "torch"):
        raise UnavailableError("no-training-backend", got=keras.backend.backend())
