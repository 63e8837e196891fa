from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.mouse import move_to
from ui.style.theme import Theme
from ui.text.places import Place
from ui.text.word_flow import WordFlow


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Line:
    text: str
    units: list[Span] = field(default_factory=list)


def line(words: int, word: str = "word") -> Line:
    size = len(word) + 1
    return Line(f"{word} " * words, [Span(at * size, at * size + len(word)) for at in range(words)])


class Counting(WordFlow):
    laid_out = 0

    def formats(self, number: int) -> list:
        self.laid_out += 1
        return []


@pytest.fixture
def flow(qtbot: QtBot, theme: Theme) -> Iterator[Counting]:
    made = Counting(theme, "A text")
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.show()
    qtbot.waitExposed(made)
    yield made


def test_of_a_long_text_only_what_is_in_view_is_laid_out(flow: Counting, qtbot: QtBot) -> None:
    flow.set_blocks([line(40) for _ in range(20_000)])
    flow.viewport().repaint()
    assert 0 < flow.laid_out < 40
    bar = flow.verticalScrollBar()
    bar.setValue(bar.maximum())
    flow.viewport().repaint()
    assert flow.laid_out < 80
    assert flow._in_view()[-1] == 19_999
    QTest.keyClick(flow, Qt.Key.Key_Home)
    assert flow.current == Place(0, 0)
    assert bar.value() == 0
    QTest.keyClick(flow, Qt.Key.Key_End)
    assert flow.current == Place(19_999, 39)
    flow.viewport().repaint()
    box = flow.boxes(19_999, *_of(flow, Place(19_999, 39)))[0]
    assert box.top() >= 0 and box.bottom() <= flow.viewport().height()


def _of(flow: WordFlow, place: Place) -> tuple[int, int]:
    unit = flow.blocks[place.block].units[place.unit]
    return unit.start, unit.end


def test_every_word_is_found_where_it_is_painted(flow: Counting) -> None:
    flow.set_blocks([line(12), line(3, "Überraschung"), Line(""), line(30)])
    for number, block in enumerate(flow.blocks):
        for at in range(len(block.units)):
            box = flow.boxes(number, *_of(flow, Place(number, at)))[0]
            if box.bottom() < flow.viewport().height():
                assert flow.place_at(box.center()) == Place(number, at)


def test_the_mouse_points_and_takes(flow: Counting, qtbot: QtBot) -> None:
    flow.set_blocks([line(12)])
    centre = flow.boxes(0, *_of(flow, Place(0, 2)))[0].center().toPoint()
    move_to(flow.viewport(), centre)
    assert flow.current == Place(0, 2)
    assert flow.accessibleDescription() == "word"
    with qtbot.waitSignal(flow.activated):
        QTest.mouseClick(flow.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    with qtbot.waitSignal(flow.activated):
        QTest.keyClick(flow, Qt.Key.Key_Return)


def test_down_and_up_stay_in_their_column(flow: Counting) -> None:
    flow.set_blocks([line(30), Line(""), line(30)])
    flow.set_current(Place(0, 1))
    seen = [flow.current]
    for _ in range(4):
        QTest.keyClick(flow, Qt.Key.Key_Down)
        seen.append(flow.current)
    assert len(set(seen)) == 5
    lefts = [flow.boxes(place.block, *_of(flow, place))[0].left() for place in seen if place]
    assert max(lefts) - min(lefts) < 5
    for expected in reversed(seen[:-1]):
        QTest.keyClick(flow, Qt.Key.Key_Up)
        assert flow.current == expected


def test_what_is_shown_may_change_while_a_word_is_pointed_at(flow: Counting) -> None:
    flow.set_blocks([line(4), line(4)])
    flow.set_current(Place(1, 3))
    flow.add_blocks([line(2)])
    assert flow.current == Place(1, 3)
    flow.set_blocks([line(4), line(2)], keep=1)
    assert flow.current is None
    flow.set_blocks([])
    for key in (Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(flow, key)
    assert flow.current is None


def test_another_font_size_keeps_the_place(flow: Counting, theme: Theme) -> None:
    flow.set_blocks([line(20) for _ in range(500)])
    flow.verticalScrollBar().setValue(flow.verticalScrollBar().maximum() // 2)
    flow.viewport().repaint()
    first = flow._first_in_view()
    font = theme.font(2.0)
    theme.set_base_font(font)
    flow.viewport().repaint()
    assert abs(flow._first_in_view() - first) <= 2
