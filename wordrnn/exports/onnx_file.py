"""A network as an ONNX model of one step. Needs the package `onnx`; what runs it needs no more than ONNX itself.

Inputs: `token` [B] int64 and the states, each [B, H]. Outputs: `probabilities` [B, V] and the states after it, named
`next_…`. Matrices of a small model stay in 8 bits, each with the scales of its rows. Facts and vocabulary are metadata
of the model.
"""

from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper

import wordrnn
from wordrnn.exports.network import FACTS, TOKENIZER, Network
from wordrnn.exports.step import step, vectors

_OPSET = 13  # of 2020: Split and Softmax in their present form
_IR_VERSION = 8
_BATCH = "batch"
_TYPES = {np.dtype(np.float32): TensorProto.FLOAT, np.dtype(np.int8): TensorProto.INT8}


def write(network: Network, target: Path) -> None:
    """Write `network` to the new file `target`. Raises OSError."""
    graph = _Graph(network)
    config = network.config
    states = network.state_names
    probabilities, after = step(graph, network, "token", {name: name for name in states})
    outputs = {"probabilities": probabilities} | {f"next_{name}": after[name] for name in states}
    for name, value in outputs.items():
        graph.node("Identity", [value], name)
    shape = [_BATCH, config.units]
    inputs = [helper.make_tensor_value_info("token", TensorProto.INT64, [_BATCH])]
    inputs += [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name in states]
    given = [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, [_BATCH, config.vocab_size])]
    given += [helper.make_tensor_value_info(f"next_{name}", TensorProto.FLOAT, shape) for name in states]
    model = helper.make_model(
        helper.make_graph(graph.nodes, "step", inputs, given, graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=_IR_VERSION,
        producer_name="wordrnn",
        producer_version=wordrnn.__version__,
    )
    helper.set_model_props(model, {FACTS: network.facts(), TOKENIZER: network.tokenizer.to_json()})
    onnx.checker.check_model(model, full_check=True)
    with target.open("xb") as file:
        file.write(model.SerializeToString())


class _Graph:
    """Operations as ONNX nodes; a value is its name."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._vectors = vectors(network)
        self._known: dict[str, str] = {}
        self._count = 0
        self.nodes: list[Any] = []
        self.constants: list[Any] = []

    def node(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        output = output or self._name(kind)
        self.nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def look_up(self, matrix: str, ids: str) -> str:
        return self.node("Gather", [self._matrix(matrix), ids], axis=0)

    def product(self, x: str, matrix: str, *, transposed: bool = False, bias: str = "") -> str:
        inputs = [x, self._matrix(matrix)] + ([self.vector(bias)] if bias else [])
        return self.node("Gemm", inputs, transB=int(transposed))

    def vector(self, name: str) -> str:
        if name not in self._known:
            self._known[name] = self._constant(name, self._vectors[name])
        return self._known[name]

    def add(self, a: str, b: str) -> str:
        return self.node("Add", [a, b])

    def subtract(self, a: str, b: str) -> str:
        return self.node("Sub", [a, b])

    def multiply(self, a: str, b: str) -> str:
        return self.node("Mul", [a, b])

    def sigmoid(self, x: str) -> str:
        return self.node("Sigmoid", [x])

    def tanh(self, x: str) -> str:
        return self.node("Tanh", [x])

    def split(self, x: str, parts: int) -> list[str]:
        names = [self._name("Split") for _ in range(parts)]
        self.nodes.append(helper.make_node("Split", [x], names, axis=1))
        return names

    def softmax(self, x: str) -> str:
        return self.node("Softmax", [x], axis=-1)

    def _matrix(self, name: str) -> str:
        if name not in self._known:
            matrix, scale = self._network.matrix(name)
            if scale is None:
                self._known[name] = self._constant(name, matrix)
            else:
                # Not by DequantizeLinear, which runtimes that look for 8-bit products compute again at every step.
                whole = self.node("Cast", [self._constant(f"{name}.int8", matrix)], to=TensorProto.FLOAT)
                scales = self._constant(f"{name}.scale", scale[:, None])
                self._known[name] = self.node("Mul", [whole, scales], name)
        return self._known[name]

    def _constant(self, name: str, array: npt.NDArray[Any]) -> str:
        content = np.ascontiguousarray(array).tobytes()
        self.constants.append(helper.make_tensor(name, _TYPES[array.dtype], array.shape, content, raw=True))
        return name

    def _name(self, kind: str) -> str:
        self._count += 1
        return f"{kind.lower()}_{self._count}"
