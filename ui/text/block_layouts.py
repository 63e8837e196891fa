"""Blocks of text laid out in lines, one block under the other; only those that are asked for.

The others have the height that their length lets guess. Points and boxes of a block are in its own coordinates; its
top is where it stands in the whole.
"""

from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Sequence
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextLine, QTextOption

from ui.text.places import Block, Place, next_from

_LINE = 1.85  # of the font's height
_KEPT = 300  # layouts


class BlockLayouts:
    """Where the blocks, their lines and their units are; no widget, and nothing is painted."""

    def __init__(self, formats: Callable[[int], list[QTextLayout.FormatRange]]) -> None:
        """`formats` gives the colours of the letters of a block, asked for when it is laid out."""
        self._formats = formats
        self._font = QFont()
        self._width = 0.0
        self._letter = 0.0
        self._heights: list[float] = []
        self._tops: list[float] = [0.0]
        self._layouts: OrderedDict[int, QTextLayout] = OrderedDict()
        self.blocks: list[Block] = []
        self.line_height = 0.0

    # What there is --------------------------------------------------------------------------------------------------

    def set_font(self, font: QFont) -> None:
        """Take a font; `set_width` follows, for nothing is laid out anew yet."""
        metrics = QFontMetricsF(font)
        self._font = font
        self.line_height = metrics.height() * _LINE
        self._letter = metrics.averageCharWidth() * 1.05

    def set_width(self, width: float) -> None:
        """Lay all out anew in so much room; the least is that of a few letters."""
        self._width = max(self._letter * 8, width)
        self._layouts.clear()
        self._heights = [self._guess(block) for block in self.blocks]
        self._stack()

    def set_blocks(self, blocks: Sequence[Block], keep: int = 0) -> None:
        """Take other blocks; the first `keep` of them are those that were there."""
        self.blocks = list(blocks)
        for number in [number for number in self._layouts if number >= keep]:
            del self._layouts[number]
        self._heights = self._heights[:keep] + [self._guess(block) for block in self.blocks[keep:]]
        self._stack()

    def add_blocks(self, blocks: Sequence[Block]) -> None:
        """Take more blocks, below the others."""
        self.blocks += blocks
        self._heights += [self._guess(block) for block in blocks]
        self._stack()

    def renew(self) -> None:
        """Ask for the formats again; nothing has moved."""
        self._layouts.clear()

    # Blocks ---------------------------------------------------------------------------------------------------------

    @property
    def height(self) -> float:
        """The height of all of them."""
        return self._tops[-1]

    def top(self, number: int) -> float:
        """Return where a block begins."""
        return self._tops[number]

    def bottom(self, number: int) -> float:
        """Return where a block ends, and the space below it."""
        return self._tops[number + 1]

    def at(self, height: float) -> int:
        """Return the block at a height; the first or last one beyond the ends, 0 where there is none."""
        return min(max(0, len(self.blocks) - 1), max(0, bisect_right(self._tops, height) - 1))

    def measure(self, first: int, bottom: float) -> tuple[int, bool]:
        """Lay out the blocks from `first` to the height `bottom`.

        Returns the one behind the last of them, and whether any is not as high as it was taken for: then those below
        have moved, and `bottom` may be that of others.
        """
        behind, changed = first, False
        while behind < len(self.blocks) and self._tops[behind] < bottom:
            changed |= self._measure(behind)
            behind += 1
        if changed:
            self._stack()
        return behind, changed

    def measure_one(self, number: int) -> bool:
        """Lay a block out; return whether it is not as high as it was taken for."""
        changed = self._measure(number)
        if changed:
            self._stack()
        return changed

    def layout(self, number: int) -> QTextLayout:
        """Return a block laid out."""
        known = self._layouts.get(number)
        if known is not None:
            self._layouts.move_to_end(number)
            return known
        layout = QTextLayout(self.blocks[number].text, self._font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats(number))
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            line.setPosition(QPointF(0, top + (self.line_height - line.height()) / 2))
            top += self.line_height
        layout.endLayout()
        self._layouts[number] = layout
        while len(self._layouts) > _KEPT:
            self._layouts.popitem(last=False)
        return layout

    # Units ----------------------------------------------------------------------------------------------------------

    def boxes(self, number: int, start: int, end: int) -> list[QRectF]:
        """Return where the letters from `start` to `end` of a block stand, one box a line."""
        layout = self.layout(number)
        found = []
        at = layout.lineForTextPosition(start).lineNumber() if layout.lineCount() else 0
        while at < layout.lineCount():
            line = layout.lineAt(at)
            if line.textStart() >= end:
                break
            low, high = _part(line, start, end)
            if low < high:
                left, right = _x(line, low), _x(line, high)
                found.append(QRectF(min(left, right), line.y(), abs(right - left), line.height()))
            at += 1
        return found

    def unit_at(self, number: int, point: QPointF) -> int | None:
        """Return the unit of a block that is at a point of it."""
        layout = self.layout(number)
        at = min(layout.lineCount() - 1, int(point.y() // self.line_height))
        if at < 0:
            return None
        line = layout.lineAt(at)
        for unit, each in enumerate(self.blocks[number].units):
            low, high = _part(line, each.start, each.end)
            if low >= high:
                continue
            left, right = sorted((_x(line, low), _x(line, high)))
            if left - 1 <= point.x() < right + 1:
                return unit
        return None

    def units_between(self, number: int, top: float, bottom: float) -> range:
        """Return the units of a block in the lines from the height `top` to `bottom` of it."""
        layout = self.layout(number)
        last = layout.lineCount() - 1
        if last < 0:
            return range(0)
        above = layout.lineAt(min(last, max(0, int(top // self.line_height))))
        below = layout.lineAt(min(last, max(0, int(bottom // self.line_height))))
        end = below.textStart() + below.textLength()
        units = self.blocks[number].units
        first = bisect_right(units, above.textStart(), key=lambda unit: unit.end)
        return range(first, bisect_left(units, end, key=lambda unit: unit.start))

    def by_lines(self, here: Place, lines: int) -> Place | None:
        """Return the place nearest to the one `here`, so many lines below."""
        if here.unit < 0:
            return next_from(self.blocks, here, 1)
        unit = self.blocks[here.block].units[here.unit]
        boxes = self.boxes(here.block, unit.start, unit.end)
        if not boxes:
            return None
        middle = boxes[0].center().x()
        step = 1 if lines > 0 else -1
        line = self.layout(here.block).lineForTextPosition(unit.start).lineNumber()
        number, at = self._line_from(here.block, line + lines)
        while (found := self._nearest(number, at, middle)) is None:  # a line without a word
            following = self._line_from(number, at + step)
            if following == (number, at):
                return None
            number, at = following
        return found

    # ---

    def _guess(self, block: Block) -> float:
        lines = max(1, -(-len(block.text) * self._letter // self._width))
        return lines * self.line_height + self._gap()

    def _gap(self) -> float:
        return self.line_height * 0.25

    def _stack(self) -> None:
        self._tops = [0.0, *accumulate(self._heights)]

    def _measure(self, number: int) -> bool:
        height = max(1, self.layout(number).lineCount()) * self.line_height + self._gap()
        changed = abs(height - self._heights[number]) > 0.5
        self._heights[number] = height
        return changed

    def _line_from(self, number: int, at: int) -> tuple[int, int]:
        """Return the block and line that are meant by line `at` of a block; the first or last there is at the ends."""
        while at < 0 and number > 0:
            number -= 1
            at += self.layout(number).lineCount()
        while at >= self.layout(number).lineCount() and number + 1 < len(self.blocks):
            at -= self.layout(number).lineCount()
            number += 1
        return number, min(max(at, 0), max(0, self.layout(number).lineCount() - 1))

    def _nearest(self, number: int, at: int, middle: float) -> Place | None:
        if at >= self.layout(number).lineCount():
            return None
        line = self.layout(number).lineAt(at)
        best: tuple[float, int] | None = None
        for unit, each in enumerate(self.blocks[number].units):
            if line.textStart() <= each.start < line.textStart() + line.textLength():
                centre = (_x(line, each.start) + _x(line, each.end)) / 2
                if best is None or abs(centre - middle) < best[0]:
                    best = abs(centre - middle), unit
        return Place(number, best[1]) if best else None


def _part(line: QTextLine, start: int, end: int) -> tuple[int, int]:
    """Return where what goes from `start` to `end` begins and ends in a line; it ends first where it is not in it."""
    return max(start, line.textStart()), min(end, line.textStart() + line.textLength())


def _x(line: QTextLine, position: int) -> float:
    found = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)  # pyright: ignore[reportArgumentType]
