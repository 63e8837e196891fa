import numpy as np
import pytest

from wordrnn.lab.tasks import Adding, Recall

RNG_SEED = 3


def test_the_marked_letter_stands_where_the_distance_says() -> None:
    recall = Recall(symbols=4)
    distances = np.array([1, 2, 5, 7, 7, 3, 1, 6])
    examples = recall.examples(np.random.default_rng(RNG_SEED), distances, 7)
    assert examples.inputs.shape == (7, 8, 8)
    assert (examples.inputs.sum(axis=2) == 1).all()
    for row, (distance, answer) in enumerate(zip(distances, examples.answers, strict=True)):
        shown = examples.inputs[:, row].argmax(axis=1)
        (place,) = np.flatnonzero(shown >= 4)
        assert place == 7 - distance and shown[place] - 4 == answer
    assert np.bincount(examples.answers).tolist() == [2, 2, 2, 2], "balanced"


def test_the_loss_of_recall_by_hand() -> None:
    # Softmax of (ln 1, ln 3) is (1/4, 3/4); the answers are 1 and 0: -(ln 3/4 + ln 1/4) / 2 = 0.836988.
    outputs = np.log(np.array([[1.0, 3.0], [1.0, 3.0]]))
    loss, slope = Recall(2).loss(outputs, np.array([1, 0]))
    assert loss == pytest.approx(0.836988, abs=1e-6)
    assert slope.ravel() == pytest.approx([0.125, -0.125, -0.375, 0.375])
    assert Recall(2).right(outputs, np.array([1, 0])).tolist() == [True, False]


def test_the_two_marked_numbers_are_added() -> None:
    adding = Adding()
    distances = np.array([2, 5, 9, 9])
    examples = adding.examples(np.random.default_rng(RNG_SEED), distances, 9)
    for row, distance in enumerate(distances):
        marked = np.flatnonzero(examples.inputs[:, row, 1])
        assert len(marked) == 2 and marked[0] == 9 - distance
        total = examples.inputs[marked, row, 0].sum()
        assert examples.answers[row] == pytest.approx(0.5 + total / 4)


def test_the_loss_of_adding_by_hand() -> None:
    outputs = np.array([[0.5], [0.75]])
    answers = np.array([0.53, 0.5])
    loss, slope = Adding().loss(outputs, answers)
    assert loss == pytest.approx((0.03**2 + 0.25**2) / 2)
    assert slope.ravel() == pytest.approx([-0.03, 0.25])
    assert Adding().right(outputs, answers).tolist() == [True, False]


def test_guessing_is_right_as_often_as_chance_says() -> None:
    rng = np.random.default_rng(RNG_SEED)
    count = 20_000
    for task, guess in ((Recall(5), np.eye(5)[[2]]), (Adding(), np.array([[0.5]]))):
        answers = task.examples(rng, np.full(count, 2), 2).answers
        share = task.right(np.repeat(guess, count, axis=0), answers).mean()
        assert share == pytest.approx(task.chance, abs=0.01)
