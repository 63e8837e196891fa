"""The generated text: the prompt quieter, unlikely words marked, each word to be pointed at and taken."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QWidget

from ui.evaluate.heat_map import Sample, paint_surprise
from ui.evaluate.word_facts import share
from ui.generate.text import GeneratedParagraph, GeneratedText, GeneratedWord
from ui.language.translation import translate
from ui.language.wording import number
from ui.style.theme import Theme
from ui.text.places import Place
from ui.text.word_flow import WordFlow

UNLIKELY, VERY_UNLIKELY = 0.005, 0.0005
"""Probabilities below which a word is marked."""


def described(text: GeneratedText, word: GeneratedWord, written: str) -> str:
    """Return what there is to say of a word, in a line."""
    steps = text.of(word)
    said = [written, translate("Words", "probability {share}").format(share=share(text.probability(word)))]
    if len(steps) == 1 and steps[0].rank:
        said.append(translate("Words", "place {rank}").format(rank=number(steps[0].rank, 0)))
    if len(steps) == 1 and steps[0].index < 0:
        return written
    return ", ".join(said)


class GeneratedView(WordFlow):
    """A generated text. A click or Enter pins a word, until Escape or a click beside the words."""

    pinned_changed = Signal()

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        self._text = GeneratedText()
        self._pinned = False
        super().__init__(theme, name, parent)
        self.activated.connect(lambda: self.pin(True))

    def show_text(self, text: GeneratedText, follow: bool = False) -> None:
        """Show `text`; with `follow`, its end comes into view where it was before."""
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - bar.singleStep()
        before = cast(Sequence[GeneratedParagraph], self.blocks)
        self._text = text
        after = text.paragraphs()
        keep = 0
        while keep < min(len(before), len(after)) and before[keep] == after[keep]:
            keep += 1
        self.set_blocks(after, keep)
        if follow and at_end:
            self._in_view()
            bar.setValue(bar.maximum())

    def word(self) -> GeneratedWord | None:
        """Return the word that is pointed at."""
        if self.current is None:
            return None
        return cast(GeneratedWord, self.blocks[self.current.block].units[self.current.unit])

    def written(self) -> str:
        """Return how the word that is pointed at is written."""
        word = self.word()
        if word is None or self.current is None:
            return ""
        return self.blocks[self.current.block].text[word.start : word.end]

    @property
    def is_pinned(self) -> bool:
        """Whether the mouse no longer changes which word is pointed at."""
        return self._pinned

    def pin(self, pinned: bool) -> None:
        """Hold the word that is pointed at, or let it go."""
        self._pinned = pinned and self.current is not None
        self.pinned_changed.emit()

    def described(self, place: Place) -> str:
        """Return a word and its probability."""
        block = self.blocks[place.block]
        unit = cast(GeneratedWord, block.units[place.unit])
        return described(self._text, unit, block.text[unit.start : unit.end])

    def formats(self, number: int) -> list[QTextLayout.FormatRange]:
        """Return the quieter colour of the prompt."""
        block = cast(GeneratedParagraph, self.blocks[number])
        if not block.prompt:
            return []
        made, look = QTextLayout.FormatRange(), QTextCharFormat()
        look.setForeground(self._theme.colour("muted"))
        made.start, made.length, made.format = 0, block.prompt, look  # pyright: ignore[reportAttributeAccessIssue]
        return [made]

    def paint_over(self, painter: QPainter, number: int, place: Place) -> None:
        """Mark unlikely words."""
        unit = cast(GeneratedWord, self.blocks[number].units[place.unit])
        if self._text.of(unit)[0].index < 0:
            return
        probability = self._text.probability(unit)
        level = (probability < UNLIKELY) + (probability < VERY_UNLIKELY)
        if level:
            for box in self.boxes(number, unit.start, unit.end):
                paint_surprise(painter, self._theme, box, level)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the word under the mouse, unless one is held."""
        if not self._pinned:
            super().mouseMoveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the word under the mouse; beside the words, let the one that is held go."""
        super().mousePressEvent(event)
        if self.place_at(event.position()) is None:
            self.pin(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the word that is held go on Escape."""
        if event.key() == Qt.Key.Key_Escape and self._pinned:
            self.pin(False)
            return
        super().keyPressEvent(event)


def generated_samples() -> list[Sample]:
    """Return the samples of the legend."""
    return [
        (
            translate("Words", "unlikely (below 0.5 %)"),
            lambda painter, theme, box: paint_surprise(painter, theme, box, 1),
        ),
        (
            translate("Words", "very (below 0.05 %)"),
            lambda painter, theme, box: paint_surprise(painter, theme, box, 2),
        ),
    ]
