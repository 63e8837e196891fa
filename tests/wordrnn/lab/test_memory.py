import dataclasses
import json
import sys

import pytest

from tests.wordrnn.lab.here import run as in_this_process
from wordrnn.errors import OptionError, UnavailableError
from wordrnn.events import Event
from wordrnn.lab import figures, side_by_side
from wordrnn.lab.experiment import never, untold
from wordrnn.lab.memory import Result, Settings, contenders_of, run
from wordrnn.lab.memory_findings import findings, reach
from wordrnn.lab.sentences import worded

SMALL = Settings(
    symbols=3,
    window=3,
    distances=(1, 3, 4, 6),
    units=12,
    updates=60,
    batch=24,
    learning_rate=0.02,
    examples=150,
    tests=60,
)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "run", in_this_process)


@pytest.fixture(scope="module")
def ran() -> tuple[Result, list[Event]]:
    pytest.importorskip("sklearn")
    told: list[Event] = []
    return run(dataclasses.replace(SMALL, contenders=("logistic", "tree", "gru")), told.append, never), told


def test_a_window_sees_to_its_edge_and_no_farther(ran: tuple[Result, list[Event]]) -> None:
    result, _ = ran
    for name in ("logistic", "tree"):
        curve = result.accuracy[name]
        assert curve["1"] == curve["3"] == 1
        assert max(curve["4"], curve["6"]) < 0.6, "chance is a third"
    assert result.chance == pytest.approx(1 / 3) and result.window == 3
    assert result.sentences[0].code == "memory-window-edge"
    assert result.accuracy["gru"]["1"] > 0.8 and 0 < result.updates["gru"] <= 60
    # Of the layer: 6·36 + 12·36 + 2·36; of the answer: 12·3 + 3.
    assert result.parameters == {"gru": 759}


def test_the_result_is_json_that_can_be_read_and_drawn(
    ran: tuple[Result, list[Event]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    result, _ = ran
    data = json.loads(json.dumps(result.to_json(), allow_nan=False))
    assert Result.from_json(data).to_json() == data
    columns, rows = result.rows()
    assert len(rows) == 12 and len(columns) == len(rows[0])
    assert ["gru", 4, result.accuracy["gru"]["4"], result.chance] in rows
    pytest.importorskip("matplotlib")
    figure = tmp_path_factory.mktemp("figure") / "memory.svg"
    figures.draw("memory", data, figure)
    assert figure.stat().st_size > 10_000


def test_accuracies_are_told_as_they_come_in(ran: tuple[Result, list[Event]]) -> None:
    result, told = ran
    for name in result.accuracy:
        own = [item for item in told if item["event"] == "accuracy" and item["contender"] == name]
        assert len(own) > 3 and own[-1]["accuracy"] == result.accuracy[name] and own[-1]["share"] == 1
    shares = [item["share"] for item in told if item["event"] == "progress"]
    assert shares == sorted(shares) and shares[-1] == 1


def test_the_same_seed_gives_the_same_data(ran: tuple[Result, list[Event]]) -> None:
    one = ran[0].to_json()
    settings = dataclasses.replace(SMALL, contenders=("gru", "tree", "logistic"))
    two = run(settings, untold, never).to_json()
    assert two["accuracy"] == one["accuracy"] and two["updates"] == one["updates"]
    other = run(dataclasses.replace(SMALL, contenders=("logistic",), seed=2), untold, never)
    assert other.accuracy["logistic"] != one["accuracy"]["logistic"]


@pytest.mark.usefixtures("here")
def test_a_stopped_run_keeps_what_it_has() -> None:
    told: list[Event] = []
    settings = dataclasses.replace(SMALL, contenders=("lstm",), updates=100_000)
    result = run(settings, told.append, lambda: any(item["event"] == "accuracy" for item in told))
    assert result.stopped and result.accuracy["lstm"].keys() == {"1", "3", "4", "6"}
    assert result.updates["lstm"] < 100_000
    assert result.sentences == (), "it has not learned yet"
    assert run(settings, untold, lambda: True).accuracy == {}


@pytest.mark.usefixtures("here")
def test_the_adding_problem_has_its_own_contenders() -> None:
    pytest.importorskip("sklearn")
    settings = dataclasses.replace(SMALL, task="adding", distances=(2, 6), contenders=("linear", "simple"))
    result = run(settings, untold, never)
    # At a distance of 2, the other number is at 1: a sum of two places, which a line is enough for.
    assert result.accuracy["linear"]["2"] == 1 and result.accuracy["linear"]["6"] < 0.4
    with pytest.raises(OptionError):
        dataclasses.replace(SMALL, task="adding", distances=(1, 2))
    with pytest.raises(OptionError):
        dataclasses.replace(SMALL, task="adding", distances=(2,), contenders=("logistic",))


def test_without_scikit_learn_it_says_so_before_anything_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("sklearn")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sklearn", None)
    told: list[Event] = []
    with pytest.raises(UnavailableError) as error:
        run(SMALL, told.append, never)
    assert error.value.code == "needs-lab" and not told


# What is said ---------------------------------------------------------------------------------------------------------


def said(accuracy: dict[str, dict[str, float]]) -> list[str]:
    return [each.code for each in findings(accuracy, 10, 0.04)]


def curve(one: float, ten: float, fifty: float, hundred: float) -> dict[str, float]:
    return {"1": one, "10": ten, "50": fifty, "100": hundred}


def test_what_the_textbook_expects_is_said() -> None:
    accuracy = {
        "svm": curve(1, 0.98, 0.05, 0.03),
        "simple": curve(1, 0.9, 0.5, 0.3),
        "lstm": curve(1, 1, 1, 0.97),
        "gru": curve(1, 1, 1, 1),
    }
    assert said(accuracy) == ["memory-window-edge", "memory-gates-all", "memory-simple-forgets"]
    texts = [worded(each) for each in findings(accuracy, 10, 0.04)]
    assert texts[1] == "LSTM and GRU are still right 97% of the time at a distance of 100."
    assert "100% of the time at a distance of 1, 50% at 50, and 30% at 100" in texts[2]


def test_what_contradicts_it_is_said_too() -> None:
    accuracy = {
        "svm": curve(1, 0.98, 0.5, 0.03),
        "tree": curve(1, 0.98, 0.05, 0.03),
        "simple": curve(1, 1, 1, 0.99),
        "lstm": curve(1, 1, 0.6, 0.4),
        "gru": curve(0.3, 0.2, 0.1, 0.05),
    }
    assert said(accuracy) == [
        "memory-window-edge", "memory-window-beyond", "memory-gates-some", "memory-gates-none", "memory-simple-holds",
    ]  # fmt: skip
    assert said({"simple": curve(0.3, 0.3, 0.3, 0.3)}) == ["memory-simple-weak"]
    assert said({}) == said({"simple": {"1": 1.0}}) == []


def test_reach_ends_where_it_first_fails() -> None:
    assert reach(curve(1, 0.96, 0.9, 1)) == 10
    assert reach(curve(0.9, 1, 1, 1)) == 0


def test_all_nine_take_part_in_each_task() -> None:
    assert len(contenders_of("recall")) == len(contenders_of("adding")) == 9
