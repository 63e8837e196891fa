import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui import startup
from ui.train.options import TrainingOptions
from ui.train.process import TrainingProcess, outcome_of
from ui.train.run import Outcome
from wordrnn.errors import UnavailableError
from wordrnn.events import event, told

CHILD = """
import json, sys
def say(name, /, **fields):
    print(json.dumps({"event": name, **fields}), flush=True)
say("started", model="m", folder="f", pid=1, resumed=False)
print("no event", flush=True)
mode = sys.argv[1]
if mode == "crash":
    print("first line\\nwordrnn: out of memory", file=sys.stderr); sys.exit(1)
if mode == "deaf":
    import time; time.sleep(60)
if mode == "slow":
    import time
    sys.stdin.readline()
    for number in range(8):
        time.sleep(0.1); say("stage", name="calibrating")
    say("done", ok=True, stopped=True, message="Stopped.", model="m", folder="f"); sys.exit(0)
if mode == "finish":
    say("done", ok=True, stopped=False, message="Done.", model="m", folder="f"); sys.exit(0)
for line in sys.stdin:
    word = line.strip()
    say({"pause": "paused", "resume": "resumed", "snapshot": "snapshot"}.get(word, "stage"), name=word)
    if word in ("stop", "discard"):
        say("done", ok=True, stopped=True, message="Stopped.", model="m", folder="f"); break
"""


@pytest.fixture
def child(tmp_path: Path) -> Path:
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    return script


def process_of(child: Path, mode: str, grace_ms: int = 5000) -> TrainingProcess:
    return TrainingProcess(command=[sys.executable, str(child), mode], grace_ms=grace_ms)


def test_events_then_one_outcome(child: Path, qtbot: QtBot) -> None:
    process = process_of(child, "finish")
    events: list[str] = []
    outcomes: list[Outcome] = []
    process.event_received.connect(lambda event: events.append(event["event"]))
    process.finished.connect(outcomes.append)
    with qtbot.waitSignal(process.finished, timeout=20_000):
        process.start_training(TrainingOptions("m"))
    assert events == ["started", "done"]
    assert outcomes == [Outcome(True, False, "Done.")]
    assert not process.is_running


def test_words_are_heard_and_stop_is_a_request(child: Path, qtbot: QtBot) -> None:
    process = process_of(child, "listen")
    with qtbot.waitSignal(process.event_received, timeout=20_000):
        process.start_training(TrainingOptions("m"))
    for ask, answer in (
        (process.pause, "paused"),
        (process.resume, "resumed"),
        (process.snapshot, "snapshot"),
    ):
        with qtbot.waitSignal(process.event_received, timeout=20_000) as caught:
            ask()
        assert caught.args[0]["event"] == answer
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.stop()
    assert ended.args[0] == Outcome(True, True, "Stopped.")


def test_a_crash_carries_the_last_line(child: Path, qtbot: QtBot) -> None:
    process = process_of(child, "crash")
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.start_training(TrainingOptions("m"))
    assert ended.args[0] == Outcome(False, False, "out of memory")


def test_a_trainer_that_does_not_listen_is_killed_after_a_while(child: Path, qtbot: QtBot) -> None:
    process = process_of(child, "deaf", grace_ms=100)
    with qtbot.waitSignal(process.event_received, timeout=20_000):
        process.start_training(TrainingOptions("m"))
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.stop()
    assert not ended.args[0].ok
    assert ended.args[0].stopped


def test_one_that_saves_for_long_is_waited_for_while_it_is_heard_of(child: Path, qtbot: QtBot) -> None:
    process = process_of(child, "slow", grace_ms=500)
    with qtbot.waitSignal(process.event_received, timeout=20_000):
        process.start_training(TrainingOptions("m"))
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.stop()
    assert ended.args[0] == Outcome(True, True, "Stopped.")


def test_stop_now_waits_for_a_moment_only(child: Path, qtbot: QtBot) -> None:
    process = TrainingProcess(command=[sys.executable, str(child), "deaf"], now_ms=100)
    with qtbot.waitSignal(process.event_received, timeout=20_000):
        process.start_training(TrainingOptions("m"))
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.stop_now()
    assert ended.args[0].stopped


def test_a_program_that_is_not_there(qtbot: QtBot) -> None:
    process = TrainingProcess(command=["/nowhere/at/all"])
    with qtbot.waitSignal(process.finished, timeout=20_000) as ended:
        process.start_training(TrainingOptions("m"))
    assert not ended.args[0].ok
    assert "did not start" in ended.args[0].message


def test_outcome_without_a_last_word() -> None:
    assert outcome_of(None, 0, False, True, b"") == Outcome(True, True, "")
    assert "exit code 3" in outcome_of(None, 3, False, False, b"").message


def test_a_failure_is_worded_by_the_app() -> None:
    done = event(
        "done",
        ok=False,
        stopped=False,
        message="… pip install 'wordrnn[train]'",
        model="m",
        folder="f",
        **told(UnavailableError("needs-tensorflow", missing="keras")),
    )
    assert outcome_of(done, 2, False, False, b"").message.startswith(
        "Training needs TensorFlow, and keras is not"
    )
    assert "pip" not in outcome_of(done, 2, False, False, b"").message
    for other in (
        {"code": "of-a-later-version"},
        {"code": "member-too-large", "params": {}},
        {"params": None},
    ):
        assert outcome_of({**done, **other}, 2, False, False, b"").message == done["message"]


def test_the_child_may_use_every_core(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(startup, "_limited", [])
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "2")
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    startup.limit_threads()
    environment = startup.child_environment()
    assert "OMP_NUM_THREADS" not in environment
    assert environment["MKL_NUM_THREADS"] == "2"
    for name in startup._limited:
        monkeypatch.delenv(name)
