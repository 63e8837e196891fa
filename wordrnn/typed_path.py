"""Paths as people type them: `~` is a home folder where there is such a one, and what can be no path names nothing.

`Path.expanduser` raises where `~somebody` is nobody here, though a file may have such a name, and `Path.exists` does
where a name is too long, or (before Python 3.12) in a folder that may not be read.
"""

import os
from pathlib import Path


def expanded(typed: str | Path) -> Path:
    """Return the path that is meant."""
    return Path(os.path.expanduser(typed))  # noqa: PTH111


def is_there(path: str | Path) -> bool:
    """Whether `path` is known to name a file or a folder."""
    return os.path.exists(path)  # noqa: PTH110


def is_folder(path: str | Path) -> bool:
    """Whether `path` is known to name a folder."""
    return os.path.isdir(path)  # noqa: PTH112


def is_file(path: str | Path) -> bool:
    """Whether `path` is known to name a file."""
    return os.path.isfile(path)  # noqa: PTH113
