"""The section of the Settings page on the look: colours, language, font and the size of the text."""

from collections.abc import Callable

from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.preferences import controls
from ui.preferences.rows import SettingRows
from ui.settings import TEXT_SIZES, Settings
from ui.style.theme import Theme
from ui.style.widgets import button, spacing


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
        self.restart = button(self.tr("Restart now"), restart)
        self._add_colours()
        self._add_text()
        self._add_language()

    def _add_colours(self) -> None:
        title = self.tr("Colours")
        names = {"system": self.tr("As the system"), "light": self.tr("Light"), "dark": self.tr("Dark")}
        self.add(title, controls.segments(self._settings, "theme", title, names))
        title = self.tr("Predicted words")
        names = {"faint": self.tr("Faint"), "clear": self.tr("Clear")}
        remark = self.tr("How clearly they stand out on the page before they are taken.")
        self.add(title, controls.segments(self._settings, "ghost", title, names), remark)

    def _add_text(self) -> None:
        title = self.tr("Text size")
        size = controls.number(self._settings, "text_size", title, TEXT_SIZES, 10, "%")
        self.add(title, size, self.tr("Of everything in the window, in percent of the system's."))
        families = [name for name in QFontDatabase.families() if not QFontDatabase.isPrivateFamily(name)]
        names = {"": self.tr("The system's"), **{name: name for name in families}}
        self.add(self.tr("Font"), controls.choice(self._settings, "font", self.tr("Font"), names))

    def _add_language(self) -> None:
        title = self.tr("Language")
        names = {"": self.tr("The system's"), "en": "English", "de": "Deutsch"}
        both = QWidget()
        row = QHBoxLayout(both)
        spacing(row, self._theme, 0.5)
        row.addWidget(self.restart)
        chooser = controls.choice(self._settings, "language", title, names)
        row.addWidget(chooser)
        at_start = self._settings.language
        self.restart.hide()
        chooser.currentIndexChanged.connect(
            lambda _: self.restart.setVisible(self._settings.language != at_start)
        )
        self.add(title, both, self.tr("Used from the next start on."))
