"""Models that people give to each other: one `.wordrnn` file, a zip of the model folder.

Out goes `model.json`, with the facts that wordrnn writes and no others, and the files that it names. What comes in is a
stranger's: it is unpacked beside the library, checked there as a whole, and becomes a model of the library by one
rename. Nothing in it is run or unpickled.
"""

import hashlib
import json
import logging
import math
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from wordrnn import archive, card, files, home, library, model_folder, staging, typed_path
from wordrnn.errors import ModelError, OptionError, WordrnnError, storage_error
from wordrnn.model_folder import ModelFolder
from wordrnn.ngram import files as ngram_files
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.progress import Progress, part_of, untold
from wordrnn.tokenizer import KINDS, Tokenizer
from wordrnn.words import rare_words

log = logging.getLogger(__name__)

ENDING = ".wordrnn"
_INFO, _CARD, _HISTORY, _TOKENIZER = "model.json", "card.md", "history.jsonl", "tokenizer.json"
_WEIGHTS, _NGRAM = "weights.safetensors", "ngram"
_ALWAYS = frozenset((_INFO, _CARD, _HISTORY, _TOKENIZER))

_FACTS = ("format", "created", "config", "tokenizer_sha256", "mixture", "training", "metrics", "files")
_MAYBE = ("calibration", "memory")
_TRAINING_FACTS = (
    "corpus", "documents", "train_tokens", "valid_tokens", "coverage", "vocabulary", "tokenizer", "settings",
    "rare_words", "base", "base_sha256", "new_words", "imported_from",
)  # fmt: skip
_LONGEST_TEXT = 1000  # characters of a fact
# Controls, and what turns the direction of writing: text that shows as something else, or acts on a terminal.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def _allowed() -> dict[str, int]:
    """Return name → most bytes of every file that a shared model may have."""
    every = {*ngram_files.names(ngram_files.MAX_ORDER), *ngram_files.names(0, small=True)}
    arrays = [f"{_NGRAM}/{name}" for name in every]
    return {
        **dict.fromkeys((*arrays, _WEIGHTS), archive.MAX_BYTES),
        f"{_NGRAM}/{ngram_files.META}": 65_536,
        _INFO: 1_000_000,
        _CARD: 1_000_000,
        _HISTORY: 10_000_000,
        _TOKENIZER: 50_000_000,
        rare_words.FILE: rare_words.MAX_BYTES,
    }


# Out ------------------------------------------------------------------------------------------------------------------


def export_model(folder: Path, file: Path, progress: Progress = untold) -> Path:
    """Write the model in `folder` to `file`, which gets the ending `.wordrnn`, and return where it is.

    The same model gives the same bytes (with the same zlib). A file that is there is replaced, by a whole one or not
    at all. Raises ModelError where the model is damaged or `import_model` would refuse it, OptionError, StorageError.
    """
    target = file.parent / (file.name if file.suffix.lower() == ENDING else file.name + ENDING)
    if typed_path.is_folder(file) or typed_path.is_folder(target):
        raise OptionError("bad-value", name="FILE", expected="a file to write", got=f"the folder {file}")
    model = model_folder.open_folder(folder)
    info, members = _shared_form(model)
    _check_facts(folder, info)
    _check_parts(model)
    with files.replacing(target) as temporary:
        archive.write(temporary, members, part_of(progress, 0, 0.8))
        _verify(temporary, info, part_of(progress, 0.8, 1))
    return target


def _shared_form(model: ModelFolder) -> tuple[dict[str, Any], dict[str, bytes | Path]]:
    """Return the `model.json` of the shared model, and its members: what is the model's, nothing of its maker's."""
    info = {key: model.info[key] for key in _FACTS}
    info |= {key: model.info[key] for key in _MAYBE if key in model.info}
    training = {key: info["training"][key] for key in _TRAINING_FACTS if key in info["training"]}
    if isinstance(training.get("corpus"), str):
        training["corpus"] = CONTROLS.sub("", training["corpus"])[:_LONGEST_TEXT]
    members: dict[str, bytes | Path] = {name: model.file(name) for name in info["files"]}
    digests = dict(info["files"])
    if _CARD in members:
        plain = card.without_links(_text_of(model, _CARD)).encode()
        members[_CARD], digests[_CARD] = plain, hashlib.sha256(plain).hexdigest()
    info |= {"training": training, "files": digests}
    content = json.dumps(info, indent=1, ensure_ascii=False, allow_nan=False, sort_keys=True) + "\n"
    return info, {_INFO: content.encode()} | dict(sorted(members.items()))


