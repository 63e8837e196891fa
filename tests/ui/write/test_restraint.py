from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakeSuggestion
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.restraint import RestraintCard
from ui.write.why import WhyView, reasons
from wordrnn.calibration.reliability import Bin, Reliability
from wordrnn.continuation import SuggestionLike


@pytest.fixture
def settings(tmp_path: Path, qapp: object) -> Settings:
    return Settings(tmp_path)


def test_the_slider_says_what_it_brings(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    card = RestraintCard(theme, settings)
    qtbot.addWidget(card)
    assert not card._expectation.isVisibleTo(card), "nothing is known of this model"
    # 100 places around 20 % of which 20 were right, 100 around 80 % of which 90 were.
    bins = [Bin(0.2, 0.2, 100), Bin(0.8, 0.9, 100)]
    card.set_reliability([Reliability(0, 200, 0, 0, 0, bins)])
    card.sure.setValue(50)
    assert card._expectation.text() == (
        "Shown about 50\u202f% of the time, and right 90\u202f% of those times."
    )
    assert settings.sure == 0.5
    assert "200 places" in card.sure.accessibleDescription()
    card.sure.setValue(0)
    assert "Shown about 100" in card._expectation.text()
    card.set_reliability(())
    assert not card._expectation.isVisibleTo(card)


def test_the_card_and_the_settings_agree(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    card = RestraintCard(theme, settings)
    qtbot.addWidget(card)
    card.modes.setCurrentIndex(card.modes.findData("request"))
    card.words.setValue(5)
    assert (settings.mode, settings.words_ahead) == ("request", 5)
    settings.mode = "off"
    settings.words_ahead = 1
    settings.sure = 0.75
    assert (card.modes.currentData(), card.words.value(), card.sure.value()) == ("off", 1, 75)
    assert not card.sure.isEnabled()


def test_why_a_word_is_said_in_words(qtbot: QtBot, theme: Theme) -> None:
    suggestion: SuggestionLike = FakeSuggestion(
        "quick", "ick", 0.5, {"memory": 0.1, "ngram": 0.15, "network": 0.25}
    )
    assert [reason.part for reason in reasons(suggestion)] == ["network", "n-gram", "memory"]
    view = WhyView(theme)
    qtbot.addWidget(view)
    assert view.text() == "No word is suggested here."
    view.show_suggestion(suggestion)
    for said in ("quick", "50\u202f%", "25\u202f% network", "15\u202f% n-gram", "10\u202f% memory"):
        assert said in view.accessibleName()
