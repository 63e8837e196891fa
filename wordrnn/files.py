"""Files that are replaced whole or not at all."""

import errno
import hashlib
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from wordrnn.errors import storage_error

TEMPORARY = ".tmp-"  # how the names of unfinished files begin
_NAME_BYTES = 143  # of a name at most; most file systems have room for 255, those that encrypt names for this
_ABANDONED_SECONDS = 3600  # no file of ours is written for so long


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside `path`; on leaving, it takes the place of `path`, synced to disk.

    On any exception the temporary goes and `path` stays as it was. What a killed process left of the same file an hour
    ago goes too: in a folder of the user's own nobody else would take it away. Raises StorageError where the disk is
    full or the folder may not be written.
    """
    if not path.name:  # `.`, or nothing at all
        raise storage_error(IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR)), path)
    temporary = path.with_name(f"{TEMPORARY}{uuid4().hex}-{_shortened(path.name)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield temporary
        sync(temporary)
        os.replace(temporary, path)  # noqa: PTH105 - one system call, named as what it is
        sync(path.parent)
        _sweep_beside(path)
    except BaseException as error:
        with suppress(OSError):  # the folder itself may be what is missing
            temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise storage_error(error, path) from error
        raise


def writable(text: str) -> str:
    """Return `text` with marks for what UTF-8 cannot hold: the bytes that Python keeps of a path that is none."""
    return text.encode("utf-8", "replace").decode()


def write_text(path: Path, text: str) -> None:
    """Replace the file `path` by `text` in UTF-8."""
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="\n")


def sync(path: Path) -> None:
    """Have the disk hold what was written to the file or folder `path`."""
    if os.name == "nt" and path.is_dir():
        return  # Windows syncs a folder with its files
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sweep(folder: Path) -> None:
    """Delete the temporaries that a killed process left in `folder`."""
    for leftover in folder.glob(f"{TEMPORARY}*"):
        if leftover.is_dir():
            shutil.rmtree(leftover, ignore_errors=True)
        else:
            leftover.unlink(missing_ok=True)


def _shortened(name: str) -> str:
    """Return as much of `name` as a temporary's name has room for, in whole letters."""
    while len(os.fsencode(name)) > _NAME_BYTES - len(TEMPORARY) - 33:
        name = name[:-1]
    return name


def _sweep_beside(path: Path) -> None:
    """Delete what was left of unfinished writings of `path` long ago."""
    ours = re.compile(f"{re.escape(TEMPORARY)}[0-9a-f]{{32}}-{re.escape(_shortened(path.name))}")
    with suppress(OSError), os.scandir(path.parent) as found:
        for entry in found:
            if ours.fullmatch(entry.name) and time.time() - entry.stat().st_mtime > _ABANDONED_SECONDS:
                Path(entry.path).unlink(missing_ok=True)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of the file in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
