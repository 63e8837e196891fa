"""Another place for the data folder: whether a folder can be one, a copy of everything in it, and the pointer to it.

A copy carries a mark until it is taken into use. Nothing is ever deleted at the old place, and what comes to nothing is
taken away at the new one.
"""

import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal

from wordrnn import files, home, lock, staging
from wordrnn.errors import StorageError, storage_error
from wordrnn.progress import Progress, untold

MARK = ".unfinished-copy"
Kind = Literal["empty", "used"]

_MEGABYTE = 1_000_000
_SPARE = 50 * _MEGABYTE  # that are to be free beyond what is copied: the app goes on writing
_CHUNK = 1 << 20  # bytes
_OF_THE_SYSTEM = frozenset(  # what a folder or a drive that is called empty may hold
    (
        ".ds_store", ".localized", "thumbs.db", "desktop.ini", "lost+found", "system volume information",
        "$recycle.bin", ".trashes", ".fseventsd", ".spotlight-v100",
    )
)  # fmt: skip
_UNFINISHED = (files.TEMPORARY, staging.PREFIX)


def kind_of(folder: Path, present: Path) -> Kind:
    """Return whether `folder` is empty, or new, and `present` can be copied there, or is a data folder itself.

    Both are absolute. Raises StorageError where it is anything else, cannot be written, or is not apart from `present`.
    """
    if _same(folder, present):
        raise StorageError("data-folder-same", path=str(folder))
    if any(_same(each, present) for each in _real(folder).parents) or any(
        _same(each, folder) for each in _real(present).parents
    ):
        raise StorageError("data-folder-nested", path=str(folder))
    kind = _kind(folder)
    _try_writing(folder)
    _try_writing(home.pointer_path().parent)
    return kind


def check_idle(folder: Path) -> None:
    """Raise StorageError where a process trains, prepares a text or downloads within the data folder `folder`."""
    working = (*folder.glob("models/*/training"), *folder.glob("cache/*/*"))
    if any(lock.is_held(each) for each in working):
        raise StorageError("data-folder-busy")


def point_at(folder: Path | None) -> None:
    """Have `folder` be the data folder of every process from the next one on, None the default. Raises StorageError."""
    path = home.pointer_path()
    if folder is not None and not _same(folder, home.default_folder()):
        files.write_text(path, json.dumps({"format": home.FORMAT, "folder": str(folder.absolute())}) + "\n")
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    size: int  # bytes
    changed: int  # nanoseconds

    @property
    def stamp(self) -> tuple[int, int]:
        return self.size, self.changed


