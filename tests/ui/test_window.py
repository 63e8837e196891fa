from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QListView,
    QMessageBox,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from corpora.library import CorpusLibrary
from tests.ui.conftest import app_with_two_words
from ui.app import App
from ui.settings import Settings
from wordrnn.home import corpora_folder

INTERACTIVE = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTextEdit,
)  # fmt: skip


@pytest.fixture
def built(qapp: QApplication, qtbot: QtBot) -> Iterator[App]:
    with app_with_two_words(qapp) as made:
        qtbot.waitUntil(lambda: made.prediction.predictor is not None)
        yield made


def test_every_interactive_widget_has_a_name(built: App, qtbot: QtBot) -> None:
    (corpora_folder()).mkdir(parents=True)
    for name in built.window.pages:
        built.window.show_page(name)
    qtbot.waitUntil(lambda: bool(built.pages.train.choices.boxes))
    nameless = [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in built.window.findChildren(QWidget)
        if isinstance(widget, INTERACTIVE)
        and not isinstance(widget, QScrollBar)
        and not isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))  # parts of what has a name
        and widget.objectName() not in ("qt_toolbar_ext_button", "qt_spinbox_lineedit")
        and not widget.accessibleName()
        and not _is_part_of_combo(widget)
    ]
    assert nameless == []


def _is_part_of_combo(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox):
            return True
        parent = parent.parentWidget()
    return False


