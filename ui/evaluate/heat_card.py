"""The card with the heat map: whose predictions are shown, the text, and what is known of the word pointed at."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.evaluate import measured_text, word_facts
from ui.evaluate.heat_map import HeatMap, Legend, heat_map_samples
from ui.evaluate.measured_text import PARTS, Paragraph
from ui.evaluate.run import Measurement
from ui.language.wording import number
from ui.style.theme import Theme
from ui.style.widgets import Card, ElidedLabel, label, section, spacing


class WordPanel(QWidget):
    """The word pointed at: each part's probability for it, its place, and when it was offered."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._word = ElidedLabel(role="title")
        self._remark = ElidedLabel(role="small")
        self._cells: dict[tuple[str, str], QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.em(1.2))
        self._grid.setVerticalSpacing(theme.em(0.1))
        head = QHBoxLayout()
        spacing(head, theme, 0.7)
        head.addWidget(self._word, 1)
        head.addWidget(self._remark, 2)
        self._grid.addLayout(head, 0, 0, 1, 4)
        titles = {
            "probability": self.tr("probability"),
            "rank": self.tr("place"),
            "letters": self.tr("offered"),
        }
        for column, title in enumerate(titles.values(), start=1):
            self._grid.addWidget(label(title, "small"), 1, column)
        for row, part in enumerate(PARTS, start=2):
            name = label(word_facts.part_title(part), "small")
            self._grid.addWidget(name, row, 0)
            self._cells[part, "name"] = name
            for column, key in enumerate(titles, start=1):
                cell = label("", "small")
                self._cells[part, key] = cell
                self._grid.addWidget(cell, row, column)
        self._grid.setColumnStretch(3, 1)
        self.show_word(None)

    def show_word(self, found: tuple[Paragraph, measured_text.Unit] | None) -> None:
        """Show what is known of a word, or a hint where none is pointed at."""
        self._word.setVisible(found is not None)
        if found is None:
            self._word.set_text("")
            self._remark.set_text(self.tr("Point at a word, or go through them with the arrow keys."))
            for (_, key), cell in self._cells.items():
                if key != "name":
                    cell.setText("")
            return
        paragraph, unit = found
        self._word.set_text(paragraph.text[unit.start : unit.end])
        known = measured_text.is_known(paragraph, unit)
        self._remark.set_text(
            ""
            if known
            else self.tr("not in the vocabulary: the probability is that of all unknown words together")
        )
        for part in PARTS:
            facts = measured_text.facts(paragraph, unit, part)
            for key in ("name", "probability", "rank", "letters"):
                self._cells[part, key].setVisible(facts is not None)
            if facts is not None:
                self._cells[part, "probability"].setText(word_facts.share(facts.probability))
                self._cells[part, "rank"].setText(number(facts.rank, 0) if facts.rank else "–")
                self._cells[part, "letters"].setText(word_facts.offered(unit, facts.letters))


class HeatCard(Card):
    """A measured text as one part of one model saw it."""

    shown = Signal(str, str)  # model and part that are shown from now on

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._measurements: Mapping[str, Measurement] = {}
        self._wanted_part = ""
        self.heat_map = HeatMap(theme, self.tr("The text as it was measured"))
        self.heat_map.setMinimumHeight(theme.em(9))
        self.heat_map.current_changed.connect(lambda: self.panel.show_word(self.heat_map.unit()))
        self.panel = WordPanel(theme)
        self.panel.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._model = self._combo(self.tr("Whose predictions are shown: model"))
        self._part = self._combo(self.tr("Whose predictions are shown: part of the model"))
        head = QHBoxLayout()
        spacing(head, theme, 0.5)
        head.addWidget(section(self.tr("What you would have typed")))
        head.addStretch(1)
        head.addWidget(self._model)
        head.addWidget(self._part)
        self.body.addLayout(head)
        self.body.addWidget(self.heat_map, 1)
        self.body.addWidget(Legend(theme, heat_map_samples()))
        self.body.addSpacing(theme.em(0.3))
        self.body.addWidget(self.panel)
        self._model.activated.connect(self._on_model_chosen)
        self._part.activated.connect(self._on_part_chosen)

    def show_measurements(self, measurements: Mapping[str, Measurement]) -> None:
        """Show the text of the first of these, unless the one that is shown is among them."""
        self._measurements = measurements
        before = self.model()
        names = list(measurements)
        _refill(self._model, [(name, name) for name in names], before or "")
        self._model.setVisible(len(names) > 1)
        if self.model() != before or not self.heat_map.blocks:
            self._show_text()
        self._fill_parts()

    def follow(self, model: str) -> None:
        """Show what was measured of a model since."""
        if model == self.model():
            self._fill_parts()
            shown = len(self.heat_map.blocks)
            paragraphs = self._measurements[model].text.paragraphs
            if len(paragraphs) > shown:
                self.heat_map.add_blocks(paragraphs[shown:])

    def restart(self) -> None:
        """Show another text from its beginning."""
        self._model.clear()
        self.heat_map.set_blocks([])

    def model(self) -> str | None:
        """Return whose predictions are shown."""
        return self._model.currentData()

    def part(self) -> str:
        """Return which part's predictions are shown."""
        return self.heat_map.part

    def choose(self, model: str, part: str) -> None:
        """Show the predictions of a part of a model."""
        if model in self._measurements and model != self.model():
            self._model.setCurrentIndex(self._model.findData(model))
            self._show_text()
            self._fill_parts()
        if self._part.findData(part) >= 0 and part != self.part():
            self._wanted_part = part
            self._part.setCurrentIndex(self._part.findData(part))
            self.heat_map.show_part(part)
            self.panel.show_word(self.heat_map.unit())

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return made

    def _show_text(self) -> None:
        place = self.heat_map.current
        model = self.model()
        self.heat_map.set_blocks(self._measurements[model].text.paragraphs if model else [])
        if place is not None and place.block < len(self.heat_map.blocks):
            self.heat_map.set_current(None)
        self.panel.show_word(self.heat_map.unit())

    def _fill_parts(self) -> None:
        model = self.model()
        figures = self._measurements[model].figures if model else {}
        there = [part for part in PARTS if part in figures]
        if [self._part.itemData(row) for row in range(self._part.count())] == there:
            return
        wanted = self._wanted_part or ("memory" if "memory" in there else "mixture")
        _refill(self._part, [(word_facts.part_title(part), part) for part in there], wanted)
        if there:
            self.heat_map.show_part(self._part.currentData())
            self.shown.emit(model, self.part())

    def _on_model_chosen(self) -> None:
        self._show_text()
        self._fill_parts()
        self.shown.emit(self.model(), self.part())

    def _on_part_chosen(self) -> None:
        self._wanted_part = self._part.currentData()
        self.heat_map.show_part(self._wanted_part)
        self.panel.show_word(self.heat_map.unit())
        self.shown.emit(self.model(), self.part())


def _refill(combo: QComboBox, items: Sequence[tuple[str, str]], wanted: str) -> None:
    if [(combo.itemText(row), combo.itemData(row)) for row in range(combo.count())] == list(items):
        return
    combo.clear()
    for text, data in items:
        combo.addItem(text, data)
    combo.setCurrentIndex(max(0, combo.findData(wanted)))