def _verify(written: Path, info: Mapping[str, Any], progress: Progress) -> None:
    """Read the file that was written as an import would: a model that was replaced meanwhile is noticed here."""
    with archive.reading(written, _allowed()) as shared:
        _check_names(written, info, shared.names)
        for number, (name, digest) in enumerate(info["files"].items(), start=1):
            if shared.sha256(name) != digest:
                raise ModelError("damaged-model", path=str(written), reason=f"{name} changed meanwhile")
            progress(number / len(info["files"]))


# In -------------------------------------------------------------------------------------------------------------------


def import_model(file: Path, progress: Progress = untold, name: str = "") -> str:
    """Take the model in `file` into the library as `name`, or a free name like the file's, and return the name.

    It becomes the active model where there was none. Raises ModelError where anything about it is not as wordrnn writes
    it, OptionError where the name is taken, StorageError; then nothing of it is left in the library.
    """
    check_free(name)
    with staging.staged(home.models_folder()) as folder:
        with _named_as(file, folder), archive.reading(file, _allowed()) as shared:
            _unpack(shared, file, folder, part_of(progress, 0, 0.7))
            check_model(folder)
        progress(1)
        return move_in(folder, name, file.stem)


def check_free(name: str) -> None:
    """Raise OptionError where `name`, if any is given, cannot name a new model."""
    if name and typed_path.is_there(home.models_folder() / library.check_name(name)):
        raise OptionError("name-taken", got=name)


def move_in(folder: Path, name: str, wanted: str) -> str:
    """Make the staged `folder` the model `name`, or one with a free name like `wanted`; return its name.

    It becomes the active model where there was none. Raises OptionError where `name` is taken, StorageError.
    """
    if name:
        if not staging.move_in(folder, home.models_folder() / library.check_name(name)):
            raise OptionError("name-taken", got=name)
    else:
        name = library.free_name(wanted)
        while not staging.move_in(folder, home.models_folder() / name):
            name = library.free_name(wanted)
    if library.active_name() is None:
        library.set_active(name)
    return name


@contextmanager
def _named_as(file: Path, folder: Path) -> Iterator[None]:
    """Have errors name the file that was asked for, not the folder that it is checked in, and quote it harmlessly."""
    try:
        yield
    except ModelError as error:
        params = dict(error.params)
        if str(params.get("path", "")).startswith(str(folder)):
            params["path"] = str(file)
        for key in params.keys() - {"path"}:
            if isinstance(params[key], str):
                params[key] = CONTROLS.sub(" ", str(params[key]))[:300]
        raise ModelError(error.code, **params) from error


def _unpack(shared: archive.Archive, file: Path, folder: Path, progress: Progress) -> None:
    """Unpack `model.json`, check it, and only then the files that it names."""
    try:
        (folder / _NGRAM).mkdir(parents=True)
        _unpack_member(shared, _INFO, folder, untold)
        described = model_folder.describe(folder)
        _check_facts(folder, described.info)
        _check_names(file, described.info, shared.names)
        total, done = max(1, sum(map(shared.size, described.info["files"]))), 0
        for name in described.info["files"]:
            end = done + shared.size(name)
            _unpack_member(shared, name, folder, part_of(progress, done / total, end / total))
            done = end
        if not any((folder / _NGRAM).iterdir()):
            (folder / _NGRAM).rmdir()
    except OSError as error:
        raise storage_error(error, folder.parent) from error


def _unpack_member(shared: archive.Archive, name: str, folder: Path, progress: Progress) -> None:
    size, done = max(1, shared.size(name)), 0
    with (folder / name).open("xb") as sink:
        for chunk in shared.chunks(name):
            sink.write(chunk)
            done += len(chunk)
            progress(done / size)
    files.sync(folder / name)


def check_model(folder: Path) -> None:
    """Check the model in `folder` as a stranger's; its card loses its links. Raises ModelError."""
    model = model_folder.open_folder(folder)
    _check_parts(model)
    text = _text_of(model, _CARD)
    plain = card.without_links(text)
    if plain != text:
        files.write_text(folder / _CARD, plain)
        digests = {**model.info["files"], _CARD: files.sha256_of(folder / _CARD)}
        info = {**model.info, "files": digests}
        files.write_text(folder / _INFO, json.dumps(info, indent=1, ensure_ascii=False) + "\n")


# What a shared model has to be ----------------------------------------------------------------------------------------


def _check_names(path: Path, info: Mapping[str, Any], names: list[str]) -> None:
    """Compare the members `names` with what `info` says that there is."""
    if _INFO in info["files"]:
        raise ModelError("member-twice", path=str(path), member=_INFO)
    wanted = {_INFO, *info["files"]}
    for name in sorted(wanted | _ALWAYS | ({_WEIGHTS} if info["config"] else set())):
        if name not in names or name not in wanted:
            raise ModelError("member-missing", path=str(path), member=name)
    for name in sorted(set(names) - wanted):
        raise ModelError("member-unexpected", path=str(path), member=name)
    if _WEIGHTS in wanted and not info["config"]:
        raise ModelError("member-unexpected", path=str(path), member=_WEIGHTS)


