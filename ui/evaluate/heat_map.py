"""The heat map of a measured text: letters saved, letters typed, and words that surprise."""

from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.evaluate import measured_text
from ui.evaluate.measured_text import Paragraph, Unit
from ui.evaluate.word_facts import described
from ui.language.translation import translate
from ui.style.theme import Theme
from ui.text.places import Place
from ui.text.word_flow import WordFlow


class HeatMap(WordFlow):
    """A measured text as one part of the model saw it."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        self._part = "mixture"
        super().__init__(theme, name, parent)

    @property
    def part(self) -> str:
        """Whose predictions are shown."""
        return self._part

    def show_part(self, part: str) -> None:
        """Show what `part` saved and was surprised by."""
        self._part = part
        self.renew()

    def unit(self) -> tuple[Paragraph, Unit] | None:
        """Return the word that is pointed at."""
        if self.current is None:
            return None
        paragraph = cast(Sequence[Paragraph], self.blocks)[self.current.block]
        return paragraph, paragraph.units[self.current.unit]

    def described(self, place: Place) -> str:
        """Return what is known of a word."""
        paragraph = self._paragraph(place.block)
        return described(paragraph, paragraph.units[place.unit], self._part)

    def formats(self, number: int) -> list[QTextLayout.FormatRange]:
        """Return the accent for the letters that were saved."""
        paragraph = self._paragraph(number)
        look = QTextCharFormat()
        look.setForeground(self._theme.colour("accent"))
        ranges = []
        for unit in paragraph.units:
            for start, end in measured_text.saved_spans(paragraph, unit, self._part):
                made = QTextLayout.FormatRange()
                made.start, made.length, made.format = start, end - start, look  # pyright: ignore[reportAttributeAccessIssue]
                ranges.append(made)
        return ranges

    def paint_under(self, painter: QPainter, number: int, place: Place) -> None:
        """Paint the box of the letters that were saved."""
        paragraph = self._paragraph(number)
        for start, end in measured_text.saved_spans(paragraph, paragraph.units[place.unit], self._part):
            for box in self.boxes(number, start, end):
                paint_saved(painter, self._theme, box)

    def paint_over(self, painter: QPainter, number: int, place: Place) -> None:
        """Paint the line under a word that surprised, or that the model does not know."""
        paragraph = self._paragraph(number)
        unit = paragraph.units[place.unit]
        if unit.words == (0, 0):
            return
        known = measured_text.is_known(paragraph, unit)
        level = measured_text.surprise(paragraph, unit, self._part) if known else -1
        if level:
            for box in self.boxes(number, unit.start, unit.end):
                paint_surprise(painter, self._theme, box, level)

    def _paragraph(self, number: int) -> Paragraph:
        return cast(Sequence[Paragraph], self.blocks)[number]


def paint_saved(painter: QPainter, theme: Theme, box: QRectF) -> None:
    """Paint what is behind saved letters: a box with an edge, so that it is seen without its colour too."""
    edge = theme.colour("accent")
    edge.setAlphaF(0.35)
    painter.setPen(QPen(edge, 1))
    painter.setBrush(theme.colour("accent_soft"))
    painter.drawRoundedRect(box.adjusted(0.5, -0.5, -0.5, 0.5), 3, 3)


def paint_surprise(painter: QPainter, theme: Theme, box: QRectF, level: int) -> None:
    """Paint the line under a word: thin (1) or thick (2) for one that surprised, dots (−1) for an unknown one."""
    unit = max(1.0, theme.em(1) / 14)
    pen = QPen(theme.colour("surprise"), unit * (2.6 if level == 2 else 1.1))
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if level < 0:
        pen.setStyle(Qt.PenStyle.DotLine)
    painter.setPen(pen)
    line = box.bottom() + unit * 2
    painter.drawLine(QPointF(box.left(), line), QPointF(box.right(), line))


Sample = tuple[str, Callable[[QPainter, Theme, QRectF], None]]


class Legend(QWidget):
    """What the marks of a text mean: samples in a row, in as many rows as they need."""

    def __init__(self, theme: Theme, samples: Sequence[Sample], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._samples = list(samples)
        self.setAccessibleName(", ".join(text for text, _ in samples))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)
        theme.changed.connect(self.update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many rows as the samples need."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """Return room for one row, at least."""
        return QSize(self._theme.em(20), self.height())

    def _fit(self) -> None:
        places = self._places(self.width())
        self.setFixedHeight(round(places[-1].bottom() + self._theme.em(0.3)) if places else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the samples."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(0.92))
        for (text, paint), box in zip(self._samples, self._places(self.width()), strict=True):
            paint(painter, self._theme, box)
            painter.setPen(self._theme.colour("muted"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()

    def _places(self, width: int) -> list[QRectF]:
        metrics = QFontMetrics(self._theme.font(0.92))
        em, places, left, top = self._theme.em, [], 2.0, 2.0
        for text, _ in self._samples:
            wide = metrics.horizontalAdvance(text) + em(0.5)
            if left > 2 and left + wide > width:
                left, top = 2.0, top + metrics.height() * 1.7
            places.append(QRectF(left, top, wide, metrics.height()))
            left += wide + em(0.9)
        return places


def heat_map_samples() -> list[Sample]:
    """Return the samples of a heat map's legend."""
    return [
        (translate("Words", "saved"), paint_saved),
        (translate("Words", "typed"), lambda *_: None),
        (
            translate("Words", "surprising (below 0.1 %)"),
            lambda painter, theme, box: paint_surprise(painter, theme, box, 1),
        ),
        (
            translate("Words", "very (below 0.01 %)"),
            lambda painter, theme, box: paint_surprise(painter, theme, box, 2),
        ),
        (
            translate("Words", "not in the vocabulary"),
            lambda painter, theme, box: paint_surprise(painter, theme, box, -1),
        ),
    ]
