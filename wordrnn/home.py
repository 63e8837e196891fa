"""Where wordrnn keeps its data: the platform's user data folder, or `WORDRNN_HOME`."""

import os
from pathlib import Path

import platformdirs


def data_folder() -> Path:
    """Return the folder for models, corpora and caches; it need not exist yet."""
    override = os.environ.get("WORDRNN_HOME")
    if override:
        return Path(override).expanduser().absolute()
    return Path(platformdirs.user_data_dir("wordrnn", appauthor=False))


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
