"""A small word network in numpy, trained through whole windows: embedding → one recurrent layer → tied softmax.

T is the window, B the batch, H the units and the width of the embedding, V the vocabulary. Ids are time-major, [T, B].
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

import numpy as np

from wordrnn.config import Cell
from wordrnn.lab import bptt
from wordrnn.lab.initial import Initial, layer_weights, zero_state
from wordrnn.next_word import FloatArray, IntArray

_EMBEDDING_RANGE = 0.1  # as in training


@dataclass(frozen=True, slots=True)
class Lengths:
    """How long ∂loss/∂h and ∂loss/∂c are 0, 1, … steps before the loss: [N, T], a row for each window."""

    hidden: FloatArray
    cells: FloatArray | None


class WordNetwork:
    """A network and its weights: those of the layer, `embedding` [V, H] and `output.bias` [V]."""

    def __init__(
        self,
        cell: Cell,
        vocabulary: int,
        units: int,
        rng: np.random.Generator,
        *,
        initial: Initial,
        gain: float,
        forget_bias: float,
    ) -> None:
        self.cell: Cell = cell
        self.weights = layer_weights(
            cell, units, units, rng, initial=initial, gain=gain, forget_bias=forget_bias
        )
        embedding = rng.uniform(-_EMBEDDING_RANGE, _EMBEDDING_RANGE, (vocabulary, units))
        self.weights["embedding"] = embedding.astype(np.float32)
        self.weights["output.bias"] = np.zeros(vocabulary, np.float32)

    def gradient(self, ids: IntArray) -> tuple[float, dict[str, FloatArray]]:
        """Return the mean loss in nats of `ids` [T + 1, B], each of the last T from those before, and its gradient."""
        tape = self._read(self.weights, ids[:-1])
        embedding = self.weights["embedding"]
        rows = tape.outputs.reshape(-1, embedding.shape[1])
        losses, slope = self._losses(self.weights, rows, ids[1:].ravel())
        slope /= np.float32(len(rows))
        upstream = (slope @ embedding).reshape(tape.outputs.shape)
        found = bptt.backward(tape, upstream)
        gradient = dict(found.weights)
        gradient["embedding"] = slope.T @ rows
        np.add.at(gradient["embedding"], ids[:-1].ravel(), found.inputs.reshape(rows.shape))
        gradient["output.bias"] = slope.sum(axis=0)
        return float(losses.mean()), gradient

    def loss(self, ids: IntArray) -> float:
        """Return the mean loss in nats of `ids` [T + 1, B]."""
        outputs = self._read(self.weights, ids[:-1]).outputs
        losses, _ = self._losses(self.weights, outputs.reshape(-1, outputs.shape[2]), ids[1:].ravel())
        return float(losses.mean())

    def lengths(self, ids: IntArray, lead: int = 0) -> Lengths:
        """Return how far the gradient of the loss of the last word of each of `ids` [lead + T + 1, N] reaches back.

        The first `lead` words are only read, to be in the midst of a text where the window begins. In float64: over a
        hundred steps it may shrink to less than the least number of float32.
        """
        weights = {name: cast(FloatArray, array.astype(np.float64)) for name, array in self.weights.items()}
        tape = self._read(weights, ids[:-1])
        _, slope = self._losses(weights, tape.outputs[-1], ids[-1])
        upstream = np.zeros_like(tape.outputs)
        upstream[-1] = slope @ weights["embedding"]
        found = bptt.backward(tape, upstream)

        def backwards(states: FloatArray) -> FloatArray:
            return np.linalg.norm(states[:lead:-1], axis=2).T

        return Lengths(backwards(found.hidden), None if found.cells is None else backwards(found.cells))

    def _read(self, weights: Mapping[str, FloatArray], ids: IntArray) -> bptt.Tape:
        units = weights["embedding"].shape[1]
        start = tuple(
            each.astype(weights["embedding"].dtype) for each in zero_state(self.cell, ids.shape[1], units)
        )
        return bptt.forward(self.cell, weights, weights["embedding"][ids], start)

    @staticmethod
    def _losses(
        weights: Mapping[str, FloatArray], rows: FloatArray, targets: IntArray
    ) -> tuple[FloatArray, FloatArray]:
        """Return the loss [N] of each target after h `rows` [N, H], and its gradient [N, V] by the logits."""
        logits = rows @ weights["embedding"].T + weights["output.bias"]
        logits -= logits.max(axis=1, keepdims=True)
        places = np.arange(len(targets))
        losses = -logits[places, targets]
        np.exp(logits, out=logits)
        total = logits.sum(axis=1)
        losses += np.log(total)
        logits /= total[:, None]
        logits[places, targets] -= 1
        return losses, logits
