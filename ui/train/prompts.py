"""The person's own prompts, and what the model in training made of them after every epoch."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from ui.language.wording import percent
from ui.style.theme import Theme
from ui.style.widgets import Card, ElidedLabel, label
from ui.train.run_view import Answers
from ui.train.run_words import epochs

COUNT = 3
_LONGEST = 200
_MOST_COLUMNS = 6
_COLUMN_EM = 6.5


class PromptsCard(Card):
    """A prompt a row, an epoch a column, the last one strongest."""

    edited = Signal(list)  # all prompts, as they are typed

    def __init__(self, theme: Theme, prompts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self._told: list[tuple[float, Answers]] = []
        self._cells: list[QLabel] = []
        self.body.addWidget(label(self.tr("Your prompts, epoch by epoch").upper(), "section", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.em(1.4))
        self._grid.setVerticalSpacing(theme.em(0.4))
        self.body.addLayout(self._grid)
        self.fields = [self._field(number, text) for number, text in enumerate(_three(prompts))]
        self._room = 0  # columns
        self._fit()
        self._fill()
        theme.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many epochs as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def prompts(self) -> list[str]:
        """Return the prompts to predict after: each ends in a space, for a next word is asked for."""
        return [f"{text} " for field in self.fields if (text := field.text().strip())]

    def show_answers(self, told: Sequence[tuple[float, Answers]]) -> None:
        """Show what was predicted so far."""
        if list(told) != self._told:
            self._told = list(told)
            self._fill()

    def _field(self, number: int, text: str) -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(_LONGEST)
        field.setAccessibleName(self.tr("Prompt {number}").format(number=number + 1))
        field.setPlaceholderText(self.tr("some words"))
        field.setToolTip(self.tr("What comes next? Changed prompts are answered after the next epoch."))
        field.editingFinished.connect(self._on_edited)
        self._grid.addWidget(field, number + 1, 0)
        return field

    def _on_edited(self) -> None:
        self._fill()
        self.edited.emit([field.text().strip() for field in self.fields])

    def _fit(self) -> None:
        em = self._theme.em
        field_width = min(em(13), max(em(9), self.width() // 3))
        for field in self.fields:
            field.setFixedWidth(field_width)
        room = max(1, min(_MOST_COLUMNS, (self.width() - field_width - em(3)) // em(_COLUMN_EM)))
        if room != self._room:
            self._room = room
            self._fill()

    def _fill(self) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        shown = spread(self._told, self._room)
        for column, (epoch, answers) in enumerate(shown, start=1):
            last = column == len(shown)
            name = self.tr("n-gram") if epoch == 0 else epochs(epoch)
            self._put(0, column, name, "small", self.tr("epoch {epoch}").format(epoch=name))
            for row, field in enumerate(self.fields, start=1):
                words = answers.get(f"{field.text().strip()} ", [])
                if not words:
                    self._put(row, column, "–" if field.text().strip() else "", "muted", "")
                    continue
                said = ", ".join(f"{word} {percent(share)}" for word, share in words)
                cell = self._put(row, column, words[0][0], "" if last else "muted", said)
                if last:
                    cell.setFont(self._theme.font(1.0, cell.font().Weight.DemiBold))
        for column in range(1, _MOST_COLUMNS + 2):
            self._grid.setColumnStretch(column, 1 if column <= len(shown) else 0)
        self._grid.setColumnStretch(_MOST_COLUMNS + 1, max(1, self._room - len(shown)))

    def _put(self, row: int, column: int, text: str, role: str, said: str) -> QLabel:
        cell = ElidedLabel(role=role)  # a long word makes no column wider
        cell.set_text(text)
        cell.setToolTip(said)
        cell.setAccessibleDescription(said)
        cell.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._grid.addWidget(cell, row, column)
        self._cells.append(cell)
        return cell


def spread(told: Sequence[tuple[float, Answers]], most: int) -> list[tuple[float, Answers]]:
    """Return at most `most` of the epochs, evenly chosen, the first and the last among them."""
    if len(told) <= most:
        return list(told)
    if most == 1:
        return [told[-1]]
    return [told[round(number * (len(told) - 1) / (most - 1))] for number in range(most)]


def _three(prompts: Sequence[str]) -> list[str]:
    return [*prompts, "", "", ""][:COUNT]
