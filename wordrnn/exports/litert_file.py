"""A network as a LiteRT (TensorFlow Lite) model of one step, of built-in operations only.

Written straight as a flatbuffer, by the schema that comes with the package `ai-edge-litert`: no TensorFlow, and
matrices of a small model stay in 8 bits. Inputs: `token` [1] int32 and the states, each [1, H]. Outputs:
`probabilities` [1, V] and the states after it, named `next_…`. Facts and vocabulary are a zip at the end of the file,
as others do it.
"""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import flatbuffers
import numpy as np
import numpy.typing as npt
from ai_edge_litert import schema_py_generated as schema

from wordrnn.exports.network import FACTS, TOKENIZER, Network
from wordrnn.exports.step import step, vectors
from wordrnn.next_word import FloatArray

_SCHEMA_VERSION = 3
_IDENTIFIER = b"TFL3"
_TYPES = {
    np.dtype(np.float32): schema.TensorType.FLOAT32,
    np.dtype(np.int8): schema.TensorType.INT8,
    np.dtype(np.int32): schema.TensorType.INT32,
}
_OPERATORS = schema.BuiltinOperator
_OPTIONS = schema.BuiltinOptions
_DATE = (1980, 1, 1, 0, 0, 0)


def write(network: Network, target: Path) -> None:
    """Write `network` to the new file `target`. Raises OSError."""
    graph = _Graph(network)
    config = network.config
    token = graph.tensor("token", (1,), np.int32)
    states = {name: graph.tensor(name, (1, config.units), np.float32) for name in network.state_names}
    probabilities, after = step(graph, network, token, states)
    outputs = {"probabilities": probabilities} | {f"next_{name}": after[name] for name in states}
    with target.open("xb") as file:
        file.write(graph.packed({"token": token, **states}, outputs))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in ((FACTS, network.facts()), (TOKENIZER, network.tokenizer.to_json())):
            archive.writestr(zipfile.ZipInfo(name, _DATE), content, zipfile.ZIP_DEFLATED)


