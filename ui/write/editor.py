"""The text editor: asks for predictions as the caret moves, and lets keys take what is shown behind it."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QInputMethodEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.style.theme import Theme
from ui.text.column import TextColumn
from ui.write.accepting import Accepting
from ui.write.accepts import Accept, Accepts
from ui.write.editor_commands import EditorCommands
from ui.write.ghost import GhostText
from ui.write.keys import Keys
from ui.write.offered import Offered
from wordrnn import completion, window
from wordrnn.completion import Edit


class Silence(Enum):
    """Why nothing is predicted at the caret."""

    NOTHING = "nothing"  # nothing is in the way
    UNFOCUSED = "unfocused"
    SELECTION = "selection"
    COMPOSING = "composing"
    INSIDE_WORD = "inside-word"
    INSIDE_LINE = "inside-line"  # the list is filled, ghost text is not shown
    DISMISSED = "dismissed"
    FILLING = "filling"  # a long text is being put in


class Editor(TextColumn):
    """A text column that asks for predictions as the caret moves and shows the best one behind it."""

    prediction_wanted = Signal(str, bool)  # the text before the caret; whether it was asked for by key
    fell_silent = Signal(object)  # a Silence: no prediction is wanted here
    ghost_changed = Signal()
    accepted = Signal(int)  # characters put in by one keystroke
    accept_undone = Signal(int)  # characters taken back
    typed = Signal(int)  # characters typed by hand

    def __init__(self, theme: Theme, keys: Keys, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._keys = keys
        self._commands = EditorCommands(self, keys)
        self._offered = Offered()
        self._accepts = Accepts()
        self._accepting = Accepting()
        self._edits: list[Edit] = []  # what the list beside the text takes
        self._context: str | None = None  # text that they were predicted for
        self._ghost_at = -1  # caret position that the ghost belongs to
        self._composing = False
        self._dismissed = False
        self._applying = False
        self._revision = 0
        self._ghost = GhostText(theme, self)
        self.setAccessibleName(self.tr("Text"))
        self._describe()
        keys.changed.connect(self._describe)
        self.document().contentsChanged.connect(self._on_contents_changed)
        self.cursorPositionChanged.connect(self._on_caret_moved)
        self.selectionChanged.connect(self._on_selection_changed)

    def begin_filling(self) -> None:
        """Get ready for another text; nothing that was predicted for this one can be put into that."""
        super().begin_filling()
        self._accepting.forget()
        self._show_nothing()
        self.ask()

    def end_filling(self) -> None:
        """Let the writing begin, and predict how it goes on."""
        self._accepts.clear()
        self._accepting.forget()
        self._dismissed = False
        super().end_filling()
        self._show_nothing()
        self._revision = self.document().revision()
        self.ask()

    # ---- what is predicted

    @property
    def ghost_text(self) -> str:
        """The text painted after the caret, "" where there is none."""
        edit = self._offered.edit
        return edit.shown if edit else ""

    @property
    def ghost_index(self) -> int:
        """Which of the offered words the ghost shows, counted from 0 among those it may show; -1 for none."""
        return self._offered.index

    @property
    def ghost_word(self) -> str:
        """The word that the ghost completes to, "" where there is none."""
        edit = self._offered.edit
        return edit.word if edit else ""

    @property
    def ghost_is_rest(self) -> bool:
        """Whether the ghost is what is left of several words, of which the first were accepted."""
        return self._offered.is_rest

    @property
    def list_length(self) -> int:
        """How many words of the list beside the text can be taken."""
        return len(self._edits)

    def context(self) -> str:
        """Return the text before the caret that a prediction is made from, at most 4,800 characters."""
        caret = self.textCursor().position()
        return self.text_between(window.handed_start(caret), caret)

    def silence(self) -> Silence:
        """Return why nothing is shown at the caret, `Silence.NOTHING` if something may be."""
        cursor = self.textCursor()
        if self._filling:
            return Silence.FILLING
        if cursor.hasSelection():
            return Silence.SELECTION
        if self._composing:
            return Silence.COMPOSING
        if not self.hasFocus():
            return Silence.UNFOCUSED
        if self._dismissed:
            return Silence.DISMISSED
        if completion.is_inside_word(self.following()):
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

    def offer(self, context: str, edits: Sequence[Edit], shown: Sequence[Edit]) -> None:
        """Take what was predicted for `context`; `shown` are the edits sure enough to stand behind the caret.

        An answer to a text that has changed is dropped.
        """
        silence = self.silence()
        if context != self.context() or silence not in (Silence.NOTHING, Silence.INSIDE_LINE):
            return
        self._edits = list(edits)
        self._context = context
        if self._offered.is_rest and self._offered:
            self.ghost_changed.emit()  # it stays; the list beside it is new
            return
        refused = self._accepts.refused(context)
        fit = [edit for edit in shown if edit.word not in refused and edit.inserts]
        self._show(fit if silence is Silence.NOTHING else [])

    def go_on(self, context: str, word: str, continuation: str) -> None:
        """Let the words `continuation` follow `word`, the first that was offered for `context`."""
        if context == self.context() and self._offered.go_on(word, continuation):
            self._show_ghost()

    def clear_predictions(self) -> None:
        """Show nothing and keep nothing to take: what predicted is gone."""
        self._show_nothing()
        self._forget_words()

    def take(self, index: int) -> bool:
        """Accept the word at `index` of the list; gives back whether there was one."""
        if self._context is None or index >= len(self._edits) or self._context != self.context():
            return False
        self._apply(self._edits[index])
        self.ask()
        return True

    def dismiss(self) -> None:
        """Hide the prediction until the next edit."""
        self._dismissed = True
        self._show_nothing()
        self._forget_words()
        self.fell_silent.emit(Silence.DISMISSED)

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from being taken as shortcuts or mnemonics of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._commands.command(event):
                event.accept()
                return True
            if self._keys.command(event):  # a shortcut of the page, which the text would take for itself
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer the prediction's keys while something is shown; every other key keeps its meaning."""
        if self._commands.leaves(event):
            event.accept()
            return
        command = self._commands.command(event)
        if command is not None:
            command()
            event.accept()
            return
        if self._accepting.is_second_space(event, self.textCursor()):
            event.accept()
            return
        before = self.document().characterCount()
        removed = self._accepting.press(event, self.textCursor(), super().keyPressEvent)
        text = event.text()
        if self.document().characterCount() + removed > before and text and text.isprintable():
            self.typed.emit(1)

    def ask_by_key(self) -> None:
        """Ask for a prediction here, whatever was dismissed or undone."""
        self._dismissed = False
        self._accepts.offer_again()
        self.ask(by_key=True)

    def cycle(self, step: int) -> None:
        """Show the next of the words offered, or the one before."""
        self._offered.cycle(step)
        self._show_ghost()

    # ---- accepting

    def accept_all(self) -> None:
        """Take what is shown."""
        edit = self._offered.edit
        assert edit is not None
        self._apply(edit)
        self.ask()

    def accept_word(self) -> None:
        """Take the first word of what is shown; the others stay."""
        edit = self._offered.edit
        assert edit is not None
        word = completion.first_word(edit.inserts)
        rest = edit.inserts[len(word) :].lstrip()
        self._apply(Edit(edit.word, edit.replaces, word))
        if rest:
            self._offered.leave_rest(rest)
            self._ghost_at = self.textCursor().position()
            self._show_ghost()
        self.ask()

    def _apply(self, edit: Edit) -> None:
        """Put in a word and the space after it, as one step to undo."""
        before = self.context()
        cursor = self.textCursor()
        self._applying = True
        characters = self._accepting.put_in(cursor, edit, before, self.following())
        self.setTextCursor(cursor)
        self._applying = False
        self._accepts.add(Accept(before, edit.word, characters))
        self._dismissed = False
        self._show_nothing()
        self._forget_words()
        self.ensureCursorVisible()
        self.accepted.emit(characters)

    # ---- what happens to the document

    def _on_contents_changed(self) -> None:
        self._revision = self.document().revision()
        if self._applying or self._filling:
            return
        caret = self.textCursor().position()
        self._accepting.caret_at(caret)
        self._dismissed = False
        undone = self._accepts.undone(self.document().availableRedoSteps(), self.context())
        if undone:
            self.accept_undone.emit(undone.characters)
        self._consume(caret)
        self.ask()

    def _consume(self, caret: int) -> None:
        """Let letters typed as the ghost foretold shorten it; anything else takes it away."""
        if not self._offered:
            return
        typed = self.text_between(self._ghost_at, caret) if caret > self._ghost_at else ""
        if self._offered.consume(typed):
            self._ghost_at = caret
        else:
            self._ghost_at = -1
        self._show_ghost()

    def _on_caret_moved(self) -> None:
        if self._applying or self._filling or self.textCursor().position() == self._ghost_at:
            return
        if self.document().revision() != self._revision:
            return  # letters moved it; Qt tells of that first, and of the change itself next
        self._accepting.caret_at(self.textCursor().position())
        self._show_nothing()
        self.ask()

    def _on_selection_changed(self) -> None:
        if not self._applying and self.textCursor().hasSelection():
            self._show_nothing()
            self.ask()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Show nothing while letters are being composed."""
        self._composing = bool(event.preeditString())
        if self._composing:
            self._show_nothing()
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
        self._show_nothing()
        self.fell_silent.emit(Silence.UNFOCUSED)

    # ---- the ghost

    def _show(self, edits: Sequence[Edit]) -> None:
        if not edits and not self._offered:
            return
        self._offered.offer(edits)
        self._ghost_at = self.textCursor().position() if edits else -1
        self._show_ghost()

    def _show_nothing(self) -> None:
        if self._offered:
            self._offered.clear()
            self._ghost_at = -1
            self._show_ghost()

    def _show_ghost(self) -> None:
        self._place_ghost()
        self.ghost_changed.emit()

    def _place_ghost(self) -> None:
        text = self.ghost_text
        if not text or self._composing:
            self._ghost.hide()
            return
        caret = self.cursorRect().translated(self.viewport().pos())
        bar = self.verticalScrollBar()
        right = self.width() - (bar.width() if bar.isVisible() else 0)
        view = self.viewport().geometry()
        room = QRect(QPoint(self._theme.em(0.5), view.top()), QPoint(right - 1, view.bottom()))
        block = self.textCursor().block()
        line = block.layout().lineForTextPosition(self.textCursor().positionInBlock())
        leftward = bool(block.text()) and block.textDirection() == Qt.LayoutDirection.RightToLeft
        ascent = line.ascent() if line.isValid() else QFontMetricsF(self.font()).ascent()
        self._ghost.show_at(text, caret, room, self.font(), ascent, leftward)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text; whatever moved the caret on the screen moves the ghost."""
        super().paintEvent(event)
        if self._offered:
            self._place_ghost()

    def _describe(self) -> None:
        take, hide = self._keys.text("accept"), self._keys.text("dismiss")
        said = []
        if take:
            said.append(self.tr("{key} takes the prediction shown after the caret.").format(key=take))
        if hide:
            said.append(self.tr("{key} hides it.").format(key=hide))
        said.append(self.tr("Escape, then Tab leaves the text."))
        self.setAccessibleDescription(" ".join(said))

    def _forget_words(self) -> None:
        self._edits = []
        self._context = None
