"""The models of this machine: one folder each under the data folder, one of them active, and the one built in."""

import json
import re
from dataclasses import replace
from pathlib import Path

from wordrnn import files, home, lock, model_bin, notes, staging, starter_model, typed_path
from wordrnn.errors import ModelError, OptionError, storage_error
from wordrnn.model_bin import Binned
from wordrnn.model_summary import TRAINING, ModelSummary, summary_of
from wordrnn.progress import Progress, untold

__all__ = ["TRAINING", "Binned", "ModelSummary", "summary_of"]

_ACTIVE = "active.json"
_FORBIDDEN = re.compile(r'[\x00-\x1f<>:"/\\|?*\ud800-\udfff]')  # the last: bytes that are no UTF-8
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # device names of Windows


def check_name(name: str) -> str:
    """Return `name` where it can name a folder on every system. Raises OptionError, also for that of the starter."""
    if not _may_be_name(name) or len(name) > 80 or _RESERVED.fullmatch(name):
        raise OptionError("bad-name", got=name)
    if is_builtin(name):
        raise OptionError("builtin-model", got=name)
    return name


def is_builtin(name: str) -> bool:
    """Whether `name` means the model that comes with wordrnn."""
    if name != starter_model.NAME or starter_model.folder() is None:
        return False
    return not typed_path.is_folder(home.models_folder() / name)  # made before there was a starter


def free_name(wanted: str) -> str:
    """Return a name like `wanted` that no model has yet, and that can name a folder on every system."""
    base = "".join(letter for letter in wanted if letter.isalnum() or letter in " -_.")[:60].strip(" .")
    if not base or _RESERVED.fullmatch(base):
        base = "model"
    name, number = base, 1
    while (home.models_folder() / name).exists() or is_builtin(name):
        number += 1
        name = f"{base}-{number}"
    return name


def list_models(*, thorough: bool = True) -> list[ModelSummary]:
    """Return the starter and every model of the library by name, damaged and unfinished ones too; see `summary_of`."""
    folder, starter = home.models_folder(), starter_model.folder()
    active = answering_name()
    found = [path for path in folder.iterdir() if path.is_dir()] if folder.is_dir() else []
    models = [
        summary_of(path, path.name == active, thorough=thorough)
        for path in sorted(found, key=lambda path: path.name.lower())
        if not path.name.startswith(".")
    ]
    if starter is not None and is_builtin(starter.name):
        summary = summary_of(starter, starter.name == active, thorough=thorough)
        models.insert(0, replace(summary, builtin=True))
    return models


def active_name() -> str | None:
    """Return the name of the model that was made the active one, or None: then the starter answers, if there is one."""
    try:
        name = json.loads((home.data_folder() / _ACTIVE).read_text(encoding="utf-8"))["model"]
    except (OSError, ValueError, KeyError, TypeError):
        name = None
    if not isinstance(name, str):
        return None
    there = typed_path.is_file(home.models_folder() / name / "model.json") or is_builtin(name)
    return name if there else None


def answering_name() -> str | None:
    """Return the name of the model that answers where none is named: the active one, or the starter, or None."""
    return active_name() or (starter_model.NAME if starter_model.folder() is not None else None)


def set_active(name: str) -> None:
    """Make the model `name` the one that answers where none is named; a path to its folder names it, too.

    Raises ModelError where there is none, OptionError where it is not in the library.
    """
    path = model_path(name)
    if path != starter_model.folder():
        path = path.resolve() if path.parent != home.models_folder() else path
        if path.parent.resolve() != home.models_folder().resolve() or not _may_be_name(path.name):
            raise OptionError("bad-value", name="M", expected="a model of the library", got=repr(name))
    files.write_text(home.data_folder() / _ACTIVE, json.dumps({"format": 1, "model": path.name}) + "\n")


def model_path(name: str | Path | None = None) -> Path:
    """Return the folder of a model: a name in the library, "starter", a path, or None for the active one.

    With none active it is the starter. Raises ModelError.
    """
    starter = starter_model.folder()
    name = answering_name() if name is None else name
    if name is None:
        raise ModelError("no-active-model")
    text = str(name)
    if not text:
        raise ModelError("no-model", path=repr(text))
    # A bare name means the library first; anything with a separator can only be a path.
    if _may_be_name(text) and typed_path.is_folder(home.models_folder() / text):
        return home.models_folder() / text
    if starter is not None and is_builtin(text):
        return starter
    path = typed_path.expanded(text)
    if typed_path.is_folder(path):
        return path
    raise ModelError("no-model", path=text)


def _may_be_name(text: str) -> bool:
    """Whether a model of the library may be called `text`: `.` and `..` are places, `.deleted` is the bin."""
    return bool(text) and text == text.strip(" .") and not _FORBIDDEN.search(text)


def delete(name: str) -> str:
    """Move the model `name` to the bin of the library; return the key by which `restore` takes it out again."""
    return model_bin.put(idle_path(name))


def binned() -> list[Binned]:
    """Return what lies in the bin, the latest first."""
    return model_bin.contents(home.models_folder())


def restore(wanted: str) -> str:
    """Take a model out of the bin, by its key or its name; return the name that it has now, its own where that is free.

    Raises ModelError where it is not there.
    """
    found = model_bin.find(home.models_folder(), wanted)
    name = free_name(found.name)
    model_bin.take_out(found, home.models_folder() / name)
    return name


def empty_bin() -> int:
    """Delete for good what lies in the bin; return how many models that were."""
    found = binned()
    for each in found:
        model_bin.delete(each)
    return len(found)


def duplicate(name: str, new: str = "", progress: Progress = untold) -> str:
    """Copy the model `name` to the name `new` (a free one like it where left out), and return that.

    What is published is copied, and the notes; an unfinished run stays with the original. Raises OptionError where the
    name is taken, ModelError where the model is damaged or replaced meanwhile, StorageError.
    """
    from wordrnn.model_folder import copy_folder  # brings numpy, which the window is shown without

    path = model_path(name) if is_builtin(name) else library_path(name)
    target = home.models_folder() / (check_name(new) if new else free_name(name))
    if typed_path.is_there(target):
        raise OptionError("name-taken", got=target.name)
    with staging.staged(home.models_folder()) as folder:
        copy_folder(path, folder, progress)
        notes.write(folder, notes.read(path))
        if not staging.move_in(folder, target):
            raise OptionError("name-taken", got=target.name)
    return target.name


def rename(name: str, new: str) -> None:
    """Give the model `name` another name. Raises OptionError where that is taken."""
    path = idle_path(name)
    target = home.models_folder() / check_name(new)
    if typed_path.is_there(target):
        raise OptionError("name-taken", got=new)
    was_active = active_name() == name
    try:
        path.rename(target)
    except OSError as error:
        raise storage_error(error, path) from error
    if was_active:
        set_active(new)


def idle_path(name: str) -> Path:
    """Return the folder of the model `name`. Raises OptionError while it is trained, ModelError where there is none."""
    path = library_path(name)
    if lock.is_held(path / TRAINING):
        raise OptionError("already-training", got=name)
    return path


def library_path(name: str) -> Path:
    """Return the folder of the model `name` of the library. Raises OptionError, ModelError."""
    path = home.models_folder() / check_name(name)
    if not typed_path.is_folder(path):
        raise ModelError("no-model", path=name)
    return path
