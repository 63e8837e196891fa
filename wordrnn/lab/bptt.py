"""Backpropagation through time in numpy, for one recurrent layer of each cell: nothing is cut off, all is kept.

T is the number of steps, B the batch, H the units, I the inputs of a step, G the blocks of a kernel; sequences are
time-major, [T, B, ·]. Equations and weights are those of `wordrnn.recurrent` and `ModelConfig.weight_shapes`; numbers
are float32 or float64, whichever the weights are. The functions neither keep nor change what they are given.

Within a step the gradient goes backwards by products with factors that the forward pass fixes (Hochreiter &
Schmidhuber 1997; Gers & Schmidhuber 2000 for the peepholes). With dh and dc for ∂loss/∂h and ∂loss/∂c, z for what
enters the gates, and o that of the output gate:

    dc += dh · a        dz = (dc · b, dh · e)        dh' = dz Uᵀ + dh · k        dc' = dc · f

where ′ is the step before. k is the GRU's update gate and 0 elsewhere, f the forget gate, with what the peepholes add.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from wordrnn.config import Cell
from wordrnn.next_word import FloatArray

LayerWeights = Mapping[str, FloatArray]
"""`kernel` [I, G·H], `recurrent_kernel` [H, G·H], `bias` [G·H] (GRU: [2, 3·H]), `peephole` [3, H]."""


@dataclass(frozen=True, slots=True)
class Tape:
    """Everything that a layer computed over a window."""

    cell: Cell
    weights: LayerWeights
    inputs: FloatArray  # [T, B, I]
    hidden: FloatArray  # [T + 1, B, H], from the state before the window on
    cells: FloatArray | None  # [T + 1, B, H], likewise
    gates: FloatArray  # [T, B, G·H]: after σ and tanh, in the blocks of the kernel
    recurrent: FloatArray | None  # [T, B, H]: of the GRU, hU + b₁ of the candidate

    @property
    def outputs(self) -> FloatArray:
        """h [T, B, H] after each step."""
        return self.hidden[1:]

    def gate(self, number: int) -> FloatArray:
        """Return one block [T, B, H] of the gates."""
        units = self.hidden.shape[2]
        return self.gates[:, :, number * units : (number + 1) * units]


@dataclass(frozen=True, slots=True)
class Gradient:
    """The gradient of a loss, by way of one layer.

    `hidden` and `cells` are total derivatives: by every way from that step to the loss. h is moved alone there, with c
    as it was; c takes its own h along.
    """

    weights: dict[str, FloatArray]  # summed over the batch
    inputs: FloatArray  # [T, B, I]
    hidden: FloatArray  # [T + 1, B, H], from the state before the window on
    cells: FloatArray | None  # [T + 1, B, H]


def forward(cell: Cell, weights: LayerWeights, inputs: FloatArray, state: tuple[FloatArray, ...]) -> Tape:
    """Return what the layer computes from `inputs` [T, B, I], from the `state` h, or h and c, each [B, H]."""
    steps, batch, size = inputs.shape
    recurrent_kernel = weights["recurrent_kernel"]
    units, width = recurrent_kernel.shape
    bias = weights["bias"][0] if cell == "gru" else weights["bias"]
    gates = (inputs.reshape(steps * batch, size) @ weights["kernel"] + bias).reshape(steps, batch, width)
    hidden = np.empty((steps + 1, batch, units), gates.dtype)
    hidden[0] = state[0]
    if cell == "gru":
        recurrent = _run_gru(weights, gates, hidden)
        return Tape(cell, weights, inputs, hidden, None, gates, recurrent)
    if cell == "simple":
        for step in range(steps):
            gates[step] += hidden[step] @ recurrent_kernel
            np.tanh(gates[step], out=hidden[step + 1])
        gates[:] = hidden[1:]
        return Tape(cell, weights, inputs, hidden, None, gates, None)
    cells = np.empty_like(hidden)
    cells[0] = state[1]
    _run_with_cell(cell, weights, gates, hidden, cells)
    return Tape(cell, weights, inputs, hidden, cells, gates, None)


def backward(tape: Tape, hidden: FloatArray, of_weights: bool = True) -> Gradient:
    """Return the gradient of a loss whose own derivatives by h are `hidden` [T, B, H], through the whole window.

    Without `of_weights` its `weights` are empty, which for few steps is most of the work.
    """
    factors = _factors(tape)
    steps, batch, units = hidden.shape
    recurrent_kernel = tape.weights["recurrent_kernel"].T  # [G·H, H]
    if of_weights:  # there are enough steps for the copy to pay
        recurrent_kernel = np.ascontiguousarray(recurrent_kernel)
    all_hidden = np.empty_like(tape.hidden)
    all_cells = None if tape.cells is None else np.empty_like(tape.hidden)
    gates = np.empty((steps, batch, recurrent_kernel.shape[0]), tape.hidden.dtype)
    blocks = gates.reshape(steps, batch, -1, units)
    of_cell = 0 if factors.by_cell is None else factors.by_cell.shape[2]
    dh, dc = np.zeros_like(tape.hidden[0]), np.zeros_like(tape.hidden[0])
    for step in range(steps - 1, -1, -1):
        dh += hidden[step]
        all_hidden[step + 1] = dh
        if all_cells is not None:
            assert factors.into_cell is not None and factors.by_cell is not None
            assert factors.kept_cell is not None
            dc += dh * factors.into_cell[step]
            all_cells[step + 1] = dc
            np.multiply(dc[:, None], factors.by_cell[step], out=blocks[step, :, :of_cell])
            dc *= factors.kept_cell[step]
        np.multiply(dh[:, None], factors.by_hidden[step], out=blocks[step, :, of_cell:])
        before = gates[step] @ recurrent_kernel
        if factors.kept_hidden is not None:
            before += dh * factors.kept_hidden[step]
        dh = before
    all_hidden[0] = dh
    if all_cells is not None:
        all_cells[0] = dc
    entering = _entering(tape, gates, all_hidden)
    weights = _of_weights(tape, gates, entering) if of_weights else {}
    inputs = (entering @ tape.weights["kernel"].T).reshape(tape.inputs.shape)
    return Gradient(weights, inputs, all_hidden, all_cells)


# Forward --------------------------------------------------------------------------------------------------------------


def _run_with_cell(
    cell: Cell, weights: LayerWeights, gates: FloatArray, hidden: FloatArray, cells: FloatArray
) -> None:
    """Fill `hidden` and `cells`, and turn what enters the `gates` into what they are."""
    units = hidden.shape[2]
    recurrent_kernel = weights["recurrent_kernel"]
    peephole = weights["peephole"] if cell == "peephole" else None
    sigmoids = 1 if cell == "cifg" else 2  # blocks before the candidate
    candidate, out = slice(sigmoids * units, (sigmoids + 1) * units), slice((sigmoids + 1) * units, None)
    for step, values in enumerate(gates):
        before, after = cells[step], cells[step + 1]
        values += hidden[step] @ recurrent_kernel
        if peephole is not None:
            values[:, :units] += peephole[0] * before
            values[:, units : 2 * units] += peephole[1] * before
        _sigmoid(values[:, : sigmoids * units])
        np.tanh(values[:, candidate], out=values[:, candidate])
        forget = values[:, (sigmoids - 1) * units : sigmoids * units]
        into = 1 - forget if cell == "cifg" else values[:, :units]
        np.multiply(forget, before, out=after)
        after += into * values[:, candidate]
        if peephole is not None:
            values[:, out] += peephole[2] * after
        _sigmoid(values[:, out])
        np.tanh(after, out=hidden[step + 1])
        hidden[step + 1] *= values[:, out]


def _run_gru(weights: LayerWeights, gates: FloatArray, hidden: FloatArray) -> FloatArray:
    """Fill `hidden`, turn what enters the `gates` into what they are, and return hU + b₁ of the candidate."""
    units = hidden.shape[2]
    recurrent_kernel, bias = weights["recurrent_kernel"], weights["bias"][1]
    kept = np.empty((len(gates), *hidden.shape[1:]), hidden.dtype)
    for step, values in enumerate(gates):
        recurrent = hidden[step] @ recurrent_kernel
        recurrent += bias
        kept[step] = recurrent[:, 2 * units :]
        values[:, : 2 * units] += recurrent[:, : 2 * units]
        _sigmoid(values[:, : 2 * units])
        update, reset, candidate = (
            values[:, :units],
            values[:, units : 2 * units],
            values[:, 2 * units :],
        )
        candidate += reset * kept[step]
        np.tanh(candidate, out=candidate)
        np.subtract(hidden[step], candidate, out=hidden[step + 1])
        hidden[step + 1] *= update
        hidden[step + 1] += candidate
    return kept


def _sigmoid(values: FloatArray) -> None:
    """Turn `values` into σ(values), by way of tanh, which cannot overflow."""
    values *= 0.5
    np.tanh(values, out=values)
    values += 1
    values *= 0.5


# Backward -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Factors:
    """What the gradient is multiplied by on its way through a step; the letters are those of the module."""

    by_hidden: FloatArray  # e [T, B, blocks, H]
    into_cell: FloatArray | None = None  # a [T, B, H]
    by_cell: FloatArray | None = None  # b [T, B, blocks, H]
    kept_cell: FloatArray | None = None  # f [T, B, H]
    kept_hidden: FloatArray | None = None  # k [T, B, H]


def _factors(tape: Tape) -> _Factors:
    if tape.cell == "simple":
        return _Factors((1 - tape.outputs**2)[:, :, None])
    if tape.cell == "gru":
        return _factors_of_gru(tape)
    assert tape.cells is not None
    before = tape.cells[:-1]
    out = tape.gate(2 if tape.cell == "cifg" else 3)
    squashed = np.tanh(tape.cells[1:])
    by_out = squashed * _slope(out)
    into_cell = out * (1 - squashed**2)
    if tape.cell == "cifg":
        forget, candidate = tape.gate(0), tape.gate(1)
        by_cell = [(before - candidate) * _slope(forget), (1 - forget) * (1 - candidate**2)]
        kept = forget
    else:
        into, forget, candidate = tape.gate(0), tape.gate(1), tape.gate(2)
        by_cell = [candidate * _slope(into), before * _slope(forget), into * (1 - candidate**2)]
        kept = forget
        if tape.cell == "peephole":
            peephole = tape.weights["peephole"]
            kept = forget + by_cell[0] * peephole[0] + by_cell[1] * peephole[1]
            into_cell = into_cell + by_out * peephole[2]
    return _Factors(by_out[:, :, None], into_cell, np.stack(by_cell, axis=2), kept)


def _factors_of_gru(tape: Tape) -> _Factors:
    """Return the factors for the gradient of hU + b₁; that of xW + b₀ has another last block."""
    assert tape.recurrent is not None
    update, reset, candidate = tape.gate(0), tape.gate(1), tape.gate(2)
    by_update = (tape.hidden[:-1] - candidate) * _slope(update)
    by_candidate = (1 - update) * (1 - candidate**2)
    by_reset = by_candidate * tape.recurrent * _slope(reset)
    return _Factors(np.stack([by_update, by_reset, by_candidate * reset], axis=2), kept_hidden=update)


def _slope(gate: FloatArray) -> FloatArray:
    """Return σ' where σ is `gate`."""
    return gate * (1 - gate)


