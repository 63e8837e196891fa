"""The models of this machine: one folder each under the data folder, one of them active."""

import json
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from wordrnn import files, home, lock
from wordrnn.errors import ModelError, OptionError, storage_error

if TYPE_CHECKING:
    from wordrnn.model_folder import ModelFolder

_ACTIVE = "active.json"
_BIN = ".deleted"
TRAINING = "training"
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # device names of Windows


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """What a list of models shows."""

    name: str
    path: Path
    created: str  # ISO 8601; empty where the model cannot be read
    size_bytes: int
    active: bool
    cell: str | None
    units: int
    layers: int
    parameters: int
    vocabulary: int
    valid_perplexity: float | None
    corpus: str
    training: bool  # a run can be resumed
    problem: str | None  # the code of what is wrong with it


def check_name(name: str) -> str:
    """Return `name` where it can name a folder on every system. Raises OptionError."""
    bad = not name or name != name.strip(" .") or len(name) > 80 or _FORBIDDEN.search(name)
    if bad or _RESERVED.fullmatch(name):
        raise OptionError("bad-name", got=name)
    return name


def free_name(wanted: str) -> str:
    """Return a name like `wanted` that no model has yet, and that can name a folder on every system."""
    base = "".join(letter for letter in wanted if letter.isalnum() or letter in " -_.")[:60].strip(" .")
    if not base or _RESERVED.fullmatch(base):
        base = "model"
    name, number = base, 1
    while (home.models_folder() / name).exists():
        number += 1
        name = f"{base}-{number}"
    return name


def list_models() -> list[ModelSummary]:
    """Return every model of the library by name, damaged ones and unfinished ones too."""
    folder = home.models_folder()
    if not folder.is_dir():
        return []
    active = active_name()
    found = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")]
    return [
        summary_of(path, path.name == active) for path in sorted(found, key=lambda path: path.name.lower())
    ]


def summary_of(path: Path, active: bool = False) -> ModelSummary:
    """Return the summary of the model in the folder `path`."""
    from wordrnn.model_folder import open_folder  # brings numpy, which the window is shown without

    model: ModelFolder | None = None
    problem = None
    try:
        model = open_folder(path)
    except ModelError as error:
        problem = error.code
    config = model.config if model else None
    vocabulary = model.info["training"].get("vocabulary") if model else 0
    training = (path / TRAINING / "current").exists() or (path / TRAINING / "run.json").exists()
    return ModelSummary(
        name=path.name,
        path=path,
        created=str(model.info["created"]) if model else "",
        size_bytes=sum(file.stat().st_size for file in path.rglob("*") if file.is_file()),
        active=active,
        cell=config.cell if config else None,
        units=config.units if config else 0,
        layers=config.layers if config else 0,
        parameters=config.parameters if config else 0,
        vocabulary=vocabulary if isinstance(vocabulary, int) else 0,
        valid_perplexity=model.info["metrics"].get("valid_perplexity") if model else None,
        corpus=str(model.info["training"].get("corpus", "")) if model else "",
        training=training,
        problem=problem,
    )


def active_name() -> str | None:
    """Return the name of the active model, or None where there is no model."""
    try:
        name = json.loads((home.data_folder() / _ACTIVE).read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError, TypeError):
        name = None
    if isinstance(name, str) and (home.models_folder() / name / "model.json").is_file():
        return name
    return None


def set_active(name: str) -> None:
    """Make `name` the model that answers where none is named."""
    path = model_path(name)
    files.write_text(home.data_folder() / _ACTIVE, json.dumps({"format": 1, "model": path.name}) + "\n")


def model_path(name: str | Path | None = None) -> Path:
    """Return the folder of a model: a name in the library, a path, or None for the active one. Raises ModelError."""
    if name is None:
        active = active_name()
        if active is None:
            raise ModelError("no-active-model")
        return home.models_folder() / active
    text = str(name)
    # A bare name means the library first; anything with a separator can only be a path.
    if not _FORBIDDEN.search(text) and (home.models_folder() / text).is_dir():
        return home.models_folder() / text
    path = Path(text).expanduser()
    if path.is_dir():
        return path
    raise ModelError("no-model", path=text)


def delete(name: str) -> None:
    """Move the model `name` to the bin of the library, replacing what an earlier one of that name left there."""
    path = _idle(name)
    binned = home.models_folder() / _BIN / name
    try:
        if binned.exists():
            shutil.rmtree(binned)
        binned.parent.mkdir(exist_ok=True)
        path.rename(binned)
    except OSError as error:
        raise storage_error(error, path) from error


def rename(name: str, new: str) -> None:
    """Give the model `name` another name. Raises OptionError where that is taken."""
    path = _idle(name)
    target = home.models_folder() / check_name(new)
    if target.exists():
        raise OptionError("name-taken", got=new)
    was_active = active_name() == name
    try:
        path.rename(target)
    except OSError as error:
        raise storage_error(error, path) from error
    if was_active:
        set_active(new)


def _idle(name: str) -> Path:
    """Return the folder of the model `name`. Raises OptionError while it is being trained."""
    path = _library_path(name)
    if lock.is_held(path / TRAINING):
        raise OptionError("already-training", got=name)
    return path


def _library_path(name: str) -> Path:
    path = home.models_folder() / check_name(name)
    if not path.is_dir():
        raise ModelError("no-model", path=name)
    return path
