"""Puts accepted words into a document, and looks after the space that comes with each of them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor

from wordrnn import completion
from wordrnn.completion import Edit

_NOWHERE = -1


class Accepting:
    """Knows where the space stands that came with the last word, as long as it is right before the caret."""

    def __init__(self) -> None:
        self._space_end = _NOWHERE  # right behind that space
        self._hyphen_end = _NOWHERE  # right behind a hyphen that was typed after it

    def put_in(self, cursor: QTextCursor, edit: Edit, before: str, following: str) -> int:
        """Apply `edit` at the cursor, and a space where one is due, as one step to undo.

        Gives back how many characters were gained.
        """
        space = " " if completion.wants_space(following, edit.word) else ""
        cursor.beginEditBlock()
        if edit.replaces:
            # Qt's own step to the left takes an accent with its letter.
            units = len(before[len(before) - edit.replaces :].encode("utf-16-le")) // 2
            cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        # Qt merges letters typed next into the step before them if that ended with an insertion; end with a deletion.
        cursor.insertText(f"{edit.inserts}{space}.")
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.forget()
        if space:
            self._space_end = cursor.position()
        return len(edit.inserts) + len(space) - edit.replaces

    def caret_at(self, position: int) -> None:
        """Forget the space unless the caret, now at `position`, is right behind it."""
        if position != self._space_end:
            self._space_end = _NOWHERE
        if position != self._hyphen_end:
            self._hyphen_end = _NOWHERE

    def forget(self) -> None:
        """Take the space as one that was typed."""
        self._space_end = self._hyphen_end = _NOWHERE

    def is_second_space(self, event: QKeyEvent, cursor: QTextCursor) -> bool:
        """Whether this is a space right after the one that came with a word; that one is then as good as typed."""
        if event.text() != " " or self._space_end != cursor.position() or cursor.hasSelection():
            return False
        self.forget()
        return True

    def press(self, event: QKeyEvent, cursor: QTextCursor, hand_on: Callable[[QKeyEvent], None]) -> int:
        """Hand the key on; the space goes where what is typed stands close behind the word. One step to undo.

        Gives back how many characters went.
        """
        at = self._superfluous(event, cursor)
        hyphen = event.text() == "-" and self._space_end == cursor.position() and not cursor.hasSelection()
        if at == _NOWHERE:
            hand_on(event)
            if hyphen:
                self._hyphen_end = cursor.position()
            return 0
        self.forget()
        space = QTextCursor(cursor)
        space.beginEditBlock()
        space.setPosition(at)
        space.deletePreviousChar()
        hand_on(event)
        space.endEditBlock()
        return 1

    def _superfluous(self, event: QKeyEvent, cursor: QTextCursor) -> int:
        """Return the place right behind the space that has to go for this key, -1 where none has to."""
        if cursor.hasSelection():
            return _NOWHERE
        typed = event.text()
        if self._hyphen_end == cursor.position() and completion.joins_words(typed):
            return cursor.position() - 1
        if self._space_end != cursor.position():
            return _NOWHERE
        line = cursor.block().text()[: cursor.positionInBlock() - 1]
        is_end = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        goes = is_end or completion.takes_space_back(line, typed)
        return cursor.position() if goes else _NOWHERE
