"""Learning, driven through the whole window with a small model that is really opened."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMessageBox,
    QWidget,
)  # fmt: skip
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_built
from tests.wordrnn.fakes import word_tokenizer
from ui.app import App
from ui.learning import learned_questions
from ui.learning.forget_dialog import fine_percent, last_words
from ui.learning.learned_dialog import LearnedDialog
from ui.learning.learned_words import NOTHING, Learned, LearnedWord
from ui.learning.learning import Learning
from ui.learning.typed_text import UNFINISHED
from ui.preferences.learning import LearningSection
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.keys import Keys
from wordrnn import home, library
from wordrnn.memory import file as memory_file
from wordrnn.model_folder import ngram_folder, publish
from wordrnn.ngram.model import NGramModel

WORDS = ["the", "cat", "sat", "quick", "quite", "met", "i", "."]


def publish_model(name: str, text: str) -> None:
    tokenizer = word_tokenizer(*WORDS)
    folder = home.models_folder() / name
    folder.mkdir(parents=True)
    NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size).save(ngram_folder(folder))
    publish(
        folder, config=None, weights=None, mixture={"ngram": 1.0}, created="2026-01-01", training={}, metrics={},
        history="", card="", tokenizer=tokenizer,
    )  # fmt: skip


class Clock:
    """A time that tests move on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class Writer:
    """Somebody who writes in the window."""

    def __init__(self, app: App, qtbot: QtBot, clock: Clock) -> None:
        self.app, self.qtbot, self.clock = app, qtbot, clock
        self.write = app.pages.write
        self.learning = app.learning
        self.desk = app.learning_desk

    def type(self, text: str) -> None:
        for line, part in enumerate(text.split("\n")):
            if line:
                QTest.keyClick(self.write.editor, Qt.Key.Key_Return)
            QTest.keyClicks(self.write.editor, part)

    def paste(self, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        QGuiApplication.clipboard().setMimeData(data)
        self.write.editor.paste()

    def settle(self, seconds: float = UNFINISHED + 1) -> None:
        """Let time go by, and wait until what is to be learned then is."""
        self.clock.now += seconds
        self.desk.watch.look()
        self.wait()

    def wait(self) -> None:
        """Wait until the thread has done all that it was asked for."""
        self.looked()
        self.looked()

    def looked(self) -> Learned:
        found: list[Learned] = []
        self.learning.look(found.append)
        self.qtbot.waitUntil(lambda: bool(found) or self.learning.state == "broken", timeout=20_000)
        return found[0] if found else NOTHING

    def words(self) -> set[str]:
        return {row.word for row in self.looked().words["alphabet"]}


@pytest.fixture
def open_app(
    qapp: QApplication, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Writer]]:
    monkeypatch.setattr("wordrnn.files.sync", lambda _: None)
    publish_model("one", "the quick cat sat . i met the cat .\n" * 4)
    publish_model("two", "the quite cat sat . i met the cat .\n" * 4)
    library.set_active("one")
    with ExitStack() as opened:

        def open_one() -> Writer:
            app = opened.enter_context(app_built(qapp))
            clock = Clock()
            app.learning_desk.watch._clock = clock
            monkeypatch.setattr(app.pages.write.editor, "hasFocus", lambda: True)
            app.window.show()
            with qtbot.waitSignal(app.loader.loaded):
                app.start()
            writer = Writer(app, qtbot, clock)
            writer.wait()
            return writer

        yield open_one


@pytest.fixture
def writer(open_app: Callable[[], Writer]) -> Writer:
    made = open_app()
    made.app.settings.learn = True
    return made


def answer(monkeypatch: pytest.MonkeyPatch, name: str) -> list[str]:
    """Have the next question answered with the button `name`; gives back the list of what was asked."""
    asked: list[str] = []

    def opened(box: QMessageBox) -> None:
        asked.append(box.text())
        default = box.defaultButton()
        assert default is not None and default.text().replace("&", "") == "Cancel"
        next(each for each in box.buttons() if each.text().replace("&", "") == name).click()

    monkeypatch.setattr(QMessageBox, "open", opened)
    return asked


# What is learned ---------------------------------------------------------------------------------------------------


