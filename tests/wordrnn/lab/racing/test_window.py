import numpy as np
import pytest

from wordrnn.lab.racing import window
from wordrnn.lab.racing.window import Effort, WindowConfig, WindowModel, fit, forward, gradients, windows_of
from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import EOS_ID

TINY = WindowConfig(vocab_size=7, embedding=3, units=4, window=2)


def double_weights(config: WindowConfig) -> dict[str, FloatArray]:
    rng = np.random.default_rng(3)
    return {name: rng.normal(0, 0.5, shape) for name, shape in config.weight_shapes().items()}


def test_by_hand() -> None:
    """One unit, E = 1, a window of two: x = (2, 3), h = tanh(2·0.1 + 3·0.2 − 0.3) = tanh(0.5) = 0.4621."""
    config = WindowConfig(vocab_size=3, embedding=1, units=1, window=2)
    weights = {
        "embedding": np.array([[1], [2], [3]], np.float32),
        "kernel": np.array([[0.1], [0.2]], np.float32),
        "bias": np.array([-0.3], np.float32),
        "output.bias": np.array([0, 0, 1], np.float32),
    }
    values = forward(weights, np.array([[1, 2]]))
    assert values.hidden == pytest.approx(np.array([[0.46211716]]))
    assert values.logits == pytest.approx(np.array([[0.4621, 0.9242, 2.3863]]), abs=1e-4)
    assert config.parameters == 3 + 2 + 1 + 3


def test_with_a_projection_where_the_widths_differ() -> None:
    assert TINY.weight_shapes()["projection.kernel"] == (4, 3)
    assert TINY.parameters == 7 * 3 + 2 * 3 * 4 + 4 + 7 + 4 * 3


@pytest.mark.parametrize("config", [TINY, WindowConfig(7, 3, 3, 2)])
@pytest.mark.parametrize("dropping", [False, True])
def test_gradients_are_those_of_finite_differences(config: WindowConfig, dropping: bool) -> None:
    weights = double_weights(config)
    windows, targets = np.array([[1, 2], [2, 2], [5, 0]]), np.array([3, 1, 6])
    masks = None
    if dropping:
        rng = np.random.default_rng(4)
        widths = (config.window * config.embedding, config.units)
        masks = tuple(2.0 * (rng.random((3, width)) > 0.5) for width in widths)
    _, found = gradients(weights, windows, targets, masks)
    assert found.keys() == weights.keys()
    for name, array in weights.items():
        for place in np.ndindex(array.shape):
            kept, losses = array[place], []
            for by in (1e-5, -1e-5):
                array[place] = kept + by
                losses.append(gradients(weights, windows, targets, masks)[0])
            array[place] = kept
            assert found[name][place] == pytest.approx((losses[0] - losses[1]) / 2e-5, abs=1e-8), name


def test_the_text_at_once_is_the_text_step_by_step() -> None:
    weights = {name: each.astype(np.float32) for name, each in double_weights(TINY).items()}
    model = WindowModel(TINY, weights)
    ids = np.array([EOS_ID, 3, 4, 5, 2, 6])
    whole, after = model.log_probs(ids, model.start())
    assert np.exp(whole).sum(axis=1) == pytest.approx(np.ones(6), abs=1e-5)
    state = model.start()
    for index, row in zip(ids, whole, strict=True):
        there, state = model.step(np.array([index]), state)
        assert there[0] == pytest.approx(row, abs=1e-6)
    assert (state == after).all()
    assert (model.advance(ids[None], model.start()) == after).all()


def test_nothing_beyond_the_window_counts() -> None:
    weights = {name: each.astype(np.float32) for name, each in double_weights(TINY).items()}
    model = WindowModel(TINY, weights)
    one, _ = model.step(np.array([5]), model.advance(np.array([[3, 3, 4]]), model.start()))
    other, _ = model.step(np.array([5]), model.advance(np.array([[6, 2, 4]]), model.start()))
    nearer, _ = model.step(np.array([5]), model.advance(np.array([[3, 3, 6]]), model.start()))
    assert (one == other).all()
    assert np.abs(one - nearer).max() > 1e-3


def test_windows_before_each_token() -> None:
    assert windows_of(np.arange(4), 3).tolist() == [[0, 1, 2], [1, 2, 3]]


def text(length: int) -> np.ndarray:
    """Each word is told by the one two places before it: what a window of one cannot learn."""
    rng = np.random.default_rng(5)
    ids = [3, 4]
    while len(ids) < length:
        ids.append(3 + (ids[-2] - 3 + 1) % 4 if rng.random() < 0.95 else int(rng.integers(3, 7)))
    return np.array(ids, np.int32)


def test_it_learns_what_its_window_shows() -> None:
    train, valid = text(3000), text(400)
    reports: list[window.Report] = []
    seen = fit(WindowConfig(7, 8, 16, 2), train, valid, Effort(epochs=12), 1, reports.append, lambda: False)
    blind = fit(WindowConfig(7, 8, 16, 1), train, valid, Effort(epochs=12), 1, lambda _: None, lambda: False)
    assert seen and blind
    perplexities = [
        np.exp(window.loss_of(each.model._weights, valid, n)) for each, n in ((seen, 2), (blind, 1))
    ]
    assert perplexities[0] < 2 < 3 < perplexities[1]
    assert seen.epochs == pytest.approx(12)
    told = [each.valid_perplexity for each in reports if each.valid_perplexity]
    assert min(told) == pytest.approx(perplexities[0]) and len(told) == 20
    assert reports[-1].share == 1


def test_the_same_seed_gives_the_same_network() -> None:
    train, valid = text(600), text(100)
    models = [
        fit(TINY, train, valid, Effort(epochs=2), seed, lambda _: None, lambda: False) for seed in (1, 1, 2)
    ]
    one, other, third = (each.model._weights["kernel"] for each in models if each)
    assert (one == other).all() and (one != third).any()


def test_with_a_budget_of_time_it_ends_by_the_clock() -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 0.5
        return now

    trained = fit(TINY, text(600), text(100), Effort(seconds=10), 1, lambda _: None, lambda: False, clock)
    assert trained and trained.seconds == pytest.approx(10)  # twenty steps of half a second
    assert trained.epochs == pytest.approx(20 * 128 / 600, rel=0.2)


def test_it_stops_at_once() -> None:
    assert fit(TINY, text(600), text(100), Effort(epochs=100), 1, lambda _: None, lambda: True) is None
