import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.mouse import move_to
from ui.errors import WordrnnError
from ui.generate.page import GeneratePage
from ui.generate.text import GeneratedText, GeneratedWord
from ui.settings import Settings
from ui.style.theme import Theme
from ui.text.places import Place


@dataclass(frozen=True)
class Other:
    index: int
    text: str
    probability: float


@dataclass(frozen=True)
class Step:
    text: str
    index: int
    probability: float = 0.25
    rank: int = 2
    drawn: float = 0.5
    begins_word: bool = True
    alternatives: tuple[Other, ...] = ()


WORDS = ["rain", "sun", "snow", "wind"]


class Teller:
    """Says the words in turn, beginning with that of the seed; knows only what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.hold: threading.Event | None = None
        self.vocabulary_sha256 = "weather"

    def generate_steps(
        self,
        text: str,
        words: int,
        sampling: Any,
        seed: int | None = None,
        finish: bool = False,
        taken: Sequence[int] = (),
        alternatives: int = 0,
    ) -> Iterator[Step]:
        self.asked.append((text, words, sampling, seed, finish, tuple(taken)))
        assert seed is not None
        if words == 13:
            raise WordrnnError("bad-value", name="words", expected="luck", got="13")
        for at in range(words):
            if self.hold is not None and at == 3:
                self.hold.wait(20)
            index = taken[at] if at < len(taken) else (seed + at + sum(taken)) % len(WORDS)
            others = tuple(Other(i, f" {word}", 0.25) for i, word in enumerate(WORDS))
            yield Step(f" {WORDS[index]}", index, alternatives=others[:alternatives])
        yield Step(".", 9, 0.9, 1, 0.9, False)


@pytest.fixture
def teller() -> Teller:
    return Teller()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, home: Path, teller: Teller) -> Iterator[GeneratePage]:
    made = GeneratePage(theme, Settings(home), lambda: teller)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    made.set_model("holmes")
    made.options.words.setValue(6)
    made.options.seed.setValue(1)
    made.options.another.setChecked(False)
    yield made
    if teller.hold is not None:
        teller.hold.set()
    made.closing()


def generated(page: GeneratePage, qtbot: QtBot) -> str:
    page._go.click()
    qtbot.waitUntil(lambda: not page.is_running)
    return page.text.text


def test_words_come_and_the_same_seed_gives_the_same_text(
    page: GeneratePage, qtbot: QtBot, teller: Teller
) -> None:
    page.prompt.setPlainText("Much")
    page.options.temperature.setValue(0.7)
    page.options.top_p.setValue(0.9)
    page.options.top_k.setValue(40)
    page.options.penalty.setValue(1.2)
    first = generated(page, qtbot)
    assert first == "Much sun snow wind rain sun snow."
    assert "".join(block.text for block in page.view.blocks) == first
    text, words, sampling, seed, finish, taken = teller.asked[0]
    assert (text, words, seed, finish, taken) == ("Much", 6, 1, True, ())
    asked = (sampling.temperature, sampling.top_p, sampling.top_k, sampling.repetition_penalty)
    assert asked == (0.7, 0.9, 40, 1.2)
    assert generated(page, qtbot) == first
    page.options.seed.setValue(2)
    assert generated(page, qtbot) != first
    assert "seed 2" in " ".join(page._facts)


def test_another_seed_each_time_is_shown(page: GeneratePage, qtbot: QtBot, teller: Teller) -> None:
    page.options.another.setChecked(True)
    generated(page, qtbot)
    assert teller.asked[0][3] == 1, "the first text has the seed that is shown"
    generated(page, qtbot)
    assert teller.asked[1][3] == page.options.seed.value()


def test_stopping_keeps_the_words_that_came(page: GeneratePage, qtbot: QtBot, teller: Teller) -> None:
    teller.hold = threading.Event()
    page._go.click()
    qtbot.waitUntil(lambda: len(page.text.steps) > 0)
    assert page._stop.isVisibleTo(page)
    page._stop.click()
    teller.hold.set()
    qtbot.waitUntil(lambda: not page.is_running)
    assert page.text.text.strip() == "sun snow wind"
    assert not page._stop.isVisibleTo(page)


def test_a_word_tells_its_probability_and_an_alternative_goes_on_from_there(
    page: GeneratePage, qtbot: QtBot, teller: Teller
) -> None:
    page.prompt.setPlainText("Much")
    generated(page, qtbot)
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_Home)
    QTest.keyClick(page.view, Qt.Key.Key_Right)
    assert page.word_card._word.toolTip() == "snow"
    assert page.word_card._facts.text() == "probability 25\u202f% · place 2 · drawn with 50\u202f%"
    assert page.view.accessibleDescription() == "snow, probability 25\u202f%, place 2"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.view.is_pinned
    rows = page.word_card.list
    assert [rows.chosen(row).text for row in range(rows.count())] == [f" {word}" for word in WORDS]
    assert "stands there now" in rows.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    before = list(page.text.steps)
    rows.setCurrentRow(0)
    QTest.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.is_running)
    assert teller.asked[-1][5] == (1, 0)
    assert page.text.steps[0] is before[0], "what was there before stays"
    assert page.text.text.startswith("Much sun rain ")
    assert page.text.words == 6
    assert page.text.text != "Much sun snow wind rain sun snow."


def test_words_of_another_model_are_not_taken(page: GeneratePage, qtbot: QtBot, teller: Teller) -> None:
    generated(page, qtbot)
    page.view.set_current(Place(0, 1))
    rows = page.word_card.list
    assert rows.isEnabled()
    other = rows.chosen(0)
    teller.vocabulary_sha256 = "sea"  # in which 0 is another word
    page.set_model("marlowe")
    assert not rows.isEnabled() and rows.count() == len(WORDS), "what was likely then stays true"
    assert "no longer in use" in page.word_card._hint.text()
    page.take(other)
    assert not page.is_running and len(teller.asked) == 1
    page.view.set_current(Place(0, 2))
    assert not rows.isEnabled()
    teller.vocabulary_sha256 = "weather"  # the same model, or one trained further
    page.set_model("holmes")
    page.take(other)
    qtbot.waitUntil(lambda: not page.is_running)
    assert teller.asked[-1][5] == (1, 2, 0)


def test_the_mouse_shows_a_word_and_a_click_holds_it(page: GeneratePage, qtbot: QtBot) -> None:
    generated(page, qtbot)
    view = page.view
    view.viewport().repaint()
    centres = [view.boxes(0, unit.start, unit.end)[0].center().toPoint() for unit in view.blocks[0].units[:3]]
    move_to(view.viewport(), centres[0])
    assert view.current == Place(0, 0)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=centres[1])
    assert view.is_pinned and view.written() == "snow"
    move_to(view.viewport(), centres[2])
    assert view.written() == "snow"
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert not view.is_pinned


def test_copying_and_writing_on(page: GeneratePage, qtbot: QtBot) -> None:
    assert not page._copy.isEnabled() and not page._write.isEnabled()
    text = generated(page, qtbot)
    page._copy.click()
    assert QGuiApplication.clipboard().text() == text
    with qtbot.waitSignal(page.text_wanted) as wanted:
        page._write.click()
    assert wanted.args == [text]


def test_what_is_wrong_brings_one_dialog(
    page: GeneratePage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[BaseException] = []
    monkeypatch.setattr("ui.generate.page.show_error", lambda parent, error: shown.append(error))
    page.options.words.setValue(13)
    generated(page, qtbot)
    qtbot.waitUntil(lambda: bool(shown))
    assert page._go.isEnabled()


def test_without_a_model_nothing_can_be_generated(page: GeneratePage) -> None:
    page.set_model("")
    assert not page._go.isEnabled()
    assert "No model is in use" in " ".join(page._facts)


def test_options_are_remembered(page: GeneratePage, home: Path, theme: Theme, qtbot: QtBot) -> None:
    page.options.temperature.setValue(0.35)
    page.options.top_k.setValue(12)
    page.options._settings.sync()
    again = Settings(home)
    assert (again.generate_temperature, again.generate_top_k, again.generate_another) == (0.35, 12, False)


def test_pieces_are_joined_to_words_and_lines_to_paragraphs() -> None:
    steps = [
        Step(" un", 1, 0.5), Step("heard", 2, 0.2, begins_word=False), Step(",", 3, begins_word=False),
        Step("\n", 4, begins_word=False), Step("“Of", 5), Step('"', -1, 1.0, 0, 1.0, False),
    ]  # fmt: skip
    text = GeneratedText("It was", list(steps))
    first, second = text.paragraphs()
    assert (first.text, second.text) == ("It was unheard,", '“Of"')
    assert [first.text[unit.start : unit.end] for unit in first.units] == ["unheard", ","]
    assert [second.text[unit.start : unit.end] for unit in second.units] == ["“Of", '"']
    assert (first.prompt, second.prompt) == (6, 0)
    assert text.probability(first.units[0]) == pytest.approx(0.1)
    assert text.taken_before(second.units[0]) == [1, 2, 3, 4]
    assert second.units[0] == GeneratedWord(0, 3, 4, 5)


def test_with_a_real_model(theme: Theme, home: Path, qtbot: QtBot) -> None:
    from wordrnn.predictor import Predictor

    predictor = Predictor.open(Path(__file__).parents[2] / "golden" / "format-2-lstm")
    made = GeneratePage(theme, Settings(home), lambda: predictor)
    qtbot.addWidget(made)
    made.show()
    made.set_model("golden")
    made.options.words.setValue(12)
    made.options.seed.setValue(3)
    made.options.another.setChecked(False)
    first = generated(made, qtbot)
    assert first == predictor.generate("", 12, temperature=0.8, seed=3, finish=True)
    word = made.view.blocks[0].units[2]
    assert isinstance(word, GeneratedWord)
    made.view.set_current(Place(0, 2))
    here = made.text.steps[word.first]
    other = next(each for each in here.alternatives if each.index != here.index)
    made.take(other)
    qtbot.waitUntil(lambda: not made.is_running)
    assert made.text.steps[word.first].index == other.index
    assert made.text.text.startswith(first[: word.start] + other.text.strip())
    made.closing()
