"""The most frequent words of a corpus, as bars."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from ui.language.wording import count
from ui.style.theme import Theme

_SHOWN = 12


class FrequentWords(QWidget):
    """The most frequent words as bars, the most frequent filling the width."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._words: Sequence[tuple[str, int]] = ()
        theme.changed.connect(self.updateGeometry)

    def show_words(self, words: Sequence[tuple[str, int]]) -> None:
        """Show `words`, the most frequent first."""
        self._words = list(words)[:_SHOWN]
        spoken = ", ".join(f"{word} {count(number)}" for word, number in self._words)
        self.setAccessibleName(self.tr("Most frequent words: {words}").format(words=spoken))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for a line each."""
        return QSize(self._theme.em(12), self._line() * max(1, len(self._words)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: nothing is cut."""
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        """Paint a word, its bar and its number on each line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font())
        metrics = QFontMetrics(self._theme.font())
        em = self._theme.em
        most = max([1, *(number for _, number in self._words)])
        widest = max([0, *(metrics.horizontalAdvance(word) for word, _ in self._words)]) + 2
        words = min(self.width() // 3, widest)
        figures = max([0, *(metrics.horizontalAdvance(count(number)) for _, number in self._words)])
        room = max(0, self.width() - words - figures - em(1.8))
        for at, (word, number) in enumerate(self._words):
            line = QRect(0, at * self._line(), self.width(), self._line())
            painter.setPen(self._theme.colour("ink"))
            shown = metrics.elidedText(word, Qt.TextElideMode.ElideRight, words)
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count(number))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("accent"))
            height = em(0.45)
            bar = QRect(words + em(0.9), line.center().y() - height // 2, round(room * number / most), height)
            painter.drawRoundedRect(bar, height / 2, height / 2)

    def _line(self) -> int:
        return round(self._theme.em(1) * 1.75)
