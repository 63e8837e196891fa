"""German words are longer: at 200 % the window still fits onto the screens that laptops have."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.conftest import FakePredictor
from ui import app as app_module
from ui.app import App, build
from ui.language import translation


@pytest.fixture
def built(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("WORDRNN_HOME", str(tmp_path))
    monkeypatch.setattr(app_module.library, "active_name", lambda: "fake")
    monkeypatch.setattr(app_module, "_load", lambda name: FakePredictor(quick=0.3, quite=0.2))
    before, translators = QLocale(), translation.install(qapp, "de")
    made = build(qapp, dark=False)
    font = QFont(made.theme.font())
    made.window.show()
    made.start()
    yield made
    made.theme.set_base_font(font)
    made.pages.write.editor.document().setModified(False)
    made.window.close()
    made.close()
    for child in (made.loader, made.prediction, made.background, made.theme):
        child.setParent(None)
    made.window.deleteLater()
    qapp.setStyleSheet("")
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
