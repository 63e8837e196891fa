"""The text of a corpus: how it begins, or the passages in which something occurs."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QTextEdit, QToolButton, QWidget

from corpora.search import Found
from ui.language.wording import count
from ui.style.theme import Theme
from ui.style.widgets import Card, label

_WAIT_MS = 250  # until nobody types


class CorpusPreview(Card):
    """Shows text and a field to search it with; what is to be searched for is told by `wanted`."""

    wanted = Signal(str)  # "" for the beginning

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._theme = theme
        self._found: Found | None = None
        head = QHBoxLayout()
        self._heading = label("", "section", wrap=True)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search this text"))
        self.field.setAccessibleName(self.tr("Search this text"))
        self.field.setClearButtonEnabled(True)
        for clear in self.field.findChildren(QToolButton):
            clear.setAccessibleName(self.tr("Clear the search"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(lambda _: self._timer.start())
        self.field.returnPressed.connect(self._ask)
        head.addWidget(self._heading, 1)
        head.addWidget(self.field, 1)
        self.body.addLayout(head)
        self.view = QPlainTextEdit()
        self.view.setReadOnly(True)
        self.view.setTabChangesFocus(True)
        self.view.document().setDocumentMargin(0)
        self.view.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.body.addWidget(self.view, 1)
        self._say(self.tr("How it begins"))
        self._restyle()
        theme.changed.connect(self._restyle)

    def clear(self) -> None:
        """Show nothing, and search for nothing: another corpus comes."""
        self._timer.stop()
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self.show_beginning("")

    def query(self) -> str:
        """Return what is searched for."""
        return self.field.text().strip()

    def show_beginning(self, text: str) -> None:
        """Show how the text begins."""
        self._found = None
        self._say(self.tr("How it begins"))
        self.view.setPlainText(text)
        self.view.setExtraSelections([])

    def show_found(self, found: Found) -> None:
        """Show passages, with what was found marked."""
        self._found = found
        shown = sum(len(passage.places) for passage in found.passages)
        if not found.total:
            self._say(self.tr("Not found"))
        elif shown < found.total:
            self._say(
                self.tr("Found {n} time(s), the first {shown} shown", "", found.total).format(
                    n=count(found.total), shown=count(shown)
                )
            )
        else:
            self._say(self.tr("Found {n} time(s)", "", found.total).format(n=count(found.total)))
        self.view.setPlainText("\n\n".join(passage.text for passage in found.passages))
        self._mark()

    def _ask(self) -> None:
        self._timer.stop()
        self.wanted.emit(self.query())

    def _say(self, heading: str) -> None:
        self._heading.setText(heading.upper())
        self._heading.setAccessibleName(heading)
        self.view.setAccessibleName(heading)

    def _mark(self) -> None:
        marks = []
        start = 0
        form = QTextCharFormat()
        form.setBackground(self._theme.colour("accent_soft"))
        form.setForeground(self._theme.colour("accent"))
        form.setFontUnderline(True)  # colour alone says nothing to some
        for passage in self._found.passages if self._found else ():
            units = [start + _units(passage.text[:place]) for pair in passage.places for place in pair]
            for begin, end in zip(units[::2], units[1::2], strict=True):
                selection = QTextEdit.ExtraSelection()
                cursor = QTextCursor(self.view.document())
                cursor.setPosition(begin)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                selection.cursor, selection.format = cursor, form  # pyright: ignore[reportAttributeAccessIssue]
                marks.append(selection)
            start += _units(passage.text) + 2
        self.view.setExtraSelections(marks)

    def _restyle(self) -> None:
        self.field.setMinimumWidth(self._theme.em(8))
        self.field.setMaximumWidth(self._theme.em(16))
        self.setMinimumHeight(self._theme.em(15))
        self._mark()


def _units(text: str) -> int:
    """Return how long Qt takes a text to be: a letter beyond the first 65,536 counts as two."""
    return len(text.encode("utf-16-le", "replace")) // 2
