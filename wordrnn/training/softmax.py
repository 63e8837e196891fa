"""Softmax and cross-entropy in one, in Keras operations: exact, or estimated from a sample of the rare words.

N are the rows (steps times streams), E the width of the features, V the vocabulary, K the words in the softmax.
"""

import math
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

from wordrnn.config import Precision
from wordrnn.training.backend import keras
from wordrnn.training.layers import Tensor, ops, product

# How many logits of a block stay in the second-level caches while they are worked on.
_BLOCK_LOGITS = 1 << 20


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

    def at(
        self, products: Tensor, biases: Tensor, wanted: Tensor, exact: Tensor
    ) -> tuple[Tensor, Tensor | None]:
        """Return the logits of the targets, [R, 1], and what is missing of them in the sum of exponentials.

        `products` [R, K] and `biases` [K] make the logits of the columns; `wanted` [R] are the targets, `exact` [R, 1]
        their logits.
        """
        return _logits_at(products, biases, wanted), None


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

    def at(
        self, products: Tensor, biases: Tensor, wanted: Tensor, exact: Tensor
    ) -> tuple[Tensor, Tensor | None]:
        """Return the targets' logits, and what a share of 1 lacks: 0 of a frequent word, 1 - `stride` of a sampled."""
        place = wanted - self.head - self.first
        rare = wanted >= self.head
        inside = ops.logical_and(rare, place % self.stride == 0)
        column = ops.where(rare, ops.where(inside, self.head + place // self.stride, 0), wanted)
        found = _logits_at(products, biases, column)
        # From the same rounded product as in the sum, from which it is taken off again.
        found = ops.where(inside[:, None], found - math.log(self.stride), found)
        missing = ops.where(inside, 1.0 - self.stride, ops.cast(rare, "float32"))
        return ops.where(ops.logical_and(rare, ops.logical_not(inside))[:, None], exact, found), missing[
            :, None
        ]


def _logits_at(products: Tensor, biases: Tensor, column: Tensor) -> Tensor:
    """Return the logit in one column of every row, [R, 1]."""
    found = ops.take_along_axis(products, column[:, None], axis=-1)
    return ops.cast(found, "float32") + ops.take(biases, column)[:, None]


class _Sums(NamedTuple):
    losses: Tensor  # [N]
    exponentials: Tensor  # [N, K] exp(logits - the row's top), in the precision of the products
    totals: Tensor  # [N, 1] their sums
    expected: Tensor  # [N, E] softmax · kernel, over the columns
    beside: Tensor  # [N, 1] the target's share of the softmax that its column does not hold


def _as_one_loop(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return `function` compiled by XLA, where TensorFlow has it: operations by elements become one pass over memory.

    A seventh of a whole training step; of the matrix products, XLA on a CPU makes slower ones.
    """
    if keras.backend.backend() != "tensorflow" or sys.platform == "win32":
        return function
    import tensorflow

    return tensorflow.function(function, jit_compile=True)


@_as_one_loop
def _exponentials(products: Tensor, biases: Tensor, exact: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return exp(products + biases - top), in the type of `products` [R, K]; its sum over K in float32; and top [R, 1].

    `top` is the row's greatest logit, that of the target, `exact` [R, 1], included. A fixed bound in its place would be
    cheaper and is a trap: where all logits of a row lie above it, raising the target's lowers the loss for ever.
    """
    logits = ops.cast(products, "float32") + biases
    top = ops.maximum(ops.max(logits, axis=-1, keepdims=True), exact)
    exponential = ops.exp(logits - top)
    return ops.cast(exponential, products.dtype), ops.sum(exponential, axis=-1, keepdims=True), top


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
        products = ops.matmul(rows, transposed)
        exponential, total, top = _exponentials(products, biases, exact[part][:, None])
        at_target, missing = columns.at(products, biases, wanted[part], exact[part][:, None])
        beside = ops.zeros_like(total)
        if missing is not None:
            beside = missing * ops.exp(at_target - top)
            total = total + beside
        expected = ops.cast(ops.matmul(exponential, narrow), "float32") / total
        blocks.append(
            _Sums((ops.log(total) + top - at_target)[:, 0], exponential, total, expected, beside / total)
        )
    return _Sums(*(ops.concatenate(parts) for parts in zip(*blocks, strict=True)))


def losses_and_ranks(
    features: Tensor, kernel: Tensor, bias: Tensor, targets: Tensor, unknown: int | None
) -> tuple[Tensor, Tensor]:
    """Return the losses [N] of every row, exact, and its target's rank [N]: how many words are more probable.

    The word `unknown` is no answer: it takes no place, and as a target it comes after all others.
    """
    columns = ops.transpose(kernel)
    losses, ranks = [], []
    for part in _blocks(features.shape[0], kernel.shape[0]):
        logits, at_target, loss = _exact(features[part], columns, bias, targets[part])
        better = logits > at_target
        rank = ops.sum(ops.cast(better, "int32"), axis=-1)
        if unknown is not None:
            rank = rank - ops.cast(better[:, unknown], "int32")
            rank = ops.where(targets[part] == unknown, kernel.shape[0], rank)
        losses.append(loss)
        ranks.append(rank)
    return ops.concatenate(losses), ops.concatenate(ranks)


def _losses_only(features: Tensor, kernel: Tensor, bias: Tensor, targets: Tensor) -> Tensor:
    columns = ops.transpose(kernel)
    blocks = _blocks(features.shape[0], kernel.shape[0])
    return ops.concatenate([_exact(features[part], columns, bias, targets[part])[2] for part in blocks])


def _exact(rows: Tensor, columns: Tensor, bias: Tensor, targets: Tensor) -> tuple[Tensor, Tensor, Tensor]:
    """Return the logits [R, V] of a block, those of its targets [R, 1], and the losses [R]."""
    logits = ops.matmul(rows, columns) + bias
    at_target = ops.take_along_axis(logits, ops.maximum(targets, 0)[:, None], axis=-1)
    loss = ops.logsumexp(logits, axis=-1) - at_target[:, 0]
    return logits, at_target, loss * ops.cast(targets >= 0, "float32")


def _blocks(rows: int, columns: int) -> list[slice]:
    count = max(1, _BLOCK_LOGITS // columns)
    return [slice(start, min(start + count, rows)) for start in range(0, rows, count)]
