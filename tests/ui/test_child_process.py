import sys
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from ui.child_process import ChildProcess, last_line, told_error
from wordrnn.errors import CorpusError, WordrnnError
from wordrnn.events import Event


class Told(ChildProcess):
    """Keeps what it is told; its outcome is that, or an error."""

    def __init__(self, command: list[str], **more: Any) -> None:
        super().__init__(command, **more)
        self.events: list[Event] = []

    def on_event(self, event: Event) -> None:
        self.events.append(event)

    def outcome(self, code: int) -> tuple[int, int, str]:
        return code, len(self.events), last_line(self.stderr)

    def failure(self, error: Exception) -> Exception:
        return error


def test_events_come_before_the_outcome_and_words_on_stderr_are_kept(qtbot: QtBot) -> None:
    script = 'import sys; print(\'{"event": "a"}\\n{"event": "b"}\'); sys.exit("x\\nno text")'
    child = Told([sys.executable, "-c", script])
    with qtbot.waitSignal(child.finished, timeout=20_000) as ended:
        child.run([])
        qtbot.waitUntil(lambda: child.is_running)
    assert ended.args == [(1, 2, "no text")]
    assert not child.is_running


def test_one_that_does_not_start_has_an_outcome_too(qtbot: QtBot, tmp_path: Path) -> None:
    child = Told([str(tmp_path / "nowhere")])
    with qtbot.waitSignal(child.finished) as ended:
        child.run([])
    assert isinstance(ended.args[0], RuntimeError)


@pytest.mark.parametrize("listens", [True, False])
def test_asked_to_end_it_ends_by_itself_or_is_killed(qtbot: QtBot, listens: bool) -> None:
    wait = "sys.stdin.read(); sys.exit(3)" if listens else "time.sleep(60)"
    script = f'import sys, time; print(\'{{"event": "up"}}\', flush=True); {wait}'
    child = Told([sys.executable, "-c", script], grace_ms=20_000 if listens else 1)
    child.run([])
    qtbot.waitUntil(lambda: bool(child.events), timeout=20_000)
    with qtbot.waitSignal(child.finished, timeout=10_000) as ended:
        child.ask_to_end()
    assert (ended.args[0][0] == 3) == listens


def test_errors_are_those_of_the_other_process() -> None:
    error = told_error("CorpusError", "corpus-damaged", {"name": "x"})
    assert isinstance(error, CorpusError)
    assert (error.code, error.params) == ("corpus-damaged", {"name": "x"})
    assert type(told_error("Popen", "x", {})) is WordrnnError
    assert last_line(b"a\nwordrnn: no text\n\n") == "no text"
