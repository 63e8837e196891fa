"""A network's arrays in 8 bits: a quarter of the size on disk; read back, they are 32-bit numbers again.

A matrix W is kept as whole numbers from -127 to 127 and a scale for each row: W[i, j] ≈ scale[i] · n[i, j]. Vectors,
which are few numbers, stay as they are.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray

_MOST = 127
SCALE = ".scale"
"""Ending of the name under which a matrix's scales are kept."""
Arrays = Mapping[str, npt.NDArray[Any]]


def rounded(weights: Mapping[str, FloatArray]) -> dict[str, npt.NDArray[Any]]:
    """Return `weights` with every matrix as int8 and its scales [rows] in float32."""
    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, array in weights.items():
        if array.ndim != 2:
            arrays[name] = array
            continue
        scale = np.abs(array).max(axis=1) / _MOST
        scale = np.where(scale > 0, scale, 1.0).astype(np.float32)
        arrays[name] = np.rint(array / scale[:, None]).clip(-_MOST, _MOST).astype(np.int8)
        arrays[name + SCALE] = scale
    return arrays


def stored_shapes(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    """Return the shapes of what `rounded` makes of arrays of these `shapes`."""
    scales = {name + SCALE: shape[:1] for name, shape in shapes.items() if len(shape) == 2}
    return {**shapes, **scales}


def restored(arrays: Arrays) -> dict[str, FloatArray]:
    """Return the weights in float32. `arrays` have the shapes that `stored_shapes` gives."""
    weights = {}
    for name, array in arrays.items():
        if name.endswith(SCALE):
            continue
        scale = arrays.get(name + SCALE)
        if scale is None:
            weights[name] = np.asarray(array, np.float32)
        else:
            weights[name] = np.multiply(array, np.asarray(scale, np.float32)[:, None], dtype=np.float32)
    return weights