def _check_facts(path: Path, info: Mapping[str, Any]) -> None:
    """Check what `model_folder` leaves open because it is only shown: lists of models rely on it."""
    training, metrics = info["training"], info["metrics"]
    problem = None
    if not _is_plain({key: value for key, value in info.items() if key != "files"}):
        problem = "text or numbers that are none"
    elif not _is_date(info["created"]):
        problem = "created is no date"
    elif not all(isinstance(training.get(name, ""), str) for name in ("corpus", "base", "base_sha256")):
        problem = "corpus or base is no text"
    elif not all(_is_count(training.get(name, 0)) for name in ("vocabulary", "new_words")):
        problem = "vocabulary or new_words is no number of words"
    elif not all(_is_number(value) for value in metrics.values()):
        problem = "metrics are no numbers"
    if problem:
        raise ModelError("damaged-model", path=str(path), reason=f"model.json: {problem}")


def _check_parts(model: ModelFolder) -> None:
    """Check the files of `model` by opening each as prediction would. Raises ModelError."""
    for line in _text_of(model, _HISTORY).splitlines():
        if not _is_event(line):
            raise ModelError("damaged-model", path=str(model.path), reason="history.jsonl holds other things")
    _check_tokenizer(model)
    try:
        predictor = Predictor.open(model.path)
    except WordrnnError:
        raise
    except Exception as error:  # readers of a stranger's arrays can raise almost anything
        raise ModelError("damaged-model", path=str(model.path), reason=repr(error)[:200]) from error
    ngram = predictor.parts.get("ngram")
    order = ngram.order if isinstance(ngram, NGramModel) else 0
    counted = model.ngram_folder()
    small = counted is not None and ngram_files.is_small(counted)
    used = {f"{_NGRAM}/{name}" for name in ngram_files.names(order, small)} if order else set()
    for name in model.info["files"]:
        if name.startswith(f"{_NGRAM}/") and name not in used:
            raise ModelError("member-unexpected", path=str(model.path), member=name)


def _check_tokenizer(model: ModelFolder) -> None:
    """Refuse a `tokenizer.json` that is not one of ours but for its words.

    The format of `tokenizers` can do far more than ours does: rewrite text by any regular expression, for one.
    """
    try:
        content = json.loads(_text_of(model, _TOKENIZER), object_pairs_hook=_without_doubles)
        # `_fits` first: what is stranger never comes before the reader of `tokenizers`.
        kind = model.tokenizer().kind if _fits(content) else None
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError) as error:
        raise ModelError("damaged-tokenizer", reason=str(error)[:200]) from error
    if kind is None or _rest_of(content) != _frame(kind):
        raise ModelError("damaged-tokenizer", reason="more than words in it")


def _fits(content: dict[str, Any]) -> bool:
    """Whether all but the words is as in one kind of ours, and the words are plain."""
    words = content["model"]["vocab"]
    return (
        any(_rest_of(content) == _frame(kind) for kind in KINDS)
        and sorted(words.values()) == list(range(len(words)))
        and not any(CONTROLS.search(word) for word in words if word != "\n")
    )


def _rest_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is in a `tokenizer.json` beside the words; what is null, false or empty may as well not be there."""
    rest = {key: value for key, value in content.items() if value and key != "model"}
    model = {
        key: value for key, value in content["model"].items() if value and key not in ("vocab", "merges")
    }
    return rest | {"model": model}


@cache
def _frame(kind: Any) -> dict[str, Any]:
    return _rest_of(json.loads(Tokenizer.fit(["a a\n"], kind, 10).to_json()))


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object in JSON; two readers could each believe another of two equal keys."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key twice")
    return found


def _text_of(model: ModelFolder, name: str) -> str:
    try:
        return model.file(name).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise ModelError("damaged-model", path=str(model.path), reason=f"{name} is no text") from error


def _is_event(line: str) -> bool:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(item, dict)
        and not any(isinstance(value, (dict, list)) for value in item.values())
        and _is_plain(item)
    )


def _is_plain(value: object) -> bool:
    """Whether JSON holds only short text without controls and finite numbers, however nested."""
    if isinstance(value, dict):
        return all(_is_plain(key) and _is_plain(each) for key, each in value.items())
    if isinstance(value, list):
        return all(_is_plain(each) for each in value)
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT and not CONTROLS.search(value)
    return value is None or _is_number(value) or isinstance(value, bool)


def _is_number(value: object) -> bool:
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 63
    return whole or (isinstance(value, float) and math.isfinite(value))


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= ngram_files.MAX_VOCABULARY


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
