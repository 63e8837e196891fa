from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.help.about import LICENCES, About
from ui.help.introduction import Introduction
from ui.help.menu import HelpMenu
from ui.restart import Restart
from ui.settings import Settings
from ui.style.theme import Theme
from ui.write.keys import Keys


@pytest.fixture
def introduction(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Introduction:
    settings = Settings(tmp_path)
    made = Introduction(theme, Keys(settings, settings))
    settings.setParent(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    return made


def test_three_steps_by_enter_end_on_the_page_to_write_on(introduction: Introduction, qtbot: QtBot) -> None:
    headings = []
    for _ in range(2):
        headings.append(introduction.accessibleName())
        QTest.keyClick(introduction, Qt.Key.Key_Return)
    headings.append(introduction.accessibleName())
    assert len(set(headings)) == 3
    with qtbot.waitSignal(introduction.page_wanted) as wanted:
        QTest.keyClick(introduction, Qt.Key.Key_Return)
    assert wanted.args == ["write"]
    assert not introduction.isVisible()


def test_it_names_the_keys_that_are_set(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    settings.key_accept = "F6"
    made = Introduction(theme, Keys(settings, settings))
    qtbot.addWidget(made)
    made._show_step(1)
    assert "F6" in made.accessibleDescription()


def test_with_a_starter_one_can_type_at_once(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    said = []
    for has_starter in (False, True):
        settings = Settings(tmp_path)
        made = Introduction(theme, Keys(settings, settings), has_starter=has_starter)
        qtbot.addWidget(made)
        steps = []
        for number in range(3):
            made._show_step(number)
            steps.append(made.accessibleDescription())
        said.append(steps)
    without, with_starter = said
    assert "at once" in with_starter[0] and "at once" not in without[0]
    assert with_starter[1] == without[1]
    assert "Teach it your texts" in with_starter[2]


def test_escape_skips_the_rest_and_the_arrows_turn(introduction: Introduction) -> None:
    first = introduction.accessibleName()
    QTest.keyClick(introduction, Qt.Key.Key_Right)
    assert introduction.accessibleName() != first
    QTest.keyClick(introduction, Qt.Key.Key_Left)
    assert introduction.accessibleName() == first
    QTest.keyClick(introduction, Qt.Key.Key_Escape)
    assert not introduction.isVisible()


def test_the_last_step_leads_to_the_corpora(introduction: Introduction, qtbot: QtBot) -> None:
    introduction._show_step(2)
    with qtbot.waitSignal(introduction.page_wanted) as wanted:
        introduction.texts.click()
    assert wanted.args == ["corpora"]


def test_about_tells_versions_and_licences(qtbot: QtBot, theme: Theme) -> None:
    about = About(theme)
    about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(about)
    told = about.findChild(QPlainTextEdit).toPlainText()
    assert "Python 3" in told
    assert f"numpy {__import__('numpy').__version__} – {LICENCES['numpy']}" in told
    about._copy()
    assert QGuiApplication.clipboard().text() == told


def test_the_log_is_opened(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) or len(opened) > 1)
    parent = QWidget()
    qtbot.addWidget(parent)
    HelpMenu(theme, tmp_path / "logs" / "app.log", parent).open_log()
    assert [Path(url.toLocalFile()) for url in opened] == [
        tmp_path / "logs" / "app.log",
        tmp_path / "logs",  # where nothing opens the file
    ]


@pytest.mark.parametrize(
    ("closes", "is_closing", "wanted"), [(True, False, True), (False, True, True), (False, False, False)]
)
def test_a_restart_is_forgotten_where_the_window_stays(
    closes: bool, is_closing: bool, wanted: bool, qapp: QWidget
) -> None:
    restart = Restart(lambda: closes, lambda: is_closing, qapp)
    restart.ask()
    assert restart.wanted is wanted
    restart.setParent(None)
