import numpy as np
import pytest

from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.lab.initial import INITIALS, Initial, layer_weights, zero_state

H = 24


@pytest.mark.parametrize("initial", INITIALS)
@pytest.mark.parametrize("cell", CELLS)
def test_the_arrays_are_those_of_the_model(cell: Cell, initial: Initial) -> None:
    weights = layer_weights(cell, 5, H, np.random.default_rng(1), initial=initial)
    shapes = ModelConfig(3, cell=cell, units=H, embedding=5).weight_shapes()
    wanted = {f"layer0.{name}": array.shape for name, array in weights.items()}
    assert wanted.items() <= shapes.items()
    missing = {name for name in shapes.keys() - wanted.keys() if name.startswith("layer0")}
    assert missing == {"layer0.initial_state"}
    assert all(array.dtype == np.float32 for array in weights.values())
    states = zero_state(cell, 2, H)
    assert len(states) == shapes["layer0.initial_state"][0] and states[0].shape == (2, H)


def test_orthogonal_blocks_keep_lengths_and_gaussian_ones_do_on_average() -> None:
    rng = np.random.default_rng(2)
    one = layer_weights("lstm", 5, H, rng, gain=1.5)["recurrent_kernel"]
    for block in np.split(one, 4, axis=1):
        np.testing.assert_allclose(block @ block.T, 2.25 * np.eye(H), atol=1e-5)
    other = layer_weights("gru", 5, 200, rng, initial="gaussian")["recurrent_kernel"]
    assert other.std() == pytest.approx(200**-0.5, rel=0.01)


@pytest.mark.parametrize(("cell", "block"), [("lstm", 1), ("peephole", 1), ("cifg", 0), ("gru", None)])
def test_only_the_forget_gate_has_a_bias(cell: Cell, block: int | None) -> None:
    bias = layer_weights(cell, 5, H, np.random.default_rng(1), forget_bias=0.5)["bias"]
    found = [float(part.mean()) for part in np.split(bias.ravel(), bias.size // H)]
    assert found == [0.5 if number == block else 0 for number in range(len(found))]
