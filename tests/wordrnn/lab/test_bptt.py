import numpy as np
import pytest

from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.lab import bptt
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import RecurrentModel

T, B, INPUTS, H = 5, 3, 4, 3
STEP = 1e-6


def made(
    cell: Cell, dtype: type = np.float64
) -> tuple[dict[str, FloatArray], FloatArray, tuple[FloatArray, ...]]:
    """Return weights, inputs [T, B, I] and a state, none of which is zero."""
    rng = np.random.default_rng(7)
    shapes = ModelConfig(3, cell=cell, units=H, embedding=INPUTS).weight_shapes()
    weights = {
        name.removeprefix("layer0."): rng.normal(0, 0.7, shape).astype(dtype)
        for name, shape in shapes.items()
        if name.startswith("layer0.")
    }
    state = tuple(rng.normal(0, 0.5, (B, H)).astype(dtype) for _ in range(len(weights.pop("initial_state"))))
    return weights, rng.normal(0, 1, (T, B, INPUTS)).astype(dtype), state


def differences(values: FloatArray, loss) -> FloatArray:  # noqa: ANN001 - from an array to a number
    """Return the derivative of `loss` by each of `values`, by central differences."""
    found = np.empty_like(values)
    for place in np.ndindex(values.shape):
        up, down = values.copy(), values.copy()
        up[place] += STEP
        down[place] -= STEP
        found[place] = (loss(up) - loss(down)) / (2 * STEP)
    return found


@pytest.mark.parametrize("cell", CELLS)
def test_every_gradient_is_what_finite_differences_give(cell: Cell) -> None:
    weights, inputs, state = made(cell)
    upstream = np.random.default_rng(8).normal(0, 1, (T, B, H))

    def loss(weights, inputs, state) -> float:  # noqa: ANN001 - as in `forward`
        return float((bptt.forward(cell, weights, inputs, state).outputs * upstream).sum())

    tape = bptt.forward(cell, weights, inputs, state)
    found = bptt.backward(tape, upstream)
    assert found.weights.keys() == weights.keys()
    for name, array in weights.items():
        wanted = differences(array, lambda each, name=name: loss({**weights, name: each}, inputs, state))
        np.testing.assert_allclose(found.weights[name], wanted, atol=1e-7, err_msg=name)
    np.testing.assert_allclose(
        found.inputs, differences(inputs, lambda each: loss(weights, each, state)), atol=1e-7
    )
    alone = bptt.backward(tape, upstream, of_weights=False)
    assert alone.weights == {}
    np.testing.assert_allclose(alone.inputs, found.inputs, atol=1e-12)
    np.testing.assert_allclose(alone.hidden, found.hidden, atol=1e-12)


@pytest.mark.parametrize("cell", CELLS)
def test_the_gradient_of_every_state_on_the_way_is_total(cell: Cell) -> None:
    """From each step the rest of the window is run anew, with h, or c with its h, moved a little."""
    weights, inputs, state = made(cell)
    last = np.random.default_rng(9).normal(0, 1, (B, H))
    upstream = np.zeros((T, B, H))
    upstream[-1] = last
    tape = bptt.forward(cell, weights, inputs, state)
    found = bptt.backward(tape, upstream)

    def loss_from(step: int, state: tuple[FloatArray, ...]) -> float:
        return float((bptt.forward(cell, weights, inputs[step:], state).outputs[-1] * last).sum())

    for step in range(T):
        h = tape.hidden[step]
        if tape.cells is None:
            wanted = differences(h, lambda each, step=step: loss_from(step, (each,)))
            np.testing.assert_allclose(found.hidden[step], wanted, atol=1e-7)
            continue
        c = tape.cells[step]
        wanted = differences(h, lambda each, step=step, c=c: loss_from(step, (each, c)))
        np.testing.assert_allclose(found.hidden[step], wanted, atol=1e-7)
        if step:
            assert found.cells is not None
            wanted = differences(
                c, lambda each, step=step: loss_from(step, (hidden_of(tape, step, each), each))
            )
            np.testing.assert_allclose(found.cells[step], wanted, atol=1e-7)


def hidden_of(tape: bptt.Tape, step: int, cell: FloatArray) -> FloatArray:
    """Return the h that belongs to a `cell` in place of the one after `step` steps: o tanh c, o with its peephole."""
    out = tape.gate(2 if tape.cell == "cifg" else 3)[step - 1]
    if tape.cell == "peephole":
        assert tape.cells is not None
        entered = np.log(out / (1 - out)) + tape.weights["peephole"][2] * (cell - tape.cells[step])
        out = 1 / (1 + np.exp(-entered))
    return out * np.tanh(cell)


