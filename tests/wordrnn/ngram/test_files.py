import json
import pickle
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wordrnn.errors import ModelError, StorageError
from wordrnn.ngram.model import NGramModel

IDS = np.random.default_rng(0).integers(0, 8, 60)
FILES = [
    "ngram.json",
    "unigram.npy",
    *(f"{name}-{n}.npy" for n in (2, 3) for name in ("first", "backoff", "words", "prob")),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    NGramModel.fit(IDS, 8, order=3).save(tmp_path / "ngram")
    return tmp_path / "ngram"


def code_of(folder: Path) -> str:
    with pytest.raises(ModelError) as caught:
        NGramModel.load(folder)
    return caught.value.code


def change(path: Path, edit: Callable[[np.ndarray], np.ndarray]) -> None:
    array = np.load(path)
    np.save(path, edit(array))


def put(array: np.ndarray, index: int, value: float) -> np.ndarray:
    array[index] = value
    return array


@pytest.mark.parametrize("half", [False, True])
@pytest.mark.parametrize("order", [1, 2, 5])
def test_comes_back_the_same(tmp_path: Path, order: int, half: bool) -> None:
    model = NGramModel.fit(IDS, 8, order=order, half=half)
    model.save(tmp_path / "new" / "ngram")
    loaded = NGramModel.load(tmp_path / "new" / "ngram")
    assert loaded.sizes == model.sizes
    assert loaded.score(IDS).tolist() == model.score(IDS).tolist()
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["ngram"]


def test_files(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(FILES)
    assert json.loads((folder / "ngram.json").read_text("utf-8")) == {
        "format": 1,
        "order": 3,
        "vocab_size": 8,
    }


def test_never_overwrites(folder: Path) -> None:
    before = (folder / "prob-2.npy").read_bytes()
    with pytest.raises(StorageError):
        NGramModel.fit(IDS[:9], 8, order=3).save(folder)
    assert (folder / "prob-2.npy").read_bytes() == before
    assert [path.name for path in folder.parent.iterdir()] == ["ngram"]


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    NGramModel.fit(IDS, 8, order=2).save(tmp_path)
    assert NGramModel.load(tmp_path).order == 2


@pytest.mark.parametrize("name", FILES)
def test_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert code_of(folder) == "damaged-ngram"


@pytest.mark.parametrize("name", FILES)
def test_cut_off_file(folder: Path, name: str) -> None:
    content = (folder / name).read_bytes()
    (folder / name).write_bytes(content[: len(content) - 4])
    assert code_of(folder) == "damaged-ngram"


@pytest.mark.parametrize(
    "meta",
    [
        "",
        "[]",
        "[" * 50_000,
        '{"format": 1}',
        '{"format": 1, "order": 9, "vocab_size": 8}',
        '{"format": 1, "order": 3, "vocab_size": "8"}',
        '{"format": 1, "order": 3, "vocab_size": 7}',
    ],
)
def test_damaged_meta(folder: Path, meta: str) -> None:
    (folder / "ngram.json").write_text(meta, encoding="utf-8")
    assert code_of(folder) == "damaged-ngram"


def test_format_of_a_later_version(folder: Path) -> None:
    (folder / "ngram.json").write_text('{"format": 3}', encoding="utf-8")
    assert code_of(folder) == "other-format"


@pytest.mark.parametrize(
    ("name", "edit"),
    [
        ("unigram.npy", lambda a: put(a, 0, 0)),
        ("unigram.npy", lambda a: put(a, 0, np.nan)),
        ("unigram.npy", lambda a: put(a, 0, np.inf)),
        ("unigram.npy", lambda a: a * 2),
        ("unigram.npy", lambda a: a.astype(np.float64)),
        ("first-2.npy", lambda a: put(a, 0, 1)),
        ("first-2.npy", lambda a: put(a, 1, 2**32 - 1)),
        ("first-2.npy", lambda a: put(a, -1, a[-1] + 1)),
        ("first-3.npy", lambda a: a[:-1]),
        ("first-3.npy", lambda a: a.astype(np.int64)),
        ("words-2.npy", lambda a: put(a, 3, 8)),
        ("words-2.npy", lambda a: put(a, 1, a[0])),
        ("words-2.npy", lambda a: a.astype(np.uint32)),
        ("words-3.npy", lambda a: a[:, None]),
        ("prob-2.npy", lambda a: put(a, 0, -0.1)),
        ("prob-2.npy", lambda a: put(a, 0, np.nan)),
        ("prob-3.npy", lambda a: put(a, 0, np.inf)),
        ("prob-3.npy", lambda a: a[1:]),
        ("backoff-2.npy", lambda a: put(a, 2, 0)),
        ("backoff-2.npy", lambda a: put(a, 2, a[2] + 0.01)),
        ("backoff-3.npy", lambda a: a.astype("S4")),
    ],
)
def test_arrays_that_would_mislead(folder: Path, name: str, edit: Callable[[np.ndarray], np.ndarray]) -> None:
    change(folder / name, edit)
    assert code_of(folder) == "damaged-ngram"


class Trap:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return pytest.fail, ("unpickled",)


def test_nothing_is_unpickled(folder: Path) -> None:
    np.save(folder / "prob-2.npy", np.array([Trap()], object), allow_pickle=True)
    assert code_of(folder) == "damaged-ngram"
    (folder / "prob-2.npy").write_bytes(pickle.dumps(Trap()))
    assert code_of(folder) == "damaged-ngram"


@given(st.sampled_from(FILES), st.integers(0, 10_000), st.binary(min_size=1, max_size=4))
@example("prob-2.npy", 140, b"\x00\x00\x81\x7f")  # a signalling NaN: arithmetic with it warns
@example("backoff-2.npy", 140, b"\x00\x00\x81\x7f")
@example("unigram.npy", 140, b"\x00\x00\x81\x7f")
@settings(deadline=None, max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_flipped_bytes_are_refused_or_harmless(folder: Path, name: str, where: int, new: bytes) -> None:
    path = folder / name
    whole = path.read_bytes()
    where %= len(whole)
    path.write_bytes(whole[:where] + new + whole[where + len(new) :])
    try:
        model = NGramModel.load(folder)
    except ModelError as error:
        assert error.code in ("damaged-ngram", "other-format")
    else:
        log_probs, _ = model.log_probs(IDS, model.start())
        assert np.isfinite(log_probs).all()
    finally:
        path.write_bytes(whole)
