"""Puts a long text into the editor piece by piece, so that the window goes on answering."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from ui.text.column import TextColumn

AT_ONCE = 60_000  # characters
_FIRST_PIECE = 16_000
_SECONDS = 0.015  # of the processor, a piece


class Filling(QObject):
    """One text at a time; a new one takes the place of one that is not in yet."""

    def __init__(self, column: TextColumn, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._text = ""
        self._at = 0
        self._piece = _FIRST_PIECE
        self._on_done: Callable[[], None] = lambda: None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._put_in)

    def fill(self, text: str, on_done: Callable[[], None]) -> None:
        """Show `text` in place of what is there, then call `on_done`; at once where it is short."""
        self._timer.stop()
        self._column.viewport().setUpdatesEnabled(True)
        if len(text) <= AT_ONCE:
            self._column.set_text(text)
            on_done()
            return
        self._column.begin_filling()
        self._column.clear()
        self._text, self._at, self._on_done = text, 0, on_done
        self._timer.start(0)

    @property
    def share(self) -> float | None:
        """How much of the text is in, None while nothing is being put in."""
        return self._at / len(self._text) if self._timer.isActive() else None

    def _put_in(self) -> None:
        begin = time.thread_time()
        cursor = QTextCursor(self._column.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        # Whole paragraphs: one that grows is laid out anew each time.
        end = self._text.find("\n", self._at + self._piece) + 1 or len(self._text)
        cursor.insertText(self._text[self._at : end])
        self._column.viewport().setUpdatesEnabled(
            False
        )  # its beginning is seen; nobody reads as fast as this
        self._at = end
        took = time.thread_time() - begin
        self._piece = max(1_000, min(4 * self._piece, round(self._piece * _SECONDS / max(took, 1e-4))))
        if self._at >= len(self._text):
            self._timer.stop()
            self._text = ""
            self._column.viewport().setUpdatesEnabled(True)
            self._column.end_filling()
            self._on_done()
