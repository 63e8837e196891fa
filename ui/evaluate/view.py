"""What was measured: figures, the text word by word, and the table, beside or below one another."""

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.evaluate import results
from ui.evaluate.cards import EvaluationCards
from ui.evaluate.heat_card import HeatCard
from ui.evaluate.run import Measurement
from ui.evaluate.table_card import TableCard
from ui.style.scroll import make_upright
from ui.style.theme import Theme
from ui.style.widgets import set_role, spacing

_SIDE_BY_SIDE_EM = 70


class EvaluationView(QScrollArea):
    """Shows measurements; which part of which model is looked at is chosen in the text and in the table alike."""

    def __init__(self, theme: Theme, k: int, parent: QWidget | None = None) -> None:
        """`k` is the number of suggestions in view at first."""
        super().__init__(parent)
        self._theme = theme
        self._measurements: Mapping[str, Measurement] = {}
        self._k = k
        self.cards = EvaluationCards(theme)
        self.heat = HeatCard(theme)
        self.table_card = TableCard(theme, k)
        make_upright(self)
        self._build()
        self.heat.shown.connect(self._on_part_shown)
        self.table_card.row_chosen.connect(self.heat.choose)
        self.table_card.row_chosen.connect(self._on_part_shown)
        theme.changed.connect(self._arrange)

    def show_measurements(
        self, measurements: Mapping[str, Measurement], found: results.Results, k: int
    ) -> None:
        """Show the figures so far, with `k` suggestions in view."""
        self._measurements, self._k = measurements, k
        self._arrange()
        self.heat.show_measurements(measurements)
        self.table_card.show_measurements(measurements, found, k)
        if self.heat.model() is not None:
            self.table_card.table.show_row_of(self.heat.model() or "", self.heat.part())
        self._show_figures()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the table below the text where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _build(self) -> None:
        content = QWidget()
        set_role(content, "plain")
        box = QVBoxLayout(content)
        spacing(box, self._theme, 1.0, (1.4, 1.3, 1.4, 1.3))
        box.addWidget(self.cards)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(self._theme.em(1.0))
        self._halves.addWidget(self.heat, 1)
        self._halves.addWidget(self.table_card, 1)
        box.addLayout(self._halves, 1)
        self.setWidget(content)

    def _arrange(self) -> None:
        """Put the table beside the text, or below it; above it where it is wide, with several models."""
        several = len(self._measurements) > 1
        wide = self.width() >= self._theme.em(_SIDE_BY_SIDE_EM) and not several
        directions = QBoxLayout.Direction
        stacked = directions.BottomToTop if several else directions.TopToBottom
        self._halves.setDirection(directions.LeftToRight if wide else stacked)
        self.heat.setMinimumHeight(self._theme.em(26 if wide else 34))

    def _on_part_shown(self, model: str, part: str) -> None:
        self.table_card.table.show_row_of(model, part)
        self._show_figures()

    def _show_figures(self) -> None:
        measurement = self._measurements.get(self.heat.model() or "")
        self.cards.show_measurement(measurement, self.heat.part(), self._k)
