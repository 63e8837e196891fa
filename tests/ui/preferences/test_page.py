from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QPushButton, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from ui.preferences.look import LookSection
from ui.preferences.page import Section, SettingsPage
from ui.preferences.predictions import PredictionsSection
from ui.settings import Settings
from ui.style.look import Look
from ui.style.theme import Theme
from ui.style.tokens import contrast_ratio


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path)


def control(section: QWidget, kind: type[QObject], name: str) -> QObject:
    return next(child for child in section.findChildren(kind) if child.accessibleName() == name)


def test_colours_are_chosen_applied_and_remembered(
    qtbot: QtBot, theme: Theme, settings: Settings, tmp_path: Path
) -> None:
    look = Look(theme, settings)
    section = LookSection(theme, settings, lambda: None)
    qtbot.addWidget(section)
    control(section, QPushButton, "Colours: Dark").click()
    assert theme.tokens.background == "#1b1c1e"
    settings.sync()
    assert Settings(tmp_path).theme == "dark"
    control(section, QPushButton, "Colours: Light").click()
    assert theme.tokens.background == "#f6f5f2"
    look.setParent(None)


def test_predicted_words_can_be_as_clear_as_text(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    look = Look(theme, settings)
    section = LookSection(theme, settings, lambda: None)
    qtbot.addWidget(section)
    control(section, QPushButton, "Predicted words: Clear").click()
    assert contrast_ratio(theme.tokens.ghost, theme.tokens.panel) >= 4.5
    control(section, QPushButton, "Predicted words: Faint").click()
    assert contrast_ratio(theme.tokens.ghost, theme.tokens.panel) < 4.5
    look.setParent(None)


def test_the_text_grows_at_once(qtbot: QtBot, theme: Theme, settings: Settings, qapp: QApplication) -> None:
    look = Look(theme, settings)
    look.apply()
    section = LookSection(theme, settings, lambda: None)
    qtbot.addWidget(section)
    before = QFontInfo(qapp.font()).pixelSize()
    size = control(section, QSpinBox, "Text size")
    assert isinstance(size, QSpinBox)
    size.setValue(200)
    assert QFontInfo(qapp.font()).pixelSize() == pytest.approx(before * 2, abs=1)
    size.setValue(100)
    assert QFontInfo(qapp.font()).pixelSize() == before
    look.setParent(None)


def test_the_font_is_one_of_those_installed(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    look = Look(theme, settings)
    section = LookSection(theme, settings, lambda: None)
    qtbot.addWidget(section)
    box = control(section, QComboBox, "Font")
    assert isinstance(box, QComboBox)
    assert box.count() > 1, "no font is installed here"
    box.setCurrentIndex(1)
    assert settings.font == box.itemData(1)
    assert settings.font in QFontDatabase.families()
    assert theme.font().family() == settings.font
    box.setCurrentIndex(0)
    assert settings.font == ""
    look.setParent(None)


def test_a_forced_scheme_is_not_left(theme: Theme, settings: Settings) -> None:
    look = Look(theme, settings, dark=False)
    settings.theme = "dark"
    assert theme.tokens.background == "#f6f5f2"
    look.setParent(None)


def test_sections_are_made_when_first_shown(qtbot: QtBot, theme: Theme) -> None:
    made: list[QWidget] = []

    def make() -> QWidget:
        made.append(QComboBox())
        return made[-1]

    page = SettingsPage(theme)
    page.set_sections([Section("Look", make)])
    qtbot.addWidget(page)
    assert made == []
    page.page_shown()
    page.page_shown()
    assert len(made) == 1
    assert page.isAncestorOf(made[0])


def test_settings_of_predictions_follow_each_other(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    section = PredictionsSection(theme, settings)
    qtbot.addWidget(section)
    delay = control(section, QSpinBox, "Wait before predicting")
    assert isinstance(delay, QSpinBox)
    assert delay.value() == settings.delay == 120
    delay.setValue(0)
    assert settings.delay == 0
    settings.mode = "off"  # on the Write page
    chosen = control(section, QPushButton, "Predict: Never")
    assert isinstance(chosen, QPushButton)
    assert chosen.isChecked()
    told = control(section, QCheckBox, "Tell screen readers of predictions")
    assert isinstance(told, QCheckBox)
    told.click()
    assert settings.announce


def test_controls_that_are_gone_listen_no_more(qtbot: QtBot, theme: Theme, settings: Settings) -> None:
    section = PredictionsSection(theme, settings)
    with qtbot.waitSignal(section.destroyed):
        section.deleteLater()
    settings.delay = 500
    assert settings.delay == 500
