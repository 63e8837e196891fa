"""The app over the model that comes with wordrnn, and the switch for strong language."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_built
from tests.wordrnn.test_model_folder import publish
from ui.app import App
from ui.evaluate.models import evaluable_models
from ui.evaluate.process import Order, Text
from ui.evaluate.results import strong_language_sentence
from ui.preferences.predictions import PredictionsSection
from wordrnn import home as places
from wordrnn import library


@pytest.fixture
def built(qapp: QApplication, qtbot: QtBot, with_starter: Path) -> Iterator[App]:
    with app_built(qapp) as made:
        made.settings.introduced = True
        made.window.show()
        with qtbot.waitSignal(made.loader.loaded):
            made.start()
        yield made


def test_it_predicts_with_the_starter_where_none_was_chosen(built: App, qtbot: QtBot) -> None:
    predictor = built.prediction.predictor
    assert predictor is not None
    assert [each.word for each in predictor.suggest("the c", 1)] == ["cat"]
    qtbot.waitUntil(lambda: built.pages.write._model_button.text() == "Model: starter ▾")
    shown = built.pages.write._model_menu.actions()
    assert [(each.text(), each.isChecked()) for each in shown] == [("starter", True)]


def test_the_switch_changes_the_model_in_use_and_the_next_one(built: App, qtbot: QtBot) -> None:
    section = PredictionsSection(built.theme, built.settings)
    qtbot.addWidget(section)
    switch = next(
        each for each in section.findChildren(QCheckBox) if each.accessibleName() == "Suggest strong language"
    )
    assert not switch.isChecked()
    assert built.prediction.predictor.strong_language is False  # pyright: ignore
    switch.click()
    assert built.settings.strong_language
    assert built.prediction.predictor.strong_language is True  # pyright: ignore
    publish(places.models_folder() / "mine")
    library.set_active("mine")
    with qtbot.waitSignal(built.loader.loaded):
        built.loader.load_active()
    assert built.prediction.predictor.strong_language is True  # pyright: ignore


def test_to_teach_it_leads_to_the_train_page(built: App, qtbot: QtBot) -> None:
    built.window.show_page("models")
    page = built.pages.models
    qtbot.waitUntil(lambda: page.models.rowCount() == 1)
    page.details.fine_tune_wanted.emit()
    assert built.window.current_page() == "train"
    qtbot.waitUntil(lambda: built.pages.train.choices.options().settings.get("from") == "starter")


def test_the_starter_can_be_measured(home: Path, with_starter: Path) -> None:
    publish(home / "models" / "mine")
    assert [(each.name, each.active) for each in evaluable_models()] == [("starter", True), ("mine", False)]


def test_a_measurement_follows_the_switch() -> None:
    assert "--strong-language" not in Order("m", Text()).arguments()
    assert "--strong-language" in Order("m", Text(), strong_language=True).arguments()
    assert strong_language_sentence(True) != strong_language_sentence(False)
