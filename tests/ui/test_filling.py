import time
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from ui.filling import AT_ONCE, Filling
from ui.text_column import TextColumn
from ui.theme import Theme
from ui.word_count import WordCount


@pytest.fixture
def column(qtbot: QtBot, theme: Theme) -> Iterator[TextColumn]:
    made = TextColumn(theme)
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.show()
    yield made


def test_a_short_text_is_there_at_once(column: TextColumn) -> None:
    done: list[str] = []
    Filling(column, column).fill("one\ntwo", lambda: done.append(column.text()))
    assert done == ["one\ntwo"]


def test_a_long_text_comes_piece_by_piece(column: TextColumn, qtbot: QtBot) -> None:
    text = "a 😀 line of words\n" * (3 * AT_ONCE // 18) + "end"
    done: list[str] = []
    words = WordCount(column.document())
    filling = Filling(column, column)
    filling.fill(text, lambda: done.append(column.text()))
    assert done == []
    assert column.isReadOnly()
    assert column.is_filling
    assert filling.share == 0
    qtbot.waitUntil(lambda: bool(done), timeout=20_000)
    assert done == [text]
    assert not column.isReadOnly()
    assert not column.document().isModified()
    assert not column.document().isUndoAvailable()
    assert column.textCursor().atEnd()
    assert words.total == len(text.replace("😀", "").split())
    assert filling.share is None


def test_the_newest_text_wins(column: TextColumn, qtbot: QtBot) -> None:
    filling = Filling(column, column)
    done: list[str] = []
    filling.fill("old " * AT_ONCE, lambda: done.append("old"))
    filling.fill("new", lambda: done.append("new"))
    assert done == ["new"]
    filling.fill("old " * AT_ONCE, lambda: done.append("old"))
    filling.fill("newer " * AT_ONCE, lambda: done.append("newer"))
    qtbot.waitUntil(lambda: len(done) > 1, timeout=20_000)
    assert done == ["new", "newer"]
    assert column.text() == "newer " * AT_ONCE


def test_typing_at_the_beginning_of_a_long_text_moves_nothing_else(column: TextColumn) -> None:
    column.set_text("A paragraph of some words.\n" * 40_000)
    column.moveCursor(column.textCursor().MoveOperation.Start)
    asked = 0
    layout = column.document().documentLayout()
    plain = type(layout).blockBoundingRect

    def counted(self: object, block: object) -> object:
        nonlocal asked
        asked += 1
        return plain(self, block)  # type: ignore[arg-type]

    type(layout).blockBoundingRect = counted  # type: ignore[method-assign]
    try:
        begin = time.perf_counter()
        column.insertPlainText("x")
        column.insertPlainText("\n")
        took = time.perf_counter() - begin
    finally:
        type(layout).blockBoundingRect = plain  # type: ignore[method-assign]
    assert 0 < asked < 1_000, "only paragraphs in view are laid out"
    assert took < 5  # shifting 40,000 paragraphs would take far longer than a busy machine
