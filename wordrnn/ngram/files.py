"""The folder of an n-gram model: one `.npy` for each array, memory-mapped when read, and `ngram.json`.

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
from wordrnn.ngram.trie import Extensions

FORMAT = 1
MAX_ORDER = 6
MAX_VOCABULARY = 10_000_000
META = "ngram.json"
_META_BYTES = 65_536
_ARRAYS = ("first", "backoff", "words", "prob")  # the fields of Extensions


def names(order: int) -> list[str]:
    """Return the names of the files of a model with n-grams of up to `order` words."""
    return [META, "unigram.npy", *(f"{name}-{n}.npy" for n in range(2, order + 1) for name in _ARRAYS)]


def save(folder: Path, unigram: FloatArray, extensions: Sequence[Extensions]) -> None:
    """Write a model into `folder`, which must be empty or not there yet. Raises StorageError."""
    partial = folder.with_name(folder.name + ".partial")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        _write(partial, unigram, extensions)
        for path in (*partial.iterdir(), partial):
            files.sync(path)
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    except OSError as exc:
        raise storage_error(exc, folder) from exc
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def load(folder: Path) -> tuple[FloatArray, list[Extensions]]:
    """Return the model in `folder`, its arrays memory-mapped. Raises ModelError."""
    meta = _read_meta(folder)
    vocab_size: int = meta["vocab_size"]
    unigram = _map(folder, "unigram")
    if not _is_distribution(unigram, vocab_size):
        raise _damaged(folder, "unigram.npy")
    extensions: list[Extensions] = []
    contexts = vocab_size
    for n in range(2, meta["order"] + 1):
        order = Extensions(*(_map(folder, f"{name}-{n}") for name in _ARRAYS))
        if not order.holds(contexts, vocab_size):
            raise _damaged(folder, f"*-{n}.npy")
        extensions.append(order)
        contexts = len(order.words)
    return unigram, extensions


def _write(folder: Path, unigram: FloatArray, extensions: Sequence[Extensions]) -> None:
    np.save(folder / "unigram.npy", unigram)
    for n, order in enumerate(extensions, start=2):
        for name in _ARRAYS:
            np.save(folder / f"{name}-{n}.npy", getattr(order, name))
    meta = {"format": FORMAT, "order": len(extensions) + 1, "vocab_size": len(unigram)}
    (folder / META).write_text(json.dumps(meta) + "\n", encoding="utf-8")


def _read_meta(folder: Path) -> Mapping[str, Any]:
    try:
        with (folder / META).open("rb") as file:
            meta = json.loads(file.read(_META_BYTES))
    except (OSError, ValueError, RecursionError) as exc:
        raise _damaged(folder, META) from exc
    if not isinstance(meta, dict):
        raise _damaged(folder, META)
    if meta.get("format") != FORMAT:
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
