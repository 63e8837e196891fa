"""Adding corpora: which files are meant, the job that reads or downloads them, and the strip that tells of it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.corpora.job import CorpusJob, JobOutcome
from ui.corpora.strip import JobStrip
from ui.errors import sentence_for, show_error
from ui.folders import start_folder
from ui.language.wording import count
from ui.settings import Settings


class CorpusAdding(QObject):
    """One job at a time; asked for another one meanwhile, it does nothing."""

    busy_changed = Signal(bool)
    added = Signal(str)  # the name of a corpus that is new in the library
    ended = Signal()  # however it ended

    def __init__(
        self, make_job: Callable[[], CorpusJob], strip: JobStrip, settings: Settings, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._widget = parent
        self._make_job = make_job
        self._strip = strip
        self._settings = settings
        self._job: CorpusJob | None = None
        self._downloading = False
        strip.cancelled.connect(self.cancel)

    @property
    def is_running(self) -> bool:
        """Whether files are being read or downloaded."""
        return self._job is not None and self._job.is_running

    def add_paths(self, paths: Sequence[Path]) -> None:
        """Read files and folders into a new corpus."""
        if self.is_running or not paths:
            return
        if len(paths) == 1:
            what = self.tr("Reading {name}").format(name=paths[0].name)
        else:
            what = self.tr("Reading {n} files and folders", "", len(paths)).format(n=count(len(paths)))
        self._begin(what, downloading=False).add(paths)

    def download(self, name: str) -> None:
        """Download a public corpus into the library; what came of an earlier try is gone on with."""
        if not self.is_running:
            self._begin(self.tr("Downloading {name}").format(name=name), downloading=True).get(name)

    def cancel(self) -> None:
        """Stop reading or downloading; of files nothing is kept, of a download what has come."""
        if self._job is not None and self.is_running:
            self._strip.ending()
            self._job.cancel()

    def choose_files(self) -> None:
        """Ask which files to add."""
        names, _ = QFileDialog.getOpenFileNames(
            self._widget, self.tr("Add texts"), str(start_folder(self._settings))
        )
        self._add_chosen(names)

    def choose_folder(self) -> None:
        """Ask which folder to add."""
        name = QFileDialog.getExistingDirectory(
            self._widget, self.tr("Add a folder"), str(start_folder(self._settings))
        )
        self._add_chosen([name] if name else [])

    def _add_chosen(self, names: Sequence[str]) -> None:
        if names:
            self._settings.folder = str(Path(names[0]).parent)
            self.add_paths([Path(name) for name in names])

    def _begin(self, what: str, downloading: bool) -> CorpusJob:
        self._downloading = downloading
        if self._job is not None:
            self._job.deleteLater()
        self._job = self._make_job()
        self._job.setParent(self)
        self._job.progressed.connect(self._strip.show_progress)
        self._job.finished.connect(self._on_finished)
        self._strip.begin(what)
        self.busy_changed.emit(True)
        return self._job

    def _on_finished(self, outcome: JobOutcome) -> None:
        self.busy_changed.emit(False)
        self._strip.end(outcome)
        if outcome.error is not None and self._downloading:
            self._strip.say(sentence_for(outcome.error))
        elif outcome.error is not None:
            show_error(self._widget, outcome.error, self.tr("Nothing was added."))
        elif outcome.name:
            self.added.emit(outcome.name)
        self.ended.emit()
