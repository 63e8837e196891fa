"""The settings of a run that most people leave alone."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QSpinBox, QWidget

from ui.style.theme import Theme
from ui.style.widgets import label
from ui.train.run_view import CELL_NAMES

_MOST_SEED = 2**31 - 1


class AdvancedSettings(QWidget):
    """Cell, units, layers, vocabulary, tokens, seed, and a model to go on from; each is chosen for the text if left."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        automatic = self.tr("automatic")
        self.base = _choice(self.tr("Model to go on from"), [(self.tr("none: a new network"), "")])
        self.cell = _choice(
            self.tr("Recurrent cell"), [(automatic, ""), *((name, cell) for cell, name in CELL_NAMES.items())]
        )
        self.units = _number(self.tr("Units of the recurrent state"), 2048, 16, automatic)
        self.layers = _number(self.tr("Recurrent layers"), 3, 1, automatic)
        self.vocabulary = _number(self.tr("Words in the vocabulary"), 100_000, 1000, automatic)
        self.tokenizer = _choice(
            self.tr("Kind of tokens"),
            [(automatic, ""), (self.tr("words"), "word"), (self.tr("pieces of words"), "bpe")],
        )
        self.seed = QSpinBox()
        self.seed.setRange(0, _MOST_SEED)
        self.seed.setValue(1)
        self.seed.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.seed.setAccessibleName(self.tr("Seed of the random numbers"))
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(theme.em(0.5))
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, field in (
            (self.tr("From model"), self.base),
            (self.tr("Cell"), self.cell),
            (self.tr("Units"), self.units),
            (self.tr("Layers"), self.layers),
            (self.tr("Vocabulary"), self.vocabulary),
            (self.tr("Tokens"), self.tokenizer),
            (self.tr("Seed"), self.seed),
        ):
            form.addRow(label(name, "muted"), field)
            if isinstance(field, QSpinBox):
                field.valueChanged.connect(self._on_changed)
            else:
                field.currentIndexChanged.connect(self._on_changed)

    def show_models(self, names: Sequence[str]) -> None:
        """Offer the models that a run can go on from; the choice stays where it can."""
        chosen = self.base.currentData()
        self.base.blockSignals(True)
        while self.base.count() > 1:
            self.base.removeItem(1)
        for name in names:
            self.base.addItem(name, name)
        self.base.setCurrentIndex(max(0, self.base.findData(chosen)))
        self.base.blockSignals(False)
        if self.base.currentData() != chosen:
            self._on_changed()

    def go_on_from(self, name: str) -> None:
        """Choose the model to go on from."""
        if self.base.findData(name) < 0:
            self.base.addItem(name, name)
        self.base.setCurrentIndex(self.base.findData(name))

    def settings(self) -> dict[str, str]:
        """Return what was chosen, by the options of the command line."""
        chosen = {"from": self.base.currentData()}
        if not chosen["from"]:  # a model that goes on keeps its shape and its tokens
            chosen |= {"cell": self.cell.currentData(), "tokenizer": self.tokenizer.currentData()}
            for name, field in (("units", self.units), ("layers", self.layers)):
                chosen[name] = str(field.value()) if field.value() else ""
            chosen["vocabulary"] = str(max(10, self.vocabulary.value())) if self.vocabulary.value() else ""
        if self.seed.value() != 1:
            chosen["seed"] = str(self.seed.value())
        return {name: value for name, value in chosen.items() if value}

    def _on_changed(self) -> None:
        fresh = not self.base.currentData()
        for field in (self.cell, self.units, self.layers, self.vocabulary, self.tokenizer):
            field.setEnabled(fresh)
        self.changed.emit()


def _choice(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(6)
    for title, value in choices:
        made.addItem(title, value)
    return made


def _number(name: str, most: int, step: int, automatic: str) -> QSpinBox:
    """Return a spin box whose lowest value, 0, reads "automatic"."""
    made = QSpinBox()
    made.setRange(0, most)
    made.setSingleStep(step)
    made.setSpecialValueText(automatic)
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    made.setAccessibleName(name)
    return made
