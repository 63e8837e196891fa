"""The state of an unfinished training run: snapshots that survive a power cut, and what the run was asked to do.

`training/<step>/` holds one snapshot, synced to disk; `training/current` names the last whole one and is replaced last.
"""

import json
import logging
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy.typing as npt
import safetensors
from safetensors.numpy import load_file

from wordrnn import files, typed_path
from wordrnn.errors import ModelError, storage_error
from wordrnn.model_folder import write_weights

log = logging.getLogger(__name__)

_CURRENT = "current"
_RUN = "run.json"
_FINISHED = "finished.json"
_BASE_TOKENIZER = "base-tokenizer.json"
_ANCHOR = "anchor.safetensors"
_REPLACED = ".replaced"
_ARRAYS = "state.safetensors"
_PROGRESS = "progress.json"

Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that the next step depends on."""

    arrays: Arrays  # weights, optimizer, carried states, random state, best weights so far
    progress: Mapping[str, Any]  # position in the data, time used, losses: JSON values


def training_folder(model: Path) -> Path:
    """Return where the unfinished run of the model folder `model` is kept."""
    return model / "training"


def events_path(model: Path) -> Path:
    """Return the log of the run's events."""
    return training_folder(model) / "events.jsonl"


def requests_path(model: Path) -> Path:
    """Return the file that others append requests to, a line each, while the run goes on."""
    return training_folder(model) / "requests"


def base_tokenizer_path(model: Path) -> Path:
    """Return the copy of the tokenizer of the model that the run goes on from."""
    return training_folder(model) / _BASE_TOKENIZER


def save_anchor(model: Path, weights: Arrays) -> None:
    """Keep the weights that the run goes on from, before its first step."""
    write_weights(training_folder(model) / _ANCHOR, weights)


def load_anchor(model: Path) -> Arrays | None:
    """Return what `save_anchor` kept; None where there is nothing whole."""
    try:
        return load_file(training_folder(model) / _ANCHOR)
    except (OSError, safetensors.SafetensorError):
        return None


def save_run(model: Path, settings: Mapping[str, Any]) -> None:
    """Keep what a run was asked to do, before its first step."""
    files.write_text(training_folder(model) / _RUN, json.dumps({"format": 1, **settings}, indent=1) + "\n")


def load_run(model: Path) -> dict[str, Any]:
    """Return what the unfinished run was asked to do. Raises ModelError where there is none."""
    return _load(model, _RUN)


def load_finished(model: Path) -> dict[str, Any]:
    """Return what the run was asked to do that has come to its end. Raises ModelError where there is none."""
    return _load(model, _FINISHED)


def _load(model: Path, name: str) -> dict[str, Any]:
    try:
        run = json.loads((training_folder(model) / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError("nothing-to-resume", path=str(model)) from error
    if not isinstance(run, dict):
        raise ModelError("nothing-to-resume", path=str(model))
    return run


def is_unfinished(model: Path) -> bool:
    """Return whether a run of the model folder `model` can be resumed."""
    return typed_path.is_file(training_folder(model) / _RUN)


def save_snapshot(model: Path, step: int, snapshot: Snapshot) -> None:
    """Write `snapshot` and make it the current one; older ones go. Raises StorageError, with the old one kept."""
    training = training_folder(model)
    folder, replaced = training / str(step), training / f"{step}{_REPLACED}"
    work = training / f"{files.TEMPORARY}{step}"
    try:
        files.sweep(training)  # what was cut off before
        work.mkdir(parents=True)
        write_weights(work / _ARRAYS, snapshot.arrays)
        digest = files.sha256_of(work / _ARRAYS)
        content = {"format": 1, "arrays_sha256": digest, **snapshot.progress}
        files.write_text(work / _PROGRESS, json.dumps(content, allow_nan=False) + "\n")
        if folder.exists():  # the same step, told again: a pause, then a stop
            shutil.rmtree(replaced, ignore_errors=True)
            folder.rename(replaced)
        work.rename(folder)
        files.sync(training)
        files.write_text(training / _CURRENT, f"{step}\n")
    except BaseException as error:
        shutil.rmtree(work, ignore_errors=True)
        if isinstance(error, OSError):
            raise storage_error(error, folder) from error
        raise
    for other in training.iterdir():
        if other.is_dir() and other != folder:
            shutil.rmtree(other, ignore_errors=True)


def load_snapshot(model: Path) -> Snapshot | None:
    """Return the last whole snapshot, or None where the run had not come to its first."""
    training = training_folder(model)
    try:
        current = (training / _CURRENT).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    # A snapshot that was being written when the power went may stand beside the current one; only a whole one counts.
    folders = sorted(
        (folder for folder in training.iterdir() if folder.is_dir() and _step_of(folder) is not None),
        key=lambda folder: (folder.name != current, -(_step_of(folder) or 0)),
    )
    for folder in folders:
        try:
            progress = json.loads((folder / _PROGRESS).read_text(encoding="utf-8"))
            if files.sha256_of(folder / _ARRAYS) != progress["arrays_sha256"]:
                raise ValueError("the arrays are not the ones that were saved")
            return Snapshot(load_file(folder / _ARRAYS), progress)
        except (OSError, ValueError, KeyError, TypeError, safetensors.SafetensorError) as error:
            log.warning("snapshot %s is damaged and left out: %s", folder.name, error)
    return None


def _step_of(folder: Path) -> int | None:
    """Return the step of a snapshot's folder, None for any other folder."""
    step = folder.name.removesuffix(_REPLACED)
    return int(step) if step.isdecimal() else None


def finish(model: Path) -> None:
    """Delete the snapshots of a run that has come to its end. Its events stay, and what it takes to train longer."""
    training = training_folder(model)
    (training / _CURRENT).unlink(missing_ok=True)
    (training / _ANCHOR).unlink(missing_ok=True)
    with suppress(FileNotFoundError):
        (training / _RUN).replace(training / _FINISHED)
    for folder in training.iterdir() if training.is_dir() else ():
        if folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)
