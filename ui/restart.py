"""Starts the app anew once its window has closed: for what is read at the start only, as the language is."""

import subprocess
from collections.abc import Callable

from PySide6.QtCore import QObject

from wordrnn import own_process


class Restart(QObject):
    """Remembers that the app is to start again; forgets it where the window stays open."""

    def __init__(self, close: Callable[[], bool], is_closing: Callable[[], bool], parent: QObject) -> None:
        """`close` asks the window to close and says whether it has; `is_closing` whether it will, later."""
        super().__init__(parent)
        self._close = close
        self._is_closing = is_closing
        self.wanted = False

    def ask(self) -> None:
        """Close the window, which asks about what is unsaved; the app starts again after it."""
        self.wanted = True
        self.wanted = self._close() or self._is_closing()


def start_again() -> None:
    """Start the app in a process of its own, which outlives this one."""
    subprocess.Popen(own_process.app(), close_fds=True, start_new_session=True)
