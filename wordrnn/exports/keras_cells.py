"""The cell that Keras has not, for `.keras` files: import this module before such a file is loaded."""

from typing import Any

from wordrnn.training.backend import keras

ops: Any = keras.ops  # annotated there as giving symbolic tensors or None


@keras.saving.register_keras_serializable(package="wordrnn")
class PeepholeLSTMCell(keras.layers.Layer):
    """An LSTM cell whose gates see the cell state (Gers & Schmidhuber 2000), for `keras.layers.RNN`.

    i, f = σ(x W + h U + b + p ∘ c), g = tanh(x W_g + h U_g + b_g), c' = f ∘ c + i ∘ g,
    o = σ(x W_o + h U_o + b_o + p_o ∘ c'), h' = o ∘ tanh(c'). Blocks of W, U and b: i f g o; `peephole` [3, H]: i f o.
    """

    def __init__(self, units: int, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.units = units
        self.state_size = [units, units]
        self.output_size = units

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the weights for inputs [B, n]."""
        columns = 4 * self.units
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], columns))
        self.recurrent_kernel = self.add_weight(name="recurrent_kernel", shape=(self.units, columns))
        self.bias = self.add_weight(name="bias", shape=(columns,), initializer="zeros")
        self.peephole = self.add_weight(name="peephole", shape=(3, self.units), initializer="zeros")
        self.built = True

    def call(self, inputs: Any, states: Any, training: bool = False) -> tuple[Any, list[Any]]:
        """Return h' [B, H] and [h', c'] for inputs [B, n] and [h, c]."""
        h, c = states
        gates = ops.matmul(inputs, self.kernel) + ops.matmul(h, self.recurrent_kernel) + self.bias
        i, f, g, o = ops.split(gates, 4, axis=-1)
        after = ops.sigmoid(f + self.peephole[1] * c) * c
        after = after + ops.sigmoid(i + self.peephole[0] * c) * ops.tanh(g)
        h = ops.sigmoid(o + self.peephole[2] * after) * ops.tanh(after)
        return h, [h, after]

    def get_config(self) -> dict[str, Any]:
        """Return what the cell is made with."""
        return {**super().get_config(), "units": self.units}
