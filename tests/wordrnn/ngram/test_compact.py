"""The small form of an n-gram model: it comes back nearly the same, and a stranger's is checked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safetensors.numpy import load_file, save_file

from wordrnn.errors import ModelError, StorageError
from wordrnn.ngram import compact
from wordrnn.ngram.model import NGramModel

VOCAB = 8
IDS = np.random.default_rng(0).integers(0, VOCAB, 300)
texts = st.lists(st.integers(0, VOCAB - 1), min_size=1, max_size=80).map(np.array)
Arrays = dict[str, npt.NDArray[Any]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    NGramModel.fit(IDS, VOCAB, order=3).save(tmp_path / "ngram", small=True)
    return tmp_path / "ngram"


@pytest.mark.parametrize("order", [1, 2, 5])
def test_nearly_the_same_and_much_smaller(tmp_path: Path, order: int) -> None:
    model = NGramModel.fit(IDS, VOCAB, order=order)
    model.save(tmp_path / "whole")
    model.save(tmp_path / "small", small=True)
    small = NGramModel.load(tmp_path / "small")
    assert small.sizes == model.sizes
    assert small.score(IDS) == pytest.approx(model.score(IDS), abs=0.05)
    assert small.score(IDS).mean() == pytest.approx(model.score(IDS).mean(), abs=0.002)
    assert sorted(path.name for path in (tmp_path / "small").iterdir()) == ["ngram.json", compact.FILE]


def test_about_four_bytes_an_ngram(tmp_path: Path) -> None:
    rng = np.random.default_rng(2)
    ids = np.minimum(rng.zipf(1.3, 200_000), 4999)
    model = NGramModel.fit(ids, 5000, order=5)
    model.save(tmp_path / "small", small=True)
    size = sum(path.stat().st_size for path in (tmp_path / "small").iterdir()) - 4 * 5000
    assert size < 4.5 * sum(model.sizes[1:])


@given(texts, st.integers(2, 4))
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_sound(tmp_path: Path, ids: np.ndarray, order: int) -> None:
    # Where all of a context's mass was given to words seen, rounding up could leave less than nothing.
    model = NGramModel.fit(ids, VOCAB, order=order)
    decoded = [compact._decoded(compact._encoded(each), len(each.backoff)) for each in model._extensions]
    contexts = VOCAB
    for each in decoded:
        assert each.holds(contexts, VOCAB)
        contexts = len(each.words)


def spoil(folder: Path, edit: Callable[[Arrays], None]) -> str:
    arrays = load_file(folder / compact.FILE)
    edit(arrays)
    save_file(arrays, folder / compact.FILE)
    with pytest.raises(ModelError) as caught:
        NGramModel.load(folder)
    return caught.value.code


def put(name: str, index: int, value: float) -> Callable[[Arrays], None]:
    def edit(arrays: Arrays) -> None:
        arrays[name][index] = value

    return edit


def replace(name: str, change: Callable[[npt.NDArray[Any]], npt.NDArray[Any]]) -> Callable[[Arrays], None]:
    def edit(arrays: Arrays) -> None:
        arrays[name] = np.ascontiguousarray(change(arrays[name]))

    return edit


@pytest.mark.parametrize(
    "edit",
    [
        put("unigram", 0, np.nan),
        put("levels-2", 255, 1e9),
        put("levels-3", 0, -1),
        put("words-2", 1, VOCAB),
        put("lengths-2", 0, 60_000),
        put("continued-2", 0, 0),
        replace("lengths-2", lambda a: a[1:]),
        replace("codes-2", lambda a: a[1:]),
        replace("codes-2", lambda a: a.astype(np.uint16)),
        replace("levels-2", lambda a: a[:9]),
        replace("words-3", lambda a: a.astype(np.int64)),
        replace("words-3", lambda a: a[:, None]),
        replace("continued-3", lambda a: a[:-1]),
        replace("unigram", lambda a: a[:-1]),
        lambda arrays: arrays.pop("codes-3"),
        lambda arrays: arrays.update(more=np.zeros(3)),
    ],
)
def test_arrays_that_would_mislead(folder: Path, edit: Callable[[Arrays], None]) -> None:
    assert spoil(folder, edit) == "damaged-ngram"


@given(st.integers(0, 100_000), st.binary(min_size=1, max_size=4))
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_bytes_are_refused_or_harmless(folder: Path, where: int, new: bytes) -> None:
    path = folder / compact.FILE
    whole = path.read_bytes()
    where %= len(whole)
    path.write_bytes(whole[:where] + new + whole[where + len(new) :])
    try:
        model = NGramModel.load(folder)
    except ModelError as error:
        assert error.code == "damaged-ngram"
    else:
        log_probs, _ = model.log_probs(IDS, model.start())
        assert np.isfinite(log_probs).all()
    finally:
        path.write_bytes(whole)


def test_a_full_disk_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise compact.SafetensorError("I/O error: No space left on device (os error 28)")

    monkeypatch.setattr(compact, "save_file", full)
    with pytest.raises(StorageError) as caught:
        NGramModel.fit(IDS, VOCAB, order=2).save(tmp_path / "ngram", small=True)
    assert caught.value.code == "disk-full"
    assert list(tmp_path.iterdir()) == []
