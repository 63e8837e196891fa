"""The model under a `FiguresTable`: a row of figures for each name, the best of each column in bold."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from ui.language.translation import translate
from ui.style.figure_column import Column
from ui.style.theme import Theme
from ui.style.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """Names in the first column, figures in the others. What the rows are is up to who derives from it."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._columns: list[Column] = []
        self._keys: list[object] = []
        self._best: list[set[int]] = []

    @abstractmethod
    def name(self, row: int) -> str:
        """Return what the row number `row` is called."""

    @abstractmethod
    def value(self, row: int, column: Column) -> float | None:
        """Return a figure; None where there is none."""

    def difference(self, row: int, column: Column) -> str:
        """Return in words by how much a figure differs from what it is compared with; often nothing."""
        return ""

    def compared_with(self) -> str:
        """Return the name of what figures are compared with."""
        return ""

    def show_figures(
        self, keys: Sequence[object], columns: Sequence[Column], take: Callable[[], None]
    ) -> None:
        """Show other figures. `keys` tell the rows apart; `take` sets what `value` and the others then tell of."""
        same = list(keys) == self._keys and [each.key for each in columns] == [
            each.key for each in self._columns
        ]
        if not same:
            self.beginResetModel()
        take()
        self._keys, self._columns = list(keys), list(columns)
        self._best = [
            column.best([self.value(row, column) for row in range(len(keys))]) for column in columns
        ]
        if not same:
            self.endResetModel()
        elif keys:
            self.dataChanged.emit(self.index(0, 0), self.index(len(keys) - 1, len(columns)))

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._keys)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are, that of the names included."""
        return 0 if parent is not None and parent.isValid() else len(self._columns) + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a name or a figure, and how it is to look."""
        row, name = index.row(), self.name(index.row())
        if index.column() == 0:
            return {
                Qt.ItemDataRole.DisplayRole: name,
                Qt.ItemDataRole.ToolTipRole: plain_tip(name),
                Qt.ItemDataRole.FontRole: self.theme.font(),
            }.get(Qt.ItemDataRole(role))
        column = self._columns[index.column() - 1]
        value = self.value(row, column)
        is_best = row in self._best[index.column() - 1]
        shown = "" if value is None else column.show(value)
        if role == Qt.ItemDataRole.DisplayRole:
            difference = self.difference(row, column)
            return f"{shown}  ({difference})" if shown and difference else shown
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return self.theme.font(1.0, QFont.Weight.Bold if is_best else QFont.Weight.Normal)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = self._said(row, column, shown, is_best) if shown else ""
            return plain_tip(said) if said and role == Qt.ItemDataRole.ToolTipRole else said
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

    def _said(self, row: int, column: Column, shown: str, is_best: bool) -> str:
        said = f"{self.name(row)}, {column.title}: {shown}"
        if is_best:
            said += ", " + translate("Figures", "the best of all")
        difference = self.difference(row, column)
        if difference:
            against = translate("Figures", "{difference} against {model}")
            said += ", " + against.format(difference=difference, model=self.compared_with())
        return said
