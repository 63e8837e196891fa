"""Renders every page with what is in the library, light and dark, at 100 % and at 200 % of the font's size.

`python -m ui.screenshots OUT [--language de]` writes PNG files into the folder OUT. Have a model in use, and corpora
and runs in the library, for the pages to be full: Train shows the latest run again. The document that is evaluated is
written here.
"""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QWidget

from ui import app, startup
from ui.help.about import About
from ui.language import translation
from ui.main_window import MainWindow
from ui.train.run_view import RunView
from wordrnn.home import models_folder

SIZE = QSize(1280, 800)
PROMPT = "I wanted to write before the end of the week.\nThank you for your "
DOCUMENT = """Dear Anna, thank you for the long letter and for the seeds, which came on Tuesday in perfect order. We put
them into the boxes by the kitchen window the same evening, and the children have looked for leaves every morning since.

The house is quiet this week. Peter is at work until Friday, and I have promised myself to finish the accounts before he
is back. In the evenings I walk down to the harbour, where the first boats are being painted for the summer.
"""
BEGINNING = "It was a cold morning"
_SETTLE_MS = 700
_LONGEST_MS = 60_000


def main(arguments: Sequence[str]) -> int:
    """Write the pictures and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m ui.screenshots", description="Render every page.")
    parser.add_argument("out", type=Path)
    parser.add_argument("--language", default="en", choices=("en", "de"))
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    if not startup.has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    application.setStyle("Fusion")
    translation.install(application, options.language)
    built = app.build(application, dark=False)
    built.window.resize(SIZE)
    built.window.show()
    built.start()
    wait(_SETTLE_MS)
    fill(built)
    base = QFont(application.font())
    base.setPixelSize(max(14, QFontInfo(base).pixelSize()))
    run = latest_run(models_folder())
    for percent in (100, 200):
        font = QFont(base)
        font.setPixelSize(base.pixelSize() * percent // 100)
        built.theme.set_base_font(font)
        for dark in (False, True):
            built.theme.set_dark(dark)
            _take(built, run, options.out, f"{'dark' if dark else 'light'}-{percent}")
    built.pages.write.editor.document().setModified(False)
    built.window.close()
    built.close()
    return 0


def fill(built: app.App) -> None:
    """Have every page show something: a text, the runs there were, a document that is evaluated, one generated."""
    pages = built.pages
    for name in built.window.pages:  # what a page reads at its first visit comes later
        built.window.show_page(name)
        wait(_SETTLE_MS)
    pages.write.editor.set_text(PROMPT)
    pages.generate.prompt.setPlainText(BEGINNING)
    pages.generate.generate()
    wait_until(lambda: not pages.generate.is_running)
    pages.evaluate.evaluate_text(DOCUMENT)
    wait_until(lambda: bool(pages.evaluate.run.results()) and pages.evaluate.run.running is None)
    built.window.show_page("lab")
    for name, tab in pages.lab.tabs.items():
        pages.lab.show_tab(name)
        tab.fill_for_picture()
        wait_until(lambda tab=tab: tab.has_data)


def wait(milliseconds: int) -> None:
    """Let the application run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_until(is_so: Callable[[], bool]) -> None:
    """Let the application run until `is_so`, a minute at the most."""
    for _ in range(_LONGEST_MS // 100):
        wait(100)
        if is_so():
            return


def latest_run(models: Path) -> RunView:
    """Return the run that told something last, from the log in its model's folder; an empty one where there is none."""
    view = RunView()
    logs = sorted(models.glob("*/training/events.jsonl"), key=lambda path: path.stat().st_mtime)
    for line in logs[-1].read_text(encoding="utf-8").splitlines() if logs else ():
        view.apply(json.loads(line))
    return view


def _take(built: app.App, run: RunView, out: Path, ending: str) -> None:
    window, write = built.window, built.pages.write
    window.resize(SIZE)
    built.settings.sure = 0.05
    for name in window.pages:
        window.show_page(name)
        if name == "write":
            window.activateWindow()
            write.editor.setFocus()
            wait(_SETTLE_MS)
            write.editor.ask(by_key=True)
            wait_until(lambda: bool(write.editor.ghost_text))
        elif name == "train":
            built.pages.train.panel.show_run(run)
        for tab in built.pages.lab.tabs if name == "lab" else ("",):
            if tab:
                built.pages.lab.show_tab(tab)
            wait(_SETTLE_MS)
            window.grab().save(str(out / f"{'-'.join(filter(None, (name, tab)))}-{ending}.png"))
    for name, dialog in _dialogs(built, window):
        dialog.show()
        wait(_SETTLE_MS // 2)
        dialog.grab().save(str(out / f"{name}-{ending}.png"))
        dialog.close()


def _dialogs(built: app.App, window: MainWindow) -> list[tuple[str, QWidget]]:
    return [("introduction", built.introduce()), ("about", About(built.theme, window))]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
