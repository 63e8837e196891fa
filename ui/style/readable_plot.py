"""A plot whose values are read where one looks: under the mouse, or from stop to stop with the keys."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.style.theme import Theme

_NEAR = 1e-6  # a stop that is no farther is where one stands


def next_stop(stops: Sequence[float], x: float | None, forward: bool, first: float | None) -> float | None:
    """Return the stop after or before `x` in the rising `stops`; the last on that side where there is none.

    From None it is `first`.
    """
    if not stops:
        return None
    if x is None:
        return first
    if forward:
        return next((stop for stop in stops if stop > x + _NEAR), stops[-1])
    return next((stop for stop in reversed(stops) if stop < x - _NEAR), stops[0])


class ReadablePlot(QWidget):
    """What plots share that are read with the arrow keys, Home and End, or the mouse; Escape ends that.

    A plot tells its `stops`, `x_under` the mouse and what it is to `describe`, and draws what is read at `at`.
    """

    def __init__(
        self, theme: Theme, name: str, height: QSizePolicy.Policy, parent: QWidget | None = None
    ) -> None:
        """`name` is what screen readers call the plot."""
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, height)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(name)
        self.theme = theme
        self.at: float | None = None
        """Where values are read; None reads nowhere."""
        theme.changed.connect(self.update)

    def stops(self) -> Sequence[float]:
        """Return where the keys stop, rising."""
        raise NotImplementedError

    def first_stop(self, forward: bool) -> float | None:
        """Return where the keys begin; of no interest where there are no stops."""
        return self.stops()[0 if forward else -1]

    def x_under(self, x: float) -> float | None:
        """Return what is read where the mouse is at the pixel `x`; None beside the plot."""
        raise NotImplementedError

    def describe(self) -> str:
        """Return the plot in words: the values where they are read, if anywhere."""
        raise NotImplementedError

    def read_at(self, x: float | None) -> None:
        """Read the values at `x`; None reads nowhere."""
        self.at = x
        self.setAccessibleDescription(self.describe())
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read the values from stop to stop."""
        stops, key = self.stops(), event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            forward = key == Qt.Key.Key_Right
            self.read_at(next_stop(stops, self.at, forward, self.first_stop(forward) if stops else None))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and stops:
            self.read_at(stops[0 if key == Qt.Key.Key_Home else -1])
        elif key == Qt.Key.Key_Escape and self.at is not None:
            self.read_at(None)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Read the values under the mouse."""
        self.read_at(self.x_under(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        """Read nowhere."""
        self.read_at(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Read nowhere."""
        super().focusOutEvent(event)
        self.read_at(None)

    def draw_focus(self, painter: QPainter) -> None:
        """Draw a frame around the plot that the keys go to."""
        if self.hasFocus():
            painter.setPen(QPen(self.theme.colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            radius = self.theme.em(0.3)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
