from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from ui.language import translation
from ui.language.lab_sentences import contender_name, sentences_of
from wordrnn.lab import sentences
from wordrnn.lab.contenders import NAMES


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    before = QLocale()
    translators = translation.install(qapp, "de")
    yield
    for each in translators:
        qapp.removeTranslator(each)
    QLocale.setDefault(before)


@pytest.fixture(autouse=True)
def _sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(
        sentences.ENGLISH, "memory-x", "{cells:names} kept {share:.1%} of {count:,} symbols, {loss:.2f} each."
    )


def said(**params: object) -> list[str]:
    one = sentences.sentence("memory-x", **params)
    return sentences_of({"sentences": [one.to_json()]})


def test_numbers_are_written_as_the_language_has_them() -> None:
    found = said(cells=["lstm", "gru", "tree"], share=0.4567, count=12_000, loss=1.5)
    assert found == ["LSTM, GRU and decision tree kept 45.7\u202f% of 12,000 symbols, 1.50 each."]


def test_lists_and_names_are_translated(german: None) -> None:
    found = said(cells=["lstm", "tree"], share=0.4567, count=12_000, loss=1.5)
    assert found == ["LSTM und Entscheidungsbaum kept 45,7\u202f% of 12.000 symbols, 1,50 each."]
    assert said(cells="tree", share=0, count=1, loss=0)[0].startswith("Entscheidungsbaum kept")


def test_every_contender_has_a_name(german: None) -> None:
    assert all(contender_name(each) for each in NAMES)
    assert contender_name("lstm") == "LSTM"


def test_a_sentence_of_a_later_version_is_its_code() -> None:
    assert sentences_of({"sentences": [{"code": "unheard-of", "params": {}}]}) == ["unheard-of"]
    assert sentences_of({}) == []


def test_gates_that_are_held_are_told_in_words(german: None) -> None:
    held = [["forget", 0.0], ["input", 1.0], ["output", 0.25]]
    one = sentences.sentence("gates-held-all", held=held, target="left", before=0.31, after=0.04)
    assert sentences_of({"sentences": [one.to_json()]}) == [
        "Mit dem Forget-Gate geschlossen, dem Input-Gate offen und dem Output-Gate auf 0,25 gehalten in allen "
        "Einheiten geht „left“ von 31,00\u202f% auf 4,00\u202f%."
    ]
    assert one.to_json()["text"] == (
        "With the forget gate shut, the input gate open and the output gate held at 0.25 in all units, “left” goes "
        "from 31.00% to 4.00%."
    )
