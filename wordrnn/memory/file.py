"""The memory of this machine's user on disk: one JSON file, replaced whole, never part of a model.

`Predictor` neither reads nor writes it: who wants it says so, with `predictor.attach_memory(memory_file.load())`, and
says when it is saved. Several programs may have it open: what another saved meanwhile stays, and what was done to this
one since is done to it again.
"""

import contextlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from wordrnn import files, home, lock
from wordrnn.errors import ModelError, StorageError, storage_error
from wordrnn.memory.store import Memory, Seen
from wordrnn.memory.tokens import LINE_END
from wordrnn.words.spelling import fold

T = TypeVar("T")
FORMAT = 1
_DAMAGED = ".damaged"
_MOST = 2**53 - 1  # that a float64 tells from the next
_MOST_IMPORTED = (
    2**40
)  # more than anyone types, and added to what is there it is still one that can be read again
_MAX_BYTES = 100_000_000  # some eight times what a full memory takes
_PATIENCE = 15.0  # seconds that another program may take to save
_BATCH = 500  # entries turned into JSON at once: a millisecond, in which no other thread runs
_TRIES = 3
_AFTER, _END = '},"after":[', "]}"  # lines between the batches
_DAMAGE = (ValueError, TypeError, KeyError, AttributeError)  # what reading JSON of another shape raises


@dataclass(frozen=True, slots=True)
class _Origin:
    """The file that a memory was read from or saved to, as it was then."""

    path: Path
    stamp: tuple[int, ...] | None  # None: there was none


def load(path: Path | None = None) -> Memory:
    """Return the memory in `path` (the user's own, if left out); an empty one where nothing was saved yet.

    What is done to it from then on is noted, for `save`. Raises ModelError where the file is damaged: it is set aside
    first, so that the next call gives an empty memory; or where it comes from a later version: then it stays.
    """
    path = path or home.memory_path()
    memory, stamp = _load(path)
    memory.changes, memory.origin = [], _Origin(path, stamp)
    return memory


def save(memory: Memory, path: Path | None = None) -> None:
    """Replace the file in `path` (the user's own, if left out) by `memory`; prediction goes on meanwhile.

    Where the memory was read from there or saved to there, and another program has saved another since, that one's
    changes come first, and `memory` has them too from now on. Raises StorageError, and ModelError where a later version
    has written the file.
    """
    path = path or home.memory_path()
    with _alone(path):
        _merge(memory, path)
        known = _write(memory, path)
        with memory.lock:
            if memory.changes is not None:
                del memory.changes[:known]
            memory.origin = _Origin(path, _stamp(path))


def refresh(memory: Memory) -> bool:
    """Let `memory`, which `load` gave, have what others have saved since; return whether there was anything.

    Raises ModelError where the file cannot be read, or comes from a later version.
    """
    origin = memory.origin
    return isinstance(origin, _Origin) and _merge(memory, origin.path)


def clear(path: Path | None = None) -> None:
    """Delete the file in `path` (the user's own, if left out) and what was set aside beside it. Raises StorageError."""
    path = path or home.memory_path()
    if not path.parent.is_dir():
        return
    with _alone(path):
        _unlink([path], path)
        clear_aside(path)


def clear_aside(path: Path | None = None) -> None:
    """Delete what was set aside beside `path` because it was damaged: it tells what was typed. Raises StorageError."""
    path = path or home.memory_path()
    _unlink(path.parent.glob(f"{path.name}{_DAMAGED}*"), path)


def export_to(memory: Memory, path: Path) -> None:
    """Write `memory` to a file for another machine: what it holds can be read there as plain text."""
    _write(memory, path)


def import_from(memory: Memory, path: Path) -> None:
    """Add what `export_to` wrote to `memory`. Raises ModelError where `path` is no such file; it is left as it is."""
    try:
        other = _read(path, _MOST_IMPORTED)
    except FileNotFoundError as error:
        raise ModelError("no-memory-file", path=str(path)) from error
    except _DAMAGE as error:
        raise ModelError("no-memory", path=str(path), reason=_reason(error)) from error
    memory.add(other)


@contextlib.contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Keep other programs, and other threads, from writing `path`; what a killed one left is swept."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with lock.waiting_for(path.with_name(f".{path.name}.lock"), _PATIENCE):
            _unlink(path.parent.glob(f"{files.TEMPORARY}*-{path.name}"), path)
            yield
    except lock.Held as error:
        raise StorageError("memory-busy", path=str(path)) from error
    except OSError as error:
        raise storage_error(error, path) from error


