"""The keystrokes saved in this session and in all of them; what is new is remembered every now and then."""

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from ui.settings import Settings
from ui.write.savings import Savings

_REMEMBER_AFTER_MS = 20_000


class SavingsTotal(QObject):
    """Adds this session to what the settings remember; several windows may do so side by side."""

    def __init__(self, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.session = Savings()
        self._told = Savings()  # the part of the session that the settings know
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REMEMBER_AFTER_MS)
        self._timer.timeout.connect(self.remember)

    def add_typed(self, characters: int) -> None:
        """Count `characters` typed by hand."""
        self.session.add_typed(characters)
        self._remember_soon()

    def add_accept(self, characters: int) -> None:
        """Count one keystroke that put in `characters`."""
        self.session.add_accept(characters)
        self._remember_soon()

    def take_back(self, characters: int) -> None:
        """Count an accept that was undone."""
        self.session.take_back(characters)
        self._remember_soon()

    def in_all(self) -> Savings:
        """Return the count of all sessions, this one included."""
        return self._remembered().plus(self.session.less(self._told))

    def remember(self) -> None:
        """Add what is new to the settings."""
        self._timer.stop()
        new = self.session.less(self._told)
        if new == Savings():
            return
        self._settings.sync()  # another window may have added its own
        total = self._remembered().plus(new)
        self._settings.typed, self._settings.accepted = total.typed, total.accepted
        self._settings.accepts = total.accepts
        self._settings.sync()
        self._told = replace(self.session)

    def _remembered(self) -> Savings:
        return Savings(self._settings.typed, self._settings.accepted, self._settings.accepts)

    def _remember_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