def test_nothing_is_learned_until_it_is_asked_for(open_app: Callable[[], Writer]) -> None:
    writer = open_app()
    assert writer.desk.menu.button.text() == "Learning off ▾"
    writer.type("i met Xavier. ")
    writer.settle()
    writer.desk.menu.learn.trigger()
    writer.settle()
    assert writer.words() == set(), "what was typed before that is not learned either"
    writer.type("i met Zoe. ")
    writer.settle()
    assert writer.words() == {"i", "met", "Zoe"}
    assert writer.desk.menu.button.text() == "Learning on ▾"


def test_what_is_typed_is_learned_once_and_predicted(writer: Writer, qtbot: QtBot) -> None:
    writer.type("i met Xavier. ")
    writer.settle()
    writer.settle()
    writer.learning.save()
    qtbot.waitUntil(lambda: home.memory_path().exists())
    assert memory_file.load().words["Xavier"].count == 1
    writer.type("i met Xa")
    qtbot.waitUntil(lambda: any(s.word == "Xavier" for s in writer.write.panel.suggestions.suggestions()))
    suggestion = writer.write.panel.suggestions.suggestions()[0]
    assert suggestion.word == "Xavier" and suggestion.parts["memory"] > 0
    assert "memory" in writer.write.panel._legend.accessibleName()
    QTest.keyClick(writer.write.editor, Qt.Key.Key_Tab)
    writer.type("x ")  # so that the accepted word is whole whatever comes behind it
    assert writer.write.editor.text() == "i met Xavier. i met Xavier x "
    writer.settle()
    assert next(row.times for row in writer.looked().words["often"] if row.word == "Xavier") == 2


def test_what_is_deleted_again_or_pasted_or_opened_is_not_learned(writer: Writer, tmp_path: Path) -> None:
    writer.type("never this. ")
    writer.write.editor.selectAll()
    QTest.keyClick(writer.write.editor, Qt.Key.Key_Delete)
    writer.settle()
    writer.paste("pasted words. ")
    writer.type("typed. ")
    writer.settle()
    path = tmp_path / "letter.txt"
    path.write_text("opened words. ", encoding="utf-8")
    writer.write.editor.document().setModified(False)
    with writer.qtbot.waitSignal(writer.write.desk.opened):
        writer.write.open_path(path)
    writer.type("more. ")
    writer.settle()
    assert writer.words() == {"typed", "more"}


def test_what_was_typed_last_is_learned_before_another_text_comes(writer: Writer) -> None:
    writer.type("i met Zoe. ")
    writer.write.editor.document().setModified(False)
    writer.write.desk.new()
    writer.type("then Xavier. ")
    writer.settle()
    assert writer.words() == {"i", "met", "Zoe", "then", "Xavier"}
    assert all(row.times == 1 for row in writer.looked().words["often"])


def test_undo_and_redo_teach_nothing_anew(writer: Writer) -> None:
    writer.type("i met Xavier. ")
    writer.settle()
    writer.write.editor.undo()
    writer.write.editor.redo()
    writer.settle()
    assert all(row.times == 1 for row in writer.looked().words["often"])


def test_what_must_stay_secret_is_never_learned(writer: Writer) -> None:
    writer.type(
        "mail ann@mail.example or call 0123456789, my login is hunter2 and Tr0ub4dor&3 or pass!word ok. "
    )
    writer.settle(2)
    writer.settle()
    assert writer.words() == {"mail", "or", "call", "my", "login", "is", "and", "ok"}
    writer.learning.save()
    writer.wait()
    saved = home.memory_path().read_text(encoding="utf-8")
    assert not [secret for secret in ("ann", "0123", "hunter", "Tr0ub", "pass") if secret in saved]


def test_a_password_typed_in_two_goes_is_no_word(writer: Writer) -> None:
    writer.type("it is hunter")
    writer.settle()
    writer.type("2 now ")
    writer.settle()
    assert writer.words() == {"it", "is", "now"}


def test_off_the_record_nothing_is_learned_and_the_page_says_so(writer: Writer) -> None:
    writer.type("before. ")
    writer.desk.menu.off_the_record.trigger()
    assert writer.desk.menu.button.text() == "Off the record ▾"
    assert writer.desk.menu.button.property("state") == "off-the-record"
    writer.type("secret thing. ")
    writer.settle()
    writer.desk.menu.off_the_record.trigger()
    writer.type("after. ")
    writer.settle()
    assert writer.words() == {"after"}
    keys = Keys(writer.app.settings).of("off_the_record")
    assert (
        [each.toString() for each in writer.desk.menu.off_the_record.shortcuts()] == keys == ["Ctrl+Shift+L"]
    )
    assert writer.desk.menu.off_the_record in writer.app.window.actions(), (
        "its key works with the menu closed"
    )
    assert not writer.learning.off_the_record


