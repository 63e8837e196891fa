import numpy as np
import pytest

from wordrnn.lab.racing import classifiers
from wordrnn.lab.racing.classifiers import CLASSIFIERS, codes_of, examples, fit

pytest.importorskip("sklearn")


def text(length: int, seed: int = 1) -> np.ndarray:
    """A word, 2 to 5, is mostly told by the one three places before it; now and then there is a rare one."""
    rng = np.random.default_rng(seed)
    ids = [2, 3, 4]
    while len(ids) < length:
        ids.append(2 + (ids[-3] - 2 + 1) % 4 if rng.random() < 0.9 else int(rng.integers(2, 6)))
    return np.where(rng.random(length) < 0.05, rng.integers(6, 30, length), ids).astype(np.int32)


FREQUENT = np.arange(2, 6)


def test_codes_are_ranks_and_one_for_all_rare_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifiers, "_KNOWN", 2)
    assert codes_of(np.array([4, 4, 4, 2, 2, 3]), 5).tolist() == [2, 2, 1, 2, 0]


def test_examples_say_which_word_stands_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classifiers, "_KNOWN", 2)
    ids = np.array([4, 4, 4, 2, 2, 3])
    codes = codes_of(ids, 5)
    found = examples(ids, np.array([2]), codes, 2)
    assert found.targets.tolist() == [2, 2]  # at places 3 and 4; before them 4 4 and 4 2
    assert found.features.toarray().tolist() == [[1, 0, 0, 1, 0, 0], [1, 0, 0, 0, 1, 0]]
    assert len(examples(ids, np.array([4, 2]), codes, 2, most=3).targets) == 3


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_each_learns_what_its_window_shows(name: str) -> None:
    train, test = text(4000), text(400, 2)
    codes = codes_of(train, 30)
    right = {}
    for window in (2, 3):
        learned, asked = (examples(each, FREQUENT, codes, window) for each in (train, test))
        right[window] = fit(name, learned, asked, 1)
    assert right[3].accuracy > 0.8 and right[2].accuracy < 0.4
    assert right[3].parameters > 0 and right[3].ms_per_prediction > 0


@pytest.mark.parametrize("name", CLASSIFIERS)
def test_the_same_seed_gives_the_same_answers(name: str) -> None:
    train, test = text(400), text(200, 2)
    codes = codes_of(train, 30)
    learned, asked = (examples(each, FREQUENT, codes, 2) for each in (train, test))
    assert fit(name, learned, asked, 1).accuracy == fit(name, learned, asked, 1).accuracy
