"""A run that gets more time, that is ended at once, that answers prompts, and a plan without a run."""

import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("keras")

from tests.wordrnn.training.test_run import LINES, small
from wordrnn import cli, home, library
from wordrnn.errors import ModelError
from wordrnn.events import Event
from wordrnn.model_folder import open_folder
from wordrnn.training import checkpoint, measured, plan, run
from wordrnn.training.control import Control
from wordrnn.training.request import Request


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.txt"
    path.write_text(LINES * 60, encoding="utf-8")
    return path


def named(events: list[Event], name: str) -> list[Event]:
    return [item for item in events if item["event"] == name]


@pytest.mark.timeout(400)
def test_a_run_from_its_prompts_to_more_time_after_its_end(text: Path) -> None:
    folder = home.models_folder() / "cats"
    events: list[Event] = []
    control = Control()
    control.prompts = ("the ",)

    def ask(item: Event) -> None:
        events.append(item)
        if item["event"] == "epoch" and item["epoch"] == 1:
            control.prompts = ("we know that the ", "a dog ran ")
            control.ask_longer(0.001)

    assert not run.train(Request(folder, (str(text),), wishes=small(2)), ask, control).stopped
    prompts = named(events, "prompts")
    assert [(item["epoch"], item["parts"]) for item in prompts[:2]] == [
        (0.0, ["ngram"]), (1.0, ["network", "ngram"]),
    ]  # fmt: skip
    assert prompts[0]["answers"][0]["prompt"] == "the "
    assert "cat" in [word for word, _ in prompts[0]["answers"][0]["words"]]
    assert [len(item["answers"]) for item in prompts] == [1, 2, 2, 2][: len(prompts)]
    extended = named(events, "extended")
    assert len(extended) == 1 and extended[0]["minutes"] == 0.001
    epochs = named(events, "epoch")
    assert [item["epoch"] for item in epochs] == [1.0, 2.0, 3.0]  # two were asked for, then one more
    assert all(0 <= item["valid_top1"] <= item["valid_top3"] <= 1 for item in epochs)
    assert not library.list_models()[0].training

    longer: list[Event] = []
    elapsed = epochs[-1]["elapsed_seconds"]
    assert not run.resume(folder, longer.append, Control(), minutes=0.01).stopped
    history = [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]
    assert [item["epoch"] for item in history][:3] == [1.0, 2.0, 3.0]
    more = named(longer, "epoch")
    assert more[0]["epoch"] > 3
    assert elapsed < more[-1]["elapsed_seconds"]
    assert more[-1]["valid_loss"] < epochs[0]["valid_loss"]

    discarded = Control()
    discarded.ask("discard")
    assert run.resume(folder, lambda item: None, discarded, minutes=1).stopped
    assert open_folder(folder).config is not None, "the model was there before"
    assert not library.list_models()[0].training


def test_a_run_that_is_ended_at_once_keeps_what_was_published(text: Path) -> None:
    folder = home.models_folder() / "cats"
    events: list[Event] = []
    control = Control()

    def end(item: Event) -> None:
        events.append(item)
        if item["event"] == "epoch":
            control.ask("now")

    assert run.train(Request(folder, (str(text),), wishes=small(50)), end, control).stopped
    names = [item["event"] for item in events]
    assert "calibrating" not in [item.get("name") for item in events]
    assert names.count("epoch") == 1
    assert open_folder(folder).config is not None
    assert checkpoint.is_unfinished(folder)


def test_there_is_nothing_to_train_longer(tmp_path: Path) -> None:
    (tmp_path / "training").mkdir()
    with pytest.raises(ModelError) as caught:
        run.resume(tmp_path, lambda item: None, Control(), minutes=3)
    assert caught.value.code == "nothing-to-resume"


def test_a_plan_makes_no_model_and_is_measured_once(
    text: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    wishes = plan.Wishes(minutes=2)
    events: list[Event] = []
    run.tell_plan(Request(Path("nowhere"), (str(text),), wishes=wishes), events.append, Control())
    told = named(events, "plan")[0]
    assert told["overfitting"] == "high"
    assert told["expected_seconds"] <= 120 and told["memory_mb"] > 500
    assert [item["event"] for item in events] == ["stage", "corpus", "stage", "plan"]
    assert not home.models_folder().exists()

    def again() -> Any:
        raise AssertionError("measured twice")

    monkeypatch.setattr(run, "_import_trainer", again)
    assert cli.main(["train", str(text), "--minutes", "1", "--plan"]) == 0
    assert "it will learn it by heart" in " ".join(capsys.readouterr().err.split())
    assert cli.main(["train", "--resume", "--name", "cats", "--plan"]) == 2
    assert not home.models_folder().exists()


class Probe:
    asked = 0

    def faster_precision(self, units: int, vocab_size: int) -> str:
        Probe.asked += 1
        return "bfloat16"


@pytest.mark.parametrize("content", ["", "{", '{"measured": 3}', '{"measured": {"a": 1}}'])
def test_a_damaged_cache_of_speeds_only_costs_time(tmp_path: Path, content: str) -> None:
    path = tmp_path / "speeds.json"
    path.write_text(content)
    Probe.asked = 0
    for _ in range(2):
        assert measured.RememberedProbe(path, Probe, 60).faster_precision(64, 100) == "bfloat16"
    assert Probe.asked == 1
    assert measured.RememberedProbe(path, Probe, -1).faster_precision(64, 100) == "bfloat16"
    assert Probe.asked == 2
