"""What the app remembers between sessions, in one ini file under the data folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

DEFAULT_SURE = 0.2


class Settings:
    """Typed access to the remembered values; widgets are given the values, never this object's file."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._store = QSettings(str(folder / "ui.ini"), QSettings.Format.IniFormat)

    @property
    def geometry(self) -> QByteArray | None:
        """Where the window stood, as Qt wrote it."""
        value = self._store.value("window/geometry")
        return value if isinstance(value, QByteArray) else None

    @geometry.setter
    def geometry(self, value: QByteArray) -> None:
        self._store.setValue("window/geometry", value)

    @property
    def page(self) -> str:
        """The page that was shown last."""
        return str(self._store.value("window/page", "write"))

    @page.setter
    def page(self, value: str) -> None:
        self._store.setValue("window/page", value)

    @property
    def sure(self) -> float:
        """How likely a word must be to be shown after the caret, from 0 to 0.95."""
        try:
            value = float(str(self._store.value("write/sure", DEFAULT_SURE)))
        except ValueError:
            return DEFAULT_SURE
        return value if 0 <= value <= 0.95 else DEFAULT_SURE

    @sure.setter
    def sure(self, value: float) -> None:
        self._store.setValue("write/sure", value)

    @property
    def folder(self) -> str:
        """The folder that a file was last opened from or saved to, "" at first."""
        return str(self._store.value("files/folder", ""))

    @folder.setter
    def folder(self, value: str) -> None:
        self._store.setValue("files/folder", value)

    def sync(self) -> None:
        """Write what has changed."""
        self._store.sync()
