import pytest
from PySide6 import QtGui
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.write.announcer import announce, announcement


def test_what_is_said_names_the_key() -> None:
    assert announcement("reply now", "Tab") == "Prediction: reply now. Tab takes it."
    assert announcement("reply now", "") == "Prediction: reply now"


@pytest.mark.skipif(not hasattr(QtGui, "QAccessibleAnnouncementEvent"), reason="Qt before 6.8")
def test_it_is_said_politely_and_only_to_a_screen_reader(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    told: list[QtGui.QAccessibleAnnouncementEvent] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", told.append)
    monkeypatch.setattr(QAccessible, "isActive", lambda: False)
    assert not announce(widget, "hello")
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    assert announce(widget, "hello")
    assert not announce(widget, "")
    (event,) = told
    assert event.message() == "hello"
    assert event.politeness() == QAccessible.AnnouncementPoliteness.Polite
