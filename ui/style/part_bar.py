"""A thin bar of the parts of a whole, each in its colour."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.theme import Theme


class PartBar(QWidget):
    """Shows shares that sum to 1, from left to right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[tuple[str, float]] = []
        theme.changed.connect(self.updateGeometry)

    def show_parts(self, parts: Sequence[tuple[str, float]], words: Sequence[str]) -> None:
        """Show `parts`, colour token and share; `words` say the same to those who cannot see it."""
        self._parts = list(parts)
        self.setAccessibleName("; ".join(words))
        self.update()

    def sizeHint(self) -> QSize:
        """Return a thin line."""
        return QSize(self._theme.em(10), self._theme.em(0.45))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the parts within one rounded bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(path)
        painter.fillRect(whole, self._theme.colour("track"))
        left = whole.left()
        for token, share in self._parts:
            width = whole.width() * share
            painter.fillRect(QRectF(left, whole.top(), width, whole.height()), self._theme.colour(token))
            left += width
