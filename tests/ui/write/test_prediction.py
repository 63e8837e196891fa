import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePredictor, FakeSuggestion
from ui.write.prediction import Prediction
from wordrnn.continuation import Answer, go_on, predict


@pytest.fixture
def prediction(qtbot: QtBot) -> Iterator[Prediction]:
    made = Prediction(delay_ms=0)
    yield made
    made.close()


def test_the_answer_names_the_text(prediction: Prediction, qtbot: QtBot) -> None:
    prediction.set_predictor(FakePredictor(quick=0.4, quite=0.2))
    with qtbot.waitSignal(prediction.answered) as caught:
        prediction.request("the qu", by_key=True)
    answer: Answer = caught.args[0]
    assert answer.text == "the qu"
    assert [s.word for s in answer.suggestions] == ["quick", "quite"]
    assert answer.by_key
    assert answer.milliseconds >= 0


def test_only_the_newest_question_is_answered(prediction: Prediction, qtbot: QtBot) -> None:
    release, entered = threading.Event(), threading.Event()

    class Slow(FakePredictor):
        def suggest(self, text: str, k: int = 5) -> list[FakeSuggestion]:
            if text == "old":
                entered.set()
                release.wait(5)
            return super().suggest(text, k)

    prediction.set_predictor(Slow(older=0.1, newer=0.1))
    answers: list[str] = []
    prediction.answered.connect(lambda answer: answers.append(answer.text))
    prediction.request("old")
    qtbot.waitUntil(entered.is_set)
    prediction.request("new")
    with qtbot.waitSignal(prediction.answered):
        release.set()
    assert answers == ["new"]


def test_quick_keys_ask_once(qtbot: QtBot) -> None:
    prediction = Prediction(delay_ms=20)
    fake = FakePredictor(quick=0.1)
    prediction.set_predictor(fake)
    with qtbot.waitSignal(prediction.went_on):
        for text in ("q", "qu", "qui"):
            prediction.request(text)
    assert fake.asked[0] == "qui"
    prediction.close()


def test_a_failure_is_reported_and_without_a_model_nothing_happens(
    prediction: Prediction, qtbot: QtBot
) -> None:
    class Broken(FakePredictor):
        def suggest(self, text: str, k: int = 5) -> list[FakeSuggestion]:
            raise ValueError("broken")

    with qtbot.assertNotEmitted(prediction.answered, wait=30):
        prediction.request("q")
    prediction.set_predictor(Broken())
    with qtbot.waitSignal(prediction.failed) as caught:
        prediction.request("q")
    assert str(caught.args[0]) == "broken"


class Preparing(FakePredictor):
    """Has work in pauses without end."""

    def __init__(self) -> None:
        super().__init__(quick=0.4)
        self.prepared: list[str] = []
        self.parts = 1_000_000_000

    def prepare(self, text: str) -> bool:
        self.prepared.append(text)
        self.parts -= 1
        return self.parts > 0


def test_what_comes_is_prepared_behind_the_answer(prediction: Prediction, qtbot: QtBot) -> None:
    predictor = Preparing()
    predictor.parts = 3
    prediction.set_predictor(predictor)
    prediction.request("the qu")
    qtbot.waitUntil(lambda: predictor.prepared == ["the qu"] * 3)
    qtbot.wait(30)
    assert predictor.parts == 0, "done, and not asked again"


def test_a_key_ends_the_preparation(prediction: Prediction, qtbot: QtBot) -> None:
    predictor = Preparing()
    prediction.set_predictor(predictor)
    prediction.request("the qu")
    qtbot.waitUntil(lambda: "the qu" in predictor.prepared)
    with qtbot.waitSignal(prediction.answered):
        prediction.request("the qui")
    assert predictor.parts > 0, "it did not come to its end by itself"
    prediction.drop()
    at = len(predictor.prepared)
    qtbot.wait(30)
    assert len(predictor.prepared) <= at + 1


def test_likely_words_go_on() -> None:
    class Phrase(FakePredictor):
        def suggest(self, text: str, k: int = 5) -> list[FakeSuggestion]:
            following = {"qu": ("quick", 0.4), "quick ": ("reply", 0.5), "quick reply ": ("now", 0.1)}
            word, probability = following[text]
            return [FakeSuggestion(word, word[len(text) :] if text == "qu" else word, probability)]

    def words(most: int, sure: float = 0.0) -> str:
        found = go_on(Phrase(), predict(Phrase(), "qu"), most)
        assert found is not None
        return found.words(sure)

    assert words(3) == "reply"
    assert words(1) == ""
    assert words(3, 0.99) == "", "no surer than asked for"
