"""The text editor with a prediction painted after the caret: ghost text, never part of the document."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from ui import completion
from ui.completion import Edit
from ui.theme import Theme

COLUMN_EM = 39  # width of the text column
_LINE_HEIGHT = 150  # %
_WORD_MODIFIER = (
    Qt.KeyboardModifier.AltModifier if sys.platform == "darwin" else Qt.KeyboardModifier.ControlModifier
)


class Silence(Enum):
    """Why nothing is predicted at the caret."""

    NOTHING = "nothing"  # nothing is in the way
    UNFOCUSED = "unfocused"
    SELECTION = "selection"
    COMPOSING = "composing"
    INSIDE_WORD = "inside-word"
    INSIDE_LINE = "inside-line"  # the list is filled, ghost text is not shown
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class _Accept:
    head: str  # the text before the word that was completed
    before: str  # the text before the caret when it was accepted
    word: str
    characters: int


class Editor(QTextEdit):
    """A plain text editor that asks for predictions as the caret moves and shows the best one behind it."""

    prediction_wanted = Signal(str, bool)  # the text before the caret; whether it was asked for by key
    fell_silent = Signal(object)  # a Silence: no prediction is wanted here
    ghost_changed = Signal()
    accepted = Signal(int)  # characters put in by one keystroke
    accept_undone = Signal(int)  # characters taken back
    typed = Signal(int)  # characters typed by hand

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ghosts: list[Edit] = []
        self._words: list[str] = []  # what Alt+1..9 takes
        self._index = 0
        self._chosen = ""  # the word that was cycled to, kept as long as it is among those offered
        self._is_rest = False  # the ghost is what is left of several words, of which the first were accepted
        self._ghost_at = -1  # caret position that the ghost belongs to
        self._context: str | None = None  # text that the words were predicted for
        self._composing = False
        self._dismissed = False
        self._leaves = False  # Escape was pressed last: Tab now moves on to the next control
        self._applying = False
        self._auto_space = -1  # caret position right behind a space that came with an accepted word
        self._accepts: list[_Accept] = []
        self._refused: tuple[str, set[str]] = ("", set())
        self._redo_steps = 0
        self._revision = 0
        self.setAcceptRichText(False)
        self.setFrameShape(QTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setAccessibleName("Text")
        self.setAccessibleDescription(
            "Tab takes the prediction shown after the caret, Escape hides it; Escape, then Tab leaves the text."
        )
        self._restyle()
        theme.changed.connect(self._restyle)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.selectionChanged.connect(self._on_selection_changed)

    # ---- the document

    def text(self) -> str:
        """Return the document as plain text; unlike `toPlainText`, a non-breaking space stays one."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def set_text(self, text: str) -> None:
        """Replace the document; this cannot be undone, and leaves it unmodified."""
        self._applying = True
        document = self.document()
        document.setUndoRedoEnabled(False)
        self.setPlainText(text)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(self._block_format())
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self._applying = False
        self._accepts.clear()
        self._refused = ("", set())
        self._redo_steps = 0
        self._auto_space = -1
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._dismissed = False
        self.ask()

    # ---- what is predicted

    @property
    def ghost_text(self) -> str:
        """The text painted after the caret, "" where there is none."""
        return self._ghosts[self._index].shown if self._ghosts else ""

    @property
    def ghost_index(self) -> int:
        """Which of the offered words the ghost shows, counted from 0 among those it may show; -1 for none."""
        return self._index if self._ghosts else -1

    @property
    def ghost_word(self) -> str:
        """The word that the ghost completes to, "" where there is none."""
        return self._ghosts[self._index].word if self._ghosts else ""

    def context(self) -> str:
        """Return the text before the caret that a prediction is made from, at most 4,000 characters."""
        caret = self.textCursor().position()
        start = completion.context_start(caret)
        text = self._text_between(start, caret)
        return completion.whole_words(text) if start else text

    def silence(self) -> Silence:
        """Return why nothing is shown at the caret, `Silence.NOTHING` if something may be."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            return Silence.SELECTION
        if self._composing:
            return Silence.COMPOSING
        if not self.hasFocus():
            return Silence.UNFOCUSED
        if self._dismissed:
            return Silence.DISMISSED
        if completion.is_inside_word(self._following()):
            return Silence.INSIDE_WORD
        return Silence.NOTHING if cursor.atBlockEnd() else Silence.INSIDE_LINE

    def ask(self, by_key: bool = False) -> None:
        """Report that a prediction is wanted at the caret, or why none is."""
        silence = self.silence()
        if silence in (Silence.NOTHING, Silence.INSIDE_LINE):
            self.prediction_wanted.emit(self.context(), by_key)
        else:
            self._forget_words()
            self.fell_silent.emit(silence)

    def offer(
        self, context: str, words: Sequence[str], ghosts: Sequence[str], continuation: str = ""
    ) -> None:
        """Take the words predicted for `context`; `ghosts` are those sure enough to be shown after the caret.

        `continuation` are further words after the first of `words`. An answer to a text that has changed is dropped.
        """
        if context != self.context() or self.silence() not in (Silence.NOTHING, Silence.INSIDE_LINE):
            return
        self._words = list(words)
        self._context = context
        if self._is_rest and self._ghosts:
            self.ghost_changed.emit()  # it stays; the list beside it is new
            return
        edits: list[Edit] = []
        if self.silence() is Silence.NOTHING:
            refused = self._refused_here(context)
            edits = [completion.edit_for(context, word) for word in ghosts if word not in refused]
            edits = [edit for edit in edits if edit.inserts]
        if edits and continuation and words and edits[0].word == words[0]:
            edits[0] = Edit(edits[0].word, edits[0].replaces, f"{edits[0].inserts} {continuation}")
        chosen = self._chosen
        self._show(edits)
        at = next((number for number, edit in enumerate(edits) if edit.word == chosen), 0)
        if at:
            self._index, self._chosen = at, chosen
            self._ghost_repaint()

    def clear_predictions(self) -> None:
        """Show nothing and keep nothing to take: what predicted is gone."""
        self._show([])
        self._forget_words()

    def take(self, index: int) -> bool:
        """Accept the word at `index` of the list; gives back whether there was one."""
        if self._context is None or index >= len(self._words) or self._context != self.context():
            return False
        self._apply(completion.edit_for(self._context, self._words[index]))
        self.ask()
        return True

    def dismiss(self) -> None:
        """Hide the prediction until the next edit."""
        self._dismissed = True
        self._show([])
        self._forget_words()
        self.fell_silent.emit(Silence.DISMISSED)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from being taken as shortcuts or mnemonics of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._command(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the prediction's keys while something is shown; every other key keeps its meaning."""
        if self._leave(event):
            event.accept()
            return
        command = self._command(event)
        if command is not None:
            command()
            event.accept()
            return
        if self._is_second_space(event):
            event.accept()
            return
        before = self.document().characterCount()
        removed = self._press(event)
        if (
            self.document().characterCount() + removed > before
            and event.text().isprintable()
            and event.text()
        ):
            self.typed.emit(1)

    def _command(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        alt = modifiers == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Space and modifiers == Qt.KeyboardModifier.ControlModifier:
            return self._ask_by_key
        if alt and Qt.Key.Key_1 <= key <= Qt.Key.Key_9 and key - Qt.Key.Key_1 < len(self._words):
            return lambda: self.take(key - Qt.Key.Key_1)
        if not self._ghosts:
            return None
        if modifiers == Qt.KeyboardModifier.NoModifier:
            return {Qt.Key.Key_Tab: self._accept_all, Qt.Key.Key_Escape: self.dismiss}.get(Qt.Key(key))
        if key == Qt.Key.Key_Right and modifiers == _WORD_MODIFIER:
            return self._accept_word
        if alt and key in (Qt.Key.Key_BracketRight, Qt.Key.Key_BracketLeft):
            return lambda: self._cycle(1 if key == Qt.Key.Key_BracketRight else -1)
        return None

    def _leave(self, event: QKeyEvent) -> bool:
        """Move the focus on where Tab or Shift+Tab follows Escape; otherwise only remember an Escape."""
        forward = event.key() == Qt.Key.Key_Tab
        if self._leaves and (forward or event.key() == Qt.Key.Key_Backtab):
            self._leaves = False
            self.setTabChangesFocus(True)
            moved = self.focusNextPrevChild(forward)
            self.setTabChangesFocus(False)
            return moved
        if event.key() != Qt.Key.Key_Shift:  # pressed on the way to Shift+Tab
            self._leaves = event.key() == Qt.Key.Key_Escape
        return False

    def _ask_by_key(self) -> None:
        self._dismissed = False
        self._refused = ("", set())
        self.ask(by_key=True)

    def _cycle(self, step: int) -> None:
        self._index = (self._index + step) % len(self._ghosts)
        self._chosen = self.ghost_word
        self._ghost_repaint()

    # ---- accepting

    def _accept_all(self) -> None:
        self._apply(self._ghosts[self._index])
        self.ask()

    def _accept_word(self) -> None:
        edit = self._ghosts[self._index]
        word = completion.first_word(edit.inserts)
        rest = edit.inserts[len(word) :].lstrip()
        self._apply(Edit(edit.word, edit.replaces, word))
        if rest:
            self._show([Edit(completion.first_word(rest), 0, rest)])
            self._is_rest = True
        self.ask()

    def _apply(self, edit: Edit) -> None:
        """Put in a word and the space after it, as one step to undo."""
        before = self.context()
        cursor = self.textCursor()
        space = " " if completion.wants_space(self._following()) else ""
        self._applying = True
        cursor.beginEditBlock()
        if edit.replaces:
            replaced = before[len(before) - edit.replaces :]
            units = (
                len(replaced.encode("utf-16-le")) // 2
            )  # Qt's own step to the left takes an accent with its letter
            cursor.setPosition(cursor.position() - units, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
        # Qt merges letters typed next into the step before them if that ended with an insertion; end with a deletion.
        cursor.insertText(f"{edit.inserts}{space}.")
        cursor.deletePreviousChar()
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self._applying = False
        self._redo_steps = 0
        self._auto_space = cursor.position() if space else -1
        characters = len(edit.inserts) + len(space) - edit.replaces
        head = before[: len(before) - len(completion.typed_prefix(before))]
        self._accepts.append(_Accept(head, before, edit.word, characters))
        self._dismissed = False
        self._show([])
        self._forget_words()
        self.ensureCursorVisible()
        self.accepted.emit(characters)

    def _is_second_space(self, event: QKeyEvent) -> bool:
        """Whether this is a space right after the one that came with a word; that one is then as good as typed."""
        if event.text() != " " or self._auto_space != self.textCursor().position():
            return False
        self._auto_space = -1
        return True

    def _press(self, event: QKeyEvent) -> int:
        """Hand the key to the text; where punctuation or a line's end follows a word, the space that came with it goes.

        Both are one step to undo. Gives back how many characters went.
        """
        cursor = self.textCursor()
        text = event.text()
        is_end = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        behind_space = self._auto_space == cursor.position() and not cursor.hasSelection()
        if not behind_space or not (is_end or (text and text in completion.NO_SPACE_BEFORE)):
            super().keyPressEvent(event)
            return 0
        self._auto_space = -1
        cursor.beginEditBlock()
        cursor.deletePreviousChar()
        super().keyPressEvent(event)
        cursor.endEditBlock()
        return 1

    # ---- what happens to the document

    def _on_contents_changed(self) -> None:
        self._revision = self.document().revision()
        if self._applying:
            return
        caret = self.textCursor().position()
        if caret != self._auto_space:
            self._auto_space = -1
        self._dismissed = False
        self._notice_undo()
        self._consume(caret)
        self.ask()

    def _notice_undo(self) -> None:
        """Remember what an undo took back, so that it is not offered again at once."""
        steps = self.document().availableRedoSteps()
        undone, self._redo_steps = steps > self._redo_steps, steps
        if undone and self._accepts and self._accepts[-1].before == self.context():
            accept = self._accepts.pop()
            head, words = self._refused
            self._refused = (accept.head, ({*words} if head == accept.head else set()) | {accept.word})
            self.accept_undone.emit(accept.characters)
        elif not self.context().startswith(self._refused[0]):
            self._refused = ("", set())  # what was undone is no longer what is being written

    def _consume(self, caret: int) -> None:
        """Let letters typed as the ghost foretold shorten it; anything else takes it away."""
        if not self._ghosts:
            return
        edit = self._ghosts[self._index]
        typed = self._text_between(self._ghost_at, caret) if caret > self._ghost_at else ""
        if typed and not edit.replaces and edit.inserts.startswith(typed) and edit.inserts != typed:
            self._index = 0
            self._ghosts = [Edit(edit.word, 0, edit.inserts[len(typed) :])]
            self._ghost_at = caret
            self._ghost_repaint()
        else:
            self._show([])

    def _on_caret_moved(self) -> None:
        if self._applying or self.textCursor().position() == self._ghost_at:
            return
        if self.document().revision() != self._revision:
            return  # letters moved it; Qt tells of that first, and of the change itself next
        if self.textCursor().position() != self._auto_space:
            self._auto_space = -1
        self._show([])
        self.ask()

    def _on_selection_changed(self) -> None:
        if not self._applying and self.textCursor().hasSelection():
            self._show([])
            self.ask()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Show nothing while letters are being composed."""
        self._composing = bool(event.preeditString())
        if self._composing:
            self._show([])
        super().inputMethodEvent(event)
        if event.commitString():
            self.typed.emit(len(event.commitString()))
        if self._composing or event.commitString():
            self.ask()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Ask again where the caret stands."""
        super().focusInEvent(event)
        self.ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the ghost; the words in the list stay, to be clicked."""
        super().focusOutEvent(event)
        self._show([])
        self.fell_silent.emit(Silence.UNFOCUSED)

    # ---- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the document, then the ghost behind the caret."""
        super().paintEvent(event)
        if self._ghosts and not self._composing and self._ghost_at == self.textCursor().position():
            self._paint_ghost()

    def _paint_ghost(self) -> None:
        caret = self.cursorRect()
        metrics = QFontMetricsF(self.font())
        room = QRect(QPoint(caret.left() + 1, caret.top()), self.viewport().rect().bottomRight())
        text = metrics.elidedText(self.ghost_text, Qt.TextElideMode.ElideRight, room.width() - 2)
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        painter.setPen(self._theme.colour("ghost"))
        painter.drawText(QPoint(room.left(), round(caret.top() + metrics.ascent())), text)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in a column of readable width, in the middle."""
        super().resizeEvent(event)
        self._lay_out_column()

    def _lay_out_column(self) -> None:
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        margin = round(self.document().documentMargin())
        column = min(whole, round(COLUMN_EM * self._theme.em(1.2) * 0.86) + 2 * margin)
        left = max(0, (whole - column) // 2)
        if self.viewportMargins().left() != left:
            self.setViewportMargins(left, 0, 0, 0)
        if self.lineWrapColumnOrWidth() != column:
            self.setLineWrapColumnOrWidth(column)

    def _restyle(self) -> None:
        modified = self.document().isModified()
        self.setFont(self._theme.font(1.2))
        self.document().setDocumentMargin(self._theme.em(2.4))
        self.document().setModified(modified)  # Qt takes a change of margin for an edit
        self.setTabStopDistance(4 * QFontMetricsF(self.font()).horizontalAdvance(" "))
        self.setCursorWidth(max(2, round(self._theme.em(0.12))))
        self._lay_out_column()

    # ---- small parts

    def _block_format(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        form.setBottomMargin(self._theme.em(0.5))
        return form

    def _show(self, edits: list[Edit]) -> None:
        if not edits and not self._ghosts:
            return
        self._ghosts = edits
        self._index = 0
        self._chosen = ""
        self._is_rest = False
        self._ghost_at = self.textCursor().position() if edits else -1
        self._ghost_repaint()

    def _ghost_repaint(self) -> None:
        self.viewport().update()
        self.ghost_changed.emit()

    def _forget_words(self) -> None:
        self._words = []
        self._context = None

    def _refused_here(self, context: str) -> set[str]:
        head = context[: len(context) - len(completion.typed_prefix(context))]
        return self._refused[1] if self._refused[0] == head else set()

    def _following(self) -> str:
        cursor = self.textCursor()
        if cursor.atBlockEnd():
            return ""
        return self._text_between(cursor.position(), cursor.position() + 1)

    def _text_between(self, start: int, end: int) -> str:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n").replace("\u2028", "\n")
