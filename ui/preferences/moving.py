"""Moving the data folder: a look at the chosen one, a copy in a thread, and the switch once the app has ended."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal

from ui.background import Background
from wordrnn import home, moving
from wordrnn.errors import StorageError, WordrnnError
from wordrnn.progress import Cancelled

_TELL_EVERY = 0.1  # seconds

State = Literal["idle", "looking", "copying", "stopping", "ready"]


@dataclass(slots=True)
class _Wish:
    """The folder that is to be used, and the copy in it; None where it has data of its own."""

    folder: Path
    copy: moving.FolderCopy | None


class DataMove(QObject):
    """Nothing is switched while the app runs: what it and its processes write goes to the present folder."""

    changed = Signal()  # the state
    progressed = Signal(float)  # the share that is copied
    has_data = Signal(object)  # the Path that was chosen has data of its own: `use` it, or not
    failed = Signal(object)  # the error

    def __init__(
        self, present: Path, is_busy: Callable[[], bool] = lambda: False, parent: QObject | None = None
    ) -> None:
        """`present` is the data folder; `is_busy` says whether the app trains, imports or downloads."""
        super().__init__(parent)
        self.present = present
        self.state: State = "idle"
        self.is_busy = is_busy
        self._wish: _Wish | None = None
        self._stop = threading.Event()
        self._told = 0.0
        self._background = Background(self, threads=1)

    @property
    def target(self) -> Path | None:
        """The folder that is copied to, or that is used from the next start on."""
        return self._wish.folder if self._wish is not None else None

    @property
    def was_copied(self) -> bool:
        """Whether what is in the target comes from the present folder."""
        return self._wish is not None and self._wish.copy is not None

    def choose(self, folder: Path) -> None:
        """Look at `folder`; where it is empty or new, copy everything there."""
        if self.state != "idle":
            return
        if self.is_busy():
            self.failed.emit(StorageError("data-folder-busy"))
            return
        self._set("looking")
        self._background.run(
            lambda: self._look(folder), lambda kind: self._on_looked(folder, kind), self._on_failed
        )

    def use(self, folder: Path) -> None:
        """Use `folder`, which has data of its own, from the next start on."""
        if self.state == "idle":
            self._wish = _Wish(folder, None)
            self._set("ready")

    def use_default(self) -> None:
        """Go back to the default folder; where it stands in for the chosen one, which is gone, forget that one."""
        if home.trouble() is None:
            self.choose(home.default_folder())
            return
        try:
            moving.point_at(None)
        except WordrnnError as error:
            self.failed.emit(error)
            return
        home.chosen.cache_clear()
        self.changed.emit()

    def cancel(self) -> None:
        """Stop copying; what was copied is taken away again."""
        if self.state == "copying":
            self._stop.set()
            self._set("stopping")

    def give_up(self) -> None:
        """Stay with the present folder, though another is ready; a copy is taken away again."""
        if self.state != "ready" or self._wish is None:
            return
        if self._wish.copy is None:
            self._on_stopped()
        else:
            self._set("stopping")
            self._background.run(self._wish.copy.remove, lambda _: self._on_stopped(), self._on_failed)

    def close(self) -> None:
        """Stop copying and wait until what was copied is gone; called when the window has closed."""
        self._stop.set()
        self._background.close()
        if self._wish is not None and self._wish.copy is not None and self.state != "ready":
            self._wish.copy.remove()  # it was whole already, or to be removed, and nobody has heard of it

    def settle(self) -> WordrnnError | None:
        """Have the folder that is ready be the data folder from the next start on; return why that could not be.

        Called last of all, when nothing is written any more: what has changed since the copy is brought along.
        """
        wish = self._wish
        if self.state != "ready" or wish is None:
            return None
        try:
            moving.check_idle(
                self.present
            )  # a run that goes on without the window writes to the present folder
            if wish.copy is not None:
                wish.copy.finish()
            moving.point_at(wish.folder)
        except WordrnnError as error:
            if wish.copy is not None:
                wish.copy.remove()
            return error
        return None

    def _look(self, folder: Path) -> moving.Kind:
        kind = moving.kind_of(folder, self.present)
        moving.check_idle(self.present)
        return kind

    def _on_looked(self, folder: Path, kind: moving.Kind) -> None:
        if kind == "used":
            self._set("idle")
            self.has_data.emit(folder)
            return
        self._stop.clear()
        copy = moving.FolderCopy(self.present, folder)
        self._wish = _Wish(folder, copy)
        self._set("copying")
        self._background.run(lambda: copy.run(self._tell), lambda _: self._on_copied(), self._on_failed)

    def _tell(self, share: float) -> None:
        """Say how far it is, from the thread that copies."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if now - self._told >= _TELL_EVERY:
            self._told = now
            self.progressed.emit(share)

    def _on_copied(self) -> None:
        self._set("ready")
        if self._stop.is_set():  # it was too late to stop it
            self.give_up()

    def _on_stopped(self) -> None:
        self._wish = None
        self._set("idle")

    def _on_failed(self, error: Exception) -> None:
        self._on_stopped()
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    def _set(self, state: State) -> None:
        self.state = state
        self.changed.emit()
