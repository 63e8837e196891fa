import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QFocusEvent, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePredictor
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.editor import Editor, Silence
from ui.write.keys import Keys
from wordrnn.completion import edit_for
from wordrnn.continuation import predict

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier
Control = Qt.KeyboardModifier.ControlModifier
PREDICTOR = FakePredictor(quick=0.3, quite=0.2, quality=0.1, reply=0.25, Monday=0.3)


@pytest.fixture
def keys(tmp_path: Path, qapp: QApplication) -> Keys:
    settings = Settings(tmp_path)
    return Keys(settings, settings)


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme, keys: Keys, monkeypatch: pytest.MonkeyPatch) -> Iterator[Editor]:
    """An editor that is answered at once, and has the focus."""
    made = Editor(theme, keys)
    qtbot.addWidget(made)

    def answer(text: str, by_key: bool) -> None:
        found = predict(PREDICTOR, text, by_key)
        edits = [edit_for(text, s.word, s.completion) for s in found.suggestions]
        made.offer(text, edits, edits)

    made.prediction_wanted.connect(answer)
    monkeypatch.setattr(made, "hasFocus", lambda: True)  # the offscreen window may not be given it
    made.resize(800, 400)
    made.show()
    yield made


def offer(editor: Editor, *words: str) -> None:
    edits = [edit_for(editor.context(), word) for word in words]
    editor.offer(editor.context(), edits, edits)


def type_text(editor: Editor, text: str) -> None:
    QTest.keyClicks(editor, text)


