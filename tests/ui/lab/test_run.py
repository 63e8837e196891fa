import json
import sys
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from ui.lab.process import LabProcess
from ui.lab.run import ExperimentRun
from wordrnn.errors import UnavailableError

RESULT = {"experiment": "memory", "seconds": 1.5, "stopped": False, "sentences": []}


def script(*events: dict, after: str = "") -> list[str]:
    """Return a program that tells `events`, and does what `after` says."""
    lines = "".join(json.dumps(each) + "\n" for each in events)
    return [
        sys.executable,
        "-c",
        f"import sys, json; w = sys.argv[1:]; print({lines!r}, end='', flush=True); {after}",
    ]


@pytest.fixture
def runs(qtbot: QtBot) -> Iterator[list[ExperimentRun]]:
    made: list[ExperimentRun] = []
    yield made
    for run in made:
        run.kill()
        qtbot.waitUntil(lambda run=run: not run.is_running)


def run_of(runs: list[ExperimentRun], *programs: list[str]) -> ExperimentRun:
    """Return a run whose first process is the first of `programs`, and so on."""
    left = list(programs)

    def make(parent: QObject) -> LabProcess:
        return LabProcess(parent, left.pop(0))

    runs.append(ExperimentRun("memory", make))
    return runs[-1]


def test_a_run_tells_and_has_a_result(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    words = {"event": "stage", "name": "reading"}
    run = run_of(runs, script(words, {"event": "result", "result": RESULT}))
    told: list[str] = []
    run.told.connect(lambda event: told.append(event["event"]))
    with qtbot.waitSignal(run.ended):
        run.start(["--seed", "1"])
        assert run.is_running
    assert told == ["stage", "result"]
    assert (run.result, run.error, run.is_running) == (RESULT, None, False)


def test_its_options_come_before_the_wish_for_events(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    run = run_of(runs, script(after="print(json.dumps({'event': 'stage', 'name': ' '.join(w)}))"))
    names: list[str] = []
    run.told.connect(lambda event: names.append(event["name"]))
    with qtbot.waitSignal(run.ended):
        run.start(["--seed", "1", "--", "-odd-"])
    assert names == ["memory --events --seed 1 -- -odd-"]


def test_stop_is_a_request_and_what_was_gained_comes_with_it(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    after = "print(json.dumps({'event': 'result', 'result': {'said': sys.stdin.readline().strip()}}))"
    run = run_of(runs, script({"event": "stage", "name": "x"}, after=after))
    with qtbot.waitSignal(run.told):
        run.start([])
    with qtbot.waitSignal(run.ended):
        run.stop()
        run.stop()
    assert run.result == {"said": "stop"}


def test_an_error_comes_with_its_code(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    failed = {
        "event": "failed",
        "kind": "UnavailableError",
        "code": "needs-lab",
        "params": {"missing": "sklearn"},
    }
    run = run_of(runs, script(failed, after="sys.exit(2)"))
    with qtbot.waitSignal(run.ended):
        run.start([])
    assert isinstance(run.error, UnavailableError)
    assert run.error.params == {"missing": "sklearn"}


@pytest.mark.parametrize(
    "program", [[sys.executable, "-c", "raise SystemExit('broken')"], ["/nowhere/at/all"]]
)
def test_a_process_that_breaks_is_an_error_too(
    runs: list[ExperimentRun], qtbot: QtBot, program: list[str]
) -> None:
    run = run_of(runs, program)
    with qtbot.waitSignal(run.ended):
        run.start([])
    assert isinstance(run.error, RuntimeError) and run.result is None


def test_replayed_it_tells_the_same_again(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    first = {"event": "stage", "name": "x", "at": 0.0}
    run = run_of(runs, script(first, {"event": "result", "result": RESULT, "at": 0.05}))
    with qtbot.waitSignal(run.ended):
        run.start([])
    told: list[str] = []
    run.told.connect(lambda event: told.append(event["event"]))
    with qtbot.waitSignals([run.begun, run.ended]):
        run.replay()
    assert told == ["stage", "result"] and not run.is_replaying


def test_a_run_that_comes_to_nothing_brings_the_last_one_back(
    runs: list[ExperimentRun], qtbot: QtBot
) -> None:
    run = run_of(runs, script({"event": "result", "result": RESULT}), script(after="sys.exit(1)"))
    with qtbot.waitSignal(run.ended):
        run.start([])
    told: list[str] = []
    run.told.connect(lambda event: told.append(event["event"]))
    with qtbot.waitSignal(run.ended):
        run.start([])
    assert run.error is not None
    assert run.result == RESULT and told == ["result"]


def test_killed_it_has_nothing_to_say(runs: list[ExperimentRun], qtbot: QtBot) -> None:
    run = run_of(runs, script({"event": "stage", "name": "x"}, after="sys.stdin.readline()"))
    with qtbot.waitSignal(run.told):
        run.start([])
    with qtbot.waitSignals([run.ended, run.left]):
        run.kill()
    assert (run.result, run.error) == (None, None)
