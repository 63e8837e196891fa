"""A batch as a block: time across, streams down, and the features of each word into the depth."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lab.gates.map_layout import largest
from ui.lab.gates.names import signed
from ui.style.theme import Theme, mixed

_DEPTH = 24  # features that are painted
_LEAST_ROW_EM = 1.7
_MARGIN_EM = 2.0  # for the names of the axes


class BatchBlock(QWidget):
    """The words stand in front, on the top and the side the numbers that they become. The arrows choose a word."""

    chosen = Signal(int, int)  # a stream and a step

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: Sequence[Sequence[str]] = ()
        self._features: Sequence[Sequence[Sequence[float]]] = ()
        self._size = 0
        self._most = 1.0
        self._place = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("A batch: streams down, time across, features into the depth"))
        theme.changed.connect(self.updateGeometry)

    def show_batch(
        self,
        words: Sequence[Sequence[str]],
        features: Sequence[Sequence[Sequence[float]]],
        size: int,
    ) -> None:
        """Show words [B][T] and the first of their `size` features [B][T][·]."""
        self._words, self._features, self._size = words, features, size
        self._most = largest([vector for row in features for vector in row], 0.98, least=1e-9)
        stream, step = self._place
        self._place = (min(stream, len(words) - 1), min(step, len(words[0]) - 1))
        self.updateGeometry()
        self._tell()
        self.update()

    @property
    def place(self) -> tuple[int, int]:
        """The stream and the step that are chosen."""
        return self._place

    def described(self, stream: int, step: int) -> str:
        """Return a word and the first of its numbers, in words."""
        numbers = ", ".join(signed(value) for value in self._features[stream][step][:6])
        text = self.tr("stream {stream}, step {step}: “{word}”, {size} features: {numbers}, …")
        return text.format(
            stream=stream + 1,
            step=step + 1,
            word=self._words[stream][step],
            size=self._size,
            numbers=numbers,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from word to word, and from stream to stream."""
        stream, step = self._place
        steps = {
            Qt.Key.Key_Left: (stream, step - 1),
            Qt.Key.Key_Right: (stream, step + 1),
            Qt.Key.Key_Up: (stream - 1, step),
            Qt.Key.Key_Down: (stream + 1, step),
            Qt.Key.Key_Home: (stream, 0),
            Qt.Key.Key_End: (stream, len(self._words[0]) - 1 if self._words else 0),
        }
        wanted = steps.get(Qt.Key(event.key()))
        if wanted is None or not self._words:
            super().keyPressEvent(event)
            return
        self._choose(
            min(max(wanted[0], 0), len(self._words) - 1), min(max(wanted[1], 0), len(self._words[0]) - 1)
        )

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the word that is clicked."""
        place = self._at(event.position())
        if place is not None:
            self._choose(*place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what is under the mouse."""
        place = self._at(event.position())
        self.setToolTip("" if place is None else self.described(*place))

    def sizeHint(self) -> QSize:
        """Return room for every word."""
        em = self._theme.em
        rows = max(1, len(self._words))
        return QSize(em(40), round(rows * em(2.4) + self._depth()[1] + em(_MARGIN_EM + 1)))

    def minimumSizeHint(self) -> QSize:
        """Return what is left of that where there is little."""
        em = self._theme.em
        rows = max(1, len(self._words))
        return QSize(em(18), round(rows * em(_LEAST_ROW_EM) + self._depth()[1] + em(_MARGIN_EM + 1)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the top and the side, then the words before them."""
        if not self._words:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        front = self._front()
        self._paint_depth(painter, front)
        self._paint_words(painter, front)
        self._paint_axes(painter, front)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        painter.end()

    def _paint_depth(self, painter: QPainter, front: QRectF) -> None:
        rows, columns = len(self._words), len(self._words[0])
        width, height = front.width() / columns, front.height() / rows
        layers = min(_DEPTH, len(self._features[0][0]))
        across, up = (part / layers for part in self._depth())
        painter.setPen(Qt.PenStyle.NoPen)
        for layer in range(layers):
            near, far = QPointF(layer * across, -layer * up), QPointF((layer + 1) * across, -(layer + 1) * up)
            for step in range(columns):
                left = QPointF(front.left() + step * width, front.top())
                right = QPointF(left.x() + width, left.y())
                painter.setBrush(self._colour(self._features[0][step][layer]))
                painter.drawPolygon(QPolygonF([left + near, right + near, right + far, left + far]))
            for stream in range(rows):
                high = QPointF(front.right(), front.top() + stream * height)
                low = QPointF(high.x(), high.y() + height)
                painter.setBrush(self._colour(self._features[stream][-1][layer]))
                painter.drawPolygon(QPolygonF([high + near, high + far, low + far, low + near]))

    def _paint_words(self, painter: QPainter, front: QRectF) -> None:
        colour = self._theme.colour
        painter.setFont(self._theme.font())
        metrics = painter.fontMetrics()
        for stream, row in enumerate(self._words):
            for step, word in enumerate(row):
                cell = self._cell(front, stream, step)
                chosen = (stream, step) == self._place
                painter.setPen(QPen(colour("line"), 1))
                painter.setBrush(colour("accent_soft" if chosen else "panel"))
                painter.drawRect(cell)
                painter.setPen(colour("accent" if chosen else "ink"))
                room = round(cell.width() - self._theme.em(0.4))
                shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, room)
                painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, shown)

    def _paint_axes(self, painter: QPainter, front: QRectF) -> None:
        em = self._theme.em
        painter.setFont(self._theme.font(0.92))
        painter.setPen(self._theme.colour("muted"))
        height = painter.fontMetrics().height()
        centre = Qt.AlignmentFlag.AlignCenter
        below = QRectF(front.left(), front.bottom() + em(0.3), front.width(), height)
        painter.drawText(below, centre, self.tr("time: T = {steps} →").format(steps=len(self._words[0])))
        painter.save()
        painter.translate(front.left() - em(0.3) - height, front.bottom())
        painter.rotate(-90)
        beside = QRectF(0, 0, front.height(), height)
        painter.drawText(beside, centre, self.tr("← batch: B = {streams}").format(streams=len(self._words)))
        painter.restore()
        text = self.tr("features: E = {size} ↗").format(size=self._size)
        room = painter.fontMetrics().horizontalAdvance(text) + 2
        above = QRectF(
            front.left(), max(0.0, front.top() - self._depth()[1] - height - em(0.2)), room, height
        )
        above.moveLeft(front.left() + self._depth()[0])
        painter.drawText(above, Qt.AlignmentFlag.AlignLeft, text)

    def _depth(self) -> tuple[float, float]:
        """Return how far the depth goes to the right and up, in pixels."""
        return self._theme.em(7.5), self._theme.em(3.6)

    def _front(self) -> QRectF:
        em, (across, up) = self._theme.em, self._depth()
        metrics = QFontMetricsF(self._theme.font(0.92))
        left, bottom = em(0.6) + metrics.height(), em(0.6) + metrics.height()
        top = up + metrics.height() + em(0.4)
        rows = max(1, len(self._words))
        height = min(rows * em(2.6), self.height() - top - bottom)
        return QRectF(left, top, max(1.0, self.width() - left - across - em(0.3)), max(1.0, height))

    def _cell(self, front: QRectF, stream: int, step: int) -> QRectF:
        width, height = front.width() / len(self._words[0]), front.height() / len(self._words)
        return QRectF(front.left() + step * width, front.top() + stream * height, width, height)

    def _at(self, position: QPointF) -> tuple[int, int] | None:
        front = self._front()
        if not self._words or not front.contains(position):
            return None
        stream = int((position.y() - front.top()) / front.height() * len(self._words))
        step = int((position.x() - front.left()) / front.width() * len(self._words[0]))
        return min(stream, len(self._words) - 1), min(step, len(self._words[0]) - 1)

    def _colour(self, value: float) -> QColor:
        share = min(1.0, abs(value) / self._most)
        return mixed(
            self._theme.colour("panel"), self._theme.colour("accent" if value > 0 else "surprise"), share
        )

    def _choose(self, stream: int, step: int) -> None:
        if (stream, step) != self._place:
            self._place = (stream, step)
            self._tell()
            self.update()
            self.chosen.emit(stream, step)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.described(*self._place))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
