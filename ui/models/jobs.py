"""Imports, exports and copies of models one after the other, and what is told of each."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.errors import sentence_for, show_error
from ui.language.translation import translate
from ui.models.transfer import ModelTransfer, TransferOutcome

_MOST_SENTENCES = 6


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that takes its time."""

    action: str  # "import" | "export" | "duplicate"
    words: tuple[str, ...]
    title: str  # while it runs


def import_of(files: Sequence[Path]) -> Job:
    """Return the job that takes models from `files`."""
    title = translate("ModelJobs", "Importing {file}").format(file=files[0].name)
    if len(files) > 1:
        title = translate("ModelJobs", "Importing {count} models").format(count=len(files))
    return Job("import", tuple(str(file) for file in files), title)


def export_of(name: str, file: Path) -> Job:
    """Return the job that writes a model to `file`."""
    return Job("export", (name, str(file)), translate("ModelJobs", "Exporting {name}").format(name=name))


def copy_of(name: str, new: str) -> Job:
    """Return the job that copies a model."""
    return Job("duplicate", (name, new), translate("ModelJobs", "Copying {name}").format(name=name))


class ModelJobs(QObject):
    """Runs one job at a time, each in a process; the next waits for it."""

    progressed = Signal(str, float)  # the title, the share that is done
    ended = Signal(object, object)  # the Job, its TransferOutcome

    def __init__(self, make_transfer: Callable[[], ModelTransfer], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._make_transfer = make_transfer
        self._waiting: deque[Job] = deque()
        self._running: tuple[Job, ModelTransfer] | None = None

    @property
    def is_running(self) -> bool:
        """Whether anything is going on."""
        return self._running is not None

    def add(self, job: Job) -> None:
        """Do `job` once those before it have ended."""
        self._waiting.append(job)
        if self._running is None:
            self._start_next()

    def cancel(self) -> None:
        """End what is going on, and forget what waits."""
        self._waiting.clear()
        if self._running is not None:
            self._running[1].cancel()

    def _start_next(self) -> None:
        job = self._waiting.popleft()
        transfer = self._make_transfer()
        transfer.setParent(self)
        self._running = (job, transfer)
        transfer.progressed.connect(lambda share: self.progressed.emit(job.title, share))
        transfer.finished.connect(self._on_finished)
        self.progressed.emit(job.title, 0.0)
        transfer.start_transfer(job.action, *job.words)

    def _on_finished(self, outcome: TransferOutcome) -> None:
        if self._running is None:
            return
        job, transfer = self._running
        self._running = None
        transfer.deleteLater()
        if self._waiting:
            self._start_next()
        self.ended.emit(job, outcome)


def show_refused(parent: QWidget, job: Job, refused: Sequence[tuple[int, Exception]]) -> QMessageBox:
    """Show why a job, or some of its files, came to nothing: one sentence each."""
    failed = {
        "import": translate("ModelJobs", "{name} was not imported."),
        "export": translate("ModelJobs", "{name} was not exported."),
        "duplicate": translate("ModelJobs", "{name} was not copied."),
    }[job.action]
    if len(refused) == 1:
        place, error = refused[0]
        name = (
            Path(job.words[min(place, len(job.words) - 1)]).name if job.action == "import" else job.words[0]
        )
        return show_error(parent, error, failed.format(name=name))
    said = translate("ModelJobs", "{count} of {all} files were not imported.")
    box = show_error(parent, refused[0][1], said.format(count=len(refused), all=len(job.words)))
    sentences = [sentence_for(error) for _, error in refused]
    more = len(sentences) - _MOST_SENTENCES
    shown = sentences[:_MOST_SENTENCES]
    if more > 0:
        shown.append(translate("ModelJobs", "And {count} more; see the details.").format(count=more))
    box.setInformativeText("\n\n".join(shown))
    box.setDetailedText("\n".join(sentences))
    return box


def arrived_names(outcome: TransferOutcome) -> list[str]:
    """Return the names of the models that an outcome has brought into the library."""
    found: list[Any] = [event.get("name") for event in outcome.arrived]
    return [str(name) for name in found if name]
