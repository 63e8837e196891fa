"""Which of the words before mattered for the word that follows."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from ui.lab.gates.bars import WordBars
from ui.language.wording import percent
from ui.style.theme import Theme
from ui.style.widgets import Card, Segments, label, section, spacing


class ImportanceCard(Card):
    """Bars by one of two methods, for a word that is chosen among those that may follow."""

    target_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self._methods = {self.tr("Occlusion"): "occlusion", self.tr("Gradient × embedding"): "gradient"}
        self._result: Any = None
        self._heading = section(self.tr("Which words mattered for"))
        self.target = QComboBox()
        self.target.setAccessibleName(self.tr("The word that follows"))
        self.target.activated.connect(lambda place: self.target_chosen.emit(self.target.itemData(place)))
        head = QHBoxLayout()
        spacing(head, theme, 0.7)
        head.addWidget(self._heading)
        head.addWidget(self.target)
        head.addStretch(1)
        self.method = Segments(self.tr("Method"), list(self._methods))
        self.method.choose(next(iter(self._methods)))
        self.method.chosen.connect(lambda _: self._show())
        self.bars = WordBars(theme)
        self._explained = label("", "small", wrap=True)
        self._said = label("", wrap=True)
        self.body.addLayout(head)
        self.body.addWidget(self.method)
        self.body.addWidget(self.bars)
        self.body.addWidget(self._explained)
        self.body.addWidget(self._said)

    def show_result(self, result: Any, sentences: Sequence[str]) -> None:
        """Show what mattered for the target of `result`, a `wordrnn.lab.gates.Result`."""
        self._result = result
        blocker = QSignalBlocker(self.target)
        self.target.clear()
        following = [(word, probability) for word, probability in result.prediction]
        if result.target not in [word for word, _ in following]:
            following.append((result.target, result.probability))
        for word, probability in following:
            self.target.addItem(f"{word}   {percent(probability)}", word)
        self.target.setCurrentIndex([word for word, _ in following].index(result.target))
        blocker.unblock()
        self._said.setText(" ".join(sentences))
        self._said.setVisible(bool(sentences))
        self._show()

    def _show(self) -> None:
        if self._result is None:
            return
        method = self._methods[self.method.choice() or next(iter(self._methods))]
        words, values = self._result.words[1 : self._result.at + 1], self._result.importance[method][1:]
        name = self.tr("What each word changes in log P of “{word}”").format(word=self._result.target)
        self.bars.show_values(words, values, name)
        self.bars.setVisible(bool(words))
        explained = {
            "occlusion": self.tr("What log P loses with an unknown word in the place of each."),
            "gradient": self.tr("The slope of log P along the vector of each word."),
        }
        nothing = self.tr("There is no word before.")
        self._explained.setText(explained[method] if words else nothing)
