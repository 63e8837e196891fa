import numpy as np
import pytest

from tests.wordrnn.lab.test_bptt import differences, hidden_of
from wordrnn.config import CELLS, Cell
from wordrnn.lab import bptt
from wordrnn.lab.word_network import WordNetwork
from wordrnn.next_word import FloatArray

V, H, T, N = 7, 3, 6, 2


def made(cell: Cell) -> tuple[WordNetwork, np.ndarray]:
    """Return a tiny network in float64, no weight of which is zero, and ids [T + 1, N]."""
    rng = np.random.default_rng(11)
    network = WordNetwork(cell, V, H, rng, initial="orthogonal", gain=1.2, forget_bias=1.0)
    for name, array in network.weights.items():
        network.weights[name] = array.astype(np.float64) + rng.normal(0, 0.2, array.shape)
    return network, rng.integers(0, V, (T + 1, N))


@pytest.mark.parametrize("cell", CELLS)
def test_the_gradient_of_every_weight_is_what_finite_differences_give(cell: Cell) -> None:
    network, ids = made(cell)
    loss, found = network.gradient(ids)
    assert loss == pytest.approx(network.loss(ids))
    assert found.keys() == network.weights.keys()
    for name, array in dict(network.weights).items():

        def loss_with(values, name=name) -> float:  # noqa: ANN001 - an array
            network.weights[name] = values
            return network.loss(ids)

        wanted = differences(array, loss_with)
        network.weights[name] = array
        np.testing.assert_allclose(found[name], wanted, atol=1e-7, err_msg=name)


def loss_after(network: WordNetwork, ids: np.ndarray, step: int, state: tuple[FloatArray, ...]) -> FloatArray:
    """Return the loss [N] of the last word, from a state after `step` words; one word at a time."""
    weights = network.weights
    for row in ids[step:-1]:
        tape = bptt.forward(network.cell, weights, weights["embedding"][row][None], state)
        state = tuple(each[1] for each in (tape.hidden, tape.cells) if each is not None)
    logits = state[0] @ weights["embedding"].T + weights["output.bias"]
    return np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(logits)), ids[-1]]


@pytest.mark.parametrize("cell", CELLS)
def test_the_lengths_are_those_of_finite_differences(cell: Cell) -> None:
    """What the experiment draws: h, or c with its h, is moved at each step, and the rest of the window read anew."""
    network, ids = made(cell)
    found = network.lengths(ids)
    assert found.hidden.shape == (N, T)
    start = tuple(np.zeros((N, H)) for _ in range(2 if found.cells is not None else 1))
    tape = bptt.forward(cell, network.weights, network.weights["embedding"][ids[:-1]], start)
    for lag in range(T):
        step = T - lag
        h, c = tape.hidden[step], None if tape.cells is None else tape.cells[step]

        def by_h(values, c=c, step=step) -> float:  # noqa: ANN001 - an array
            state = (values,) if c is None else (values, c)
            return float(loss_after(network, ids, step, state).sum())

        np.testing.assert_allclose(
            found.hidden[:, lag], np.linalg.norm(differences(h, by_h), axis=1), atol=1e-7
        )
        if c is not None:

            def by_c(values, step=step) -> float:  # noqa: ANN001 - an array
                state = (hidden_of(tape, step, values), values)
                return float(loss_after(network, ids, step, state).sum())

            assert found.cells is not None
            np.testing.assert_allclose(
                found.cells[:, lag], np.linalg.norm(differences(c, by_c), axis=1), atol=1e-7
            )


@pytest.mark.parametrize("cell", CELLS)
def test_words_before_the_window_are_read_and_not_measured(cell: Cell) -> None:
    network, ids = made(cell)
    whole, part = network.lengths(ids), network.lengths(ids, lead=2)
    np.testing.assert_array_equal(part.hidden, whole.hidden[:, : T - 2])
    if whole.cells is not None:
        assert part.cells is not None
        np.testing.assert_array_equal(part.cells, whole.cells[:, : T - 2])


def test_a_gradient_shorter_than_any_float32_is_still_measured() -> None:
    # A SimpleRNN whose U is 1e-3 times the identity loses at least three powers of ten a step: 1e-60 after 20.
    network, _ = made("simple")
    network.weights["recurrent_kernel"] = (1e-3 * np.eye(H)).astype(np.float32)
    ids = np.random.default_rng(1).integers(0, V, (22, N))
    lengths = network.lengths(ids).hidden
    assert (lengths[:, 20] > 0).all()
    assert (lengths[:, 20] < 1e-58 * lengths[:, 0]).all()
