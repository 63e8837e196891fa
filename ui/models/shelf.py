"""What can be done with the models of this machine, as the Models page does it: plain functions, called in a thread."""

import shutil
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QFile

from wordrnn import home, library, notes
from wordrnn.errors import WordrnnError, storage_error
from wordrnn.model_bin import Binned
from wordrnn.model_summary import ModelSummary, summary_of

if TYPE_CHECKING:
    from wordrnn.calibration.reliability import Reliability

_MOST_CARD = 200_000  # bytes that are shown of a card


@dataclass(frozen=True, slots=True)
class ModelDetails:
    """What is told of one model beside its summary."""

    name: str
    training: dict[str, Any] = field(default_factory=dict)  # what `model.json` says of the texts and settings
    metrics: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, float] = field(default_factory=dict)  # "network", "ngram" → weight in the mixture
    temperature: float | None = None  # of the network; None where it was not calibrated
    reliability: tuple["Reliability", ...] = ()  # by the letters typed
    card: str = ""
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Deleted:
    """A model that was deleted, and where from it can be taken back."""

    name: str
    key: str = ""  # in the bin of the library
    trashed: Path | None = None  # in the bin of the system

    @property
    def can_be_restored(self) -> bool:
        """Whether it is known where it lies."""
        return bool(self.key) or self.trashed is not None


def system_trash(path: Path) -> Path | None:
    """Move a folder to the bin of the system; return where it lies there, or None where it was not moved."""
    file = QFile(str(path))
    if not file.moveToTrash():  # not the static one, which has two forms that PySide confuses
        return None
    return Path(file.fileName() or path)  # not every system tells where: then it cannot be taken back


@dataclass(frozen=True, slots=True)
class ModelShelf:
    """The library; `trash` moves a folder to the system's bin, where there is one."""

    trash: Callable[[Path], Path | None] = system_trash
    _lock: threading.Lock = field(default_factory=threading.Lock)
    """Held by what changes a model: notes must not be written where a model has just moved away."""

    def models(self) -> Sequence[ModelSummary]:
        """Return the models, their files not compared with their hashes yet."""
        return library.list_models(thorough=False)

    def binned(self) -> list[Binned]:
        """Return what lies in the bin of the library."""
        return library.binned()

    def details(self, name: str) -> ModelDetails:
        """Return what there is to tell of a model; of a damaged one, less. Raises WordrnnError."""
        from wordrnn.model_folder import describe

        path = library.model_path(name)
        noted = notes.read(path)
        try:
            model = describe(path)
        except WordrnnError:
            return ModelDetails(name, notes=noted)
        calibration = model.calibration
        return ModelDetails(
            name,
            dict(model.info["training"]),
            dict(model.info["metrics"]),
            model.mixture_weights,
            calibration.temperature if calibration else None,
            tuple(calibration.reliability) if calibration else (),
            _card(path),
            noted,
        )

    def problem(self, name: str) -> str | None:
        """Return the code of what is wrong with a model, every file compared with its hash."""
        return summary_of(library.model_path(name)).problem

    def use(self, name: str) -> None:
        """Make a model the active one."""
        library.set_active(name)

    def rename(self, name: str, new: str) -> None:
        """Give a model another name."""
        with self._lock:
            library.rename(name, new)

    def write_notes(self, name: str, text: str) -> None:
        """Keep what is noted about a model."""
        with self._lock:
            notes.write(library.library_path(name), text)

    def delete(self, name: str) -> Deleted:
        """Move a model to the bin of the system, or where there is none to the library's."""
        with self._lock:
            path = library.idle_path(name)
            trashed = self.trash(path)
            if trashed is not None:
                return Deleted(name, trashed=trashed if trashed != path else None)
            return Deleted(name, key=library.delete(name))

    def restore(self, deleted: Deleted) -> str:
        """Take a model back from either bin; return the name that it has now."""
        if deleted.trashed is None:
            return library.restore(deleted.key or deleted.name)
        name = library.free_name(deleted.name)
        target = home.models_folder() / name
        try:
            shutil.move(deleted.trashed, target)
        except OSError as error:
            raise storage_error(error, target) from error
        # Where the bin is that of freedesktop.org, it would go on listing what is gone.
        if deleted.trashed.parent.name == "files":
            with suppress(OSError):
                (deleted.trashed.parents[1] / "info" / f"{deleted.trashed.name}.trashinfo").unlink()
        return name

    def empty_bin(self) -> int:
        """Delete for good what lies in the library's bin."""
        return library.empty_bin()


def _card(path: Path) -> str:
    try:
        with (path / "card.md").open("rb") as file:
            return file.read(_MOST_CARD).decode("utf-8", errors="replace")
    except OSError:
        return ""
