"""The folder of an n-gram model: one `.npy` for each array, memory-mapped when read, and `ngram.json`.

Or, a quarter as large, one file for all (see `ngram.compact`), which is read into memory.

Whatever is read may come from a stranger: nothing is unpickled, and every array is checked before it is used.
"""

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn import files
from wordrnn.errors import ModelError, storage_error
from wordrnn.next_word import FloatArray
from wordrnn.ngram import compact
from wordrnn.ngram.trie import Extensions

FORMAT = 1
COMPACT_FORMAT = 2
MAX_ORDER = 6
MAX_VOCABULARY = 10_000_000
META = "ngram.json"
_META_BYTES = 65_536
_ARRAYS = ("first", "backoff", "words", "prob")  # the fields of Extensions


def names(order: int, small: bool = False) -> list[str]:
    """Return the names of the files of a model with n-grams of up to `order` words."""
    if small:
        return [META, compact.FILE]
    return [META, "unigram.npy", *(f"{name}-{n}.npy" for n in range(2, order + 1) for name in _ARRAYS)]


def save(folder: Path, unigram: FloatArray, extensions: Sequence[Extensions], small: bool = False) -> None:
    """Write a model into `folder`, which must be empty or not there yet, `small` as `compact` does.

    Raises StorageError.
    """
    partial = folder.with_name(folder.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        if small:
            compact.write(partial, unigram, extensions)
        else:
            _write(partial, unigram, extensions)
        _write_meta(partial, COMPACT_FORMAT if small else FORMAT, len(extensions) + 1, len(unigram))
        for path in (*partial.iterdir(), partial):
            files.sync(path)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as exc:
        raise storage_error(exc, folder) from exc
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def is_small(folder: Path) -> bool:
    """Whether the model in `folder` is a compact one. Raises ModelError."""
    return _read_meta(folder)["format"] == COMPACT_FORMAT


def load(folder: Path) -> tuple[FloatArray, list[Extensions]]:
    """Return the model in `folder`, its arrays memory-mapped where it is not compact. Raises ModelError."""
    meta = _read_meta(folder)
    vocab_size: int = meta["vocab_size"]
    small = meta["format"] == COMPACT_FORMAT
    unigram, orders = _read_compact(folder, meta["order"]) if small else _map_all(folder, meta["order"])
    with np.errstate(invalid="ignore", over="ignore"):  # damaged numbers may be such that touching them warns
        if not _is_distribution(unigram, vocab_size):
            raise _damaged(folder, compact.FILE if small else "unigram.npy")
        contexts = vocab_size
        for n, order in enumerate(orders, start=2):
            if not order.holds(contexts, vocab_size):
                raise _damaged(folder, compact.FILE if small else f"*-{n}.npy")
            contexts = len(order.words)
    return unigram, orders


def _map_all(folder: Path, order: int) -> tuple[FloatArray, list[Extensions]]:
    maps = [Extensions(*(_map(folder, f"{name}-{n}") for name in _ARRAYS)) for n in range(2, order + 1)]
    return _map(folder, "unigram"), maps


def _read_compact(folder: Path, order: int) -> tuple[FloatArray, list[Extensions]]:
    try:
        return compact.read(folder, order)
    except ValueError as error:
        raise _damaged(folder, compact.FILE) from error


def _write(folder: Path, unigram: FloatArray, extensions: Sequence[Extensions]) -> None:
    np.save(folder / "unigram.npy", unigram)
    for n, order in enumerate(extensions, start=2):
        for name in _ARRAYS:
            np.save(folder / f"{name}-{n}.npy", getattr(order, name))


def _write_meta(folder: Path, form: int, order: int, vocab_size: int) -> None:
    meta = {"format": form, "order": order, "vocab_size": vocab_size}
    (folder / META).write_text(json.dumps(meta) + "\n", encoding="utf-8")


def _read_meta(folder: Path) -> Mapping[str, Any]:
    try:
        with (folder / META).open("rb") as file:
            meta = json.loads(file.read(_META_BYTES))
    except (OSError, ValueError, RecursionError) as exc:
        raise _damaged(folder, META) from exc
    if not isinstance(meta, dict):
        raise _damaged(folder, META)
    if meta.get("format") not in (FORMAT, COMPACT_FORMAT):
        raise ModelError("other-format", path=str(folder), expected=FORMAT, got=repr(meta.get("format"))[:40])
    if not (
        _is_whole(meta.get("order"), 1, MAX_ORDER) and _is_whole(meta.get("vocab_size"), 2, MAX_VOCABULARY)
    ):
        raise _damaged(folder, META)
    return meta


def _map(folder: Path, name: str) -> npt.NDArray[Any]:
    path = folder / f"{name}.npy"
    try:
        # Unlike np.load, this reads nothing but .npy and never unpickles.
        mapped = np.lib.format.open_memmap(path, mode="r")
    except Exception as exc:  # the header goes through Python's parser, which can raise almost anything
        raise _damaged(folder, path.name) from exc
    return np.asarray(mapped)  # the same memory; slices of np.memmap itself are slow to make


def _is_distribution(unigram: npt.NDArray[Any], vocab_size: int) -> bool:
    return (
        unigram.dtype == np.float32
        and unigram.shape == (vocab_size,)
        and bool((unigram > 0).all())
        and abs(float(unigram.sum(dtype=np.float64)) - 1) < 1e-3
    )


def _is_whole(value: object, low: int, high: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def _damaged(folder: Path, file: str) -> ModelError:
    return ModelError("damaged-ngram", path=str(folder), file=file)
