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
