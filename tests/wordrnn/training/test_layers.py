"""The Keras form against the numpy form, and the fused pieces against their plain definitions."""

import numpy as np
import pytest

keras = pytest.importorskip("keras")

from wordrnn.config import CELLS, Cell, ModelConfig, TrainConfig  # noqa: E402
from wordrnn.recurrent import RecurrentModel  # noqa: E402
from wordrnn.training.layers import Recurrent, locked_dropout, ops  # noqa: E402
from wordrnn.training.model import RecurrentLanguageModel  # noqa: E402

VOCABULARY, STEPS = 12, 50


def random_model(config: ModelConfig, train: TrainConfig) -> RecurrentLanguageModel:
    """Return a network with every weight random, biases and peepholes too."""
    rng = np.random.default_rng(7)
    model = RecurrentLanguageModel(config, train)
    model.assign_weights(
        {name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in config.weight_shapes().items()}
    )
    model.reset_states()
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
        config,
        TrainConfig(batch=2, bptt=6, dropout=0.0, input_dropout=0.0, hidden_dropout=0.0),
    )
    windows = np.random.default_rng(5).integers(0, VOCABULARY, (2, 7), dtype=np.int32)
    begun = model.weight_arrays()
    found = gradients(model, windows)
    model.assign_weights(begun)  # the initial state follows in training

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


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_the_kernel_for_gpus_computes_the_same_with_the_same_weights(cell: Cell) -> None:
    tensorflow = pytest.importorskip("tensorflow")
    config = ModelConfig(VOCABULARY, cell, units=5, embedding=4)
    unrolled = random_layer(config, fused=False)
    fused = random_layer(config, fused=True)
    rng = np.random.default_rng(3)
    inputs = rng.normal(size=(7, 2, 4)).astype(np.float32)
    state = rng.normal(size=(2 if cell == "lstm" else 1, 2, 5)).astype(np.float32)
    results = []
    for layer in (unrolled, fused):

        @tensorflow.function
        def run(layer: Recurrent = layer) -> list[object]:
            with tensorflow.GradientTape() as tape:
                outputs, after = layer(inputs, ops.convert_to_tensor(state), training=True)
                total = ops.sum(ops.sin(outputs)) + ops.sum(after)
            return [outputs, after, *tape.gradient(total, [weight.value for weight in layer.weights[:3]])]

        results.append([tensor.numpy() for tensor in run()])
    for ours, theirs in zip(*results, strict=True):
        assert np.allclose(ours, theirs, atol=1e-5)


def random_layer(config: ModelConfig, fused: bool) -> Recurrent:
    layer = Recurrent(config, 0, seed=1, weight_drop=0.4, fused=fused)
    rng = np.random.default_rng(9)
    for weight in (layer.kernel, layer.recurrent_kernel, layer.bias):
        weight.assign(rng.normal(scale=0.5, size=weight.shape))
    return layer


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
