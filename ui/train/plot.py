"""The curves of training runs: perplexity on a logarithmic axis, which is the loss on a plain one, against epochs."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QColor,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.language.wording import perplexity
from ui.style.theme import Theme
from ui.train.plot_scale import Frame, Point, epoch_ticks, limits, next_stop, nice_ticks, thinned, value_at
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


class RunPlot(QWidget):
    """Training (raw thin under the running mean), held-out (accent), the n-gram's line to beat (dashed, labelled).

    Values are read under the mouse, or with the arrow keys, Home and End from epoch to epoch; Escape ends that.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Whatever room there is: a size of its own would make the page scroll.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Perplexity by epoch"))
        self._theme = theme
        self._run = RunView()
        self._overlays: list[Overlay] = []
        self._epoch: float | None = None  # where values are read
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Return a shape that suits a curve."""
        return QSize(self._theme.em(40), self._theme.em(17))

    def show_run(self, run: RunView, overlays: Sequence[Overlay] = ()) -> None:
        """Draw the run as it stands, and held-out curves of others."""
        self._run = run
        self._overlays = list(overlays)
        self.setAccessibleDescription(self.describe())
        self.update()

    def describe(self) -> str:
        """Return the curve in words: the values where they are read, or the best."""
        if self._epoch is not None:
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

    def read_at(self, epoch: float | None) -> None:
        """Read the values at `epoch`; None reads nowhere."""
        self._epoch = None if epoch is None else min(max(0.0, epoch), self._right())
        self.setAccessibleDescription(self.describe())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    # ---- keys and mouse

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values from epoch to epoch."""
        stops = self._run.held_out or self._run.training
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.read_at(next_stop(stops, self._epoch, key == Qt.Key.Key_Right))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and stops:
            self.read_at(stops[0 if key == Qt.Key.Key_Home else -1][0])
        elif key == Qt.Key.Key_Escape and self._epoch is not None:
            self.read_at(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the values under the mouse."""
        frame = self._frame()
        inside = frame.left <= event.position().x() <= frame.left + frame.width
        self.read_at(frame.epoch(event.position().x()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Read nowhere."""
        self.read_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read nowhere."""
        super().focusOutEvent(event)
        self.read_at(None)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, curves, marks and what is read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.86))
        frame, run, colour, em = self._frame(), self._run, self._theme.colour, self._theme.em
        self._draw_grid(painter, frame)
        faint = colour("ghost")
        faint.setAlphaF(0.55)
        self._draw_curve(painter, frame, run.raw, QPen(faint, 1))
        self._draw_curve(painter, frame, run.training, QPen(colour("muted"), max(1.2, em(0.09))))
        for overlay in self._overlays:
            self._draw_curve(painter, frame, overlay.points, overlay_pen(self._theme, overlay.style))
        self._draw_curve(painter, frame, run.held_out, QPen(colour("accent"), max(2.0, em(0.16))))
        self._draw_line_to_beat(painter, frame)
        self._draw_best(painter, frame)
        self._draw_reading(painter, frame)
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), em(0.3), em(0.3))
        painter.end()

    def _draw_grid(self, painter: QPainter, frame: Frame) -> None:
        metrics = QFontMetricsF(painter.font())
        line, muted = self._theme.colour("line"), self._theme.colour("muted")
        gap = self._theme.em(0.5)
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
        painter.setPen(QPen(self._theme.colour("ngram"), 1, Qt.PenStyle.DashLine))
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
        painter.setBrush(self._theme.colour("accent"))
        radius = self._theme.em(0.3)
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
        width, height, gap = metrics.horizontalAdvance(text), metrics.height(), self._theme.em(0.35)
        x = frame.x(epoch)
        left = x - width if epoch > frame.right / 2 else x
        left = min(max(left, frame.left), frame.left + frame.width - width)
        top = y - height - gap / 2 if above else y + gap
        box = QRectF(left, min(max(top, 0.0), frame.top + frame.height - height), width + 2, height)
        behind = self._theme.colour("panel")
        behind.setAlphaF(0.8)  # the curves pass under it
        painter.fillRect(box, behind)
        painter.setPen(self._theme.colour(token))
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, text)

    def _draw_reading(self, painter: QPainter, frame: Frame) -> None:
        if self._epoch is None:
            return
        values = self._values()
        x = frame.x(self._epoch)
        painter.setPen(QPen(self._theme.colour("muted"), 1))
        painter.drawLine(QPointF(x, frame.top), QPointF(x, frame.top + frame.height))
        metrics, gap = QFontMetricsF(painter.font()), self._theme.em(0.5)
        lines = [f"{name} {perplexity(value)}" if value is not None else name for name, value, _ in values]
        width = max(metrics.horizontalAdvance(line) for line in lines) + 2 * gap
        height = len(lines) * metrics.height() + gap
        left = x + gap if x + gap + width <= self.width() else x - gap - width
        box = QRectF(max(0.0, left), frame.top, width, height)
        painter.setBrush(self._theme.colour("panel"))
        painter.setPen(QPen(self._theme.colour("line"), 1))
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
        if self._epoch is None:
            return []
        run, colour = self._run, self._theme.colour
        found: list[tuple[str, float | None, QColor]] = [
            (self.tr("epoch {epoch}").format(epoch=epochs(self._epoch)), None, colour("muted"))
        ]
        curves = [
            (self.tr("training"), run.training, colour("ink")),
            (self.tr("held-out"), run.held_out, colour("accent")),
            *(
                (each.name, each.points, overlay_pen(self._theme, each.style).color())
                for each in self._overlays
            ),
        ]
        for name, points, shade in curves:
            value = value_at(points, self._epoch)
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
        metrics, em = QFontMetricsF(self._theme.font(0.86)), self._theme.em
        widest = max(metrics.horizontalAdvance(f"{tick:,.0f}") for tick in (low, high))
        left = max(em(2.4), widest + em(0.7))
        end = metrics.horizontalAdvance("00.0") + em(0.7)
        bottom = metrics.height() + em(0.6)
        top = metrics.height() / 2
        width, height = max(1.0, self.width() - left - end), max(1.0, self.height() - top - bottom)
        return Frame(left, top, width, height, self._right(), low, high)
