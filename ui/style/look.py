"""Applies what the settings say of the look, at once: colours, font and the size of the text."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QFont, QFontDatabase

from ui.settings import Settings
from ui.style.theme import Theme

_DARK = {"system": None, "light": False, "dark": True}


class Look(QObject):
    """Joins the settings to the theme."""

    def __init__(self, theme: Theme, settings: Settings, dark: bool | None = None) -> None:
        """The colours stay `dark` or light where that is given, whatever the settings say."""
        super().__init__(theme)
        self._theme = theme
        self._settings = settings
        self._fixed = dark
        self._system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        settings.changed.connect(self._on_changed)

    def apply(self) -> None:
        """Give the theme what the settings say."""
        dark = _DARK[self._settings.theme] if self._fixed is None else self._fixed
        self._theme.set_look(self._font(), dark, self._settings.ghost == "clear")

    def _font(self) -> QFont:
        font = QFont(self._system)
        if self._settings.font:
            font.setFamily(self._settings.font)
        scale = self._settings.text_size / 100
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * scale)
        else:
            font.setPixelSize(max(1, round(font.pixelSize() * scale)))
        return font

    def _on_changed(self, name: str) -> None:
        if name in ("theme", "font", "text_size", "ghost"):
            self.apply()
