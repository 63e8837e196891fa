"""Paints a prediction behind the caret: over the text, never in it."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.theme import Theme


class GhostText(QWidget):
    """A line of faint text that lets every click through. It is as wide as the room beside the caret."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = ""
        self._leftward = False
        self._ascent = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    @property
    def text(self) -> str:
        """What is shown, "" while nothing is."""
        return self._text if not self.isHidden() else ""

    def show_at(
        self, text: str, caret: QRect, room: QRect, font: QFont, ascent: float, leftward: bool = False
    ) -> None:
        """Show `text` beside the `caret` as far as there is `room`, its baseline `ascent` below the caret's top.

        `leftward` where text runs from right to left.
        """
        left, right = (room.left(), caret.left()) if leftward else (caret.left() + 1, room.right())
        place = QRect(QPoint(left, caret.top()), QPoint(right, caret.bottom()))
        if not text or not room.contains(caret.center()) or place.width() <= 0:
            self.hide()
            return
        shown = (text, leftward, place, font)
        if shown == (self._text, self._leftward, self.geometry(), self.font()) and not self.isHidden():
            return
        self._text, self._leftward, self._ascent = text, leftward, ascent
        self.setFont(font)
        self.setGeometry(place)
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text on the line's baseline."""
        metrics = QFontMetricsF(self.font())
        text = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width() - 2)
        left = self.width() - metrics.horizontalAdvance(text) if self._leftward else 0.0
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("ghost"))
        painter.drawText(QPoint(round(left), round(self._ascent)), text)
        painter.end()
