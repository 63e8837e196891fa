"""The five recurrent cells and the fused softmax, in Keras operations: the form that trains.

`wordrnn.recurrent` is the same mathematics in numpy, the form that predicts. T is the window, B the batch, H the
units, E the embedding, V the vocabulary, G the number of gates; sequences are time-major, [T, B, ...].
"""

import math
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import keras

from wordrnn.config import Cell, ModelConfig, Precision

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
        **kwargs: Any,
    ) -> None:
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
        self.built = True

    def call(self, inputs: Tensor, state: Tensor, training: bool = False) -> tuple[Tensor, Tensor]:
        """Return outputs [T, B, H] and the state after the window, for inputs [T, B, ·] and the state before it.

        A state is [1, B, H] (h) or [2, B, H] (h and c). In training, weights of U are dropped, the same at every
        step of the window (Wan et al. 2013; for recurrent kernels Merity et al. 2018).
        """
        gru = self.cell == "gru"
        bias = ops.convert_to_tensor(self.bias)
        projected = product(inputs, ops.convert_to_tensor(self.kernel), self.precision) + (
            bias[0] if gru else bias
        )
        steps = ops.unstack(projected, axis=0)
        recurrent_kernel = ops.convert_to_tensor(self.recurrent_kernel)
        if training and self.weight_drop:
            recurrent_kernel = keras.random.dropout(recurrent_kernel, self.weight_drop, seed=self.masks)
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


def locked_dropout(x: Tensor, rate: float, seed: keras.random.SeedGenerator) -> Tensor:
    """Return x [T, B, D] with one dropout mask [1, B, D] for all steps (Gal & Ghahramani 2016)."""
    if rate == 0.0:
        return x
    ones = ops.ones((1, *x.shape[1:]), dtype=x.dtype)
    return x * keras.random.dropout(ones, rate, seed=seed)


# How many logits of a block stay in the second-level caches while they are worked on.
_BLOCK_LOGITS = 1 << 20
_MAX_LOGIT = 70.0  # exp of it, summed over any vocabulary, is still a float32


def token_losses(
    features: Tensor,
    kernel: Tensor,
    bias: Tensor,
    targets: Tensor,
    precision: Precision,
    training: bool,
    columns: "Columns | None" = None,
) -> Tensor:
    """Return -log softmax(features kernelᵀ + bias)[target] of every row, [N], for features [N, E], kernel [V, E].

    A target below 0 is padding: its loss is 0. Rows are worked through in blocks, and while the softmax of a block is
    at hand its gradient is taken too, so the [N, V] logits never leave the cache. In training, `columns` may leave
    words out of the softmax; the loss is then an estimate.
    """
    if not training:
        return _losses_only(features, kernel, bias, targets)
    rows = ops.reshape(ops.cast(targets >= 0, "float32"), (-1, 1))
    wanted = ops.maximum(targets, 0)
    columns = columns or Columns()

    @ops.custom_gradient
    def fused(features: Tensor, kernel: Tensor, bias: Tensor) -> Tensor:
        sums = _sums(features, kernel, bias, wanted, precision, columns)

        def gradient(*arguments: Tensor, upstream: Tensor | None = None) -> tuple[Tensor, ...]:
            # The gradient by the logits is softmax minus one-hot. The softmax is exponentials ÷ total, and the
            # division is done on the narrow side of each product; what is left at the target is a gather and a scatter.
            scale = ops.reshape(arguments[-1] if upstream is None else upstream, (-1, 1)) * rows
            at_target = scale * (sums.beside - 1.0)
            d_features = sums.expected * scale + ops.take(kernel, wanted, axis=0) * at_target
            divided = features * (scale / sums.totals)
            d_kernel = product(ops.transpose(sums.exponentials), divided, precision)
            weights = ops.transpose(ops.cast(scale / sums.totals, sums.exponentials.dtype))
            d_bias = ops.cast(ops.matmul(weights, sums.exponentials), "float32")[0]
            words = kernel.shape[0]
            return (
                d_features,
                columns.spread(d_kernel) + ops.segment_sum(features * at_target, wanted, words),
                columns.spread(d_bias) + ops.segment_sum(at_target[:, 0], wanted, words),
            )

        return sums.losses * rows[:, 0], gradient

    return fused(features, kernel, bias)


