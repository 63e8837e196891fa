from pathlib import Path

import pytest

from wordrnn.dataset import Stopped
from wordrnn.errors import CorpusError
from wordrnn.lab.racing.text import Source, prepared

LINES = [
    f"Line {number} tells of the {number % 7} small dogs and of {number % 5} cats.\n" for number in range(300)
]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.txt"
    path.write_text("".join(LINES), encoding="utf-8")
    return path


def test_the_test_text_is_in_nothing_that_is_learned_from(tmp_path: Path, corpus: Path) -> None:
    text = prepared(Source((str(corpus),)), tmp_path / "race", lambda: False)
    tested = text.test.splitlines(keepends=True)
    given = "".join(path.read_text(encoding="utf-8") for path in sorted(text.paths[0].iterdir()))
    assert sorted([*tested, *given.splitlines(keepends=True)]) == sorted(LINES)
    assert 0.1 < len(tested) / len(LINES) < 0.2
    assert text.test_ids.tolist() == text.dataset.tokenizer.encode(text.test).tolist()
    assert len(text.dataset.valid) > 0 and text.title == "corpus"


def test_texts_of_ones_own(tmp_path: Path, corpus: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("The cats and the dogs of line 5 are small.\n" * 30, encoding="utf-8")
    source = Source((str(corpus),), valid=str(other), test=str(other), pretokenized=True)
    text = prepared(source, tmp_path / "race", lambda: False)
    assert text.test == other.read_text(encoding="utf-8")
    assert len(text.dataset.valid) == 30 * 11
    assert text.dataset.tokenizer.kind == "pretokenized"
    given = "".join(path.read_text(encoding="utf-8") for path in sorted(text.paths[0].iterdir()))
    assert given == "".join(LINES)


def test_too_little_to_measure_on(tmp_path: Path, corpus: Path) -> None:
    short = tmp_path / "short.txt"
    short.write_text("A few words.\n", encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        prepared(Source((str(corpus),), test=str(short)), tmp_path / "race", lambda: False)
    assert caught.value.code == "too-little-held-out"


def test_nothing_there(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        prepared(Source((str(tmp_path / "none.txt"),)), tmp_path / "race", lambda: False)
    assert not (tmp_path / "race").exists()


def test_it_stops(tmp_path: Path, corpus: Path) -> None:
    with pytest.raises(Stopped):
        prepared(Source((str(corpus),)), tmp_path / "race", lambda: True)