class FolderCopy:
    """A copy of the data folder that is not in use yet."""

    def __init__(self, present: Path, target: Path) -> None:
        self.present = present
        self.target = target
        self._copied: dict[Path, tuple[int, int]] = {}  # by their places in the folder: as they were then
        self._made: list[Path] = []  # the target and what it is in, as far as that was not there

    def run(self, progress: Progress = untold) -> None:
        """Copy everything; where that fails or `progress` raises Cancelled, take away again what was copied.

        What links lead to is copied, so that the copy stands by itself. Raises StorageError and Cancelled.
        """
        try:
            found = list(self._files())
            self._check_space(sum(file.size for _, file in found))
            self._make_target()
            (self.target / MARK).touch()
            self._copy(found, progress)
        except BaseException as error:
            self.remove()
            if isinstance(error, OSError):
                raise storage_error(error, self.target) from error
            raise

    def finish(self) -> None:
        """Bring along what has changed since, and take the mark away: the copy may be used.

        Where that fails, the copy is removed. Raises StorageError.
        """
        try:
            found = dict(self._files())
            self._copy(
                [(place, file) for place, file in found.items() if self._copied.get(place) != file.stamp]
            )
            gone = self._copied.keys() - found.keys()
            for place in gone:
                (self.target / place).unlink(missing_ok=True)
                del self._copied[place]
            self._remove_empty(gone)
            (self.target / MARK).unlink(missing_ok=True)
            files.sync(self.target)
        except BaseException as error:
            self.remove()
            if isinstance(error, OSError):
                raise storage_error(error, self.target) from error
            raise

    def remove(self) -> None:
        """Take away what was copied, as far as that can be done, and nothing else."""
        for place in self._copied:
            with suppress(OSError):
                (self.target / place).unlink(missing_ok=True)
        self._remove_empty(self._copied.keys())
        with suppress(OSError):
            if all(path.name == MARK or _of_the_system(path) for path in self.target.iterdir()):
                (self.target / MARK).unlink(missing_ok=True)  # else it still tells of half a copy
        for folder in reversed(self._made):
            with suppress(OSError):
                folder.rmdir()
        self._copied, self._made = {}, []

    def _remove_empty(self, places: Iterable[Path]) -> None:
        """Remove the folders that `places` were in and that are empty now."""
        folders = {parent for place in places for parent in place.parents if parent != Path()}
        for folder in sorted(folders, key=lambda path: -len(path.parts)):
            with suppress(OSError):
                (self.target / folder).rmdir()

    def _files(self) -> Iterator[tuple[Path, _File]]:
        """Yield what is to be copied: its place in the folder, and the file itself."""
        yield from self._files_in(self.present, Path(), (_real(self.present),), {home.POINTER, MARK})

    def _files_in(
        self, folder: Path, place: Path, above: tuple[Path, ...], skipped: set[str]
    ) -> Iterator[tuple[Path, _File]]:
        try:
            with _reading(folder):
                entries = sorted(folder.iterdir())
        except FileNotFoundError:
            return  # gone meanwhile
        for path in entries:
            name = path.name
            # Locks belong to the processes that hold them; what is unfinished, to those that make it.
            if name in skipped or name == lock.NAME or name.endswith(".lock") or name.startswith(_UNFINISHED):
                continue
            try:
                with _reading(path):
                    facts = path.stat()
            except FileNotFoundError:
                continue  # gone meanwhile, or a link that leads nowhere
            if stat.S_ISREG(facts.st_mode):
                yield place / name, _File(path, facts.st_size, facts.st_mtime_ns)
            elif stat.S_ISDIR(facts.st_mode):
                yield from self._files_below(path, place / name, above)

    def _files_below(
        self, folder: Path, place: Path, above: tuple[Path, ...]
    ) -> Iterator[tuple[Path, _File]]:
        real = _real(folder)
        if any(_same(real, each) for each in above):
            return  # a link to a folder that it is in
        target = _real(self.target)
        if real == target or real in target.parents:
            raise StorageError("data-folder-nested", path=str(self.target))
        yield from self._files_in(folder, place, (*above, real), set())

    def _check_space(self, needed: int) -> None:
        free = shutil.disk_usage(_existing(self.target)).free
        if free < needed + _SPARE:
            expected, got = (-(-each // _MEGABYTE) for each in (needed + _SPARE, free))
            raise StorageError("too-little-space", path=str(self.target), expected=expected, got=got)

    def _copy(self, found: list[tuple[Path, _File]], progress: Progress = untold) -> None:
        whole = sum(file.size for _, file in found) or 1
        done = 0
        for place, file in found:
            (self.target / place).parent.mkdir(parents=True, exist_ok=True)
            self._copied[place] = file.stamp  # before it is there, so that half of it is removed too
            try:
                for octets in copying(file.path, self.target / place):
                    done += octets
                    progress(min(1.0, done / whole))
            except FileNotFoundError:
                if file.path.exists():
                    raise
                (self.target / place).unlink(missing_ok=True)  # deleted meanwhile
                del self._copied[place]
        progress(1.0)

    def _make_target(self) -> None:
        for folder in reversed((self.target, *self.target.parents)):
            if not os.path.isdir(folder):  # noqa: PTH112 - see _existing
                folder.mkdir()
                self._made.append(folder)


def copying(source: Path, target: Path) -> Iterator[int]:
    """Copy a file, yielding the bytes of each piece as it is written; at the end the disk holds it, with its times."""
    with _reading(source):
        reading = source.open("rb")
    with reading, target.open("wb") as writing:
        while piece := _piece(reading, source):
            writing.write(piece)
            yield len(piece)
        writing.flush()
        os.fsync(writing.fileno())
    with suppress(OSError):  # not every drive keeps them
        shutil.copystat(source, target)


def _piece(reading: IO[bytes], source: Path) -> bytes:
    with _reading(source):
        return reading.read(_CHUNK)


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Tell an error in reading from one in writing; that something is not there is no error."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        raise StorageError("data-unreadable", path=str(path), reason=error.strerror or str(error)) from error


def _kind(folder: Path) -> Kind:
    try:
        names = {path.name for path in folder.iterdir() if not _of_the_system(path)}
    except FileNotFoundError:
        return "empty"
    except NotADirectoryError:
        raise StorageError("data-folder-taken", path=str(folder)) from None
    except OSError as error:
        raise storage_error(error, folder) from error
    if MARK in names or not names - {home.POINTER}:
        return "empty"  # with the mark: a copy that was cut off, to be made anew
    if not _is_data_folder(folder):
        raise StorageError("data-folder-taken", path=str(folder))
    return "used"


def _is_data_folder(folder: Path) -> bool:
    """Return whether something in `folder` is wordrnn's: a name alone, as "models", is anyone's."""
    ours = (
        "active.json",
        "ui.ini",
        "models/*/model.json",
        "models/*/training/run.json",
        "corpora/*/manifest.json",
    )
    return any(any(folder.glob(pattern)) for pattern in ours)


def _of_the_system(path: Path) -> bool:
    return path.name.lower() in _OF_THE_SYSTEM or path.name.startswith(".Trash-")


def _try_writing(folder: Path) -> None:
    """Raise StorageError where nothing can be written to `folder`, or where it is to be made."""
    there = _existing(folder)
    trial = there / f"{files.TEMPORARY}trial-{os.getpid()}"
    try:
        trial.touch()
        trial.unlink()
    except OSError as error:
        raise storage_error(error, folder) from error


def _existing(folder: Path) -> Path:
    """Return `folder`, or the innermost folder that is there and will hold it."""
    # Unlike Path.is_dir, isdir raises nothing, whatever is in the way.
    there = (each for each in (folder, *folder.parents) if os.path.isdir(each))  # noqa: PTH112
    return next(there, Path(folder.anchor))


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))  # unlike Path.resolve, it gives a loop of links back as it is


def _same(one: Path, other: Path) -> bool:
    """Return whether both are one folder, also where letters of either case are one, or a link leads there."""
    try:
        return one.samefile(other)
    except OSError:
        return _real(one) == _real(other)
