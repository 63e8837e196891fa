"""The equations of a cell, with the numbers of one unit at one word beside them."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui.lab.gates.names import EQUATIONS, in_numbers, quantity_name, signed
from ui.style.theme import Theme
from ui.style.widgets import Card, label, section, set_role


class EquationCard(Card):
    """A line for each equation: its letters, its numbers, and what comes of it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self._cell = ""
        self._heading = section(" ")
        self.body.addWidget(self._heading)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(2, 1)
        self.body.addLayout(self._grid)
        self._lines: dict[str, tuple[QLabel, QLabel]] = {}  # its numbers, what comes of it
        theme.follow(self._grid, self._space)

    def show_numbers(self, cell: str, word: str, unit: int, numbers: Mapping[str, Any]) -> None:
        """Show the numbers of `unit` at `word`, see `wordrnn.lab.gates.numbers_of`."""
        if cell != self._cell:
            self._rebuild(cell)
        heading = self.tr("At “{word}”, unit {unit}").format(word=word, unit=unit)
        self._heading.setText(heading.upper())
        self._heading.setAccessibleName(heading)
        for quantity, (terms, value) in self._lines.items():
            terms.setText(in_numbers(cell, quantity, numbers))
            value.setText(signed(numbers["values"][quantity]))
        said = (f"{quantity_name(name)} {value.text()}" for name, (_, value) in self._lines.items())
        self.setAccessibleName(heading)
        self.setAccessibleDescription(", ".join(said))

    def _rebuild(self, cell: str) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._cell, self._lines = cell, {}
        for number, (quantity, (symbol, equation)) in enumerate(EQUATIONS[cell].items()):
            row = 2 * number
            if number:
                line = QFrame()
                set_role(line, "hairline")
                line.setFixedHeight(1)
                self._grid.addWidget(line, row - 1, 0, 1, 4)
            letter = label(symbol, "strong")
            letter.setToolTip(quantity_name(quantity))
            letters = QLabel(equation)  # ours, so that it may be rich text
            letters.setTextFormat(Qt.TextFormat.RichText)
            letters.setProperty("role", "muted")
            letters.setToolTip(quantity_name(quantity))
            terms, value = label("", "small"), label("")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(letter, row, 0)
            self._grid.addWidget(letters, row, 1)
            self._grid.addWidget(terms, row, 2)
            self._grid.addWidget(value, row, 3)
            self._lines[quantity] = (terms, value)
        self._space()

    def _space(self) -> None:
        self._grid.setHorizontalSpacing(self._theme.em(1.0))
        self._grid.setVerticalSpacing(self._theme.em(0.22))
        self._grid.setColumnMinimumWidth(0, self._theme.em(1.2))
