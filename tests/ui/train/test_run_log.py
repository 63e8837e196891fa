from pathlib import Path

import pytest

from tests.ui.train.test_run_view import STARTED, epoch, step
from ui.train import run_log
from ui.train.run_log import RunLog, append_request, events_of, unfinished_runs
from wordrnn import lock
from wordrnn.events import event, to_line
from wordrnn.training import checkpoint

DONE = event("done", ok=True, stopped=True, message="Stopped.", model="m", folder="f")


def folder_with(models: Path, name: str, *events: dict) -> Path:
    folder = models / name
    (folder / "training").mkdir(parents=True)
    (folder / "training" / "run.json").write_text("{}")
    (folder / "training" / "events.jsonl").write_text("".join(map(to_line, events)), encoding="utf-8")
    return folder


def test_the_names_are_the_engines(tmp_path: Path) -> None:
    training = tmp_path / run_log._TRAINING
    assert training == checkpoint.training_folder(tmp_path)
    assert training / run_log._EVENTS == checkpoint.events_path(tmp_path)
    assert training / run_log._REQUESTS == checkpoint.requests_path(tmp_path)
    checkpoint.save_run(tmp_path, {})
    assert (training / run_log._RUN).is_file()
    assert run_log.asked_of(tmp_path)["format"] == 1
    checkpoint.finish(tmp_path)
    assert (training / run_log._FINISHED).is_file()
    assert run_log.asked_of(tmp_path)["format"] == 1
    assert run_log.asked_of(tmp_path / "nowhere") == {}


def test_events_are_read_as_they_come(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "m", STARTED)
    log = RunLog(folder)
    with lock.holding(folder / "training"):
        assert log.poll() == ([STARTED], True)
        with (folder / "training" / "events.jsonl").open("a") as file:
            file.write(to_line(DONE)[:10])
            file.flush()
            assert log.poll() == ([], True)
            file.write(to_line(DONE)[10:])
    assert log.poll() == ([DONE], False)
    assert RunLog(tmp_path / "nothing").poll() == ([], False)
    assert events_of(folder) == [STARTED, DONE]


@pytest.mark.parametrize(
    ("events", "cut_off", "reached"),
    [
        ([STARTED, step(2.5, 4.0)], True, 2.5),
        ([STARTED, epoch(3, 90.0, True), DONE], False, 3),
        ([STARTED, DONE, STARTED], True, None),
        ([STARTED, {**DONE, "lost": True}], True, None),
        ([], True, None),
    ],
)
def test_a_run_that_was_cut_off_is_told_from_one_that_was_stopped(
    tmp_path: Path, events: list[dict], cut_off: bool, reached: float | None
) -> None:
    folder = folder_with(tmp_path, "m", *events)
    (tmp_path / ".deleted" / "training").mkdir(parents=True)
    (tmp_path / "whole").mkdir()
    (run,) = unfinished_runs(tmp_path)
    assert (run.name, run.running, run.cut_off, run.epoch) == ("m", False, cut_off, reached)
    with lock.holding(folder / "training"):
        (run,) = unfinished_runs(tmp_path)
        assert (run.running, run.cut_off) == (True, False)
    assert unfinished_runs(tmp_path / "nowhere") == []


def test_requests_are_appended(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, "m")
    append_request(folder, "pause")
    append_request(folder, "stop")
    assert (folder / "training" / "requests").read_text() == "pause\nstop\n"
