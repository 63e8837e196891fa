from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from pytestqt.qtbot import QtBot

from ui.settings import Settings
from ui.write.keys import Keys, commands

Key = Qt.Key
Modifier = Qt.KeyboardModifier


@pytest.fixture
def settings(tmp_path: Path, qapp: object) -> Settings:
    return Settings(tmp_path)


@pytest.fixture
def keys(settings: Settings) -> Keys:
    return Keys(settings, settings)


def pressed(key: Qt.Key, modifiers: Qt.KeyboardModifier = Modifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers)


def test_every_key_setting_is_a_command_and_the_other_way_round() -> None:
    declared = {name for name, value in vars(Settings).items() if name.startswith("key_")}
    assert {command.setting for command in commands()} == declared
    assert len({command.title for command in commands()}) == len(commands())


def test_at_first_no_key_is_taken_twice_and_each_can_be_given(keys: Keys) -> None:
    assert keys.conflicts() == {}
    assert {c.name: keys.problem(c.name, c.default) for c in commands()} == {c.name: "" for c in commands()}
    for command in commands():  # as Qt writes it, so that a setting and a key event are the same text
        assert QKeySequence(command.default).toString() == command.default


def test_key_events_are_commands(keys: Keys) -> None:
    assert keys.command(pressed(Key.Key_Tab)) == "accept"
    assert keys.command(pressed(Key.Key_BracketRight, Modifier.AltModifier)) == "next"
    assert keys.command(pressed(Key.Key_Down, Modifier.AltModifier)) == "next"
    assert keys.command(pressed(Key.Key_3, Modifier.AltModifier | Modifier.KeypadModifier)) == "take_3"
    assert keys.command(pressed(Key.Key_Plus, Modifier.ControlModifier | Modifier.ShiftModifier)) == "zoom_in"
    assert keys.command(pressed(Key.Key_Backtab, Modifier.ShiftModifier)) == ""
    assert keys.command(pressed(Key.Key_A)) == ""
    assert keys.command(QKeyEvent(QEvent.Type.KeyPress, 0x01FFFFFE, Modifier.NoModifier)) == ""


def test_a_key_is_changed_and_remembered(
    keys: Keys, settings: Settings, tmp_path: Path, qtbot: QtBot
) -> None:
    action = QAction()
    keys.bind(action, "next")
    with qtbot.waitSignal(keys.changed):
        keys.set_key("next", "F2")
    assert keys.command(pressed(Key.Key_F2)) == "next"
    assert keys.command(pressed(Key.Key_BracketRight, Modifier.AltModifier)) == ""
    assert keys.command(pressed(Key.Key_Down, Modifier.AltModifier)) == "", (
        "only with the key of the beginning"
    )
    assert action.shortcuts() == [QKeySequence("F2")]
    settings.sync()
    assert Keys(Settings(tmp_path), settings).of("next") == ["F2"]
    keys.reset()
    assert keys.of("next") == ["Alt+]", "Alt+Down"]


def test_a_key_is_switched_off(keys: Keys, settings: Settings, tmp_path: Path) -> None:
    keys.set_key("accept", "")
    assert keys.command(pressed(Key.Key_Tab)) == ""
    assert keys.text("accept") == ""
    settings.sync()
    assert Keys(Settings(tmp_path), settings).of("accept") == []


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("Tab", "Take the whole prediction"), ("Alt+Down", "Show the next word"), ("Ctrl+C", "undo, cut"),
        ("Ctrl+3", "page"), ("A", "letter"), ("Shift+Ä", "letter"), ("Space", "letter"), ("Ctrl+K, Ctrl+B", "One key"),
    ],
)  # fmt: skip
def test_a_key_that_cannot_be_given_has_a_reason(keys: Keys, key: str, said: str) -> None:
    assert said in keys.problem("find", key)


@pytest.mark.parametrize("key", ["", "F7", "Right", "Ctrl+Return", "Alt+A", "Meta+Space"])
def test_other_keys_can_be_given(keys: Keys, key: str) -> None:
    assert keys.problem("find", key) == ""


def test_what_an_ini_file_says_wrong_is_not_believed(settings: Settings, keys: Keys) -> None:
    settings.store.setValue("keys/find", "Ctrl+Nonsense+Q")
    assert keys.of("find") == ["Ctrl+F"]
    settings.store.setValue("keys/find", "F3")
    assert keys.conflicts() == {"find_next": "find"}
