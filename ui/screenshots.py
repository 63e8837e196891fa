"""Renders every page with what is in the library, light and dark, at 100 % and at 200 % of the font's size.

`python -m ui.screenshots OUT` writes PNG files into the folder OUT.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from ui import app, startup

SIZE = QSize(1280, 800)
PROMPT = "I wanted to write before the end of the week.\nThank you for your "
_SETTLE_MS = 1200


def main(arguments: Sequence[str]) -> int:
    """Write the pictures and return the exit code."""
    if len(arguments) != 1:
        print("usage: python -m ui.screenshots OUT", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    if not startup.has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QApplication([])
    application.setStyle("Fusion")
    built = app.build(application, dark=False)
    built.window.resize(SIZE)
    built.window.show()
    built.start()
    wait(_SETTLE_MS)
    base = QFont(application.font())
    base.setPixelSize(max(14, QFontInfo(base).pixelSize()))
    for percent in (100, 200):
        font = QFont(base)
        font.setPixelSize(base.pixelSize() * percent // 100)
        built.theme.set_base_font(font)
        for dark in (False, True):
            built.theme.set_dark(dark)
            _take(built, out, f"{'dark' if dark else 'light'}-{percent}")
    built.close()
    return 0


def wait(milliseconds: int) -> None:
    """Let the application run for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _take(built: app.App, out: Path, ending: str) -> None:
    window = built.window
    window.resize(SIZE)
    built.pages.write.panel.restraint.sure.setValue(5)
    for name in window.pages:
        window.show_page(name)
        if name == "write":
            built.pages.write.editor.set_text(PROMPT)
        wait(_SETTLE_MS)
        window.grab().save(str(out / f"{name}-{ending}.png"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
