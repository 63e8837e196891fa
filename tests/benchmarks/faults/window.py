"""Opens the app over the data folder that the environment names, writes into it with learning on, saves, and closes it.

    python -m tests.benchmarks.faults.window

Whatever the app says meanwhile is told. The exit code is 1 where it did not predict, or said that something went wrong
that nobody expected.
"""

import logging
import os
import sys
import time

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from ui import app, errors
from ui.settings import Settings
from wordrnn.home import data_folder

_PATIENCE = 60.0


def main() -> int:
    """Return the exit code."""
    application = QApplication([])
    application.setStyle("Fusion")
    errors.log_to(errors.log_path(data_folder()))
    Settings(data_folder())
    unexpected: list[str] = []
    built = app.build(application, dark=False)

    def on_fault(error: BaseException) -> None:
        unexpected.append(repr(error))
        logging.getLogger("wordrnn").error("unexpected", exc_info=error)

    errors.ExceptionHook(on_fault, application).install()
    built.settings.learn = True
    built.settings.delay = 0
    built.window.show()
    built.start()
    editor = built.pages.write.editor
    editor.setFocus()
    predicted: list[object] = []
    built.prediction.answered.connect(predicted.append)
    end = time.monotonic() + _PATIENCE
    while built.prediction.predictor is None and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    for letter in "The cat sat. The dog ":
        QTest.keyClicks(editor, letter)
        application.processEvents()
    while not predicted and time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)
    built.pages.write.desk.keep()
    built.learning_desk.watch.learn_rest()
    for name in built.window.pages:
        built.window.show_page(name)
    for _ in range(150):
        application.processEvents()
        time.sleep(0.01)
    built.learning.forget(["dog"])  # which is saved at once
    for _ in range(150):
        application.processEvents()
        time.sleep(0.01)
    for box in built.window.findChildren(QMessageBox):
        print(f"said: {box.text()} {box.informativeText()}")
        box.close()
    editor.document().setModified(False)
    built.close()
    if not predicted:
        unexpected.append("nothing was predicted")
    for each in unexpected:
        print(f"unexpected: {each}", file=sys.stderr)
    return int(bool(unexpected))


if __name__ == "__main__":
    sys.exit(main())
