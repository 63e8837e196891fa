"""A plain text in a column of readable width: how it is laid out, filled and read back. Nothing is predicted here."""

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QResizeEvent, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.style.theme import Theme
from ui.text.spaced_layout import SpacedLayout

COLUMN_EM = 40  # width of the text column, in heights of its letters


class TextColumn(QPlainTextEdit):
    """The text that is written, in the middle of its room; long ones are laid out as they come into view."""

    zoom_wanted = Signal(int)  # steps: above 0 larger
    file_dropped = Signal(str)  # its path

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._zoom = 100
        self._filling = False
        document = QTextDocument(self)
        self._layout = SpacedLayout(document)
        document.setDocumentLayout(self._layout)
        self.setDocument(document)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._restyle()
        theme.changed.connect(self._restyle)

    # ---- the document

    def text(self) -> str:
        """Return the document as plain text; unlike `toPlainText`, a non-breaking space stays one."""
        return plain(self.document().toRawText())

    def set_text(self, text: str) -> None:
        """Replace the document; this cannot be undone, and leaves it unmodified."""
        self.begin_filling()
        self.setPlainText(text)
        self.end_filling()

    @property
    def is_filling(self) -> bool:
        """Whether another text is being put in, piece by piece perhaps."""
        return self._filling

    def begin_filling(self) -> None:
        """Get ready for another text: until `end_filling` nobody can edit it, and no step can be undone."""
        self._filling = True
        self.setReadOnly(True)
        self.document().setUndoRedoEnabled(False)

    def end_filling(self) -> None:
        """Let the writing begin, at the end of the new text, which is unmodified."""
        document = self.document()
        document.setUndoRedoEnabled(True)
        document.setModified(False)
        self._filling = False
        self.setReadOnly(False)
        self.moveCursor(QTextCursor.MoveOperation.End)

    # ---- the look

    def set_zoom(self, percent: int) -> None:
        """Show the text in `percent` of its normal size."""
        if percent != self._zoom:
            self._zoom = percent
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the text in a column of readable width, in the middle, and the caret in view if it was."""
        was_seen = QRect(QPoint(), event.oldSize()).intersects(self.cursorRect())
        # First, for Qt lays the text out as wide as the room is then. While the column is about to be shown, a change
        # of that room from within this event is told to nobody.
        self._lay_out_column()
        super().resizeEvent(event)
        if was_seen:
            self.ensureCursorVisible()

    def _lay_out_column(self) -> None:
        whole = self.width() - self.verticalScrollBar().sizeHint().width()
        margin = round(self.document().documentMargin())
        letter = self._theme.em(1.2) * self._zoom / 100
        column = min(whole, round(COLUMN_EM * letter * 0.86) + 2 * margin)
        left = max(0, (whole - column) // 2)
        margins = self.viewportMargins()
        if (margins.left(), margins.right()) != (left, whole - column - left):
            self.setViewportMargins(left, 0, whole - column - left, 0)

    def _restyle(self) -> None:
        was_seen = self.viewport().rect().intersects(self.cursorRect())
        modified = self.document().isModified()
        self.setFont(self._theme.font(1.2 * self._zoom / 100))
        self._layout.set_gap(self._theme.em(0.5 * self._zoom / 100))
        self.document().setDocumentMargin(self._theme.em(2.4))
        self.document().setModified(modified)  # Qt takes a change of margin for an edit
        self.setTabStopDistance(4 * QFontMetricsF(self.font()).horizontalAdvance(" "))
        self.setCursorWidth(max(2, round(self._theme.em(0.12))))
        self._lay_out_column()
        if was_seen:
            self.ensureCursorVisible()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the text larger or smaller with Ctrl, else scroll."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            if turned:
                self.zoom_wanted.emit(1 if turned > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Whether it can be put in, or opened: a file that is dropped is not written into the text as an address."""
        return _file_in(source) != "" or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Put in text; a file is to be opened."""
        path = _file_in(source)
        if path:
            self.file_dropped.emit(path)
        else:
            super().insertFromMimeData(source)

    # ---- small parts

    def following(self) -> str:
        """Return the character behind the caret, "" at a line's end."""
        cursor = self.textCursor()
        if cursor.atBlockEnd():
            return ""
        return self.text_between(cursor.position(), cursor.position() + 1)

    def text_between(self, start: int, end: int) -> str:
        """Return a stretch of the text by Qt's positions."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return plain(cursor.selectedText())


def plain(raw: str) -> str:
    """Return a text as Qt holds it with the ends of its paragraphs and lines as people write them."""
    return raw.replace("\u2029", "\n").replace("\u2028", "\n")


def _file_in(source: QMimeData) -> str:
    """Return the path of the one file among what is dropped or pasted, "" where it is something else."""
    urls = source.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""
