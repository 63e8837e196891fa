"""The five recurrent cells in Keras operations: the form that trains.

`wordrnn.recurrent` is the same mathematics in numpy, the form that predicts. T is the window, B the batch, H the
units, E the embedding, V the vocabulary, G the number of gates; sequences are time-major, [T, B, ...].
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from wordrnn.config import Cell, ModelConfig, Precision
from wordrnn.training.backend import keras

Tensor = Any
"""A tensor of whichever backend Keras runs on."""

ops: Any = keras.ops  # annotated there as giving symbolic tensors or None


def product(left: Tensor, right: Tensor, precision: Precision) -> Tensor:
    """Return left @ right in float32, multiplied in `precision`."""
    if precision == "float32":
        return ops.matmul(left, right)
    return ops.cast(ops.matmul(ops.cast(left, precision), ops.cast(right, precision)), "float32")


class Recurrent(keras.layers.Layer):
    """One recurrent layer over a whole window, the state passed in and out.

    x is the input, h the hidden state, c the cell state, W the kernel, U the recurrent kernel, ∘ the product
    by elements:

    - simple (Elman 1990): h' = tanh(x W + h U + b)
    - lstm (Hochreiter & Schmidhuber 1997; forget gate of Gers et al. 2000): i, f, o = σ(x W + h U + b),
      c' = f ∘ c + i ∘ tanh(x W_c + h U_c + b_c), h' = o ∘ tanh(c')
    - peephole (Gers & Schmidhuber 2000): the lstm with p_i ∘ c and p_f ∘ c added before i and f, p_o ∘ c' before o
    - cifg (Greff et al. 2017): the lstm with i = 1 - f
    - gru (Cho et al. 2014; in the form of cuDNN): z, r = σ(x W + h U + b), ĥ = tanh(x W_h + b + r ∘ (h U_h + b')),
      h' = z ∘ h + (1 - z) ∘ ĥ

    The input projection is one product for the whole window; only h U is inside the unrolled loop.
    """

    def __init__(
        self,
        config: ModelConfig,
        layer: int,
        seed: int,
        precision: Precision = "float32",
        weight_drop: float = 0.0,
        fused: bool = False,
        **kwargs: Any,
    ) -> None:
        """`fused`: compute with Keras' own layer, which on a GPU is one cuDNN kernel; see `has_fused_kernel`."""
        super().__init__(name=f"layer{layer}", **kwargs)
        self.cell: Cell = config.cell
        self.units = config.units
        self.precision: Precision = precision
        self.weight_drop = weight_drop
        self.masks = keras.random.SeedGenerator(seed)
        shapes = config.weight_shapes()
        prefix = f"layer{layer}."
        # Glorot over one gate: over the whole kernel the gates of a wide cell would start too small.
        limit = (6.0 / (shapes[prefix + "kernel"][0] + config.units)) ** 0.5
        initializers = {
            "kernel": keras.initializers.RandomUniform(-limit, limit, seed=seed),
            "recurrent_kernel": _OrthogonalGates(config.gates, seed + 1),
            "bias": _GateBias(config.cell, config.units),
            "peephole": "zeros",
        }
        for name, initializer in initializers.items():
            if prefix + name in shapes:
                weight = self.add_weight(name=name, shape=shapes[prefix + name], initializer=initializer)
                setattr(self, name, weight)
        self._fused = _FusedKernel(config, shapes[prefix + "kernel"][0]) if fused else None
        self.built = True

    def call(self, inputs: Tensor, state: Tensor, training: bool = False) -> tuple[Tensor, Tensor]:
        """Return outputs [T, B, H] and the state after the window, for inputs [T, B, ·] and the state before it.

        A state is [1, B, H] (h) or [2, B, H] (h and c). In training, weights of U are dropped, the same at every
        step of the window (Wan et al. 2013; for recurrent kernels Merity et al. 2018).
        """
        recurrent_kernel = ops.convert_to_tensor(self.recurrent_kernel)
        if training and self.weight_drop:
            recurrent_kernel = keras.random.dropout(recurrent_kernel, self.weight_drop, seed=self.masks)
        bias = ops.convert_to_tensor(self.bias)
        if self._fused:
            return self._fused(inputs, state, [ops.convert_to_tensor(self.kernel), recurrent_kernel, bias])
        gru = self.cell == "gru"
        projected = product(inputs, ops.convert_to_tensor(self.kernel), self.precision)
        # Reshaped, it is a tensor in eager mode too: a custom gradient takes no variables.
        projected = _biased(projected, bias[0] if gru else ops.reshape(bias, (-1,)))
        steps = ops.unstack(projected, axis=0)
        recur = _DeferredProduct(
            recurrent_kernel,
            bias[1] if gru else None,
            len(steps),
            self.precision,
        )
        step = _STEPS[self.cell]
        peephole = ops.convert_to_tensor(self.peephole) if self.cell == "peephole" else None
        h, *rest = ops.unstack(state, axis=0)
        c = rest[0] if rest else None
        outputs = []
        recur.begin(h, projected)
        for time, x in enumerate(steps):
            h, c = step(x, recur(h, time), h, c, peephole)
            outputs.append(h)
        recur.end(outputs)
        return ops.stack(outputs), ops.stack([h] if c is None else [h, c])


@ops.custom_gradient
def _biased(x: Tensor, bias: Tensor) -> Tensor:
    """Return x [T, B, D] + bias [D]; the gradient of the bias is a product with ones, which is faster than a sum."""

    def gradient(*arguments: Tensor, upstream: Tensor | None = None) -> tuple[Tensor, Tensor]:
        rows = arguments[-1] if upstream is None else upstream
        flat = ops.reshape(rows, (-1, rows.shape[-1]))
        return rows, ops.matmul(ops.ones((1, flat.shape[0])), flat)[0]

    return x + bias, gradient


def _simple(x: Tensor, hu: Tensor, h: Tensor, c: Tensor, peephole: Tensor) -> tuple[Tensor, Tensor]:
    return ops.tanh(x + hu), None


def _lstm(x: Tensor, hu: Tensor, h: Tensor, c: Tensor, peephole: Tensor) -> tuple[Tensor, Tensor]:
    i, f, g, o = ops.split(x + hu, 4, axis=-1)
    c = ops.sigmoid(f) * c + ops.sigmoid(i) * ops.tanh(g)
    return ops.sigmoid(o) * ops.tanh(c), c


def _peephole(x: Tensor, hu: Tensor, h: Tensor, c: Tensor, peephole: Tensor) -> tuple[Tensor, Tensor]:
    i, f, g, o = ops.split(x + hu, 4, axis=-1)
    c_before = c
    c = ops.sigmoid(f + peephole[1] * c_before) * c_before
    c = c + ops.sigmoid(i + peephole[0] * c_before) * ops.tanh(g)
    return ops.sigmoid(o + peephole[2] * c) * ops.tanh(c), c


def _cifg(x: Tensor, hu: Tensor, h: Tensor, c: Tensor, peephole: Tensor) -> tuple[Tensor, Tensor]:
    f, g, o = ops.split(x + hu, 3, axis=-1)
    g = ops.tanh(g)
    c = g + ops.sigmoid(f) * (c - g)
    return ops.sigmoid(o) * ops.tanh(c), c


def _gru(x: Tensor, hu: Tensor, h: Tensor, c: Tensor, peephole: Tensor) -> tuple[Tensor, Tensor]:
    xz, xr, xh = ops.split(x, 3, axis=-1)
    uz, ur, uh = ops.split(hu, 3, axis=-1)
    candidate = ops.tanh(xh + ops.sigmoid(xr + ur) * uh)
    return candidate + ops.sigmoid(xz + uz) * (h - candidate), None


_Step = Callable[[Tensor, Tensor, Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]
_STEPS: dict[Cell, _Step] = {
    "simple": _simple, "lstm": _lstm, "peephole": _peephole, "cifg": _cifg, "gru": _gru,
}  # fmt: skip


class _DeferredProduct:
    """h U (+ b) for every step of a window, with the gradient of U taken in one product at the end.

    Left to itself, automatic differentiation adds up T outer products [H, G·H], which costs more memory traffic than
    all the rest of the window. Here U is a constant inside the loop and the steps add a row of zeros each; the
    gradient that arrives at those zeros is the gradient of h U, and hᵀ times it, over the whole window, is that of U.
    The gradient function needs the outputs of the loop that runs after it was defined, which only a tape that
    records closures allows: TensorFlow. Other backends differentiate the plain product.
    """

    def __init__(self, kernel: Tensor, bias: Tensor | None, length: int, precision: Precision) -> None:
        self._kernel, self._bias = kernel, bias
        self._precision: Precision = precision
        self._length = length
        self._deferred = keras.backend.backend() == "tensorflow"
        self._before: list[Tensor] = []  # h before every step, once the loop has run
        self._rows: Sequence[Tensor] = ()

    def begin(self, h: Tensor, projected: Tensor) -> None:
        """Take the state before the window, and a tensor whose first two extents are [T, B]."""
        self._first = h
        self._cast = ops.cast(self._kernel, self._precision)
        if not self._deferred:
            return
        self._cast = ops.stop_gradient(self._cast)
        shape = (*projected.shape[:2], self._kernel.shape[1])

        @ops.custom_gradient
        def zeros(kernel: Tensor) -> Tensor:
            def gradient(*arguments: Tensor, upstream: Tensor | None = None) -> Tensor:
                rows = arguments[-1] if upstream is None else upstream
                before = ops.reshape(ops.stack(self._before), (-1, kernel.shape[0]))
                rows = ops.reshape(rows, (-1, kernel.shape[1]))
                return product(ops.transpose(before), rows, self._precision)

            return ops.zeros(shape), gradient

        self._rows = ops.unstack(zeros(self._kernel), axis=0)

    def __call__(self, h: Tensor, time: int) -> Tensor:
        """Return h U + b at the step `time`."""
        result = ops.cast(ops.matmul(ops.cast(h, self._precision), self._cast), "float32")
        if self._deferred:
            result = result + self._rows[time]
        return result if self._bias is None else result + self._bias

    def end(self, outputs: Sequence[Tensor]) -> None:
        """Take the hidden state after every step."""
        self._before = [self._first, *outputs[:-1]]


class _FusedKernel:
    """Keras' own LSTM or GRU, given our weights: the same gates in the same order, and on a GPU one cuDNN kernel.

    cuDNN takes no peepholes and no coupled gates, and nothing that changes from step to step inside a window, such as
    dropout on h; a recurrent kernel with dropped weights it takes.
    """

    def __init__(self, config: ModelConfig, inputs: int) -> None:
        kind = keras.layers.GRU if config.cell == "gru" else keras.layers.LSTM
        self._layer = kind(config.units, return_sequences=True, return_state=True)
        self._layer.build((None, None, inputs))
        self._variables = self._layer.cell.trainable_variables  # kernel, recurrent kernel, bias

    def __call__(self, inputs: Tensor, state: Tensor, weights: list[Tensor]) -> tuple[Tensor, Tensor]:
        """Return what `Recurrent.call` does, computed with `weights`: kernel, recurrent kernel, bias."""
        with keras.StatelessScope(list(zip(self._variables, weights, strict=True))):
            outputs, *after = self._layer(
                ops.transpose(inputs, (1, 0, 2)), initial_state=list(ops.unstack(state, axis=0))
            )
        return ops.transpose(outputs, (1, 0, 2)), ops.stack(after)


def has_fused_kernel(cell: Cell) -> bool:
    """Whether there is a GPU, and a kernel for this cell on it."""
    return cell in ("lstm", "gru") and _has_gpu()


def _has_gpu() -> bool:
    match keras.backend.backend():
        case "tensorflow":
            import tensorflow

            return bool(tensorflow.config.list_physical_devices("GPU"))
        case "jax":
            import jax  # pyright: ignore[reportMissingImports]

            return jax.default_backend() == "gpu"
        case "torch":
            import torch  # pyright: ignore[reportMissingImports]

            return torch.cuda.is_available()
        case _:
            return False


class _OrthogonalGates(keras.initializers.Initializer):
    """One orthogonal matrix a gate, so that every gate keeps the norm of h at the start (Saxe et al. 2014)."""

    def __init__(self, gates: int, seed: int) -> None:
        self.gates, self.seed = gates, seed

    def __call__(self, shape: tuple[int, ...], dtype: Any = None) -> Tensor:
        units = shape[0]
        blocks = [
            keras.initializers.Orthogonal(seed=self.seed * 8 + gate)((units, units), dtype=dtype)
            for gate in range(self.gates)
        ]
        return ops.concatenate(blocks, axis=1)


class _GateBias(keras.initializers.Initializer):
    """Zeros, but 1 for the forget gate: at the start the cell remembers (Gers et al. 2000; Jozefowicz et al. 2015)."""

    def __init__(self, cell: Cell, units: int) -> None:
        self.cell: Cell = cell
        self.units = units

    def __call__(self, shape: tuple[int, ...], dtype: Any = None) -> Tensor:
        forget = {"lstm": 1, "peephole": 1, "cifg": 0}.get(self.cell)
        bias = [0.0] * shape[-1]
        if forget is not None:
            bias[forget * self.units : (forget + 1) * self.units] = [1.0] * self.units
        return ops.broadcast_to(ops.convert_to_tensor(bias, dtype=dtype), shape)


@dataclass(frozen=True, slots=True)
class Share:
    """The streams of a run that one replica of its network reads: `parts` have as many each, and this is part `own()`.

    `own` is called while a step is traced.
    """

    parts: int = 1
    own: Callable[[], Any] = lambda: 0


WHOLE = Share()
"""All streams."""


def locked_dropout(x: Tensor, rate: float, seed: keras.random.SeedGenerator, share: Share = WHOLE) -> Tensor:
    """Return x [T, B, D] with one dropout mask [1, B, D] for all steps (Gal & Ghahramani 2016).

    Where B is a `share` of the streams, the mask is that part of the one that all of them would have.
    """
    if rate == 0.0:
        return x
    own, depth = x.shape[1:]
    mask = keras.random.dropout(ops.ones((1, own * share.parts, depth), dtype=x.dtype), rate, seed=seed)
    if share.parts > 1:
        begin = share.own() * own
        mask = ops.reshape(mask[:, begin : begin + own], (1, own, depth))
    return x * mask
