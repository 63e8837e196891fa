"""The curves of training runs: perplexity on a logarithmic axis, which is the loss on a plain one, against epochs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.language.translation import translate
from ui.language.wording import perplexity
from ui.style.readable_plot import ReadablePlot
from ui.style.theme import Theme
from ui.train.plot_scale import Frame, Point, epoch_ticks, limits, nice_ticks, thinned, value_at
from ui.train.run_view import RunView
from ui.train.run_words import epochs

DASHES = (Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)
OVERLAY_TOKENS = ("memory", "surprise", "muted")


@dataclass(frozen=True, slots=True)
class Overlay:
    """The held-out curve of another run, and which of the styles it is drawn in."""

    name: str
    points: Sequence[Point]
    style: int


def overlay_pen(theme: Theme, style: int) -> QPen:
    """Return the pen of the overlay number `style`: no two of the first nine look alike."""
    colour = theme.colour(OVERLAY_TOKENS[style % len(OVERLAY_TOKENS)])
    dash = DASHES[(style // len(OVERLAY_TOKENS) + style) % len(DASHES)]
    return QPen(colour, max(1.5, theme.em(0.11)), dash)


class RunPlot(ReadablePlot):
    """Training (raw thin under the running mean), held-out (accent), the n-gram's line to beat (dashed, labelled).

    Values are read under the mouse, or with the arrow keys, Home and End from epoch to epoch; Escape ends that.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        # Whatever height there is: one of its own would make the page scroll.
        super().__init__(
            theme, translate("RunPlot", "Perplexity by epoch"), QSizePolicy.Policy.Ignored, parent
        )
        self._run = RunView()
        self._overlays: list[Overlay] = []

    def sizeHint(self) -> QSize:
        """Return a shape that suits a curve."""
        return QSize(self.theme.em(40), self.theme.em(17))

    def show_run(self, run: RunView, overlays: Sequence[Overlay] = ()) -> None:
        """Draw the run as it stands, and held-out curves of others."""
        self._run = run
        self._overlays = list(overlays)
        self.setAccessibleDescription(self.describe())
        self.update()

    def describe(self) -> str:
        """Return the curve in words: the values where they are read, or the best."""
        if self.at is not None:
            return self.reading()
        run = self._run
        if run.best is None:
            return self.tr("No epoch has ended yet.")
        best = self.tr("Best held-out perplexity {figure} at epoch {epoch}").format(
            figure=perplexity(run.best[1]), epoch=epochs(run.best[0])
        )
        if run.ngram_perplexity is None:
            return f"{best}."
        beside = self.tr("n-gram {figure}").format(figure=perplexity(run.ngram_perplexity))
        return f"{best}, {beside}."

    def reading(self) -> str:
        """Return the values where they are read, in one line."""
        return " · ".join(
            name if value is None else f"{name} {perplexity(value)}" for name, value, _ in self._values()
        )

    def read_at(self, x: float | None) -> None:
        """Read the values at the epoch `x`; None reads nowhere."""
        super().read_at(None if x is None else min(max(0.0, x), self._right()))

    def stops(self) -> Sequence[float]:
        """Return the epochs that something is known of."""
        return [x for x, _ in self._run.held_out or self._run.training]

    def first_stop(self, forward: bool) -> float | None:
        """Return the newest epoch."""
        return self.stops()[-1]

    def x_under(self, x: float) -> float | None:
        """Return the epoch at the pixel `x`."""
        frame = self._frame()
        return frame.epoch(x) if frame.left <= x <= frame.left + frame.width else None

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, curves, marks and what is read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font(0.86))
        frame, run, colour, em = self._frame(), self._run, self.theme.colour, self.theme.em
        self._draw_grid(painter, frame)
        faint = colour("ghost")
        faint.setAlphaF(0.55)
        self._draw_curve(painter, frame, run.raw, QPen(faint, 1))
        self._draw_curve(painter, frame, run.training, QPen(colour("muted"), max(1.2, em(0.09))))
        for overlay in self._overlays:
            self._draw_curve(painter, frame, overlay.points, overlay_pen(self.theme, overlay.style))
        self._draw_curve(painter, frame, run.held_out, QPen(colour("accent"), max(2.0, em(0.16))))
        self._draw_line_to_beat(painter, frame)
        self._draw_best(painter, frame)
        self._draw_reading(painter, frame)
        self.draw_focus(painter)
        painter.end()

    def _draw_grid(self, painter: QPainter, frame: Frame) -> None:
        metrics = QFontMetricsF(painter.font())
        line, muted = self.theme.colour("line"), self.theme.colour("muted")
        gap = self.theme.em(0.5)
        right = frame.left + frame.width
        most = max(2, min(7, int(frame.height / (2.2 * metrics.height()))))
        for tick in nice_ticks(frame.low, frame.high, most):
            y = frame.y(tick)
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(frame.left, y), QPointF(right, y))
            painter.setPen(muted)
            box = QRectF(0, y - metrics.height() / 2, frame.left - gap, metrics.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{tick:,.0f}")
            box = QRectF(right + gap, box.top(), self.width() - right - gap, metrics.height())
            painter.drawText(
                box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, f"{math.log(tick):.1f}"
            )
        if not self._has_points():
            return
        painter.setPen(muted)
        top = frame.top + frame.height + gap
        most = max(1, int(frame.width / (4 * metrics.horizontalAdvance("00.0"))))
        for tick in epoch_ticks(frame.right, min(10, most)):
            text = self.tr("epoch 0") if tick == 0 else f"{tick:g}"
            width = metrics.horizontalAdvance(text)
            x = min(max(frame.left, frame.x(tick) - width / 2), right - width)
            painter.drawText(QRectF(x, top, width + 2, metrics.height()), Qt.AlignmentFlag.AlignLeft, text)

    def _draw_curve(self, painter: QPainter, frame: Frame, points: Sequence[Point], pen: QPen) -> None:
        if not points:
            return
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        shown = [QPointF(frame.x(x), frame.y(y)) for x, y in thinned(points)]
        if len(shown) == 1:
            painter.setBrush(pen.color())
            painter.drawEllipse(shown[0], pen.widthF(), pen.widthF())
        painter.drawPolyline(QPolygonF(shown))

    def _draw_line_to_beat(self, painter: QPainter, frame: Frame) -> None:
        run = self._run
        if not run.ngram_perplexity or run.ngram_perplexity <= 0:
            return
        y = frame.y(run.ngram_perplexity)
        painter.setPen(QPen(self.theme.colour("ngram"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(frame.left, y), QPointF(frame.left + frame.width, y))
        # At the end where the best epoch is not: the two labels would cover each other.
        at_left = run.best is not None and run.best[0] > frame.right / 2
        text = self.tr("n-gram {figure}").format(figure=perplexity(run.ngram_perplexity))
        self._draw_label(painter, frame, text, "ngram", 0 if at_left else frame.right, y, above=True)

    def _draw_best(self, painter: QPainter, frame: Frame) -> None:
        best = self._run.best
        if best is None:
            return
        x, y = frame.x(best[0]), frame.y(best[1])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.colour("accent"))
        radius = self.theme.em(0.3)
        painter.drawEllipse(QPointF(x, y), radius, radius)
        text = self.tr("best {figure} · epoch {epoch}").format(
            figure=perplexity(best[1]), epoch=epochs(best[0])
        )
        ngram = self._run.ngram_perplexity
        # On the side of the curve where the line to beat is not.
        above = ngram is not None and ngram < best[1]
        self._draw_label(painter, frame, text, "accent", best[0], y, above)

    def _draw_label(
        self, painter: QPainter, frame: Frame, text: str, token: str, epoch: float, y: float, above: bool
    ) -> None:
        metrics = QFontMetricsF(painter.font())
        width, height, gap = metrics.horizontalAdvance(text), metrics.height(), self.theme.em(0.35)
        x = frame.x(epoch)
        left = x - width if epoch > frame.right / 2 else x
        left = min(max(left, frame.left), frame.left + frame.width - width)
        top = y - height - gap / 2 if above else y + gap
        box = QRectF(left, min(max(top, 0.0), frame.top + frame.height - height), width + 2, height)
        behind = self.theme.colour("panel")
        behind.setAlphaF(0.8)  # the curves pass under it
        painter.fillRect(box, behind)
        painter.setPen(self.theme.colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def _draw_reading(self, painter: QPainter, frame: Frame) -> None:
        if self.at is None:
            return
        values = self._values()
        x = frame.x(self.at)
        painter.setPen(QPen(self.theme.colour("muted"), 1))
        painter.drawLine(QPointF(x, frame.top), QPointF(x, frame.top + frame.height))
        metrics, gap = QFontMetricsF(painter.font()), self.theme.em(0.5)
        lines = [f"{name} {perplexity(value)}" if value is not None else name for name, value, _ in values]
        width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * gap
        height = len(lines) * metrics.height() + gap
        left = x + gap if x + gap + width <= self.width() else x - gap - width
        box = QRectF(max(0.0, left), frame.top, width, height)
        painter.setBrush(self.theme.colour("panel"))
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.drawRoundedRect(box, gap / 2, gap / 2)
        for number, (line, (_, value, colour)) in enumerate(zip(lines, values, strict=True)):
            painter.setPen(colour)
            place = QRectF(
                box.left() + gap, box.top() + gap / 2 + number * metrics.height(), width, metrics.height()
            )
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, line)
            if value is not None:
                painter.setBrush(colour)
                painter.drawEllipse(QPointF(x, frame.y(value)), gap / 3, gap / 3)

    def _values(self) -> list[tuple[str, float | None, QColor]]:
        """Return name, value and colour of what can be read at the epoch, the epoch itself first."""
        if self.at is None:
            return []
        run, colour = self._run, self.theme.colour
        found: list[tuple[str, float | None, QColor]] = [
            (self.tr("epoch {epoch}").format(epoch=epochs(self.at)), None, colour("muted"))
        ]
        curves = [
            (self.tr("training"), run.training, colour("ink")),
            (self.tr("held-out"), run.held_out, colour("accent")),
            *(
                (each.name, each.points, overlay_pen(self.theme, each.style).color())
                for each in self._overlays
            ),
        ]
        for name, points, shade in curves:
            value = value_at(points, self.at)
            if value is not None:
                found.append((name, value, shade))
        if run.ngram_perplexity:
            found.append((self.tr("n-gram"), run.ngram_perplexity, colour("ngram")))
        return found

    def _has_points(self) -> bool:
        return bool(self._run.training or self._run.held_out or self._overlays)

    def _right(self) -> float:
        curves = (self._run.training, self._run.held_out, *(each.points for each in self._overlays))
        return max([0.1, *(points[-1][0] for points in curves if points)])

    def _frame(self) -> Frame:
        run = self._run
        curves = (run.training, run.held_out, *(each.points for each in self._overlays))
        values = [y for points in curves for _, y in points if y > 0]
        if run.ngram_perplexity:
            values.append(run.ngram_perplexity)
        low, high = limits(values, run.most_perplexity)
        metrics, em = QFontMetricsF(self.theme.font(0.86)), self.theme.em
        widest = max(metrics.horizontalAdvance(f"{tick:,.0f}") for tick in (low, high))
        left = max(em(2.4), widest + em(0.7))
        end = metrics.horizontalAdvance("00.0") + em(0.7)
        bottom = metrics.height() + em(0.6)
        top = metrics.height() / 2
        width, height = max(1.0, self.width() - left - end), max(1.0, self.height() - top - bottom)
        return Frame(left, top, width, height, self._right(), low, high)
