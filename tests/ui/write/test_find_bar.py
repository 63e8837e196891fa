from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.style.theme import Theme
from ui.text.column import TextColumn
from ui.write.find_bar import FindBar

Key = Qt.Key


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> TextColumn:
    made = TextColumn(theme)
    qtbot.addWidget(made)
    made.set_text("The cat and the hat.\nOther cats.\n" + "line\n" * 50 + "the end")
    made.moveCursor(made.textCursor().MoveOperation.Start)
    return made


@pytest.fixture
def bar(qtbot: QtBot, qapp: QApplication, theme: Theme, column: TextColumn) -> Iterator[FindBar]:
    background = Background(qapp)
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    made = FindBar(theme, column, background)
    box.addWidget(made)
    box.addWidget(column)
    window.resize(700, 500)
    window.show()
    yield made
    background.close()
    background.setParent(None)


def search(bar: FindBar, words: str, said: str, qtbot: QtBot) -> None:
    bar.field.setText(words)
    qtbot.waitUntil(lambda: bar.count.text() == said)


def test_it_counts_marks_and_goes_round(bar: FindBar, column: TextColumn, qtbot: QtBot) -> None:
    bar.open()
    assert bar.isVisible()
    search(bar, "the", "1 of 4", qtbot)  # Other has one too
    assert column.textCursor().selectedText() == "The"
    assert [mark.cursor.position() for mark in column.extraSelections()] == [3, 15, 25]
    QTest.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == "2 of 4"
    QTest.keyClick(bar.field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.field, Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "4 of 4"
    assert column.viewport().rect().contains(column.cursorRect().center()), "it is brought into view"
    bar.go(1)
    assert bar.count.text() == "1 of 4"


def test_capitals_count_where_asked(bar: FindBar, qtbot: QtBot) -> None:
    bar.open()
    search(bar, "The", "1 of 4", qtbot)
    bar.case.click()
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 1")
    search(bar, "zebra", "not found", qtbot)
    search(bar, "", "", qtbot)


def test_escape_goes_back_to_the_text(bar: FindBar, column: TextColumn, qtbot: QtBot) -> None:
    bar.open()
    search(bar, "hat", "1 of 1", qtbot)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()
    assert column.extraSelections() == []
    assert column.textCursor().selectedText() == "hat"


def test_the_count_follows_the_text(bar: FindBar, column: TextColumn, qtbot: QtBot) -> None:
    bar.open()
    search(bar, "hat", "1 of 1", qtbot)
    column.appendPlainText("hat hat")
    qtbot.waitUntil(lambda: "3" in bar.count.text())


def test_words_that_are_selected_are_searched_for(bar: FindBar, column: TextColumn, qtbot: QtBot) -> None:
    cursor = column.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, cursor.MoveMode.KeepAnchor)
    column.setTextCursor(cursor)
    bar.open()
    assert bar.field.text() == "cat"
    qtbot.waitUntil(lambda: bar.count.text() == "1 of 2")


def test_the_next_is_where_it_stands_by_now(bar: FindBar, column: TextColumn, qtbot: QtBot) -> None:
    bar.open()
    search(bar, "cat", "1 of 2", qtbot)
    QTest.keyClick(bar.field, Key.Key_Escape)
    cursor = column.textCursor()
    cursor.setPosition(0)
    cursor.insertText("Where: ")
    column.setTextCursor(cursor)

    def goes(step: int, start: int, said: str) -> None:
        bar.go(step)
        qtbot.waitUntil(lambda: column.textCursor().selectionStart() == start)
        assert column.textCursor().selectedText() == "cat"
        assert bar.count.text() == said

    goes(1, len("Where: The "), "1 of 2")
    goes(1, len("Where: The cat and the hat.\nOther "), "2 of 2")
    goes(-1, len("Where: The "), "1 of 2")
    cursor.insertText("cat, ")  # in front, with the bar in view
    goes(-1, len("Where: "), "1 of 3")


def test_what_is_not_there_moves_no_caret_once_it_is_typed(
    bar: FindBar, column: TextColumn, qtbot: QtBot
) -> None:
    bar.open()
    search(bar, "zebra", "not found", qtbot)
    QTest.keyClick(bar.field, Key.Key_Return)
    column.setFocus()
    QTest.keyClicks(column, "A zebra")
    qtbot.waitUntil(lambda: bar.count.text() != "not found")
    assert not column.textCursor().hasSelection()
    assert column.textCursor().position() == len("A zebra")
