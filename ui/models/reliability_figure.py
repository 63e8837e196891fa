"""A small reliability diagram: of the words offered with so much confidence, how many were meant."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.language.wording import percent
from ui.style.theme import Theme

if TYPE_CHECKING:
    from wordrnn.calibration.reliability import Reliability


class ReliabilityFigure(QWidget):
    """Draws confidence against hits; on the diagonal, a probability means what it says."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bins: list[tuple[float, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Reliability of the suggestions"))
        theme.changed.connect(self._on_theme_changed)

    def show_reliability(self, reliability: "Reliability") -> None:
        """Draw what was measured after so many letters."""
        self._bins = [(_share(each.confidence), _share(each.hits)) for each in reliability.bins]
        self.setAccessibleDescription(describe([*self._bins]))
        self.update()

    def bins(self) -> list[tuple[float, float]]:
        """Return the points that are drawn: confidence and share of hits."""
        return list(self._bins)

    def sizeHint(self) -> QSize:
        """Return room for a square and its axes."""
        em = self._theme.em
        return QSize(em(14), em(10.5))

    def minimumSizeHint(self) -> QSize:
        """Return the same height at any width."""
        return QSize(self._theme.em(8), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the diagonal, the points and the curve through them."""
        theme, em = self._theme, self._theme.em
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = theme.font(0.86)
        painter.setFont(small)
        metrics = painter.fontMetrics()
        left = metrics.horizontalAdvance("100\u202f%") + em(0.5)
        side = min(self.width() - left - em(0.6), self.height() - 2.6 * metrics.height())
        place = QRectF(left, metrics.height() * 0.6, max(1.0, side), max(1.0, side))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawRect(place)
        painter.setPen(QPen(theme.colour("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(place.bottomLeft(), place.topRight())
        self._paint_axes(painter, place)
        points = [
            QPointF(place.left() + x * place.width(), place.bottom() - y * place.height())
            for x, y in self._bins
        ]
        painter.setPen(QPen(theme.colour("accent"), max(1.5, em(0.12))))
        painter.drawPolyline(points)
        painter.setBrush(theme.colour("accent"))
        for point in points:
            painter.drawEllipse(point, em(0.22), em(0.22))

    def _paint_axes(self, painter: QPainter, place: QRectF) -> None:
        painter.setPen(self._theme.colour("muted"))
        height = painter.fontMetrics().height()
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for share in (0.0, 0.5, 1.0):
            y = place.bottom() - share * place.height()
            text = percent(share)
            painter.drawText(
                QRectF(0, y - height / 2, place.left() - self._theme.em(0.4), height), right, text
            )
        under = QRectF(place.left(), place.bottom() + height * 0.2, self.width() - place.left(), height)
        words = painter.fontMetrics().elidedText(
            self.tr("confidence → how often meant ↑"), Qt.TextElideMode.ElideRight, int(under.width())
        )
        painter.drawText(under, Qt.AlignmentFlag.AlignLeft, words)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()


def describe(bins: Sequence[tuple[float, float]]) -> str:
    """Return the points in words: "said 10 %, meant 12 %; …"."""
    from ui.language.translation import translate

    one = translate("ReliabilityFigure", "said {said}, meant {meant}")
    return "; ".join(one.format(said=percent(said), meant=percent(meant)) for said, meant in bins)


def _share(value: float) -> float:
    return min(1.0, max(0.0, float(value)))
