"""The bin of the library: models that were deleted, until they are taken out again or the bin is emptied.

Each lies in a folder of its own, named for the moment, so that two of one name do not displace each other.
"""

import os
import re
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from wordrnn import files
from wordrnn.errors import ModelError, storage_error

FOLDER = ".deleted"
_KEY = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


@dataclass(frozen=True, slots=True)
class Binned:
    """A model in the bin."""

    key: str  # what it is taken out by
    name: str
    path: Path
    deleted: str  # ISO 8601; empty where that is not known
    size_bytes: int


def put(folder: Path) -> str:
    """Move the model in `folder` to the bin beside it; return its key. Raises StorageError."""
    key = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{uuid4().hex[:8]}"
    place = folder.parent / FOLDER / key
    try:
        place.mkdir(parents=True)
        try:
            folder.rename(place / folder.name)
        except OSError:
            place.rmdir()
            raise
    except OSError as error:
        raise storage_error(error, folder) from error
    return key


def contents(models: Path) -> list[Binned]:
    """Return what lies in the bin of the folder `models`, the latest first."""
    found = []
    for place in (models / FOLDER).iterdir() if (models / FOLDER).is_dir() else ():
        if not place.is_dir():
            continue
        if not _KEY.fullmatch(place.name):  # from before there were folders for the moment
            found.append(Binned(place.name, place.name, place, "", size_of(place)))
            continue
        moment = datetime.strptime(place.name[:15], "%Y%m%dT%H%M%S").replace(tzinfo=UTC).isoformat()
        found += [
            Binned(place.name, each.name, each, moment, size_of(each))
            for each in place.iterdir()
            if each.is_dir()
        ]
    return sorted(found, key=lambda each: each.deleted, reverse=True)


def find(models: Path, wanted: str) -> Binned:
    """Return what lies in the bin by the key `wanted`, or else the latest of that name. Raises ModelError."""
    found = contents(models)
    for each in (*(one for one in found if one.key == wanted), *(one for one in found if one.name == wanted)):
        return each
    raise ModelError("not-in-bin", got=wanted)


def take_out(binned: Binned, target: Path) -> None:
    """Move a model from the bin to `target`, which must be free. Raises StorageError."""
    try:
        binned.path.rename(target)
        files.sync(target.parent)
    except OSError as error:
        raise storage_error(error, target) from error
    _tidy(binned)


def delete(binned: Binned) -> None:
    """Delete a model in the bin for good. Raises StorageError."""
    try:
        shutil.rmtree(binned.path)
    except OSError as error:
        raise storage_error(error, binned.path) from error
    _tidy(binned)


def size_of(folder: Path) -> int:
    """Return the bytes of all files in `folder`, however deep; of what vanishes meanwhile, none."""
    total = 0
    for parent, _, names in os.walk(folder):
        for name in names:
            try:
                total += os.stat(os.path.join(parent, name), follow_symlinks=False).st_size  # noqa: PTH116, PTH118 - thousands of them
            except OSError:
                continue
    return total


def _tidy(binned: Binned) -> None:
    if binned.path.parent.name == binned.key:
        shutil.rmtree(binned.path.parent, ignore_errors=True)
