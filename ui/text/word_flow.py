"""A long text of which every word can be pointed at, by mouse and by keyboard; only what is in view is laid out."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from ui.style.theme import Theme
from ui.style.widgets import set_role
from ui.text.block_layouts import BlockLayouts
from ui.text.places import Block, Place, first, is_there, last, next_from

_MARGIN_EM = 0.3


class WordFlow(QAbstractScrollArea):
    """Shows blocks one under the other. Subclasses say how words look, and what is said of them."""

    current_changed = Signal()  # another word is pointed at, or none
    activated = Signal()  # the current word was clicked, or Enter pressed on it

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._layouts = BlockLayouts(self.formats)
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
        return self._layouts.blocks

    @property
    def current(self) -> Place | None:
        """The word that is pointed at."""
        return self._current

    def set_blocks(self, blocks: Sequence[Block], keep: int = 0) -> None:
        """Show `blocks`; the first `keep` of them are those that are shown already."""
        self._layouts.set_blocks(blocks, keep)
        self._settle()
        if self._current is not None and not is_there(self.blocks, self._current):
            self.set_current(None)
        self.viewport().update()

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        """Show `blocks` below the others."""
        self._layouts.add_blocks(blocks)
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
        self._layouts.set_font(self._theme.font())
        self._margin = self._theme.em(_MARGIN_EM)
        self.verticalScrollBar().setSingleStep(round(self._layouts.line_height))
        self._lay_out_anew()

    def renew(self) -> None:
        """Ask again how words look; nothing has moved."""
        self._layouts.renew()
        self.viewport().update()
        if self._current:
            self.setAccessibleDescription(self.described(self._current))

    # For subclasses -------------------------------------------------------------------------------------------------

    def described(self, place: Place) -> str:
        """Return a word and what there is to say of it, for who does not see it."""
        block = self.blocks[place.block]
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
        top = self._top(number)
        return [box.translated(self._margin, top) for box in self._layouts.boxes(number, start, end)]

    # Layout ---------------------------------------------------------------------------------------------------------

    def _width(self) -> float:
        # The same with and without a scroll bar: lines do not break anew as words come.
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * self._margin

    def _top(self, number: int) -> float:
        return self._layouts.top(number) - self.verticalScrollBar().value() + self._margin

    def _lay_out_anew(self) -> None:
        first = self._first_in_view()
        self._layouts.set_width(self._width())
        self._settle()
        if self.blocks:
            self.verticalScrollBar().setValue(round(self._layouts.top(first)))
        self.viewport().update()

    def _settle(self) -> None:
        """Follow the heights of the blocks."""
        room = self.viewport().height()
        bar = self.verticalScrollBar()
        bar.setPageStep(room)
        bar.setRange(0, max(0, round(self._layouts.height + 2 * self._margin - room)))

    def _first_in_view(self) -> int:
        return self._layouts.at(self.verticalScrollBar().value())

    def _in_view(self) -> range:
        """Return the blocks in view, all of them laid out."""
        first = behind = 0
        for _ in range(4):  # what is laid out for the first time is seldom as high as was guessed
            first = self._first_in_view()
            bottom = self.verticalScrollBar().value() + self.viewport().height()
            behind, changed = self._layouts.measure(first, bottom)
            if not changed:
                break
            self._settle()
        return range(first, behind)

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
            self._layouts.layout(number).draw(painter, QPointF(self._margin, self._top(number)))
            for unit in units:
                self.paint_over(painter, number, Place(number, unit))
        self._paint_current(painter)
        painter.end()

    def _units_in_view(self, number: int) -> range:
        top = self._top(number)
        return self._layouts.units_between(number, -top, self.viewport().height() - top)

    def _paint_current(self, painter: QPainter) -> None:
        if self._current is None:
            return
        block = self.blocks[self._current.block]
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
            if top <= point.y() < top + self._layouts.bottom(number) - self._layouts.top(number):
                unit = self._layouts.unit_at(number, point - QPointF(self._margin, top))
                return None if unit is None else Place(number, unit)
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
            self.set_current(next_from(self.blocks, Place(self._first_in_view(), -1), 1))
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
            Qt.Key.Key_Right: lambda: next_from(self.blocks, here, 1),
            Qt.Key.Key_Left: lambda: next_from(self.blocks, here, -1),
            Qt.Key.Key_Down: lambda: self._layouts.by_lines(here, 1),
            Qt.Key.Key_Up: lambda: self._layouts.by_lines(here, -1),
            Qt.Key.Key_PageDown: lambda: self._layouts.by_lines(here, self._lines_in_view()),
            Qt.Key.Key_PageUp: lambda: self._layouts.by_lines(here, -self._lines_in_view()),
            Qt.Key.Key_Home: lambda: first(self.blocks),
            Qt.Key.Key_End: lambda: last(self.blocks),
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
        if self._layouts.measure_one(place.block):
            self._settle()
        unit = self.blocks[place.block].units[place.unit]
        boxes = self.boxes(place.block, unit.start, unit.end)
        if not boxes:
            return
        spare = self._layouts.line_height / 2
        top, bottom = boxes[0].top() - spare, boxes[-1].bottom() + spare
        if top < 0:
            bar.setValue(round(bar.value() + top))
        elif bottom > self.viewport().height():
            bar.setValue(round(bar.value() + bottom - self.viewport().height()))

    def _lines_in_view(self) -> int:
        return max(1, int(self.viewport().height() // self._layouts.line_height) - 1)
