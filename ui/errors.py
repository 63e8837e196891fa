"""What the app does with errors: one dialog with the details folded, and a log of those nobody expected."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QTextEdit, QWidget

from ui.language.translation import translate
from wordrnn import __version__
from wordrnn.errors import WordrnnError

_log = logging.getLogger("wordrnn.ui")


def sentence_for(error: BaseException) -> str:
    """Return one sentence for the user: what an error of ours says, or that something went wrong here."""
    if isinstance(error, WordrnnError):
        from ui.language.error_sentences import worded

        return worded(error)
    text = translate(
        "ErrorDialog", "Something went wrong inside wordrnn ({kind}). Your text and models are untouched."
    )
    return text.format(kind=type(error).__name__)


def details_of(error: BaseException) -> str:
    """Return what a report needs: the traceback, or the code and its parameters, and what they come from."""
    if isinstance(error, WordrnnError) and error.__cause__ is None:
        return str(error)
    return "".join(traceback.format_exception(error))


def show_error(parent: QWidget | None, error: BaseException, happening: str = "") -> QMessageBox:
    """Show one sentence on `error`, its details folded and ready to be copied; gives back the open dialog."""
    text = sentence_for(error)
    details = details_of(error)
    _log.error("%s: %s", happening or "error", details)
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("wordrnn")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(happening or text)
    if happening:
        box.setInformativeText(text)
    box.setDetailedText(details)
    copy = box.addButton(translate("ErrorDialog", "Copy details"), QMessageBox.ButtonRole.ActionRole)
    copy.clicked.disconnect()  # copying does not close the dialog
    report = f"{happening or text}\n{text if happening else ''}\n{details}\n{versions()}"
    copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report))
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Close))
    for child in box.buttons():
        child.setAccessibleName(child.text().replace("&", ""))
    for view in box.findChildren(QTextEdit):
        view.setAccessibleName(translate("ErrorDialog", "Details"))
    box.open()
    return box


def versions() -> str:
    """Return what a report needs to know of this installation, in a line."""
    return " · ".join(f"{name} {version}" for name, version in installed().items())


def installed() -> dict[str, str]:
    """Return the versions of what the app stands on, by name."""
    import importlib.metadata  # a fiftieth of a second at every start, for what is seldom asked

    names = ("PySide6-Essentials", "numpy", "tokenizers", "keras", "tensorflow-cpu", "tensorflow")
    found = {"wordrnn": __version__, "Python": platform.python_version()}
    for name in names:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {**found, platform.system(): platform.release()}


def log_path(folder: Path) -> Path:
    """Return the file of the log in the data folder `folder`."""
    return folder / "logs" / "app.log"


def log_to(path: Path) -> None:
    """Write the log of the app to the file `path`; it never grows past a megabyte."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=500_000, backupCount=1, encoding="utf-8")
    except OSError:
        return  # a full or read-only disk must not keep the window from opening
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)


class ExceptionHook(QObject):
    """Catches what nobody caught, in any thread, and reports it once in the window's thread."""

    _caught = Signal(object)

    def __init__(self, report: Callable[[BaseException], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._busy = False
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Take the place of Python's own hooks."""
        sys.excepthook = self._on_exception
        threading.excepthook = lambda args: self._on_exception(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.critical("uncaught", exc_info=(kind, error, trace))
        self._caught.emit(error)

    def _on_caught(self, error: BaseException) -> None:
        if self._busy:  # a fault while painting would otherwise open dialogs without end
            return
        self._busy = True
        box = self._report(error)
        if isinstance(box, QMessageBox):
            box.finished.connect(self._on_closed)

    def _on_closed(self) -> None:
        self._busy = False
