"""The table of a comparison: a row for each part of each model, the best of each column in bold."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.evaluate import results
from ui.evaluate.results import Results, Row
from ui.evaluate.word_facts import part_title
from ui.language.translation import translate
from ui.style.figure_column import Column
from ui.style.figures_model import FiguresModel
from ui.style.figures_table import FiguresTable
from ui.style.theme import Theme


class ResultsModel(FiguresModel):
    """Rows of figures: the name of the part first, under that of its model where there are several."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(theme, parent)
        self._rows: list[Row] = []
        self._several = False

    def set_results(self, found: Results) -> None:
        """Show other figures."""
        rows, columns = results.rows_of(found), results.columns()
        columns = [each for each in columns if not rows or any(each.key in row.figures for row in rows)]

        def take() -> None:
            self._rows, self._several = rows, len(found) > 1

        self.show_figures([(row.model, row.part) for row in rows], columns, take)

    def row(self, number: int) -> Row:
        """Return a row."""
        return self._rows[number]

    def name(self, row: int) -> str:
        """Return what a row is called."""
        shown = self._rows[row]
        return f"{shown.model} · {part_title(shown.part)}" if self._several else part_title(shown.part)

    def value(self, row: int, column: Column) -> float | None:
        """Return a figure of a part."""
        return self._rows[row].figures.get(column.key)

    def difference(self, row: int, column: Column) -> str:
        """Return by how much it differs from the first model."""
        return results.difference(self._rows, self._rows[row], column)

    def compared_with(self) -> str:
        """Return the name of the first model."""
        return self._rows[0].model


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
