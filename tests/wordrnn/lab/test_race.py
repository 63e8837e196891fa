import json
import math
from pathlib import Path
from typing import Any

import pytest

from wordrnn.errors import OptionError, UnavailableError
from wordrnn.events import Event
from wordrnn.lab import race
from wordrnn.lab.experiment import never, untold
from wordrnn.lab.race import Result, Settings
from wordrnn.lab.racing import classifiers, training

pytest.importorskip("sklearn")

QUICK = ("feedforward", "ngram", "svm", "tree")


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    path = tmp_path / "corpus.txt"
    names = ("Ann", "Bob", "Cleo", "Dan")
    lines = [
        f"{names[number % 4]} saw {number % 9} cats in the house, and {names[number % 3]} fed the dogs.\n"
        for number in range(400)
    ]
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def settings(corpus: str, *contenders: str, **more: Any) -> Settings:
    small = {"units": 8, "embedding": 8, "epochs": 2, "frequent": 10}
    return Settings(paths=(corpus,), contenders=contenders or QUICK, **{**small, **more})


def test_all_are_measured_and_told_of(corpus: str) -> None:
    told: list[Event] = []
    result = race.run(settings(corpus), told.append, never)
    assert not result.stopped
    assert list(result.contenders) == ["feedforward", "ngram"]
    for figures in result.contenders.values():
        assert 1 < figures["perplexity"] < 100
        assert figures["top1"] <= figures["top3"] <= figures["top5"]
    assert result.contenders["ngram"]["units"] is None
    assert list(result.accuracy) == list(QUICK)
    assert result.frequent["examples"].keys() == {"svm", "tree"}
    assert all(0 < each <= 1 for each in result.accuracy.values())
    assert {each.code for each in result.sentences} >= {"race-window-misses-nothing"}
    by_name = {
        name: [each for each in told if each["event"] == name] for name in ("contender", "measured", "named")
    }
    assert [each["contender"] for each in by_name["contender"]] == ["ngram", "feedforward"]
    assert [each["contender"] for each in by_name["named"]] == ["ngram", "feedforward", "svm", "tree"]
    measured = by_name["measured"][1]
    assert measured["figures"] == result.contenders["feedforward"]
    assert list(measured["context"].values()) == result.context["perplexity"]["feedforward"]
    for name, curve in result.curves.items():
        learning = [each for each in told if each["event"] == "learning" and each["contender"] == name]
        assert [[each["seconds"], each["valid_perplexity"]] for each in learning] == curve != []
    shares = [each["share"] for each in told if each["event"] == "progress"]
    assert shares == sorted(shares) and math.isclose(shares[-1], 1)
    json.dumps(told, allow_nan=False)


def test_the_same_seed_gives_the_same_figures(corpus: str) -> None:
    one, other = (race.run(settings(corpus), untold, never).to_json() for _ in range(2))
    for result in (one, other):
        for timed in ("seconds", "sentences"):
            del result[timed]
        for each in result["contenders"].values():
            for name in ("seconds", "seconds_per_epoch", "ms_per_prediction"):
                del each[name]
        for name in ("seconds", "ms_per_prediction"):
            del result["frequent"][name]
        result["curves"] = {name: [point[1] for point in points] for name, points in result["curves"].items()}
    assert one == other


def test_stopped_it_keeps_who_came_to_the_end(corpus: str) -> None:
    told: list[Event] = []
    result = race.run(
        settings(corpus, *QUICK), told.append, lambda: any(each["event"] == "named" for each in told)
    )
    assert result.stopped
    assert list(result.contenders) == ["ngram"] == list(result.accuracy)


def test_a_result_comes_back_from_its_json(corpus: str) -> None:
    result = race.run(settings(corpus), untold, never)
    data = json.loads(json.dumps(result.to_json()))
    assert Result.from_json(data).to_json() == data == result.to_json()
    columns, rows = result.rows()
    assert {len(row) for row in rows} == {len(columns)} == {4}
    perplexity = result.contenders["ngram"]["perplexity"]
    assert ["ngram", "perplexity", None, perplexity] in rows
    at_ten = result.context["perplexity"]["ngram"][result.context["lengths"].index(10)]
    assert ["ngram", "perplexity with words of context", 10, at_ten] in rows


def test_a_race_of_nothing_comes_back_too(corpus: str) -> None:
    result = race.run(settings(corpus), untold, lambda: True)
    assert result.stopped and result.rows()[1] == []
    assert Result.from_json(json.loads(json.dumps(result.to_json()))) == result


@pytest.mark.parametrize(
    "wrong",
    [
        {"paths": ()},
        {"contenders": ("lstm", "hmm")},
        {"equal": "luck"},
        {"minutes": 0},
        {"epochs": 0},
        {"window": 51},
        {"units": 2.5},
    ],
)
def test_settings_that_cannot_be(wrong: dict[str, Any]) -> None:
    with pytest.raises(OptionError):
        Settings(**wrong)


def test_who_races_starts_in_order_and_once() -> None:
    assert Settings(contenders=("svm", "gru", "lstm", "gru")).in_order() == ["lstm", "gru", "svm"]
    assert Settings().in_order()[:2] == ["ngram", "simple"]


def test_what_is_missing_is_said_before_anything_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "find_spec", lambda _: None)
    with pytest.raises(UnavailableError) as caught:
        race.run(Settings(paths=("nowhere",)), untold, never)
    assert caught.value.code == "needs-tensorflow"

    def absent(_: str) -> None:
        raise ImportError(name="sklearn")

    monkeypatch.setattr("importlib.import_module", absent)
    with pytest.raises(UnavailableError) as caught:
        race.run(Settings(paths=("nowhere",), contenders=("svm",)), untold, never)
    assert (caught.value.code, caught.value.params["missing"]) == ("needs-lab", "sklearn")
    assert classifiers.CLASSIFIERS == ("logistic", "svm", "tree")


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_network_of_the_trainer_races_too(corpus: str) -> None:
    pytest.importorskip("tensorflow")
    result = race.run(settings(corpus, "simple", "feedforward", equal="parameters"), untold, never)
    simple, window = (result.contenders[name] for name in ("simple", "feedforward"))
    assert simple["perplexity"] < 100 and simple["epochs"] == pytest.approx(2)
    assert simple["parameters"] == pytest.approx(window["parameters"], rel=0.05)
    assert len(result.curves["simple"]) >= 1
    again = race.run(settings(corpus, "simple", equal="parameters"), untold, never)
    assert again.contenders["simple"]["perplexity"] == simple["perplexity"]
    assert again.context["perplexity"]["simple"] == result.context["perplexity"]["simple"]


def test_the_width_of_the_vectors_is_the_trainers_choice_unless_it_is_given() -> None:
    assert (Settings().embedding, Settings(units=512).embedding) == (96, 192)
    assert Settings(units=512, embedding=512).embedding == 512
