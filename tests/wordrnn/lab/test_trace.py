from typing import Any

import numpy as np
import pytest

from tests.wordrnn.test_recurrent import random_weights
from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.errors import OptionError
from wordrnn.lab.quantities import GATES, QUANTITIES
from wordrnn.lab.trace import Force, Tracer
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import RecurrentModel

IDS = np.array([1, 5, 11, 0, 3, 3, 7])


def tracer_of(cell: Cell, layers: int = 2, embedding: int = 3, seed: int = 1) -> Tracer:
    config = ModelConfig(12, cell=cell, units=4, layers=layers, embedding=embedding)
    return Tracer(config, random_weights(config, seed))


def sigmoid(value: FloatArray) -> FloatArray:
    return 1 / (1 + np.exp(-value.astype(np.float64)))


@pytest.mark.parametrize("embedding", [3, 4])
@pytest.mark.parametrize("cell", CELLS)
def test_states_and_predictions_are_those_of_the_model_to_the_last_bit(cell: Cell, embedding: int) -> None:
    tracer = tracer_of(cell, embedding=embedding)
    model = RecurrentModel(tracer.config, tracer.weights)
    trace = tracer.trace(IDS)
    outputs, state = model.outputs(IDS, model.start())
    assert np.array_equal(trace.outputs, outputs)
    for layer, kept in zip(trace.layers, state, strict=True):
        assert np.array_equal(layer.values["hidden"][-1:], kept[0])
        if tracer.config.has_cell_state:
            assert np.array_equal(layer.values["cell"][-1:], kept[1])
    assert np.array_equal(tracer.log_probs(trace), model.log_probs_of(outputs[-1:])[0])


@pytest.mark.parametrize("cell", CELLS)
def test_what_is_summed_up_gives_the_gates(cell: Cell) -> None:
    for layer in tracer_of(cell).trace(IDS).layers:
        for block, terms in layer.terms.items():
            squash = np.tanh if block in ("block_input", "candidate", "hidden") else sigmoid
            assert ("peephole" in terms) == (cell == "peephole" and block != "block_input")
            np.testing.assert_allclose(squash(sum(terms.values())), layer.values[block], atol=1e-6)


@pytest.mark.parametrize("cell", CELLS)
def test_gates_are_between_0_and_1_and_the_states_add_up(cell: Cell) -> None:
    for layer in tracer_of(cell).trace(IDS).layers:
        values = layer.values
        assert tuple(values) == QUANTITIES[cell]
        for gate in GATES[cell]:
            assert (values[gate] >= 0).all()
            assert (values[gate] <= 1).all()
        if cell == "gru":
            update = values["update"]
            expected = update * layer.before["hidden"] + (1 - update) * values["candidate"]
            np.testing.assert_allclose(values["hidden"], expected, atol=1e-6)
        elif cell != "simple":
            expected = values["forget"] * layer.before["cell"] + values["input"] * values["block_input"]
            np.testing.assert_allclose(values["cell"], expected, atol=1e-6)
            np.testing.assert_allclose(
                values["hidden"], values["output"] * np.tanh(values["cell"]), atol=1e-6
            )
            np.testing.assert_allclose(layer.before["cell"][1:], values["cell"][:-1])
        if cell == "cifg":
            np.testing.assert_allclose(values["input"] + values["forget"], 1, atol=1e-6)


def test_a_hand_worked_step_of_the_peephole_lstm() -> None:
    # H = E = 1; before: h = 0.5, c = 1. x = 1; W = (i 0.2, f 0.4, g 0.6, o 0.8), U = (1, 1, -1, 0), b = (0, 1, 0, 0);
    # p = (0.3, -0.4, 0.5).
    # i = σ(0.2 + 0.5 + 0.3·1) = σ(1.0) = 0.731059;  f = σ(0.4 + 0.5 + 1 - 0.4·1) = σ(1.5) = 0.817574
    # g = tanh(0.6 - 0.5) = 0.099668;  c' = 0.817574·1 + 0.731059·0.099668 = 0.890438
    # o = σ(0.8 + 0.5·0.890438) = σ(1.245219) = 0.776471;  h' = 0.776471·tanh(0.890438) = 0.776471·0.711610 = 0.552544
    config = ModelConfig(3, cell="peephole", units=1, layers=1, embedding=1)
    weights = {
        "embedding": np.array([[0], [1], [0]], np.float32),
        "layer0.kernel": np.array([[0.2, 0.4, 0.6, 0.8]], np.float32),
        "layer0.recurrent_kernel": np.array([[1, 1, -1, 0]], np.float32),
        "layer0.bias": np.array([0, 1, 0, 0], np.float32),
        "layer0.peephole": np.array([[0.3], [-0.4], [0.5]], np.float32),
        "layer0.initial_state": np.array([[0.5], [1]], np.float32),
        "output.bias": np.zeros(3, np.float32),
    }
    (layer,) = Tracer(config, weights).trace(np.array([1])).layers
    found = {name: rows.item() for name, rows in layer.values.items()}
    assert found == pytest.approx(
        {"input": 0.731059, "forget": 0.817574, "block_input": 0.099668, "cell": 0.890438, "output": 0.776471,
         "hidden": 0.552544}, abs=2e-6,
    )  # fmt: skip
    terms = {name: term.item() for name, term in layer.terms["forget"].items()}
    assert terms == pytest.approx({"input": 0.4, "recurrent": 0.5, "bias": 1.0, "peephole": -0.4})
    assert layer.terms["output"]["peephole"].item() == pytest.approx(0.445219, abs=2e-6)


