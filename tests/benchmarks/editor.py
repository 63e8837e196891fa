"""Opens a large text in the editor, types at its beginning, middle and end, and prints what one waits for.

    python -m tests.benchmarks.editor TEXT [--model FOLDER] [--megabytes 5] [--letters N] [--vocabulary 33000] [--lines]

Opening: seconds in all, and the longest time at a stretch that the window's thread is busy. Typing: milliseconds from a
letter to the window painted with its ghost text, beyond the delay that the settings ask for (0 here), by the clock and
in processor time, which other work on the machine changes less. The text typed is TEXT's own; the large one is TEXT
repeated, with `--lines` cut into lines of a few words each. Without a model, one of the size of a real one is made (see
keystroke.py).
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported
if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.keystroke import random_model
from tests.benchmarks.letter_to_screen import Painted
from ui import app
from wordrnn.predictor import Predictor

_NONE_MS = 500  # after which no prediction is waited for


def main() -> None:
    """Print how long opening takes, and for each place the median, the 99th percentile and the worst of its letters."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--letters", type=int, default=300)
    parser.add_argument("--vocabulary", type=int, default=33_000)
    parser.add_argument("--lines", action="store_true", help="lines of eight words instead of paragraphs")
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace")
    predictor = (
        Predictor.open(options.model) if options.model else random_model(text, options.vocabulary, None)
    )
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WORDRNN_HOME"] = scratch
        path = Path(scratch) / "large.txt"
        path.write_text(_large(text, options.megabytes, options.lines), encoding="utf-8")
        built = _window(predictor)
        _open(built, path)
        typed = " ".join(text.encode("ascii", "ignore").decode().split())[: options.letters]
        for name, place in (("beginning", 0.0), ("middle", 0.5), ("end", 1.0)):
            clock, processor, shown = _type(built, typed, place)
            print(f"{name:9} {len(clock)} letters, {shown} with ghost text")
            for kind, column in (("clock", clock), ("processor", processor)):
                p50, p99 = np.percentile(column, [50, 99]) if column else (float("nan"), float("nan"))
                print(
                    f"          {kind:9} p50 {p50:6.1f} ms   p99 {p99:6.1f} ms   worst {max(column, default=0):6.1f} ms"
                )
        built.pages.write.editor.document().setModified(False)
        built.window.close()
        built.close()


def _large(text: str, megabytes: float, lines: bool) -> str:
    if lines:
        words = text.split()
        text = "\n".join(" ".join(words[at : at + 8]) for at in range(0, len(words), 8)) + "\n"
    length = round(megabytes * 1e6)
    return (text * (length // max(1, len(text)) + 1))[:length]


def _window(predictor: Predictor) -> app.App:
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    built = app.build(application, dark=False)
    built.settings.sure, built.settings.delay = 0.0, 0
    built.window.resize(1280, 800)
    built.window.show()
    built.window.activateWindow()
    built.prediction.set_predictor(predictor)
    write = built.pages.write
    write.set_models(["model"], "model")
    write.set_predictor_state("model")
    write.editor.setFocus()
    _wait(500)
    return built


def _open(built: app.App, path: Path) -> None:
    """Open the file while a timer beats, and print the longest time between two beats."""
    beats: list[float] = []
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(time.perf_counter()))
    timer.start(1)
    loop = QEventLoop()
    built.pages.write.desk.opened.connect(loop.quit)
    begin, processor = time.perf_counter(), time.process_time()
    built.pages.write.open_path(path)
    loop.exec()
    whole, processor = time.perf_counter() - begin, time.process_time() - processor
    _wait(500)
    timer.stop()
    built.pages.write.desk.opened.disconnect(loop.quit)
    longest = max(np.diff(beats)) * 1000
    paragraphs = built.pages.write.editor.blockCount()
    print(f"opened {path.stat().st_size / 1e6:.1f} MB, {paragraphs:,} paragraphs")
    print(f"          {whole:.2f} s, {processor:.2f} s of the processor; longest stretch {longest:.0f} ms")


def _type(built: app.App, text: str, place: float) -> tuple[list[float], list[float], int]:
    """Return the milliseconds of each letter, by the clock and of the processor, and how many had ghost text."""
    editor = built.pages.write.editor
    cursor = QTextCursor(editor.document())
    cursor.setPosition(round(place * (editor.document().characterCount() - 1)))
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    cursor.insertText("\n")  # ghost text stands at the end of a line only
    editor.setTextCursor(cursor)
    _wait(300)
    loop = QEventLoop()
    painted = Painted(built, loop)
    late = QTimer(built.window)
    late.setSingleShot(True)
    late.setInterval(_NONE_MS)
    late.timeout.connect(loop.quit)
    clock: list[float] = []
    processor: list[float] = []
    shown = 0
    for letter in text:
        painted.begin()
        late.start()
        begin, worked = time.perf_counter(), time.process_time()
        QTest.keyClicks(editor, letter)
        loop.exec()
        if late.isActive() and editor.ghost_text:
            clock.append((time.perf_counter() - begin) * 1000)
            processor.append((time.process_time() - worked) * 1000)
            shown += 1
    built.window.removeEventFilter(painted)
    return clock, processor, shown


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
