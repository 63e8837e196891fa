from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock
from pytestqt.qtbot import QtBot

from ui.style.theme import Theme
from ui.text.column import TextColumn
from ui.text.filling import AT_ONCE, Filling
from ui.text.spaced_layout import SpacedLayout
from ui.write.word_count import WordCount


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
    filling.fill("old\n" * AT_ONCE, lambda: done.append("old"))
    filling.fill("new", lambda: done.append("new"))
    assert done == ["new"]
    filling.fill("old\n" * AT_ONCE, lambda: done.append("old"))
    filling.fill("newer\n" * AT_ONCE, lambda: done.append("newer"))
    qtbot.waitUntil(lambda: len(done) > 1, timeout=20_000)
    assert done == ["new", "newer"]
    assert column.text() == "newer\n" * AT_ONCE


class CountedLayout(SpacedLayout):
    asked = 0

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        CountedLayout.asked += 1
        return super().blockBoundingRect(block)


def test_typing_at_the_beginning_of_a_long_text_moves_nothing_else(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.text.column.SpacedLayout", CountedLayout)
    column = TextColumn(theme)
    qtbot.addWidget(column)
    column.show()
    column.set_text("A paragraph of some words.\n" * 40_000)
    column.moveCursor(column.textCursor().MoveOperation.Start)
    CountedLayout.asked = 0
    column.insertPlainText("x")
    column.insertPlainText("\n")
    assert 0 < CountedLayout.asked < 1_000, "only paragraphs in view are laid out"
