import io
import threading

import pytest

from wordrnn.training.control import Control


def listened(text: str) -> tuple[Control, list[str]]:
    control = Control()
    control.listen(io.StringIO(text))
    for thread in threading.enumerate():
        if thread.name == "requests":
            thread.join(5)
    found = []
    while (request := control.next()) is not None:
        found.append(request)
    return control, found


def test_words_become_requests_and_the_end_is_a_stop() -> None:
    assert listened("pause\n resume \nsnapshot\n")[1] == ["pause", "resume", "snapshot", "stop"]


def test_after_detach_the_end_lets_a_paused_run_go_on() -> None:
    control, found = listened("pause\ndetach\n")
    assert (control.detached, found) == (True, ["pause", "resume"])


def test_a_wish_to_end_is_seen_before_its_turn() -> None:
    control = Control()
    control.ask("snapshot")
    assert control.wants_to_end() is None
    control.ask("discard")
    assert control.wants_to_end() == "discard"
    assert [control.next(), control.next(), control.next()] == ["snapshot", "discard", None]


def test_what_is_no_request_is_told_and_left(capsys: pytest.CaptureFixture[str]) -> None:
    assert listened("fly\ndiscard\n")[1] == ["discard", "stop"]
    assert "fly" in capsys.readouterr().err


def test_nothing_asked_is_none() -> None:
    assert Control().next() is None
