from typing import Any

import numpy as np
import pytest

keras = pytest.importorskip("keras")

from wordrnn.config import ModelConfig, TrainConfig  # noqa: E402
from wordrnn.training.model import FusedAdam, build  # noqa: E402


def test_the_fused_step_is_that_of_keras() -> None:
    rng = np.random.default_rng(0)
    start = rng.normal(size=(5, 4)).astype(np.float32)
    ours, theirs = keras.Variable(start), keras.Variable(start)
    fused, stock = FusedAdam(0.01, global_clipnorm=1.0), keras.optimizers.Adam(0.01, global_clipnorm=1.0)
    for _ in range(20):
        gradient = rng.normal(size=(5, 4)).astype(np.float32)
        fused.apply([keras.ops.convert_to_tensor(gradient)], [ours])
        stock.apply([keras.ops.convert_to_tensor(gradient)], [theirs])
    assert np.abs(start - keras.ops.convert_to_numpy(ours)).max() > 0.05
    assert np.allclose(keras.ops.convert_to_numpy(ours), keras.ops.convert_to_numpy(theirs), atol=1e-6)


PLAIN: dict[str, Any] = {
    "batch": 2, "bptt": 6, "dropout": 0.0, "input_dropout": 0.0, "hidden_dropout": 0.0
}  # fmt: skip


def losses_and_gradient(train: TrainConfig, layers: int = 1) -> tuple[np.ndarray, np.ndarray]:
    """Return the losses of one window in training, and their gradient by the first recurrent kernel."""
    tensorflow = pytest.importorskip("tensorflow")
    model, _ = build(ModelConfig(9, units=5, embedding=4, layers=layers), train)
    windows = np.random.default_rng(1).integers(0, 9, (2, 7), dtype=np.int32)

    @tensorflow.function
    def run() -> tuple[Any, Any]:
        with tensorflow.GradientTape() as tape:
            losses = model(windows, training=True)
            loss = model.compute_loss(x=windows, y_pred=losses)
        return losses, tape.gradient(loss, model.recurrent[0].recurrent_kernel.value)

    losses, gradient = run()
    return losses.numpy(), gradient.numpy()


@pytest.mark.parametrize("penalty", ["activation_l2", "temporal_l2"])
def test_activation_regularisation_changes_the_gradient_and_not_the_loss_that_is_told(penalty: str) -> None:
    plain_losses, plain = losses_and_gradient(TrainConfig(**PLAIN))
    losses, gradient = losses_and_gradient(TrainConfig(**PLAIN, **{penalty: 1000.0 - 1}))
    assert np.allclose(losses, plain_losses, atol=1e-6)
    assert not np.allclose(gradient, plain, atol=1e-3)


def test_dropped_recurrent_weights_get_no_gradient_and_the_others_count_more() -> None:
    _, plain = losses_and_gradient(TrainConfig(**PLAIN))
    _, gradient = losses_and_gradient(TrainConfig(**PLAIN, weight_drop=0.5))
    assert (plain != 0).all()
    assert 0.2 < np.mean(gradient == 0) < 0.8


@pytest.mark.parametrize("rate", ["dropout", "input_dropout", "hidden_dropout", "embedding_dropout"])
def test_every_rate_of_dropout_is_used(rate: str) -> None:
    plain_losses, _ = losses_and_gradient(TrainConfig(**PLAIN), layers=2)
    losses, _ = losses_and_gradient(TrainConfig(**{**PLAIN, rate: 0.5}), layers=2)
    assert not np.allclose(losses, plain_losses, atol=1e-4)


def test_the_initial_state_follows_the_states_that_text_leads_to() -> None:
    model, _ = build(ModelConfig(9, units=5, embedding=4, layers=2), TrainConfig(**PLAIN))
    windows = np.random.default_rng(1).integers(0, 9, (2, 7), dtype=np.int32)
    run = pytest.importorskip("tensorflow").function(model)
    for _ in range(400):
        run(windows, training=True)
    expected = [np.mean(state.numpy(), axis=1) for state in model.states]  # the same text again and again
    found = [model.weight_arrays()[f"layer{layer}.initial_state"] for layer in range(2)]
    for initial, mean in zip(found, expected, strict=True):
        assert np.allclose(initial, mean, atol=1e-3)
        assert np.abs(initial).max() > 0.01
    run(windows, training=False)  # measuring changes nothing
    assert np.array_equal(model.weight_arrays()["layer1.initial_state"], found[1])
    model.reset_states()
    for state, initial in zip(model.states, found, strict=True):
        assert np.array_equal(state.numpy(), np.tile(initial[:, None], (1, 2, 1)))