def _entering(tape: Tape, gates: FloatArray, hidden: FloatArray) -> FloatArray:
    """Return the gradient of xW [T·B, G·H], from that of hU [T, B, G·H] and the total one of h."""
    steps, batch, width = gates.shape
    if tape.cell == "gru":
        units = tape.hidden.shape[2]
        gates = gates.copy()
        gates[:, :, 2 * units :] = hidden[1:] * (1 - tape.gate(0)) * (1 - tape.gate(2) ** 2)
    return gates.reshape(steps * batch, width)


def _of_weights(tape: Tape, gates: FloatArray, entering: FloatArray) -> dict[str, FloatArray]:
    """Return the gradients of the weights from those of hU [T, B, G·H] and of xW [T·B, G·H]."""
    steps, batch, width = gates.shape
    units = tape.hidden.shape[2]
    rows = gates.reshape(steps * batch, width)
    before = tape.hidden[:-1].reshape(steps * batch, units)
    found = {"recurrent_kernel": before.T @ rows}
    if tape.cell == "gru":
        found["bias"] = np.stack([entering.sum(axis=0), rows.sum(axis=0)])
    else:
        found["bias"] = rows.sum(axis=0)
    found["kernel"] = tape.inputs.reshape(steps * batch, -1).T @ entering
    if tape.cell == "peephole":
        assert tape.cells is not None
        seen = (tape.cells[:-1], tape.cells[:-1], tape.cells[1:])
        blocks = (0, 1, 3)
        found["peephole"] = np.stack(
            [
                (gates[:, :, block * units : (block + 1) * units] * cells).sum(axis=(0, 1))
                for block, cells in zip(blocks, seen, strict=True)
            ]
        )
    return found
