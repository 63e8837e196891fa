"""An n-gram model in about three bytes an n-gram: each order's probabilities are one of 256 levels.

Of an order are kept, in one safetensors file: `words` [S]; `levels` [256] rising, and for each n-gram the place of its
level in `codes` [S]; `continued`, a bit for each of the C contexts, and in `lengths`, for each context whose bit is
set, how many n-grams continue it, less one. Backoff weights are not kept: what a context's probabilities leave to 1.
On Penn Treebank the perplexity is the same to 0.1.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save_file

from wordrnn.next_word import FloatArray
from wordrnn.ngram.trie import Extensions, sum_by

FILE = "ngram.safetensors"
_LEVELS = 256
_LEAST_LEFT = 0.5  # of a backoff weight; where rounding took more, a context's probabilities are rounded down
_FIELDS = ("words", "levels", "codes", "continued", "lengths")
Arrays = Mapping[str, npt.NDArray[Any]]


def write(folder: Path, unigram: FloatArray, extensions: Sequence[Extensions]) -> None:
    """Write the arrays of a model into `folder`. Raises OSError."""
    arrays: dict[str, npt.NDArray[Any]] = {"unigram": np.ascontiguousarray(unigram)}
    for n, order in enumerate(extensions, start=2):
        arrays |= {f"{name}-{n}": array for name, array in _encoded(order).items()}
    try:
        save_file(arrays, folder / FILE)
    except SafetensorError as error:
        # The Rust side wraps the system's error in text.
        raise OSError(28, str(error)) if "os error 28" in str(error) else OSError(str(error)) from error


def read(folder: Path, order: int) -> tuple[FloatArray, list[Extensions]]:
    """Return the model with n-grams of up to `order` words that `write` wrote.

    Raises ValueError where arrays are missing or do not fit together; what they hold is left to `Extensions.holds`.
    """
    expected = ["unigram", *(f"{name}-{n}" for n in range(2, order + 1) for name in _FIELDS)]
    try:
        with safe_open(folder / FILE, framework="numpy") as file:
            if sorted(file.keys()) != sorted(expected):
                raise ValueError("other arrays than expected")
            arrays = {name: file.get_tensor(name) for name in expected}
    except (SafetensorError, OSError) as error:
        raise ValueError(str(error)) from error
    contexts = len(arrays["unigram"])
    extensions = []
    for n in range(2, order + 1):
        extensions.append(_decoded({name: arrays[f"{name}-{n}"] for name in _FIELDS}, contexts))
        contexts = len(extensions[-1].words)
    return arrays["unigram"], extensions


def _encoded(order: Extensions) -> Arrays:
    lengths = np.diff(order.first.astype(np.int64))
    prob = order.prob.astype(np.float64)
    levels = _levels(prob)
    above = np.searchsorted(levels, prob).clip(1, _LEVELS - 1)
    below = above - 1
    down = np.where(prob < levels[above], below, above)
    nearest = np.where(prob * prob < levels[below] * levels[above], below, above)
    contexts = np.repeat(np.arange(len(lengths)), lengths)
    left = 1 - sum_by(contexts, levels[nearest], len(lengths))
    short = left < order.backoff * _LEAST_LEFT
    codes = np.where(short[contexts], down, nearest).astype(np.uint8)
    continued = lengths > 0
    dtype = np.uint16 if lengths.max(initial=1) <= 1 << 16 else np.uint32
    return {
        "words": np.ascontiguousarray(order.words),
        "levels": levels.astype(np.float32),
        "codes": codes,
        "continued": np.packbits(continued),
        "lengths": (lengths[continued] - 1).astype(dtype),
    }


def _levels(prob: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return 256 levels, evenly spread by their logarithms, from the least to the greatest of `prob`."""
    # As they are read back: rounding to 32 bits must not put a level above the probability it stands for.
    low, high = (float(prob.min()), float(prob.max())) if len(prob) else (0.5, 0.5)
    low = min(max(low, 1e-12), high / (1 + 1e-3))
    return np.geomspace(low, high, _LEVELS).astype(np.float32).astype(np.float64)


def _decoded(arrays: Arrays, contexts: int) -> Extensions:
    words, levels, codes, continued, lengths = (arrays[name] for name in _FIELDS)
    kinds = {"levels": "f", "codes": "u", "continued": "u", "lengths": "u", "words": "u"}
    if any(arrays[name].ndim != 1 or arrays[name].dtype.kind != kind for name, kind in kinds.items()):
        raise ValueError("arrays of another kind")
    if codes.dtype != np.uint8 or len(codes) != len(words) or len(levels) != _LEVELS:
        raise ValueError("codes that do not fit")
    if continued.dtype != np.uint8 or len(continued) != (contexts + 7) // 8:
        raise ValueError("contexts that do not fit")
    bits = np.unpackbits(continued, count=contexts).astype(bool)
    if np.count_nonzero(bits) != len(lengths):
        raise ValueError("lengths that do not fit")
    whole = np.zeros(contexts, np.int64)
    whole[bits] = lengths.astype(np.int64) + 1
    first = np.concatenate((np.zeros(1, np.int64), np.cumsum(whole)))
    if first[-1] != len(words):
        raise ValueError("lengths that do not fit")
    prob = levels.astype(np.float32)[codes]
    given = sum_by(np.repeat(np.arange(contexts), whole), prob, contexts)
    return Extensions(first.astype(np.uint32), (1 - given).astype(np.float32), words, prob)
