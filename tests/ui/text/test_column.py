import pytest
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ui.style.theme import Theme
from ui.text.column import TextColumn


def width_of_lines(column: TextColumn) -> float:
    column.grab()  # lays out what is in view
    line = column.document().firstBlock().layout().lineAt(0)
    return line.width() + 2 * column.document().documentMargin()


@pytest.mark.parametrize(("before", "after"), [(1200, 500), (500, 1200), (1200, 900), (900, 1200)])
@pytest.mark.parametrize("zoom", [100, 150])
def test_lines_are_as_wide_as_the_column_after_it_changed_out_of_sight(
    before: int, after: int, zoom: int, qtbot: QtBot, theme: Theme
) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    column = TextColumn(theme)
    pages.addWidget(column)
    other = QWidget()
    pages.addWidget(other)
    column.set_text("word " * 100)
    pages.resize(before, 400)
    pages.show()
    assert width_of_lines(column) == column.viewport().width()
    pages.setCurrentWidget(other)
    pages.resize(after, 400)
    column.set_zoom(zoom)
    pages.setCurrentWidget(column)
    QApplication.processEvents()
    assert width_of_lines(column) == column.viewport().width()
    assert column.viewport().width() <= after


def test_a_column_that_was_never_shown_has_its_width_when_it_is(qtbot: QtBot, theme: Theme) -> None:
    column = TextColumn(theme)
    qtbot.addWidget(column)
    column.set_text("word " * 100)
    column.resize(1200, 400)
    column.show()
    assert width_of_lines(column) == column.viewport().width()
