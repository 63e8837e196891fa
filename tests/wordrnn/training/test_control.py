import io
import threading
from contextlib import redirect_stderr
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


def test_words_with_something_behind_them(capsys: pytest.CaptureFixture[str]) -> None:
    control, found = listened(
        'longer 5\nprompts ["a b ", "c"]\nlonger nan\nlonger -3\nprompts [1]\nprompts\n'
    )
    assert found == ["longer", "stop"]
    assert (control.take_longer(), control.take_longer()) == (5.0, 0.0)
    assert control.prompts == ("a b ", "c")
    assert len(capsys.readouterr().err.splitlines()) == 4


def test_requests_come_from_a_file_too(tmp_path: Path) -> None:
    control, path = Control(), tmp_path / "requests"
    path.write_text("discard\n")  # of another time
    with control.watching(path):
        with path.open("a") as file:
            file.write("pause\nlon")
        assert control.next(wait=True) == "pause"
        with path.open("a") as file:
            file.write("ger 2\n")
        assert control.next(wait=True) == "longer"
        assert control.next() is None
    assert not path.exists()


@given(st.text())
def test_any_line_is_taken_or_told(line: str) -> None:
    control = Control()
    with redirect_stderr(io.StringIO()):
        control.take_line(line)
