"""What a key means in the editor: a command while something is shown, else what it always means."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from ui.write.keys import Keys


class Commanded(Protocol):
    """What the commands act on: the editor."""

    @property
    def ghost_text(self) -> str: ...  # noqa: D102
    @property
    def list_length(self) -> int: ...  # noqa: D102
    def ask_by_key(self) -> None: ...  # noqa: D102
    def accept_all(self) -> None: ...  # noqa: D102
    def accept_word(self) -> None: ...  # noqa: D102
    def cycle(self, step: int) -> None: ...  # noqa: D102
    def take(self, index: int) -> bool: ...  # noqa: D102
    def dismiss(self) -> None: ...  # noqa: D102
    def setTabChangesFocus(self, b: bool, /) -> None: ...  # noqa: D102
    def focusNextPrevChild(self, next: bool, /) -> bool: ...  # noqa: A002, D102


class EditorCommands:
    """Answers the keys of one editor."""

    def __init__(self, editor: Commanded, keys: Keys) -> None:
        self._editor = editor
        self._keys = keys
        self._leaves = False  # Escape was pressed last: Tab now moves on to the next control

    def command(self, event: QKeyEvent) -> Callable[[], object] | None:
        """Return what the key does here and now, None where it keeps its normal meaning."""
        editor, name = self._editor, self._keys.command(event)
        if name == "ask":
            return editor.ask_by_key
        if name.startswith("take_"):
            number = int(name.removeprefix("take_"))
            return (lambda: editor.take(number - 1)) if number <= editor.list_length else None
        if not editor.ghost_text:
            return None
        return {
            "accept": editor.accept_all,
            "accept_word": editor.accept_word,
            "dismiss": editor.dismiss,
            "next": lambda: editor.cycle(1),
            "previous": lambda: editor.cycle(-1),
        }.get(name)

    def leaves(self, event: QKeyEvent) -> bool:
        """Move the focus on where Tab or Shift+Tab follows Escape; otherwise only remember an Escape."""
        forward = event.key() == Qt.Key.Key_Tab
        if self._leaves and (forward or event.key() == Qt.Key.Key_Backtab):
            self._leaves = False
            self._editor.setTabChangesFocus(True)
            moved = self._editor.focusNextPrevChild(forward)
            self._editor.setTabChangesFocus(False)
            return moved
        if event.key() != Qt.Key.Key_Shift:  # pressed on the way to Shift+Tab
            self._leaves = event.key() == Qt.Key.Key_Escape
        return False
