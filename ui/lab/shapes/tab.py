"""The shapes: a batch of the chosen text, and what it becomes in the chosen model."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QHBoxLayout, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.errors import sentence_for
from ui.evaluate.models import EvaluableModel
from ui.lab.gates.bars import WordBars
from ui.lab.kept_network import KeptNetwork, open_network
from ui.lab.model_menu import ModelMenu
from ui.lab.newest import Newest
from ui.lab.shapes.block import BatchBlock
from ui.lab.shapes.way import WayCard
from ui.lab.tab import LabTab
from ui.language.lab_sentences import sentences_of
from ui.language.wording import count
from ui.style.flow import FlowLayout
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import Card, button, label, section, set_role, spacing

if TYPE_CHECKING:  # numpy: not before the window is shown
    from wordrnn.lab.network import Network
    from wordrnn.lab.shapes import Result

_SIDE_BY_SIDE_EM = 62
_FEATURES = 12  # that are shown in numbers


class ShapesTab(LabTab):
    """The block at the left, the way through the network at the right; how the text is cut above them."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        list_models: Callable[[], Sequence[EvaluableModel]],
        list_corpora: Callable[[], Sequence[CorpusRow]],
        open_model: Callable[[str], Network] = open_network,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "shapes", "", parent)
        self.title = self.tr("Shapes")
        self._background = background
        self._list = lambda: (list_models(), list_corpora())
        self._cutting = Newest(background, self)
        self._cutter = Cutter(open_model)
        self._result: Result | None = None
        self._build()
        self.first_focus = self.corpus

    @property
    def is_busy(self) -> bool:
        """Whether a text is being cut."""
        return self._cutting.is_busy

    @property
    def has_data(self) -> bool:
        """Whether there is a batch."""
        return self._result is not None

    def data(self) -> Mapping[str, Any]:
        """Return what `wordrnn lab shapes --json` prints of it."""
        assert self._result is not None
        return self._result.to_json()

    def tab_shown(self) -> None:
        """Read which models and texts there are."""
        self._background.run(self._list, self._on_listed, self._on_failed)

    def cut(self) -> None:
        """Cut the chosen text as it is asked for."""
        corpus, model = self.corpus.currentData(), self.model.model
        if corpus is None or not model:
            return
        batch, steps, window = self.batch.value(), self.steps.value(), self.window_number.value() - 1
        self._cutting.ask(
            lambda: self._cutter.cut(model, corpus, batch, steps, window), self._on_cut, self._on_failed
        )

    # Building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        self.model = ModelMenu(self)
        self.model.chosen.connect(lambda _: self.cut())
        self.tools = [self.model]
        self.block = BatchBlock(theme)
        self.block.chosen.connect(lambda *_: self._show_word())
        self.way = WayCard(theme)
        self._word_card = Card(theme)
        self._word_heading = section(" ")
        self.bars = WordBars(theme)
        self._word_said = label("", "small", wrap=True)
        for part in (self._word_heading, self.bars, self._word_said):
            self._word_card.body.addWidget(part)
        self._remark = label("", "muted", wrap=True)
        self._said = label("", wrap=True)
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, theme, 0.8, (1.4, 1.0, 1.4, 1.2))
        box.addWidget(self._build_line())
        box.addWidget(self._remark)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        spacing(self._halves, theme, 1.0)
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            spacing(column, theme, 0.85)
        left.addWidget(self.block)
        left.addWidget(self._said)
        left.addStretch(1)
        for card in (self.way, self._word_card):
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
            right.addWidget(card)
        right.addStretch(1)
        self._halves.addLayout(left, 3)
        self._halves.addLayout(right, 2)
        box.addLayout(self._halves, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(content))
        theme.follow(self, self._arrange)
        self._show_found(False)

    def _build_line(self) -> QWidget:
        self.corpus = QComboBox()
        self.corpus.setAccessibleName(self.tr("Text"))
        self.corpus.activated.connect(lambda _: self._on_text())
        self.batch = _spin(self.tr("Streams"), 6, 1, 24)
        self.steps = _spin(self.tr("Words of each"), 8, 1, 24)
        self.window_number = _spin(self.tr("Window"), 1, 1, 1)
        self.next = button(self.tr("Next window"), self._on_next)
        line = QWidget()
        flow = FlowLayout(line)
        for name, control in (
            (self.tr("Text"), self.corpus),
            (self.tr("Streams"), self.batch),
            (self.tr("Words of each"), self.steps),
            (self.tr("Window"), self.window_number),
            ("", self.next),
        ):
            flow.addWidget(self._named(name, control))
        self.theme.follow(flow, lambda: flow.setSpacing(self.theme.em(1.0)))
        self.batch.valueChanged.connect(lambda _: self._on_text())
        self.steps.valueChanged.connect(lambda _: self._on_text())
        self.window_number.valueChanged.connect(lambda _: self.cut())
        return line

    def _named(self, name: str, control: QWidget) -> QWidget:
        pair = QWidget()
        row = QHBoxLayout(pair)
        spacing(row, self.theme, 0.5)
        if name:
            row.addWidget(label(name, "muted"))
        row.addWidget(control)
        return pair

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below the block where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self.theme.em(_SIDE_BY_SIDE_EM)
        sideways, downwards = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(sideways if wide else downwards)

    # What is asked --------------------------------------------------------------------------------------------------

    def _on_listed(self, found: tuple[Sequence[EvaluableModel], Sequence[CorpusRow]]) -> None:
        models, corpora = found
        chosen = self.corpus.currentData()
        names = [row.name for row in corpora]
        if names != [self.corpus.itemData(place) for place in range(self.corpus.count())]:
            self.corpus.clear()
            for row in corpora:
                self.corpus.addItem(row.title, row.name)
            self.corpus.setCurrentIndex(max(0, names.index(chosen) if chosen in names else 0))
        known = self.model.model
        self.model.set_models(models)
        if not models:
            self._result = None
            self._show_found(False)
            self._remark.setText(self.tr("There is no model yet. Train one on the Train page."))
        elif self.model.model == known and self._result is None:
            self.cut()

    def _on_text(self) -> None:
        """Begin with the first window of other streams."""
        blocker = QSignalBlocker(self.window_number)
        self.window_number.setValue(1)
        blocker.unblock()
        self.cut()

    def _on_next(self) -> None:
        number = self.window_number
        number.setValue(number.value() + 1 if number.value() < number.maximum() else 1)

    # What was found -------------------------------------------------------------------------------------------------

    def _on_cut(self, result: Result) -> None:
        self._result = result
        blocker = QSignalBlocker(self.window_number)
        self.window_number.setRange(1, result.windows)
        self.window_number.setValue(result.window + 1)
        blocker.unblock()
        size = next(each["shape"][2] for each in result.shapes if each["name"] == "embedding")
        self.block.show_batch(result.words, result.features, size)
        self.way.show_shapes(result.shapes)
        self._said.setText(
            " ".join(sentences_of({"sentences": [each.to_json() for each in result.sentences]}))
        )
        self._show_word()
        self._show_found(True)
        self.model.show_cell(result.cell)
        self.source = "Williams & Peng 1990"
        read = count(result.tokens)
        whole = (
            self.tr("{tokens} words and marks")
            if result.whole
            else self.tr("the first {tokens} words and marks")
        )
        of = self.tr("window {number} of {windows}")
        self.set_facts(
            [
                whole.format(tokens=read),
                of.format(number=count(result.window + 1), windows=count(result.windows)),
            ]
        )
        self.data_changed.emit()

    def _show_word(self) -> None:
        assert self._result is not None
        stream, step = self.block.place
        word, vector = self._result.words[stream][step], self._result.features[stream][step][:_FEATURES]
        heading = self.tr("“{word}” as numbers").format(word=word)
        self._word_heading.setText(heading.upper())
        self._word_heading.setAccessibleName(heading)
        self.bars.show_values([str(place + 1) for place in range(len(vector))], vector, heading)
        token, target = self._result.ids[stream][step], self._result.targets[stream][step]
        text = self.tr(
            "The first {count} of its features. It is number {token} of the vocabulary; what is to be predicted "
            "after it is “{target}”."
        )
        self._word_said.setText(text.format(count=len(vector), token=count(token), target=target))

    def _on_failed(self, error: Exception) -> None:
        self._result = None
        self._show_found(False)
        self._remark.setText(sentence_for(error))
        self.set_facts([])
        self.data_changed.emit()

    def _show_found(self, found: bool) -> None:
        for each in (self.block, self.way, self._word_card, self._said):
            each.setVisible(found)
        self._remark.setVisible(not found)
        self.next.setEnabled(found)


class Cutter:
    """Cuts texts in a thread; the network and the tokens of the last text stay at hand."""

    def __init__(self, open_model: Callable[[str], Network]) -> None:
        self._network = KeptNetwork(open_model)
        self._ids: tuple[tuple[str, Network], Any] | None = None

    def cut(self, model: str, corpus: str, batch: int, steps: int, window: int) -> Result:
        """Return a window of a text. Raises ModelError, CorpusError, OptionError."""
        from wordrnn.lab import shapes

        network = self._network.get(model)
        if self._ids is None or self._ids[0][0] != corpus or self._ids[0][1] is not network:
            self._ids = ((corpus, network), shapes.ids_of(corpus, network.tokenizer))
        settings = shapes.Settings(corpus=corpus, model=model, batch=batch, steps=steps, window=window)
        return shapes.cut(network, self._ids[1], settings)


def _spin(name: str, value: int, low: int, high: int) -> QSpinBox:
    made = QSpinBox()
    made.setRange(low, high)
    made.setValue(value)
    made.setAccessibleName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setKeyboardTracking(False)
    return made