def test_a_hand_worked_step_of_the_gru() -> None:
    # H = E = 1; before: h = 0.5; x = 1; W = (z 0.2, r 0.4, g 0.6), U = (2, 1, -1), b₀ = (0.1, 0, 0),
    # b₁ = (0, 0.3, 0.2).
    # z = σ(0.2 + 0.1 + 1) = σ(1.3) = 0.785835;  r = σ(0.4 + 0.5 + 0.3) = σ(1.2) = 0.768525
    # g = tanh(0.6 + 0.768525·(-0.5 + 0.2)) = tanh(0.369443) = 0.353504
    # h' = 0.785835·0.5 + 0.214165·0.353504 = 0.468626
    config = ModelConfig(3, cell="gru", units=1, layers=1, embedding=1)
    weights = {
        "embedding": np.array([[0], [1], [0]], np.float32),
        "layer0.kernel": np.array([[0.2, 0.4, 0.6]], np.float32),
        "layer0.recurrent_kernel": np.array([[2, 1, -1]], np.float32),
        "layer0.bias": np.array([[0.1, 0, 0], [0, 0.3, 0.2]], np.float32),
        "layer0.initial_state": np.array([[0.5]], np.float32),
        "output.bias": np.zeros(3, np.float32),
    }
    (layer,) = Tracer(config, weights).trace(np.array([1])).layers
    found = {name: rows.item() for name, rows in layer.values.items()}
    assert found == pytest.approx(
        {"update": 0.785835, "reset": 0.768525, "candidate": 0.353504, "hidden": 0.468626}, abs=2e-6
    )
    assert layer.terms["candidate"]["recurrent"].item() == pytest.approx(0.768525 * -0.3, abs=2e-6)
    assert layer.terms["reset"]["bias"].item() == pytest.approx(0.3)


# Forcing --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["lstm", "peephole"])
def test_a_shut_forget_gate_empties_the_cell_at_every_word(cell: Cell) -> None:
    trace = tracer_of(cell).trace(IDS, [Force("forget", 0.0)])
    first, second = trace.layers
    assert not first.values["forget"].any()
    np.testing.assert_array_equal(first.values["cell"], first.values["input"] * first.values["block_input"])
    assert second.values["forget"].all(), "the other layer is as it was learned"


def test_with_the_input_shut_and_the_forget_gate_open_the_cell_stays_as_it_was() -> None:
    trace = tracer_of("lstm").trace(IDS, [Force("forget", 1.0), Force("input", 0.0)])
    cell = trace.layers[0].values["cell"]
    assert (cell == trace.layers[0].before["cell"][0]).all()


def test_an_open_update_gate_keeps_the_state_and_a_coupled_input_gate_follows() -> None:
    gru = tracer_of("gru").trace(IDS, [Force("update", 1.0, layer=1)]).layers[1]
    assert (gru.values["hidden"] == gru.before["hidden"][0]).all()
    cifg = tracer_of("cifg").trace(IDS, [Force("forget", 1.0)]).layers[0]
    assert not cifg.values["input"].any()


def test_one_unit_alone_is_held() -> None:
    tracer = tracer_of("lstm", layers=1)
    free, held = tracer.trace(IDS), tracer.trace(IDS, [Force("output", 0.0, unit=2)])
    assert not held.layers[0].values["hidden"][:, 2].any()
    np.testing.assert_array_equal(
        free.layers[0].values["output"][0, [0, 1, 3]], held.layers[0].values["output"][0, [0, 1, 3]]
    )
    assert not np.array_equal(tracer.log_probs(free), tracer.log_probs(held))


@pytest.mark.parametrize(
    ("cell", "force", "name"),
    [
        ("simple", Force("forget", 0), "gate"),
        ("cifg", Force("input", 0), "gate"),
        ("lstm", Force("forget", 1.5), "forget"),
        ("lstm", Force("forget", 1, unit=4), "unit"),
        ("lstm", Force("forget", 1, layer=2), "layer"),
    ],
)
def test_what_cannot_be_forced_is_named(cell: Cell, force: Force, name: str) -> None:
    with pytest.raises(OptionError) as error:
        tracer_of(cell).trace(IDS, [force])
    assert (error.value.code, error.value.params["name"]) == ("bad-value", name)


