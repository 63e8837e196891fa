import numpy as np
import pytest

from tests.wordrnn.lab.test_bptt import differences
from wordrnn.config import CELLS, Cell
from wordrnn.lab.optimiser import Adam, norm
from wordrnn.lab.reader import Reader
from wordrnn.lab.tasks import Adding, Recall, Task


@pytest.mark.parametrize("task", [Recall(3), Adding()], ids=["recall", "adding"])
@pytest.mark.parametrize("cell", CELLS)
def test_the_gradient_of_every_weight_is_what_finite_differences_give(cell: Cell, task: Task) -> None:
    rng = np.random.default_rng(4)
    reader = Reader(cell, task, 3, rng)
    for name, array in reader.weights.items():
        reader.weights[name] = array.astype(np.float64) + rng.normal(0, 0.1, array.shape)
    examples = task.examples(rng, np.array([2, 4, 3, 2]), 4)
    loss, right, found = reader.gradient(examples)
    outputs = reader.answer(examples.inputs)
    assert loss == pytest.approx(task.loss(outputs, examples.answers)[0])
    assert (right == task.right(outputs, examples.answers)).all()
    for name, array in dict(reader.weights).items():

        def loss_with(values, name=name) -> float:  # noqa: ANN001 - an array
            reader.weights[name] = values
            return reader.gradient(examples)[0]

        wanted = differences(array, loss_with)
        reader.weights[name] = array
        np.testing.assert_allclose(found[name], wanted, atol=1e-7, err_msg=name)


@pytest.mark.parametrize("cell", CELLS)
def test_it_learns_what_it_is_shown_again_and_again(cell: Cell) -> None:
    rng = np.random.default_rng(5)
    task = Recall(4)
    reader = Reader(cell, task, 16, rng)
    examples = task.examples(rng, rng.integers(1, 4, 16), 4)
    losses = [reader.learn(examples, 0.01, 1.0)[0] for _ in range(150)]
    assert losses[-1] < 0.05 < 1 < losses[0]
    assert task.right(reader.answer(examples.inputs), examples.answers).all()


def test_adam_by_hand() -> None:
    # The first step of Adam is the rate against the sign of the gradient, however long that is.
    weights = {"a": np.array([1.0, 2.0], np.float32), "b": np.array([0.0], np.float32)}
    gradient = {"a": np.array([3.0, 0.0], np.float32), "b": np.array([-4.0], np.float32)}
    assert norm(gradient) == 5
    adam = Adam(weights)
    adam.update(gradient, 0.1, clip=1.0)
    assert weights["a"] == pytest.approx([0.9, 2.0], abs=1e-6)
    assert weights["b"] == pytest.approx([0.1], abs=1e-6)
    # With β 0.9 and 0.999, clipped to 0.6 and then not: m = 0.1·(0.9·0.6 + 2) = 0.254, corrected by 0.19: 1.336842;
    # v = 0.001·(0.999·0.36 + 4) = 0.00435964, by 0.001999: 2.180910, whose root is 1.476790. 0.1·1.336842/1.476790.
    adam.update({"a": np.array([2.0, 0.0], np.float32), "b": np.zeros(1, np.float32)}, 0.1, clip=None)
    assert weights["a"][0] == pytest.approx(0.9 - 0.0905235, abs=1e-6)
