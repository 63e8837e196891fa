"""The fused and the sampled softmax against their plain definitions."""

import numpy as np
import pytest

pytest.importorskip("keras")

from wordrnn.training.layers import ops
from wordrnn.training.softmax import Columns, SampledColumns, token_losses


def test_the_fused_loss_is_the_plain_cross_entropy_and_padding_costs_nothing() -> None:
    rng = np.random.default_rng(2)
    features = rng.normal(size=(6, 4)).astype(np.float32)
    kernel = rng.normal(size=(9, 4)).astype(np.float32)
    bias = rng.normal(size=9).astype(np.float32)
    targets = np.array([0, 8, 3, -1, 2, 2], dtype=np.int32)
    logits = features @ kernel.T + bias
    plain = np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(6), np.maximum(targets, 0)]
    plain[3] = 0
    for training in (False, True):
        losses = token_losses(features, kernel, bias, ops.convert_to_tensor(targets), "float32", training)
        assert np.allclose(ops.convert_to_numpy(losses), plain, atol=1e-5)


@pytest.mark.parametrize("columns", [None, SampledColumns(9, 2, 1)])
def test_logits_of_any_size_are_no_way_out(columns: SampledColumns | None) -> None:
    # All logits of a row far above what exp takes, the target's highest: the loss is 0 and nothing pulls at it.
    tensorflow = pytest.importorskip("tensorflow")
    features = tensorflow.constant([[1000.0], [1000.0], [-1000.0]])
    kernel = tensorflow.constant(np.linspace(0.5, 1.0, 9, dtype=np.float32)[:, None])
    targets = tensorflow.constant([8, 0, 0], dtype="int32")
    with tensorflow.GradientTape() as tape:
        tape.watch([features, kernel])
        losses = token_losses(
            features, kernel, tensorflow.zeros(9), targets, "float32", True, columns or Columns()
        )
        total = ops.sum(losses)
    beside = np.log(2) if columns else 0.0  # the last word is in the sample, and stands for two
    assert np.allclose(losses.numpy(), [0, 500 + beside, 0], atol=1e-3)
    by_features, by_kernel = tape.gradient(total, [features, kernel])
    assert np.allclose(by_features.numpy(), [[0], [0.5], [0]], atol=1e-3)
    assert np.allclose(by_kernel.numpy().sum(), 0, atol=1e-2)
    assert by_kernel.numpy()[0, 0] == pytest.approx(-1000)


def sampled_case() -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(3)
    # 12 words: the frequent 3, and of 9 rare ones every third.
    targets = np.array([0, 2, 3, 4, 5, 11], dtype=np.int32)
    kernel = rng.normal(size=(12, 4)).astype(np.float32)
    return rng.normal(size=(6, 4)).astype(np.float32), kernel, rng.normal(size=12).astype(np.float32), targets


def test_a_sampled_softmax_estimates_the_sum_without_bias() -> None:
    features, kernel, bias, targets = sampled_case()
    logits = features @ kernel.T + bias
    at_target = logits[np.arange(6), targets]
    totals = []
    for first in range(3):
        columns = SampledColumns(12, 3, ops.convert_to_tensor(first))
        losses = token_losses(
            features, kernel, bias, ops.convert_to_tensor(targets), "float32", True, columns
        )
        totals.append(np.exp(ops.convert_to_numpy(losses) + at_target))
        # By hand: the words 0 to 2, the sampled ones three times each but for the target, which counts once.
        weights = np.zeros((6, 12))
        weights[:, :3] = 1
        weights[:, 3 + first :: 3] = 3
        weights[np.arange(6), targets] = 1
        assert np.allclose(totals[-1], (weights * np.exp(logits)).sum(axis=1), rtol=1e-4)
    assert np.allclose(np.mean(totals, axis=0), np.exp(logits).sum(axis=1), rtol=1e-4)


def test_the_gradient_of_a_sampled_softmax_is_that_of_its_loss() -> None:
    features, kernel, bias, targets = sampled_case()
    arrays = [features, kernel, bias]
    columns = SampledColumns(12, 3, ops.convert_to_tensor(1))

    def loss(values: list[np.ndarray]) -> float:
        found = token_losses(*values, ops.convert_to_tensor(targets), "float32", True, columns)
        return float(ops.sum(found))

    tensorflow = pytest.importorskip("tensorflow")
    with tensorflow.GradientTape() as tape:
        tensors = [tensorflow.constant(array) for array in arrays]
        tape.watch(tensors)
        total = ops.sum(token_losses(*tensors, ops.convert_to_tensor(targets), "float32", True, columns))
    gradients = tape.gradient(total, tensors)
    rng = np.random.default_rng(5)
    for index, gradient in enumerate(gradients):
        direction = rng.normal(size=arrays[index].shape).astype(np.float32)
        above, below = list(arrays), list(arrays)
        above[index] = arrays[index] + 1e-2 * direction
        below[index] = arrays[index] - 1e-2 * direction
        slope = float((gradient.numpy() * direction).sum())
        assert slope == pytest.approx((loss(above) - loss(below)) / 2e-2, abs=5e-3)
