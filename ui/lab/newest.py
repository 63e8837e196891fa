"""Work in threads of which only the newest is wanted."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.background import Background

Work = tuple[Callable[[], Any], Callable[[Any], object], Callable[[Exception], object]]


class Newest(QObject):
    """Does one thing at a time; of those asked for meanwhile only the last is done, and only its end is told."""

    def __init__(self, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._busy = False
        self._next: Work | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._busy

    def ask(
        self,
        work: Callable[[], Any],
        on_done: Callable[[Any], object],
        on_failed: Callable[[Exception], object],
    ) -> None:
        """Call `work` in a thread, soon, then one of the others in the window's thread."""
        if self._busy:
            self._next = (work, on_done, on_failed)
            return
        self._busy = True
        self._background.run(
            work,
            lambda result: self._tell(on_done, result),
            lambda error: self._tell(on_failed, error),
        )

    def _tell(self, tell: Callable[[Any], object], value: object) -> None:
        self._busy = False
        following, self._next = self._next, None
        if following is not None:
            self.ask(*following)
        else:
            tell(value)
