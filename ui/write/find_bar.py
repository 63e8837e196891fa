"""Find in the text: a bar above it, how often the words are there, and the places in view marked."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QTextEdit, QToolButton, QWidget

from ui.background import Background
from ui.language.wording import count
from ui.style.theme import Theme
from ui.style.widgets import label, set_role, spacing
from ui.text.column import TextColumn, plain
from ui.write.finding import Matches, find_all

_SEARCH_AFTER_MS = 80


class FindBar(QFrame):
    """Searches as one types. Enter and Shift+Enter go through the matches, Esc goes back to the text."""

    closed = Signal()

    def __init__(
        self, theme: Theme, column: TextColumn, background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        set_role(self, "find")
        self._theme = theme
        self._column = column
        self._background = background
        self._matches = Matches()
        self._ticket = 0
        self._searching = False
        self._jump: int | None = None  # the step to take from the caret once the matches are known
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._search)
        self._build()
        self.hide()
        column.textChanged.connect(self._on_text_changed)
        column.updateRequest.connect(self._on_update_request)
        column.cursorPositionChanged.connect(self._tell)
        theme.changed.connect(self._restyle)
        self._restyle()

    def open(self) -> None:
        """Show the bar, with the words that are selected."""
        selected = self._column.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) <= 100:
            self.field.setText(selected)
        self.show()
        self.field.setFocus()
        self.field.selectAll()

    def go(self, step: int) -> None:
        """Select the next match (1), or the one before (-1); the bar need not be open."""
        if not self.field.text():
            self.open()
            return
        self.show()
        if self._searching or self._timer.isActive():
            self._jump = step  # where the matches stand by now is not known yet
        else:
            self._go(step)

    # ---- layout

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Find"))
        self.field.setAccessibleName(self.tr("Words to find"))
        self.field.textChanged.connect(self._on_words_changed)
        self.field.installEventFilter(self)
        self.count = label("", "small")
        self.case = self._button(self.tr("Aa"), self.tr("Match capitals"))
        self.case.setCheckable(True)
        self.case.toggled.connect(self._on_words_changed)
        self._before = self._button("", self.tr("The one before"))
        self._before.clicked.connect(lambda: self.go(-1))
        self._next = self._button("", self.tr("The next"))
        self._next.clicked.connect(lambda: self.go(1))
        self._close = self._button("", self.tr("Close the search"))
        self._close.clicked.connect(self._leave)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.field)
        for widget in (self.count, self.case, self._before, self._next):
            self._row.addWidget(widget)
        self._row.addStretch(1)
        self._row.addWidget(self._close)

    def _button(self, text: str, name: str) -> QToolButton:
        made = QToolButton()
        set_role(made, "flat")
        made.setText(text)
        made.setAccessibleName(name)
        made.setToolTip(name)
        return made

    def _restyle(self) -> None:
        em = self._theme.em
        spacing(self._row, self._theme, 0.4, (1.2, 0.35, 1.0, 0.35))
        self.field.setFixedWidth(em(17))
        self.count.setMinimumWidth(em(6))
        for made, name in (
            (self._before, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "close"),
        ):
            made.setIcon(self._theme.icon(name))
            made.setIconSize(QSize(em(1), em(1)))
        self._mark()

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Shift+Enter and Esc in the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._leave()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close at Esc from the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)

    def _leave(self) -> None:
        self.hide()
        self._column.setFocus()
        self.closed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Search: the text may be another one by now."""
        super().showEvent(event)
        self._search()

    def hideEvent(self, event: QHideEvent) -> None:
        """Mark nothing any more, and forget where the words were."""
        super().hideEvent(event)
        self._timer.stop()
        self._ticket += 1
        self._matches, self._jump = Matches(), None
        self._column.setExtraSelections([])

    # ---- searching

    def _on_words_changed(self) -> None:
        self._jump = 0
        self._timer.start()

    def _on_text_changed(self) -> None:
        if self.isVisible():
            self._timer.start()

    def _search(self) -> None:
        self._timer.stop()
        self._ticket += 1
        if self._searching:
            return  # what comes back is too old, and searched for again then
        ticket, needle, match_case = self._ticket, self.field.text(), self.case.isChecked()
        if not needle:
            self._on_found(ticket, Matches())
            return
        raw = self._column.document().toRawText()
        self._searching = True

        def on_done(found: Matches) -> None:
            self._searching = False
            self._on_found(ticket, found)

        self._background.run(
            lambda: find_all(plain(raw), needle, match_case), on_done, lambda _: on_done(Matches())
        )

    def _on_found(self, ticket: int, found: Matches) -> None:
        if ticket != self._ticket:
            if self.isVisible():
                self._search()
            return
        self._matches = found
        step, self._jump = self._jump, None
        if step is not None:
            self._go(step)
        self._mark()
        self._tell()

    def _go(self, step: int) -> None:
        """Select the match behind the selection (1), before it (-1), or the first from where it begins (0)."""
        if not len(self._matches):
            return
        cursor = self._column.textCursor()
        if step < 0:
            number = self._matches.before(cursor.selectionStart())
        else:
            number = self._matches.from_place(cursor.selectionEnd() if step else cursor.selectionStart())
        self._select(number)

    def _select(self, number: int) -> None:
        cursor = QTextCursor(self._column.document())
        start = self._matches.positions[number]
        end = start + self._matches.length
        if end >= self._column.document().characterCount():
            return  # the text is shorter by now; the next search says so
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self._column.setTextCursor(cursor)
        self._column.ensureCursorVisible()

    # ---- showing

    def _on_update_request(self, _: object, dy: int) -> None:
        if dy and self.isVisible():
            self._mark()

    def _mark(self) -> None:
        """Mark the matches in view; the one that is selected is the selection."""
        if not self.isVisible():
            return
        view = self._column.viewport().rect()
        first = self._column.cursorForPosition(QPoint(0, 0)).position() - self._matches.length
        last = self._column.cursorForPosition(view.bottomRight()).position()
        paint = QTextCharFormat()
        paint.setBackground(self._theme.colour("accent_soft"))
        marks = []
        for position in self._matches.within(first, last):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._column.document())
            cursor.setPosition(position)
            cursor.setPosition(position + self._matches.length, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor  # pyright: ignore[reportAttributeAccessIssue]
            mark.format = paint  # pyright: ignore[reportAttributeAccessIssue]
            marks.append(mark)
        self._column.setExtraSelections(marks)

    def _tell(self) -> None:
        if not self.isVisible():
            return
        found = len(self._matches)
        cursor = self._column.textCursor()
        at = self._matches.number_at(cursor.selectionStart(), cursor.selectionEnd())
        if not self.field.text():
            said = ""
        elif not found:
            said = self.tr("not found")
        else:
            said = (
                self.tr("{number} of {total}").format(number=count(at + 1), total=count(found))
                if at is not None
                else self.tr("%n match(es)", "", found)
            )
        self.count.setText(said)
        self.field.setAccessibleDescription(said)
