"""Errors that are the user's to know about.

WordrnnError                 code + parameters; the command line ends with exit code 2
├── CorpusError              text that is missing, unreadable, empty or no text (raised by `corpora`)
├── OptionError              an option or setting with a value it cannot have
├── ModelError               a model that is missing, damaged, of another version or not to be trusted
├── StorageError             the disk is full, or a folder cannot be written
└── UnavailableError         a part that is not installed, not there on this machine, or not written yet

Anything else that escapes is a fault of ours: exit code 1.
"""

import errno
from pathlib import Path

from corpora.errors import CorpusError, WordrnnError

__all__ = [
    "CorpusError",
    "ModelError",
    "OptionError",
    "StorageError",
    "UnavailableError",
    "WordrnnError",
    "storage_error",
]


class OptionError(WordrnnError):
    """An option or setting with a value it cannot have."""


class ModelError(WordrnnError):
    """A model that is missing, damaged, of another version or not to be trusted."""


class StorageError(WordrnnError):
    """The disk is full, or a folder cannot be written."""


class UnavailableError(WordrnnError):
    """A part that is not installed, not there on this machine, or not written yet."""


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return the `StorageError` for a failed write to `path`."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return StorageError("disk-full", path=str(path))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StorageError("no-permission", path=str(path))
    return StorageError("cannot-write", path=str(path), reason=error.strerror or str(error))
