"""Keeps the unsaved text of a window on disk while it is written."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from ui.background import Background
from ui.write.recovery import Kept, Unsaved

PAUSE_MS = 2_000  # without a letter
MOST_MS = 20_000  # with letters all the time
_log = logging.getLogger(__name__)


class Autosave(QObject):
    """Writes the text after a pause, and every now and then where there is none; one writing at a time."""

    def __init__(
        self,
        background: Background,
        kept: Kept,
        take: Callable[[], Callable[[], Unsaved]],
        parent: QObject | None = None,
    ) -> None:
        """`take` gives back, quickly, what makes the text to keep in a thread."""
        super().__init__(parent)
        self._background = background
        self._kept = kept
        self._take = take
        self._writing = False
        self._wanted: bool | None = None  # what to do next: write, or clear
        self._pause = self._timer(PAUSE_MS)
        self._most = self._timer(MOST_MS)

    def touch(self) -> None:
        """Write soon: the text has changed."""
        self._pause.start()
        if not self._most.isActive():
            self._most.start()

    def write(self) -> None:
        """Write now."""
        self._go(True)

    def clear(self) -> None:
        """Keep nothing: the text is saved."""
        self._go(False)

    def close(self, keep: bool = False) -> None:
        """Write no more; what is kept goes unless it is to be found by the next start."""
        self._stop_timers()
        if keep:
            self._kept.release()
        else:
            self._kept.let_go()

    def _go(self, write: bool) -> None:
        self._stop_timers()
        self._wanted = write
        if not self._writing:
            self._next()

    def _next(self) -> None:
        if self._wanted is None:
            return
        write, self._wanted = self._wanted, None
        self._writing = True
        if write:
            make = self._take()
            self._background.run(
                lambda: self._kept.write(make()), lambda _: self._on_ended(), self._on_failed
            )
        else:
            self._background.run(self._kept.clear, lambda _: self._on_ended(), self._on_failed)

    def _on_ended(self) -> None:
        self._writing = False
        self._next()

    def _on_failed(self, error: Exception) -> None:
        # No dialog while somebody writes; saving will tell, and the next pause tries again.
        _log.warning("the unsaved text could not be kept: %s", error)
        self._on_ended()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.write)
        return timer

    def _stop_timers(self) -> None:
        self._pause.stop()
        self._most.stop()
