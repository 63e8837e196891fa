"""Collects cyclic garbage in the window's thread only.

Python collects in whichever thread happens to allocate. Were that a worker of the pool, the widgets and timers in the
garbage would be destroyed there, and Qt does not survive that.
"""

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500


def collect_due() -> int:
    """Collect the generations whose thresholds are reached, as Python would itself; return how many objects went."""
    counts, thresholds = gc.get_count(), gc.get_threshold()
    for generation in (2, 1, 0):
        if counts[generation] > thresholds[generation]:
            return gc.collect(generation)
    return 0


class GarbageCollector(QObject):
    """Takes over from Python's own collector until `stop`; to be made in the window's thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Switch Python's own collector off, and look for what is due twice a second."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give the work back to Python."""
        self._timer.stop()
        gc.enable()
