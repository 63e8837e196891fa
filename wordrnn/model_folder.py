"""A trained model on disk: plain data in one folder, checked when it is opened.

`model.json` names every other file with its SHA-256 and is replaced last. A file that it names is never lost while
it is being replaced: the old one stays beside the new as `NAME.previous` until the new `model.json` stands, so a power
cut leaves the old model or the new one.
"""

import json
import logging
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import safetensors
from safetensors.numpy import load_file, save_file

from wordrnn import files, rounding
from wordrnn.calibration.reliability import Calibration
from wordrnn.config import ModelConfig
from wordrnn.errors import ModelError, OptionError, storage_error
from wordrnn.memory.weights import MemoryWeights
from wordrnn.next_word import FloatArray
from wordrnn.progress import Progress, untold
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import FILE as RARE
from wordrnn.words.rare_words import RareWords

log = logging.getLogger(__name__)

FORMAT = 2
SMALL_FORMAT = 3
"""The network's arrays are rounded to 8 bits, see `rounding`; all else is as in format 2."""
_READABLE = (
    1,
    FORMAT,
    SMALL_FORMAT,
)  # before 2, networks began with zeros, and had no arrays of initial states
_INFO = "model.json"
_WEIGHTS = "weights.safetensors"
_TOKENIZER = "tokenizer.json"
_HISTORY = "history.jsonl"
_CARD = "card.md"
_NGRAM = "ngram"
_PREVIOUS = ".previous"
_MAX_INFO_BYTES = 10_000_000
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """An opened model: its description, checked, and ways to the parts."""

    path: Path
    info: Mapping[str, Any]
    config: ModelConfig | None
    """The network's shape; None while only the n-gram has been trained."""

    @property
    def name(self) -> str:
        """The name of the model: its folder's."""
        return self.path.name

    @property
    def calibration(self) -> Calibration | None:
        """What was fitted on held-out text at the end of the run; None where the run has not come to that."""
        found = self.info.get("calibration")
        return Calibration.from_dict(found) if found is not None else None

    @property
    def memory_weights(self) -> MemoryWeights | None:
        """How far a memory is trusted, fitted at the end of the run; None where that was not done."""
        found = self.info.get("memory")
        return MemoryWeights.from_dict(found) if found is not None else None

    @property
    def mixture_weights(self) -> dict[str, float]:
        """Part ("network", "ngram") → its weight in the mixture; they sum to 1."""
        return dict(self.info["mixture"])

    def tokenizer(self) -> Tokenizer:
        """Return the tokenizer. Raises ModelError where it is not the one that the model was trained with."""
        tokenizer = Tokenizer.load(self.file(_TOKENIZER))
        if tokenizer.sha256 != self.info["tokenizer_sha256"]:
            raise ModelError("damaged-model", path=str(self.path), reason="another vocabulary")
        return tokenizer

    def rare_words(self, tokenizer: Tokenizer) -> RareWords | None:
        """Return the words that `tokenizer` had no room for; None where there are none, as in old models."""
        return RareWords.load(self.file(RARE), tokenizer) if RARE in self.info["files"] else None

    def weights(self) -> dict[str, FloatArray] | None:
        """Return the network's arrays in float32, or None where there is no network yet."""
        stored = self.stored_weights()
        return None if stored is None else rounding.restored(stored)

    def stored_weights(self) -> dict[str, npt.NDArray[Any]] | None:
        """Return the network's arrays as they are kept: of a small model, matrices as `rounding.rounded` makes them."""
        if self.config is None:
            return None
        shapes = self.config.weight_shapes()
        lacking = [name for name in shapes if name.endswith("initial_state") and self.info["format"] == 1]
        stored = {name: shape for name, shape in shapes.items() if name not in lacking}
        if self.info["format"] == SMALL_FORMAT:
            return _read_arrays(self.file(_WEIGHTS), rounding.stored_shapes(stored))
        weights = _float32(_read_arrays(self.file(_WEIGHTS), stored))
        return weights | {name: np.zeros(shapes[name], np.float32) for name in lacking}

    def ngram_folder(self) -> Path | None:
        """Return the folder of the n-gram part, or None."""
        return (
            self.path / _NGRAM if any(name.startswith(f"{_NGRAM}/") for name in self.info["files"]) else None
        )

    def file(self, name: str) -> Path:
        """Return the file that `model.json` means by `name`. Raises ModelError where its hash is another."""
        return _whole_file(self.path, name, self.info["files"].get(name))


