from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from ui.preferences.keys import KeysSection
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.keys import Keys


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, tmp_path: Path) -> KeysSection:
    settings = Settings(tmp_path)
    made = KeysSection(theme, Keys(settings, settings))
    settings.setParent(made)
    qtbot.addWidget(made)
    made.show()
    return made


def press(section: KeysSection, name: str, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    field = section.fields[name]
    field.click()
    assert field.text() == "press a key…"
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    QTest.keyClick(field, key, held)


def settings_of(section: KeysSection) -> Settings:
    return section._keys._settings


def test_a_key_is_changed_and_remembered(section: KeysSection, tmp_path: Path) -> None:
    press(section, "accept", Qt.Key.Key_F6)
    assert section.fields["accept"].text() == "F6"
    settings_of(section).sync()
    assert Settings(tmp_path).key_accept == "F6"


def test_tab_and_escape_are_keys_like_others_while_it_waits(section: KeysSection) -> None:
    press(section, "accept", Qt.Key.Key_F6)
    press(section, "why", Qt.Key.Key_Tab)
    assert settings_of(section).key_why == "Tab"
    press(section, "dismiss", Qt.Key.Key_F7)
    press(section, "next", Qt.Key.Key_Escape)
    assert settings_of(section).key_next == "Esc"


def test_tab_leaves_a_field_that_does_not_wait(section: KeysSection, qtbot: QtBot) -> None:
    section.activateWindow()
    section.fields["accept"].setFocus()
    qtbot.waitUntil(section.fields["accept"].hasFocus)
    QTest.keyClick(section.fields["accept"], Qt.Key.Key_Tab)
    assert section.fields["accept_word"].hasFocus()


def test_a_key_that_is_taken_is_refused_with_the_reason(section: KeysSection) -> None:
    press(section, "accept_word", Qt.Key.Key_Tab)
    assert settings_of(section).key_accept_word != "Tab"
    problem = section._problems["accept_word"]
    assert problem.isVisibleTo(section)
    assert "Take the whole prediction" in problem.text()


def test_backspace_takes_a_key_away_and_reset_brings_all_back(section: KeysSection) -> None:
    press(section, "accept", Qt.Key.Key_Backspace)
    assert settings_of(section).key_accept == ""
    assert section.fields["accept"].text() == "none"
    assert isinstance(section.reset, QPushButton)
    section.reset.click()
    assert settings_of(section).key_accept == "Tab"
    assert section.fields["accept"].text() == "Tab"


def test_two_commands_with_one_key_in_the_file_are_told(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.key_find = settings.key_save
    made = KeysSection(theme, Keys(settings, settings))
    qtbot.addWidget(made)
    assert made._problems["find"].text() == "The same key as: Save."
