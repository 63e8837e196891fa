"""Shows a recorded experiment again, in its rhythm."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.lab.recording import Recording


class Replay(QObject):
    """Tells the events of a recording one after the other."""

    told = Signal(object)
    ended = Signal()

    def __init__(self, parent: QObject | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._clock = clock
        self._recording = Recording()
        self._place = 0
        self._began = 0.0
        self._running = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._go_on)

    @property
    def is_running(self) -> bool:
        """Whether there is something left to tell."""
        return self._running

    def start(self, recording: Recording) -> None:
        """Begin at the beginning."""
        self._recording, self._place, self._running = recording, 0, True
        self._began = self._clock()
        self._go_on()

    def finish(self) -> None:
        """Tell all that is left at once."""
        if self._running:
            self._tell_until(float("inf"))
            self._end()

    def _go_on(self) -> None:
        self._tell_until(self._clock() - self._began)
        due = self._recording.next_after(self._place)
        if due is None:
            self._end()
        else:
            self._timer.start(max(0, round(1000 * (due - (self._clock() - self._began)))))

    def _tell_until(self, seconds: float) -> None:
        while (due := self._recording.next_after(self._place)) is not None and due <= seconds:
            self._place += 1
            self.told.emit(self._recording.events[self._place - 1])

    def _end(self) -> None:
        self._timer.stop()
        self._running = False
        self.ended.emit()
