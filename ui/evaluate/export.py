"""The figures of a measurement for elsewhere: on the clipboard, or in a file."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.background import Background
from ui.errors import show_error
from ui.evaluate import results
from ui.evaluate.run import EvaluationRun
from ui.folders import start_folder
from ui.settings import Settings
from wordrnn import files


def protocol_of(run: EvaluationRun) -> dict[str, dict[str, Any]]:
    """Return how each model was measured."""
    return {
        name: {
            "tokens": each.kind,
            "suggestions": run.k,
            "strong_language": each.strong_language,
            "whole": each.state == "whole",
            "in_training": dict(each.overlap) if each.overlap else None,
        }
        for name, each in run.measurements.items()
    }


class EvaluationExport(QObject):
    """Copies and saves what `run` has measured so far."""

    said = Signal(str)  # that it is done

    def __init__(
        self, run: EvaluationRun, background: Background, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._run = run
        self._background = background
        self._settings = settings

    def copy_table(self) -> None:
        """Put the table on the clipboard."""
        found = self._run.results()
        if found:
            QGuiApplication.clipboard().setText(results.as_text(found))
            self.said.emit(self.tr("The table is copied."))

    def choose_file(self) -> None:
        """Ask which file to write the figures into."""
        start = start_folder(self._settings) / f"{Path(self._run.text.title).stem}.csv"
        table, whole = self.tr("Table (*.csv)"), self.tr("All figures (*.json)")
        name, chosen = QFileDialog.getSaveFileName(
            self._widget, self.tr("Save the figures"), str(start), f"{table};;{whole}"
        )
        if name:
            ending = ".json" if chosen == whole else ".csv"
            self.save(Path(name) if Path(name).suffix else Path(name + ending))

    def save(self, path: Path) -> None:
        """Write the figures into a file, as JSON where its name says so, else as CSV."""
        found = self._run.results()
        if path.suffix.lower() == ".json":
            text = results.as_json(found, self._run.text.title, protocol_of(self._run))
        else:
            text = results.as_csv(found)
        self._background.run(
            lambda: files.write_text(path, text),
            lambda _: self.said.emit(self.tr("Saved as {name}.").format(name=path.name)),
            lambda error: show_error(self._widget, error, self.tr("The figures could not be saved.")),
        )
