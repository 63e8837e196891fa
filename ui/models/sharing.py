"""Models from and for others: imports, exports and copies, from the question before to the word that it is done."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QWidget

from ui.folders import local_paths, open_folder, start_folder
from ui.models.jobs import Job, ModelJobs, arrived_names, copy_of, export_of, import_of, show_refused
from ui.models.questions import ENDING, IMPORTED, ModelQuestions
from ui.models.transfer import ModelTransfer, TransferOutcome
from ui.settings import Settings
from ui.style.notice import Notice


def models_in(data: QMimeData) -> list[Path]:
    """Return the models that are dragged or pasted."""
    return [file for file in local_paths(data) if file.suffix.lower() in IMPORTED]


class ModelSharing(QObject):
    """Asks which files are meant, runs the jobs, and tells of them in a notice."""

    arrived = Signal(list)  # the names of models that are new in the library; none where all were refused
    ended = Signal()  # of all jobs

    def __init__(
        self,
        make_transfer: Callable[[], ModelTransfer],
        notice: Notice,
        questions: ModelQuestions,
        settings: Settings,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._notice = notice
        self._questions = questions
        self._settings = settings
        self.jobs = ModelJobs(make_transfer, self)
        self.jobs.progressed.connect(
            lambda title, share: self._notice.show_progress(title, share, self.jobs.cancel)
        )
        self.jobs.ended.connect(self._on_job_ended)

    @property
    def is_running(self) -> bool:
        """Whether anything is going on."""
        return self.jobs.is_running

    def import_files(self, files: Sequence[Path]) -> None:
        """Take models from files."""
        if files:
            self.jobs.add(import_of(files))

    def offer_import(self, files: Sequence[Path]) -> None:
        """Ask whether to take models from files that were opened with the app."""
        if files:
            self._questions.about_importing(files, lambda: self.import_files(files))

    def export_model(self, name: str, file: Path) -> None:
        """Write a model to a file."""
        self.jobs.add(export_of(name, file))

    def copy_model(self, name: str, new: str) -> None:
        """Copy a model."""
        self.jobs.add(copy_of(name, new))

    def choose_imports(self) -> None:
        """Ask which files to take models from."""
        files = self._questions.which_to_import(start_folder(self._settings))
        if files:
            self._settings.folder = str(files[0].parent)
            self.import_files(files)

    def choose_export(self, name: str) -> None:
        """Ask whether a model is to be given away, and to which file."""
        self._questions.about_exporting(name, lambda: self._choose_file(name))

    def _choose_file(self, name: str) -> None:
        file = self._questions.where_to_export(name, start_folder(self._settings))
        if file is None:
            return
        self._settings.folder = str(file.parent)
        if file.suffix.lower() == ENDING:  # the file dialog has asked where there is one already
            self.export_model(name, file)
            return
        file = file.with_name(file.name + ENDING)
        if file.exists():
            self._questions.about_replacing(file, lambda: self.export_model(name, file))
        else:
            self.export_model(name, file)

    def _on_job_ended(self, job: Job, outcome: TransferOutcome) -> None:
        if not self.jobs.is_running:
            self._notice.clear()
            if outcome.arrived:
                self._tell_arrived(job, outcome)
        if outcome.refused:
            show_refused(self._widget, job, outcome.refused)
        names = arrived_names(outcome)
        if names or job.action != "export":
            self.arrived.emit(names)
        if not self.jobs.is_running:
            self.ended.emit()

    def _tell_arrived(self, job: Job, outcome: TransferOutcome) -> None:
        names = ", ".join(arrived_names(outcome))
        if job.action == "import":
            self._notice.say(self.tr("Imported: {names}.").format(names=names))
        elif job.action == "duplicate":
            self._notice.say(self.tr("Copied to {name}.").format(name=names))
        else:
            file = Path(str(outcome.arrived[0].get("file", "")))
            said = self.tr("Exported to {file}.").format(file=file.name)
            self._notice.say(said, self.tr("Open folder"), lambda: open_folder(file.parent))