def test_the_whole_text_is_learned_where_that_is_asked_for(
    writer: Writer, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.type("typed. ")
    writer.settle()
    writer.paste("pasted")
    asked = answer(monkeypatch, "Learn")
    writer.desk.menu.learn_all.trigger()
    writer.settle(0)
    assert asked == ["Learn all of this text?"]
    assert {row.word: row.times for row in writer.looked().words["often"]} == {"typed": 1, "pasted": 1}
    assert not writer.desk.watch._typed.is_waiting


# Where it is kept --------------------------------------------------------------------------------------------------


def test_it_is_saved_by_itself_and_at_the_end(writer: Writer, qtbot: QtBot) -> None:
    writer.type("saved soon. ")
    writer.settle()
    assert writer.learning._saver.isActive()
    writer.learning._saver.timeout.emit()
    qtbot.waitUntil(home.memory_path().exists)
    assert memory_file.load().words.keys() == {"saved", "soon", "."}
    writer.type("at the end. whole not")
    writer.app.close()
    assert {"at", "the", "end", "whole"} < memory_file.load().words.keys()
    assert "not" not in memory_file.load().words


def test_all_models_share_it(writer: Writer, qtbot: QtBot) -> None:
    writer.type("i met Xavier. ")
    writer.settle()
    with qtbot.waitSignal(writer.app.loader.loaded):
        writer.write.model_chosen.emit("two")
    writer.wait()
    predictor = writer.learning.predictor
    assert predictor is not None
    assert predictor.suggest("i met Xa")[0].word == "Xavier"
    writer.type("i met Zoe. ")
    writer.settle()
    assert predictor.suggest("i met Z")[0].word == "Zoe"


def test_what_the_command_line_did_meanwhile_is_kept(writer: Writer, qtbot: QtBot) -> None:
    writer.type("i met Xavier. ")
    writer.settle()
    writer.learning.save()
    qtbot.waitUntil(home.memory_path().exists)
    other = memory_file.load()
    other.block("Xavier")
    other.learn(["elsewhere"])
    memory_file.save(other)
    writer.type("and Zoe. ")
    writer.settle()
    with qtbot.waitSignal(writer.learning.changed):
        writer.desk._on_application_state(Qt.ApplicationState.ApplicationActive)
        writer.type("more. ")
        writer.settle()
    assert {"elsewhere", "Zoe"} < writer.words() and "Xavier" not in writer.words()
    writer.app.close()
    assert {"elsewhere", "Zoe", "more"} < memory_file.load().words.keys()
    assert memory_file.load().blocked == {"xavier": "Xavier"}


def test_a_damaged_file_is_said_and_the_app_goes_on(
    open_app: Callable[[], Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Exception] = []
    monkeypatch.setattr("ui.learning.desk.show_error", lambda parent, error: shown.append(error))
    home.memory_path().write_text("{", encoding="utf-8")
    writer = open_app()
    writer.qtbot.waitUntil(lambda: bool(shown))
    assert "damaged-memory" in str(shown[0])
    writer.app.settings.learn = True
    writer.type("i met Zoe. ")
    writer.settle()
    assert "Zoe" in writer.words()


def test_a_file_of_a_later_version_is_left_alone(
    open_app: Callable[[], Writer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.learning.desk.show_error", lambda parent, error: None)
    home.memory_path().write_text('{"format": 99}', encoding="utf-8")
    writer = open_app()
    writer.app.settings.learn = True
    writer.qtbot.waitUntil(lambda: writer.learning.state == "broken")
    assert not writer.desk.menu.learn.isEnabled()
    writer.type("i met Zoe. ")
    writer.clock.now += UNFINISHED
    writer.desk.watch.look()
    writer.app.close()
    assert home.memory_path().read_text(encoding="utf-8") == '{"format": 99}'


def test_an_opened_text_helps_for_the_session_only(writer: Writer, tmp_path: Path, qtbot: QtBot) -> None:
    read: list[str] = []
    predictor = writer.learning.predictor
    assert predictor is not None
    object.__setattr__(predictor, "read", read.append)
    for name in ("one", "two"):
        path = tmp_path / f"{name}.txt"
        path.write_text(f"text {name}. ", encoding="utf-8")
        with qtbot.waitSignal(writer.write.desk.opened):
            writer.write.open_path(path)
        writer.wait()
        assert read == ([] if name == "one" else ["text one. ", "text two. "])
        writer.app.settings.read_opened = True
    assert writer.words() == set()


# In the person's hands ---------------------------------------------------------------------------------------------


def test_forgetting_a_suggestion_shows_what_that_changes(writer: Writer, qtbot: QtBot) -> None:
    writer.type("i met Xavier. i met Xavier. i met ")
    writer.settle()
    menu = writer.desk.suggestions.menu_for("Xavier")
    assert [action.text() for action in menu.actions()] == ["Forget or block “Xavier”…"]
    menu.close()
    predictor = writer.learning.predictor
    assert predictor is not None
    text = writer.write.editor.context()
    before = predictor.suggestion("Xavier", text).probability
    dialog = writer.desk.forget("Xavier")
    qtbot.waitUntil(lambda: dialog.figures() == [fine_percent(before), "–"])
    assert before > 0.02
    assert dialog.leave.isDefault(), "the safe one"
    dialog.forget.click()
    qtbot.waitUntil(lambda: dialog.figures()[1] == fine_percent(0))
    assert predictor.suggestion("Xavier", text).probability == 0
    assert "Xavier" not in writer.words()
    dialog.leave.click()


def test_the_end_of_a_long_text_is_shown_in_whole_words() -> None:
    assert last_words("", 10) == ""
    assert last_words("one two", 10) == "one two"
    assert last_words("one two three four", 10) == "… three four"
    assert last_words("x" * 30, 10) == "x" * 30


def test_of_a_word_of_the_model_it_is_said_where_it_comes_from(writer: Writer, qtbot: QtBot) -> None:
    dialog = writer.desk.forget("cat")
    qtbot.waitUntil(lambda: dialog.figures()[0] != "–")
    assert not dialog.forget.isEnabled()
    assert "the texts it was trained on" in dialog._remark.text()
    dialog.block.click()
    qtbot.waitUntil(lambda: dialog.figures()[1] == dialog.figures()[0])
    dialog.leave.click()
    writer.type("the cat sat. ")
    writer.settle()
    assert writer.words() == {"the", "sat"}


def test_the_list_is_searched_and_words_are_forgotten_and_blocked(
    writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.type("i met Xavier, Zoe, Yann and Zachary. ")
    writer.settle()
    dialog = writer.desk.show_learned()
    assert writer.desk.show_learned() is dialog
    listed = dialog._learned_list
    qtbot.waitUntil(lambda: listed.rows.rowCount() == 7)
    said = dialog._counts.text().split(" · ")
    assert said[0].startswith("7 ") and said[1].startswith("2 ")  # words, and punctuation marks
    QTest.keyClicks(dialog.search, "z")
    assert dialog._counts.text().startswith("2 ")
    listed.selectAll()
    assert sorted(listed.chosen()) == ["Zachary", "Zoe"]
    asked = answer(monkeypatch, "Cancel")
    QTest.keyClick(listed, Qt.Key.Key_Delete)
    assert asked[0].startswith("Forget 2 ") and "Zoe" in writer.words()
    answer(monkeypatch, "Forget")
    dialog.forget.click()
    qtbot.waitUntil(lambda: listed.rows.rowCount() == 0)
    dialog.search.clear()
    qtbot.waitUntil(lambda: listed.rows.rowCount() == 5)
    row = next(row for row in range(5) if listed.rows.words(row, row) == ["Xavier"])
    listed.setCurrentIndex(listed.rows.index(row))
    answer(monkeypatch, "Block")
    dialog.block.click()
    qtbot.waitUntil(lambda: listed.rows.rowCount() == 4)
    dialog.segments.chosen.emit("Blocked")
    assert dialog._blocked_list.rows.rowCount() == 1
    QTest.keyClicks(dialog.new_block, "two words")
    assert not dialog.add.isEnabled()
    dialog.new_block.clear()
    QTest.keyClicks(dialog.new_block, "Yann")
    QTest.keyClick(dialog.new_block, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog._blocked_list.rows.rowCount() == 2)
    qtbot.waitUntil(lambda: memory_file.load().blocked.keys() == {"xavier", "yann"})
    dialog._blocked_list.setCurrentIndex(dialog._blocked_list.rows.index(0))
    dialog.unblock.click()
    qtbot.waitUntil(lambda: dialog._blocked_list.rows.rowCount() == 1)
    qtbot.waitUntil(lambda: memory_file.load().blocked.keys() == {"yann"})
    dialog.accept()


def is_part_of_a_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, QComboBox):
        parent = parent.parentWidget()
    return parent is not None


def test_every_control_of_the_dialogs_has_a_name_and_is_reached_by_tab(writer: Writer) -> None:
    for dialog in (writer.desk.show_learned(), writer.desk.forget("cat")):
        controls = [
            each
            for each in dialog.findChildren(QWidget)
            if isinstance(each, (QAbstractButton, QLineEdit, QComboBox, QListView))
            and not is_part_of_a_combo(each)
        ]
        assert len(controls) >= 3
        assert [each for each in controls if not each.accessibleName()] == []
        in_tab_order = [
            each
            for each in controls
            if each.isVisibleTo(dialog) and not isinstance(each.parentWidget(), QLineEdit)
        ]
        assert all(each.focusPolicy() & Qt.FocusPolicy.TabFocus for each in in_tab_order)
    dialog.reject()
    writer.desk.show_learned().reject()


def test_an_answer_that_comes_after_the_dialog_was_closed_is_dropped(writer: Writer) -> None:
    for dialog in (writer.desk.forget("cat"), writer.desk.show_learned()):
        dialog.reject()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    writer.settle()  # an exception in a slot fails the test


def test_export_import_and_clear(
    writer: Writer, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    writer.type("i met Zoe. ")
    writer.settle()
    dialog = writer.desk.show_learned()
    file = tmp_path / "mine.json"
    chosen = learned_questions.QFileDialog
    monkeypatch.setattr(chosen, "getSaveFileName", lambda *_: (str(file), ""))
    monkeypatch.setattr(chosen, "getOpenFileName", lambda *_: (str(file), ""))
    dialog.export()
    qtbot.waitUntil(lambda: "Exported to mine.json" in dialog._counts.text())
    asked = answer(monkeypatch, "Forget everything")
    dialog.clear()
    qtbot.waitUntil(lambda: dialog._counts.text() == "Nothing was learned yet.")
    assert asked == ["Forget everything that was learned?"]
    qtbot.waitUntil(lambda: memory_file.load().words == {})
    dialog.import_file()
    qtbot.waitUntil(lambda: dialog._learned_list.rows.rowCount() == 3)
    shown: list[Exception] = []
    writer.learning.failed.disconnect()
    writer.learning.failed.connect(shown.append)
    file.write_text("{", encoding="utf-8")
    dialog.import_file()
    qtbot.waitUntil(lambda: bool(shown))
    assert "no-memory" in str(shown[0])
    assert writer.words() == {"i", "met", "Zoe"}
    dialog.accept()


def test_a_hundred_thousand_words_are_listed_found_and_chosen(
    theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    learning = Learning(Settings(tmp_path / "settings"))
    dialog = LearnedDialog(theme, learning)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._is_read)
    words = [LearnedWord(f"word{n}", 1, n, f"word{n}") for n in range(100_000)]
    dialog._on_read(Learned({"lately": words[::-1], "often": words, "alphabet": words}, 0, []))
    dialog._learned_list.selectAll()
    assert len(dialog._learned_list.chosen()) == 100_000
    dialog.search.setText("WORD99")
    assert dialog._learned_list.rows.rowCount() == 1 + 10 + 100 + 1000
    assert dialog._learned_list.rows.words(0, 0) == ["word99999"]
    learning.close()


def test_the_settings_have_the_same_switches(writer: Writer) -> None:
    writer.app.window.show_page("settings")
    section = writer.app.pages.settings.findChild(LearningSection)
    assert isinstance(section, LearningSection)
    assert section.learn.isChecked()
    section.learn.click()
    assert not writer.app.settings.learn and writer.desk.menu.button.text() == "Learning off ▾"
    section.off_the_record.click()
    assert writer.learning.off_the_record and writer.desk.menu.off_the_record.isChecked()
