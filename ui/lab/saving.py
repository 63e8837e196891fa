"""Saves what an experiment has found: its figure, drawn by another process, or its data."""

import json
import logging
import tempfile
from collections.abc import Callable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QProcess, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from ui.background import Background
from ui.child_process import last_line
from ui.errors import show_error
from ui.folders import start_folder
from ui.settings import Settings
from wordrnn import files, own_process

_log = logging.getLogger(__name__)
FIGURES = ("svg", "png")
TABLE = "csv"
WHOLE = "json"


def command() -> list[str]:
    """Return the program and the arguments that draw."""
    return own_process.command("lab")


def drawing_is_installed() -> bool:
    """Whether what draws figures is there; it is not loaded here."""
    return find_spec("matplotlib") is not None


class FigureSaving(QObject):
    """Writes one file at a time; the figure is made of the same numbers that are saved as data."""

    said = Signal(str)  # that it is done
    ended = Signal()  # whether it went well or not

    def __init__(
        self,
        background: Background,
        settings: Settings,
        parent: QWidget,
        program: Sequence[str] | None = None,
        can_draw: Callable[[], bool] = drawing_is_installed,
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._background = background
        self._settings = settings
        self._command = list(program or command())
        self._can_draw = can_draw
        self._process: QProcess | None = None
        self._stopped = False
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def is_running(self) -> bool:
        """Whether a file is being written by another process."""
        return self._process is not None

    def menu(self, name: Callable[[], str], data: Callable[[], Mapping[str, Any]]) -> QMenu:
        """Return the menu of what can be saved of the experiment `name()`, whose numbers are `data()`."""
        made = QMenu(self._widget)
        for kind, text in (
            ("svg", self.tr("Figure as SVG, for print…")),
            ("png", self.tr("Figure as PNG…")),
            (TABLE, self.tr("Data as a table (CSV)…")),
            (WHOLE, self.tr("All data (JSON)…")),
        ):
            if kind == TABLE:
                made.addSeparator()
            action = made.addAction(text)
            action.triggered.connect(lambda _=False, kind=kind: self._choose(kind, name(), data()))
        return made

    def save(self, path: Path, name: str, data: Mapping[str, Any]) -> None:
        """Write the experiment `name` to `path`: a figure or a table by another process, JSON as it is."""
        kind = path.suffix.lower().lstrip(".")
        if kind in FIGURES and not self._can_draw():
            self._fail(own_process.missing_part("needs-lab", "matplotlib"))
            return
        if kind == WHOLE:
            self._background.run(
                lambda: files.write_text(path, _as_json(data)), lambda _: self._done(path), self._fail
            )
            return
        self._folder = tempfile.TemporaryDirectory(prefix="wordrnn-")
        saved = Path(self._folder.name) / f"{name}.json"
        self._background.run(
            lambda: saved.write_text(_as_json(data), encoding="utf-8"),
            lambda _: self._start(path, [name, "--data", str(saved), _option(kind), str(path)]),
            self._fail,
        )

    def close(self) -> None:
        """End what is being drawn."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()

    def _choose(self, kind: str, name: str, data: Mapping[str, Any]) -> None:
        start = start_folder(self._settings) / f"wordrnn-{name}.{kind}"
        filters = {
            "svg": self.tr("Vector figure (*.svg)"),
            "png": self.tr("Picture (*.png)"),
            TABLE: self.tr("Table (*.csv)"),
            WHOLE: self.tr("All data (*.json)"),
        }
        chosen, _ = QFileDialog.getSaveFileName(self._widget, self.tr("Save"), str(start), filters[kind])
        if chosen:
            path = Path(chosen)
            self._settings.folder = str(path.parent)
            self.save(path if path.suffix.lower() == f".{kind}" else Path(f"{chosen}.{kind}"), name, data)

    def _start(self, path: Path, words: Sequence[str]) -> None:
        program, *before = self._command
        process = self._process = QProcess(self)
        process.finished.connect(lambda code, _: self._on_finished(path, code))
        process.errorOccurred.connect(lambda error: self._on_error(error))
        process.start(program, [*before, *words])

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._fail(RuntimeError(self._process.errorString()))

    def _on_finished(self, path: Path, code: int) -> None:
        assert self._process is not None
        told = bytes(self._process.readAllStandardError().data())
        if code == 0:
            self._done(path)
        elif self._stopped:
            self._end()
        else:
            _log.info("figure: %s", told.decode(errors="replace"))
            self._fail(RuntimeError(last_line(told) or f"exit code {code}"))

    def _done(self, path: Path) -> None:
        self._end()
        self.said.emit(self.tr("Saved as {name}.").format(name=path.name))

    def _fail(self, error: Exception) -> None:
        self._end()
        show_error(self._widget, error, self.tr("The experiment could not be saved."))

    def _end(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self.ended.emit()


def _option(kind: str) -> str:
    return "--csv" if kind == TABLE else "--figure"


def _as_json(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
