"""The look of the app: colours that follow the system's scheme, sizes in em, tinted icons, one style sheet."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from ui.follow import follow
from ui.style import tokens
from ui.style.stylesheet import style_sheet

_ICONS = Path(__file__).with_name("icons")


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Return a colour between two: `one` for a share of 0, `other` for 1."""
    pairs = (
        (one.red(), other.red()),
        (one.green(), other.green()),
        (one.blue(), other.blue()),
    )
    return QColor(*(round(a + (b - a) * share) for a, b in pairs))


class Theme(QObject):
    """Colours, sizes and icons for one application; `changed` says when to ask for them again."""

    changed = Signal()

    def __init__(self, application: QApplication, dark: bool | None = None) -> None:
        """Follow the system's scheme, or stay with `dark` where it is given."""
        super().__init__(application)
        self._application = application
        self._dark = dark
        self._clear_ghost = False
        self._font = QFont(application.font())
        self._tokens = tokens.LIGHT
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self.refresh)
        if hasattr(hints, "accessibility"):  # Qt 6.10
            hints.accessibility().contrastPreferenceChanged.connect(self.refresh)

    @property
    def tokens(self) -> tokens.Tokens:
        """The colours in use."""
        return self._tokens

    def colour(self, name: str) -> QColor:
        """Return the colour token `name`."""
        return QColor(getattr(self._tokens, name))

    def em(self, size: float) -> int:
        """Return `size` times the height of the application's font, in device-independent pixels."""
        return max(1, round(size * QFontInfo(self._font).pixelSize()))

    def font(self, scale: float = 1.0, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        """Return the application's font, `scale` times as large, with figures of equal width."""
        font = QFont(self._font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * scale)
        else:
            font.setPixelSize(max(1, round(font.pixelSize() * scale)))
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def set_base_font(self, font: QFont) -> None:
        """Derive every size from `font` from now on."""
        self._font = QFont(font)
        self.refresh()

    def set_look(self, font: QFont, dark: bool | None, clear_ghost: bool = False) -> None:
        """Take a font, a scheme, and whether predicted words are as clear as text; restyle the application once."""
        self._font, self._dark, self._clear_ghost = QFont(font), dark, clear_ghost
        self.refresh()

    def set_dark(self, dark: bool | None) -> None:
        """Stay dark or light, or follow the system (None)."""
        self._dark = dark
        self.refresh()

    def refresh(self) -> None:
        """Read the system's scheme and restyle the application."""
        found = tokens.tokens_for(self._is_dark(), self._has_high_contrast())
        self._tokens = dataclasses.replace(found, ghost=found.muted) if self._clear_ghost else found
        self._application.setFont(self.font())
        self._application.setPalette(self._palette())
        self._application.setStyleSheet(style_sheet(self._tokens, self.em))
        self.changed.emit()

    def follow(self, owner: QObject, do: Callable[[], object]) -> None:
        """Call `do` now and after every change, for as long as `owner` is there."""

        do()
        follow(self.changed, owner, do)

    def icon(self, name: str, colour: str = "muted", checked: str = "accent") -> QIcon:
        """Return the icon `name` tinted with one token, and with another while it is checked."""
        icon = QIcon()
        for token, state in ((colour, QIcon.State.Off), (checked, QIcon.State.On)):
            for scale in (1.0, 2.0):
                icon.addPixmap(self.pixmap(name, token, 1.5, scale), QIcon.Mode.Normal, state)
        return icon

    def pixmap(self, name: str, token: str, size: float, scale: float = 1.0) -> QPixmap:
        """Return the icon `name` in the colour `token`, `size` em wide, for a screen of `scale` device pixels."""
        from PySide6.QtSvg import QSvgRenderer

        source = (_ICONS / f"{name}.svg").read_text(encoding="utf-8")
        tinted = source.replace("#000000", getattr(self._tokens, token))
        side = self.em(size)
        pixmap = QPixmap(round(side * scale), round(side * scale))
        pixmap.setDevicePixelRatio(scale)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(tinted.encode())).render(painter, QRectF(0, 0, side, side))
        painter.end()
        return pixmap

    def _is_dark(self) -> bool:
        if self._dark is not None:
            return self._dark
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark

    def _has_high_contrast(self) -> bool:
        hints = QGuiApplication.styleHints()
        if not hasattr(hints, "accessibility"):
            return False
        # Asked for anew each time: PySide lets go of the object it wraps.
        return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _palette(self) -> QPalette:
        roles = {
            QPalette.ColorRole.Window: "background",
            QPalette.ColorRole.Base: "panel",
            QPalette.ColorRole.AlternateBase: "background",
            QPalette.ColorRole.Button: "panel",
            QPalette.ColorRole.ToolTipBase: "panel",
            QPalette.ColorRole.WindowText: "ink",
            QPalette.ColorRole.Text: "ink",
            QPalette.ColorRole.ButtonText: "ink",
            QPalette.ColorRole.ToolTipText: "ink",
            QPalette.ColorRole.PlaceholderText: "muted",
            QPalette.ColorRole.Highlight: "accent",
            QPalette.ColorRole.HighlightedText: "on_accent",
            QPalette.ColorRole.Accent: "accent",
            QPalette.ColorRole.Link: "accent",
            QPalette.ColorRole.Mid: "line",
            QPalette.ColorRole.Midlight: "track",
            QPalette.ColorRole.Light: "panel",
        }
        palette = QPalette()
        for role, token in roles.items():
            palette.setColor(role, self.colour(token))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("muted"))
        return palette
