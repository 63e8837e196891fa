"""Seconds until something can be used: the package, an answer on the command line, a window that predicts.

    python tests/benchmarks/start.py [--model M] [--runs 5]

Each is a process of its own; the median and the best of the runs are printed. The window counts from the start of its
process to the moment from which it predicts, and to the first suggestions for a text that is typed into it then, which
come once the keys have rested for 120 ms; and it tells how much memory it holds.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

WINDOW = """
import os, sys, time
from ui import startup
startup.limit_threads()
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui import app
application = QApplication([])
application.setStyle("Fusion")
built = app.build(application)
ready = None
def since():
    return time.time() - float(os.environ["STARTED"])
def answered(answer):
    seconds = since()
    import resource
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    assert answer.suggestions and "tensorflow" not in sys.modules
    print(ready, seconds, megabytes, flush=True)
    application.exit(0)  # quit() would ask what is to become of the text
built.prediction.answered.connect(answered)
def loaded(*_):
    global ready
    ready = ready or since()
    from PySide6.QtTest import QTest
    built.window.activateWindow()
    built.pages.write.editor.setFocus()
    if not built.pages.write.editor.hasFocus():
        QTimer.singleShot(5, loaded)
        return
    QTest.keyClicks(built.pages.write.editor, "It was a cold mor")
built.loader.loaded.connect(loaded)
built.window.show()
QTimer.singleShot(0, built.start)
QTimer.singleShot(10000, lambda: application.exit(3))
code = application.exec()
sys.stdout.flush()
os._exit(code)  # without a look back: Python takes the objects apart in any order
"""


def main() -> None:
    """Print a line for each of the three."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--model", help="a model's name or folder; otherwise the active model")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    model = ["--model", options.model] if options.model else []
    python = sys.executable
    commands = {
        "python -c pass": [python, "-c", "pass"],
        "import wordrnn": [python, "-c", "import wordrnn"],
        "wordrnn predict": [python, "-m", "ui", "predict", "It was a cold mor", *model],
    }
    for name, command in commands.items():
        seconds = [timed(command) for _ in range(options.runs)]
        print(f"{name:18} median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s")
    windows = [window() for _ in range(options.runs)]
    for name, seconds in zip(
        ("window predicts", "typed, answered"), list(zip(*windows, strict=True)), strict=False
    ):
        print(f"{name:18} median {statistics.median(seconds):.2f} s, best {min(seconds):.2f} s")
    print(f"with the active model, {max(megabytes for *_, megabytes in windows):.0f} MB")


def timed(command: list[str]) -> float:
    """Return the seconds that `command` takes."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=dict(os.environ))
    return time.perf_counter() - start


def window() -> tuple[float, float, float]:
    """Return the seconds until a window predicts, and has predicted, and the megabytes it holds then."""
    environment = dict(os.environ, STARTED=str(time.time()), QT_LOGGING_RULES="qt.qpa.*=false")
    if not environment.get("DISPLAY"):
        environment["QT_QPA_PLATFORM"] = "offscreen"
    result = subprocess.run(
        [sys.executable, "-c", WINDOW], check=True, stdout=subprocess.PIPE, text=True, env=environment
    )
    ready, answered, megabytes = map(float, result.stdout.split())
    return ready, answered, megabytes


if __name__ == "__main__":
    main()
