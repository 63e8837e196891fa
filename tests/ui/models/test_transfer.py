"""The process that brings models in and out, played by small programs."""

import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.models.jobs import ModelJobs, copy_of, import_of
from ui.models.transfer import ModelTransfer, TransferOutcome

TELLS = """
import sys
print('{"event": "progress", "share": 0.5}', flush=True)
print('no event', flush=True)
print('{"event": "failed", "code": "no-model", "params": {"path": "x"}}', flush=True)
print('{"event": "imported", "file": "b", "name": "b"}', flush=True)
sys.exit(2)
"""
WAITS = """
import sys
print('{"event": "progress", "share": 0.5}', flush=True)
sys.stdin.read()
print('{"event": "cancelled"}', flush=True)
sys.exit(2)
"""
FALLS = "import sys; print('Traceback: oh', file=sys.stderr); sys.exit(1)"


def ended(qtbot: QtBot, transfer: ModelTransfer, action: str, *words: str) -> TransferOutcome:
    with qtbot.waitSignal(transfer.finished, timeout=30_000) as caught:
        transfer.start_transfer(action, *words)
    return caught.args[0]


def test_what_arrives_and_what_is_refused_is_told_by_its_place(qtbot: QtBot) -> None:
    transfer = ModelTransfer(command=[sys.executable, "-c", TELLS])
    told: list[float] = []
    transfer.progressed.connect(told.append)
    outcome = ended(qtbot, transfer, "import", "a", "b")
    assert told == [0.25]
    assert [event["name"] for event in outcome.arrived] == ["b"]
    ((place, error),) = outcome.refused
    assert (place, str(error)) == (0, str(error))
    assert "no-model" in str(error)


def test_a_process_that_falls_or_cannot_start_is_told_of(qtbot: QtBot, tmp_path: Path) -> None:
    outcome = ended(qtbot, ModelTransfer(command=[sys.executable, "-c", FALLS]), "export", "a", "b")
    assert "Traceback: oh" in str(outcome.refused[0][1])
    outcome = ended(qtbot, ModelTransfer(command=[str(tmp_path / "nothing")]), "export", "a", "b")
    assert len(outcome.refused) == 1


def test_jobs_run_one_after_the_other_and_a_cancel_ends_all(qtbot: QtBot) -> None:
    codes = iter([TELLS, WAITS, TELLS])
    jobs = ModelJobs(lambda: ModelTransfer(command=[sys.executable, "-c", next(codes)]))
    outcomes: list[tuple[str, TransferOutcome]] = []
    jobs.ended.connect(lambda job, outcome: outcomes.append((job.action, outcome)))
    titles: list[str] = []
    jobs.progressed.connect(lambda title, share: titles.append(title) if share >= 0.5 else None)
    jobs.add(import_of([Path("a.wordrnn")]))
    jobs.add(copy_of("m", "n"))
    jobs.add(copy_of("never", "done"))
    qtbot.waitUntil(lambda: "Copying m" in titles, timeout=30_000)
    jobs.cancel()
    qtbot.waitUntil(lambda: not jobs.is_running, timeout=30_000)
    assert [action for action, _ in outcomes] == ["import", "duplicate"]
    assert outcomes[1][1] == TransferOutcome(cancelled=True)
    assert titles[0] == "Importing a.wordrnn"


@pytest.mark.parametrize("name", ["--help", "-x"])
def test_a_name_that_looks_like_an_option_is_a_name(qtbot: QtBot, name: str) -> None:
    outcome = ended(qtbot, ModelTransfer(), "duplicate", name, "copy")
    ((_, error),) = outcome.refused
    assert "no-model" in str(error)