def test_no_token_gives_no_rows() -> None:
    trace = tracer_of("peephole").trace(IDS[:0])
    assert trace.outputs.shape == (0, 3)
    assert {rows.shape for rows in trace.layers[0].values.values()} == {(0, 4)}


# Keras ----------------------------------------------------------------------------------------------------------------


class Recorder:
    """Keras' operations, which remember what their σ and tanh gave."""

    def __init__(self, ops: Any) -> None:
        self._ops = ops
        self.told: list[np.ndarray] = []

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._ops, name)
        if name not in ("sigmoid", "tanh"):
            return found

        def recorded(value: Any) -> Any:
            result = found(value)
            self.told.append(self._ops.convert_to_numpy(result))
            return result

        return recorded


# In the order in which `wordrnn.training.layers` squashes them; the cell is squashed last.
SQUASHED: dict[Cell, tuple[str, ...]] = {
    "simple": ("hidden",),
    "lstm": ("forget", "input", "block_input", "output", "cell"),
    "peephole": ("forget", "input", "block_input", "output", "cell"),
    "cifg": ("block_input", "forget", "output", "cell"),
    "gru": ("reset", "candidate", "update"),
}


@pytest.mark.parametrize("cell", CELLS)
def test_every_gate_is_what_it_is_inside_of_keras(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("keras")
    from wordrnn.training import layers

    config = ModelConfig(12, cell=cell, units=16, layers=1, embedding=8)
    weights = random_weights(config, scale=0.4)
    layer = layers.Recurrent(config, 0, seed=1)
    for name in ("kernel", "recurrent_kernel", "bias", *(["peephole"] if cell == "peephole" else [])):
        getattr(layer, name).assign(weights[f"layer0.{name}"])
    recorder = Recorder(layers.ops)
    monkeypatch.setattr(layers, "ops", recorder)
    ids = np.random.default_rng(3).integers(0, 12, 60)
    inputs = weights["embedding"][ids][:, None, :]
    outputs, _ = layer(inputs, weights["layer0.initial_state"][:, None, :])
    kept = Tracer(config, weights).trace(ids).layers[0].values
    assert len(recorder.told) == len(ids) * len(SQUASHED[cell])
    for place, name in enumerate(SQUASHED[cell]):
        theirs = np.concatenate(recorder.told[place :: len(SQUASHED[cell])])
        ours = np.tanh(kept["cell"]) if name == "cell" else kept[name]
        assert np.abs(ours - theirs).max() <= 1e-5, name
    assert np.abs(kept["hidden"] - np.asarray(outputs)[:, 0]).max() <= 1e-5


@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_every_gate_is_what_it_is_inside_of_keras_own_layers(cell: Cell) -> None:
    keras = pytest.importorskip("keras")
    told: dict[str, list[np.ndarray]] = {"gate": [], "block": []}

    def recording(name: str, squash: Any) -> Any:
        def squashed(value: Any) -> Any:
            told[name].append(keras.ops.convert_to_numpy(squash(value)))
            return squash(value)

        return squashed

    config = ModelConfig(12, cell=cell, units=6, layers=1, embedding=5)
    weights = random_weights(config, scale=0.5)
    kind = keras.layers.LSTMCell if cell == "lstm" else keras.layers.GRUCell
    one = kind(
        6,
        activation=recording("block", keras.ops.tanh),
        recurrent_activation=recording("gate", keras.ops.sigmoid),
    )
    one.build((1, 5))
    one.set_weights([weights[f"layer0.{name}"] for name in ("kernel", "recurrent_kernel", "bias")])
    told["gate"].clear(), told["block"].clear()
    state = [part[None] for part in weights["layer0.initial_state"]]
    kept = Tracer(config, weights).trace(IDS).layers[0].values
    for step, token in enumerate(IDS):
        output, state = one(weights["embedding"][[token]], state if cell == "lstm" else state[0])
        state = list(state) if isinstance(state, (list, tuple)) else [state]
        order = ("input", "forget", "output") if cell == "lstm" else ("update", "reset")
        # Keras squashes several gates in one call or in several, by its version: side by side they are the same.
        gates = np.concatenate([each.reshape(-1) for each in told["gate"]])
        expected = np.concatenate([kept[name][step] for name in order])
        assert np.abs(np.sort(gates) - np.sort(expected)).max() <= 1e-5
        block = "block_input" if cell == "lstm" else "candidate"
        assert np.abs(told["block"][0][0] - kept[block][step]).max() <= 1e-5
        assert np.abs(np.asarray(output)[0] - kept["hidden"][step]).max() <= 1e-5
        told["gate"].clear(), told["block"].clear()
