"""The experiments by name, side by side with a dot between them: "Memory · Gradient · Open the gate"."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from ui.style.theme import Theme

_ROOM = 0.75  # em on either side of a name


class ExperimentTabs(QTabBar):
    """Tabs without frames. The arrow keys turn from one to the next, as does Ctrl+Tab within the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setUsesScrollButtons(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Experiments"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        theme.changed.connect(self._on_theme)

    def set_titles(self, titles: Sequence[str]) -> None:
        """Add a tab for each of `titles`."""
        for title in titles:
            self.addTab(title.replace("&", "&&"))

    def tabSizeHint(self, index: int) -> QSize:
        """Return room for the name in bold letters, which it has while it is chosen."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        width = QFontMetrics(bold).horizontalAdvance(self.tabText(index)) + 2 * self._theme.em(_ROOM)
        return QSize(width + 2, self._theme.em(2.2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the names, and a dot between each two."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._theme.colour("muted"))
        radius = self._theme.em(0.1)
        for index in range(1, self.count()):
            place = self.tabRect(index)
            painter.drawEllipse(
                place.left() - radius, place.center().y() - radius + 1, 2 * radius, 2 * radius
            )
        painter.end()

    def _on_theme(self) -> None:
        self.updateGeometry()
        self.update()