def open_folder(path: Path) -> ModelFolder:
    """Return the model in the folder `path`, every file checked against its hash.

    Raises ModelError where there is none, it is damaged, or it comes from a later version.
    """
    model = describe(path)
    for name in model.info["files"]:
        model.file(name)
    return model


def files_there(model: ModelFolder) -> ModelFolder:
    """Return `model` where every file that it names is there, whatever is in them. Raises ModelError."""
    for name in model.info["files"]:
        # Unlike Path.exists, this raises nothing, whatever the name.
        if not any(os.path.exists(model.path / (name + end)) for end in ("", _PREVIOUS)):  # noqa: PTH110
            raise ModelError("damaged-model", path=str(model.path), reason=f"{name} is missing")
    return model


def copy_folder(folder: Path, target: Path, progress: Progress = untold) -> None:
    """Copy the published model in `folder` to `target`, a folder that is not there yet, and check it there.

    Raises ModelError where the model is damaged, or was replaced meanwhile, StorageError.
    """
    model = open_folder(folder)
    sources = {name: model.file(name) for name in model.info["files"]}
    total = sum(source.stat().st_size for source in sources.values())
    done = 0
    try:
        target.mkdir(parents=True)
        for name, source in sources.items():
            (target / name).parent.mkdir(exist_ok=True)
            with source.open("rb") as reading, (target / name).open("xb") as writing:
                while chunk := reading.read(_CHUNK):
                    writing.write(chunk)
                    done += len(chunk)
                    progress(done / max(total, 1))
            files.sync(target / name)
    except OSError as error:
        raise storage_error(error, target.parent) from error
    _write_info(target, model.info)
    open_folder(target)


def describe(path: Path) -> ModelFolder:
    """Return the model by its `model.json` alone, which is checked; the other files need not be there yet."""
    info = _read_info(path)
    config = None
    if info["config"] is not None:
        try:
            config = ModelConfig.from_dict(info["config"])
        except (OptionError, TypeError) as error:
            setting = error.params.get("name", "") if isinstance(error, OptionError) else ""
            reason = f"model.json: config {setting} is missing or has a value it cannot have"
            raise ModelError("damaged-model", path=str(path), reason=reason) from error
    return ModelFolder(path, info, config)


def publish(
    folder: Path,
    *,
    created: str,
    tokenizer: Tokenizer,
    config: ModelConfig | None,
    weights: Mapping[str, FloatArray] | None,
    mixture: Mapping[str, float],
    training: Mapping[str, Any],
    metrics: Mapping[str, Any],
    history: str,
    card: str,
    rare: RareWords | None = None,
) -> None:
    """Replace the model in `folder`, `model.json` last. The n-gram part must stand in `ngram_folder(folder)` already.

    Raises StorageError where the disk is full or may not be written; the model that was there stays whole.
    """
    _set_aside(folder)
    files.write_text(folder / _TOKENIZER, tokenizer.to_json())
    files.write_text(folder / _HISTORY, history)
    files.write_text(folder / _CARD, card)
    names = [_TOKENIZER, _HISTORY, _CARD]
    if rare is not None:
        rare.save(folder / RARE)
        names.append(RARE)
    if weights is not None:
        write_weights(folder / _WEIGHTS, weights)
        names.append(_WEIGHTS)
    names += sorted(f"{_NGRAM}/{file.name}" for file in ngram_folder(folder).iterdir())
    info = {
        "format": FORMAT,
        "created": created,
        "config": config.to_dict() if config else None,
        "tokenizer_sha256": tokenizer.sha256,
        "mixture": dict(mixture),
        "training": dict(training),
        "metrics": dict(metrics),
        "files": {file: files.sha256_of(folder / file) for file in names},
    }
    _write_info(folder, info)


