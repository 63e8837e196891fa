import pytest
from pytestqt.qtbot import QtBot

from ui.lab.recording import LONGEST_SECONDS, Recording
from ui.lab.replay import Replay


def recorded(*times: float) -> Recording:
    made = Recording()
    for number, at in enumerate(times):
        made.add({"event": "progress", "number": number, "at": at})
    return made


def test_what_took_not_too_long_keeps_its_time() -> None:
    recording = recorded(0, 2, 5)
    assert (recording.seconds, recording.speed) == (5, 1)
    assert [recording.next_after(place) for place in range(4)] == [0, 2, 5, None]


def test_what_took_long_goes_by_faster_in_the_same_rhythm() -> None:
    recording = recorded(0, 10 * LONGEST_SECONDS, 20 * LONGEST_SECONDS)
    assert recording.next_after(1) == pytest.approx(LONGEST_SECONDS / 2)
    assert recording.next_after(2) == pytest.approx(LONGEST_SECONDS)


def test_time_never_runs_back() -> None:
    recording = recorded(1)
    recording.add({"event": "stage"})
    recording.add({"event": "stage", "at": 0.5})
    assert recording.times == [1, 1, 1]
    assert Recording().next_after(0) is None


def test_a_replay_tells_each_event_when_it_is_due(qtbot: QtBot) -> None:
    replay = Replay()
    told: list[int] = []
    replay.told.connect(lambda event: told.append(event["number"]))
    with qtbot.waitSignal(replay.ended, timeout=5000):
        replay.start(recorded(0, 0.05, 0.1))
        assert told == [0] and replay.is_running
    assert told == [0, 1, 2] and not replay.is_running


def test_its_end_can_be_asked_for(qtbot: QtBot) -> None:
    replay = Replay()
    told: list[int] = []
    replay.told.connect(lambda event: told.append(event["number"]))
    replay.start(recorded(0, 1, 500))
    with qtbot.waitSignal(replay.ended):
        replay.finish()
    assert told == [0, 1, 2] and not replay.is_running
    replay.finish()
    assert told == [0, 1, 2]
