"""The curve of a training run: perplexity on a logarithmic axis against epochs."""

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from ui.run_view import Point, RunView, epochs
from ui.theme import Theme
from ui.wording import perplexity

_MOST_POINTS = 1500
_STEPS = (1, 1.5, 2, 3, 5, 7)


class PerplexityAxis(pg.AxisItem):
    """An axis of ln(perplexity), with ticks at round perplexities."""

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list:  # noqa: N803 - names are pyqtgraph's
        """Return the positions of at most eight ticks."""
        return [
            (1.0, [math.log(v) for v in nice_ticks(math.exp(min(minVal, 50)), math.exp(min(maxVal, 50)))])
        ]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Return the perplexities at the ticks."""
        return [f"{math.exp(value):,.0f}" for value in values]


def nice_ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Return round numbers between `low` and `high`, evenly spread on a logarithmic axis, at most `most`."""
    found = [
        step * 10**power
        for power in range(math.floor(math.log10(max(low, 1e-9))), math.ceil(math.log10(max(high, 1e-9))) + 1)
        for step in _STEPS
        if low <= step * 10**power <= high
    ]
    return found[:: max(1, math.ceil(len(found) / most))]


def thinned(points: Sequence[Point], most: int = _MOST_POINTS) -> list[Point]:
    """Return at most `most` points, evenly chosen, the last one among them."""
    if len(points) <= most:
        return list(points)
    stride = math.ceil(len(points) / most)
    return [*points[:-1:stride], points[-1]]


class RunPlot(QWidget):
    """Training (thin), held-out (accent) and the n-gram's line to beat (dashed, labelled)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Whatever room there is: the size the plot itself asks for would make the page scroll.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self._theme = theme
        self._axis = PerplexityAxis("left")
        self._plot = pg.PlotWidget(axisItems={"left": self._axis})
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setMenuEnabled(False)
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAccessibleName("Perplexity by epoch")
        self._training = self._plot.plot()
        self._held_out = self._plot.plot()
        view = self._plot.getPlotItem()
        assert view is not None
        self._line = pg.InfiniteLine(angle=0)
        self._line_label = pg.TextItem(anchor=(1, 1))
        self._best = pg.ScatterPlotItem()
        self._best_label = pg.TextItem(anchor=(1, 0))
        for item in (self._line, self._line_label, self._best, self._best_label):
            view.addItem(item, ignoreBounds=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._plot)
        theme.changed.connect(self._restyle)
        self._run = RunView()
        self._restyle()

    def show_run(self, run: RunView) -> None:
        """Draw the run as it stands."""
        self._run = run
        self._draw(self._training, thinned(run.training))
        self._draw(self._held_out, run.held_out)
        right = max([0.1, *(x for x, _ in (*run.training[-1:], *run.held_out[-1:]))])
        self._show_line(run, right)
        self._show_best(run, right)
        self._fit(run, right)
        self.setAccessibleDescription(self.describe())

    def describe(self) -> str:
        """Return the curve in words."""
        run = self._run
        if run.best is None:
            return "No epoch has ended yet."
        beside = f", n-gram {perplexity(run.ngram_perplexity)}" if run.ngram_perplexity is not None else ""
        return f"Best held-out perplexity {perplexity(run.best[1])} at epoch {epochs(run.best[0])}{beside}."

    def _draw(self, curve: pg.PlotDataItem, points: Sequence[Point]) -> None:
        curve.setData([x for x, _ in points], [math.log(y) for _, y in points])

    def _show_line(self, run: RunView, right: float) -> None:
        known = run.ngram_perplexity is not None and run.ngram_perplexity > 0
        self._line.setVisible(known)
        self._line_label.setVisible(known)
        if known:
            height = math.log(run.ngram_perplexity or 1)
            self._line.setValue(height)
            self._line_label.setText(f"n-gram {perplexity(run.ngram_perplexity)}")
            # At the end where the best epoch is not: the two labels would cover each other.
            at_left = run.best is not None and run.best[0] > right / 2
            self._line_label.setPos(0 if at_left else right, height)
            self._line_label.setAnchor((0 if at_left else 1, 1))

    def _show_best(self, run: RunView, right: float) -> None:
        self._best.setVisible(run.best is not None)
        self._best_label.setVisible(run.best is not None)
        if run.best is not None:
            x, y = run.best[0], math.log(run.best[1])
            self._best.setData([x], [y])
            self._best_label.setText(f"best {perplexity(run.best[1])} · epoch {epochs(run.best[0])}")
            self._best_label.setPos(x, y)
            self._best_label.setAnchor((1, -0.15) if x > right / 2 else (0, -0.15))

    def _fit(self, run: RunView, right: float) -> None:
        heights = [math.log(y) for _, y in (*run.training, *run.held_out)]
        if run.ngram_perplexity:
            heights.append(math.log(run.ngram_perplexity))
        if not heights:
            heights = [math.log(50), math.log(1000)]
        self._plot.getAxis("bottom").setStyle(showValues=bool(run.training or run.held_out))
        low, high = min(heights), min(max(heights), max(math.log(run.most_perplexity), min(heights)))
        room = max(0.15, (high - low) * 0.12)
        view = self._plot.getViewBox()
        view.setRange(xRange=(0, right), yRange=(low - room, high + room), padding=0.0)

    def _restyle(self) -> None:
        colour, em = self._theme.colour, self._theme.em
        self._plot.setBackground(colour("panel"))
        self._training.setPen(pg.mkPen(colour("ghost"), width=max(1, em(0.08))))
        self._held_out.setPen(pg.mkPen(colour("accent"), width=max(2, em(0.16))))
        self._line.setPen(pg.mkPen(colour("ngram"), width=1, style=Qt.PenStyle.DashLine))
        self._line_label.setColor(colour("ngram"))
        self._best_label.setColor(colour("accent"))
        small = self._theme.font(0.86)
        for item in (self._line_label, self._best_label):
            item.setFont(small)
        self._best.setBrush(pg.mkBrush(colour("accent")))
        self._best.setPen(pg.mkPen(None))
        self._best.setSize(em(0.6))
        muted = self._theme.tokens.muted
        self._plot.getAxis("bottom").enableAutoSIPrefix(False)
        self._plot.getAxis("bottom").setLabel("epoch", color=muted)
        self._plot.getAxis("bottom").label.setFont(small)
        for name in ("left", "bottom"):
            axis = self._plot.getAxis(name)
            axis.setPen(pg.mkPen(colour("line")))
            axis.setTextPen(pg.mkPen(colour("muted")))
            axis.setTickFont(small)
            axis.setStyle(tickLength=0, tickTextOffset=em(0.5))
        self._plot.getAxis("left").setGrid(70)
        self._plot.getAxis("bottom").setHeight(em(3.1))
        self._plot.getAxis("left").setWidth(em(4))
