"""The data folder as a setting: chosen in the window, copied in a thread, switched once the app has ended."""

import errno
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from tests.wordrnn.test_moving import FILES, content_of, written
from ui.app import App, build
from ui.preferences import folder_news
from ui.preferences.data import DataSection
from ui.preferences.moving import DataMove
from ui.settings import Settings
from ui.style.theme import Theme
from wordrnn import home as home_module
from wordrnn import lock, moving
from wordrnn.errors import StorageError
from wordrnn.moving import MARK


@pytest.fixture
def present(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The default folder, with data in it; nothing of it goes, whatever a test does."""
    monkeypatch.delenv("WORDRNN_HOME")
    folder = written(home_module.default_folder(), FILES)
    yield folder
    assert FILES.items() <= content_of(folder).items()


class Restarts:
    def __init__(self) -> None:
        self.asked = 0
        self.busy = False

    def ask(self) -> None:
        self.asked += 1


@pytest.fixture
def restarts() -> Restarts:
    return Restarts()


@pytest.fixture
def section(qtbot: QtBot, theme: Theme, restarts: Restarts) -> Iterator[DataSection]:
    move = DataMove(home_module.data_folder(), lambda: restarts.busy)
    made = DataSection(theme, move, restarts.ask)
    made.show()
    yield made
    move.close()
    delete(made)
    delete(move)


def choose(section: DataSection, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Press Change… and choose `folder` in the dialog."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    section.change.click()


def box_of(section: DataSection, qtbot: QtBot) -> QMessageBox:
    def shown() -> list[QMessageBox]:
        return [box for box in section.findChildren(QMessageBox) if box.isVisible()]

    qtbot.waitUntil(lambda: bool(shown()))
    return shown()[0]


def ready(section: DataSection, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: section._move.state == "ready")


def said(section: DataSection) -> str:
    return " ".join(label.text() for label in section.findChildren(QLabel))


@pytest.fixture
def held_back(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every file waits for this event before it is copied."""
    event, copying = threading.Event(), moving.copying

    def waiting(source: Path, target: Path) -> Iterator[int]:
        yield 0
        event.wait(60)
        yield from copying(source, target)

    monkeypatch.setattr(moving, "copying", waiting)
    yield event
    event.set()


def test_everything_is_copied_to_an_empty_folder_which_is_used_after_the_end(
    present: Path,
    section: DataSection,
    restarts: Restarts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    new = tmp_path / "new"
    choose(section, new, monkeypatch)
    assert not section.change.isEnabled()
    ready(section, qtbot)
    assert str(new) in section.progress.text and str(present) in section.progress.text
    assert section.progress.restart.isVisible()
    assert content_of(new) == {**FILES, MARK: b""}
    assert not home_module.pointer_path().exists(), "nothing changes while the app runs"
    section.progress.restart.click()
    assert restarts.asked == 1
    (present / "memory.json").write_bytes(b"learned meanwhile")
    section._move.close()
    assert section._move.settle() is None
    assert content_of(new) == {**FILES, "memory.json": b"learned meanwhile"}
    home_module.chosen.cache_clear()
    assert home_module.data_folder() == new
    (present / "memory.json").write_bytes(FILES["memory.json"])


def test_a_copy_can_be_cancelled_and_the_window_never_waits(
    present: Path,
    section: DataSection,
    qtbot: QtBot,
    tmp_path: Path,
    held_back: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(section, tmp_path / "new", monkeypatch)
    qtbot.waitUntil(section.progress.cancel.isVisible)
    qtbot.waitUntil(lambda: (tmp_path / "new" / MARK).exists())
    assert not section.progress.restart.isVisible()
    section.progress.cancel.click()
    assert section._move.state == "stopping", "the window goes on while the copy is held back"
    held_back.set()
    qtbot.waitUntil(lambda: section._move.state == "idle")
    assert not (tmp_path / "new").exists()
    assert section.progress.isHidden()
    assert section.change.isEnabled()
    assert section._move.settle() is None
    assert not home_module.pointer_path().exists()


def test_progress_is_shown(
    present: Path, section: DataSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.preferences.moving._TELL_EVERY", 0.0)
    shares: list[float] = []
    section._move.progressed.connect(shares.append)
    section._move.progressed.connect(lambda share: shown.append(section.progress._bar.value()))
    shown: list[int] = []
    choose(section, tmp_path / "new", monkeypatch)
    ready(section, qtbot)
    assert shares == sorted(shares)
    assert shown[-1] == 1000
    assert any(0 < value < 1000 for value in shown)


def test_a_full_disk_is_one_sentence_and_nothing_is_left(
    present: Path, section: DataSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: Path, target: Path) -> Iterator[int]:
        target.write_bytes(b"half")
        yield 4
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(moving, "copying", full)
    choose(section, tmp_path / "new", monkeypatch)
    box = box_of(section, qtbot)
    assert "disk is full" in box.text()
    box.close()
    assert not (tmp_path / "new").exists()
    assert section._move.state == "idle"
    assert section._move.settle() is None


def test_a_folder_with_something_else_is_one_sentence(
    present: Path, section: DataSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "letter.txt").write_text("x")
    choose(section, tmp_path / "taken", monkeypatch)
    box = box_of(section, qtbot)
    assert "not empty" in box.text()
    box.close()
    assert section.change.isEnabled()
    choose(section, present / "models", monkeypatch)
    box = box_of(section, qtbot)
    assert "within the other" in box.text()


def test_nothing_chosen_changes_nothing(
    present: Path, section: DataSection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    section.change.click()
    assert section._move.state == "idle"


@pytest.mark.parametrize("sure", [True, False])
def test_a_folder_with_data_of_its_own_is_used_as_it_is_if_the_person_says_so(
    present: Path,
    section: DataSection,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    sure: bool,
) -> None:
    used = written(tmp_path / "used", {"ui.ini": b"theirs"})
    choose(section, used, monkeypatch)
    box = box_of(section, qtbot)
    assert str(used) in box.text()
    assert box.buttonRole(box.defaultButton()) == QMessageBox.ButtonRole.RejectRole
    role = QMessageBox.ButtonRole.DestructiveRole if sure else QMessageBox.ButtonRole.RejectRole
    next(each for each in box.buttons() if box.buttonRole(each) == role).click()
    assert section.progress.restart.isVisible() is sure
    section._move.close()
    assert section._move.settle() is None
    home_module.chosen.cache_clear()
    assert home_module.data_folder() == (used if sure else present)
    assert content_of(used) == {"ui.ini": b"theirs"}


def test_a_copy_that_is_ready_can_be_given_up(
    present: Path, section: DataSection, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(section, tmp_path / "new", monkeypatch)
    ready(section, qtbot)
    section.progress.stay.click()
    qtbot.waitUntil(lambda: section._move.state == "idle")
    assert not (tmp_path / "new").exists()
    section._move.use(tmp_path)
    section.progress.stay.click()
    assert section._move.state == "idle"
    assert section._move.settle() is None
    assert not home_module.pointer_path().exists()


def test_closing_while_it_copies_takes_the_copy_away(
    present: Path,
    section: DataSection,
    qtbot: QtBot,
    tmp_path: Path,
    held_back: threading.Event,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    choose(section, tmp_path / "new", monkeypatch)
    qtbot.waitUntil(lambda: (tmp_path / "new" / MARK).exists())
    release = threading.Timer(0.2, held_back.set)
    release.start()
    section._move.close()
    assert section._move.settle() is None
    assert not (tmp_path / "new").exists()
    release.join()


def test_not_while_something_trains(
    present: Path,
    section: DataSection,
    restarts: Restarts,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    restarts.busy = True
    choose(section, tmp_path / "new", monkeypatch)
    box = box_of(section, qtbot)
    assert "training" in box.text()
    box.close()
    restarts.busy = False
    run = present / "models" / "elsewhere" / "training"
    run.mkdir(parents=True)
    with lock.holding(run):
        choose(section, tmp_path / "new", monkeypatch)
        box = box_of(section, qtbot)
        assert "training" in box.text(), "one that goes on without the window, or in a terminal"
        box.close()
    assert not (tmp_path / "new").exists()
    choose(section, tmp_path / "new", monkeypatch)
    ready(section, qtbot)
    restarts.busy = True
    section.progress.restart.click()
    box_of(section, qtbot).close()
    assert restarts.asked == 0
    with lock.holding(run):  # it was let go on without the window
        error = section._move.settle()
    assert error is not None
    assert error.code == "data-folder-busy"
    assert not (tmp_path / "new").exists()
    assert not home_module.pointer_path().exists()


def test_with_the_variable_it_cannot_be_changed_and_says_why(
    home: Path, qtbot: QtBot, section: DataSection
) -> None:
    assert not section.change.isEnabled()
    assert "WORDRNN_HOME" in section.change.accessibleDescription()
    assert section.to_default is None


def test_back_to_the_default_folder(
    home: Path, qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORDRNN_HOME")
    other = written(tmp_path / "other", FILES)
    moving.point_at(other)
    home_module.chosen.cache_clear()
    move = DataMove(home_module.data_folder())
    section = DataSection(theme, move, lambda: None)
    section.show()
    assert section.to_default is not None
    section.to_default.click()
    ready(section, qtbot)
    move.close()
    assert move.settle() is None
    assert not home_module.pointer_path().exists()
    assert content_of(home_module.default_folder()) == FILES
    assert content_of(other) == FILES
    delete(section)
    delete(move)


def test_a_folder_that_is_gone_is_told_and_can_be_forgotten(
    present: Path, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    moving.point_at(tmp_path / "drive")
    home_module.chosen.cache_clear()
    move = DataMove(home_module.data_folder())
    section = DataSection(theme, move, lambda: None)
    section.show()
    assert str(tmp_path / "drive") in said(section)
    assert section.to_default is not None
    section.to_default.click()
    assert not home_module.pointer_path().exists()
    assert not section.to_default.isEnabled()
    assert str(tmp_path / "drive") not in said(section)
    assert section.change.isEnabled()
    delete(section)
    delete(move)


def test_every_button_has_a_name_of_its_own(present: Path, section: DataSection) -> None:
    names = [each.accessibleName() for each in section.findChildren(QPushButton)]
    assert all(names)
    assert len(set(names)) == len(names)


# ---- in the app


@pytest.fixture
def make_app(qapp: QApplication, home: Path) -> Iterator[Callable[[], App]]:
    made: list[App] = []

    def make() -> App:
        made.append(build(qapp, dark=False))
        made[-1].window.show()
        return made[-1]

    yield make
    for each in made:
        each.pages.write.editor.document().setModified(False)
        each.window.close()
        each.close()
        # All of it here: what is left over is styled anew by every later test that changes the look.
        for part in (
            each.window,
            each.loader,
            each.learning,
            each.prediction,
            each.background,
            each.settings,
            each.theme,
        ):
            delete(part)
    qapp.setStyleSheet("")


def test_the_next_start_finds_everything_in_the_new_folder(
    present: Path, make_app: Callable[[], App], qtbot: QtBot, tmp_path: Path
) -> None:
    app = make_app()
    app.settings.sure = 0.4
    app.data_move.choose(tmp_path / "new")
    qtbot.waitUntil(lambda: app.data_move.state == "ready")
    app.settings.sure = 0.6  # after the copy
    app.window.close()
    app.close()
    assert app.data_move.settle() is None
    home_module.chosen.cache_clear()
    assert home_module.data_folder() == tmp_path / "new"
    assert Settings(home_module.data_folder()).sure == 0.6
    (present / "ui.ini").write_bytes(FILES["ui.ini"])


def test_what_came_to_nothing_is_told_once_at_the_next_start(
    present: Path, make_app: Callable[[], App], qtbot: QtBot
) -> None:
    app = make_app()
    folder_news.keep(app.settings, StorageError("data-folder-busy"))
    boxes = app.window.findChildren(QMessageBox)
    assert boxes == []
    folder_news.tell(app.window, app.settings)
    (box,) = app.window.findChildren(QMessageBox)
    assert str(present) in box.text()
    assert "training" in box.text()
    box.close()
    qtbot.waitUntil(lambda: not app.window.findChildren(QMessageBox))
    folder_news.tell(app.window, app.settings)
    assert app.window.findChildren(QMessageBox) == []
    app.window.close()
    (present / "ui.ini").write_bytes(FILES["ui.ini"])


def test_a_folder_that_is_gone_is_told_at_the_start(
    present: Path, make_app: Callable[[], App], tmp_path: Path
) -> None:
    moving.point_at(tmp_path / "drive")
    home_module.chosen.cache_clear()
    app = make_app()
    folder_news.tell(app.window, app.settings)
    (box,) = app.window.findChildren(QMessageBox)
    assert str(tmp_path / "drive") in box.text()
    box.close()
    app.window.close()
    (present / "ui.ini").write_bytes(FILES["ui.ini"])


def test_the_data_folder_is_opened(section: DataSection, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    section.open_folder()
    assert Path(opened[0].toLocalFile()) == home_module.data_folder()
