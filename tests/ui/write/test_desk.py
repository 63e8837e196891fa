import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.background import Background, wait_for
from ui.settings import Settings
from ui.style.theme import Theme
from ui.text.column import TextColumn
from ui.text.filling import AT_ONCE
from ui.write import autosave
from ui.write.desk import Desk
from ui.write.documents import TextDocument, stamp_of
from ui.write.recovery import RecoveryShelf, Unsaved
from wordrnn.errors import WordrnnError


class Answers:
    """Stands for the person in front of the dialogs."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.path: Path | None = None
        self.changes: bool | None = None
        self.yes = False

    def which_to_open(self, start: str) -> Path | None:
        self.asked.append("open")
        return self.path

    def where_to_save(self, start: str) -> Path | None:
        self.asked.append("where")
        return self.path

    def about_changes(self, name: str) -> bool | None:
        self.asked.append("changes")
        return self.changes

    def about_other_changes(self, name: str) -> bool:
        self.asked.append("other changes")
        return self.yes

    def about_encoding(self, name: str, encoding: str) -> bool:
        self.asked.append(encoding)
        return self.yes


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    made = Background(qapp)
    yield made
    made.close()
    made.setParent(None)


@pytest.fixture
def shelf(tmp_path: Path) -> RecoveryShelf:
    return RecoveryShelf(tmp_path / "unsaved")


@pytest.fixture
def errors(monkeypatch: pytest.MonkeyPatch) -> list[WordrnnError]:
    shown: list[WordrnnError] = []
    monkeypatch.setattr("ui.write.desk.show_error", lambda parent, error, happening="": shown.append(error))
    return shown


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> TextColumn:
    made = TextColumn(theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def desk(
    column: TextColumn,
    tmp_path: Path,
    background: Background,
    shelf: RecoveryShelf,
    answers: Answers,
    qtbot: QtBot,
) -> Iterator[Desk]:
    widget = QWidget()
    qtbot.addWidget(widget)
    made = Desk(column, Settings(tmp_path), background, shelf, widget)
    made._ask = answers  # type: ignore[assignment]
    yield made
    made.closing()


def open_file(desk: Desk, path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.opened):
        desk.open_path(path)


def test_what_was_another_encoding_stays_one(
    desk: Desk, column: TextColumn, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "old.txt"
    text = "Das Wetter ist schön und die Straße führt über die Brücke.\r\n" * 20
    path.write_bytes(text.encode("cp1252"))
    open_file(desk, path, qtbot)
    assert "schön" in column.text()
    QTest.keyClicks(column, "x")
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert path.read_bytes() == (text + "x").encode("cp1252")


def test_letters_that_do_not_fit_are_asked_about(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    path = tmp_path / "old.txt"
    before = ("Das Wetter ist schön und die Straße führt über die Brücke. " * 20).encode("cp1252")
    path.write_bytes(before)
    open_file(desk, path, qtbot)
    column.insertPlainText("水")
    desk.save()
    assert answers.asked == [desk.document.encoding]
    assert desk.is_modified
    assert path.read_bytes() == before
    answers.yes = True
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert path.read_text(encoding="utf-8").endswith("水")
    assert desk.document.encoding == "utf-8"


def test_what_another_program_wrote_is_not_lost(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("mine")
    open_file(desk, path, qtbot)
    path.write_text("theirs, longer")
    column.insertPlainText("!")
    desk.save()
    assert answers.asked == ["other changes"]
    assert path.read_text() == "theirs, longer"
    answers.yes = True
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert path.read_text() == "mine!"
    column.insertPlainText("!")
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert answers.asked == ["other changes"] * 2, "its own writing is none"


def test_letters_typed_while_it_is_written_are_unsaved(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.path = tmp_path / "a.txt"
    column.insertPlainText("one")
    with qtbot.waitSignal(desk.changed, check_params_cb=lambda: desk.path is not None):
        desk.save()
        column.insertPlainText(" two")
    assert desk.is_modified
    assert answers.path.read_text() == "one"


class Backwards:
    """Stands for threads that do last what they were asked for first."""

    def __init__(self) -> None:
        self._asked: list[Callable[[], None]] = []

    def run(self, work: Callable[[], Any], on_done: Callable[[Any], object], _: object) -> None:
        self._asked.append(lambda: (on_done(work()), None)[1])

    def finish(self) -> None:
        while self._asked:
            self._asked.pop()()


def test_a_saving_that_waits_does_not_replace_a_later_one(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    answers.path, answers.changes = tmp_path / "a.txt", True
    column.insertPlainText("one")
    threads = Backwards()
    desk._background, background = threads, desk._background  # type: ignore[assignment]
    desk.save()
    column.insertPlainText(" two")
    assert desk.may_close()
    assert answers.path.read_text() == "one two" and not desk.is_modified
    threads.finish()
    assert answers.path.read_text() == "one two" and not desk.is_modified
    desk._background = background
    column.insertPlainText("!")
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert answers.asked == ["where", "changes", "where"], "what it wrote itself is no other program's"


def test_a_saving_that_waited_does_not_take_the_text_back_to_another_file(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers
) -> None:
    column.insertPlainText("one")
    threads = desk._background = Backwards()  # type: ignore[assignment]
    for name in ("a.txt", "b.txt"):
        answers.path = tmp_path / name
        desk.save_as()
    threads.finish()
    assert [path.read_text() for path in sorted(tmp_path.glob("?.txt"))] == ["one", "one"]
    assert desk.path == tmp_path / "b.txt" and not desk.is_modified


def test_a_saving_tells_nothing_of_a_text_that_came_after(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers
) -> None:
    column.insertPlainText("one")
    threads = desk._background = Backwards()  # type: ignore[assignment]
    answers.path, answers.changes = tmp_path / "a.txt", False
    desk.save()
    desk.new()
    column.insertPlainText("two")
    threads.finish()
    assert answers.path.read_text() == "one"
    assert desk.path is None and desk.is_modified


def test_saving_twice_at_once_asks_nothing(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, background: Background, qtbot: QtBot
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one")
    open_file(desk, path, qtbot)
    column.insertPlainText(", two")
    desk.save()
    wait_for(background._pool)  # it is written, and this window has not heard of it yet
    column.insertPlainText(", three")
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert (path.read_text(), answers.asked) == ("one, two, three", [])


def test_changes_are_asked_about_before_they_go(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    column.insertPlainText("unsaved")
    assert not desk.may_close()
    desk.new()
    assert column.text() == "unsaved"
    answers.changes, answers.path = True, tmp_path / "a.txt"
    assert desk.may_close()
    assert answers.path.read_text() == "unsaved"
    column.insertPlainText("!")
    answers.changes = False
    desk.new()
    assert column.text() == ""
    assert desk.path is None


def test_what_cannot_be_read_or_written_changes_nothing(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, errors: list[WordrnnError], qtbot: QtBot
) -> None:
    column.insertPlainText("unsaved")
    desk.open_path(tmp_path / "missing.txt")
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert (column.text(), desk.path) == ("unsaved", None)
    answers.path, answers.changes = tmp_path, True  # a folder
    desk.save()
    qtbot.waitUntil(lambda: len(errors) == 2)
    assert not desk.may_close()
    assert len(errors) == 3
    assert desk.is_modified


def test_unsaved_text_is_kept_while_it_is_written_and_gone_once_it_is_saved(
    desk: Desk,
    column: TextColumn,
    tmp_path: Path,
    answers: Answers,
    qtbot: QtBot,
) -> None:
    def kept() -> list[Path]:
        return list(tmp_path.glob("unsaved/*/text"))

    desk._autosave._pause.setInterval(10)
    column.insertPlainText("one")
    qtbot.waitUntil(lambda: [path.read_bytes().split(b"\n", 1)[1] for path in kept()] == [b"one"])
    answers.path = tmp_path / "a.txt"
    desk.save()
    qtbot.waitUntil(lambda: kept() == [])
    column.insertPlainText(" two")
    qtbot.waitUntil(lambda: len(kept()) == 1)
    column.undo()
    qtbot.waitUntil(lambda: kept() == [])


def test_it_is_written_at_times_while_nobody_pauses(desk: Desk) -> None:
    assert autosave.MOST_MS <= 60_000, "at most a minute is lost"
    desk._autosave.touch()
    left = desk._autosave._most.remainingTime()
    desk._autosave.touch()
    assert desk._autosave._most.remainingTime() <= left, "each letter puts the pause off, but not this"
    assert desk._autosave._pause.isActive()


def test_what_was_not_saved_is_opened_again(
    desk: Desk, column: TextColumn, tmp_path: Path, shelf: RecoveryShelf, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("saved")
    lost = shelf.place()
    lost.write(Unsaved(TextDocument("saved and more", "\r\n"), path, stamp_of(path)))
    lost.release()
    found: list = []
    desk.find_unsaved(found.extend)
    qtbot.waitUntil(lambda: len(found) == 1)
    assert desk.recover(*found[0])
    assert (column.text(), desk.path, desk.is_modified) == ("saved and more", path, True)
    assert len(list(tmp_path.glob("unsaved/*/text"))) == 1, "it stays until it is saved"
    desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert path.read_bytes() == b"saved and more"
    qtbot.waitUntil(lambda: not list(tmp_path.glob("unsaved/*/text")))


def recover_long_text(desk: Desk, shelf: RecoveryShelf, path: Path | None = None) -> str:
    """Have a recovered text come in piece by piece; returns it whole."""
    text = "Dear committee, and so on.\n" * (2 * AT_ONCE // 27) + "end"
    lost = shelf.place()
    lost.write(Unsaved(TextDocument(text), path))
    assert desk.recover(lost, Unsaved(TextDocument(text), path))
    assert desk.filling.share is not None
    return text


def test_a_recovered_text_is_asked_about_and_kept_before_it_is_in(
    desk: Desk, column: TextColumn, tmp_path: Path, shelf: RecoveryShelf, answers: Answers, qtbot: QtBot
) -> None:
    text = recover_long_text(desk, shelf)
    desk.new()
    desk.open()
    assert not desk.may_close(), "so that the window stays, too"
    assert answers.asked == ["changes"] * 3
    desk.keep()
    with qtbot.waitSignal(desk.opened):
        assert desk.is_modified
    assert column.text() == text and desk.is_modified
    desk._autosave._background.finish()
    (kept,) = tmp_path.glob("unsaved/*/text")
    assert kept.read_text(encoding="utf-8").endswith(text), "never half of it"


@pytest.mark.parametrize("before_it_goes", [True, False])
def test_a_recovered_text_is_saved_whole_before_it_is_in(
    desk: Desk,
    column: TextColumn,
    tmp_path: Path,
    shelf: RecoveryShelf,
    answers: Answers,
    qtbot: QtBot,
    before_it_goes: bool,
) -> None:
    text = recover_long_text(desk, shelf)
    answers.path, answers.changes = tmp_path / "a.txt", True
    with qtbot.waitSignal(desk.opened):
        if before_it_goes:
            assert desk.may_close()
        else:
            desk.save()
    qtbot.waitUntil(lambda: not desk.is_modified)
    assert answers.path.read_text(encoding="utf-8") == column.text() == text
    qtbot.waitUntil(lambda: not list(tmp_path.glob("unsaved/*/text")))


def test_what_gave_way_is_not_kept_half_replaced(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    path = tmp_path / "long.txt"
    path.write_text("Dear committee, and so on.\n" * (2 * AT_ONCE // 27))
    column.insertPlainText("not wanted")
    answers.changes = False
    assert desk.may_close()
    about_to_keep: list[bool] = []
    desk.changed.connect(
        lambda: desk.filling.share == 0 and about_to_keep.append(desk._autosave._pause.isActive())
    )
    open_file(desk, path, qtbot)
    assert about_to_keep == [False]


def test_what_another_program_wrote_after_the_app_ended_is_not_lost(
    desk: Desk, column: TextColumn, tmp_path: Path, shelf: RecoveryShelf, answers: Answers, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("mine")
    open_file(desk, path, qtbot)
    column.insertPlainText("!")
    lost = shelf.place()
    lost.write(desk._take_unsaved()())
    path.write_text("theirs, longer")
    unsaved = lost.read()
    assert unsaved is not None
    column.document().setModified(False)
    assert desk.recover(lost, unsaved)
    desk.save()
    assert answers.asked == ["other changes"]
    assert path.read_text() == "theirs, longer"


@pytest.mark.skipif(os.name == "nt", reason="the folder of a window cannot be deleted there")
def test_nothing_is_left_behind(desk: Desk, column: TextColumn, tmp_path: Path, qtbot: QtBot) -> None:
    desk._autosave._pause.setInterval(1)
    column.insertPlainText("one")
    qtbot.waitUntil(lambda: bool(list(tmp_path.glob("unsaved/*/text"))))
    desk.closing()
    assert list((tmp_path / "unsaved").iterdir()) == []


def test_the_text_that_was_open_last_is_opened_again(
    desk: Desk, column: TextColumn, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,", encoding="utf-8")
    open_file(desk, path, qtbot)
    assert desk.new_with("kept nowhere")
    desk.reopen()
    assert desk.path is None, "the last text had no file"
    column.document().setModified(False)
    desk._settings.document = str(path)
    column.set_text("")
    with qtbot.waitSignal(desk.opened):
        desk.reopen()
    assert column.text() == "Dear Anna," and desk.path == path and not desk.is_modified


def test_what_is_written_meanwhile_is_not_replaced_by_the_last_text(
    desk: Desk, column: TextColumn, tmp_path: Path, background: Background, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,", encoding="utf-8")
    desk._settings.document = str(path)
    desk.reopen()
    column.insertPlainText("quick")
    done: list[object] = []
    background.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert column.text() == "quick" and desk.path is None


def test_what_is_written_while_a_file_is_read_is_asked_about(
    desk: Desk, column: TextColumn, tmp_path: Path, answers: Answers, qtbot: QtBot
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,")
    column.insertPlainText("not wanted")
    answers.changes = False
    assert desk.may_close()
    open_file(desk, path, qtbot)
    assert (column.text(), answers.asked) == ("Dear Anna,", ["changes"]), "asked once"
    answers.changes = None
    desk.open_path(path)
    column.insertPlainText(" soon")
    qtbot.waitUntil(lambda: len(answers.asked) == 2)
    assert column.text() == "Dear Anna, soon" and desk.is_modified


def test_a_last_text_that_is_gone_is_no_error(
    desk: Desk, column: TextColumn, tmp_path: Path, errors: list[WordrnnError], qtbot: QtBot
) -> None:
    desk._settings.document = str(tmp_path / "gone.txt")
    done: list[object] = []
    desk.reopen()
    desk._background.run(lambda: None, done.append, done.append)
    qtbot.waitUntil(lambda: bool(done))
    assert errors == [] and column.text() == ""
