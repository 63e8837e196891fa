"""The Keras form against the numpy form, and the fused pieces against their plain definitions."""

import numpy as np
import pytest

keras = pytest.importorskip("keras")

from wordrnn.config import CELLS, Cell, ModelConfig, TrainConfig  # noqa: E402
from wordrnn.layers import SampledColumns, locked_dropout, ops, token_losses  # noqa: E402
from wordrnn.model import RecurrentLanguageModel  # noqa: E402
from wordrnn.recurrent import RecurrentModel  # noqa: E402

VOCABULARY, STEPS = 12, 50


def random_model(config: ModelConfig, train: TrainConfig) -> RecurrentLanguageModel:
    """Return a network with every weight random, biases and peepholes too."""
    rng = np.random.default_rng(7)
    model = RecurrentLanguageModel(config, train)
    model.assign_weights(
        {name: rng.normal(0, 0.4, shape).astype(np.float32) for name, shape in config.weight_shapes().items()}
    )
    return model


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("cell", CELLS)
def test_numpy_and_keras_give_the_same_probabilities(cell: Cell, layers: int) -> None:
    config = ModelConfig(VOCABULARY, cell, units=16, layers=layers, embedding=12)
    train = TrainConfig(batch=3, bptt=STEPS)
    model = random_model(config, train)
    windows = np.random.default_rng(3).integers(0, VOCABULARY, (3, STEPS + 1), dtype=np.int32)
    losses = ops.convert_to_numpy(model(windows))

    network = RecurrentModel(config, model.weight_arrays())
    state = network.start(3)
    for time in range(STEPS):
        log_probs, state = network.step(windows[:, time], state)
        ours = log_probs[np.arange(3), windows[:, time + 1]]
        assert np.abs(ours + losses[:, time]).max() <= 1e-5


@pytest.mark.parametrize("cell", CELLS)
def test_an_untied_network_is_the_same_in_numpy_and_keras(cell: Cell) -> None:
    config = ModelConfig(VOCABULARY, cell, units=8, embedding=8, tied=False)
    model = random_model(config, TrainConfig(batch=1, bptt=5))
    window = np.array([[1, 5, 4, 3, 2, 6]], dtype=np.int32)
    losses = ops.convert_to_numpy(model(window))[0]
    network = RecurrentModel(config, model.weight_arrays())
    log_probs, _ = network.log_probs(window[0, :-1], network.start())
    assert np.allclose(-losses, log_probs[np.arange(5), window[0, 1:]], atol=1e-5)


def test_our_lstm_and_gru_are_those_of_keras() -> None:
    for cell, stock in (("lstm", keras.layers.LSTM), ("gru", keras.layers.GRU)):
        config = ModelConfig(VOCABULARY, cell, units=6, embedding=5)
        model = random_model(config, TrainConfig(batch=2, bptt=7))
        ours = model.recurrent[0]
        x = np.random.default_rng(1).normal(size=(2, 7, 5)).astype(np.float32)
        theirs = stock(6, return_sequences=True)
        theirs.build((2, 7, 5))
        theirs.set_weights([ours.kernel, ours.recurrent_kernel, ours.bias])
        parts = 2 if config.has_cell_state else 1
        outputs, _ = ours(np.swapaxes(x, 0, 1), np.zeros((parts, 2, 6), np.float32))
        expected = ops.convert_to_numpy(theirs(x))
        assert np.allclose(np.swapaxes(ops.convert_to_numpy(outputs), 0, 1), expected, atol=1e-6)


def gradients(model: RecurrentLanguageModel, windows: np.ndarray) -> dict[str, np.ndarray]:
    """Return the gradient of the mean loss by every trainable weight, from the tape."""
    tensorflow = pytest.importorskip("tensorflow")
    model.reset_states()
    variables = [variable.value for variable in model.trainable_variables]

    @tensorflow.function  # as in training: the graph, not single operations
    def slopes() -> list[object]:
        with tensorflow.GradientTape() as tape:
            loss = model.compute_loss(x=windows, y_pred=model(windows, training=True))
        return [tensorflow.convert_to_tensor(slope) for slope in tape.gradient(loss, variables)]

    return {
        variable.path: ops.convert_to_numpy(slope)
        for variable, slope in zip(model.trainable_variables, slopes(), strict=True)
    }


@pytest.mark.parametrize("cell", CELLS)
def test_gradients_are_those_of_finite_differences(cell: Cell) -> None:
    config = ModelConfig(VOCABULARY, cell, units=5, embedding=4)
    model = random_model(
        config, TrainConfig(batch=2, bptt=6, dropout=0.0, input_dropout=0.0, hidden_dropout=0.0)
    )
    windows = np.random.default_rng(5).integers(0, VOCABULARY, (2, 7), dtype=np.int32)
    found = gradients(model, windows)

    def loss() -> float:
        model.reset_states()
        return float(np.mean(ops.convert_to_numpy(model(windows)).astype(np.float64)))

    rng = np.random.default_rng(11)
    for variable in model.trainable_variables:
        before = ops.convert_to_numpy(variable).copy()
        direction = rng.normal(size=before.shape).astype(np.float32)
        direction /= np.linalg.norm(direction)
        step = 1e-2
        variable.assign(before + step * direction)
        above = loss()
        variable.assign(before - step * direction)
        below = loss()
        variable.assign(before)
        slope = float((found[variable.path] * direction).sum())
        assert slope == pytest.approx((above - below) / (2 * step), abs=2e-4), variable.path


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


def test_locked_dropout_drops_the_same_units_at_every_step() -> None:
    x = ops.ones((5, 3, 40))
    dropped = ops.convert_to_numpy(locked_dropout(x, 0.5, keras.random.SeedGenerator(1)))
    assert set(np.unique(dropped)) == {0.0, 2.0}
    assert (dropped == dropped[0]).all()
    assert not (dropped[:, 0] == dropped[:, 1]).all()


def test_the_state_is_carried_from_window_to_window() -> None:
    config = ModelConfig(VOCABULARY, "lstm", units=6, embedding=6)
    ids = np.random.default_rng(4).integers(0, VOCABULARY, (1, 9), dtype=np.int32)
    whole = random_model(config, TrainConfig(batch=1, bptt=8))
    expected = ops.convert_to_numpy(whole(ids))
    halves = random_model(config, TrainConfig(batch=1, bptt=4))
    found = [ops.convert_to_numpy(halves(ids[:, begin : begin + 5])) for begin in (0, 4)]
    assert np.allclose(np.concatenate(found, axis=1), expected, atol=1e-6)
    halves.reset_states()
    assert np.allclose(ops.convert_to_numpy(halves(ids[:, 4:])), found[1], atol=1e-6) is False
