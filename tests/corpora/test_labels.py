from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import CorpusError
from corpora.labels import Labels, checked_tag
from corpora.library import CorpusLibrary


@pytest.fixture
def library(tmp_path: Path) -> CorpusLibrary:
    (tmp_path / "a.txt").write_text("Hello there.\n")
    made = CorpusLibrary(tmp_path / "corpora")
    made.add("mails", [tmp_path / "a.txt"])
    return made


def code(function: object, *args: object, **kwargs: object) -> str:
    assert callable(function)
    with pytest.raises(CorpusError) as caught:
        function(*args, **kwargs)
    return caught.value.code


def test_tags_and_weight_stay_with_the_corpus(library: CorpusLibrary) -> None:
    assert (library.entry("mails").tags, library.entry("mails").weight) == ((), 1.0)
    library.label("Mails", tags=["work", " to  friends ", "Work"])
    library.label("mails", weight=2.5)
    entry = library.entry("mails")
    assert (entry.tags, entry.weight) == (("to friends", "work"), 2.5)
    assert entry in library.entries()
    library.rename("mails", "letters")
    assert library.entry("letters").tags == ("to friends", "work")
    library.remove("letters")
    assert code(library.entry, "letters") == "no-such-corpus"


def test_the_built_in_corpus_may_have_them_too(library: CorpusLibrary) -> None:
    assert library.label("builtin", weight=0.5).weight == 0.5
    assert library.entries()[0].weight == 0.5
    assert [entry.name for entry in library.entries()] == ["builtin", "mails"]


@pytest.mark.parametrize("weight", [-1.0, 101.0, float("nan"), float("inf")])
def test_weights_that_mean_nothing(library: CorpusLibrary, weight: float) -> None:
    assert code(library.label, "mails", weight=weight) == "bad-weight"
    assert library.entry("mails").weight == 1.0


@pytest.mark.parametrize("tag", ["", "  ", "a,b", "x" * 33, "a\x1bb"])
def test_tags_that_are_none(library: CorpusLibrary, tag: str) -> None:
    assert code(library.label, "mails", tags=[tag]) == "bad-tag"


def test_there_are_not_too_many(library: CorpusLibrary) -> None:
    assert code(library.label, "mails", tags=[str(number) for number in range(21)]) == "too-many-tags"


@pytest.mark.parametrize("content", ["", "[]", '{"format": 2}', '{"format": 1, "tags": 3, "weight": 1}'])
def test_damaged_labels_cost_nothing_but_themselves(
    library: CorpusLibrary, tmp_path: Path, content: str
) -> None:
    (tmp_path / "corpora" / "mails" / "labels.json").write_text(content)
    assert library.entry("mails").tags == ()
    assert library.label("mails", tags=["work"]).tags == ("work",)


@given(st.text(max_size=40))
def test_any_text_is_a_tag_or_an_error_of_ours(text: str) -> None:
    try:
        clean = checked_tag(text)
    except CorpusError:
        return
    assert checked_tag(clean) == clean
    assert Labels.of([clean], 1).tags == (clean,)


def test_names_change_and_are_not_taken(library: CorpusLibrary, tmp_path: Path) -> None:
    library.add("notes", [tmp_path / "a.txt"])
    assert code(library.rename, "mails", "Notes") == "corpus-exists"
    assert code(library.rename, "mails", "builtin") == "corpus-exists"
    assert code(library.rename, "builtin", "mine") == "corpus-builtin"
    assert code(library.rename, "gone", "x") == "no-such-corpus"
    assert code(library.rename, "mails", "a/b") == "bad-corpus-name"
    assert library.rename("mails", "Mails").name == "Mails"
    assert next(library.documents("Mails")).text == "Hello there.\n"
    assert [entry.name for entry in library.entries()] == ["builtin", "Mails", "notes"]
