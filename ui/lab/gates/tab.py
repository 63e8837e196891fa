"""Open the gate: type a sentence, and see every gate of a trained network open and shut over it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QScrollBar,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.background import Background
from ui.errors import sentence_for
from ui.evaluate.models import EvaluableModel
from ui.lab.gates.equations import EquationCard
from ui.lab.gates.forcing import ForceCard
from ui.lab.gates.importance import ImportanceCard
from ui.lab.gates.looking import Looked, Looking, Wish
from ui.lab.gates.map_layout import ordered
from ui.lab.gates.maps import GateMaps, Reading
from ui.lab.gates.names import SOURCES
from ui.lab.kept_network import open_network
from ui.lab.model_menu import ModelMenu
from ui.lab.tab import LabTab
from ui.language.lab_sentences import sentences_of
from ui.language.wording import count, number
from ui.style.scroll import scroll_area
from ui.style.theme import Theme
from ui.style.widgets import label, set_role, spacing
from wordrnn.lab.quantities import KEEPERS

SENTENCE = "The room was full and nobody"
_AFTER_MS = 250  # of not typing
_LONGEST = 600  # characters
_SIDE_BY_SIDE_EM = 62


class GatesTab(LabTab):
    """The sentence above, the heat maps at the left; equations, importance and forcing at the right."""

    def __init__(
        self,
        theme: Theme,
        background: Background,
        list_models: Callable[[], Sequence[EvaluableModel]],
        open_model: Callable[[str], Any] = open_network,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "gates", "", parent)
        self.title = self.tr("Open the gate")
        self._background = background
        self._list_models = list_models
        self.looking = Looking(background, open_model, self)
        self.looking.looked.connect(self._on_looked)
        self.looking.failed.connect(self._on_failed)
        self._looked: Looked | None = None
        self._at: int | None = None
        self._target = ""
        self._unit: int | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_AFTER_MS)
        self._timer.timeout.connect(self.look)
        self._build()
        self.first_focus = self.sentence

    # What it does ---------------------------------------------------------------------------------------------------

    @property
    def has_data(self) -> bool:
        """Whether a sentence has been read."""
        return self._looked is not None

    def data(self) -> Mapping[str, Any]:
        """Return what was found, as `wordrnn lab gates --json` prints it."""
        assert self._looked is not None
        return self._looked.result.to_json()

    def tab_shown(self) -> None:
        """Read which models there are."""
        self._background.run(self._list_models, self._on_models, self._on_failed)

    def fill_for_picture(self) -> None:
        """Shut the forget gate."""
        self.forcing.hold("forget", 0.0)

    def look(self) -> None:
        """Look into the sentence as it stands."""
        self._timer.stop()
        if not self.model.model or not self.sentence.text().strip():
            return
        one = self.forcing.holds_one_unit
        self.looking.ask(
            Wish(
                text=self.sentence.text(),
                model=self.model.model,
                at=self._at,
                target=self._target,
                layer=max(0, self.layer.currentIndex()),
                unit=self._unit,
                force=self.forcing.force(),
                force_unit=self._shown_unit() if one else None,
            )
        )

    # Building -------------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        self.model = ModelMenu(self)
        self.model.chosen.connect(lambda _: self._on_model())
        self.tools = [self.model]
        self.maps = GateMaps(theme)
        self.maps.chosen.connect(self._on_chosen)
        self.maps.pointed.connect(self._on_pointed)
        self.maps.scrolled.connect(self._on_scrolled)
        self.equations = EquationCard(theme)
        self.importance = ImportanceCard(theme)
        self.importance.target_chosen.connect(self._on_target)
        self.forcing = ForceCard(theme)
        self.forcing.changed.connect(self.look)
        self._kept = label("", wrap=True)
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, theme, 0.8, (1.4, 1.0, 1.4, 1.2))
        box.addWidget(self._build_line())
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        spacing(self._halves, theme, 1.0)
        self._halves.addWidget(self._build_left(), 1)
        self._halves.addWidget(self._build_right(), 1)
        box.addLayout(self._halves, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(content))
        theme.follow(self, self._arrange)
        self._show_found(False)

    def _build_line(self) -> QWidget:
        self.sentence = QLineEdit(SENTENCE)
        self.sentence.setMaxLength(_LONGEST)
        self.sentence.setAccessibleName(self.tr("Sentence"))
        self.sentence.setPlaceholderText(self.tr("Type a sentence"))
        self.sentence.textEdited.connect(self._on_typed)
        self.sentence.returnPressed.connect(self.look)
        self.order = QComboBox()
        self.order.setAccessibleName(self.tr("Order of the units"))
        for text, name in (
            (self.tr("says most about what follows"), "says"),
            (self.tr("by number"), "number"),
            (self.tr("highest at the word"), "value"),
            (self.tr("keeps longest"), "keeps"),
            (self.tr("changes most"), "changes"),
        ):
            self.order.addItem(text, name)
        self.order.activated.connect(lambda _: self._show_maps())
        self.layer = QComboBox()
        self.layer.setAccessibleName(self.tr("Layer"))
        self.layer.activated.connect(lambda _: self._on_layer())
        line = QWidget()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, line)
        spacing(self._line, self.theme, 0.7)
        self._line.addWidget(self.sentence, 1)
        choices = QHBoxLayout()
        spacing(choices, self.theme, 0.7)
        choices.addWidget(label(self.tr("Units:"), "muted"))
        choices.addWidget(self.order)
        choices.addWidget(self.layer)
        choices.addStretch(1)
        self._line.addLayout(choices)
        return line

    def _build_left(self) -> QWidget:
        self._units = QScrollBar(Qt.Orientation.Vertical)
        self._units.setAccessibleName(self.tr("Units in view"))
        self._units.valueChanged.connect(self.maps.scroll_to)
        self._units.hide()
        self._left = QWidget()
        box = QVBoxLayout(self._left)
        spacing(box, self.theme, 0.6)
        row = QHBoxLayout()
        spacing(row, self.theme, 0.2)
        row.addWidget(self.maps, 1)
        row.addWidget(self._units)
        box.addLayout(row, 100)
        box.addWidget(self._kept)
        self._remark = label("", "muted", wrap=True)
        box.addWidget(self._remark)
        box.addStretch(1)
        return self._left

    def _build_right(self) -> QWidget:
        self._right = QWidget()
        box = QVBoxLayout(self._right)
        spacing(box, self.theme, 0.85)
        for card in (self.equations, self.importance, self.forcing):
            card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
            box.addWidget(card)
        box.addStretch(1)
        return self._right

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the cards below the maps where there is no room beside them."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self.theme.em(_SIDE_BY_SIDE_EM)
        sideways, downwards = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._halves.setDirection(sideways if wide else downwards)
        self._line.setDirection(sideways if wide else downwards)
        # All maps are in view at once where that leaves room for each.
        self.maps.setMaximumHeight(
            max(self.maps.minimumSizeHint().height(), self.height() - self.theme.em(8.5))
        )

    # Models ---------------------------------------------------------------------------------------------------------

    def _on_models(self, models: Sequence[EvaluableModel]) -> None:
        self.model.set_models(models)
        if not models:
            self._looked = None
            self._show_found(False)
            self._remark.setText(self.tr("There is no model yet. Train one on the Train page."))

    def _on_model(self) -> None:
        self._target, self._unit = "", None
        self.layer.setCurrentIndex(0)
        self.look()

    # What was found -------------------------------------------------------------------------------------------------

    def _on_looked(self, looked: Looked) -> None:
        result = looked.result
        another = self._looked is None or self._looked.result.model != result.model
        self._looked = looked
        self._at = result.at if self._at is not None else None
        self._unit = result.unit
        if another:
            self._fill_layers(len(result.layers))
        self.forcing.set_cell(result.cell)
        said = dict(
            zip(
                (each.code for each in result.sentences),
                sentences_of({"sentences": [each.to_json() for each in result.sentences]}),
                strict=True,
            )
        )
        held = ("gates-held", "gates-forgets", "gates-remembers")
        self.forcing.show_result(result, [text for code, text in said.items() if code.startswith(held)])
        kept = [text for code, text in said.items() if code.startswith("gates-kept")]
        rest = [t for code, t in said.items() if not code.startswith((*held, "gates-kept"))]
        self.importance.show_result(result, rest)
        self._kept.setText(" ".join(kept))
        self._kept.setVisible(bool(kept))
        self._show_maps()
        self._show_numbers(result.at, result.unit)
        self._show_found(True)
        self._arrange()
        self.model.show_cell(result.cell)
        self.source = SOURCES[result.cell]
        took = 1000 * result.seconds / len(result.words)
        each = self.tr("{time} ms a word").format(time=number(took, 0 if took >= 10 else 1))
        self.set_facts([each, self.tr("%n unit(s)", "", result.units), *self._unknown(result)])
        self.data_changed.emit()

    def _unknown(self, result: Any) -> list[str]:
        words = ", ".join(result.words[place] for place in result.unknown)
        return [self.tr("not in the vocabulary: {words}").format(words=words)] if words else []

    def _on_failed(self, error: Exception) -> None:
        self._looked = None
        self._show_found(False)
        self._remark.setText(sentence_for(error))
        self.set_facts([])
        self.data_changed.emit()

    def _show_found(self, found: bool) -> None:
        for each in (self.maps, self.equations, self.importance, self.forcing):
            each.setVisible(found)
        self._kept.setVisible(found and bool(self._kept.text()))
        self._remark.setVisible(not found)
        for each in (self.order, self.layer):
            each.setEnabled(found)

    def _show_maps(self) -> None:
        if self._looked is None:
            return
        result, layer = self._looked.result, self._looked.wish.layer
        keeper = KEEPERS.get(result.cell)  # pyright: ignore[reportArgumentType]
        order = ordered(
            self.order.currentData(), result.layers[layer], result.contribution[layer], result.at, keeper
        )
        reading = Reading(result.words, result.unknown, result.layers[layer])
        self.maps.show_reading(reading, order, result.at, result.unit)

    def _show_numbers(self, word: int, unit: int) -> None:
        from wordrnn.lab.gates import numbers_of  # there is a result: it is loaded

        assert self._looked is not None
        result, trace = self._looked.result, self._looked.trace
        numbers = numbers_of(trace.layers[self._looked.wish.layer], word, unit)
        self.equations.show_numbers(result.cell, result.words[word], unit, numbers)

    def _fill_layers(self, layers: int) -> None:
        blocker = QSignalBlocker(self.layer)
        chosen = max(0, self.layer.currentIndex())
        self.layer.clear()
        for layer in range(layers):
            self.layer.addItem(self.tr("layer {number}").format(number=count(layer + 1)))
        self.layer.setCurrentIndex(min(chosen, layers - 1))
        self.layer.setVisible(layers > 1)
        blocker.unblock()

    # What is asked --------------------------------------------------------------------------------------------------

    def _on_typed(self) -> None:
        self._at, self._target = None, ""
        self._timer.start()

    def _on_chosen(self, word: int, unit: int) -> None:
        assert self._looked is not None
        self._unit = unit
        if word != self._looked.result.at:
            self._at, self._target = word, ""
            self._timer.start()
        elif self.forcing.holds_one_unit and self.forcing.force():
            self._timer.start()
        self._show_numbers(word, unit)

    def _on_pointed(self, place: tuple[int, int] | None) -> None:
        if self._looked is not None:
            self._show_numbers(*(place or self.maps.choice))

    def _on_target(self, word: str) -> None:
        self._target = word
        self.look()

    def _on_layer(self) -> None:
        self._unit = None
        self.look()

    def _on_scrolled(self) -> None:
        units = self._looked.result.units if self._looked else 0
        rows = self.maps.rows
        blocker = QSignalBlocker(self._units)
        self._units.setRange(0, max(0, units - rows))
        self._units.setPageStep(rows)
        self._units.setValue(self.maps.first)
        blocker.unblock()
        self._units.setVisible(units > rows)

    def _shown_unit(self) -> int | None:
        return self.maps.choice[1] if self._looked is not None else None
