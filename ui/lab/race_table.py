"""The table of a race: a row for each contender, the best of each column in bold."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ui.lab.race_view import RaceView, best_of
from ui.language.lab_sentences import contender_label
from ui.language.translation import translate
from ui.language.wording import number, perplexity, short_count
from ui.style.figures_table import FiguresTable
from ui.style.theme import Theme
from ui.style.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex
_NARROW = "\u202f"


@dataclass(frozen=True, slots=True)
class Column:
    """A figure: its name in the data, its title, what it is, how it is written, and which is the best."""

    key: str
    title: str
    said: str
    show: Callable[[float], str]
    lowest: bool | None = False
    """None: none is better than another."""


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


class RaceModel(QAbstractTableModel):
    """The figures of the contenders that something is known of."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns = columns()
        self._view = RaceView()
        self._names: list[str] = []
        self._best: list[set[int]] = []

    def show_race(self, view: RaceView) -> None:
        """Show other figures."""
        same = view.contenders == self._names
        if not same:
            self.beginResetModel()
        self._view, self._names = view, view.contenders
        self._best = [
            set()
            if column.lowest is None
            else best_of([self._value(row, column) for row in range(len(self._names))], column.lowest)
            for column in self._columns
        ]
        if not same:
            self.endResetModel()
        elif self._names:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._names) - 1, len(self._columns)))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many contenders there are."""
        return 0 if parent is not None and parent.isValid() else len(self._names)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are, that of the names included."""
        return 0 if parent is not None and parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a name or a figure, and how it is to look."""
        name = contender_label(self._names[index.row()])
        if index.column() == 0:
            return {
                Qt.ItemDataRole.DisplayRole: name,
                Qt.ItemDataRole.ToolTipRole: plain_tip(name),
                Qt.ItemDataRole.FontRole: self._theme.font(),
            }.get(Qt.ItemDataRole(role))
        column = self._columns[index.column() - 1]
        value = self._value(index.row(), column)
        is_best = index.row() in self._best[index.column() - 1]
        shown = "" if value is None else column.show(value)
        if role == Qt.ItemDataRole.DisplayRole:
            return shown
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(1.0, QFont.Weight.Bold if is_best else QFont.Weight.Normal)
        if role == Qt.ItemDataRole.AccessibleTextRole and shown:
            best = ", " + translate("Race", "the best of all") if is_best else ""
            return f"{name}, {column.title}: {shown}{best}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a column's title, and what its figures are."""
        if orientation != Qt.Orientation.Horizontal or section > len(self._columns):
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if section == 0:
            return "" if role == Qt.ItemDataRole.DisplayRole else None
        column = self._columns[section - 1]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return column.said if role == Qt.ItemDataRole.ToolTipRole else None

    def _value(self, row: int, column: Column) -> float | None:
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
