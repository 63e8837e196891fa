"""Milliseconds from a letter typed into the editor to the painted window with its prediction.

    python -m tests.benchmarks.letter_to_screen TEXT [--model FOLDER] [--letters N] [--vocabulary 33000]

Without a model, one of the size of a real one is made (see keystroke.py). The delay that the settings put before a
prediction is 0 here. The clock runs from the key to the end of the painting that follows the answer.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported
if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.keystroke import random_model
from ui import app
from wordrnn.predictor import Predictor


class Painted(QObject):
    """Ends `loop` after the window has painted what came with an answer."""

    def __init__(self, built: app.App, loop: QEventLoop) -> None:
        super().__init__(built.window)
        self._loop = loop
        self._answered = False
        built.prediction.answered.connect(self._on_answered)
        built.window.installEventFilter(self)

    def begin(self) -> None:
        """Forget what came before."""
        self._answered = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint now, where an answer has come, and say when that is done."""
        if event.type() == QEvent.Type.UpdateRequest and self._answered:
            self._answered = False
            watched.removeEventFilter(self)
            watched.event(event)  # paints
            watched.installEventFilter(self)
            self._loop.quit()
            return True
        return False

    def _on_answered(self) -> None:
        self._answered = True


def main() -> None:
    """Print the median, the 99th percentile and the worst."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--letters", type=int, default=1000)
    parser.add_argument("--vocabulary", type=int, default=33_000)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace")
    predictor = (
        Predictor.open(options.model) if options.model else random_model(text, options.vocabulary, None)
    )
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WORDRNN_HOME"] = scratch
        plain = text.encode("ascii", "ignore").decode()  # what a test can type
        times, shown = measure(predictor, " ".join(plain.split())[: options.letters])
    if not times:
        sys.exit("nothing was typed")
    p50, p99 = np.percentile(times, [50, 99])
    print(f"vocabulary {predictor.tokenizer.vocab_size:,}, {len(times)} letters, {shown} with grey words")
    print(f"letter to screen: p50 {p50:.1f} ms, p99 {p99:.1f} ms, worst {max(times):.1f} ms")


def measure(predictor: Predictor, text: str) -> tuple[list[float], int]:
    """Return the milliseconds of each letter, and after how many of them a prediction was shown."""
    application = QApplication([])
    application.setStyle("Fusion")
    built = app.build(application, dark=False)
    built.settings.sure = 0.0
    built.settings.delay = 0
    built.window.resize(1280, 800)
    built.window.show()
    built.window.activateWindow()
    write = built.pages.write
    built.prediction.set_predictor(predictor)
    write.set_models(["model"], "model")
    write.set_predictor_state("model")
    write.editor.setFocus()
    loop = QEventLoop()
    painted = Painted(built, loop)
    QTimer.singleShot(500, loop.quit)
    loop.exec()
    late = QTimer(built.window)
    late.setSingleShot(True)
    late.setInterval(1000)
    late.timeout.connect(loop.quit)
    times, shown = [], 0
    for letter in text:
        painted.begin()
        late.start()
        begin = time.perf_counter()
        QTest.keyClicks(write.editor, letter)
        loop.exec()
        if late.isActive():  # otherwise nothing was predicted here
            times.append((time.perf_counter() - begin) * 1000)
            shown += bool(write.editor.ghost_text)
    write.editor.document().setModified(False)
    built.close()
    return times, shown


if __name__ == "__main__":
    main()
