"""The plot that the experiments share: the curves of contenders as they grow, and their values where one looks."""

import math
from collections.abc import Sequence

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

from ui.lab.looks import colour_of, draw_marker, pen_of
from ui.lab.picture import (
    Axis,
    Curve,
    Mark,
    Picture,
    Point,
    Scale,
    nearest_stop,
    scales_of,
    value_at,
)
from ui.language.lab_sentences import contender_label
from ui.language.wording import number
from ui.style.readable_plot import ReadablePlot
from ui.style.theme import Theme

_MOST_MARKERS = 16  # on one curve
_NARROW = "\u202f"
_SUPERSCRIPTS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_EMPTY = Picture(Axis(""), Axis(""))


def figure_text(axis: Axis, value: float, exact: bool = False) -> str:
    """Return a value of an axis as people read it; a percentage `exact` where it stands for itself."""
    if axis.kind == "percent":
        return f"{number(100 * value, 1 if exact and value < 0.995 else 0)}{_NARROW}%"
    if axis.kind == "power":
        power = math.floor(math.log10(value)) if value > 0 else 0
        head = value / 10.0**power
        if -3 < power < 4:
            return f"{value:.2g}"
        written = f"10{str(power).translate(_SUPERSCRIPTS)}"
        return written if abs(head - 1) < 0.05 else f"{number(head)}{_NARROW}·{_NARROW}{written}"
    decimals = next((each for each in (0, 1, 2) if math.isclose(round(value, each), value, abs_tol=1e-9)), 2)
    return number(value, min(decimals, 0 if abs(value) >= 1000 else 1 if abs(value) >= 1 else 2))


