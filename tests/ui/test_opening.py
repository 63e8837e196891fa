"""Models that are opened with the app, and what the packaged app runs of itself."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_built
from tests.wordrnn.test_model_folder import publish
from ui import __main__, startup
from ui import app as app_module
from ui.app import App
from ui.application import Application
from wordrnn import exchange, library


@pytest.fixture
def built(qapp: QApplication) -> Iterator[App]:
    with app_built(qapp) as made:
        made.window.show()
        yield made


@pytest.fixture
def shared(home: Path, tmp_path: Path) -> Path:
    """A model in a file, as somebody gives it away; the library has none."""
    publish(tmp_path / "letters")
    return exchange.export_model(tmp_path / "letters", tmp_path / "from a friend.wordrnn")


def question(window: QWidget) -> QMessageBox:
    return next(box for box in window.findChildren(QMessageBox) if box.isVisible())


def press(window: QWidget, text: str) -> None:
    next(b for b in question(window).buttons() if b.text().replace("&", "") == text).click()


def test_a_model_that_is_opened_is_imported_once_that_is_wanted(
    built: App, shared: Path, qtbot: QtBot
) -> None:
    built.open_files([shared])
    assert built.window.current_page() == "models"
    assert "from a friend.wordrnn" in question(built.window).text()
    press(built.window, "Import")
    qtbot.waitUntil(lambda: not built.pages.models.jobs.is_running, timeout=30_000)
    assert [model.name for model in library.list_models(thorough=False)] == ["from a friend"]


def test_nothing_is_imported_where_that_is_not_wanted(built: App, shared: Path, qtbot: QtBot) -> None:
    built.open_files([shared, shared])
    assert "2 models" in question(built.window).text()
    press(built.window, "Cancel")
    assert not built.pages.models.jobs.is_running
    assert not library.list_models(thorough=False)


def test_a_running_app_hears_of_models_and_leaves_the_rest(
    qapp: Application, qtbot: QtBot, tmp_path: Path
) -> None:
    heard: list[Path] = []
    qapp.models_opened.connect(heard.extend)
    for name in ("notes.txt", "Friend.WORDRNN"):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(tmp_path / name)))
    assert heard == [tmp_path / "Friend.WORDRNN"]
    qapp.models_opened.disconnect(heard.extend)


SHORT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QMessageBox
from ui import app

class Short(app.Application):
    def exec(self):
        QTimer.singleShot(0, self.look)
        return super().exec()

    def look(self):
        self.sendEvent(self, QFileOpenEvent("/later.wordrnn"))
        windows = [each for each in self.topLevelWidgets() if each.objectName() == "window"]
        print([box.text() for each in windows for box in each.findChildren(QMessageBox)])
        self.exit(7)

app.Application = Short
sys.exit(app.run([Path("/first.wordrnn")]))
"""


def test_the_whole_app_asks_about_what_it_is_started_with_and_opens_later(home: Path) -> None:
    done = subprocess.run([sys.executable, "-c", SHORT], capture_output=True, text=True, timeout=100)
    asked = "['Import the model in first.wordrnn?', 'Import the model in later.wordrnn?']"
    assert (done.stdout.strip(), done.returncode) == (asked, 7), done.stderr


def test_the_command_opens_the_app_with_models_and_the_command_line_otherwise(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Any] = []
    monkeypatch.setattr(startup, "what_is_missing", lambda known: None)
    monkeypatch.setattr(startup, "limit_threads", lambda: None)
    monkeypatch.setattr(app_module, "run", lambda models: opened.append(models) or 0)
    monkeypatch.chdir(tmp_path)
    assert __main__.main(["a model.wordrnn", "/b.WORDRNN"]) == 0
    assert __main__.main([]) == 0
    assert opened == [[tmp_path / "a model.wordrnn", Path("/b.WORDRNN").absolute()], []]
    with pytest.raises(SystemExit):
        __main__.main(["models", "show", "--help", "x.wordrnn"])
    assert "wordrnn models show" in capsys.readouterr().out
    assert len(opened) == 2


def test_the_packaged_app_runs_its_own_modules_and_no_others(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    text = tmp_path / "note.txt"
    text.write_text("A few words about the weather, and a few more about the sea.\n")
    monkeypatch.setattr("ui.corpora.child._end_with_the_app", lambda: None)
    assert __main__.main(["--module", "ui.corpora.child", "add", str(text)]) == 0
    assert '"event": "added"' in capsys.readouterr().out
    with pytest.raises(SystemExit):
        __main__.main(["--module", "http.server"])