class _Graph:
    """Operations as those of LiteRT; a value is the place of its tensor."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._vectors = vectors(network)
        self._known: dict[tuple[str, bool], int] = {}
        self._codes: list[int] = []  # kinds of operations
        self._operators: list[Any] = []
        self._tensors: list[Any] = []
        self._shapes: list[tuple[int, ...]] = []
        self._buffers: list[Any] = [schema.BufferT()]  # the first one is empty, for what is computed

    def look_up(self, matrix: str, ids: int) -> int:
        options = schema.GatherOptionsT()
        inputs = [self._matrix(matrix), ids]
        shape = (1, self._shapes[inputs[0]][1])
        return self._operation(_OPERATORS.GATHER, inputs, shape, options, _OPTIONS.GatherOptions)

    def product(self, x: int, matrix: str, *, transposed: bool = False, bias: str = "") -> int:
        # FULLY_CONNECTED takes [m, n] for n numbers in and m out.
        weights = self._matrix(matrix, turned=not transposed)
        inputs = [x, weights, self.vector(bias) if bias else -1]
        shape = (1, self._shapes[weights][0])
        options = schema.FullyConnectedOptionsT()
        options.keepNumDims = True
        return self._operation(
            _OPERATORS.FULLY_CONNECTED, inputs, shape, options, _OPTIONS.FullyConnectedOptions
        )

    def vector(self, name: str) -> int:
        if (name, False) not in self._known:
            self._known[name, False] = self._constant(name, self._vectors[name])
        return self._known[name, False]

    def add(self, a: int, b: int) -> int:
        return self._elementwise(_OPERATORS.ADD, [a, b], schema.AddOptionsT(), _OPTIONS.AddOptions)

    def subtract(self, a: int, b: int) -> int:
        return self._elementwise(_OPERATORS.SUB, [a, b], schema.SubOptionsT(), _OPTIONS.SubOptions)

    def multiply(self, a: int, b: int) -> int:
        return self._elementwise(_OPERATORS.MUL, [a, b], schema.MulOptionsT(), _OPTIONS.MulOptions)

    def sigmoid(self, x: int) -> int:
        return self._elementwise(_OPERATORS.LOGISTIC, [x])

    def tanh(self, x: int) -> int:
        return self._elementwise(_OPERATORS.TANH, [x])

    def split(self, x: int, parts: int) -> list[int]:
        axis = self._constant_of("axis", np.array(1, np.int32))
        options = schema.SplitOptionsT()
        options.numSplits = parts
        shape = (1, self._shapes[x][1] // parts)
        results = [self.tensor(f"part{len(self._tensors)}", shape, np.float32) for _ in range(parts)]
        self._add(_OPERATORS.SPLIT, [axis, x], results, options, _OPTIONS.SplitOptions)
        return results

    def softmax(self, x: int) -> int:
        options = schema.SoftmaxOptionsT()
        options.beta = 1.0
        return self._elementwise(_OPERATORS.SOFTMAX, [x], options, _OPTIONS.SoftmaxOptions)

    def tensor(self, name: str, shape: Sequence[int], kind: type, buffer: int = 0, scale: Any = None) -> int:
        """Return the place of a new tensor; `scale` is that of 8-bit numbers, and the dimension that it goes along."""
        tensor: Any = schema.TensorT()
        tensor.name, tensor.shape, tensor.buffer = name, list(shape), buffer
        tensor.type = _TYPES[np.dtype(kind)]
        if scale is not None:
            rounding: Any = schema.QuantizationParametersT()
            rounding.scale, rounding.quantizedDimension = scale
            rounding.zeroPoint = np.zeros(len(scale[0]), np.int64)
            tensor.quantization = rounding
        self._tensors.append(tensor)
        self._shapes.append(tuple(shape))
        return len(self._tensors) - 1

    def packed(self, inputs: Mapping[str, int], outputs: Mapping[str, int]) -> bytes:
        """Return the flatbuffer of the model."""
        graph = schema.SubGraphT()
        graph.name = "step"
        graph.tensors, graph.operators = self._tensors, self._operators
        graph.inputs, graph.outputs = list(inputs.values()), list(outputs.values())
        signature = schema.SignatureDefT()
        signature.signatureKey, signature.subgraphIndex = "step", 0
        signature.inputs, signature.outputs = _tensor_map(inputs), _tensor_map(outputs)
        model = schema.ModelT()
        model.version = _SCHEMA_VERSION
        model.description = "wordrnn"
        model.operatorCodes = [_operator_code(code) for code in self._codes]
        model.subgraphs, model.buffers, model.signatureDefs = [graph], self._buffers, [signature]
        builder = flatbuffers.Builder(1 << 20)
        builder.Finish(model.Pack(builder), _IDENTIFIER)
        return bytes(builder.Output())

    def _matrix(self, name: str, turned: bool = False) -> int:
        """Return the tensor of a matrix of the network in float32, rows and columns `turned` round if so wanted."""
        if (name, turned) in self._known:
            return self._known[name, turned]
        matrix, scale = self._network.matrix(name)
        found = matrix.T if turned else matrix
        if scale is None:
            place = self._constant(name, found)
        else:
            rounded = self._constant(f"{name}.int8", found, (scale, int(turned)))
            place = self.tensor(name, found.shape, np.float32)
            # Of a constant: LiteRT computes it once.
            self._add(_OPERATORS.DEQUANTIZE, [rounded], [place], schema.DequantizeOptionsT(), 0)
        self._known[name, turned] = place
        return place

    def _constant_of(self, name: str, array: npt.NDArray[Any]) -> int:
        if (name, False) not in self._known:
            self._known[name, False] = self._constant(name, array)
        return self._known[name, False]

    def _constant(
        self, name: str, array: npt.NDArray[Any], scale: tuple[FloatArray, int] | None = None
    ) -> int:
        buffer: Any = schema.BufferT()
        buffer.data = np.ascontiguousarray(array).reshape(-1).view(np.uint8)
        self._buffers.append(buffer)
        return self.tensor(name, array.shape, array.dtype.type, len(self._buffers) - 1, scale)

    def _elementwise(self, code: int, inputs: list[int], options: Any = None, kind: int = 0) -> int:
        return self._operation(code, inputs, self._shapes[inputs[0]], options, kind)

    def _operation(
        self, code: int, inputs: list[int], shape: tuple[int, ...], options: Any, kind: int
    ) -> int:
        result = self.tensor(f"value{len(self._tensors)}", shape, np.float32)
        self._add(code, inputs, [result], options, kind)
        return result

    def _add(self, code: int, inputs: list[int], outputs: list[int], options: Any, kind: int) -> None:
        if code not in self._codes:
            self._codes.append(code)
        operator = schema.OperatorT()
        operator.opcodeIndex = self._codes.index(code)
        operator.inputs, operator.outputs = inputs, outputs
        operator.builtinOptionsType, operator.builtinOptions = (
            kind,
            options if kind else None,
        )
        self._operators.append(operator)


def _operator_code(code: int) -> Any:
    found = schema.OperatorCodeT()
    found.builtinCode = code
    found.deprecatedBuiltinCode = min(code, 127)
    found.version = 1
    return found


def _tensor_map(names: Mapping[str, int]) -> list[Any]:
    found = []
    for name, place in names.items():
        entry = schema.TensorMapT()
        entry.name, entry.tensorIndex = name, place
        found.append(entry)
    return found
