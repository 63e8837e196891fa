"""The table of a race: a row for each contender, the best of each column in bold."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.lab.race_view import RaceView
from ui.language.lab_sentences import contender_label
from ui.language.translation import translate
from ui.language.wording import number, perplexity, short_count
from ui.style.figure_column import Column
from ui.style.figures_model import FiguresModel
from ui.style.figures_table import FiguresTable
from ui.style.theme import Theme

_NARROW = "\u202f"


def columns() -> list[Column]:
    """Return the columns in the language in use."""
    return [
        Column(
            "parameters",
            translate("Race", "Parameters"),
            translate("Race", "Numbers that are learned, or counted"),
            lambda value: short_count(round(value)),
            None,
        ),
        Column(
            "seconds_per_epoch",
            translate("Race", "A pass"),
            translate("Race", "Seconds for reading the text once while it learns"),
            lambda value: f"{number(value, 1)}{_NARROW}s",
            True,
        ),
        Column(
            "perplexity",
            translate("Race", "Perplexity"),
            translate("Race", "On the test text; lower is better"),
            perplexity,
            True,
        ),
        Column("top1", "Top-1", translate("Race", "How often the next word is the likeliest"), _percent),
        Column("top3", "Top-3", translate("Race", "How often it is among the likeliest three"), _percent),
        Column("top5", "Top-5", translate("Race", "How often it is among the likeliest five"), _percent),
        Column(
            "keystroke_savings",
            translate("Race", "Saved"),
            translate("Race", "Keystrokes saved with three suggestions in view"),
            _percent,
        ),
        Column(
            "named",
            translate("Race", "Frequent"),
            translate("Race", "How often it names the next word, where that is one of the most frequent"),
            _percent,
        ),
        Column(
            "ms_per_prediction",
            translate("Race", "A word"),
            translate("Race", "Milliseconds for a prediction"),
            lambda value: f"{number(value, 2)}{_NARROW}ms",
            True,
        ),
    ]


def _percent(share: float) -> str:
    return f"{number(100 * share, 1)}{_NARROW}%"


class RaceModel(FiguresModel):
    """The figures of the contenders that something is known of."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._view = RaceView()
        self._names: list[str] = []

    def show_race(self, view: RaceView) -> None:
        """Show other figures."""
        names = list(view.contenders)

        def take() -> None:
            self._view, self._names = view, names

        self.show_figures(names, columns(), take)

    def name(self, row: int) -> str:
        """Return what a contender is called."""
        return contender_label(self._names[row])

    def value(self, row: int, column: Column) -> float | None:
        """Return a figure of a contender."""
        return self._view.figures[self._names[row]].get(column.key)


class RaceTable(FiguresTable):
    """The figures of all contenders."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.figures = RaceModel(theme)
        name, heading = (
            translate("Race", "Figures of each contender"),
            translate("Race", "What each column is"),
        )
        super().__init__(theme, self.figures, name, heading, parent)
