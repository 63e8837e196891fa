"""The memory of this machine's user on disk: one JSON file, replaced whole, never part of a model.

`Predictor` neither reads nor writes it: who wants it says so, with `predictor.attach_memory(memory_file.load())`, and
says when it is saved.
"""

import contextlib
import json
from pathlib import Path
from typing import Any

from wordrnn import files, home
from wordrnn.errors import ModelError, storage_error
from wordrnn.memory.store import LINE_END, Memory, Seen

FORMAT = 1
_DAMAGED = ".damaged"
_MOST = 2**53 - 1  # that a float64 tells from the next
_MOST_IMPORTED = (
    2**40
)  # more than anyone types, and added to what is there it is still one that can be read again
_MAX_BYTES = 100_000_000  # some eight times what a full memory takes
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError)  # what reading JSON of another shape raises


def load(path: Path | None = None) -> Memory:
    """Return the memory in `path` (the user's own, if left out); an empty one where nothing was saved yet.

    Raises ModelError where the file is damaged: it is set aside first, so that the next call gives an empty memory;
    or where it comes from a later version: then it stays.
    """
    path = path or home.memory_path()
    try:
        return _read(path)
    except FileNotFoundError:
        return Memory()
    except _DAMAGE as error:
        aside = _free_path(path)
        with contextlib.suppress(FileNotFoundError):
            _rename(path, aside)
        raise ModelError("damaged-memory", path=str(path), reason=_reason(error), aside=str(aside)) from error


def save(memory: Memory, path: Path | None = None) -> None:
    """Replace the file in `path` (the user's own, if left out) by `memory`. Raises StorageError."""
    with memory.lock:
        content = {
            "format": FORMAT,
            "time": memory.time,
            "words": {word: [seen.count, seen.lately, seen.at] for word, seen in memory.words.items()},
            "after": [[list(context), row] for context, row in memory.after.items()],
        }
        text = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    with files.replacing(path or home.memory_path()) as temporary:
        temporary.touch(0o600)  # what somebody typed is for nobody else on this machine
        temporary.write_text(text + "\n", encoding="utf-8", newline="\n")


def clear(path: Path | None = None) -> None:
    """Delete the file in `path` (the user's own, if left out) and what was set aside beside it. Raises StorageError."""
    path = path or home.memory_path()
    try:
        for file in (path, *path.parent.glob(f"{path.name}{_DAMAGED}*")):
            file.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


def export_to(memory: Memory, path: Path) -> None:
    """Write `memory` to a file for another machine: what it holds can be read there as plain text."""
    save(memory, path)


def import_from(memory: Memory, path: Path) -> None:
    """Add what `export_to` wrote to `memory`. Raises ModelError where `path` is no such file; it is left as it is."""
    try:
        other = _read(path, _MOST_IMPORTED)
    except FileNotFoundError as error:
        raise ModelError("no-memory-file", path=str(path)) from error
    except _DAMAGE as error:
        raise ModelError("no-memory", path=str(path), reason=_reason(error)) from error
    memory.add(other)


def _read(path: Path, most: int = _MOST) -> Memory:
    try:
        _require(path.stat().st_size <= _MAX_BYTES, f"larger than {_MAX_BYTES // 1_000_000} MB")
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise ModelError("unreadable-memory", path=str(path), reason=reason) from error
    try:
        content = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    _require(isinstance(content, dict), "no object")
    if isinstance(content.get("format"), int) and content["format"] > FORMAT:
        raise ModelError("other-format", path=str(path), expected=FORMAT, got=content["format"])
    _require(content.get("format") == FORMAT, "no format")
    return _memory(content, most)


def _memory(content: dict[str, Any], most: int) -> Memory:
    memory = Memory()
    memory.time = _count(content["time"], most, least=0)
    for word, (count, lately, at) in content["words"].items():
        # Each occurrence adds 1 at most, and fades.
        _require(word != "" and isinstance(lately, float) and 0 <= lately <= _count(count, most), "lately")
        _require(isinstance(at, int) and -(2**53) < at <= memory.time, "time")
        memory.words[word] = Seen(count, lately, at)
    known = memory.words.keys() | {LINE_END}  # where a text begins, no line end was learned
    for context, row in content["after"]:
        _require(len(context) in (1, 2) and known.issuperset(context), "a pair")
        _require(memory.words.keys() >= row.keys(), "a pair")
        memory.after[tuple(context)] = {word: _count(count, most) for word, count in row.items()}
    memory.recount()
    return memory


def _count(value: object, most: int, least: int = 1) -> int:
    _require(isinstance(value, int) and not isinstance(value, bool) and least <= value <= most, "a count")
    assert isinstance(value, int)
    return value


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(what)


def _reason(error: Exception) -> str:
    return str(error)[:100] or type(error).__name__


def _free_path(path: Path) -> Path:
    number, aside = 1, path.with_name(path.name + _DAMAGED)
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}{_DAMAGED}-{number}")
    return aside


def _rename(path: Path, aside: Path) -> None:
    try:
        path.rename(aside)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise storage_error(error, path) from error
