import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.errors import ModelError
from wordrnn.mixture import Mixture, fit_weights
from wordrnn.next_word import FloatArray, IntArray


class Fixed:
    """The same distribution after every token; its state counts the tokens."""

    def __init__(self, probabilities: list[float]) -> None:
        with np.errstate(divide="ignore"):
            self.row = np.log(np.array(probabilities, np.float32))
        self.vocab_size = len(probabilities)

    def start(self, batch: int = 1) -> int:
        return 0

    def step(self, ids: IntArray, state: int) -> tuple[FloatArray, int]:
        return np.tile(self.row, (len(ids), 1)), state + 1

    def advance(self, ids: IntArray, state: int) -> int:
        return state + ids.shape[1]

    def log_probs(self, ids: IntArray, state: int) -> tuple[FloatArray, int]:
        return np.tile(self.row, (len(ids), 1)), state + len(ids)


def mixture(weight: float = 0.75) -> Mixture:
    parts = {"network": Fixed([0.5, 0.25, 0.25]), "ngram": Fixed([0.1, 0.1, 0.8])}
    return Mixture(parts, {"network": weight, "ngram": 1 - weight})


def test_probabilities_are_mixed_not_their_logarithms() -> None:
    model = mixture()
    rows, state = model.step(np.array([0, 1]), model.start(2))
    # 0.75 * [.5, .25, .25] + 0.25 * [.1, .1, .8] = [.4, .2125, .3875]
    for row in np.exp(rows):
        assert row.tolist() == pytest.approx([0.4, 0.2125, 0.3875])
    assert state == (1, 1)
    assert np.exp(model.log_probs(np.array([0, 1, 2]), state)[0][2]).tolist() == pytest.approx(
        [0.4, 0.2125, 0.3875]
    )
    assert model.advance(np.array([[1, 2]]), state) == (3, 3)


def test_the_shares_add_up_to_the_mixture() -> None:
    model = mixture()
    shares, _ = model.step_shares(np.array([0]), model.start())
    assert shares[0][0].tolist() == pytest.approx([0.375, 0.1875, 0.1875])
    assert shares[1][0].tolist() == pytest.approx([0.025, 0.025, 0.2])


def test_a_part_without_weight_is_not_run() -> None:
    model = mixture(1.0)
    assert list(model.parts) == ["network"]
    assert np.exp(model.step(np.array([0]), model.start())[0][0]).tolist() == pytest.approx([0.5, 0.25, 0.25])


def test_what_no_part_thinks_possible_stays_finite() -> None:
    model = Mixture({"network": Fixed([1.0, 0.0])}, {"network": 1.0})
    row = model.step(np.array([0]), model.start())[0][0]
    assert row[0] == 0
    assert -90 < row[1] < -80  # log of the smallest normal float32


def test_parts_and_weights_that_do_not_fit_are_refused() -> None:
    one, two = Fixed([0.5, 0.5]), Fixed([0.2, 0.3, 0.5])
    cases = [
        ("no-parts", {}, {}),
        ("mixture-parts", {"a": one}, {"b": 1.0}),
        ("mixture-weights", {"a": one}, {"a": 0.5}),
        ("mixture-weights", {"a": one, "b": one}, {"a": 1.5, "b": -0.5}),
        ("mixture-weights", {"a": one}, {"a": float("nan")}),
        ("part-vocabulary", {"a": one, "b": two}, {"a": 0.5, "b": 0.5}),
    ]
    for code, parts, weights in cases:
        with pytest.raises(ModelError) as error:
            Mixture(parts, weights)
        assert error.value.code == code


def test_fitted_weights_hand_worked() -> None:
    # Two parts, three tokens: P_a = .8, .8, .2 and P_b = .2, .2, .8. With weight w of a, the first two tokens have
    # probability .2 + .6w, the last .8 - .6w. 2 * .6 / (.2 + .6w) = .6 / (.8 - .6w) gives 1.6 - 1.2w = .2 + .6w,
    # so w = 1.4 / 1.8 = 7/9.
    rows = np.log([[0.8, 0.2], [0.8, 0.2], [0.2, 0.8]])
    assert fit_weights(rows, tolerance=1e-12).tolist() == pytest.approx([7 / 9, 2 / 9], abs=1e-5)


def test_a_part_that_is_never_better_gets_next_to_nothing() -> None:
    rows = np.log([[0.5, 0.1], [0.4, 0.4], [0.3, 0.01]])
    assert fit_weights(rows).tolist() == pytest.approx([1, 0], abs=1e-5)


def test_equal_parts_and_no_tokens_give_equal_weights() -> None:
    assert fit_weights(np.log([[0.5, 0.5]] * 3)).tolist() == [0.5, 0.5]
    assert fit_weights(np.zeros((0, 4))).tolist() == [0.25] * 4


def test_tokens_with_no_chance_in_one_part_or_in_all() -> None:
    rows = np.array([[0.0, -np.inf], [-np.inf, 0.0], [-np.inf, -np.inf], [-400.0, -500.0]])
    # Two tokens say part a, one says part b; the impossible one says nothing.
    assert fit_weights(rows, tolerance=1e-12).tolist() == pytest.approx([2 / 3, 1 / 3], abs=1e-5)


@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)), min_size=1, max_size=20)
)
def test_no_other_weights_are_better(probabilities: list[tuple[float, float, float]]) -> None:
    rows = np.array(probabilities)
    weights = fit_weights(np.log(rows))
    assert weights.sum() == pytest.approx(1)
    best = np.log(rows @ weights).mean()
    for other in ([1, 0, 0], [0, 1, 0], [0, 0, 1], [1 / 3] * 3, [0.5, 0.5, 0], [0.2, 0.3, 0.5]):
        assert np.log(rows @ np.array(other)).mean() <= best + 1.1e-6
