"""How long the window's thread is ever busy: a heartbeat beats in it while a model trains and a large import runs.

    python -m tests.benchmarks.heartbeat [--seconds 60] [--megabytes 20]

A window of its own, over a data folder of its own that is thrown away. While both go on, every page is shown in turn
and a text is typed. A gap is the time between two beats, 5 ms apart where nothing is in the way. Where one is longer
than 30 ms, what the thread did then is told, as seen from another one. On a machine with other work a gap may be the
machine's: what the thread itself computed within it stands beside it.
"""

import argparse
import os
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported
if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from corpora.builtin_corpus import NAME as BUILTIN
from corpora.builtin_corpus import documents
from ui import app, startup
from ui.train.options import TrainingOptions

BEAT_MS = 5
TELL_MS = 30
LIMIT_MS = 50


@dataclass
class Gap:
    """Time between two beats."""

    milliseconds: float
    computed: float  # of it, by this thread
    doing: str = ""


@dataclass
class Heart:
    """Beats in the thread that makes it; another thread looks where this one is when a beat is late."""

    parent: QObject
    gaps: list[Gap] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._doing = ""
        self._thread = threading.get_ident()
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._timer = QTimer(self.parent)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(BEAT_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Begin to beat."""
        self._last, self._cpu = time.perf_counter(), time.thread_time()
        self._timer.start()
        self._watcher.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()
        self._over.set()

    def _beat(self) -> None:
        now, cpu = time.perf_counter(), time.thread_time()
        self.gaps.append(Gap((now - self._last) * 1000, (cpu - self._cpu) * 1000, self._doing))
        self._last, self._cpu, self._doing = now, cpu, ""

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            if (time.perf_counter() - self._last) * 1000 > TELL_MS and not self._doing:
                frame = sys._current_frames().get(self._thread)
                if frame is not None:
                    ours = [f for f in traceback.extract_stack(frame) if "/ui/" in f.filename]
                    self._doing = " > ".join(f"{Path(f.filename).name}:{f.lineno}" for f in ours[-3:])


def main() -> int:
    """Print the longest gaps, and return 1 where one was over the limit by what the thread computed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--megabytes", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WORDRNN_HOME"] = str(Path(scratch) / "home")
        gaps = measure(Path(scratch), options.seconds, options.megabytes)
    longest = sorted(gaps, key=lambda gap: -gap.milliseconds)
    late = sum(gap.milliseconds > LIMIT_MS for gap in gaps)
    print(f"{len(gaps)} beats; {late} gaps over {LIMIT_MS} ms")
    print(
        f"longest gap {longest[0].milliseconds:.0f} ms; most computed in one {max(g.computed for g in gaps):.0f} ms"
    )
    for gap in longest[:8]:
        print(f"  {gap.milliseconds:6.1f} ms, {gap.computed:6.1f} ms computed  {gap.doing}")
    return int(max(gap.computed for gap in gaps) > LIMIT_MS)


def measure(scratch: Path, seconds: float, megabytes: int) -> list[Gap]:
    """Return the gaps of a session that trains, imports, turns pages and types."""
    folder = write_texts(scratch / "texts", megabytes)
    startup.let_the_window_first()
    application = QApplication([])
    application.setStyle("Fusion")
    built = app.build(application, dark=False)
    built.window.resize(1280, 800)
    built.window.show()
    built.start()
    for name in built.window.pages:  # what is made at the first visit is measured by itself, below
        built.window.show_page(name)
        application.processEvents()
    built.pages.train.current.start(TrainingOptions("heartbeat", (BUILTIN,), minutes=seconds / 20))
    process = built.pages.train.process
    assert process is not None
    told: list[str] = []
    process.event_received.connect(lambda event: told.append(str(event["event"])))
    process.finished.connect(lambda outcome: told.append(f"outcome: {outcome}"))
    built.pages.corpora.add_paths([folder])
    heart = Heart(built.window)
    pages = list(built.window.pages)
    letters = iter("It was a cold morning and the quick brown fox looked at the lazy dog. " * 1000)

    def act() -> None:
        act.number += 1
        if act.number % 10:
            if built.window.current_page() == "write":
                QTest.keyClicks(built.pages.write.editor, next(letters))
        else:
            built.window.show_page(pages[act.number // 10 % len(pages)])

    act.number = 0
    hand = QTimer(built.window)
    hand.setInterval(120)
    hand.timeout.connect(act)
    QTimer.singleShot(round(seconds * 1000), lambda: application.exit(0))
    heart.start()
    hand.start()
    application.exec()
    hand.stop()
    heart.stop()
    built.pages.write.editor.document().setModified(False)
    print(f"the training told {len(told)} events, the last: {', '.join(told[-3:])}")
    print(f"training: {'going on' if built.pages.train.is_training else 'ended'}; import: "
          f"{'going on' if built.pages.corpora.is_importing else 'ended'}")  # fmt: skip
    built.pages.corpora.adding.cancel()
    if process is not None and process.is_running:
        process.finished.connect(lambda _: application.exit(0))
        process.discard()
        application.exec()
    built.close()
    return heart.gaps


def write_texts(folder: Path, megabytes: int) -> Path:
    """Return a folder with files of a megabyte each."""
    folder.mkdir()
    text = "\n\n".join(document.text for document in documents())
    text = (text * (1_000_000 // len(text) + 1))[:1_000_000]
    for number in range(megabytes):
        (folder / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
