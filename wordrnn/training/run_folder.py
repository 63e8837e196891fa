"""The folder of a run: what a run may take, puts there, holds while it works, and takes away again."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wordrnn import files, lock, typed_path
from wordrnn.errors import OptionError
from wordrnn.training import checkpoint

_OWN = frozenset(  # what a run puts into a model folder
    (
        "training", "ngram", "ngram.partial", "tokenizer.json", "rare.json", "history.jsonl", "card.md",
        "weights.safetensors", "tokenizer.json.previous", "rare.json.previous", "history.jsonl.previous",
        "card.md.previous", "weights.safetensors.previous",
    )
)  # fmt: skip


def take(folder: Path) -> None:
    """Make sure that `folder` is new, empty, or what an earlier run of ours left there unfinished, which goes.

    Raises OptionError for any other folder: what is in it is the user's.
    """
    if not typed_path.is_there(folder):
        return
    if not typed_path.is_folder(folder):
        raise OptionError("folder-not-empty", got=str(folder))
    if lock.is_held(checkpoint.training_folder(folder)):
        raise OptionError("already-training", got=folder.name)
    names = [path.name for path in folder.iterdir() if not path.name.startswith(files.TEMPORARY)]
    if names and (not checkpoint.is_unfinished(folder) or not set(names) <= _OWN):
        raise OptionError("folder-not-empty", got=str(folder))
    clear(folder)


def clear(folder: Path) -> None:
    """Delete what a run of ours puts into `folder`, and nothing else."""
    if not checkpoint.is_unfinished(folder):
        return
    files.sweep(folder)
    for name in _OWN - {"training"}:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    shutil.rmtree(checkpoint.training_folder(folder), ignore_errors=True)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the run's lock. Raises OptionError where another process trains in `folder`."""
    try:
        with lock.holding(checkpoint.training_folder(folder)):
            yield
    except lock.Held:
        raise OptionError("already-training", got=folder.name) from None


def discard(folder: Path) -> None:
    """Delete the model in `folder` and all of its run; the folder too, unless the user has put something into it."""
    (folder / "model.json").unlink(missing_ok=True)
    clear(folder)
    with suppress(OSError):
        folder.rmdir()
