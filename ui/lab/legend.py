"""Which line of a plot is whose: a piece of the line with its mark, and the name."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.lab.looks import draw_marker, pen_of
from ui.language.lab_sentences import contender_label
from ui.style.theme import Theme


class PlotLegend(QWidget):
    """The contenders of a plot, in as many lines as they need."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._contenders: list[str] = []
        # Not of a fixed height: that would be the one at the width before this one.
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.updateGeometry)

    def show_contenders(self, contenders: Sequence[str]) -> None:
        """Name the lines of `contenders`."""
        if list(contenders) != self._contenders:
            self._contenders = list(contenders)
            names = ", ".join(map(contender_label, contenders))
            self.setAccessibleName(self.tr("Lines: {names}").format(names=names) if contenders else "")
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        """Return that the height depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        boxes = [box for _, box in self._boxes(width)]
        return boxes[-1].bottom() + 1 if boxes else 0

    def sizeHint(self) -> QSize:
        """Return a width that holds some names, and the height that goes with it."""
        return QSize(self._theme.em(20), self.heightForWidth(self._theme.em(20)))

    def minimumSizeHint(self) -> QSize:
        """Return room for what is there at this width."""
        return QSize(self._theme.em(10), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines and the names."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.92))
        sample = self._theme.em(2.4)
        for contender, box in self._boxes(self.width()):
            middle = box.center().y() + 1
            painter.setPen(pen_of(self._theme, contender))
            painter.drawLine(QPointF(box.left(), middle), QPointF(box.left() + sample, middle))
            draw_marker(painter, self._theme, contender, QPointF(box.left() + sample / 2, middle))
            painter.setPen(self._theme.colour("ink"))
            beside = box.adjusted(sample + self._theme.em(0.45), 0, 0, 0)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, contender_label(contender))
        painter.end()

    def _boxes(self, width: int) -> Iterator[tuple[str, QRect]]:
        metrics, em = QFontMetrics(self._theme.font(0.92)), self._theme.em
        height, x, y = round(metrics.height() * 1.35), 0, 0
        for contender in self._contenders:
            wide = em(2.4) + em(0.45) + metrics.horizontalAdvance(contender_label(contender)) + 2
            if x and x + wide > width:
                x, y = 0, y + height
            yield contender, QRect(x, y, wide, height)
            x += wide + em(1.2)
