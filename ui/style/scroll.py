"""The area in which a page's content is scrolled up and down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget


def scroll_area(content: QWidget) -> QScrollArea:
    """Return an area around `content`, as wide as there is room; the keys go to what is in it."""
    area = QScrollArea()
    make_upright(area)
    area.setWidget(content)
    return area


def make_upright(area: QScrollArea) -> None:
    """Have `area` scroll up and down only, and leave the keys to what is in it."""
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
