"""Controls for the settings of an experiment, each with the name that screen readers say."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSpinBox


def whole(name: str, value: int, span: tuple[int, int], step: int = 1) -> QSpinBox:
    """Return a field for a whole number."""
    made = QSpinBox()
    made.setAccessibleName(name)
    made.setRange(*span)
    made.setSingleStep(step)
    made.setValue(value)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def decimal(name: str, value: float, span: tuple[float, float], step: float, decimals: int) -> QDoubleSpinBox:
    """Return a field for a number."""
    made = QDoubleSpinBox()
    made.setAccessibleName(name)
    made.setDecimals(decimals)
    made.setRange(*span)
    made.setSingleStep(step)
    made.setValue(value)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    return made


def choice(name: str, names: Mapping[str, str], value: str = "") -> QComboBox:
    """Return a list to choose from: the keys of `names`, which says what each is called."""
    made = QComboBox()
    made.setAccessibleName(name)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(16)
    for each, shown in names.items():
        made.addItem(shown, each)
    made.setCurrentIndex(max(0, made.findData(value)))
    return made