def _merge(memory: Memory, path: Path) -> bool:
    """Put what was done to `memory` since on top of what is in `path` now, where that is another; return whether."""
    with memory.lock:
        origin, changes = memory.origin, memory.changes
    if not isinstance(origin, _Origin) or changes is None or origin.path != path:
        return False
    if origin.stamp == _stamp(path):
        return False
    try:
        theirs, stamp = _load(path)
    except ModelError as error:
        if error.code != "damaged-memory":
            raise
        theirs, stamp = None, None  # set aside: this one is what there is
    with memory.lock:
        if theirs is not None:
            for change in changes:
                change(theirs)
            memory.become(theirs)
        memory.origin = _Origin(path, stamp)
    return True


def _load(path: Path) -> tuple[Memory, tuple[int, ...] | None]:
    stamp = _stamp(path)  # before: of a file that is replaced now, the next look says that it is another
    try:
        return _read(path), stamp
    except FileNotFoundError:
        return Memory(), None
    except _DAMAGE as error:
        aside = _free_path(path)
        with contextlib.suppress(FileNotFoundError):
            _rename(path, aside)
        raise ModelError("damaged-memory", path=str(path), reason=_reason(error), aside=str(aside)) from error


def _stamp(path: Path) -> tuple[int, ...] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _write(memory: Memory, path: Path) -> int:
    """Replace `path` by `memory`; return how many of its noted changes are in."""
    with files.replacing(path) as temporary:
        temporary.touch(0o600)  # what somebody typed is for nobody else on this machine
        for _ in range(_TRIES):
            with memory.lock:
                version, known = memory.version, len(memory.changes or ())
            if _put(_parts(memory), temporary) and memory.version == version:
                return known
        with memory.lock:
            _put(_parts(memory), temporary)
            return len(memory.changes or ())


def _put(parts: Iterable[str], path: Path) -> bool:
    """Write `parts` to `path`; return whether all of them could be had."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        try:
            file.writelines(parts)
        except (KeyError, RuntimeError):  # another thread has changed the memory
            return False
    return True


def _parts(memory: Memory) -> Iterator[str]:
    """Yield the memory as JSON, part by part: one thread that makes it at once would keep all others waiting."""
    with memory.lock:
        words, contexts, blocked = list(memory.words), list(memory.after), list(memory.blocked.values())
    yield f'{{"format":{FORMAT},"time":{memory.time},"blocked":{_json(blocked)},"words":{{\n'
    for number, batch in enumerate(_batches(words)):
        with memory.lock:
            rows = {
                word: [seen.count, seen.lately, seen.at] for word in batch for seen in (memory.words[word],)
            }
        yield ",\n" * (number > 0) + _json(rows)[1:-1]
    yield f"\n{_AFTER}\n"
    for number, some in enumerate(_batches(contexts)):
        with memory.lock:
            pairs = [[list(context), memory.after[context]] for context in some]
            text = _json(pairs)[1:-1]
        yield ",\n" * (number > 0) + text
    yield f"\n{_END}\n"


def _batches(items: Sequence[T]) -> Iterator[Sequence[T]]:
    for begin in range(0, len(items), _BATCH):
        yield items[begin : begin + _BATCH]


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))


def _unlink(paths: Iterable[Path], path: Path) -> None:
    try:
        for each in paths:
            each.unlink(missing_ok=True)
    except OSError as error:
        raise storage_error(error, path) from error


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
        content = _parsed(text)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    _require(isinstance(content, dict), "no object")
    if isinstance(content.get("format"), int) and content["format"] > FORMAT:
        raise ModelError("other-format", path=str(path), expected=FORMAT, got=content["format"])
    _require(content.get("format") == FORMAT, "no format")
    return _memory(content, most)


def _parsed(text: str) -> Any:
    """Return the JSON in `text`; where it is laid out as `_parts` does, batch by batch, as it was written."""
    lines = text.split("\n")
    if _AFTER not in lines or lines[-2:] != [_END, ""]:
        return json.loads(text)
    between = lines.index(_AFTER)
    try:
        content = json.loads(lines[0] + "}}")
        for line in lines[1:between]:
            content["words"].update(json.loads(f"{{{line.rstrip(',')}}}"))
        content["after"] = [
            row for line in lines[between + 1 : -2] for row in json.loads(f"[{line.rstrip(',')}]")
        ]
    except _DAMAGE:
        return json.loads(text)
    return content


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
    blocked = content.get("blocked", [])
    _require(isinstance(blocked, list), "blocked")
    for word in blocked:
        _require(isinstance(word, str) and word != "", "blocked")
        memory.blocked[fold(word)] = word
    _require(not any(memory.admitted(word) is None for word in memory.words), "blocked")
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
