"""How much each word mattered, as bars above and below a line."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lab.gates.names import signed
from ui.style.theme import Theme


class WordBars(QWidget):
    """A bar for each word; what speaks against is below the line and in another colour."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: list[str] = []
        self._values: list[float] = []
        self._pointed: int | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_values(self, words: Sequence[str], values: Sequence[float], name: str) -> None:
        """Show a value for each word; `name` says what they are."""
        self._words, self._values = list(words), list(values)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            ", ".join(f"{word} {signed(value)}" for word, value in zip(words, values, strict=True))
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for bars and words."""
        return QSize(self._theme.em(14), self._theme.em(5.2) + round(self._words_height()))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, in any width."""
        return QSize(self._theme.em(8), self.sizeHint().height())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the number under the mouse."""
        column = self._column()
        place = int(event.position().x() // column) if column else -1
        inside = 0 <= place < len(self._words)
        self._pointed = place if inside else None
        self.setToolTip(f"{self._words[place]} {signed(self._values[place])}" if inside else "")
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Say no number."""
        self._pointed = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line, the bars and the words."""
        if not self._values:
            return
        painter = QPainter(self)
        em, colour = self._theme.em, self._theme.colour
        column, words = self._column(), self._words_height()
        number = QFontMetricsF(self._theme.font(0.78)).height()
        top, bottom = number, self.height() - words - (number if min(self._values) < 0 else 0)
        high, low = max(0.0, *self._values), min(0.0, *self._values)
        scale = (bottom - top) / max(1e-9, high - low)
        base = top + high * scale
        width = min(em(2.2), column * 0.62)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, value in enumerate(self._values):
            middle = place * column + column / 2
            left, length = middle - width / 2, value * scale
            bar = QRectF(left, min(base, base - length), width, max(1.0, abs(length)))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour("accent" if value >= 0 else "surprise"))
            painter.drawRoundedRect(bar, em(0.12), em(0.12))
            self._paint_number(painter, place, bar, value, middle, column)
            self._paint_word(painter, place, middle, column, words)
        painter.setPen(QPen(colour("line"), 1))
        painter.drawLine(0, round(base), round(column * len(self._values)), round(base))
        painter.end()

    def _paint_number(
        self, painter: QPainter, place: int, bar: QRectF, value: float, middle: float, column: float
    ) -> None:
        painter.setFont(self._theme.font(0.78))
        height = painter.fontMetrics().height()
        text = signed(value)
        if painter.fontMetrics().horizontalAdvance(text) > column - 2 and place != self._pointed:
            return
        painter.setPen(self._theme.colour("ink" if place == self._pointed else "muted"))
        top = bar.top() - height if value >= 0 else bar.bottom()
        painter.drawText(QRectF(middle - 100, top, 200, height), Qt.AlignmentFlag.AlignCenter, text)

    def _paint_word(self, painter: QPainter, place: int, middle: float, column: float, height: float) -> None:
        painter.setFont(self._word_font())
        painter.setPen(self._theme.colour("ink"))
        top = self.height() - height
        if self._is_upright():
            box = QRectF(middle - column / 2, top, column, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._words[place])
            return
        painter.save()
        painter.translate(middle - column / 2, self.height())
        painter.rotate(-90)
        box = QRectF(0, 0, height - self._theme.em(0.2), column)
        shown = painter.fontMetrics().elidedText(
            self._words[place], Qt.TextElideMode.ElideRight, round(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()

    def _word_font(self) -> QFont:
        return self._theme.font(0.92)

    def _column(self) -> float:
        if not self._words:
            return 0.0
        return min(self._theme.em(4.6), self.width() / len(self._words))

    def _is_upright(self) -> bool:
        metrics = QFontMetricsF(self._word_font())
        widest = max(map(metrics.horizontalAdvance, self._words), default=0.0)
        return widest + self._theme.em(0.3) <= self._column()

    def _words_height(self) -> float:
        metrics = QFontMetricsF(self._word_font())
        if self._is_upright():
            return metrics.height() + self._theme.em(0.3)
        widest = max(map(metrics.horizontalAdvance, self._words), default=0.0)
        return min(self._theme.em(5), widest) + self._theme.em(0.5)