class LabPlot(ReadablePlot):
    """Curves, a spread around each, and lines with a few words.

    Values are read under the mouse, or with the arrow keys, Home and End from stop to stop; Escape ends that.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        """`name` is what screen readers call the plot."""
        super().__init__(theme, name, QSizePolicy.Policy.Expanding, parent)
        self._picture = _EMPTY
        self._invitation = ""
        self._scales = scales_of(_EMPTY)
        theme.follow(self, lambda: self.setMinimumHeight(theme.em(15)))

    def sizeHint(self) -> QSize:
        """Return a shape that suits a curve."""
        return QSize(self.theme.em(40), self.theme.em(20))

    def show_picture(self, picture: Picture, invitation: str = "") -> None:
        """Draw the curves as they stand; `invitation` is said in the middle while there is none."""
        self._picture, self._invitation = picture, invitation
        self._scales = scales_of(picture)
        if self.at is not None and self.at not in picture.stops:
            self.at = nearest_stop(picture.stops, self.at, self._scales[0])
        self.setAccessibleDescription(self.describe())
        self.update()

    def describe(self) -> str:
        """Return the values where they are read, or at the end of each curve, in words."""
        if not self._picture.curves:
            return self._invitation
        return self.reading(self._picture.stops[-1] if self.at is None else self.at)

    def reading(self, x: float) -> str:
        """Return the values at `x` in one line, the highest first."""
        values = [f"{contender_label(name)} {text}" for name, text, _ in self._values(x)]
        return " · ".join(
            [f"{self._picture.x.title}: {figure_text(self._picture.x, x, exact=True)}", *values]
        )

    def stops(self) -> Sequence[float]:
        """Return where the curves have points."""
        return self._picture.stops

    def x_under(self, x: float) -> float | None:
        """Return the stop nearest to the pixel `x`."""
        frame, scale = self._frame(), self._scales[0]
        if not frame.left() - 4 <= x <= frame.right() + 4:
            return None
        return nearest_stop(self._picture.stops, scale.value((x - frame.left()) / frame.width()), scale)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw grid, marks, curves and what is read."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.theme.font(0.86))
        frame = self._frame()
        self._draw_grid(painter, frame)
        painter.save()
        painter.setClipRect(frame.adjusted(-6, -6, 6, 6))
        for curve in self._picture.curves:
            self._draw_band(painter, frame, curve)
        for number_, curve in enumerate(self._picture.curves):
            self._draw_curve(painter, frame, curve, number_)
        painter.restore()
        for mark in self._picture.marks:
            self._draw_mark(painter, frame, mark)
        if self.at is not None:
            self._draw_reading(painter, frame, self.at)
        if not self._picture.curves:
            painter.setPen(self.theme.colour("muted"))
            painter.setFont(self.theme.font())
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(
                frame.adjusted(frame.width() * 0.12, 0, -frame.width() * 0.12, 0), wrapped, self._invitation
            )
        self.draw_focus(painter)
        painter.end()

    def _frame(self) -> QRectF:
        metrics, em = QFontMetricsF(self.theme.font(0.86)), self.theme.em
        ticks = self._y_ticks(metrics)
        widest = max(
            (metrics.horizontalAdvance(figure_text(self._picture.y, tick)) for tick in ticks), default=0
        )
        left = em(0.2) + metrics.height() + em(0.4) + widest + em(0.6)
        top, bottom = metrics.height() * 0.7, 2 * metrics.height() + em(1.0)
        return QRectF(
            left, top, max(1.0, self.width() - left - em(0.9)), max(1.0, self.height() - top - bottom)
        )

    def _y_ticks(self, metrics: QFontMetricsF) -> list[float]:
        return self._scales[1].ticks(max(2, min(7, int(self.height() / (2.6 * metrics.height())))))

    def _place(self, frame: QRectF, point: Point) -> QPointF:
        x, y = self._scales
        across, up = x.share(point[0]), y.share(point[1])
        return QPointF(frame.left() + frame.width() * across, frame.bottom() - frame.height() * up)

    def _draw_grid(self, painter: QPainter, frame: QRectF) -> None:
        metrics, gap = QFontMetricsF(painter.font()), self.theme.em(0.5)
        line, muted = self.theme.colour("line"), self.theme.colour("muted")
        x, _ = self._scales
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for tick in self._y_ticks(metrics):
            level = self._place(frame, (x.low, tick)).y()
            painter.setPen(QPen(line, 1))
            painter.drawLine(QPointF(frame.left(), level), QPointF(frame.right(), level))
            painter.setPen(muted)
            box = QRectF(0, level - metrics.height() / 2, frame.left() - gap, metrics.height())
            painter.drawText(box, right, figure_text(self._picture.y, tick))
        self._draw_x_ticks(painter, frame, metrics)
        painter.drawText(
            QRectF(frame.left(), self.height() - metrics.height() - gap / 2, frame.width(), metrics.height()),
            Qt.AlignmentFlag.AlignRight,
            self._picture.x.title,
        )
        painter.save()
        painter.translate(0, frame.top() + frame.height() / 2)
        painter.rotate(-90)
        half = self.height() / 2
        title = metrics.elidedText(self._picture.y.title, Qt.TextElideMode.ElideRight, 2 * half)
        painter.drawText(
            QRectF(-half, gap / 2, 2 * half, metrics.height()), Qt.AlignmentFlag.AlignHCenter, title
        )
        painter.restore()

    def _draw_x_ticks(self, painter: QPainter, frame: QRectF, metrics: QFontMetricsF) -> None:
        scale, end = self._scales[0], -math.inf
        top = frame.bottom() + self.theme.em(0.4)
        most = max(2, int(frame.width() / (3.2 * metrics.horizontalAdvance("0000"))))
        for tick in _x_ticks(scale, min(10, most)):
            text = figure_text(self._picture.x, tick)
            width = metrics.horizontalAdvance(text) + 2
            x = self._place(frame, (tick, self._scales[1].low)).x()
            painter.setPen(QPen(self.theme.colour("line"), 1))
            painter.drawLine(QPointF(x, frame.bottom()), QPointF(x, frame.bottom() + self.theme.em(0.25)))
            painter.setPen(self.theme.colour("muted"))
            if x - width / 2 > end:
                box = QRectF(x - width / 2, top, width, metrics.height())
                painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, text)
                end = x + width / 2 + metrics.horizontalAdvance("0")

    def _draw_band(self, painter: QPainter, frame: QRectF, curve: Curve) -> None:
        if len(curve.band) < 2:
            return
        upper = [self._place(frame, (x, high)) for x, _, high in curve.band]
        lower = [self._place(frame, (x, low)) for x, low, _ in reversed(curve.band)]
        colour = colour_of(self.theme, curve.contender)
        colour.setAlphaF(0.16)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([*upper, *lower]))

    def _draw_curve(self, painter: QPainter, frame: QRectF, curve: Curve, place: int) -> None:
        shown = [self._place(frame, point) for point in curve.points]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen_of(self.theme, curve.contender))
        painter.drawPolyline(QPolygonF(shown))
        # Curves that lie on each other have their marks side by side.
        stride = max(1, math.ceil(len(shown) / _MOST_MARKERS))
        for spot in shown[place % stride :: stride] or shown[:1]:
            draw_marker(painter, self.theme, curve.contender, spot)

    def _draw_mark(self, painter: QPainter, frame: QRectF, mark: Mark) -> None:
        metrics, muted = QFontMetricsF(painter.font()), self.theme.colour("muted")
        painter.setPen(QPen(muted, 1, Qt.PenStyle.DashLine))
        x, y = self._scales
        width, height = metrics.horizontalAdvance(mark.text) + 2, metrics.height()
        if mark.x is not None:
            at = self._place(frame, (mark.x, y.low)).x()
            painter.drawLine(QPointF(at, frame.top()), QPointF(at, frame.bottom()))
            left = at + 4 if at + 4 + width <= frame.right() else at - 4 - width
            box = QRectF(left, frame.top() + frame.height() * 0.02, width, height)
        else:
            assert mark.y is not None
            at = self._place(frame, (x.low, mark.y)).y()
            painter.drawLine(QPointF(frame.left(), at), QPointF(frame.right(), at))
            box = QRectF(frame.left() + 4, at - height - 1, width, height)
        painter.fillRect(box, _veiled(self.theme.colour("panel")))
        painter.setPen(muted)
        painter.drawText(box, Qt.AlignmentFlag.AlignLeft, mark.text)

    def _draw_reading(self, painter: QPainter, frame: QRectF, x: float) -> None:
        values = self._values(x)
        at = self._place(frame, (x, self._scales[1].low)).x()
        painter.setPen(QPen(self.theme.colour("muted"), 1))
        painter.drawLine(QPointF(at, frame.top()), QPointF(at, frame.bottom()))
        metrics, gap = QFontMetricsF(painter.font()), self.theme.em(0.5)
        head = f"{self._picture.x.title}: {figure_text(self._picture.x, x, exact=True)}"
        names = [contender_label(name) for name, _, _ in values]
        figures = [text for _, text, _ in values]
        sample = self.theme.em(1.0)
        inner = sample + max(map(metrics.horizontalAdvance, names), default=0) + gap
        inner += max(map(metrics.horizontalAdvance, figures), default=0)
        inner = max(inner, metrics.horizontalAdvance(head))
        width, height = inner + 2 * gap, (len(values) + 1) * metrics.height() + gap
        left = at + gap if at + gap + width <= self.width() else at - gap - width
        box = QRectF(max(0.0, left), frame.top(), width, height)
        painter.setBrush(self.theme.colour("panel"))
        painter.setPen(QPen(self.theme.colour("line"), 1))
        painter.drawRoundedRect(box, gap / 2, gap / 2)
        line = QRectF(box.left() + gap, box.top() + gap / 2, inner, metrics.height())
        painter.setPen(self.theme.colour("muted"))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, head)
        for (name, text, value), shown in zip(values, names, strict=True):
            line.translate(0, metrics.height())
            beside = QPointF(line.left() + self.theme.em(0.3), line.center().y())
            for spot in (beside, self._place(frame, (x, value))):
                draw_marker(painter, self.theme, name, spot)
            painter.setPen(self.theme.colour("ink"))
            painter.drawText(line.adjusted(sample, 0, 0, 0), Qt.AlignmentFlag.AlignLeft, shown)
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, text)

    def _values(self, x: float) -> list[tuple[str, str, float]]:
        """Return contender, value in words and value at `x`, the highest first."""
        found = [(curve.contender, value_at(curve.points, x)) for curve in self._picture.curves]
        known = sorted(
            ((name, value) for name, value in found if value is not None), key=lambda each: -each[1]
        )
        return [(name, figure_text(self._picture.y, value, exact=True), value) for name, value in known]


def _x_ticks(scale: Scale, most: int) -> Sequence[float]:
    """Return round numbers on the level axis: of a logarithmic one 1, 2 and 5 times powers of ten where they fit."""
    if not scale.log:
        return scale.ticks(most)
    powers = range(math.floor(math.log10(scale.low)), math.ceil(math.log10(scale.high)) + 1)
    found = [
        step * 10.0**power
        for power in powers
        for step in (1, 2, 5)
        if scale.low * 0.999 <= step * 10.0**power <= scale.high * 1.001
    ]
    return found if len(found) <= most else scale.ticks(most)


def _veiled(colour: QColor) -> QColor:
    colour.setAlphaF(0.8)
    return colour