def amend(folder: Path, card: str, **facts: Any) -> None:
    """Replace `facts` in the `model.json` of the published model in `folder`, and its card.

    Raises ModelError where there is none, StorageError as `publish` does.
    """
    _set_aside(folder)
    info = _read_info(folder) | facts
    files.write_text(folder / _CARD, card)
    info["files"] = info["files"] | {_CARD: files.sha256_of(folder / _CARD)}
    _write_info(folder, info)


def _write_info(folder: Path, info: Mapping[str, Any]) -> None:
    """Replace `model.json`, and let go of the files that it no longer names."""
    files.write_text(
        folder / _INFO, json.dumps(dict(info), indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    )
    for previous in folder.glob(f"*{_PREVIOUS}"):
        previous.unlink(missing_ok=True)


def publish_small(folder: Path, model: ModelFolder) -> None:
    """Write the opened `model` into the new `folder`, its network's arrays rounded to 8 bits.

    The n-gram part must stand in `ngram_folder(folder)` already, where the model has one. Raises StorageError.
    """
    copied = [name for name in model.info["files"] if name != _WEIGHTS and not name.startswith(f"{_NGRAM}/")]
    for name in copied:
        with files.replacing(folder / name) as temporary:
            shutil.copyfile(model.file(name), temporary)
    named = list(copied)
    weights = model.weights()
    if weights is not None:
        write_weights(folder / _WEIGHTS, rounding.rounded(weights))
        named.append(_WEIGHTS)
    if ngram_folder(folder).exists():
        named += sorted(f"{_NGRAM}/{file.name}" for file in ngram_folder(folder).iterdir())
    hashes = {name: files.sha256_of(folder / name) for name in named}
    _write_info(folder, {**model.info, "format": SMALL_FORMAT, "files": hashes})


def ngram_folder(folder: Path) -> Path:
    """Return where the n-gram part of the model in `folder` is kept."""
    return folder / _NGRAM


def write_weights(path: Path, weights: Mapping[str, npt.NDArray[Any]]) -> None:
    """Replace the safetensors file `path` by `weights`."""
    with files.replacing(path) as temporary:
        try:
            save_file({name: np.asarray(array, order="C") for name, array in weights.items()}, temporary)
        except safetensors.SafetensorError as error:
            # The Rust side wraps the system's error in text: "I/O error: No space left on device (os error 28)".
            if "os error 28" in str(error):
                raise storage_error(OSError(28, "No space left on device"), path) from error
            raise


def _set_aside(folder: Path) -> None:
    """Keep each file of the published model under a second name while new ones take their places."""
    try:
        published = _read_info(folder)["files"]
    except ModelError:
        return  # nothing published yet
    for name, digest in published.items():
        current, previous = folder / name, folder / (name + _PREVIOUS)
        if name.startswith(f"{_NGRAM}/") or not current.is_file():
            continue
        if previous.exists():
            # Left by a publishing that was cut off: it is needed only where it is what model.json names.
            if files.sha256_of(current) != digest:
                continue
            previous.unlink()
        try:
            os.link(current, previous)
        except OSError:  # a disk without second names
            _copy_aside(current, previous)


def _copy_aside(current: Path, previous: Path) -> None:
    try:
        shutil.copyfile(current, previous)
    except OSError as error:
        with suppress(OSError):
            previous.unlink(missing_ok=True)
        raise storage_error(error, current) from error


def _whole_file(folder: Path, name: str, digest: object) -> Path:
    """Return the file `name`, or the one it was about to replace, whichever has the hash `digest`."""
    current, previous = folder / name, folder / (name + _PREVIOUS)
    for candidate in (current, previous):
        try:
            if digest is not None and files.sha256_of(candidate) == digest:
                if candidate is previous:
                    log.warning("%s: publishing was cut off; the model before it is used", folder)
                return candidate
        except (OSError, ValueError):  # not there, or a name that no file can have
            continue
    if not os.path.exists(current):  # noqa: PTH110 - unlike Path.exists, it raises nothing, whatever the name
        raise ModelError("damaged-model", path=str(folder), reason=f"{name} is missing")
    raise ModelError("damaged-model", path=str(folder), reason=f"{name} is not what model.json says it is")


def _read_info(path: Path) -> dict[str, Any]:
    if not path.exists():
        raise ModelError("no-model", path=str(path))
    file = path / _INFO
    try:
        if file.stat().st_size > _MAX_INFO_BYTES:
            raise ModelError("damaged-model", path=str(path), reason="model.json is too large")
        info = json.loads(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise ModelError("no-model", path=str(path)) from None
    except PermissionError as error:
        raise ModelError("unreadable-model", path=str(path), reason=error.strerror) from error
    except (OSError, ValueError, RecursionError) as error:
        raise ModelError("damaged-model", path=str(path), reason="model.json is not JSON") from error
    problem = _problem_of(info)
    if problem:
        raise ModelError("damaged-model", path=str(path), reason=problem)
    if info["format"] not in _READABLE:
        raise ModelError("other-format", path=str(path), expected=FORMAT, got=info["format"])
    return info


def _problem_of(info: object) -> str | None:
    """Return what is wrong with the content of a `model.json`, or None."""
    if not isinstance(info, dict) or not isinstance(info.get("format"), int):
        return "model.json describes no model"
    expected = {"created": str, "tokenizer_sha256": str, "training": dict, "metrics": dict}
    for key, kind in expected.items():
        if not isinstance(info.get(key), kind):
            return f"model.json: {key} is missing or of the wrong kind"
    if not isinstance(info.get("config"), (dict, type(None))):
        return "model.json: config is missing or of the wrong kind"
    mixture = info.get("mixture")
    if not isinstance(mixture, dict) or not set(mixture) <= {"network", "ngram"} or not mixture:
        return "model.json: mixture names parts that do not exist"
    if not all(isinstance(weight, (int, float)) and 0 <= weight <= 1 for weight in mixture.values()):
        return "model.json: mixture has weights outside 0 to 1"
    if abs(sum(mixture.values()) - 1) > 1e-6:
        return "model.json: mixture does not sum to 1"
    for key, kind in (("calibration", Calibration), ("memory", MemoryWeights)):
        if info.get(key) is not None:
            try:
                kind.from_dict(info[key])
            except ValueError as error:
                return f"model.json: {error}"
    return _problem_of_files(info.get("files"))


def _problem_of_files(named: object) -> str | None:
    if not isinstance(named, dict) or _TOKENIZER not in named:
        return "model.json: files is missing or names no tokenizer"
    for name in named:
        parts = name.split("/")
        inside = len(parts) == 1 or (len(parts) == 2 and parts[0] == _NGRAM)
        if not inside or any(part in ("", ".", "..") or "\\" in part or ":" in part for part in parts):
            return f"model.json names a file outside its folder: {name!r}"
    return None


def _read_arrays(path: Path, shapes: Mapping[str, tuple[int, ...]]) -> dict[str, npt.NDArray[Any]]:
    """Return the arrays in `path`, their names and shapes compared with `shapes`."""
    try:
        with safetensors.safe_open(path, framework="numpy") as file:
            found = {name: tuple(file.get_slice(name).get_shape()) for name in file.keys()}  # noqa: SIM118
        for name in sorted(shapes.keys() | found.keys()):
            if shapes.get(name) != found.get(name):
                reason = f"{name}: expected {shapes.get(name)}, got {found.get(name)}"
                raise ModelError("damaged-model", path=str(path.parent), reason=reason)
        return load_file(path)
    except (safetensors.SafetensorError, OSError, ValueError) as error:
        raise ModelError("damaged-model", path=str(path.parent), reason=f"{path.name}: {error}") from error


def _float32(arrays: Mapping[str, npt.NDArray[Any]]) -> dict[str, FloatArray]:
    return {name: np.asarray(array, dtype=np.float32) for name, array in arrays.items()}
