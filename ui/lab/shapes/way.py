"""The arrays that a batch becomes on its way through a network, one below the other."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.language.wording import count
from ui.style.theme import Theme
from ui.style.widgets import Card, label


class WayCard(Card):
    """A line for each array: what it is, its shape, and how many numbers that is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("The way through the network"), parent)
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        theme.follow(self._grid, self._space)

    def show_shapes(self, shapes: Sequence[Mapping[str, Any]]) -> None:
        """Show the arrays, see `wordrnn.lab.shapes.Result.shapes`."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        heads = (self.tr("array"), self.tr("shape"), self.tr("numbers"))
        for column, text in enumerate(heads):
            head = label(text, "small")
            head.setAlignment(Qt.AlignmentFlag.AlignRight if column == 2 else Qt.AlignmentFlag.AlignLeft)
            self._grid.addWidget(head, 0, column)
        for row, each in enumerate(shapes, start=1):
            sizes = " × ".join(count(size) for size in each["shape"])
            beside = each["name"].startswith("state")
            cells = (
                label(self.name_of(each["name"]), "small" if beside else ""),
                label(f"{' × '.join(each['axes'])} = {sizes}", "small" if beside else "muted"),
                label(count(each["numbers"]), "small" if beside else ""),
            )
            cells[2].setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, row, column)

    def name_of(self, name: str) -> str:
        """Return what an array is called."""
        kind, number = name.rstrip("0123456789"), name.lstrip("abcdefghijklmnopqrstuvwxyz")
        layer = count(int(number) + 1) if number else ""
        return {
            "words": self.tr("words, as numbers"),
            "embedding": self.tr("their vectors"),
            "layer": self.tr("layer {number}: h").format(number=layer),
            "state": self.tr("passed on to the next window"),
            "projection": self.tr("projection"),
            "softmax": self.tr("softmax"),
        }[kind]

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.em(1.0))
        self._grid.setVerticalSpacing(self._theme.em(0.3))
