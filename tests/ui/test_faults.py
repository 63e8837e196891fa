"""What happens when something goes wrong that nobody expected: it is told once and logged, and the text is kept."""

import logging
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from tests.ui.conftest import app_built
from ui import errors
from ui.app import App


@pytest.fixture
def log(home: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    errors.log_to(errors.log_path(home))
    yield errors.log_path(home)
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)


@pytest.fixture
def built(qapp: QApplication, log: Path) -> Iterator[App]:
    with app_built(qapp) as made:
        made.window.show()
        yield made


def fail() -> None:
    raise ZeroDivisionError("a fault of ours")


def test_a_fault_in_a_slot_is_told_logged_and_the_text_is_kept(
    built: App, qtbot: QtBot, log: Path, home: Path
) -> None:
    hook = errors.ExceptionHook(built.on_fault, built.window)
    QTest.keyClicks(built.pages.write.editor, "Dear committee")
    for _ in range(2):
        error, trace = _raised()
        hook._on_exception(type(error), error, trace)
    qtbot.waitUntil(lambda: bool(built.window.findChildren(QMessageBox)))
    qtbot.waitUntil(lambda: any("Dear committee" in text for text in texts_under(home)))
    boxes = built.window.findChildren(QMessageBox)
    assert len(boxes) == 1, "told once"
    assert "test_faults.py" in boxes[0].detailedText()
    boxes[0].close()
    assert "a fault of ours" in log.read_text(encoding="utf-8")
    assert built.pages.write.editor.toPlainText() == "Dear committee"


def _raised() -> tuple[BaseException, TracebackType | None]:
    try:
        fail()
    except ZeroDivisionError as error:
        return error, error.__traceback__
    raise AssertionError


def texts_under(folder: Path) -> list[str]:
    return [p.read_text(encoding="utf-8", errors="replace") for p in folder.rglob("text") if p.is_file()]
