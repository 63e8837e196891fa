"""How text is generated: length, temperature, what may be drawn, and the seed."""

import random
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QSpinBox, QWidget

from ui.generate.generating import Wish
from ui.preferences.rows import SettingRows
from ui.settings import Settings
from ui.style.theme import Theme

_MOST_SEED = 2**31 - 1
_Box = TypeVar("_Box", QSpinBox, QDoubleSpinBox)


class GenerationOptions(SettingRows):
    """Rows of options, remembered from one session to the next."""

    def __init__(self, theme: Theme, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, gap=0.2)
        self._settings = settings
        self.words = _whole(self.tr("Words"), 1, 5000, settings.generate_words)
        self.temperature = _part(self.tr("Temperature"), 0, 3, settings.generate_temperature)
        self.top_p = _part("top-p", 0.01, 1, settings.generate_top_p)
        self.top_k = _whole("top-k", 0, 100_000, settings.generate_top_k)
        self.top_k.setSpecialValueText(self.tr("all"))
        self.penalty = _part(self.tr("Repetition penalty"), 1, 3, settings.generate_penalty)
        self.seed = _whole(self.tr("Seed"), 0, _MOST_SEED, random.randrange(10_000))
        self.another = QCheckBox(self.tr("another seed each time"))
        self.another.setAccessibleName(self.tr("Another seed each time"))
        self.another.setChecked(settings.generate_another)
        rows = (
            (self.words, self.tr("how many words are written, until a sentence ends")),
            (self.temperature, self.tr("below 1 the probable becomes more so; at 0 it is always taken")),
            (self.top_p, self.tr("draws from the fewest words that have this much probability together")),
            (self.top_k, self.tr("draws from so many of the most probable words")),
            (self.penalty, self.tr("above 1, what was said just now comes again less soon")),
            (self.seed, self.tr("the same seed gives the same text")),
        )
        for control, remark in rows:
            self.add(control.accessibleName(), control)
            control.setToolTip(remark)
            control.setAlignment(Qt.AlignmentFlag.AlignRight)
            control.setAccessibleDescription(remark)
        self.add_wide(self.another)
        self._controls = [control for control, _ in rows]
        self._restyle()
        theme.changed.connect(self._restyle)
        for control, name in (
            (self.words, "words"),
            (self.temperature, "temperature"),
            (self.top_p, "top_p"),
            (self.top_k, "top_k"),
            (self.penalty, "penalty"),
        ):
            control.valueChanged.connect(lambda value, name=name: self._keep(name, value))
        self.another.toggled.connect(lambda value: self._keep("another", value))

    def wish(self, prompt: str) -> Wish:
        """Return what is wished behind `prompt`."""
        return Wish(
            prompt=prompt,
            words=self.words.value(),
            temperature=self.temperature.value(),
            top_p=self.top_p.value(),
            top_k=self.top_k.value(),
            repetition_penalty=self.penalty.value(),
            seed=self.seed.value(),
        )

    def next_seed(self) -> None:
        """Draw another seed, if that is wanted."""
        if self.another.isChecked():
            self.seed.setValue(random.randrange(10_000))

    def _restyle(self) -> None:
        for control in self._controls:
            control.setFixedWidth(self._theme.em(7.5))

    def _keep(self, name: str, value: float | bool) -> None:
        setattr(self._settings, f"generate_{name}", value)


def _whole(name: str, least: int, most: int, value: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(least, most)
    made.setValue(value)
    return _named(made, name)


def _part(name: str, least: float, most: float, value: float) -> QDoubleSpinBox:
    made = QDoubleSpinBox()
    made.setDecimals(2)
    made.setSingleStep(0.05)
    made.setRange(least, most)
    made.setValue(value)
    return _named(made, name)


def _named(made: _Box, name: str) -> _Box:
    made.setAccessibleName(name)
    made.setGroupSeparatorShown(True)
    return made
