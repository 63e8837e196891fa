"""Controls that show a setting and change it; they follow where it is changed elsewhere.

`name` is the setting's name in `ui.settings`, `title` what screen readers call the control.
"""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QWidget

from ui.follow import follow
from ui.settings import Settings
from ui.style.widgets import Segments


def segments(settings: Settings, name: str, title: str, names: Mapping[str, str]) -> Segments:
    """Return a row of buttons for the values that are the keys of `names`, which says what each is called."""
    made = Segments(title, list(names.values()))
    values = {shown: value for value, shown in names.items()}
    made.chosen.connect(lambda shown: setattr(settings, name, values[shown]))
    _follow(settings, name, made, lambda value: made.choose(names[value]))
    return made


def choice(settings: Settings, name: str, title: str, names: Mapping[str, str]) -> QComboBox:
    """Return a list to choose from, for many values."""
    made = QComboBox()
    made.setAccessibleName(title)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    for value, shown in names.items():
        made.addItem(shown, value)
    _follow(settings, name, made, lambda value: made.setCurrentIndex(max(0, made.findData(value))))
    made.currentIndexChanged.connect(lambda _: setattr(settings, name, made.currentData()))
    return made


def number(
    settings: Settings, name: str, title: str, span: tuple[int, int], step: int = 1, unit: str = ""
) -> QSpinBox:
    """Return a field for a whole number."""
    made = QSpinBox()
    made.setAccessibleName(title)
    made.setRange(*span)
    made.setSingleStep(step)
    made.setSuffix(f"\u202f{unit}" if unit else "")
    made.setKeyboardTracking(False)  # not at every figure of what is being typed
    made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    _follow(settings, name, made, made.setValue)
    made.valueChanged.connect(lambda value: setattr(settings, name, value))
    return made


def switch(settings: Settings, name: str, title: str) -> QCheckBox:
    """Return a box to tick, without words of its own."""
    made = QCheckBox()
    made.setAccessibleName(title)
    _follow(settings, name, made, made.setChecked)
    made.toggled.connect(lambda on: setattr(settings, name, on))
    return made


def _follow(settings: Settings, name: str, control: QWidget, show: Callable[[Any], object]) -> None:
    def on_changed(changed: str) -> None:
        if changed == name:
            show(getattr(settings, name))

    show(getattr(settings, name))
    follow(settings.changed, control, on_changed)
