"""Watches what is typed into an editor, and hands it to the learning once it has settled."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor, QTextDocument

from ui.learning.learning import Learning
from ui.learning.typed_text import Stretch, TypedText
from ui.settings import Settings
from ui.write.editor import Editor

_LOOK_EVERY_MS = 1_000


class DocumentText:
    """The text of a document by Qt's positions."""

    def __init__(self, document: QTextDocument) -> None:
        self._document = document

    def length(self) -> int:
        """Return how long it is."""
        return self._document.characterCount() - 1  # Qt counts the end of the last paragraph

    def text(self, start: int, end: int) -> str:
        """Return the part from `start` to `end`."""
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(min(end, self.length()), QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")


class TypingWatch(QObject):
    """Tells what was typed, or taken from the suggestions, from all other changes of the document.

    The editor says so right after the change itself. What was not said to be typed never is learned.
    """

    def __init__(
        self,
        editor: Editor,
        learning: Learning,
        settings: Settings,
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._learning = learning
        self._settings = settings
        self._clock = clock
        self._reader = DocumentText(editor.document())
        self._typed = TypedText()
        self._last: tuple[int, int, int] | None = None  # the last change, of which nothing was said yet
        self._looker = QTimer(self)
        self._looker.setInterval(_LOOK_EVERY_MS)
        self._looker.timeout.connect(self.look)
        document = editor.document()
        document.contentsChange.connect(self._on_contents_change)
        editor.typed.connect(self._on_typed)
        editor.accepted.connect(self._on_accepted)
        learning.state_changed.connect(self._on_state_changed)
        learning.predictor_changed.connect(self.read_opened)
        settings.changed.connect(self._on_setting_changed)

    def look(self) -> None:
        """Have learned what has settled."""
        self._pass_over()
        self._learning.learn(self._settled())
        if not self._typed.is_waiting:
            self._looker.stop()

    def learn_rest(self) -> None:
        """Have learned what is finished and waits only to settle: the text is about to go."""
        self._learning.learn(self.take_rest())

    def take_rest(self) -> list[Stretch]:
        """Return what is finished and waits only to settle: the app is being closed."""
        self._pass_over()
        return self._settled(float("inf")) if self._learning.state == "on" else []

    def learn_all(self) -> None:
        """Have the whole text learned, but for what was learned already."""
        self._pass_over()
        self._typed.ask_for_all(self._reader.length())
        self._learning.learn(self._typed.settled(self._reader, self._clock(), is_whole=True))

    def read_opened(self) -> None:
        """Let the text that is there help to predict, where that is wanted."""
        if self._settings.read_opened and self._reader.length():
            self._learning.read(
                self._reader.text(max(0, self._reader.length() - 20_000), self._reader.length())
            )

    def _settled(self, now: float | None = None) -> list[Stretch]:
        if self._learning.predictor is None:
            return []  # it waits for a model
        return self._typed.settled(self._reader, self._clock() if now is None else now)

    # ---- the document

    def _on_contents_change(self, position: int, removed: int, added: int) -> None:
        self._pass_over()
        if not self._editor.document().isUndoRedoEnabled():  # another text is being put in
            self._typed.clear()
            return
        self._last = (position, removed, added)

    def _on_typed(self, characters: int) -> None:
        """The last change was `characters` typed before the caret; it may have been told as a longer one."""
        if self._last is None:
            return
        position, removed, added = self._last
        caret = self._editor.textCursor().position()
        start, was_removed = caret - characters, characters - (added - removed)
        if was_removed >= 0 and position <= start and caret <= position + added:
            self._take_in(start, was_removed, characters)

    def _on_accepted(self, characters: int) -> None:
        if self._last is not None:
            self._take_in(*self._last)

    def _take_in(self, position: int, removed: int, added: int) -> None:
        self._last = None
        is_typed = self._learning.state == "on"
        self._typed.change(position, removed, added, is_typed, self._clock())
        if is_typed and not self._looker.isActive():
            self._looker.start()

    def _pass_over(self) -> None:
        """Follow the last change as one that was not typed; the end of a paragraph is nobody's secret."""
        if self._last is None:
            return
        position, removed, added = self._last
        self._last = None
        is_end = added == 1 and not removed and self._reader.text(position, position + 1) == "\n"
        is_typed = is_end and self._learning.state == "on"
        self._typed.change(position, removed, added, is_typed, self._clock())

    # ---- what is wanted

    def _on_state_changed(self) -> None:
        if self._learning.state != "on":
            self._pass_over()
            self._typed.drop()
            self._looker.stop()

    def _on_setting_changed(self, name: str) -> None:
        if name == "read_opened":
            self.read_opened()
