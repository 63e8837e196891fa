"""A real run that outlives its window: left, found again, paused and stopped through its folder."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

pytest.importorskip("keras")

from ui.background import Background
from ui.train.attached_run import AttachedRun
from ui.train.run import Outcome
from ui.train.run_log import unfinished_runs
from wordrnn.home import models_folder
from wordrnn.model_folder import open_folder

WAIT = 120_000  # a machine with other work
LINES = "the cat sat on the mat .\na dog ran to the old house .\nwe know that the cat is here .\n"


@pytest.mark.timeout(400)
def test_a_run_is_left_and_found_again(home: Path, tmp_path: Path, qtbot: QtBot) -> None:
    text = tmp_path / "text.txt"
    text.write_text(LINES * 60, encoding="utf-8")
    options = ["--name", "away", "--epochs", "50000", "--units", "8", "--embedding", "8", "--events"]
    process = subprocess.Popen(
        [sys.executable, "-m", "wordrnn", "train", str(text), *options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin and process.stdout
    for line in process.stdout:
        if json.loads(line)["event"] == "epoch":
            break
    process.stdin.write(b"detach\n")
    process.stdin.close()
    process.stdout.close()  # the window has gone

    (found,) = unfinished_runs(models_folder())
    assert (found.name, found.running, found.cut_off) == ("away", True, False)
    background = Background()
    run = AttachedRun(found.folder, background, look_ms=50)
    events: list[dict[str, Any]] = []
    outcomes: list[Outcome] = []
    run.event_received.connect(events.append)
    run.finished.connect(outcomes.append)
    run.start_watching()

    def heard(name: str) -> bool:
        return any(event["event"] == name for event in events)

    qtbot.waitUntil(lambda: heard("epoch"), timeout=WAIT)
    run.set_prompts(["we know that the "])
    qtbot.waitUntil(lambda: heard("prompts"), timeout=WAIT)
    run.pause()
    qtbot.waitUntil(lambda: heard("paused"), timeout=WAIT)
    run.train_longer(5)
    qtbot.waitUntil(lambda: heard("extended"), timeout=WAIT)
    run.resume()
    qtbot.waitUntil(lambda: heard("resumed"), timeout=WAIT)
    assert run.is_running
    run.stop()
    qtbot.waitUntil(lambda: bool(outcomes), timeout=WAIT)
    assert outcomes == [Outcome(True, True, "Stopped.")]
    assert process.wait(60) == 0
    assert not run.is_running
    assert open_folder(found.folder).config is not None
    (stopped,) = unfinished_runs(models_folder())
    assert (stopped.running, stopped.cut_off) == (False, False)
    assert not (found.folder / "training" / "requests").exists()
    background.close()
