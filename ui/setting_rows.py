"""A card of settings: a name and a remark at the left, the control at the right, hairlines between."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import Theme
from ui.widgets import Card, label, set_role, spacing


class SettingRows(Card):
    """Rows of settings, one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        spacing(self.body, theme, 0, (0, 0.3, 0, 0.3))

    def add(self, name: str, control: QWidget, remark: str = "") -> None:
        """Add a setting. `control` has its accessible name already; the remark becomes its description."""
        words = QVBoxLayout()
        spacing(words, self._theme, 0.15)
        words.addWidget(label(name, wrap=True))
        if remark:
            words.addWidget(label(remark, "small", wrap=True))
            control.setAccessibleDescription(remark)
        control.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        spacing(row, self._theme, 1.2, (1.1, 0.6, 1.1, 0.6))
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._add(row)

    def add_wide(self, content: QWidget) -> None:
        """Add what takes the whole width."""
        row = QHBoxLayout()
        spacing(row, self._theme, 0, (1.1, 0.6, 1.1, 0.6))
        row.addWidget(content, 1)
        self._add(row)

    def _add(self, row: QHBoxLayout) -> None:
        if self.body.count():
            line = QFrame()
            set_role(line, "hairline")
            line.setFixedHeight(1)
            self.body.addWidget(line)
        self.body.addLayout(row)
