import numpy as np
import pytest

from wordrnn.lab.racing.comparing import compared, estimate, is_clear, sentences
from wordrnn.lab.racing.measuring import Measured

LENGTHS = (5, 10, 100)


def measured(loss: float, gain: float, seed: int = 1) -> Measured:
    """A model that loses `loss` a token, of which words beyond ten have saved it `gain`."""
    rng = np.random.default_rng(seed)
    noise = rng.normal(0, 0.1, 400)
    by_length = {
        5: noise + loss + gain,
        10: noise + loss + gain,
        100: noise + loss + rng.normal(0, 0.01, 400),
    }
    if gain == 0:
        by_length[100] = by_length[10]
    return Measured({}, noise + loss, np.zeros(400, int), by_length)


def race(models: dict[str, Measured], equal: str = "time", **more: object) -> list[str]:
    """Return the codes of what is said of `models`, which took a second a pass each, the GRU less."""
    figures = {
        name: {
            "perplexity": float(np.exp(each.losses.mean())),
            "parameters": {"gru": 750}.get(name, 1000),
            "seconds_per_epoch": None if name == "ngram" else {"gru": 0.8}.get(name, 1.0),
            "seconds": 0.1,
        }
        for name, each in models.items()
    }
    for name, values in more.items():
        figures[name] |= values  # pyright: ignore[reportOperatorIssue]
    frequent = {"accuracy": {}, "examples": {}, "words": 200, "most_frequent": 0.1}
    settings = {"window": 10, "equal": equal}
    data = {"contenders": figures, "frequent": frequent, "settings": settings, **compared(models, 10)}
    return [each.code.removeprefix("race-") for each in sentences(data)]


def test_an_estimate_and_its_error() -> None:
    found = estimate(np.array([1.0, 2.0, 3.0]))
    assert found == {"mean": 2.0, "error": pytest.approx(1 / 3**0.5)}  # standard deviation 1
    assert is_clear(found)
    assert not is_clear(estimate(np.array([-1.0, 2.0, 0.5])))


def test_compared_with_the_lstm_token_by_token() -> None:
    found = compared({"lstm": measured(4.0, 0.2), "simple": measured(4.1, 0.05)}, 10)
    assert found["worse_than_lstm"]["simple"]["mean"] == pytest.approx(0.1)
    assert found["worse_than_lstm"]["simple"]["error"] < 1e-6  # the same noise in both
    context = found["context"]
    assert (context["lengths"], context["places"]) == ([5, 10, 100], 400)
    assert context["gain"]["lstm"]["mean"] == pytest.approx(0.2, abs=0.01)
    assert context["gain_below_lstm"]["simple"]["mean"] == pytest.approx(0.15, abs=0.01)
    assert context["perplexity"]["lstm"][0] == pytest.approx(np.exp(4.2), rel=0.02)


@pytest.mark.parametrize(
    ("lstm", "simple", "said"),
    [
        (0.2, 0.05, "simple-forgets"),
        (0.2, 0.0, "simple-forgets-all"),
        (0.2, 0.3, "simple-holds"),
        (0.0, 0.0, "nobody-looks-far"),
        (0.005, 0.0, "nobody-looks-far"),
        (-0.2, 0.0, "nobody-looks-far"),
    ],
)
def test_what_is_said_of_long_dependencies(lstm: float, simple: float, said: str) -> None:
    assert race({"lstm": measured(4.0, lstm), "simple": measured(4.1, simple)}) == [said]


def test_what_is_said_of_the_window() -> None:
    window = measured(4.5, 0.0)
    assert race({"feedforward": window, "gru": measured(4.0, 0.1)}) == ["window-edge"]
    assert race({"feedforward": window, "gru": measured(4.0, 0.0)}) == ["window-misses-nothing"]
    assert race({"feedforward": measured(4.5, 0.1)}) == ["window-crossed"]


@pytest.mark.parametrize(("loss", "ending"), [(3.9, "better"), (4.1, "worse"), (4.0, "level")])
def test_what_is_said_of_peepholes_and_of_the_gru(loss: float, ending: str) -> None:
    lstm = measured(4.0, 0.0)
    other = measured(loss, 0.0, seed=2 if ending == "level" else 1)
    assert race({"lstm": lstm, "peephole": other}) == [f"peepholes-{ending}"]
    assert race({"lstm": lstm, "gru": other}) == ["gru-cheaper", f"gru-{ending}"]
    assert race({"lstm": lstm, "gru": other}, "parameters") == ["gru-faster", f"gru-{ending}"]
    slow = {"gru": {"seconds_per_epoch": 1.3}}
    assert race({"lstm": lstm, "gru": other}, **slow)[0] == "gru-not-cheaper"
    assert race({"lstm": lstm, "gru": other}, "parameters", **slow)[0] == "gru-not-faster"


def test_what_is_said_of_the_ngram() -> None:
    assert race({"ngram": measured(4.0, 0.0), "simple": measured(4.1, 0.0)}) == ["ngram-ahead"]
    assert race({"ngram": measured(4.1, 0.0), "simple": measured(4.0, 0.0)}) == ["ngram-behind"]
    assert race({"ngram": measured(4.1, 0.0)}) == []


@pytest.mark.parametrize(("svm", "said"), [(0.2, "frequent-models"), (0.4, "frequent-classifiers")])
def test_what_is_said_of_the_task_that_all_can_do(svm: float, said: str) -> None:
    frequent = {
        "accuracy": {"lstm": 0.3, "ngram": 0.25, "svm": svm, "tree": 0.1},
        "examples": {"svm": 10, "tree": 10},
        "words": 200,
        "most_frequent": 0.05,
    }
    data = {"contenders": {}, "frequent": frequent, "settings": {"window": 10, "equal": "time"}}
    (found,) = sentences(data)
    assert found.code == f"race-{said}"
    assert (found.params["model"], found.params["classifier"]) == ("lstm", "svm")


def test_nothing_measured_nothing_said() -> None:
    assert race({}) == []
