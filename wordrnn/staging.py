"""A folder beside the models in which one is put together: it becomes a model by one rename, or vanishes."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from wordrnn import files, typed_path
from wordrnn.errors import storage_error

PREFIX = ".importing-"
_SECONDS = 24 * 3600  # after that, what is left of an import or a copy cannot be running any more


@contextmanager
def staged(models: Path) -> Iterator[Path]:
    """Give a path in `models` that does not exist yet; what is there on leaving is deleted."""
    staging = models / f"{PREFIX}{uuid4().hex}"
    _sweep(models)
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def move_in(staging: Path, target: Path) -> bool:
    """Make the folder `staging` the model `target` by one rename; gives back whether its place was free.

    Raises StorageError.
    """
    if typed_path.is_there(target):
        return False
    try:
        for folder in (*(each for each in staging.iterdir() if each.is_dir()), staging):
            files.sync(folder)
        try:
            staging.rename(target)
        except OSError:
            if not typed_path.is_there(target):  # else another process was quicker
                raise
            return False
        files.sync(target.parent)
    except OSError as error:
        raise storage_error(error, target.parent) from error
    return True


def _sweep(models: Path) -> None:
    """Delete what was left by processes that were killed."""
    for leftover in models.glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):  # another one has just ended
            if time.time() - leftover.stat().st_mtime > _SECONDS:
                shutil.rmtree(leftover, ignore_errors=True)
