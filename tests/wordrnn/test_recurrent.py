import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.errors import ModelError
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import RecurrentModel

SHAPES = [(1, 4, True), (2, 3, True), (3, 4, False), (2, 3, False)]  # layers, embedding, tied; units 4


def config_of(cell: Cell, layers: int = 1, embedding: int = 4, tied: bool = True) -> ModelConfig:
    return ModelConfig(12, cell=cell, units=4, layers=layers, embedding=embedding, tied=tied)


def random_weights(config: ModelConfig, seed: int = 1, scale: float = 0.7) -> dict[str, FloatArray]:
    rng = np.random.default_rng(seed)
    return {
        name: rng.normal(0, scale, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }


def sigmoid(value: FloatArray) -> FloatArray:
    return 1 / (1 + np.exp(-value))


def reference(config: ModelConfig, weights: dict[str, FloatArray], ids: list[int]) -> FloatArray:
    """Log-probabilities [T, V], gate by gate, one vector at a time, in float64."""
    w = {name: array.astype(np.float64) for name, array in weights.items()}
    size = config.units
    h = [w[f"layer{layer}.initial_state"][0] for layer in range(config.layers)]
    c = [w[f"layer{layer}.initial_state"][-1] for layer in range(config.layers)]
    rows = []
    for token in ids:
        x = w["embedding"][token]
        for layer in range(config.layers):
            kernel, recurrent = w[f"layer{layer}.kernel"], w[f"layer{layer}.recurrent_kernel"]
            bias = w[f"layer{layer}.bias"]
            peephole = w.get(f"layer{layer}.peephole", np.zeros((3, size)))

            def block(number: int, x=x, k=kernel, r=recurrent, b=bias, h_old=h[layer]):  # noqa: ANN001, ANN202
                part = slice(number * size, (number + 1) * size)
                return x @ k[:, part] + h_old @ r[:, part] + b[part]

            if config.cell == "simple":
                h[layer] = np.tanh(block(0))
            elif config.cell in ("lstm", "peephole"):
                i = sigmoid(block(0) + peephole[0] * c[layer])
                f = sigmoid(block(1) + peephole[1] * c[layer])
                c[layer] = f * c[layer] + i * np.tanh(block(2))
                h[layer] = sigmoid(block(3) + peephole[2] * c[layer]) * np.tanh(c[layer])
            elif config.cell == "cifg":
                f = sigmoid(block(0))
                c[layer] = f * c[layer] + (1 - f) * np.tanh(block(1))
                h[layer] = sigmoid(block(2)) * np.tanh(c[layer])
            else:
                inner = h[layer] @ recurrent + bias[1]
                outer = x @ kernel + bias[0]
                z = sigmoid(outer[:size] + inner[:size])
                r = sigmoid(outer[size : 2 * size] + inner[size : 2 * size])
                g = np.tanh(outer[2 * size :] + r * inner[2 * size :])
                h[layer] = z * h[layer] + (1 - z) * g
            x = h[layer]
        if "projection.kernel" in w:
            x = x @ w["projection.kernel"]
        logits = w.get("output.kernel", w["embedding"]) @ x + w["output.bias"]
        rows.append(logits - np.log(np.exp(logits).sum()))
    return np.array(rows)


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("layers", "embedding", "tied"), SHAPES)
def test_every_cell_computes_what_its_equations_say(
    cell: Cell, layers: int, embedding: int, tied: bool
) -> None:
    config = config_of(cell, layers, embedding, tied)
    weights = random_weights(config)
    model = RecurrentModel(config, weights)
    ids = [1, 5, 11, 0, 3, 3, 7]
    rows, _ = model.log_probs(np.array(ids), model.start())
    assert rows.dtype == np.float32
    np.testing.assert_allclose(rows, reference(config, weights, ids), atol=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_step_advance_and_log_probs_agree(cell: Cell) -> None:
    config = config_of(cell, layers=2, embedding=3)
    model = RecurrentModel(config, random_weights(config))
    ids = np.array([1, 4, 9, 2])
    together, end = model.log_probs(ids, model.start())
    state = model.start()
    for position, token in enumerate(ids):
        row, state = model.step(np.array([token]), state)
        np.testing.assert_allclose(row[0], together[position], atol=1e-6)
    advanced = model.advance(
        ids[None, :0], model.advance(ids[None, :], model.start())
    )  # no tokens change nothing
    for layer in range(2):
        for one, two, three in zip(state[layer], end[layer], advanced[layer], strict=True):
            np.testing.assert_allclose(one, two, atol=1e-6)
            np.testing.assert_allclose(two, three, atol=1e-6)


@given(st.lists(st.lists(st.integers(0, 11), min_size=3, max_size=3), min_size=1, max_size=4))
@settings(max_examples=20)
def test_a_batch_is_its_rows_one_by_one(batch: list[list[int]]) -> None:
    config = config_of("lstm", layers=2)
    model = RecurrentModel(config, random_weights(config))
    ids = np.array(batch)
    rows, _ = model.step(ids[:, -1], model.advance(ids[:, :-1], model.start(len(batch))))
    for row, line in zip(rows, ids, strict=True):
        alone, _ = model.log_probs(line, model.start())
        np.testing.assert_allclose(row, alone[-1], atol=1e-6)


def test_a_hand_worked_step() -> None:
    # V 3, E = H = 1, simple cell. From h = -0.1, token 1, embedding 0.5: tanh(0.5 * 2 - 0.1 * 3 + 0.4) = tanh(1.1) =
    # 0.800499.
    # Logits: h * [0, 0.5, -1] + [0.2, 0, 0] = [0.2, 0.400250, -0.800499].
    # Sum of exp: 1.221403 + 1.492197 + 0.449105 = 3.162705; log: 1.151428.
    config = ModelConfig(3, cell="simple", units=1, layers=1, embedding=1)
    weights = {
        "embedding": np.array([[0], [0.5], [-1]], np.float32),
        "layer0.kernel": np.array([[2]], np.float32),
        "layer0.recurrent_kernel": np.array([[3]], np.float32),
        "layer0.bias": np.array([0.4], np.float32),
        "layer0.initial_state": np.array([[-0.1]], np.float32),
        "output.bias": np.array([0.2, 0, 0], np.float32),
    }
    model = RecurrentModel(config, weights)
    row, state = model.step(np.array([1]), model.start())
    assert row[0].tolist() == pytest.approx(
        [0.2 - 1.151428, 0.400250 - 1.151428, -0.800499 - 1.151428], abs=1e-5
    )
    assert state[0][0].item() == pytest.approx(0.800499, abs=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_huge_weights_give_a_distribution_and_no_warning(cell: Cell) -> None:
    config = config_of(cell, layers=2)
    model = RecurrentModel(config, random_weights(config, scale=1e4))
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        rows, _ = model.log_probs(np.array([1, 2, 3]), model.start())
    assert np.exp(rows).sum(axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_an_old_state_stays_usable_and_cannot_be_changed(cell: Cell) -> None:
    config = config_of(cell)
    model = RecurrentModel(config, random_weights(config))
    old = model.advance(np.array([[1, 2]]), model.start())
    first, _ = model.step(np.array([3]), old)
    model.advance(np.array([[4, 5, 6]]), old)
    again, _ = model.step(np.array([3]), old)
    assert np.array_equal(first, again)
    for state in (old, model.start()):
        with pytest.raises(ValueError, match="read-only"):
            state[0][0][0, 0] = 1


def test_weights_that_do_not_fit_are_named() -> None:
    config = config_of("gru")
    good = random_weights(config)
    bias = np.zeros(12, np.float32)
    with pytest.raises(ModelError) as error:
        RecurrentModel(config, good | {"layer0.bias": bias})
    assert error.value.code == "weight-shape"
    assert error.value.params == {"name": "layer0.bias", "expected": (2, 12), "got": (12,)}

    cases = {
        "missing-weight": {name: array for name, array in good.items() if name != "embedding"},
        "unknown-weight": good | {"layer1.bias": bias},
        "weight-type": good | {"output.bias": np.zeros(12)},
        "weight-not-finite": good | {"output.bias": np.full(12, np.nan, np.float32)},
    }
    for code, weights in cases.items():
        with pytest.raises(ModelError) as error:
            RecurrentModel(config, weights)
        assert error.value.code == code


def test_a_vocabulary_as_large_as_the_cache_blocks_is_normalised_in_every_row() -> None:
    config = ModelConfig(70_000, cell="lstm", units=2, layers=1, embedding=2)
    model = RecurrentModel(config, random_weights(config))
    rows, _ = model.log_probs(np.arange(7), model.start())
    assert np.exp(rows, dtype=np.float64).sum(axis=1) == pytest.approx(1, abs=1e-4)
