from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePredictor
from ui.background import Background
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.documents import TextDocument
from ui.write.keys import Keys
from ui.write.page import WritePage
from ui.write.prediction import Prediction
from ui.write.recovery import RecoveryShelf, Unsaved

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def settings(tmp_path: Path, qapp: QApplication) -> Settings:
    made = Settings(tmp_path)
    made.delay = 0
    return made


@pytest.fixture
def page(
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Iterator[WritePage]:
    prediction, background = Prediction(qapp), Background(qapp)
    made = WritePage(
        theme, prediction, settings, Keys(settings, settings), background, RecoveryShelf(tmp_path / "unsaved")
    )
    qtbot.addWidget(made)
    monkeypatch.setattr(made.editor, "hasFocus", lambda: True)
    made.resize(1200, 700)
    made.show()
    prediction.set_predictor(FakePredictor(quick=0.3, quite=0.2, the=0.1))
    made.set_predictor_state("fake")
    yield made
    made.closing()
    prediction.close()
    background.close()
    for child in (prediction, background):
        child.setParent(None)


def said(page: WritePage) -> str:
    return " | ".join(page._facts)


def test_on_request_only_a_key_brings_a_word(page: WritePage, settings: Settings, qtbot: QtBot) -> None:
    settings.mode = "request"
    with qtbot.assertNotEmitted(page._prediction.answered, wait=50):
        QTest.keyClicks(page.editor, "the qu")
    assert "Ctrl+Space asks" in said(page)
    QTest.keyClick(page.editor, Key.Key_Space, Control)
    qtbot.waitUntil(lambda: page.editor.ghost_text == "ick")
    QTest.keyClicks(page.editor, "i")
    assert page.editor.ghost_text == "ck", "it stays while its letters are typed"
    QTest.keyClicks(page.editor, "x")
    assert page.editor.ghost_text == ""
    assert page.panel.suggestions.rowCount() == 0


@pytest.mark.parametrize("by_key", [False, True])
def test_on_request_a_word_of_the_list_can_be_taken(
    page: WritePage, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, by_key: bool
) -> None:
    monkeypatch.setattr(page.editor, "hasFocus", lambda: page.focusWidget() is page.editor)
    settings.mode = "request"
    page.editor.setFocus()
    QTest.keyClicks(page.editor, "the qu")
    QTest.keyClick(page.editor, Key.Key_Space, Control)
    words = page.panel.list
    qtbot.waitUntil(lambda: words.model().rowCount() == 2)
    index = words.model().index(1, 0)
    if by_key:
        words.setFocus()
        words.setCurrentIndex(index)
        QTest.keyClick(words, Key.Key_Return)
    else:
        at = words.visualRect(index).center()
        QTest.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.editor.text() == "the quite "
    assert page.focusWidget() is page.editor
    assert page.panel.suggestions.rowCount() == 0, "the next word is not asked for"


def test_off_is_off(page: WritePage, settings: Settings, qtbot: QtBot) -> None:
    settings.mode = "off"
    with qtbot.assertNotEmitted(page._prediction.answered, wait=50):
        QTest.keyClicks(page.editor, "the qu")
        QTest.keyClick(page.editor, Key.Key_Space, Control)
    assert "predictions are off" in said(page)
    settings.mode = "automatic"
    qtbot.waitUntil(lambda: page.editor.ghost_text == "ick")


def test_words_come_after_a_pause(page: WritePage, settings: Settings, qtbot: QtBot) -> None:
    assert Settings.delay.default == 120
    settings.delay = 1000
    with qtbot.assertNotEmitted(page._prediction.answered, wait=60):
        QTest.keyClicks(page.editor, "the qu")
    with qtbot.waitSignal(page._prediction.answered, timeout=500):
        QTest.keyClick(page.editor, Key.Key_Space, Control)  # asked by key: at once


def test_the_list_is_as_long_as_is_wished(page: WritePage, settings: Settings, qtbot: QtBot) -> None:
    QTest.keyClicks(page.editor, "qu")
    qtbot.waitUntil(lambda: page.panel.suggestions.rowCount() == 2)
    height = page.panel.list.height()
    settings.list_length = 1
    qtbot.waitUntil(lambda: page.panel.suggestions.rowCount() == 1)
    assert page.panel.list.height() < height


def test_the_status_bar_says_why_nothing_is_shown(page: WritePage, settings: Settings, qtbot: QtBot) -> None:
    QTest.keyClicks(page.editor, "xyz")
    qtbot.waitUntil(lambda: "no word that begins like this" in said(page))
    page.editor.selectAll()
    assert "selected" in said(page)
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.Start)
    assert "inside a word" in said(page)
    page.editor.set_text(" end")
    page.editor.moveCursor(page.editor.textCursor().MoveOperation.Start)
    QTest.keyClicks(page.editor, "qu")
    qtbot.waitUntil(lambda: "not at the end of a line" in said(page))
    page.editor.set_text("")
    QTest.keyClicks(page.editor, "qu")
    qtbot.waitUntil(lambda: "shown: 30" in said(page))
    QTest.keyClick(page.editor, Key.Key_Escape)
    assert "dismissed" in said(page)
    settings.sure = 0.5
    QTest.keyClicks(page.editor, "i")
    qtbot.waitUntil(lambda: "below 50" in said(page))


