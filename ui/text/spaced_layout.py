"""Lays a plain text out line by line as it comes into view, with room between the lines and the paragraphs."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout


class SpacedLayout(QPlainTextDocumentLayout):
    """Qt's layout for long plain texts, whose lines and paragraphs would stand close together.

    QTextEdit knows line heights, but lays out and shifts every paragraph: 5 MB take it seconds to open, and each letter
    at their beginning a tenth of one. This one knows the paragraphs in view only.
    """

    def __init__(self, document: QTextDocument, line_height: float = 1.5) -> None:
        super().__init__(document)
        self._extra = line_height - 1  # of a line's own height
        self._gap = 0.0

    def set_gap(self, gap: float) -> None:
        """Leave `gap` pixels after each paragraph."""
        self._gap = gap
        self.requestUpdate()

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        """Return the room that the paragraph takes; Qt asks before it paints, measures or points at a line."""
        rect = super().blockBoundingRect(block)
        layout = block.layout()
        if not layout.lineCount():
            return rect
        first = layout.lineAt(0)
        extra = round(first.height() * self._extra)
        top = extra // 2
        if abs(first.y() - top) > 0.01:  # just laid out: its first line is at the top
            y = float(top)
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                line.setPosition(QPointF(line.x(), y))
                y += line.height() + extra
            rect = super().blockBoundingRect(block)
        return rect.adjusted(0, 0, 0, extra - top + self._gap)
