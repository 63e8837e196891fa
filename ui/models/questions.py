"""What is asked before a model is lost, given away or called something else, and which files are meant."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.language.wording import size
from ui.models.words import copy_name
from ui.style.questions import ask, ask_name
from wordrnn.model_summary import ModelSummary

ENDING = ".wordrnn"
IMPORTED = (ENDING, ".arpa", ".lm")  # the last two: n-gram models of other programs


class ModelQuestions(QObject):
    """Opens the dialogs; the safe answer is the default, and an answer that is no calls nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._widget = parent

    def new_name(self, name: str, act: Callable[[str], object]) -> None:
        """Ask what the model `name` is to be called; `act` is called with another name only."""
        ask_name(
            self._widget,
            self.tr("Rename"),
            self.tr("New name:"),
            name,
            lambda new: act(new) if new != name else None,
        )

    def name_of_copy(self, name: str, taken: set[str], act: Callable[[str], object]) -> None:
        """Ask what a copy of the model `name` is to be called."""
        suggested = copy_name(name, taken)
        ask_name(self._widget, self.tr("Duplicate"), self.tr("Name of the copy:"), suggested, act)

    def about_deleting(self, model: ModelSummary, has_builtin: bool, act: Callable[[], object]) -> None:
        """Ask whether to move a model to the bin; `has_builtin`: there is one that comes with wordrnn."""
        told = self.tr("The texts it learned from stay. It can be restored from the bin.")
        if model.active:
            told = self.tr("It is the active one: predictions stop until another is made active.")
            if has_builtin:
                told = self.tr("It is the active one: the model that comes with wordrnn takes its place.")
        question = self.tr("Move the model {name} to the bin?").format(name=model.name)
        ask(self._widget, question, told, self.tr("Move to bin"), act)

    def about_emptying(self, models: int, bytes_: int, act: Callable[[], object]) -> None:
        """Ask whether to delete for good the `models` in the bin, which take `bytes_`."""
        ask(
            self._widget,
            self.tr("Delete %n model(s) in the bin for good?", "", models),
            self.tr("{size} become free. They cannot be restored.").format(size=size(bytes_)),
            self.tr("Delete for good"),
            act,
        )

    def about_exporting(self, name: str, act: Callable[[], object]) -> None:
        """Ask whether to give a model away."""
        ask(
            self._widget,
            self.tr("Export {name} for others?").format(name=name),
            self.tr(
                "A network can recite what it was trained on, and the file holds the words of those texts, rare ones "
                "too. Think of whose texts they were. Your notes, what you typed and the training stay here."
            ),
            self.tr("Export…"),
            act,
        )

    def about_importing(self, files: Sequence[Path], act: Callable[[], object]) -> None:
        """Ask whether to take models from files."""
        question = self.tr("Import %n model(s)?", "", len(files))
        if len(files) == 1:
            question = self.tr("Import the model in {file}?").format(file=files[0].name)
        ask(
            self._widget,
            question,
            self.tr("It is checked first, and nothing in it is run."),
            self.tr("Import"),
            act,
        )

    def about_replacing(self, file: Path, act: Callable[[], object]) -> None:
        """Ask whether to write over a file."""
        ask(
            self._widget,
            self.tr("Replace {file}?").format(file=file.name),
            self.tr("There is a file of that name already."),
            self.tr("Replace"),
            act,
        )

    def where_to_export(self, name: str, folder: Path) -> Path | None:
        """Return the file that a model is to be written to, None for none."""
        title, suggested = self.tr("Export {name}").format(name=name), str(folder / f"{name}{ENDING}")
        kinds = self.tr("Models ({endings})").format(endings=f"*{ENDING}")
        chosen, _ = QFileDialog.getSaveFileName(self._widget, title, suggested, kinds)
        return Path(chosen) if chosen else None

    def which_to_import(self, folder: Path) -> list[Path]:
        """Return the files to take models from."""
        names, _ = QFileDialog.getOpenFileNames(
            self._widget,
            self.tr("Import models"),
            str(folder),
            self.tr("Models ({endings})").format(endings=" ".join(f"*{ending}" for ending in IMPORTED)),
        )
        return [Path(name) for name in names]