def test_typing_shows_words_and_tab_takes_one(
    built: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = built.pages.write
    monkeypatch.setattr(write.editor, "hasFocus", lambda: True)
    write.set_models(["fake"], "fake")
    with qtbot.waitSignal(built.prediction.answered):
        QTest.keyClicks(write.editor, "the qu")
    qtbot.waitUntil(lambda: write.editor.ghost_text == "ick")
    assert [s.word for s in write.panel.suggestions.suggestions()] == ["quick", "quite"]
    assert write.panel.list.currentIndex().row() == 0
    assert "shown: 30" in " ".join(write._facts)
    QTest.keyClick(write.editor, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)
    assert "shown: 20" in " ".join(write._facts)
    QTest.keyClick(write.editor, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(write.editor, Qt.Key.Key_Tab)
    assert write.editor.text() == "the quick "
    # 6 letters by hand, 4 characters for one key: 7 keys for 10 characters.
    assert "30\u202f% this session" in write._right


def test_below_the_threshold_the_reason_is_given(
    built: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = built.pages.write
    monkeypatch.setattr(write.editor, "hasFocus", lambda: True)
    write.panel.restraint.sure.setValue(50)
    with qtbot.waitSignal(built.prediction.answered):
        QTest.keyClicks(write.editor, "the qu")
    qtbot.waitUntil(lambda: "below 50" in " ".join(write._facts))
    assert write.editor.ghost_text == ""
    with qtbot.waitSignal(built.prediction.answered):
        QTest.keyClick(write.editor, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: write.editor.ghost_text == "ick")


def test_without_a_model_the_page_leads_to_train(built: App) -> None:
    write = built.pages.write
    write.set_models([], None)
    assert write._empty.isVisibleTo(write)
    write._empty._action.click()
    assert built.window.current_page() == "train"


def test_what_is_written_stays_in_view_when_the_last_model_goes(
    built: App, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = built.pages.write
    monkeypatch.setattr(write.editor, "hasFocus", lambda: True)
    QTest.keyClicks(write.editor, "the q")
    qtbot.waitUntil(lambda: bool(write.editor._edits))
    write.set_models([], None)
    write.set_predictor_state(None, "no model is in use")
    assert write._stack.currentWidget() is write._writing
    assert not write.editor.take(0), "nothing of the model that is gone can be taken"
    assert write.editor.ghost_text == ""


def test_a_text_is_opened_without_any_model(built: App, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear committee,\n", encoding="utf-8")
    built.pages.write.set_models([], None)
    with qtbot.waitSignal(built.pages.write.desk.opened):
        built.pages.write.open_path(path)
    assert built.pages.write._stack.currentWidget() is built.pages.write._writing


def test_lists_of_dialogs_are_not_see_through(built: App) -> None:
    popup = QListView(built.window)
    popup.ensurePolished()
    popup.resize(60, 60)
    assert popup.grab().toImage().pixelColor(30, 30).name() == built.theme.tokens.panel


def test_control_and_a_number_change_the_page(built: App, qtbot: QtBot) -> None:
    built.window.activateWindow()
    for number, name in enumerate(built.window.pages, start=1):
        QTest.keyClick(built.window, Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.ControlModifier)
        assert built.window.current_page() == name


def test_text_is_opened_and_saved(built: App, tmp_path: Path, qtbot: QtBot) -> None:
    write = built.pages.write
    path = tmp_path / "letter.txt"
    path.write_text("Dear committee,\n", encoding="utf-8")
    with qtbot.waitSignal(write.desk.opened):
        write.open_path(path)
    assert built.window.windowTitle().startswith("letter.txt")
    assert not write.is_modified
    write.editor.moveCursor(write.editor.textCursor().MoveOperation.End)
    QTest.keyClicks(write.editor, "hello")
    assert built.window.isWindowModified()
    write.desk.save()
    qtbot.waitUntil(lambda: not write.is_modified)
    assert path.read_text(encoding="utf-8") == "Dear committee,\nhello"
    assert not built.window.isWindowModified()


def test_unsaved_text_is_asked_about(built: App, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QMessageBox, "exec", answer)
    QTest.keyClicks(built.pages.write.editor, "x")
    assert not built.window.close()
    assert asked == ["Save the changes to Untitled?"]
    built.pages.write.editor.document().setModified(False)


def test_the_window_remembers_its_page(built: App, home: Path) -> None:
    built.window.show_page("models")
    assert built.window.close()
    assert Settings(home).page == "models"
    assert not Settings(home).geometry.isEmpty()


def test_a_theme_of_the_other_kind_restyles_everything_and_edits_nothing(built: App) -> None:
    built.theme.set_dark(True)
    assert built.theme.tokens.background == "#1b1c1e"
    assert not built.pages.write.is_modified
    built.theme.set_dark(False)


def test_files_are_added_by_a_process_and_removed(built: App, tmp_path: Path, qtbot: QtBot) -> None:
    page = built.pages.corpora
    built.window.show_page("corpora")
    source = tmp_path / "Letters.txt"
    source.write_text("The quick brown fox jumps over the lazy dog.\n" * 20, encoding="utf-8")
    with qtbot.waitSignal(page.corpora_changed, timeout=20_000):
        page.add_paths([source])
    # It may be listed before it is known to be the new one, which is selected.
    qtbot.waitUntil(lambda: getattr(page.selected(), "name", "") == "Letters", timeout=20_000)
    selected = page.selected()
    assert selected is not None and selected.words == 180
    qtbot.waitUntil(lambda: page.details.words._figure.text() == "180", timeout=20_000)
    assert "lazy dog" in page.details.preview.view.toPlainText()
    page.changes.remove("Letters")
    qtbot.waitUntil(lambda: page.corpora.row_of("Letters") < 0, timeout=20_000)
    assert "Letters" not in CorpusLibrary(corpora_folder())


def test_what_is_no_text_brings_one_dialog_and_adds_nothing(
    built: App, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr(
        "ui.corpora.adding.show_error", lambda parent, error, happening="": shown.append(error)
    )
    source = tmp_path / "empty.txt"
    source.write_text("")
    built.pages.corpora.add_paths([source])
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    assert not built.pages.corpora.is_importing
    assert [entry.name for entry in CorpusLibrary(corpora_folder()).entries()] == ["builtin"]


def test_fine_tuning_leads_to_the_train_page_with_the_model_chosen(
    built: App, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.wordrnn.test_model_folder import publish

    publish(home / "models" / "letters")
    train, shown = built.pages.train, []
    page_shown = train.page_shown
    monkeypatch.setattr(train, "page_shown", lambda: shown.append(page_shown()))
    built.window.show_page("models")
    qtbot.waitUntil(lambda: built.pages.models.selected() is not None)
    built.pages.models.details.fine_tune_wanted.emit()
    assert built.window.current_page() == "train"
    assert len(shown) == 1, "what is on the disk is read once"
    choices = train.choices
    qtbot.waitUntil(lambda: bool(choices.boxes))  # what is read from disk meanwhile leaves the choice alone
    assert choices.options().settings["from"] == "letters"


def test_the_last_text_is_there_at_the_next_start(built: App, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Anna,", encoding="utf-8")
    write = built.pages.write
    with qtbot.waitSignal(write.desk.opened):
        write.open_path(path)
    QTest.keyClick(built.window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not built.window.isVisible()
    write.editor.set_text("")  # as a window is at first
    with qtbot.waitSignal(built.loader.loaded):
        built.start()
    qtbot.waitUntil(lambda: write.editor.text() == "Dear Anna,")
    assert write.desk.path == path
