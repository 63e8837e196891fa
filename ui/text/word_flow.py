"""A long text of which every word can be pointed at, by mouse and by keyboard; only what is in view is laid out."""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple, Protocol

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.style.theme import Theme
from ui.style.widgets import set_role

_LINE = 1.85  # of the font's height
_KEPT = 300  # layouts
_MARGIN_EM = 0.3


class UnitLike(Protocol):
    """Something that can be pointed at: where it begins and ends in its block."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Block(Protocol):
    """A paragraph and what in it can be pointed at, in order."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def units(self) -> Sequence[UnitLike]: ...  # noqa: D102


class Place(NamedTuple):
    """A unit by the numbers of its block and of itself within that."""

    block: int
    unit: int


class WordFlow(QAbstractScrollArea):
    """Shows blocks one under the other. Subclasses say how words look, and what is said of them."""

    current_changed = Signal()  # another word is pointed at, or none
    activated = Signal()  # the current word was clicked, or Enter pressed on it

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: list[Block] = []
        self._heights: list[float] = []
        self._tops: list[float] = [0.0]
        self._layouts: OrderedDict[int, QTextLayout] = OrderedDict()
        self._current: Place | None = None
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        set_role(self, "flow")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        theme.changed.connect(self.restyle)
        self.restyle()

    # What is shown --------------------------------------------------------------------------------------------------

    @property
    def blocks(self) -> Sequence[Block]:
        """What is shown."""
        return self._blocks

    @property
    def current(self) -> Place | None:
        """The word that is pointed at."""
        return self._current

    def set_blocks(self, blocks: Sequence[Block], keep: int = 0) -> None:
        """Show `blocks`; the first `keep` of them are those that are shown already."""
        self._blocks = list(blocks)
        self._heights = self._heights[:keep]
        for number in [number for number in self._layouts if number >= keep]:
            del self._layouts[number]
        self._heights += [self._guess(block) for block in self._blocks[keep:]]
        self._settle()
        if self._current is not None and not self._holds(self._current):
            self.set_current(None)
        self.viewport().update()

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        """Show `blocks` below the others."""
        self._blocks += blocks
        self._heights += [self._guess(block) for block in blocks]
        self._settle()
        self.viewport().update()

    def set_current(self, place: Place | None) -> None:
        """Point at another word, or at none."""
        if place == self._current:
            return
        self._current = place
        self.setAccessibleDescription(self.described(place) if place else "")
        self.viewport().update()
        self.current_changed.emit()

    def restyle(self) -> None:
        """Lay all out again: another font, other colours."""
        metrics = QFontMetricsF(self._theme.font())
        self._line_height = metrics.height() * _LINE
        self._letter = metrics.averageCharWidth() * 1.05
        self._margin = self._theme.em(_MARGIN_EM)
        self.verticalScrollBar().setSingleStep(round(self._line_height))
        self._lay_out_anew()

    def renew(self) -> None:
        """Ask again how words look; nothing has moved."""
        self._layouts.clear()
        self.viewport().update()
        if self._current:
            self.setAccessibleDescription(self.described(self._current))

    # For subclasses -------------------------------------------------------------------------------------------------

    def described(self, place: Place) -> str:
        """Return a word and what there is to say of it, for who does not see it."""
        block = self._blocks[place.block]
        unit = block.units[place.unit]
        return block.text[unit.start : unit.end]

    def formats(self, number: int) -> list[QTextLayout.FormatRange]:
        """Return the colours of the letters of a block."""
        return []

    def paint_under(self, painter: QPainter, number: int, place: Place) -> None:
        """Paint what is behind the letters of a word."""

    def paint_over(self, painter: QPainter, number: int, place: Place) -> None:
        """Paint what is above the letters of a word."""

    def boxes(self, number: int, start: int, end: int) -> list[QRectF]:
        """Return where the letters from `start` to `end` of a block in view stand, one box a line."""
        layout = self._layout(number)
        top = self._top(number)
        found = []
        at = layout.lineForTextPosition(start).lineNumber() if layout.lineCount() else 0
        while at < layout.lineCount():
            line = layout.lineAt(at)
            first, behind = line.textStart(), line.textStart() + line.textLength()
            if first >= end:
                break
            low, high = max(start, first), min(end, behind)
            if low < high:
                left, right = _x(line, low), _x(line, high)
                box = QRectF(min(left, right), line.y(), abs(right - left), line.height())
                found.append(box.translated(self._margin, top))
            at += 1
        return found

    # Layout ---------------------------------------------------------------------------------------------------------

    def _holds(self, place: Place) -> bool:
        return place.block < len(self._blocks) and place.unit < len(self._blocks[place.block].units)

    def _width(self) -> float:
        # The same with and without a scroll bar: lines do not break anew as words come.
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        return max(self._letter * 8, room - 2 * self._margin)

    def _guess(self, block: Block) -> float:
        lines = max(1, -(-len(block.text) * self._letter // self._width()))
        return lines * self._line_height + self._gap()

    def _gap(self) -> float:
        return self._line_height * 0.25

    def _top(self, number: int) -> float:
        return self._tops[number] - self.verticalScrollBar().value() + self._margin

    def _lay_out_anew(self) -> None:
        first = self._first_in_view()
        self._layouts.clear()
        self._heights = [self._guess(block) for block in self._blocks]
        self._settle()
        if self._blocks:
            self.verticalScrollBar().setValue(round(self._tops[first]))
        self.viewport().update()

    def _settle(self) -> None:
        """Follow the heights of the blocks."""
        self._tops = [0.0, *accumulate(self._heights)]
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(room)
        bar.setRange(0, max(0, round(self._tops[-1] + 2 * self._margin - room)))

    def _first_in_view(self) -> int:
        if not self._blocks:
            return 0
        return min(
            len(self._blocks) - 1, max(0, bisect_right(self._tops, self.verticalScrollBar().value()) - 1)
        )

    def _in_view(self) -> range:
        """Return the blocks in view, all of them laid out."""
        if not self._blocks:
            return range(0)
        first = last = 0
        for _ in range(4):  # what is laid out for the first time is seldom as high as was guessed
            first = self._first_in_view()
            bottom = self.verticalScrollBar().value() + self.viewport().height()
            last, changed = first, False
            while last < len(self._blocks) and self._tops[last] < bottom:
                changed |= self._measure(last)
                last += 1
            if not changed:
                break
            self._settle()
        return range(first, last)

    def _measure(self, number: int) -> bool:
        """Lay a block out; return whether its height is another than it was."""
        layout = self._layout(number)
        height = max(1, layout.lineCount()) * self._line_height + self._gap()
        changed = abs(height - self._heights[number]) > 0.5
        self._heights[number] = height
        return changed

    def _layout(self, number: int) -> QTextLayout:
        known = self._layouts.get(number)
        if known is not None:
            self._layouts.move_to_end(number)
            return known
        layout = QTextLayout(self._blocks[number].text, self._theme.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self.formats(number))
        layout.beginLayout()
        top, width = 0.0, self._width()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top + (self._line_height - line.height()) / 2))
            top += self._line_height
        layout.endLayout()
        self._layouts[number] = layout
        while len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return layout

    # Events ---------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._lay_out_anew()
        else:
            self._settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the blocks in view."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.viewport().rect(), self._theme.colour("panel"))
        for number in self._in_view():
            units = self._units_in_view(number)
            for unit in units:
                self.paint_under(painter, number, Place(number, unit))
            painter.setPen(self._theme.colour("ink"))
            self._layout(number).draw(painter, QPointF(self._margin, self._top(number)))
            for unit in units:
                self.paint_over(painter, number, Place(number, unit))
        self._paint_current(painter)
        painter.end()

    def _units_in_view(self, number: int) -> range:
        layout, top = self._layout(number), self._top(number)
        last = layout.lineCount() - 1
        if last < 0:
            return range(0)
        above = min(last, max(0, int(-top // self._line_height)))
        below = min(last, max(0, int((self.viewport().height() - top) // self._line_height)))
        start = layout.lineAt(above).textStart()
        end = layout.lineAt(below).textStart() + layout.lineAt(below).textLength()
        units = self._blocks[number].units
        first = bisect_right(units, start, key=lambda unit: unit.end)
        return range(first, bisect_left(units, end, key=lambda unit: unit.start))

    def _paint_current(self, painter: QPainter) -> None:
        if self._current is None:
            return
        block = self._blocks[self._current.block]
        unit = block.units[self._current.unit]
        focused = self.hasFocus()
        painter.setPen(QPen(self._theme.colour("accent" if focused else "muted"), 2 if focused else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for box in self.boxes(self._current.block, unit.start, unit.end):
            painter.drawRoundedRect(box.adjusted(-2, -2, 2, 2), 3, 3)

    def place_at(self, point: QPointF) -> Place | None:
        """Return the word under a point of the viewport."""
        for number in self._in_view():
            top = self._top(number)
            if not top <= point.y() < top + self._heights[number]:
                continue
            layout = self._layout(number)
            at = min(layout.lineCount() - 1, int((point.y() - top) // self._line_height))
            if at < 0:
                return None
            line = layout.lineAt(at)
            first, behind = line.textStart(), line.textStart() + line.textLength()
            for unit, each in enumerate(self._blocks[number].units):
                low, high = max(each.start, first), min(each.end, behind)
                if low >= high:
                    continue
                left, right = sorted((_x(line, low), _x(line, high)))
                if left - 1 <= point.x() - self._margin < right + 1:
                    return Place(number, unit)
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the word under the mouse."""
        place = self.place_at(event.position())
        if place is not None:
            self.set_current(place)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Point at the word under the mouse, and take it."""
        place = self.place_at(event.position())
        if place is not None and event.button() == Qt.MouseButton.LeftButton:
            self.set_current(place)
            self.activated.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do nothing: a word is taken when the button goes down."""
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Point at a word, so that the keys have a beginning."""
        super().focusInEvent(event)
        if self._current is None and event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        ):
            self.set_current(self._next_from(Place(self._first_in_view(), -1), 1))
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that the keys go elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from word to word, and from line to line."""
        key = event.key()
        here = self._current or Place(self._first_in_view(), -1)
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._current:
            self.activated.emit()
            return
        moves = {
            Qt.Key.Key_Right: lambda: self._next_from(here, 1),
            Qt.Key.Key_Left: lambda: self._next_from(here, -1),
            Qt.Key.Key_Down: lambda: self._by_lines(here, 1),
            Qt.Key.Key_Up: lambda: self._by_lines(here, -1),
            Qt.Key.Key_PageDown: lambda: self._by_lines(here, self._lines_in_view()),
            Qt.Key.Key_PageUp: lambda: self._by_lines(here, -self._lines_in_view()),
            Qt.Key.Key_Home: lambda: self._next_from(Place(0, -1), 1),
            Qt.Key.Key_End: lambda: self._next_from(self._behind_last(), -1),
        }
        move = moves.get(Qt.Key(key))
        if move is None:
            super().keyPressEvent(event)
            return
        place = move()
        if place is not None:
            self.set_current(place)
            self.show_place(place)

    def changeEvent(self, event: QEvent) -> None:
        """Paint the frame of the current word again where the window is no longer in front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange:
            self.viewport().update()

    def show_place(self, place: Place) -> None:
        """Scroll so that a word is in view."""
        bar = self.verticalScrollBar()
        if self._measure(place.block):
            self._settle()
        unit = self._blocks[place.block].units[place.unit]
        boxes = self.boxes(place.block, unit.start, unit.end)
        if not boxes:
            return
        spare = self._line_height / 2
        top, bottom = boxes[0].top() - spare, boxes[-1].bottom() + spare
        if top < 0:
            bar.setValue(round(bar.value() + top))
        elif bottom > self.viewport().height():
            bar.setValue(round(bar.value() + bottom - self.viewport().height()))

    def _lines_in_view(self) -> int:
        return max(1, int(self.viewport().height() // self._line_height) - 1)

    def _behind_last(self) -> Place:
        return Place(len(self._blocks) - 1, len(self._blocks[-1].units) if self._blocks else 0)

    def _next_from(self, here: Place, step: int) -> Place | None:
        number, unit = here.block, here.unit + step
        while 0 <= number < len(self._blocks):
            if 0 <= unit < len(self._blocks[number].units):
                return Place(number, unit)
            number += step
            if 0 <= number < len(self._blocks):
                unit = 0 if step > 0 else len(self._blocks[number].units) - 1
        return None

    def _by_lines(self, here: Place, lines: int) -> Place | None:
        """Return the word nearest to the one `here`, so many lines below."""
        if here.unit < 0:
            return self._next_from(here, 1)
        unit = self._blocks[here.block].units[here.unit]
        boxes = self.boxes(here.block, unit.start, unit.end)
        if not boxes:
            return None
        middle = boxes[0].center().x()
        step = 1 if lines > 0 else -1
        number, at = self._line_from(here.block, self._line_of(here.block, unit.start) + lines)
        while (found := self._nearest(number, at, middle)) is None:  # a line without a word
            following = self._line_from(number, at + step)
            if following == (number, at):
                return None
            number, at = following
        return found

    def _line_from(self, number: int, at: int) -> tuple[int, int]:
        """Return the block and line that are meant by line `at` of a block; the first or last there is at the ends."""
        while at < 0 and number > 0:
            number -= 1
            at += self._layout(number).lineCount()
        while at >= self._layout(number).lineCount() and number + 1 < len(self._blocks):
            at -= self._layout(number).lineCount()
            number += 1
        return number, min(max(at, 0), max(0, self._layout(number).lineCount() - 1))

    def _line_of(self, number: int, position: int) -> int:
        return self._layout(number).lineForTextPosition(position).lineNumber()

    def _nearest(self, number: int, at: int, middle: float) -> Place | None:
        if at >= self._layout(number).lineCount():
            return None
        line = self._layout(number).lineAt(at)
        best: tuple[float, int] | None = None
        for unit, each in enumerate(self._blocks[number].units):
            if line.textStart() <= each.start < line.textStart() + line.textLength():
                centre = self._margin + (_x(line, each.start) + _x(line, each.end)) / 2
                if best is None or abs(centre - middle) < best[0]:
                    best = abs(centre - middle), unit
        return Place(number, best[1]) if best else None


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # pyright: ignore[reportAttributeAccessIssue]
    return float(found[0] if isinstance(found, tuple) else found)
