"""Where wordrnn keeps its data: `WORDRNN_HOME`, else the folder the person chose, else the platform's data folder.

What was chosen stands in a file of its own, the pointer, in the platform's config folder: the app and the command line
both read it, once in each process, so that the folder never changes under what is running. `moving.py` writes it.
"""

import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import platformdirs

from wordrnn import typed_path
from wordrnn.errors import StorageError

VARIABLE = "WORDRNN_HOME"
POINTER = "home.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the pointer says."""

    folder: Path | None  # None: the default folder is used
    trouble: StorageError | None = None  # why it is, where another was chosen


def data_folder() -> Path:
    """Return the folder for models, corpora and caches; it need not exist yet."""
    override = os.environ.get(VARIABLE)
    if override:
        return typed_path.expanded(override).absolute()
    return chosen().folder or default_folder()


def default_folder() -> Path:
    """Return the folder that is used where nobody says otherwise."""
    return Path(platformdirs.user_data_dir("wordrnn", appauthor=False))


def is_given() -> bool:
    """Whether `WORDRNN_HOME` says where the data is, whatever was chosen."""
    return bool(os.environ.get(VARIABLE))


def trouble() -> StorageError | None:
    """Return why the default folder is used although another was chosen, None where all is as it should be."""
    return None if is_given() else chosen().trouble


def pointer_path() -> Path:
    """Return the file that names the chosen folder; on some systems it is within the default one."""
    return Path(platformdirs.user_config_dir("wordrnn", appauthor=False)) / POINTER


@cache
def chosen() -> Chosen:
    """Return what the pointer said when it was first asked for."""
    path = pointer_path()
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Chosen(None)
    except (OSError, ValueError):
        text = ""
    import json  # only where there is something to read: every start comes by here

    try:
        kept = json.loads(text)
        folder = Path(kept["folder"])
        if kept["format"] != FORMAT or not folder.is_absolute():
            raise ValueError(kept)
    except (ValueError, TypeError, KeyError, RecursionError):
        return Chosen(None, StorageError("pointer-damaged", path=str(path), folder=str(default_folder())))
    if not typed_path.is_folder(folder):
        return Chosen(None, StorageError("data-folder-gone", path=str(folder), folder=str(default_folder())))
    return Chosen(folder)


def models_folder() -> Path:
    """Return the folder with one model folder for each model of the library."""
    return data_folder() / "models"


def corpora_folder() -> Path:
    """Return the folder with the user's own corpora."""
    return data_folder() / "corpora"


def memory_path() -> Path:
    """Return the file with what the user accepted and typed; it need not exist yet."""
    return data_folder() / "memory.json"


def downloads_folder() -> Path:
    """Return the folder of public corpora on their way, which may be deleted while nothing is downloaded."""
    return data_folder() / "cache" / "downloads"


def speeds_path() -> Path:
    """Return the file with how fast this machine trains, a cache that may be deleted at any time."""
    return data_folder() / "cache" / "speeds.json"


def shards_folder() -> Path:
    """Return the folder of tokenised text, a cache that may be deleted at any time."""
    return data_folder() / "cache" / "shards"


def facts_folder() -> Path:
    """Return the folder of what was counted of the user's corpora, a cache that may be deleted at any time."""
    return data_folder() / "cache" / "facts"
