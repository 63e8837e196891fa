"""Runs plain functions in threads and hands what they give back to the window's thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid


def end_pool(pool: QThreadPool) -> None:
    """Wait for the threads of `pool` to end, without starting what is still queued."""
    pool.clear()
    wait_for(pool)


def wait_for(pool: QThreadPool) -> None:
    """Wait for all that `pool` has to do."""
    # In short steps: while it waits, PySide 6.12 keeps the lock that the threads need to end.
    while not pool.waitForDone(5):
        pass


def while_there(owner: QObject, callback: Callable[..., Any]) -> Callable[..., None]:
    """Return `callback` for as long as `owner` exists: an answer may come after the dialog that asked was closed."""

    def call(*arguments: Any) -> None:
        if isValid(owner):
            callback(*arguments)

    return call


class _Job(QObject):
    ended = Signal(object, object)  # result, exception or None

    def __init__(
        self,
        parent: QObject,
        work: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[Exception], object],
    ) -> None:
        super().__init__(parent)
        self._asked = (work, on_done, on_failed)
        self.dropped = False
        # Queued to this object, which lives in the window's thread, so that the callbacks run there.
        self.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self) -> None:
        """Do the work, in a thread of the pool."""
        try:
            result = self._asked[0]()
        except Exception as exc:
            self.ended.emit(None, exc)
        else:
            self.ended.emit(result, None)

    def _deliver(self, result: object, error: Exception | None) -> None:
        # The thread may hold this job a little longer. Were it the last to hold a widget that the callbacks know, the
        # widget would be destroyed there.
        (_, on_done, on_failed), self._asked = self._asked, (_nothing, _nothing, _nothing)
        self.deleteLater()
        if self.dropped:
            return
        if error is None:
            on_done(result)
        else:
            on_failed(error)


def _nothing(*_: object) -> None:
    pass


class Background(QObject):
    """A small pool of threads for work that reads files or computes; the window never waits for it."""

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._closed = False

    def run(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[Exception], object],
    ) -> None:
        """Call `work` in a thread, then one of the callbacks in the window's thread; nothing once it is closed."""
        if self._closed:  # a timer of a page may still ask, whose widgets are about to go
            return
        self._pool.start(_Job(self, work, on_done, on_failed).run)

    def finish(self) -> None:
        """Wait for all that was asked for, begun or not; nothing is called back any more."""
        self._call_nobody()
        wait_for(self._pool)

    def close(self) -> None:
        """Wait for what runs to end; nothing is called back any more."""
        self._call_nobody()
        end_pool(self._pool)

    def _call_nobody(self) -> None:
        self._closed = True
        for job in self.findChildren(_Job):
            job.dropped = True
