import logging
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from ui import errors
from wordrnn.errors import ModelError


def test_one_sentence_with_details_folded(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = errors.show_error(parent, ModelError("no-model", path="x"), "The model could not be opened.")
    assert box.text() == "The model could not be opened."
    assert "There is no model at x" in box.informativeText()
    assert box.detailedText() == "no-model(path='x')"
    copy = next(button for button in box.buttons() if button.text() == "Copy details")
    copy.click()
    assert "no-model" in QGuiApplication.clipboard().text()
    assert box.isVisible(), "copying leaves it open"
    box.close()


def test_enter_closes_it(qtbot: QtBot) -> None:
    box = errors.show_error(None, ValueError("x"))
    qtbot.addWidget(box)
    default = box.defaultButton()
    assert box.standardButton(default) is QMessageBox.StandardButton.Close
    box.close()


def test_a_fault_of_ours_is_said_plainly() -> None:
    try:
        raise ZeroDivisionError("x")
    except ZeroDivisionError as error:
        assert "ZeroDivisionError" in errors.sentence_for(error)
        assert "test_errors.py" in errors.details_of(error)


def test_what_nobody_caught_is_reported_once(qtbot: QtBot) -> None:
    reported: list[BaseException] = []
    hook = errors.ExceptionHook(lambda error: reported.append(error))
    logging.disable()  # what is logged here is meant
    for _ in range(3):
        hook._on_exception(ValueError, ValueError("x"), None)
    qtbot.waitUntil(lambda: bool(reported))
    logging.disable(logging.NOTSET)
    assert len(reported) == 1


def test_the_log_is_a_file(tmp_path: Path) -> None:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    errors.log_to(tmp_path / "logs" / "app.log")
    logging.getLogger("wordrnn.ui").error("noted")
    for handler in [h for h in root.handlers if h not in before]:
        root.removeHandler(handler)
        handler.close()
    root.setLevel(level)
    assert "noted" in (tmp_path / "logs" / "app.log").read_text(encoding="utf-8")