def test_keystrokes_saved_are_counted_in_all(
    page: WritePage, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.editor, "qu")
    qtbot.waitUntil(lambda: page.editor.ghost_text == "ick")
    QTest.keyClick(page.editor, Key.Key_Tab)
    # 2 letters by hand, 4 characters for one key: 3 keys for 6 characters.
    assert page._right == "keys saved: 50\u202f% this session, 50\u202f% in all"
    other = Settings(tmp_path)  # of a second window
    other.typed, other.accepted, other.accepts = 100, 0, 0
    other.sync()
    page.closing()
    remembered = Settings(tmp_path)
    assert (remembered.typed, remembered.accepted, remembered.accepts) == (102, 4, 1)


def test_why_is_opened_by_a_key_and_follows_the_choice(
    page: WritePage, settings: Settings, qtbot: QtBot
) -> None:
    QTest.keyClicks(page.editor, "qu")
    qtbot.waitUntil(lambda: page.editor.ghost_text == "ick")
    assert not page.panel.why.isVisible()
    page.panel.toggle_why()
    assert page.panel.why.isVisible()
    assert settings.show_why
    assert "quick" in page.panel.why.text()
    QTest.keyClick(page.editor, Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)
    assert "quite" in page.panel.why.text()


def test_zoom_is_remembered(page: WritePage, settings: Settings) -> None:
    height = page.editor.cursorRect().height()
    for _ in range(3):
        page._zoom_by(1)
    assert settings.zoom == 130
    assert page.editor.cursorRect().height() > height
    page._zoom_to(10_000)
    assert settings.zoom == 400
    page._zoom_to(100)
    assert page.editor.cursorRect().height() == height


def test_a_screen_reader_is_told_where_that_is_wished(
    page: WritePage, settings: Settings, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr("ui.write.page.announce", lambda widget, text: told.append(text))
    with qtbot.waitSignal(page._prediction.went_on):
        QTest.keyClicks(page.editor, "qu")
    assert told == []
    settings.announce = True
    with qtbot.waitSignal(page._prediction.went_on):
        QTest.keyClicks(page.editor, "i")
    assert told == ["Prediction: ck. Tab takes it."]


def test_unsaved_text_is_offered_and_opened(page: WritePage, tmp_path: Path, qtbot: QtBot) -> None:
    lost = RecoveryShelf(tmp_path / "unsaved").place()
    lost.write(Unsaved(TextDocument("lost and found"), None))
    lost.release()
    page.find_unsaved()
    qtbot.waitUntil(page.recovery.isVisible)
    assert "3 " in page.recovery._text.toolTip()
    page.recovery.open.click()
    assert page.editor.text() == "lost and found"
    assert page.is_modified
    assert not page.recovery.isVisible()
    page.editor.document().setModified(False)


def test_unsaved_text_that_is_put_off_is_offered_again(page: WritePage, tmp_path: Path, qtbot: QtBot) -> None:
    shelf = RecoveryShelf(tmp_path / "unsaved")
    lost = shelf.place()
    lost.write(Unsaved(TextDocument("lost"), Path("a.txt")))
    lost.release()
    page.find_unsaved()
    qtbot.waitUntil(page.recovery.isVisible)
    assert shelf.claim() == [], "this window has it"
    page.recovery.later.click()
    assert not page.recovery.isVisible()
    ((again, _),) = shelf.claim()
    again.release()


def test_unsaved_text_is_deleted_only_where_that_is_meant(
    page: WritePage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = RecoveryShelf(tmp_path / "unsaved").place()
    lost.write(Unsaved(TextDocument("lost"), None))
    lost.release()
    page.find_unsaved()
    qtbot.waitUntil(page.recovery.isVisible)
    monkeypatch.setattr(QMessageBox, "exec", lambda box: box.defaultButton().click())
    page.recovery.delete.click()
    assert page.recovery.isVisible()
    assert list(tmp_path.glob("unsaved/*/text"))
    monkeypatch.setattr(
        QMessageBox, "exec", lambda box: next(b for b in box.buttons() if b.text() == "Delete").click()
    )
    page.recovery.delete.click()
    assert not page.recovery.isVisible()
    assert not list(tmp_path.glob("unsaved/*/text"))


def test_a_list_of_models_that_is_read_again_leaves_nothing_of_the_one_before(page: WritePage) -> None:
    page.set_models(["a", "b"], "a")
    before = len(page.findChildren(QObject))
    for _ in range(3):
        page.set_models(["a", "b"], "b")
    assert len(page.findChildren(QObject)) == before
    assert [action.text() for action in page._model_menu.actions() if action.isChecked()] == ["b"]
