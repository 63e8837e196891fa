import string

import pytest

from wordrnn.lab.sentences import ENGLISH, Sentence, Wording, sentence, worded


@pytest.fixture
def one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGLISH, "test-lead", "{cells:names} lead at {k} steps with {accuracy:.0%}.")


@pytest.mark.usefixtures("one")
@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ("gru", "GRU lead"),
        (["simple"], "SimpleRNN lead"),
        (["lstm", "gru"], "LSTM and GRU lead"),
        (["tree", "svm", "cifg"], "Decision tree, linear SVM and CIFG lead"),
    ],
)
def test_contenders_are_listed_in_words(cells: str | list[str], words: str) -> None:
    found = sentence("test-lead", cells=cells, k=50, accuracy=0.956)
    assert worded(found) == f"{words} at 50 steps with 96%."
    again = Sentence.from_json(found.to_json())
    assert again == found and worded(again) == found.to_json()["text"]


@pytest.mark.usefixtures("one")
def test_another_language_has_its_own_order_and_words() -> None:
    class German(Wording):
        def listed(self, words: list[str]) -> str:  # pyright: ignore[reportIncompatibleMethodOverride]
            return " und ".join(words)

    found = sentence("test-lead", cells=["lstm", "gru"], k=50, accuracy=0.5)
    said = worded(found, lambda _: "Nach {k} Schritten führen {cells:names}.", German())
    assert said == "Nach 50 Schritten führen LSTM und GRU."


@pytest.mark.usefixtures("one")
def test_what_another_version_wrote_is_its_code() -> None:
    assert worded(Sentence("test-gone", {})) == "test-gone"
    assert worded(Sentence("test-lead", {"cells": ["lstm"]})) == "test-lead"
    with pytest.raises(AssertionError, match="accuracy"):
        sentence("test-lead", cells=["lstm"], k=1)


@pytest.mark.parametrize("code", ENGLISH)
def test_every_sentence_is_one(code: str) -> None:
    from wordrnn.lab.experiment import EXPERIMENTS

    assert code.split("-")[0] in EXPERIMENTS
    assert ENGLISH[code].endswith(".")
    assert all(
        name is None or name.isidentifier() for _, name, _, _ in string.Formatter().parse(ENGLISH[code])
    )
