"""The Models page over real model folders; what a stranger made up comes through the real process."""

import hashlib
import io
import json
import sys
import threading
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QInputDialog,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
)
from pytestqt.qtbot import QtBot
from safetensors.numpy import save

from tests.wordrnn.arpa.test_importing import BY_HAND
from tests.wordrnn.test_model_folder import publish
from ui.background import Background
from ui.models.page import ModelsPage
from ui.models.shelf import ModelShelf
from ui.models.transfer import ModelTransfer
from ui.settings import Settings
from ui.style.theme import Theme
from wordrnn import exchange, home, library, notes
from wordrnn.calibration.reliability import Calibration, Reliability
from wordrnn.predictor import Predictor

METRICS = {
    "valid_perplexity": 88.4, "network_valid_perplexity": 92.0, "ngram_valid_perplexity": 101.0, "top1": 0.3,
    "top3": 0.412, "keystroke_savings": 0.48, "measured_tokens": 900,
}  # fmt: skip


@dataclass
class Desk:
    """A page and what it stands on."""

    page: ModelsPage
    background: Background
    commands: list[list[str]] = field(default_factory=list)

    def names(self) -> list[str]:
        return [
            self.page.models.data(self.page.models.index(row)) for row in range(self.page.models.rowCount())
        ]  # type: ignore[misc]


@pytest.fixture
def desk(theme: Theme, qtbot: QtBot, home: Path, tmp_path: Path) -> Iterator[Desk]:
    for name in ("first", "letters", "other & co"):
        publish(home / "models" / name, metrics=METRICS)
    library.set_active("letters")
    background = Background()
    made = Desk(None, background)  # type: ignore[arg-type]

    def transfer() -> ModelTransfer:
        return ModelTransfer(command=made.commands.pop(0) if made.commands else None)

    page = ModelsPage(
        theme, ModelShelf(trash=lambda path: None), background, Settings(tmp_path / "settings"), transfer
    )
    made.page = page
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.page_shown()
    qtbot.waitUntil(lambda: page.models.rowCount() == 3)
    yield made
    page.jobs.cancel()
    qtbot.waitUntil(lambda: not page.jobs.is_running, timeout=30_000)
    background.close()


def box_of(page: ModelsPage) -> QMessageBox:
    """Return the dialog that is open."""
    return next(box for box in page.findChildren(QMessageBox) if box.isVisible())


def press(page: ModelsPage, text: str) -> None:
    next(button for button in box_of(page).buttons() if button.text().replace("&", "") == text).click()


def action(page: ModelsPage, text: str) -> Any:
    return next(each for each in page.menu.actions() if each.text() == text)


# What comes with wordrnn ----------------------------------------------------------------------------------------------


def test_the_starter_is_shown_and_taught_but_not_changed(
    desk: Desk, qtbot: QtBot, with_starter: Path
) -> None:
    page = desk.page
    page.page_shown()
    qtbot.waitUntil(lambda: page.models.rowCount() == 4)
    assert desk.names()[0] == "starter"
    page.select("starter")
    starter = page.selected()
    assert starter is not None and starter.builtin and not starter.active
    assert "built in" in str(page.models.data(page.models.index(0), Qt.ItemDataRole.AccessibleTextRole))
    for text, enabled in (
        ("Rename…", False),
        ("Move to bin…", False),
        ("Open folder", False),
        ("Duplicate…", True),
    ):
        assert action(page, text).isEnabled() is enabled, text
    assert not page.details.notes.isVisible()
    qtbot.waitUntil(lambda: page.details.card.toPlainText() == "# card\n")
    teach = next(
        each for each in page.details.findChildren(QPushButton) if each.text() == "Teach it your texts…"
    )
    with qtbot.waitSignal(page.fine_tune_wanted) as wanted:
        teach.click()
    assert wanted.args == ["starter"]
    page.select("letters")
    assert page.details.notes.isVisible() and teach.text() == "Fine-tune…"
    action(page, "Move to bin…").trigger()
    assert "takes its place" in box_of(page).informativeText()
    press(page, "Move to bin")
    qtbot.waitUntil(lambda: page.models.rowCount() == 3)
    assert library.answering_name() == "starter"


