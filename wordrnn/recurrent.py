"""The recurrent network in numpy: prediction without TensorFlow, one token at a time.

Reads the arrays named in `ModelConfig.weight_shapes` and computes what the Keras model that trained them computes.
"""

import copy
from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from wordrnn.config import ModelConfig
from wordrnn.errors import ModelError
from wordrnn.next_word import FloatArray, IntArray

LayerState = tuple[FloatArray, ...]
"""(h,) or (h, c) of one layer, each [B, H] and read-only."""
NetworkState = tuple[LayerState, ...]
"""One `LayerState` a layer."""

_ROWS_IN_CACHE = 1 << 18  # numbers that the softmax of a block works on at a time


class RecurrentModel:
    """A NextWordModel: embedding → recurrent layers → (projection) → softmax, in float32.

    Equations, with x the layer's input, σ the logistic function and · elementwise:

    - simple:   h' = tanh(xW + hU + b)
    - lstm:     i, f, o = σ(…), g = tanh(…) of xW + hU + b in blocks i f g o; c' = f·c + i·g; h' = o·tanh(c')
    - peephole: the same, where i and f also see p_i·c, p_f·c and o sees p_o·c' (Gers & Schmidhuber 2000)
    - cifg:     the LSTM with i = 1 − f (Greff et al. 2017); blocks f g o
    - gru:      z, r = σ(xW + b₀ + hU + b₁); g = tanh(xW + b₀ + r·(hU + b₁)); h' = z·h + (1 − z)·g; blocks z r g
                (Cho et al. 2014, in the form with the reset gate after the product)
    """

    def __init__(self, config: ModelConfig, weights: Mapping[str, FloatArray]) -> None:
        """Raises ModelError where `weights` are not the arrays that `config` asks for."""
        _check(config, weights)
        self.config = config
        self._embedding = np.ascontiguousarray(weights["embedding"])
        self._layers = [_Layer(config, weights, layer) for layer in range(config.layers)]
        self._initial = [weights[f"layer{layer}.initial_state"] for layer in range(config.layers)]
        self._projection = weights.get("projection.kernel")
        # [E, V] by view: the rows of the matrix stay contiguous for the product with a single h.
        self._output = np.ascontiguousarray(weights["embedding" if config.tied else "output.kernel"]).T
        self._output_bias = np.ascontiguousarray(weights["output.bias"])
        self.temperature = 1.0

    @property
    def vocab_size(self) -> int:
        """V, `<unk>` and `<eos>` included."""
        return self.config.vocab_size

    def at_temperature(self, temperature: float) -> "RecurrentModel":
        """Return this network with P = softmax(logits / `temperature`); the arrays are shared."""
        other = copy.copy(self)
        other.temperature = temperature
        other._output_bias = self._output_bias * np.float32(self.temperature / temperature)
        return other

    def start(self, batch: int = 1) -> NetworkState:
        """Return the state before any token: the mean of those that text led to in training."""
        return tuple(tuple(_frozen(np.tile(part, (batch, 1))) for part in parts) for parts in self._initial)

    def step(self, ids: IntArray, state: NetworkState) -> tuple[FloatArray, NetworkState]:
        """Return log-probabilities [B, V] of the token after `ids` [B], and the new state."""
        hidden, state = self._run(np.asarray(ids)[:, None], state)
        return self.log_probs_of(self._projected(hidden[:, 0])), state

    def advance(self, ids: IntArray, state: NetworkState) -> NetworkState:
        """Return the state after the tokens `ids` [B, T], without the cost of their distributions."""
        return self._run(np.asarray(ids), state)[1]

    def log_probs(self, ids: IntArray, state: NetworkState) -> tuple[FloatArray, NetworkState]:
        """Return log-probabilities [T, V] of the token after each of `ids` [T] (batch of one), and the state."""
        outputs, state = self.outputs(ids, state)
        return self.log_probs_of(outputs), state

    def outputs(self, ids: IntArray, state: NetworkState) -> tuple[FloatArray, NetworkState]:
        """Return the softmax's input [T, E] after each of `ids` [T] (batch of one), and the state."""
        hidden, state = self._run(np.asarray(ids)[None, :], state)
        return self._projected(hidden[0]), state

    def outputs_of_streams(self, ids: IntArray, state: NetworkState) -> tuple[FloatArray, NetworkState]:
        """Return the softmax's input [B, T, E] after each of `ids` [B, T], and the state."""
        hidden, state = self._run(np.asarray(ids), state)
        return self._projected(hidden), state

    def output(self, state: NetworkState) -> FloatArray:
        """Return the softmax's input [B, E] in `state`."""
        return self._projected(state[-1][0])

    def log_probs_of(self, outputs: FloatArray) -> FloatArray:
        """Return the log-probabilities [T, V] that belong to `outputs` [T, E]."""
        return _log_softmax(self.logits_of(outputs))

    def _run(self, ids: IntArray, state: NetworkState) -> tuple[FloatArray, NetworkState]:
        """Return the last layer's h [B, T, H] at `ids` [B, T], and the new state."""
        values = self._embedding[ids]
        new_state = []
        for layer, layer_state in zip(self._layers, state, strict=True):
            values, layer_state = layer.run(values, layer_state)
            new_state.append(layer_state)
        return values, tuple(new_state)

    def _projected(self, hidden: FloatArray) -> FloatArray:
        """Return the softmax's input [N, E] for h [N, H]."""
        return hidden if self._projection is None else hidden @ self._projection

    def logits_of(self, outputs: FloatArray) -> FloatArray:
        """Return the logits [N, V] for `outputs` [N, E], divided by the temperature."""
        if self.temperature != 1.0:
            outputs = outputs * np.float32(1 / self.temperature)  # a thousandth of what the product costs
        logits = outputs @ self._output
        logits += self._output_bias
        return logits


