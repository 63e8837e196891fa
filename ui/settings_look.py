"""The section of the Settings page on the look: colours, language, font and the size of the text."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QWidget

from ui.setting_rows import SettingRows
from ui.settings import TEXT_SIZES, Settings
from ui.theme import Theme
from ui.widgets import Segments, button, spacing


class LookSection(SettingRows):
    """Each control shows its setting and changes it; who listens to the settings applies it."""

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        restart: Callable[[], object],
        parent: QWidget | None = None,
    ) -> None:
        """`restart` closes the app, which asks about what is unsaved, and starts it again."""
        super().__init__(theme, parent)
        self._settings = settings
        self.add(self.tr("Colours"), self._colours())
        self.add(
            self.tr("Text size"),
            self._text_size(),
            self.tr("Of everything in the window, in percent of the system's."),
        )
        self.add(self.tr("Font"), self._font())
        self.add(
            self.tr("Predicted words"),
            self._ghost(),
            self.tr("How clearly they stand out on the page before they are taken."),
        )
        self.restart = button(self.tr("Restart now"), restart)
        self.restart.hide()
        self.add(self.tr("Language"), self._language(), self.tr("Used from the next start on."))

    def _colours(self) -> Segments:
        names = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}

        def set_theme(value: str) -> None:
            self._settings.theme = value

        return _segments(self.tr("Colours"), names, self._settings.theme, set_theme)

    def _ghost(self) -> Segments:
        names = {"faint": self.tr("Faint"), "clear": self.tr("Clear")}

        def set_ghost(value: str) -> None:
            self._settings.ghost = value

        return _segments(self.tr("Predicted words"), names, self._settings.ghost, set_ghost)

    def _text_size(self) -> QSpinBox:
        made = QSpinBox()
        made.setRange(*TEXT_SIZES)
        made.setSingleStep(10)
        made.setSuffix("\u202f%")
        made.setKeyboardTracking(False)  # not at every figure of what is being typed
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setValue(self._settings.text_size)
        made.setAccessibleName(self.tr("Text size"))

        def set_size(percent: int) -> None:
            self._settings.text_size = percent

        made.valueChanged.connect(set_size)
        return made

    def _font(self) -> QComboBox:
        families = [name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)]
        made = _choices(
            {"": self.tr("The system's"), **{name: name for name in families}}, self._settings.font
        )
        made.setAccessibleName(self.tr("Font"))

        def set_font(_: int) -> None:
            self._settings.font = made.currentData()

        made.currentIndexChanged.connect(set_font)
        return made

    def _language(self) -> QWidget:
        names = {"": self.tr("The system's"), "en": "English", "de": "Deutsch"}
        made = _choices(names, self._settings.language)
        made.setAccessibleName(self.tr("Language"))

        def set_language(_: int) -> None:
            self._settings.language = made.currentData()
            self.restart.setVisible(self._settings.language != at_start)

        at_start = self._settings.language
        made.currentIndexChanged.connect(set_language)
        both = QWidget()
        row = QHBoxLayout(both)
        spacing(row, self._theme, 0.5)
        row.addWidget(self.restart)
        row.addWidget(made)
        return both


def _segments(name: str, names: dict[str, str], chosen: str, choose: Callable[[str], None]) -> Segments:
    """Return segments that show `names` for the values that are their keys."""
    made = Segments(name, list(names.values()))
    made.choose(names[chosen])
    values = {shown: value for value, shown in names.items()}
    made.chosen.connect(lambda shown: choose(values[shown]))
    return made


def _choices(names: dict[str, str], chosen: str) -> QComboBox:
    made = QComboBox()
    for value, name in names.items():
        made.addItem(name, value)
    made.setCurrentIndex(max(0, made.findData(chosen)))
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(18)
    return made
