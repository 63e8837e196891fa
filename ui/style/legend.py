"""What the colours of the bars stand for."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.style.theme import Theme
from ui.write.suggestion_list import PART_TOKENS, part_name


class Legend(QFrame):
    """What the colours of the bars stand for; only the parts that are there."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._parts: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_parts(self, parts: Sequence[str]) -> None:
        """Explain `parts`, each once; those of before stay while there is nothing to explain."""
        found = [name for name in PART_TOKENS if name in parts]
        if found and found != self._parts:
            self._parts = found
            self.setAccessibleName(
                self.tr("Parts of a probability: {names}").format(names=", ".join(map(part_name, found)))
            )
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for one line."""
        return QSize(self._theme.em(10), self._theme.em(1.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a square and a name for each part."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(0.92))
        metrics = painter.fontMetrics()
        side, left = self._theme.em(0.7), 0
        middle = self.height() // 2
        for part in self._parts:
            painter.fillRect(left, middle - side // 2, side, side, self._theme.colour(PART_TOKENS[part]))
            left += side + self._theme.em(0.35)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(left, middle + (metrics.ascent() - metrics.descent()) // 2, part_name(part))
            left += metrics.horizontalAdvance(part_name(part)) + self._theme.em(1)