class Columns:
    """Which words are in the softmax of a window: here all of them."""

    def of(self, array: Tensor) -> Tensor:
        """Return the rows of `array` [V, ...] that are in: [K, ...]."""
        return array

    def biases(self, bias: Tensor) -> Tensor:
        """Return the biases [K] under which the sum of exponentials is an estimate of that over all words."""
        return bias

    def spread(self, gradient: Tensor) -> Tensor:
        """Return `gradient` [K, ...] as one of all words [V, ...]."""
        return gradient

    def at(self, logits: Tensor, wanted: Tensor, exact: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return the logits of the targets, [R, 1], and what is missing of them in the sum of exponentials.

        `logits` [R, K] are those of the columns, `wanted` [R] the targets, `exact` [R, 1] their logits.
        """
        return ops.take_along_axis(logits, wanted[:, None], axis=-1), None


class SampledColumns(Columns):
    """The frequent quarter of the vocabulary, and of the rest one word in `stride`, as if it were `stride` words.

    Ids go by falling frequency, so the words `stride` apart are a stratified sample of the rare ones. Where the sample
    begins is drawn for each window. The sum of exponentials is unbiased (importance sampling, Bengio & Senécal 2003):
    the target itself counts once, in the sample or not.
    """

    def __init__(self, vocabulary: int, stride: int, first: Tensor) -> None:
        """`first`, 0 to `stride` - 1, is where the sample begins."""
        self.stride, self.first = stride, first
        self.sampled = (vocabulary - vocabulary // 4) // stride
        self.head = vocabulary - self.sampled * stride

    def of(self, array: Tensor) -> Tensor:
        """Return the rows of `array` [V, ...] that are in."""
        rare = ops.reshape(array[self.head :], (self.sampled, self.stride, *array.shape[1:]))
        return ops.concatenate([array[: self.head], ops.take(rare, self.first, axis=1)])

    def biases(self, bias: Tensor) -> Tensor:
        """Return the biases, of a sampled word raised by log `stride`."""
        raised = ops.concatenate([ops.zeros((self.head,)), ops.full((self.sampled,), math.log(self.stride))])
        return self.of(bias) + raised

    def spread(self, gradient: Tensor) -> Tensor:
        """Return `gradient` with zeros for the words that are out."""
        extents = gradient.shape[1:]
        place = ops.reshape(
            ops.one_hot(self.first, self.stride, dtype=gradient.dtype), (1, -1, *(1 for _ in extents))
        )
        rare = ops.reshape(gradient[self.head :][:, None] * place, (self.sampled * self.stride, *extents))
        return ops.concatenate([gradient[: self.head], rare])

    def at(self, logits: Tensor, wanted: Tensor, exact: Tensor) -> tuple[Tensor, Tensor | None]:
        """Return the targets' logits, and what a share of 1 lacks: 0 of a frequent word, 1 - `stride` of a sampled."""
        place = wanted - self.head - self.first
        rare = wanted >= self.head
        inside = ops.logical_and(rare, place % self.stride == 0)
        column = ops.where(rare, ops.where(inside, self.head + place // self.stride, 0), wanted)
        found = ops.take_along_axis(logits, column[:, None], axis=-1)
        # From the same rounded product as in the sum, from which it is taken off again.
        found = ops.where(inside[:, None], found - math.log(self.stride), found)
        missing = ops.where(inside, 1.0 - self.stride, ops.cast(rare, "float32"))
        return ops.where(ops.logical_and(rare, ops.logical_not(inside))[:, None], exact, found), missing[
            :, None
        ]


class _Sums(NamedTuple):
    losses: Tensor  # [N]
    exponentials: Tensor  # [N, K] exp(logits), in the precision of the products
    totals: Tensor  # [N, 1] their sums
    expected: Tensor  # [N, E] softmax · kernel, over the columns
    beside: Tensor  # [N, 1] the target's share of the softmax that its column does not hold


def _sums(
    features: Tensor, kernel: Tensor, bias: Tensor, wanted: Tensor, precision: Precision, columns: Columns
) -> _Sums:
    biases = columns.biases(bias)
    narrow = ops.cast(columns.of(kernel), precision)
    transposed = ops.transpose(narrow)
    exact = ops.sum(features * ops.take(kernel, wanted, axis=0), axis=-1) + ops.take(bias, wanted)
    blocks = []
    for part in _blocks(features.shape[0], narrow.shape[0]):
        rows = ops.cast(features[part], precision)
        logits = ops.cast(ops.matmul(rows, transposed), "float32") + biases
        # A bound in place of the row's maximum saves two passes over the block; no trained logit comes near it.
        exponential = ops.exp(ops.minimum(logits, _MAX_LOGIT))
        total = ops.sum(exponential, axis=-1, keepdims=True)
        at_target, missing = columns.at(logits, wanted[part], exact[part][:, None])
        beside = ops.zeros_like(total)
        if missing is not None:
            beside = missing * ops.exp(ops.minimum(at_target, _MAX_LOGIT))
            total = total + beside
        exponential = ops.cast(exponential, precision)
        expected = ops.cast(ops.matmul(exponential, narrow), "float32") / total
        blocks.append(_Sums((ops.log(total) - at_target)[:, 0], exponential, total, expected, beside / total))
    return _Sums(*(ops.concatenate(parts) for parts in zip(*blocks, strict=True)))


def _losses_only(features: Tensor, kernel: Tensor, bias: Tensor, targets: Tensor) -> Tensor:
    columns = ops.transpose(kernel)
    losses = []
    for part in _blocks(features.shape[0], kernel.shape[0]):
        logits = ops.matmul(features[part], columns) + bias
        wanted = ops.maximum(targets[part], 0)[:, None]
        loss = ops.logsumexp(logits, axis=-1) - ops.take_along_axis(logits, wanted, axis=-1)[:, 0]
        losses.append(loss * ops.cast(targets[part] >= 0, "float32"))
    return ops.concatenate(losses)


def _blocks(rows: int, columns: int) -> list[slice]:
    count = max(1, _BLOCK_LOGITS // columns)
    return [slice(start, min(start + count, rows)) for start in range(0, rows, count)]
