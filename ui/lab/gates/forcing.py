"""A gate that is held open or shut, and what becomes of the prediction."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from ui.lab.gates.names import quantity_name
from ui.language.wording import percent
from ui.style.theme import Theme
from ui.style.widgets import Card, Segments, label, spacing
from wordrnn.lab.quantities import GATES

_MOST_WORDS = 6


class ForceCard(Card):
    """Choose a gate, what it is held at, and for which units."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, self.tr("What follows, and a gate forced"), parent)
        self._theme = theme
        self._cell = ""
        self._unit = 0
        self._gates: dict[str, str] = {}  # by what they are called
        self._gate: Segments | None = None
        self._values = {self.tr("As learned"): None, self.tr("Shut (0)"): 0.0, self.tr("Open (1)"): 1.0}
        self._value = Segments(self.tr("The gate is"), list(self._values))
        self._value.choose(next(iter(self._values)))
        self._value.chosen.connect(lambda _: self.changed.emit())
        self.only_one = QCheckBox(self.tr("only in the chosen unit"))
        self.only_one.setAccessibleName(self.only_one.text())
        self.only_one.toggled.connect(lambda _: self._on_forced())
        self._controls = QVBoxLayout()
        spacing(self._controls, theme, 0.45)
        self._controls.addWidget(self._value)
        self._controls.addWidget(self.only_one)
        self._none = label(self.tr("A SimpleRNN has no gates."), "small")
        self.words = BeforeAndAfter(theme)
        self._said = label("", wrap=True)
        self._network_only = label(
            self.tr("The network's own prediction: no n-gram, no memory."), "small", wrap=True
        )
        self.body.addLayout(self._controls)
        self.body.addWidget(self._none)
        self.body.addWidget(self.words)
        self.body.addWidget(self._said)
        self.body.addWidget(self._network_only)

    def set_cell(self, cell: str) -> None:
        """Offer the gates of `cell`."""
        if cell == self._cell:
            return
        self._cell = cell
        if self._gate is not None:
            self._controls.removeWidget(self._gate)
            self._gate.hide()
            self._gate.deleteLater()
            self._gate = None
        self._gates = {quantity_name(gate): gate for gate in GATES[cell]}  # pyright: ignore[reportArgumentType]
        if self._gates:
            self._gate = Segments(self.tr("Gate"), list(self._gates))
            names = list(self._gates)
            self._gate.choose(next((n for n in names if self._gates[n] == "forget"), names[0]))
            self._gate.chosen.connect(lambda _: self._on_forced())
            self._controls.insertWidget(0, self._gate)
        for each in (self._value, self.only_one):
            each.setVisible(bool(self._gates))
        self._none.setVisible(not self._gates)

    def force(self) -> tuple[tuple[str, float], ...]:
        """Return what is held, and at what."""
        value = self._values[self._value.choice() or ""] if self._gates else None
        if value is None or self._gate is None:
            return ()
        return ((self._gates[self._gate.choice() or ""], value),)

    @property
    def holds_one_unit(self) -> bool:
        """Whether only the chosen unit is held."""
        return self.only_one.isChecked()

    def hold(self, gate: str, value: float | None) -> None:
        """Hold `gate`, where there is one of that name, at 0 or 1, or leave it as it was learned (None)."""
        if self._gate is not None and gate in self._gates.values():
            self._gate.choose(next(name for name, each in self._gates.items() if each == gate))
        self._value.choose(next(name for name, each in self._values.items() if each == value))
        self.changed.emit()

    def show_result(self, result: Any, sentences: Sequence[str]) -> None:
        """Show what follows, as learned and as forced."""
        if result.forced is None:
            rows = [(word, probability, None) for word, probability in result.prediction[:_MOST_WORDS]]
        else:
            words = sorted(result.forced["words"], key=lambda row: -max(row[1], row[2]))
            rows = [(word, before, after) for word, before, after in words[:_MOST_WORDS]]
        self.words.show_rows(rows)
        self._said.setText(" ".join(sentences))
        self._said.setVisible(bool(sentences))

    def _on_forced(self) -> None:
        if self.force():
            self.changed.emit()


class BeforeAndAfter(QWidget):
    """Words with their probabilities, before and after: a bar each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[tuple[str, float, float | None]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_rows(self, rows: Sequence[tuple[str, float, float | None]]) -> None:
        """Show a word with its probability, and the one it has now where a gate is forced."""
        self._rows = list(rows)
        self.setAccessibleName(self.tr("What follows"))
        self.setAccessibleDescription(
            ", ".join(f"{word} {_change(before, after)}" for word, before, after in rows)
        )
        self.updateGeometry()
        self.update()

    @property
    def rows(self) -> list[tuple[str, float, float | None]]:
        """What is shown."""
        return list(self._rows)

    def sizeHint(self) -> QSize:
        """Return room for a line each."""
        return QSize(self._theme.em(18), max(1, len(self._rows)) * self._theme.em(1.55))

    def minimumSizeHint(self) -> QSize:
        """Return the same height, in any width."""
        return QSize(self._theme.em(14), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the bars, and the numbers."""
        painter = QPainter(self)
        em, colour = self._theme.em, self._theme.colour
        line = em(1.55)
        plain, strong = self._theme.font(), self._theme.font(1.0, QFont.Weight.DemiBold)
        painter.setFont(strong)
        numbers = painter.fontMetrics().horizontalAdvance("00 % → 00 %") + em(1.2)
        word_width = min(em(8), self.width() // 3)
        room = max(1, self.width() - numbers - word_width - em(0.6))
        most = max([1e-9, *(max(before, after or 0.0) for _, before, after in self._rows)])
        for number, (word, before, after) in enumerate(self._rows):
            top = number * line
            painter.setFont(plain)
            painter.setPen(colour("ink"))
            shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, word_width)
            box = QRectF(0, top, word_width, line)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            parts = [(before, "accent")] if after is None else [(before, "ghost"), (after, "accent")]
            height = em(0.6) / len(parts)
            for place, (share, token) in enumerate(parts):
                y = top + (line - em(0.6)) / 2 + place * height
                bar = QRectF(word_width + em(0.6), y, max(1.0, room * share / most), height)
                painter.fillRect(bar, colour(token))
            box = QRectF(self.width() - numbers, top, numbers, line)
            painter.setFont(plain if after is None else strong)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, _change(before, after)
            )
        painter.end()


def _change(before: float, after: float | None) -> str:
    return percent(before) if after is None else f"{percent(before)} → {percent(after)}"
