"""What happens inside a recurrent network, word by word: every gate, the cell, the hidden state, and what they are of.

The numbers are those of `wordrnn.recurrent`, operation by operation, so that h and c are the same to the last bit; the
equations stand there. A gate can be held at a value, for all units or one, to see what the network does with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from wordrnn.config import Cell, ModelConfig
from wordrnn.errors import OptionError
from wordrnn.lab.quantities import GATES, QUANTITIES
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.recurrent import RecurrentModel

_BLOCKS: dict[Cell, tuple[str, ...]] = {
    "simple": ("hidden",),
    "lstm": ("input", "forget", "block_input", "output"),
    "peephole": ("input", "forget", "block_input", "output"),
    "cifg": ("forget", "block_input", "output"),
    "gru": ("update", "reset", "candidate"),
}
"""The blocks of H columns of a kernel, see `ModelConfig.weight_shapes`."""

_PEEPHOLES = {"input": 0, "forget": 1, "output": 2}  # rows of `peephole`


@dataclass(frozen=True, slots=True)
class Force:
    """A gate held at `value`, 0 is shut and 1 is open, in one layer, for one unit or (None) all."""

    gate: str
    value: float
    unit: int | None = None
    layer: int = 0


@dataclass(frozen=True, slots=True)
class LayerTrace:
    """One layer over T tokens; all arrays are [T, H]."""

    values: dict[str, FloatArray]
    """By `quantities.QUANTITIES`."""
    terms: dict[str, dict[str, FloatArray]]
    """What is summed before σ or tanh: block → "input" (xW), "recurrent" (hU; in the GRU's candidate r·(hU + b₁)),
    "bias", and "peephole" (p·c) where the cell has one."""
    before: dict[str, FloatArray]
    """"hidden" and "cell" as they were before each token."""

    def until(self, end: int) -> "LayerTrace":
        """Return the first `end` tokens."""
        return LayerTrace(
            {name: rows[:end] for name, rows in self.values.items()},
            {block: {name: rows[:end] for name, rows in each.items()} for block, each in self.terms.items()},
            {name: rows[:end] for name, rows in self.before.items()},
        )


@dataclass(frozen=True, slots=True)
class Trace:
    """A network over T tokens."""

    ids: IntArray  # [T]
    layers: tuple[LayerTrace, ...]
    outputs: FloatArray
    """The softmax's input [T, E]."""
    forces: tuple[Force, ...] = field(default=())

    def until(self, step: int) -> "Trace":
        """Return the trace up to the token at `step`, which does not know of those behind it."""
        end = step + 1
        layers = tuple(layer.until(end) for layer in self.layers)
        return Trace(self.ids[:end], layers, self.outputs[:end], self.forces)


class Tracer:
    """Steps a network and keeps what `RecurrentModel` throws away."""

    def __init__(
        self, config: ModelConfig, weights: Mapping[str, FloatArray], temperature: float = 1.0
    ) -> None:
        """Raises ModelError where `weights` are not the arrays that `config` asks for."""
        self.config = config
        self.weights = {name: np.ascontiguousarray(array) for name, array in weights.items()}
        self.model = RecurrentModel(config, self.weights).at_temperature(temperature)

    def trace(self, ids: IntArray, forces: Sequence[Force] = ()) -> Trace:
        """Return what happens at each of `ids` [T], from the state before any token. Raises OptionError.

        A text begins with `<eos>`, where another ended. With `forces`, gates are held from the first token on.
        """
        for force in forces:
            self._check(force)
        ids = np.asarray(ids)
        values = self.weights["embedding"][ids]
        layers = []
        for layer in range(self.config.layers):
            held = [force for force in forces if force.layer == layer]
            layers.append(self._layer(layer, values, held))
            values = layers[-1].values["hidden"]
        projection = self.weights.get("projection.kernel")
        outputs = values if projection is None else values @ projection
        return Trace(ids, tuple(layers), outputs, tuple(forces))

    def log_probs(self, trace: Trace, step: int = -1) -> FloatArray:
        """Return the log-probabilities [V] of what follows the token at `step`: the network's own, without n-gram."""
        return self.model.log_probs_of(trace.outputs[[step]])[0]

    def _check(self, force: Force) -> None:
        gates = GATES[self.config.cell]
        if force.gate not in gates:
            expected = (
                "one of " + ", ".join(gates)
                if gates
                else f"a model with gates, which {self.config.cell} has not"
            )
            raise OptionError("bad-value", name="gate", expected=expected, got=force.gate)
        if not 0 <= force.value <= 1:
            raise OptionError(
                "bad-value", name=force.gate, expected="a number from 0 to 1", got=repr(force.value)
            )
        check_place("unit", force.unit or 0, self.config.units)
        check_place("layer", force.layer, self.config.layers)

    def _layer(self, layer: int, inputs: FloatArray, forces: Sequence[Force]) -> LayerTrace:
        """Return what happens in one layer over `inputs` [T, inputs]."""
        cell, units, weights = self.config.cell, self.config.units, self.weights
        kernel, recurrent_kernel = weights[f"layer{layer}.kernel"], weights[f"layer{layer}.recurrent_kernel"]
        bias = weights[f"layer{layer}.bias"]
        input_bias, recurrent_bias = (bias[0], bias[1]) if cell == "gru" else (bias, np.zeros_like(bias))
        peephole = weights.get(f"layer{layer}.peephole", np.zeros((3, units), np.float32))
        products = inputs @ kernel  # [T, G·H]
        initial = weights[f"layer{layer}.initial_state"]
        state = {"hidden": initial[:1], "cell": initial[-1:]}
        kept: dict[str, list[FloatArray]] = {name: [] for name in QUANTITIES[cell]}
        recurrents, befores, peeped = [], [], []
        step_of = _STEPS[cell]
        for step in range(len(inputs)):
            recurrent = state["hidden"] @ recurrent_kernel
            if cell == "gru":
                recurrent += recurrent_bias
            found = step_of(products[[step]] + input_bias, recurrent, state, peephole, _Hold(forces))
            recurrents.append(recurrent)
            befores.append(state)
            state = {name: found[name] for name in ("hidden", "cell") if name in found}
            for name, row in kept.items():
                row.append(found[name])
            if cell == "peephole":
                before = befores[-1]["cell"]
                peeped.append(np.concatenate([peephole[:2] * before, peephole[2:] * found["cell"]]))
        values = {name: _rows(rows, units) for name, rows in kept.items()}
        terms = _terms(cell, products, _rows(recurrents, kernel.shape[1]), input_bias, recurrent_bias, values)
        if cell == "peephole":
            stacked = np.stack(peeped) if peeped else np.zeros((0, 3, units), np.float32)
            for gate, row in _PEEPHOLES.items():
                terms[gate]["peephole"] = stacked[:, row]
        names = ("hidden", "cell") if self.config.has_cell_state else ("hidden",)
        before = {name: _rows([each[name] for each in befores], units) for name in names}
        return LayerTrace(values, terms, before)


def check_place(name: str, place: int, count: int) -> None:
    """Raise OptionError where there is no unit (or layer, or word) number `place` of `count`."""
    if not 0 <= place < count:
        expected = f"a whole number from 0 to {count - 1}"
        raise OptionError("bad-value", name=name, expected=expected, got=str(place))


# Cells, as in `wordrnn.recurrent`, in the order of its operations; [1, H] each ---------------------------------------

_Row = dict[str, FloatArray]


class _Hold:
    """Puts a gate's forced value in the place of what it is."""

    def __init__(self, forces: Sequence[Force]) -> None:
        self._forces = forces

    def __call__(self, gate: str, values: FloatArray) -> FloatArray:
        for force in self._forces:
            if force.gate == gate:
                values = values.copy()
                values[:, slice(None) if force.unit is None else force.unit] = force.value
        return values


def _simple(
    inputs: FloatArray, recurrent: FloatArray, state: _Row, peephole: FloatArray, hold: _Hold
) -> _Row:
    return {"hidden": np.tanh(inputs + recurrent)}


def _lstm(inputs: FloatArray, recurrent: FloatArray, state: _Row, peephole: FloatArray, hold: _Hold) -> _Row:
    units = state["hidden"].shape[1]
    gates = inputs + recurrent
    into = hold("input", _sigmoid(gates[:, :units]))
    forget = hold("forget", _sigmoid(gates[:, units : 2 * units]))
    block = np.tanh(gates[:, 2 * units : 3 * units])
    cell = forget * state["cell"] + into * block
    out = hold("output", _sigmoid(gates[:, 3 * units :]))
    return _cell_row(into, forget, block, cell, out)


def _peephole(
    inputs: FloatArray, recurrent: FloatArray, state: _Row, peephole: FloatArray, hold: _Hold
) -> _Row:
    units = state["hidden"].shape[1]
    gates = inputs + recurrent
    into = hold("input", _sigmoid(gates[:, :units] + peephole[0] * state["cell"]))
    forget = hold("forget", _sigmoid(gates[:, units : 2 * units] + peephole[1] * state["cell"]))
    block = np.tanh(gates[:, 2 * units : 3 * units])
    cell = forget * state["cell"] + into * block
    out = hold("output", _sigmoid(gates[:, 3 * units :] + peephole[2] * cell))
    return _cell_row(into, forget, block, cell, out)


def _cifg(inputs: FloatArray, recurrent: FloatArray, state: _Row, peephole: FloatArray, hold: _Hold) -> _Row:
    units = state["hidden"].shape[1]
    gates = inputs + recurrent
    forget = hold("forget", _sigmoid(gates[:, :units]))
    into = 1 - forget
    block = np.tanh(gates[:, units : 2 * units])
    cell = forget * state["cell"] + into * block
    out = hold("output", _sigmoid(gates[:, 2 * units :]))
    return _cell_row(into, forget, block, cell, out)


def _gru(inputs: FloatArray, recurrent: FloatArray, state: _Row, peephole: FloatArray, hold: _Hold) -> _Row:
    units = state["hidden"].shape[1]
    gates = _sigmoid(inputs[:, : 2 * units] + recurrent[:, : 2 * units])
    update, reset = hold("update", gates[:, :units]), hold("reset", gates[:, units:])
    candidate = np.tanh(inputs[:, 2 * units :] + reset * recurrent[:, 2 * units :])
    hidden = update * state["hidden"] + (1 - update) * candidate
    return {"update": update, "reset": reset, "candidate": candidate, "hidden": hidden}


_STEPS = {"simple": _simple, "lstm": _lstm, "peephole": _peephole, "cifg": _cifg, "gru": _gru}


def _cell_row(
    into: FloatArray, forget: FloatArray, block: FloatArray, cell: FloatArray, out: FloatArray
) -> _Row:
    return {
        "block_input": block,
        "input": into,
        "forget": forget,
        "cell": cell,
        "output": out,
        "hidden": out * np.tanh(cell),
    }


def _sigmoid(values: FloatArray) -> FloatArray:
    return (np.tanh(values * np.float32(0.5)) + 1) * np.float32(0.5)


def _rows(rows: Sequence[FloatArray], width: int) -> FloatArray:
    return np.concatenate(rows) if rows else np.zeros((0, width), np.float32)


def _terms(
    cell: Cell,
    products: FloatArray,
    recurrents: FloatArray,
    input_bias: FloatArray,
    recurrent_bias: FloatArray,
    values: Mapping[str, FloatArray],
) -> dict[str, dict[str, FloatArray]]:
    """Return what each block sums up before its σ or tanh, peepholes apart."""
    units = values["hidden"].shape[1]
    terms: dict[str, dict[str, FloatArray]] = {}
    for number, block in enumerate(_BLOCKS[cell]):
        part = slice(number * units, (number + 1) * units)
        recurrent, bias = recurrents[:, part], input_bias[part]
        if block == "candidate":  # the reset gate stands before the whole of hU + b₁
            recurrent = values["reset"] * recurrent
        elif cell == "gru":
            recurrent, bias = recurrent - recurrent_bias[part], bias + recurrent_bias[part]
        terms[block] = {
            "input": products[:, part],
            "recurrent": recurrent,
            "bias": np.broadcast_to(bias, products[:, part].shape),
        }
    return terms
