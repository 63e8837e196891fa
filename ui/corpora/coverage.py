"""Which share of the words of a corpus a vocabulary of N covers, as a curve with N on a logarithmic axis."""

import bisect
import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.language.wording import count, percent
from ui.style.theme import Theme

Points = Sequence[tuple[int, float]]
_SPOKEN = (100, 1_000, 5_000, 10_000, 20_000, 50_000)


def share_at(points: Points, words: float) -> float:
    """Return the share that a vocabulary of `words` covers, between the points on a straight line in log N."""
    if not points:
        return 0.0
    at = bisect.bisect_left([size for size, _ in points], words)
    if at == 0:
        return points[0][1]
    if at == len(points):
        return points[-1][1]
    (low, first), (high, last) = points[at - 1], points[at]
    way = math.log(words / low) / math.log(high / low)
    return first + (last - first) * way


class _SizeAxis(pg.AxisItem):
    """An axis of log10(N), with ticks at powers of ten."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list:  # noqa: N803 - names are pyqtgraph's
        """Return the positions of the powers of ten."""
        return [(1.0, [float(power) for power in range(math.ceil(minVal), math.floor(maxVal) + 1)])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the numbers of words at the ticks."""
        return [count(round(10**value)) for value in values]


class _ShareAxis(pg.AxisItem):
    """An axis of shares, with ticks at quarters."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list:  # noqa: N803 - names are pyqtgraph's
        """Return the positions of the quarters."""
        return [(0.25, [0.0, 0.25, 0.5, 0.75, 1.0])]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the shares in percent."""
        return [percent(value) for value in values]


class CoveragePlot(QWidget):
    """The curve; a line follows the pointer and says what it reads."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._theme = theme
        self._points: Points = ()
        self._plot = pg.PlotWidget(axisItems={"bottom": _SizeAxis("bottom"), "left": _ShareAxis("left")})
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAccessibleName(self.tr("Share of the words that a vocabulary covers"))
        self._curve = self._plot.plot()
        self._line = pg.InfiniteLine(angle=90)
        self._dot = pg.ScatterPlotItem()
        self._reading = pg.TextItem()
        view = self._plot.getPlotItem()
        assert view is not None
        for item in (self._line, self._dot, self._reading):
            view.addItem(item, ignoreBounds=True)
        self._plot.scene().sigMouseMoved.connect(self._on_moved)  # pyright: ignore[reportAttributeAccessIssue]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.read_off(None)

    def show_points(self, points: Points) -> None:
        """Draw the curve through `points`, pairs of N and the share that it covers."""
        self._points = list(points)
        self._curve.setData([math.log10(size) for size, _ in points], [share for _, share in points])
        right = math.log10(points[-1][0]) if points else 1.0
        self._plot.getViewBox().setRange(xRange=(0, max(right, 0.3)), yRange=(0, 1.04), padding=0.0)
        self.read_off(None)
        self.setAccessibleName(self.tr("Coverage"))
        self.setAccessibleDescription(self.describe())

    def describe(self) -> str:
        """Return the curve in words."""
        if not self._points:
            return self.tr("Nothing has been counted yet.")
        last = self._points[-1][0]
        sizes = [size for size in _SPOKEN if size < last] or [last]
        return "\n".join(self.reading(size) for size in sizes)

    def reading(self, words: float) -> str:
        """Return what the curve says at a vocabulary of `words`."""
        share = share_at(self._points, words)
        text = self.tr("{n} word(s) cover {share}", "", round(words))
        return text.format(n=count(round(words)), share=percent(share))

    def read_off(self, words: float | None) -> None:
        """Show what the curve says at a vocabulary of `words`, or nothing."""
        shown = words is not None and bool(self._points)
        for item in (self._line, self._dot, self._reading):
            item.setVisible(shown)
        if words is None or not self._points:
            return
        last = self._points[-1][0]
        words = min(max(round(words), 1), last)
        x, y = math.log10(words), share_at(self._points, words)
        self._line.setValue(x)
        self._dot.setData([x], [y])
        self._reading.setText(self.reading(words))
        # At the foot of the line, on the side where there is room: the curve is far above.
        self._reading.setAnchor((1 if x > math.log10(last) / 2 else 0, 1))
        self._reading.setPos(x, 0.02)

    def _on_moved(self, place: QPointF) -> None:
        box = self._plot.getViewBox()
        inside = box.sceneBoundingRect().contains(place)
        self.read_off(10 ** box.mapSceneToView(place).x() if inside else None)

    def leaveEvent(self, event: object) -> None:
        """Take the reading away."""
        self.read_off(None)

    def _restyle(self) -> None:
        colour, em = self._theme.colour, self._theme.em
        small = self._theme.font(0.86)
        self._plot.setBackground(colour("panel"))
        self._curve.setPen(pg.mkPen(colour("accent"), width=max(2, em(0.16))))
        self._line.setPen(pg.mkPen(colour("muted"), width=1, style=Qt.PenStyle.DashLine))
        self._dot.setBrush(pg.mkBrush(colour("accent")))
        self._dot.setPen(pg.mkPen(None))
        self._dot.setSize(em(0.6))
        self._reading.setColor(colour("ink"))
        self._reading.setFont(small)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(colour("line")))
            axis.setTextPen(pg.mkPen(colour("muted")))
            axis.setTickFont(small)
            axis.setStyle(tickLength=0, tickTextOffset=em(0.5))
        bottom = self._plot.getAxis("bottom")
        bottom.enableAutoSIPrefix(False)
        bottom.setLabel(self.tr("words in the vocabulary"), color=self._theme.tokens.muted)
        bottom.label.setFont(small)
        bottom.setHeight(em(3.1))
        self._plot.getAxis("left").setGrid(70)
        self._plot.getAxis("left").setWidth(em(3.6))