# What is shown --------------------------------------------------------------------------------------------------------


def test_the_active_model_is_selected_and_another_made_active(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    selected = page.selected()
    assert selected is not None
    assert selected.name == "letters"
    use = page.details.findChild(QPushButton, "", Qt.FindChildOption.FindChildrenRecursively)
    assert use is not None and use.text() == "Active" and not use.isEnabled()
    page.select("first")
    with qtbot.waitSignal(page.models_changed):
        use.click()
    assert library.active_name() == "first"
    qtbot.waitUntil(lambda: page.selected() is not None and page.selected().active)  # type: ignore[union-attr]


def test_the_details_show_parts_calibration_and_the_card_as_text(desk: Desk, qtbot: QtBot) -> None:
    from wordrnn import model_folder

    confidence = np.linspace(0.05, 0.95, 60)
    reliability = Reliability.of(0, confidence, confidence > 0.5, confidence)
    hostile = (
        "# <img src='file:///etc/passwd'>\n\n<a href='http://a.example'>x</a>\n\n## Licence\n\n<b>mine</b>\n"
    )
    model_folder.amend(
        home.models_folder() / "first", hostile, calibration=Calibration(reliability=[reliability]).to_dict()
    )
    page = desk.page
    page.select("first")
    pane = page.details
    qtbot.waitUntil(lambda: "etc/passwd" in pane.card.toPlainText())
    assert pane.card.toPlainText() == hostile
    assert pane._licence.text() == "<b>mine</b>"
    assert len(pane._figure.bins()) == 15
    assert "said" in pane._figure.accessibleDescription()
    assert "Network" in [label.text() for label in pane._parts.findChildren(QLabel)]
    formats = {label.textFormat() for label in pane.findChildren(QLabel)}
    assert formats == {Qt.TextFormat.PlainText}
    assert not page.grab().isNull()


@pytest.mark.parametrize("width", [560, 1000])
def test_a_figure_tells_how_it_was_measured(
    desk: Desk, qtbot: QtBot, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QHelpEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    page = desk.page
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.list.viewport().width() < width)
    page.list.doItemsLayout()
    told: list[str] = []
    monkeypatch.setattr("ui.models.card.QToolTip.showText", lambda place, text, view: told.append(text))
    index = page.list.currentIndex()
    option = QStyleOptionViewItem()
    page.list.initViewItemOption(option)
    option.rect = page.list.visualRect(index)  # pyright: ignore[reportAttributeAccessIssue]
    delegate = page.list.itemDelegate()
    for place, word in zip(delegate._places(option), ("Perplexity", "Top-3", "Keystrokes"), strict=True):  # type: ignore[attr-defined]
        assert option.rect.contains(place)  # pyright: ignore[reportAttributeAccessIssue]
        event = QHelpEvent(
            QEvent.Type.ToolTip, place.center(), page.list.viewport().mapToGlobal(place.center())
        )
        assert delegate.helpEvent(event, page.list, option, index)
        assert told.pop().startswith(word)


def test_damage_that_only_the_hashes_show_is_found_once_a_model_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    (home.models_folder() / "first" / "weights.safetensors").write_bytes(b"x")
    page = desk.page
    page.select("first")
    qtbot.waitUntil(lambda: page.selected().problem == "damaged-model", timeout=10_000)  # type: ignore[union-attr]
    assert not page.details._use.isEnabled()
    assert not action(page, "Export…").isEnabled()
    assert action(page, "Move to bin…").isEnabled()


def test_two_hundred_models_are_listed_without_being_read(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil

    from wordrnn import files

    for number in range(200):
        shutil.copytree(home.models_folder() / "first", home.models_folder() / f"m{number:03}")
    hashed: list[Path] = []
    original = files.sha256_of
    monkeypatch.setattr(files, "sha256_of", lambda path: (hashed.append(path), original(path))[1])
    page = desk.page
    begin = time.perf_counter()
    page.page_shown()
    assert time.perf_counter() - begin < 1  # nothing is waited for
    qtbot.waitUntil(lambda: page.models.rowCount() == 203, timeout=20_000)
    assert len({path.parent for path in hashed}) <= 2  # of the selected one, if any
    for row in (150, 20, 202):
        page.list.setCurrentIndex(page.models.index(row))
    wanted = page.selected().name  # type: ignore[union-attr]
    qtbot.waitUntil(lambda: page.details.card.toPlainText() == "# card\n")
    assert page.details._name.text().replace("\u200b", "") == wanted


def test_an_empty_library_leads_to_train(desk: Desk, qtbot: QtBot) -> None:
    for name in ("first", "letters", "other & co"):
        library.delete(name)
    library.empty_bin()
    desk.page.page_shown()
    qtbot.waitUntil(lambda: desk.page._empty.isVisible())
    with qtbot.waitSignal(desk.page.page_wanted):
        desk.page._empty._action.click()


# What is done ---------------------------------------------------------------------------------------------------------


def test_notes_are_kept_when_another_model_is_chosen_and_when_the_window_closes(
    desk: Desk, qtbot: QtBot
) -> None:
    page = desk.page
    page.details.notes.setPlainText("for Anna <b>")
    page.select("first")
    assert page.details.notes.toPlainText() == ""
    qtbot.waitUntil(lambda: notes.read(home.models_folder() / "letters") == "for Anna <b>\n")
    page.details.notes.setPlainText("the first one")
    page.closing()
    assert notes.read(home.models_folder() / "first") == "the first one\n"


def test_notes_go_along_with_a_new_name(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    page.details.notes.setPlainText("mine")
    page.menu.rename.trigger()
    ask = page.findChild(QInputDialog)
    assert ask is not None and ask.textValue() == "letters"
    ask.setTextValue("post")
    ask.accept()
    qtbot.waitUntil(lambda: desk.names() == ["first", "other & co", "post"])
    assert page.selected().name == "post"  # type: ignore[union-attr]
    assert notes.read(home.models_folder() / "post") == "mine\n"
    assert library.active_name() == "post"
    assert not (home.models_folder() / "letters").exists()


def test_a_name_that_is_taken_brings_one_sentence(desk: Desk, qtbot: QtBot) -> None:
    desk.page.changes.rename("first", "letters")
    qtbot.waitUntil(lambda: bool([b for b in desk.page.findChildren(QMessageBox) if b.isVisible()]))
    assert "letters" in box_of(desk.page).text()
    box_of(desk.page).close()


def test_deleting_asks_first_and_can_be_taken_back(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    page.list.setFocus()
    page.menu.delete.trigger()
    box = box_of(page)
    assert box.defaultButton().text().replace("&", "") == "Cancel"
    assert "active" in box.informativeText()
    press(page, "Cancel")
    page.menu.delete.trigger()
    press(page, "Move to bin")
    qtbot.waitUntil(lambda: desk.names() == ["first", "other & co"])
    assert page._notice.text == "letters is in the bin."
    assert page._bin.isVisible()
    page._notice.act()
    qtbot.waitUntil(lambda: desk.names() == ["first", "letters", "other & co"])
    qtbot.waitUntil(lambda: page.selected().name == "letters" and page.selected().active)  # type: ignore[union-attr]
    assert not page._bin.isVisible()


def test_the_bin_is_listed_and_emptied_after_asking(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    page.changes.delete("other & co")
    qtbot.waitUntil(page._bin.isVisible)
    page.bin_menu.fill()
    entries = [each.text() for each in page.bin_menu.actions()]
    assert entries[0].startswith("Restore other && co (")
    page.bin_menu.actions()[-1].trigger()
    assert box_of(page).defaultButton().text().replace("&", "") == "Cancel"
    press(page, "Delete for good")
    qtbot.waitUntil(lambda: not page._bin.isVisible())
    assert library.binned() == []


def test_an_unfinished_run_leads_to_the_train_page(desk: Desk, qtbot: QtBot) -> None:
    run = home.models_folder() / "begun" / "training"
    run.mkdir(parents=True)
    (run / "run.json").write_text("{}")
    page = desk.page
    page.page_shown()
    qtbot.waitUntil(lambda: "begun" in desk.names())
    page.select("begun")
    assert page.details._use.text() == "Resume on the Train page"
    with qtbot.waitSignal(page.page_wanted) as wanted:
        page.details._use.click()
    assert wanted.args == ["train"]
    assert not page.details._learned_head.isVisible()


def test_fine_tuning_is_for_models_with_a_network(desk: Desk, qtbot: QtBot) -> None:
    publish(home.models_folder() / "ngram", None)
    page = desk.page
    page.page_shown()
    qtbot.waitUntil(lambda: "ngram" in desk.names())
    with qtbot.waitSignal(page.fine_tune_wanted) as wanted:
        page.details._tune.click()
    assert wanted.args == ["letters"]
    page.select("ngram")
    assert not page.details._tune.isEnabled()


def test_the_folder_is_opened(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr("ui.folders.QDesktopServices.openUrl", opened.append)
    action(desk.page, "Open folder").trigger()
    assert Path(opened[0].toLocalFile()) == home.models_folder() / "letters"


def test_a_model_is_copied_exported_with_a_warning_and_comes_back(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk.page
    page.select("other & co")
    page.menu.duplicate.trigger()
    ask = page.findChild(QInputDialog)
    assert ask is not None and ask.textValue() == "other & co-2"
    ask.accept()
    qtbot.waitUntil(lambda: "other & co-2" in desk.names(), timeout=30_000)
    qtbot.waitUntil(lambda: page._notice.text == "Copied to other & co-2.")
    file = tmp_path / "gift.wordrnn"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "gift"), ""))
    page.select("first")
    page.menu.export.trigger()
    assert "recite" in box_of(page).informativeText()
    press(page, "Export…")
    qtbot.waitUntil(lambda: page._notice.text == "Exported to gift.wordrnn.", timeout=30_000)
    assert zipfile.is_zipfile(file)
    page.menu.export.trigger()
    press(page, "Export…")
    assert box_of(page).text() == "Replace gift.wordrnn?"
    press(page, "Cancel")
    drop(page, file)
    qtbot.waitUntil(lambda: "gift" in desk.names(), timeout=30_000)
    assert page._notice.text == "Imported: gift."
    assert page.selected().name == "gift"  # type: ignore[union-attr]


def drop(page: ModelsPage, *files: Path) -> bool:
    """Drag files onto the page and let go; gives back whether they were welcome."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(QPoint(50, 50), Qt.DropAction.CopyAction, data, left, none)
    enter.ignore()
    QApplication.sendEvent(page, enter)
    if enter.isAccepted():
        QApplication.sendEvent(page, QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, left, none))
    return enter.isAccepted()


def test_ngram_models_of_other_programs_may_be_dropped(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = desk.page
    theirs, broken = tmp_path / "theirs.arpa", tmp_path / "broken.arpa"
    theirs.write_text(BY_HAND, encoding="utf-8")
    broken.write_text("\\data\\\nngram 1=-5\n", encoding="utf-8")
    assert drop(page, theirs, broken)
    qtbot.waitUntil(lambda: not page.jobs.is_running, timeout=60_000)
    box = box_of(page)
    assert "broken.arpa" in box.text() + box.informativeText() + box.detailedText()
    box.close()
    qtbot.waitUntil(lambda: "theirs" in desk.names())
    page.select("theirs")
    assert page.selected().problem is None  # type: ignore[union-attr]
    words = [each.word for each in Predictor.open(home.models_folder() / "theirs").suggest("a ", 2)]
    assert words == ["b", "c"]


def test_only_shared_models_may_be_dropped(desk: Desk, tmp_path: Path) -> None:
    assert not drop(desk.page, tmp_path / "letter.txt")
    assert not desk.page.jobs.is_running


WAITS = """
import sys
print('{"event": "progress", "share": 0.5}', flush=True)
sys.stdin.read()
print('{"event": "cancelled"}', flush=True)
sys.exit(2)
"""


def test_an_import_can_be_cancelled_and_a_closing_window_waits_for_its_end(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    desk.commands += [[sys.executable, "-c", WAITS]] * 2
    page.sharing.import_files([Path("a.wordrnn")])
    qtbot.waitUntil(lambda: page._notice._bar.value() == 500, timeout=30_000)
    page._notice.act()
    qtbot.waitUntil(lambda: not page.jobs.is_running, timeout=30_000)
    assert page._notice.text == ""
    assert page.unsettled() == ""
    page.sharing.import_files([Path("a.wordrnn")])
    with qtbot.waitSignal(page.settled, timeout=30_000):
        assert page.unsettled()


# Strangers' files -----------------------------------------------------------------------------------------------------

Members = dict[str, bytes]


def rehashed(members: Members) -> Members:
    info = json.loads(members["model.json"])
    info["files"] = {
        name: hashlib.sha256(data).hexdigest() for name, data in members.items() if name != "model.json"
    }
    return {**members, "model.json": json.dumps(info).encode()}


def zip_of(members: Members, extra: tuple[str, bytes, int] | None = None) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as out, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of a name twice
        for name, data in members.items():
            out.writestr(name, data)
        if extra is not None:
            member = zipfile.ZipInfo(extra[0])
            member.external_attr = extra[2]
            out.writestr(member, extra[1])
    return content.getvalue()


def of_shape(members: Members, shape: tuple[int, int]) -> bytes:
    """Return a model whose `model.json` speaks of a network far larger than its weights."""
    info = json.loads(members["model.json"])
    info["config"] |= {"units": shape[0], "embedding": shape[1]}
    return zip_of(rehashed({**members, "model.json": json.dumps(info).encode()}))


HOSTILE: dict[str, Callable[[Members], bytes]] = {
    "parent": lambda it: zip_of(it, ("../x", b"x", 0)),
    "absolute": lambda it: zip_of(it, ("/tmp/wordrnn-x", b"x", 0)),
    "link": lambda it: zip_of(it, ("card.md2", b"/etc/passwd", 0o120777 << 16)),
    "twice": lambda it: zip_of(it, ("card.md", b"x", 0)),
    "bomb": lambda it: zip_of({**it, "weights.safetensors": bytes(60_000_000)}),
    "giant": lambda it: of_shape(it, (8192, 8192)),
    "beyond": lambda it: of_shape(it, (2**31, 2**31)),
    "array": lambda it: zip_of(
        rehashed({**it, "weights.safetensors": save({"embedding": np.zeros((3, 3), np.float32)})})
    ),
    "tokenizer": lambda it: zip_of(rehashed({**it, "tokenizer.json": b'{"model": {"vocab": {"a": -1}}}'})),
    "nested": lambda it: zip_of(rehashed({**it, "tokenizer.json": b"[" * 100_000})),
    "magic": lambda it: b"\x7fELF" + zip_of(it)[4:],
    "truncated": lambda it: zip_of(it)[:-40],
    "empty": lambda it: b"",
    "<b>html</b> & co": lambda it: b"words",
}


def test_hostile_files_are_refused_in_a_sentence_each_and_leave_nothing(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    shared = exchange.export_model(home.models_folder() / "first", tmp_path / "good.wordrnn")
    with zipfile.ZipFile(shared) as zipped:
        members = {name: zipped.read(name) for name in zipped.namelist()}
    folder = tmp_path / "strangers"
    folder.mkdir()
    files = []
    for name, make in HOSTILE.items():
        files.append(folder / f"{name}.wordrnn".replace("/", "_"))
        files[-1].write_bytes(make(members))
    before = sorted(path for path in tmp_path.rglob("*") if "settings" not in str(path))
    page = desk.page
    assert drop(page, *files, shared)
    qtbot.waitUntil(lambda: not page.jobs.is_running, timeout=120_000)
    box = box_of(page)
    assert box.text() == f"{len(HOSTILE)} of {len(HOSTILE) + 1} files were not imported."
    assert box.textFormat() == Qt.TextFormat.PlainText
    told = box.findChild(QLabel, "qt_msgbox_informativelabel")
    assert told is not None and told.textFormat() == Qt.TextFormat.PlainText
    sentences = box.detailedText().splitlines()
    assert len(sentences) == len(HOSTILE)
    for sentence, file in zip(sentences, files, strict=True):
        assert file.name in sentence or "tokenizer.json" in sentence
        assert "Something went wrong" not in sentence
    box.close()
    qtbot.waitUntil(lambda: "good" in desk.names())
    after = sorted(path for path in tmp_path.rglob("*") if "settings" not in str(path))
    models = home.models_folder()
    assert [path for path in after if path not in before and not path.is_relative_to(models / "good")] == []
    assert not Path("/tmp/wordrnn-x").exists()


FAILING = """
import os, sys
from wordrnn import cli, files
def fail(*_):
    raise OSError({number}, os.strerror({number}))
files.sync = fail
sys.exit(cli.main(["models", *sys.argv[1:]]))
"""


@pytest.mark.parametrize(("number", "said"), [(28, "disk is full"), (13, "may not be written")])
def test_a_full_disk_or_a_forbidden_folder_is_one_sentence(
    desk: Desk, qtbot: QtBot, tmp_path: Path, number: int, said: str
) -> None:
    shared = exchange.export_model(home.models_folder() / "first", tmp_path / "good.wordrnn")
    desk.commands.append([sys.executable, "-c", FAILING.format(number=number)])
    desk.page.sharing.import_files([shared])
    qtbot.waitUntil(
        lambda: bool([b for b in desk.page.findChildren(QMessageBox) if b.isVisible()]), timeout=30_000
    )
    box = box_of(desk.page)
    assert box.text() == "good.wordrnn was not imported."
    assert said in box.informativeText()
    box.close()
    assert sorted(path.name for path in home.models_folder().iterdir()) == ["first", "letters", "other & co"]


# Speed and threads ----------------------------------------------------------------------------------------------------


def test_nothing_is_read_in_the_window_s_thread(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wordrnn import model_folder

    threads: list[threading.Thread] = []
    original = model_folder._read_info
    monkeypatch.setattr(
        model_folder,
        "_read_info",
        lambda path: (threads.append(threading.current_thread()), original(path))[1],
    )
    page = desk.page
    page.page_shown()
    page.select("first")
    qtbot.waitUntil(lambda: len(threads) >= 4)
    assert threading.main_thread() not in threads


def test_keys_do_what_the_menu_does(desk: Desk, qtbot: QtBot) -> None:
    page = desk.page
    page.activateWindow()
    page.list.setFocus()
    qtbot.waitUntil(page.list.hasFocus)
    QTest.keyClick(page.list, Qt.Key.Key_F2)
    ask = page.findChild(QInputDialog)
    assert ask is not None
    ask.reject()
    qtbot.waitUntil(page.list.hasFocus)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    press(page, "Cancel")


def test_every_button_has_a_name(desk: Desk) -> None:
    buttons = [*desk.page.findChildren(QPushButton), *desk.page.findChildren(QToolButton)]
    assert [button for button in buttons if not button.accessibleName() and button.isVisible()] == []