class _Layer:
    """One recurrent layer."""

    def __init__(self, config: ModelConfig, weights: Mapping[str, FloatArray], layer: int) -> None:
        self._kernel = np.ascontiguousarray(weights[f"layer{layer}.kernel"])
        self._recurrent_kernel = np.ascontiguousarray(weights[f"layer{layer}.recurrent_kernel"])
        bias = weights[f"layer{layer}.bias"]
        # Keras' GRU (reset_after) has a bias for the input and one for the recurrent product: [2, 3·H].
        self._bias, self._recurrent_bias = (bias[0], bias[1]) if config.cell == "gru" else (bias, None)
        self._cell = _cell(config, weights, layer)

    def run(self, values: FloatArray, state: LayerState) -> tuple[FloatArray, LayerState]:
        """Return h [B, T, H] for the inputs `values` [B, T, inputs], and the new state."""
        batch, steps, inputs = values.shape
        projected = values.reshape(batch * steps, inputs) @ self._kernel
        projected += self._bias
        projected = projected.reshape(batch, steps, self._kernel.shape[1])
        hidden = np.empty((batch, steps, self._recurrent_kernel.shape[0]), np.float32)
        for step in range(steps):
            recurrent = state[0] @ self._recurrent_kernel
            if self._recurrent_bias is not None:
                recurrent += self._recurrent_bias
            state = self._cell(projected[:, step], recurrent, state)
            hidden[:, step] = state[0]
        return hidden, tuple(_frozen(array) for array in state)


# Cells: (xW + b [B, G·H], hU [B, G·H], state) → new state -----------------------------------------------------------

_Cell = Callable[[FloatArray, FloatArray, LayerState], LayerState]


def _cell(config: ModelConfig, weights: Mapping[str, FloatArray], layer: int) -> _Cell:
    if config.cell == "peephole":
        peephole = weights[f"layer{layer}.peephole"]
        return lambda inputs, recurrent, state: _peephole(inputs, recurrent, state, peephole)
    return {"simple": _simple, "lstm": _lstm, "cifg": _cifg, "gru": _gru}[config.cell]


def _simple(inputs: FloatArray, recurrent: FloatArray, state: LayerState) -> LayerState:
    return (np.tanh(inputs + recurrent),)


def _lstm(inputs: FloatArray, recurrent: FloatArray, state: LayerState) -> LayerState:
    units = state[0].shape[1]
    gates = inputs + recurrent
    into_forget = _sigmoid(gates[:, : 2 * units])
    cell = into_forget[:, units:] * state[1]
    cell += into_forget[:, :units] * np.tanh(gates[:, 2 * units : 3 * units])
    return _sigmoid(gates[:, 3 * units :]) * np.tanh(cell), cell


def _peephole(
    inputs: FloatArray, recurrent: FloatArray, state: LayerState, peephole: FloatArray
) -> LayerState:
    units = state[0].shape[1]
    gates = inputs + recurrent
    into = _sigmoid(gates[:, :units] + peephole[0] * state[1])
    forget = _sigmoid(gates[:, units : 2 * units] + peephole[1] * state[1])
    cell = forget * state[1] + into * np.tanh(gates[:, 2 * units : 3 * units])
    return _sigmoid(gates[:, 3 * units :] + peephole[2] * cell) * np.tanh(cell), cell


def _cifg(inputs: FloatArray, recurrent: FloatArray, state: LayerState) -> LayerState:
    units = state[0].shape[1]
    gates = inputs + recurrent
    forget = _sigmoid(gates[:, :units])
    cell = forget * state[1] + (1 - forget) * np.tanh(gates[:, units : 2 * units])
    return _sigmoid(gates[:, 2 * units :]) * np.tanh(cell), cell


def _gru(inputs: FloatArray, recurrent: FloatArray, state: LayerState) -> LayerState:
    units = state[0].shape[1]
    gates = _sigmoid(inputs[:, : 2 * units] + recurrent[:, : 2 * units])
    update, reset = gates[:, :units], gates[:, units:]
    new = np.tanh(inputs[:, 2 * units :] + reset * recurrent[:, 2 * units :])
    return (update * state[0] + (1 - update) * new,)


def _sigmoid(values: FloatArray) -> FloatArray:
    # By way of tanh, which cannot overflow.
    result = np.tanh(values * np.float32(0.5))
    result += 1
    result *= np.float32(0.5)
    return result


def _log_softmax(logits: FloatArray) -> FloatArray:
    """Change `logits` [N, V] to log-probabilities, and return them."""
    rows = max(1, _ROWS_IN_CACHE // logits.shape[1])
    for start in range(0, len(logits), rows):
        block = logits[start : start + rows]
        block -= block.max(axis=1, keepdims=True)
        block -= np.log(np.exp(block).sum(axis=1, keepdims=True))
    return logits


def _frozen(array: FloatArray) -> FloatArray:
    array.setflags(write=False)
    return array


def _check(config: ModelConfig, weights: Mapping[str, npt.NDArray[np.generic]]) -> None:
    """Raise ModelError for the first array that is missing, too much, of another shape or type, or not finite."""
    shapes = config.weight_shapes()
    for name in weights.keys() - shapes.keys():
        raise ModelError("unknown-weight", name=name)
    for name, shape in shapes.items():
        if name not in weights:
            raise ModelError("missing-weight", name=name)
        array = weights[name]
        if array.shape != shape:
            raise ModelError("weight-shape", name=name, expected=shape, got=array.shape)
        if array.dtype != np.float32:
            raise ModelError("weight-type", name=name, expected="float32", got=str(array.dtype))
        if not np.isfinite(array).all():
            raise ModelError("weight-not-finite", name=name)
