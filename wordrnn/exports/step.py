"""One step of a network, (token, states) → (probabilities, states), in whatever operations a format has.

The equations are those of `wordrnn.recurrent`, written without constants: 1 − z never stands alone.
"""

from collections.abc import Mapping
from typing import Generic, Protocol, TypeVar

import numpy as np

from wordrnn.exports.network import Network
from wordrnn.next_word import FloatArray

V = TypeVar("V")
"""A value of the graph that is being written: [B, …]."""


class Ops(Protocol[V]):
    """What a format has to offer. Matrices and vectors are constants of the graph, written once each."""

    def look_up(self, matrix: str, ids: V) -> V:
        """Return the rows [B, ·] of a matrix of the network at `ids` [B]."""
        ...

    def product(self, x: V, matrix: str, *, transposed: bool = False, bias: str = "") -> V:
        """Return x [B, n] @ the matrix [n, m] (or, `transposed`, [m, n]), plus the vector `bias` [m] if named."""
        ...

    def vector(self, name: str) -> V:
        """Return a vector of those that the step has named, to be multiplied with rows."""
        ...

    def add(self, a: V, b: V) -> V:
        """Return a + b."""
        ...

    def subtract(self, a: V, b: V) -> V:
        """Return a − b."""
        ...

    def multiply(self, a: V, b: V) -> V:
        """Return a · b, element by element; a vector goes with every row."""
        ...

    def sigmoid(self, x: V) -> V:
        """Return σ(x)."""
        ...

    def tanh(self, x: V) -> V:
        """Return tanh(x)."""
        ...

    def split(self, x: V, parts: int) -> list[V]:
        """Return the `parts` equal parts of the columns of x."""
        ...

    def softmax(self, x: V) -> V:
        """Return the softmax of every row."""
        ...


def vectors(network: Network) -> dict[str, FloatArray]:
    """Return the vectors that `step` names, in float32."""
    config, weights = network.config, network.weights
    found: dict[str, FloatArray] = {}
    for layer in range(config.layers):
        bias = weights[f"layer{layer}.bias"]
        if config.cell == "gru":
            found[f"layer{layer}.bias"], found[f"layer{layer}.recurrent_bias"] = bias
        else:
            found[f"layer{layer}.bias"] = bias
        if config.cell == "peephole":
            for gate, row in zip("ifo", weights[f"layer{layer}.peephole"], strict=True):
                found[f"layer{layer}.peephole_{gate}"] = row
    cooler = np.float32(1 / network.temperature)
    found["output.bias"] = weights["output.bias"] * cooler
    if network.temperature != 1.0:
        found["cooler"] = np.full(config.embedding, cooler, np.float32)
    return found


def step(ops: Ops[V], network: Network, token: V, states: Mapping[str, V]) -> tuple[V, dict[str, V]]:
    """Return probabilities [B, V] of what follows `token` [B], and the new states, named as the old ones."""
    config = network.config
    x = ops.look_up("embedding", token)
    after: dict[str, V] = {}
    for layer in range(config.layers):
        cell = _Cell(ops, f"layer{layer}.", config.cell)
        h, c = states[f"layer{layer}_h"], states.get(f"layer{layer}_c")
        x, c = cell.step(x, h, c)
        after[f"layer{layer}_h"] = x
        if c is not None:
            after[f"layer{layer}_c"] = c
    if "projection.kernel" in network.weights:
        x = ops.product(x, "projection.kernel")
    if network.temperature != 1.0:
        x = ops.multiply(x, ops.vector("cooler"))
    return ops.softmax(ops.product(x, _output(network), transposed=True, bias="output.bias")), after


def _output(network: Network) -> str:
    return "embedding" if network.config.tied else "output.kernel"


class _Cell(Generic[V]):
    """A cell in the operations of a format."""

    def __init__(self, ops: Ops[V], prefix: str, kind: str) -> None:
        self._ops, self._prefix, self._kind = ops, prefix, kind

    def step(self, x: V, h: V, c: V | None) -> tuple[V, V | None]:
        ops, prefix = self._ops, self._prefix
        inputs = ops.product(x, prefix + "kernel", bias=prefix + "bias")
        recurrent_bias = prefix + "recurrent_bias" if self._kind == "gru" else ""
        recurrent = ops.product(h, prefix + "recurrent_kernel", bias=recurrent_bias)
        if self._kind == "gru":
            return self._gru(inputs, recurrent, h), None
        gates = ops.add(inputs, recurrent)
        if c is None:
            return ops.tanh(gates), None
        return {"lstm": self._lstm, "peephole": self._peephole, "cifg": self._cifg}[self._kind](gates, c)

    def _lstm(self, gates: V, c: V) -> tuple[V, V]:
        ops = self._ops
        i, f, g, o = ops.split(gates, 4)
        c = ops.add(ops.multiply(ops.sigmoid(f), c), ops.multiply(ops.sigmoid(i), ops.tanh(g)))
        return ops.multiply(ops.sigmoid(o), ops.tanh(c)), c

    def _peephole(self, gates: V, c: V) -> tuple[V, V]:
        ops = self._ops
        i, f, g, o = ops.split(gates, 4)
        i, f = ops.sigmoid(self._seeing(i, c, "i")), ops.sigmoid(self._seeing(f, c, "f"))
        c = ops.add(ops.multiply(f, c), ops.multiply(i, ops.tanh(g)))
        return ops.multiply(ops.sigmoid(self._seeing(o, c, "o")), ops.tanh(c)), c

    def _seeing(self, gate: V, c: V, name: str) -> V:
        ops = self._ops
        return ops.add(gate, ops.multiply(c, ops.vector(f"{self._prefix}peephole_{name}")))

    def _cifg(self, gates: V, c: V) -> tuple[V, V]:
        ops = self._ops
        f, g, o = ops.split(gates, 3)
        g = ops.tanh(g)
        c = ops.add(g, ops.multiply(ops.sigmoid(f), ops.subtract(c, g)))
        return ops.multiply(ops.sigmoid(o), ops.tanh(c)), c

    def _gru(self, inputs: V, recurrent: V, h: V) -> V:
        ops = self._ops
        xz, xr, xg = ops.split(inputs, 3)
        hz, hr, hg = ops.split(recurrent, 3)
        reset = ops.sigmoid(ops.add(xr, hr))
        g = ops.tanh(ops.add(xg, ops.multiply(reset, hg)))
        return ops.add(g, ops.multiply(ops.sigmoid(ops.add(xz, hz)), ops.subtract(h, g)))
