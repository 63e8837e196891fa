"""The weights that a recurrent layer begins with."""

from typing import Literal, get_args

import numpy as np

from wordrnn.config import Cell, ModelConfig
from wordrnn.next_word import FloatArray

Initial = Literal["orthogonal", "gaussian"]
INITIALS: tuple[Initial, ...] = get_args(Initial)

_FORGET = {"lstm": 1, "peephole": 1, "cifg": 0}
"""Which block of the bias is the forget gate's."""


def layer_weights(
    cell: Cell,
    inputs: int,
    units: int,
    rng: np.random.Generator,
    *,
    initial: Initial = "orthogonal",
    gain: float = 1.0,
    forget_bias: float = 1.0,
) -> dict[str, FloatArray]:
    """Return `kernel`, `recurrent_kernel`, `bias` and, of that cell, `peephole` in float32.

    As in training, the kernel is Glorot & Bengio's (2010) over one gate, the peepholes and the bias are zero, but the
    bias of the forget gate is `forget_bias` (Gers et al. 2000; Jozefowicz et al. 2015). Each gate's block of the
    recurrent kernel is `gain` times an orthogonal matrix (Saxe et al. 2014), or Gaussian with variance `gain`² / H,
    whose largest eigenvalue is about `gain` too, but which lengthens some directions and shortens most.
    """
    shapes = ModelConfig(3, cell=cell, units=units, embedding=inputs).weight_shapes()
    gates = shapes["layer0.recurrent_kernel"][1] // units
    limit = (6.0 / (inputs + units)) ** 0.5
    blocks = [
        _orthogonal(units, rng) if initial == "orthogonal" else rng.normal(0, units**-0.5, (units, units))
        for _ in range(gates)
    ]
    weights = {
        "kernel": rng.uniform(-limit, limit, shapes["layer0.kernel"]),
        "recurrent_kernel": gain * np.concatenate(blocks, axis=1),
        "bias": np.zeros(shapes["layer0.bias"]),
    }
    if cell in _FORGET:
        weights["bias"][_FORGET[cell] * units : (_FORGET[cell] + 1) * units] = forget_bias
    if cell == "peephole":
        weights["peephole"] = np.zeros(shapes["layer0.peephole"])
    return {name: array.astype(np.float32) for name, array in weights.items()}


def zero_state(cell: Cell, batch: int, units: int) -> tuple[FloatArray, ...]:
    """Return h, or h and c, [B, H] of zeros: nothing was read yet."""
    count = 2 if cell in _FORGET else 1
    return tuple(np.zeros((batch, units), np.float32) for _ in range(count))


def _orthogonal(units: int, rng: np.random.Generator) -> FloatArray:
    product, triangle = np.linalg.qr(rng.normal(size=(units, units)))
    return product * np.sign(np.diag(triangle))  # else they would not be evenly distributed (Mezzadri 2007)