def press(
    editor: Editor, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QTest.keyClick(editor, key, modifiers)


def test_the_ghost_is_no_part_of_the_document(editor: Editor) -> None:
    type_text(editor, "the qu")
    assert editor.ghost_text == "ick"
    assert editor.text() == "the qu"


def test_tab_takes_it_all_with_one_space(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    assert editor.text() == "the quick "


def test_accepting_is_one_undo_step_and_what_follows_another(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    type_text(editor, "xy")
    editor.undo()
    assert editor.text() == "the quick "
    editor.undo()
    assert editor.text() == "the qu"


def test_what_was_undone_is_not_offered_again(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    editor.undo()
    assert editor.ghost_text == "ite"  # quick was refused, quite is next
    type_text(editor, "i")
    assert editor.ghost_text == "te"
    press(editor, Key.Key_Space, Control)  # asked for by key: everything may be shown again
    assert editor.ghost_text == "ck"


def test_undo_takes_the_letters_back_from_the_count(editor: Editor, qtbot: QtBot) -> None:
    type_text(editor, "the qu")
    with qtbot.waitSignal(editor.accepted) as accepted:
        press(editor, Key.Key_Tab)
    with qtbot.waitSignal(editor.accept_undone) as undone:
        editor.undo()
    assert accepted.args == undone.args == [4]


def test_other_letters_are_replaced(editor: Editor) -> None:
    type_text(editor, "on mon")
    assert editor.ghost_text == " → Monday"
    press(editor, Key.Key_Tab)
    assert editor.text() == "on Monday "
    editor.undo()
    assert editor.text() == "on mon"


def test_letters_as_foretold_shorten_the_ghost_without_an_answer(editor: Editor) -> None:
    type_text(editor, "the qu")
    editor.blockSignals(True)  # no answer comes
    type_text(editor, "i")
    assert editor.ghost_text == "ck"
    type_text(editor, "t")
    assert editor.ghost_text == ""
    editor.blockSignals(False)


def test_nothing_can_be_put_into_a_text_that_is_coming_in(editor: Editor, qtbot: QtBot) -> None:
    type_text(editor, "the qu")
    assert editor.ghost_text == "ick" and editor.list_length
    with qtbot.waitSignal(editor.fell_silent, check_params_cb=lambda why: why is Silence.FILLING):
        editor.begin_filling()
    press(editor, Key.Key_Tab)
    press(editor, Key.Key_1, Alt)
    assert (editor.text(), editor.ghost_text, editor.list_length) == ("the qu", "", 0)
    editor.end_filling()
    type_text(editor, " re")
    press(editor, Key.Key_Tab)
    editor.begin_filling()
    press(editor, Key.Key_Period)
    assert editor.text() == "the qu reply ", "not even the space that comes with a word"
    editor.end_filling()


def test_escape_hides_until_the_next_edit(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Escape)
    assert editor.ghost_text == ""
    assert editor.silence() is Silence.DISMISSED
    type_text(editor, "i")
    assert editor.ghost_text == "ck"


def test_cycling(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_BracketRight, Alt)
    assert editor.ghost_word == "quite"
    press(editor, Key.Key_BracketLeft, Alt)
    press(editor, Key.Key_BracketLeft, Alt)
    assert editor.ghost_word == "quality"


def test_numbers_take_from_the_list(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_2, Alt)
    assert editor.text() == "the quite "


def test_the_next_word_only(editor: Editor) -> None:
    type_text(editor, "the qu")
    offer(editor, "quick")
    editor.go_on(editor.context(), "quick", "reply now")
    assert editor.ghost_text == "ick reply now"
    press(editor, Key.Key_Right, Control)
    assert editor.text() == "the quick "
    assert editor.ghost_text == "reply now"
    assert editor._context == "the quick ", "the list is that of the new place"
    type_text(editor, "re")
    press(editor, Key.Key_Tab)
    assert editor.text().startswith("the quick reply ")


def test_with_nothing_shown_keys_keep_their_meaning(editor: Editor) -> None:
    type_text(editor, "zz")
    press(editor, Key.Key_Tab)
    assert editor.text() == "zz\t"
    press(editor, Key.Key_Home)
    press(editor, Key.Key_Right, Control)
    assert editor.textCursor().position() > 0
    assert editor.text() == "zz\t"


def test_never_two_spaces_and_none_before_punctuation(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    type_text(editor, " ")
    assert editor.text() == "the quick "
    type_text(editor, " ")
    assert editor.text() == "the quick  ", "a second press means it"
    editor.set_text("")
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    type_text(editor, ", re")
    assert editor.text() == "the quick, re"


def test_punctuation_after_a_word_is_one_step_to_undo(editor: Editor, qtbot: QtBot) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    with qtbot.waitSignal(editor.typed):
        type_text(editor, ",")
    assert editor.text() == "the quick,"
    editor.undo()
    assert editor.text() == "the quick "
    editor.undo()
    assert editor.text() == "the qu"


def test_no_space_is_left_at_the_end_of_a_line(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    press(editor, Key.Key_Return)
    assert editor.text() == "the quick\n"
    editor.undo()
    assert editor.text() == "the quick "


def test_replacing_counts_letters_as_typed(editor: Editor) -> None:
    editor.set_text("x 😀 cafe\u0301")
    offer(editor, "cafés")
    press(editor, Key.Key_Tab)
    assert editor.text() == "x 😀 cafés "


def test_the_word_cycled_to_stays_while_its_letters_are_typed(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_BracketRight, Alt)
    type_text(editor, "i")
    assert editor.ghost_word == "quite"
    press(editor, Key.Key_Tab)
    type_text(editor, "qui")
    assert editor.ghost_word == "quick"


def test_what_was_undone_is_offered_again_once_it_is_written_anew(editor: Editor) -> None:
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    editor.undo()
    editor.selectAll()
    press(editor, Key.Key_Backspace)
    type_text(editor, "the qu")
    assert editor.ghost_word == "quick"


def test_escape_then_tab_leaves(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    moved: list[bool] = []

    def move(forward: bool) -> bool:  # Qt asks first whether Tab is for the text
        if editor.tabChangesFocus():
            moved.append(forward)
        return editor.tabChangesFocus()

    monkeypatch.setattr(editor, "focusNextPrevChild", move)
    type_text(editor, "zz")
    press(editor, Key.Key_Escape)
    press(editor, Key.Key_Tab)
    press(editor, Key.Key_Escape)
    press(editor, Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert moved == [True, False]
    press(editor, Key.Key_Tab)
    assert moved == [True, False]
    assert editor.text() == "zz\t"


def test_a_space_typed_by_hand_stays_before_punctuation(editor: Editor) -> None:
    type_text(editor, "zz :")
    assert editor.text() == "zz :"


def test_inside_a_line_the_list_is_filled_but_nothing_is_painted(editor: Editor) -> None:
    editor.set_text("the  end")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    type_text(editor, "qu")
    assert editor.silence() is Silence.INSIDE_LINE
    assert editor.ghost_text == ""
    press(editor, Key.Key_1, Alt)
    assert editor.text() == "the quick end", "the space was there"


def test_nothing_within_a_word_or_a_selection(editor: Editor, qtbot: QtBot) -> None:
    editor.set_text("quick")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    editor.setTextCursor(cursor)
    assert editor.silence() is Silence.INSIDE_WORD
    type_text(editor, "")
    editor.set_text("the qu")
    assert editor.ghost_text
    with qtbot.waitSignal(editor.fell_silent):
        editor.selectAll()
    assert editor.ghost_text == ""
    assert editor.silence() is Silence.SELECTION


def test_composing_hides_it(editor: Editor) -> None:
    type_text(editor, "the qu")
    QApplication.sendEvent(editor, QInputMethodEvent("か", []))
    assert editor.ghost_text == ""
    assert editor.silence() is Silence.COMPOSING
    commit = QInputMethodEvent("", [])
    commit.setCommitString("i")
    QApplication.sendEvent(editor, commit)
    assert editor.text() == "the qui"
    assert editor.ghost_text == "ck"


def test_leaving_and_moving_hide_it(editor: Editor, monkeypatch: pytest.MonkeyPatch) -> None:
    type_text(editor, "the qu")
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.ghost_text == ""
    editor.moveCursor(QTextCursor.MoveOperation.End)
    assert editor.ghost_text == "ick"
    monkeypatch.setattr(editor, "hasFocus", lambda: False)
    QApplication.sendEvent(editor, QFocusEvent(QEvent.Type.FocusOut))
    assert editor.ghost_text == ""


def test_an_answer_to_another_text_is_dropped(editor: Editor) -> None:
    type_text(editor, "zz")
    zebra = edit_for("z", "zebra")
    editor.offer("z", [zebra], [zebra])
    assert editor.ghost_text == ""


def test_a_non_breaking_space_and_paragraphs_survive(editor: Editor) -> None:
    text = "4\u00a0pm\n\nsecond\tparagraph\n"
    editor.set_text(text)
    assert editor.text() == text
    assert not editor.document().isModified()
    assert not editor.document().isUndoAvailable()


def test_it_is_painted_in_its_colour_after_the_caret(editor: Editor, theme: Theme, qtbot: QtBot) -> None:
    def colours() -> set[str]:
        image: QImage = editor.grab().toImage()
        caret = editor.cursorRect().translated(editor.viewport().pos())
        points = (
            QPoint(x, y)
            for x in range(caret.right() + 3, caret.right() + 40)
            for y in range(caret.top(), caret.bottom())
        )
        return {image.pixelColor(p * image.devicePixelRatio()).name() for p in points}

    type_text(editor, "the qu")
    paper = theme.colour("panel").name()
    assert len(colours()) > 1
    press(editor, Key.Key_Escape)
    assert colours() == {paper}


def test_it_is_painted_beside_a_scroll_bar_and_moves_with_the_text(editor: Editor, qtbot: QtBot) -> None:
    editor.set_text("line\n" * 60 + "the qu")
    qtbot.waitUntil(editor.verticalScrollBar().isVisible)
    qtbot.waitUntil(lambda: editor._ghost.text == "ick")
    above = editor._ghost.y()
    editor.resize(800, 250)
    qtbot.waitUntil(lambda: editor._ghost.y() != above)
    caret = editor.cursorRect().translated(editor.viewport().pos())
    assert (editor._ghost.x(), editor._ghost.y()) == (caret.left() + 1, caret.top())
    editor.set_zoom(250)
    editor.resize(500, 400)
    qtbot.waitUntil(lambda: editor.viewport().rect().contains(editor.cursorRect().center()))


def test_keys_of_the_prediction_are_kept_from_shortcuts(editor: Editor, qtbot: QtBot, theme: Theme) -> None:
    from PySide6.QtGui import QKeyEvent

    def override(key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
        event.ignore()
        QApplication.sendEvent(editor, event)
        return event.isAccepted()

    type_text(editor, "the qu")
    assert override(Key.Key_1, Alt)
    assert override(Key.Key_BracketRight, Alt)


def make_long(editor: Editor) -> str:
    text = "word " * 2000
    editor.set_text(text)
    return text


def test_a_long_text_is_asked_about_by_its_end(editor: Editor) -> None:
    text = make_long(editor)
    context = editor.context()
    assert 2400 <= len(context) < 4800
    assert text.endswith(context)


def accept_quick(editor: Editor) -> None:
    editor.set_text("")
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    assert editor.text() == "the quick "


def test_an_apostrophe_belongs_to_the_word(editor: Editor) -> None:
    accept_quick(editor)
    type_text(editor, "'s ")
    assert editor.text() == "the quick's "
    accept_quick(editor)
    type_text(editor, " '")
    assert editor.text() == "the quick '", "a space typed by hand stays: a quotation begins"


def test_a_hyphen_joins_two_words_and_a_dash_does_not(editor: Editor) -> None:
    accept_quick(editor)
    type_text(editor, "-z")
    assert editor.text() == "the quick-z"
    editor.undo()
    assert editor.text() == "the quick -"
    accept_quick(editor)
    type_text(editor, "- z")
    assert editor.text() == "the quick - z"
    accept_quick(editor)
    type_text(editor, "-5")
    assert editor.text() == "the quick -5"
    accept_quick(editor)
    type_text(editor, "-")
    press(editor, Key.Key_Left)
    press(editor, Key.Key_Right)
    type_text(editor, "z")
    assert editor.text() == "the quick -z", "the caret was elsewhere meanwhile"


def test_quotation_marks_know_which_they_are(editor: Editor) -> None:
    editor.set_text('"')
    type_text(editor, "the qu")
    press(editor, Key.Key_Tab)
    type_text(editor, '"')
    assert editor.text() == '"the quick"'
    accept_quick(editor)
    type_text(editor, '"')
    assert editor.text() == 'the quick "'


def test_each_key_can_be_another(editor: Editor, keys: Keys) -> None:
    for name, key in (("accept", "Ctrl+Return"), ("dismiss", "F9"), ("take_2", "F2"), ("ask", "F4")):
        keys.set_key(name, key)
    type_text(editor, "the qu")
    press(editor, Key.Key_F9)
    assert editor.ghost_text == ""
    press(editor, Key.Key_F4)
    assert editor.ghost_text == "ick"
    press(editor, Key.Key_Return, Control)
    assert editor.text() == "the quick "
    type_text(editor, "qu")
    press(editor, Key.Key_F2)
    assert editor.text() == "the quick quite "
    assert "F9" in editor.accessibleDescription()


def test_tab_is_a_tab_where_it_accepts_nothing(editor: Editor, keys: Keys) -> None:
    keys.set_key("accept", "")
    type_text(editor, "the qu")
    assert editor.ghost_text == "ick"
    press(editor, Key.Key_Tab)
    assert editor.text() == "the qu\t"
    assert "Tab takes" not in editor.accessibleDescription()


def test_what_is_shown_again_does_not_flicker(editor: Editor, qtbot: QtBot) -> None:
    type_text(editor, "the qu")
    editor.go_on(editor.context(), "quick", "reply now")
    shown: list[str] = []
    editor.ghost_changed.connect(lambda: shown.append(editor.ghost_text))
    type_text(editor, "i")
    assert set(shown) == {"ck reply now"}
    editor.go_on(editor.context(), "quick", "")
    assert editor.ghost_text == "ck"
    editor.go_on("another text", "quick", "reply")
    assert editor.ghost_text == "ck"


def test_a_text_with_lines_close_together_is_laid_out_apart(editor: Editor) -> None:
    editor.set_text("one two three " * 40 + "\nnext")
    block = editor.document().begin()
    layout = block.layout()
    rect = editor.blockBoundingGeometry(block)
    lines = [layout.lineAt(number) for number in range(layout.lineCount())]
    assert len(lines) > 3
    height = lines[0].height()
    for one, other in itertools.pairwise(lines):
        assert other.y() - one.y() == pytest.approx(1.5 * height, abs=1.0)
    assert rect.height() > 1.5 * height * len(lines)
    assert editor.blockBoundingGeometry(block.next()).top() == pytest.approx(rect.bottom(), abs=0.1)


def test_the_text_grows_and_shrinks(editor: Editor) -> None:
    height = editor.cursorRect().height()
    editor.set_zoom(200)
    assert editor.cursorRect().height() == pytest.approx(2 * height, rel=0.1)
    assert not editor.document().isModified()
    editor.set_zoom(100)
    assert editor.cursorRect().height() == height


def test_a_file_that_is_dropped_is_to_be_opened(editor: Editor, tmp_path: Path, qtbot: QtBot) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    with qtbot.waitSignal(editor.file_dropped) as dropped:
        editor.insertFromMimeData(data)
    assert dropped.args is not None
    assert Path(dropped.args[0]) == tmp_path / "a.txt"
    assert editor.text() == ""
    plain = QMimeData()
    plain.setText("text")
    editor.insertFromMimeData(plain)
    assert editor.text() == "text"
