"""A card of settings: a name and a remark at the left, the control at the right, hairlines between."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.style.theme import Theme
from ui.style.widgets import Card, label, set_role, spacing


class SettingRows(Card):
    """Rows of settings, one under the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, gap: float = 0.6) -> None:
        """`gap` is the room above and below each row, in em."""
        super().__init__(theme, "", parent)
        self._theme = theme
        self._gap = gap
        spacing(self.body, theme, 0, (0, 0.3, 0, 0.3))

    def add(self, name: str, control: QWidget, remark: str = "") -> QLabel:
        """Add a setting; gives back the label of its remark, hidden where that is empty.

        `control` has its accessible name already; the remark becomes its description.
        """
        words = QVBoxLayout()
        spacing(words, self._theme, 0.15)
        title = label(name, wrap=True)
        title.setBuddy(control)
        words.addWidget(title)
        told = label(remark, "small", wrap=True)
        told.setVisible(bool(remark))
        words.addWidget(told)
        if remark:
            control.setAccessibleDescription(remark)
        control.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout()
        spacing(row, self._theme, 1.2, (1.1, self._gap, 1.1, self._gap))
        row.addLayout(words, 1)
        row.addWidget(control, 0, Qt.AlignmentFlag.AlignVCenter)
        self._add(row)
        return told

    def add_wide(self, content: QWidget) -> None:
        """Add what takes the whole width."""
        row = QHBoxLayout()
        spacing(row, self._theme, 0, (1.1, self._gap, 1.1, self._gap))
        row.addWidget(content, 1)
        self._add(row)

    def _add(self, row: QHBoxLayout) -> None:
        if self.body.count():
            line = QFrame()
            set_role(line, "hairline")
            line.setFixedHeight(1)
            self.body.addWidget(line)
        self.body.addLayout(row)