@pytest.mark.parametrize("cell", CELLS)
def test_forward_is_what_the_predictor_computes(cell: Cell) -> None:
    config = ModelConfig(12, cell=cell, units=H, embedding=H)
    rng = np.random.default_rng(1)
    weights = {
        name: rng.normal(0, 0.7, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    model = RecurrentModel(config, weights)
    ids = np.array([[1, 5, 11, 0, 3], [2, 2, 9, 4, 8]])
    start = model.start(2)
    layer = {
        name.removeprefix("layer0."): array for name, array in weights.items() if name.startswith("layer0.")
    }
    tape = bptt.forward(cell, layer, weights["embedding"][ids.T], start[0])
    outputs, after = model.outputs_of_streams(ids, start)
    np.testing.assert_allclose(tape.outputs.transpose(1, 0, 2), outputs, atol=1e-6)
    np.testing.assert_allclose(tape.hidden[-1], after[0][0], atol=1e-6)
    if tape.cells is not None:
        np.testing.assert_allclose(tape.cells[-1], after[0][1], atol=1e-6)


def test_a_hand_worked_gradient() -> None:
    # SimpleRNN, H = I = 1, W = 2, U = 3, b = 0, from h = 0, inputs 0.1 and -0.2; the loss is h after both.
    # h1 = tanh(0.2) = 0.197375; h2 = tanh(-0.4 + 3 * 0.197375) = tanh(0.192126) = 0.189797.
    # dz2 = 1 - h2² = 0.963977; dh1 = 3 dz2 = 2.891931; dz1 = dh1 (1 - h1²) = 2.891931 * 0.961043 = 2.779270.
    weights = {
        "kernel": np.array([[2.0]]),
        "recurrent_kernel": np.array([[3.0]]),
        "bias": np.zeros(1),
    }
    tape = bptt.forward("simple", weights, np.array([0.1, -0.2]).reshape(2, 1, 1), (np.zeros((1, 1)),))
    found = bptt.backward(tape, np.array([0.0, 1.0]).reshape(2, 1, 1))
    assert tape.outputs.ravel() == pytest.approx([0.197375, 0.189797], abs=1e-6)
    assert found.hidden.ravel() == pytest.approx([3 * 2.779270, 2.891931, 1], abs=1e-5)
    assert found.weights["bias"] == pytest.approx(0.963977 + 2.779270, abs=1e-5)
    assert found.weights["kernel"] == pytest.approx(0.1 * 2.779270 - 0.2 * 0.963977, abs=1e-5)
    assert found.weights["recurrent_kernel"] == pytest.approx(0.197375 * 0.963977, abs=1e-5)


@pytest.mark.parametrize("cell", CELLS)
def test_float32_stays_float32_and_what_was_given_stays_as_it_was(cell: Cell) -> None:
    weights, inputs, state = made(cell, np.float32)
    given = {name: array.copy() for name, array in weights.items()}
    before = inputs.copy(), [each.copy() for each in state]
    tape = bptt.forward(cell, weights, inputs, state)
    upstream = np.ones((T, B, H), np.float32)
    found = bptt.backward(tape, upstream)
    for array in (*found.weights.values(), found.inputs, found.hidden, tape.gates, tape.hidden):
        assert array.dtype == np.float32
    assert all((weights[name] == array).all() for name, array in given.items())
    assert (inputs == before[0]).all() and (upstream == 1).all()
    assert all((one == two).all() for one, two in zip(state, before[1], strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("cell", CELLS)
def test_the_gradients_are_those_of_keras(cell: Cell) -> None:
    pytest.importorskip("keras")
    from wordrnn.training.backend import keras

    if keras.backend.backend() != "tensorflow":
        pytest.skip("a tape of TensorFlow is read here")
    tensorflow = pytest.importorskip("tensorflow")
    from wordrnn.training.layers import Recurrent

    weights, inputs, state = made(cell, np.float32)
    upstream = np.random.default_rng(8).normal(0, 1, (T, B, H)).astype(np.float32)
    layer = Recurrent(ModelConfig(3, cell=cell, units=H, embedding=INPUTS), 0, seed=1)
    for name, array in weights.items():
        getattr(layer, name).assign(array)
    with tensorflow.GradientTape(persistent=True) as recorded:
        entering, start = tensorflow.constant(inputs), tensorflow.constant(np.stack(state))
        recorded.watch([entering, start])
        outputs, _ = layer(entering, start)
        loss = tensorflow.reduce_sum(outputs * upstream)
    found = bptt.backward(bptt.forward(cell, weights, inputs, state), upstream)
    for name, array in found.weights.items():
        wanted = recorded.gradient(loss, getattr(layer, name).value)
        np.testing.assert_allclose(array, wanted, atol=2e-5, err_msg=name)
    np.testing.assert_allclose(found.inputs, recorded.gradient(loss, entering), atol=2e-5)
    of_state = recorded.gradient(loss, start)
    np.testing.assert_allclose(found.hidden[0], of_state[0], atol=2e-5)
    if found.cells is not None:
        np.testing.assert_allclose(found.cells[0], of_state[1], atol=2e-5)
