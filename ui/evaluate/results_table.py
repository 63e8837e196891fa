"""The table of a comparison: a row for each part of each model, the best of each column in bold."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from ui.evaluate import results
from ui.evaluate.results import Column, Results, Row
from ui.evaluate.word_facts import part_title
from ui.language.translation import translate
from ui.style.figures_table import FiguresTable
from ui.style.theme import Theme
from ui.style.widgets import plain_tip

Index = QModelIndex | QPersistentModelIndex


class ResultsModel(QAbstractTableModel):
    """Rows of figures: the name of the part first, under that of its model where there are several."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._columns: list[Column] = []
        self._rows: list[Row] = []
        self._best: list[set[int]] = []
        self._several = False

    def set_results(self, found: Results) -> None:
        """Show other figures."""
        rows, columns = results.rows_of(found), results.columns()
        columns = [each for each in columns if not rows or any(each.key in row.figures for row in rows)]
        same = [(row.model, row.part) for row in rows] == [(row.model, row.part) for row in self._rows]
        same = same and [each.key for each in columns] == [each.key for each in self._columns]
        if not same:
            self.beginResetModel()
        self._rows, self._columns, self._several = rows, columns, len(found) > 1
        self._best = [results.best(rows, column) for column in columns]
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(columns)))

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return how many columns there are, that of the names included."""
        return 0 if parent is not None and parent.isValid() else len(self._columns) + 1

    def name(self, row: Row) -> str:
        """Return what a row is called."""
        return f"{row.model} · {part_title(row.part)}" if self._several else part_title(row.part)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a figure, with its difference from the first model, and how it is to look."""
        row = self._rows[index.row()]
        if index.column() == 0:
            return self._of_name(row, role)
        column = self._columns[index.column() - 1]
        value = row.figures.get(column.key)
        is_best = index.row() in self._best[index.column() - 1]
        difference = results.difference(self._rows, row, column)
        if role == Qt.ItemDataRole.DisplayRole:
            if value is None:
                return ""
            return column.show(value) + (f"  ({difference})" if difference else "")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font(1.0, QFont.Weight.Bold if is_best else QFont.Weight.Normal)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            if value is None:
                return ""
            text = f"{self.name(row)}, {column.title}: {column.show(value)}"
            if is_best:
                text += ", " + translate("Evaluation", "the best of all")
            if difference:
                against = translate("Evaluation", "{difference} against {model}")
                text += ", " + against.format(difference=difference, model=self._rows[0].model)
            return plain_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        return None

    def _of_name(self, row: Row, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name(row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self.name(row))
        if role == Qt.ItemDataRole.FontRole:
            return self._theme.font()
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


class ResultsTable(FiguresTable):
    """The table, as high as its rows."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.figures = ResultsModel(theme)
        name, heading = (
            translate("Evaluation", "Figures of each part"),
            translate("Evaluation", "What each column is"),
        )
        super().__init__(theme, self.figures, name, heading, parent)

    def show_results(self, found: Results) -> None:
        """Show other figures."""
        self.figures.set_results(found)

    def show_row_of(self, model: str, part: str) -> None:
        """Mark the row whose text is shown."""
        for number in range(self.figures.rowCount()):
            row = self.figures.row(number)
            if (row.model, row.part) == (model, part):
                self.setCurrentIndex(self.figures.index(number, 0))
