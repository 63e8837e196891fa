"""Ctrl+C in the terminal and a polite end asked for by the system close the window, as its own button does."""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupts(QObject):
    """Calls `close` on SIGINT and SIGTERM. A second one while `close` still asks ends the process at once.

    Python's own handler would raise KeyboardInterrupt in whatever slot runs next, or never where Qt only waits.
    """

    def __init__(self, close: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._close = close
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def install(self) -> None:
        """Take the place of Python's handlers."""
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._handle(lambda *_: None)  # the byte written to the socket is what counts

    def uninstall(self) -> None:
        """Give the signals back their usual meaning."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()

    def _on_signal(self) -> None:
        self._reader.recv(64)
        self._handle(signal.SIG_DFL)
        self._close()
        self._handle(lambda *_: None)

    def _handle(self, handler: object) -> None:
        for number in _SIGNALS:
            signal.signal(number, handler)  # pyright: ignore[reportArgumentType]
