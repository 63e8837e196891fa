"""The heat maps of a network that reads a sentence: units × words, one map for each gate and state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
    qRgb,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lab.gates.map_layout import MapLayout, first_in_view, largest, shades
from ui.lab.gates.names import quantity_name, signed
from ui.style.theme import Theme, mixed
from wordrnn.lab.quantities import IS_A_GATE

_TITLE_EM = 6.6  # left of the maps
_LEAST_MAP_EM = 3.6
_ROW_EM = 0.24
_GAP_EM = 0.7  # between maps
_PAGE = 10  # units that PageDown goes on


@dataclass(frozen=True, slots=True)
class Reading:
    """What a network did with a sentence, one layer of it."""

    words: Sequence[str] = ()
    unknown: Sequence[int] = ()
    quantities: Mapping[str, Sequence[Sequence[float]]] = field(default_factory=dict)  # name → [T][H]

    @property
    def units(self) -> int:
        """H."""
        return len(next(iter(self.quantities.values()))[0]) if self.quantities else 0


class GateMaps(QWidget):
    """Colours for numbers. The mouse reads them, a click or the keys choose a word and a unit.

    Left and Right, Home and End go from word to word; Up and Down, PageUp and PageDown from unit to unit in the order
    that is shown.
    """

    chosen = Signal(int, int)  # a word and a unit, by click or key
    pointed = Signal(object)  # (word, unit) under the mouse, or None
    scrolled = Signal()  # other units are in view, or more or fewer

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reading = Reading()
        self._order: list[int] = []
        self._most: dict[str, float] = {}
        self._word = self._unit = 0
        self._first = 0
        self._images: list[tuple[QImage, bytes]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Gates and states, word by word"))
        theme.changed.connect(self._on_theme)

    # ---- what is shown

    def show_reading(self, reading: Reading, order: Sequence[int], word: int, unit: int) -> None:
        """Show a reading with its units in `order`, one word and one unit of them chosen."""
        self._reading, self._order = reading, list(order)
        self._most = {
            name: largest(values) if name == "cell" else 1.0 for name, values in reading.quantities.items()
        }
        self._word, self._unit = word, unit
        self._first = first_in_view(self._first, self._row_of(unit), self.rows, len(self._order))
        self._renew()
        self.updateGeometry()
        self._tell()

    @property
    def choice(self) -> tuple[int, int]:
        """The word and the unit that are chosen."""
        return self._word, self._unit

    @property
    def rows(self) -> int:
        """How many units are in view."""
        return self._layout().rows

    @property
    def first(self) -> int:
        """The place, in the order, of the first unit in view."""
        return self._first

    def scroll_to(self, first: int) -> None:
        """Have the unit at the place `first` of the order be the first in view."""
        first = max(0, min(first, len(self._order) - self.rows))
        if first != self._first:
            self._first = first
            self._renew()

    def described(self, word: int, unit: int) -> str:
        """Return the numbers of a unit at a word, in words."""
        found = (
            f"{quantity_name(name)} {signed(values[word][unit])}"
            for name, values in self._reading.quantities.items()
        )
        head = self.tr("“{word}”, unit {unit}").format(word=self._reading.words[word], unit=unit)
        return f"{head}: {', '.join(found)}"

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from word to word, and from unit to unit."""
        words, units = len(self._reading.words), len(self._order)
        row = self._row_of(self._unit) if units else 0
        steps = {
            Qt.Key.Key_Left: (self._word - 1, row),
            Qt.Key.Key_Right: (self._word + 1, row),
            Qt.Key.Key_Home: (0, row),
            Qt.Key.Key_End: (words - 1, row),
            Qt.Key.Key_Up: (self._word, row - 1),
            Qt.Key.Key_Down: (self._word, row + 1),
            Qt.Key.Key_PageUp: (self._word, row - _PAGE),
            Qt.Key.Key_PageDown: (self._word, row + _PAGE),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None or not units:
            super().keyPressEvent(event)
            return
        self._choose(min(max(step[0], 0), words - 1), self._order[min(max(step[1], 0), units - 1)])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose what is clicked; above the maps, the word alone."""
        place = self._place(event.position())
        word = self._layout().word_at(event.position().x()) if self._order else None
        if place is not None:
            self._choose(*place)
        elif word is not None:
            self._choose(word, self._unit)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read what is under the mouse."""
        place = self._place(event.position())
        self.setToolTip("" if place is None else self.described(*place))
        self.pointed.emit(place)

    def leaveEvent(self, event: QEvent) -> None:
        """Read what is chosen."""
        self.pointed.emit(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Bring other units into view; at the end of them the page moves."""
        before = self._first
        self.scroll_to(self._first - round(event.angleDelta().y() / 40))
        event.setAccepted(self._first != before)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more or fewer units."""
        super().resizeEvent(event)
        if self._order:
            self._first = first_in_view(self._first, self._row_of(self._unit), self.rows, len(self._order))
        self._renew()

    # ---- sizes

    def sizeHint(self) -> QSize:
        """Return room for every map."""
        return QSize(self._theme.em(34), self._height(_LEAST_MAP_EM + 1.4))

    def minimumSizeHint(self) -> QSize:
        """Return what is left of that where there is little."""
        return QSize(self._theme.em(20), self._height(_LEAST_MAP_EM))

    def _height(self, map_em: float) -> int:
        maps = max(1, len(self._reading.quantities))
        return round(self._words_height()) + maps * (self._theme.em(map_em) + self._theme.em(_GAP_EM) * 2)

    def _layout(self) -> MapLayout:
        em, words = self._theme.em, max(1, len(self._reading.words))
        maps = max(1, len(self._reading.quantities))
        left, top, pad = em(_TITLE_EM), self._words_height() + em(0.45), em(0.45)
        pitch = (self.height() - self._words_height()) / maps
        room = max(1.0, pitch - em(_GAP_EM) - 2 * pad)
        least = max(3.0, em(_ROW_EM))
        rows = max(1, min(int(room / least), len(self._order) or 1))
        column = max(1.0, (self.width() - left - em(0.7)) / words)
        return MapLayout(left, top, column, room / rows, rows, words, maps, pitch)

    def _words_height(self) -> float:
        metrics = QFontMetricsF(self._word_font(bold=True))
        if not self._is_upright():
            return min(
                self._theme.em(6), max(map(metrics.horizontalAdvance, self._reading.words))
            ) + self._theme.em(0.6)
        return metrics.height() + self._theme.em(0.6)

    def _is_upright(self) -> bool:
        """Whether there is room for the words as they are read; else they are turned."""
        if not self._reading.words:
            return True
        metrics = QFontMetricsF(self._word_font(bold=True))
        room = (self.width() - self._theme.em(_TITLE_EM) - self._theme.em(0.7)) / len(self._reading.words)
        return max(map(metrics.horizontalAdvance, self._reading.words)) + self._theme.em(0.3) <= room

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, and a card for each map."""
        if not self._order:
            return
        painter = QPainter(self)
        layout = self._layout()
        self._paint_words(painter, layout)
        for number, name in enumerate(self._reading.quantities):
            self._paint_map(painter, layout, number, name)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _paint_words(self, painter: QPainter, layout: MapLayout) -> None:
        upright, height = self._is_upright(), self._words_height()
        for place, word in enumerate(self._reading.words):
            bold = place == self._word
            painter.setFont(self._word_font(bold, place in self._reading.unknown))
            painter.setPen(self._theme.colour("accent" if bold else "ink" if place else "muted"))
            left = layout.left + place * layout.column
            if upright:
                box = QRectF(left, 0, layout.column, height)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, word)
                continue
            painter.save()
            painter.translate(left, height - self._theme.em(0.3))
            painter.rotate(-90)
            box = QRectF(0, 0, height - self._theme.em(0.3), layout.column)
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, round(box.width()))
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            painter.restore()

    def _paint_map(self, painter: QPainter, layout: MapLayout, number: int, name: str) -> None:
        em, colour = self._theme.em, self._theme.colour
        top = layout.map_top(number)
        frame = QRectF(0.5, top - em(0.45), self.width() - 1, layout.height + 2 * em(0.45) - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("panel"))
        painter.drawRoundedRect(frame, em(0.55), em(0.55))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        self._paint_title(painter, frame, name)
        place = QRectF(layout.left, top, layout.width, layout.height)
        painter.drawImage(place, self._images[number][0])
        gap = max(1, min(em(0.2), round(layout.column / 5)))
        for word in range(1, layout.words + 1):
            right = layout.left + word * layout.column
            painter.fillRect(QRectF(right - gap, top, gap + 1, layout.height), colour("panel"))
        self._paint_choice(painter, layout, top, gap)

    def _paint_title(self, painter: QPainter, frame: QRectF, name: str) -> None:
        em = self._theme.em
        painter.setFont(self._theme.font(0.86, QFont.Weight.DemiBold))
        painter.setPen(self._theme.colour("muted"))
        box = frame.adjusted(em(0.8), em(0.4), 0, 0)
        box.setWidth(em(_TITLE_EM - 1.9))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        used = painter.boundingRect(box, flags, quantity_name(name))
        painter.drawText(box, flags, quantity_name(name))
        bar = QRectF(box.left(), used.bottom() + em(0.3), em(4.2), max(3, em(0.3)))
        painter.setFont(self._theme.font(0.78))
        text = painter.fontMetrics().height()
        if bar.bottom() + text > frame.bottom():
            return  # a low map has no room for its scale
        gradient = QLinearGradient(bar.topLeft(), bar.topRight())
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            gradient.setColorAt(share, self._shade(name, share))
        painter.fillRect(bar, gradient)
        ends = QRectF(bar.left(), bar.bottom() + 1, bar.width(), text)
        most = self._most[name]
        low, high = ("0", "1") if name in IS_A_GATE else (f"−{most:.3g}", f"{most:.3g}")
        painter.drawText(ends, Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(ends, Qt.AlignmentFlag.AlignRight, high)

    def _paint_choice(self, painter: QPainter, layout: MapLayout, top: float, gap: int) -> None:
        row = self._row_of(self._unit) - self._first
        if not 0 <= row < layout.rows:
            return
        y, ink = top + row * layout.row, self._theme.colour("ink")
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        side = max(3.0, self._theme.em(0.28))
        middle = y + layout.row / 2
        for tip, base in ((layout.left - 2, layout.left - 2 - 1.5 * side),):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
            painter.drawPolygon(
                [QPointF(tip, middle), QPointF(base, middle - side), QPointF(base, middle + side)]
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(ink, 1))
        left = layout.left + self._word * layout.column
        painter.drawRect(QRectF(left - 1, y - 1, layout.column - gap + 1, layout.row + 1))

    def _word_font(self, bold: bool = False, unknown: bool = False) -> QFont:
        font = self._theme.font(1.0, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        font.setItalic(unknown)
        return font

    def _shade(self, name: str, share: float) -> QColor:
        """Return the colour of a value that is at `share` of the scale."""
        panel = self._theme.colour("panel")
        if name in IS_A_GATE:
            return mixed(panel, self._theme.colour("accent"), share)
        end = self._theme.colour("accent" if share > 0.5 else "surprise")
        return mixed(panel, end, abs(share - 0.5) * 2)

    # ---- state

    def _renew(self) -> None:
        """Make the images of the units in view."""
        layout = self._layout()
        shown = self._order[self._first : self._first + layout.rows]
        self._images = []
        for name, values in self._reading.quantities.items():
            data = shades(values, shown, self._most[name], name not in IS_A_GATE)
            words = len(values)
            image = QImage(data, words, len(shown), words, QImage.Format.Format_Indexed8)
            image.setColorTable([_rgb(self._shade(name, step / 255)) for step in range(256)])
            self._images.append((image, data))  # the image does not hold its octets
        self.update()
        self.scrolled.emit()

    def _choose(self, word: int, unit: int) -> None:
        if (word, unit) == (self._word, self._unit):
            return
        self._word, self._unit = word, unit
        first = first_in_view(self._first, self._row_of(unit), self.rows, len(self._order))
        if first != self._first:
            self._first = first
            self._renew()
        self._tell()
        self.update()
        self.chosen.emit(word, unit)

    def _tell(self) -> None:
        if self._order:
            self.setAccessibleDescription(self.described(self._word, self._unit))
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _row_of(self, unit: int) -> int:
        return self._order.index(unit) if unit in self._order else 0

    def _place(self, position: QPointF) -> tuple[int, int] | None:
        layout = self._layout()
        word, row = layout.word_at(position.x()), layout.row_at(position.y())
        if word is None or row is None or self._first + row >= len(self._order):
            return None
        return word, self._order[self._first + row]

    def _on_theme(self) -> None:
        self._renew()
        self.updateGeometry()


def _rgb(colour: QColor) -> int:
    return qRgb(colour.red(), colour.green(), colour.blue())
