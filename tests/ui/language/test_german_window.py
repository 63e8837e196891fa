"""German words are longer: at 200 % the window still fits onto the screens that laptops have."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_with_two_words
from ui.app import App
from ui.language import translation


@pytest.fixture
def built(qapp: QApplication) -> Iterator[App]:
    before, translators = QLocale(), translation.install(qapp, "de")
    with app_with_two_words(qapp) as made:
        font = QFont(made.theme.font())
        yield made
        made.theme.set_base_font(font)
    for each in translators:
        qapp.removeTranslator(each)
    QLocale.setDefault(before)


def test_twice_as_large_letters_fit(built: App, qtbot: QtBot) -> None:
    twice = QFont(built.theme.font())
    twice.setPixelSize(28)
    built.theme.set_base_font(twice)
    for name in built.window.pages:  # some are built when they are first shown
        built.window.show_page(name)
        qtbot.wait(1)
    built.window.show_page("lab")
    widths = {}
    for tab in built.pages.lab.tabs:
        built.pages.lab.show_tab(tab)
        qtbot.wait(1)
        widths[tab] = built.window.minimumSizeHint().width()
    assert widths == {tab: width for tab, width in widths.items() if width <= 1366}
