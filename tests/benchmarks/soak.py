"""Types for hours: does the app stay as small and as quick as it was, and what it learned right?

    python -m tests.benchmarks.soak TEXT [--words 200000] [--different 20000] [--small] [--seed 1]

The whole app over a data folder of its own that is thrown away, with learning on. A typist (typist.py) writes the
paragraphs of TEXT with keys only, takes words that are offered, errs, undoes; saves; begins new documents and goes on
in old ones; and changes between two models, the starter and an n-gram of TEXT (with
--small both are n-grams). After `--different` words the paragraphs come again in another order, so
that what is learned, which has to grow with what is new, grows no more, and any other growth is a leak.

Exit code 1 where the memory of the app changed by over 5 MB after the first fifth (medians of each fifth), where
letters became slower, where a document holds anything but what was written, or where what was learned is not what a
recount of it gives. An interrupt (SIGINT, SIGTERM) ends it with the report of what was done.
"""

import argparse
import gc
import itertools
import os
import random
import signal
import sys
import tempfile
import time
from array import array
from collections.abc import Generator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported
if not os.environ.get("DISPLAY"):
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.benchmarks.recount import Recount
from tests.benchmarks.typist import AT_ONCE, Hand, Script, Tally, Typist, Wait
from ui import app, startup
from ui.garbage import GarbageCollector
from wordrnn import home, library, model_folder, starter_model
from wordrnn.memory import file as memory_file
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import Tokenizer

FIRST, SECOND = "first", "second"
WARM_UP = 0.2  # of the words
ENOUGH = 20_000  # words, before which size and speed are told and not judged
GROWTH_MB = 5.0
SLOWER = (
    (50, 1.25),
    (99, 2.0),
)  # percentile of a letter, what it may take in the last tenth of that in the first
_DOCUMENT = 800  # words until it is saved
_LONGEST = 4_000  # words, after which a document is left alone
_DOCUMENTS = 12
_MODEL_EVERY = 5_000  # words
_SAMPLES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """The process at one moment of a round: an empty document, and the model about to be changed for the other one.

    By then the cache of the text gone by is full, which begins anew, some 10 MB smaller, with each change.
    """

    words: int
    minutes: float
    anonymous: float  # MB
    mapped: float  # MB of files
    entries: int  # what is learned: words, and what followed
    widgets: int

    @property
    def megabytes(self) -> float:
        """All that is resident."""
        return self.anonymous + self.mapped


@dataclass
class Report:
    """What came of a session."""

    tally: Tally
    looks: list[Look] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def fifths(self) -> list[list[float]]:
        """Return the MB of the looks after the warm-up, by the fifth of the words that they were taken in."""
        found: list[list[float]] = [[] for _ in range(round(1 / WARM_UP))]
        for look in self.looks:
            place = min(len(found) - 1, int(look.words / max(1, self.tally.words) * len(found)))
            found[place].append(look.megabytes)
        return [each for each in found[1:] if each]

    def growth(self) -> float:
        """Return the most MB by which the median of a later fifth differs from that of the first after the warm-up.

        The median, for where a model happens to be put in memory makes 25 MB of difference to a look, and none to the
        next one.
        """
        medians = [float(np.median(each)) for each in self.fifths()]
        return max((abs(size - medians[0]) for size in medians), default=0.0)

    def tenths(self, letters: "array[float]") -> "tuple[array[float], array[float]]":
        """Return the first tenth of `letters` and the last one."""
        tenth = max(1, len(letters) // 10)
        return letters[:tenth], letters[-tenth:]


class Session:
    """A day at the app, or a year: what the typist does between the words."""

    def __init__(
        self,
        built: app.App,
        folder: Path,
        paragraphs: Iterator[list[str]],
        words: int,
        rng: random.Random,
        models: tuple[str, str],
    ) -> None:
        self.built = built
        self.report = Report(Tally())
        self.recount = Recount(built.learning)
        self._write = built.pages.write
        self._folder = folder
        self._paragraphs = paragraphs
        self._words = words
        self._rng = rng
        self._first, self._second = models
        self._begun = time.monotonic()
        self._written: dict[Path, list[str]] = {}
        self._model_every = min(_MODEL_EVERY, words // 3)  # a short session has all of it, too
        self._next_model = self._model_every
        self._document = min(_DOCUMENT, max(words // 6, 10))
        self._typist = Typist(self._write.editor, self.report.tally, rng)

    def stop(self) -> None:
        """Come to an end with the paragraph that is being written."""
        self._words = 0

    def script(self) -> Script:
        """Yield what to wait for, from the first word to the last."""
        tally = self.report.tally
        yield lambda: self.built.learning.predictor is not None
        while tally.words < self._words:
            path = yield from self._begin_document()
            yield from self._write_into(path)
            yield from self._save(path)
            if tally.words >= self._next_model:
                self._next_model += self._model_every
                yield from self._look()
                if tally.words < self._words:
                    yield from self._change_models()
                else:
                    return
        yield from self._look()

    def _begin_document(self) -> Generator[Wait, None, Path]:
        """Go on in a document of before, or begin another; gives back where it is."""
        open_ones = [path for path, words in self._written.items() if len(words) < _LONGEST]
        desk = self._write.desk
        if open_ones and self._rng.random() < 0.5:
            path = self._rng.choice(open_ones)
            opened: list[bool] = []
            connection = desk.opened.connect(lambda: opened.append(True))
            self._write.open_path(path)
            yield lambda: bool(opened)
            desk.disconnect(connection)
            self._compare(path, self._write.editor.toPlainText())
            QTest.keyClick(self._write.editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
        else:
            path = self._folder / f"{len(self._written) % _DOCUMENTS}.txt"
            while len(self._written) >= _DOCUMENTS:
                oldest = next(iter(self._written))
                del self._written[oldest]
                path = oldest
            path.unlink(missing_ok=True)
            self._written[path] = []
            QTest.keyClick(self._write.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        yield AT_ONCE
        return path

    def _write_into(self, path: Path) -> Script:
        goal = self.report.tally.words + self._rng.randint(self._document // 2, self._document * 3 // 2)
        while self.report.tally.words < min(goal, self._words):
            paragraph = next(self._paragraphs)
            yield from self._typist.paragraph(paragraph)
            self._written[path] += paragraph

    def _save(self, path: Path) -> Script:
        desk = self._write.desk
        if desk.path is None:
            desk._ask.where_to_save = lambda start: path  # what a person would answer to the system's dialog
        QTest.keyClick(self._write.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
        yield lambda: not desk.is_modified
        self._compare(path, path.read_text(encoding="utf-8"))

    def _compare(self, path: Path, text: str) -> None:
        """Note where a document holds anything but what was written into it."""
        found, written = text.split(), self._written[path]
        if found != written:
            pairs = itertools.zip_longest(found, written, fillvalue="nothing")
            at, (got, expected) = next((n, pair) for n, pair in enumerate(pairs) if pair[0] != pair[1])
            self.report.faults.append(f"{path.name}, word {at}: expected {expected}, got {got}")
            self._written[path] = found

    def _change_models(self) -> Script:
        """Write for a while with the other model, then go on with this one."""
        for name in (self._second, self._first):
            loaded: list[str] = []
            connection = self.built.loader.loaded.connect(lambda name, _, to=loaded: to.append(name))
            action = next(a for a in self._write._model_menu.actions() if a.text() == name)
            action.trigger()
            yield lambda to=loaded: bool(to) and self.built.learning.predictor is not None
            self.built.loader.disconnect(connection)
            if loaded != [name]:
                self.report.faults.append(f"the model {name} was not opened, but {loaded}")
            if name == self._second:
                path = yield from self._begin_document()
                yield from self._write_into(path)
                yield from self._save(path)

    def _look(self) -> Script:
        QTest.keyClick(self._write.editor, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        samples: list[dict[str, float]] = []
        for _ in range(_SAMPLES):
            yield 600  # garbage is collected twice a second
            gc.collect()
            samples.append(resident())
        sizes = min(samples, key=lambda each: sum(each.values()))  # what is learned may just be being saved
        memory = self.built.learning._memory
        entries = 0 if memory is None else len(memory.words) + memory._ngrams
        tally = self.report.tally
        look = Look(
            tally.words,
            (time.monotonic() - self._begun) / 60,
            sizes["RssAnon"],
            sizes["RssFile"] + sizes["RssShmem"],
            entries,
            len(QApplication.allWidgets()),
        )
        self.report.looks.append(look)
        recent = tally.processor[-2000:]
        p50, p99 = np.percentile(recent, [50, 99]) if recent else (0, 0)
        print(
            f"{look.words:7,} words {look.minutes:6.1f} min  {look.anonymous:6.1f} + {look.mapped:5.1f} MB  "
            f"{look.entries:7,} learned  {look.widgets} widgets  {tally.taken / max(1, tally.words):4.0%} taken  "
            f"letter p50 {p50:4.1f} p99 {p99:4.1f} ms of the processor",
            flush=True,
        )


def resident() -> dict[str, float]:
    """Return the MB of this process by kind."""
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    pairs = (line.split(":", 1) for line in lines if line.startswith("Rss"))
    return {name: int(value.split()[0]) / 1024 for name, value in pairs}


def paragraphs_of(text: str, words: int, rng: random.Random) -> Iterator[list[str]]:
    """Yield paragraphs without end: those of the first `words` words, again and again in another order."""
    found: list[list[str]] = []
    count = itertools.count()
    total = 0
    for block in text.split("\n\n"):
        paragraph = block.split()
        if paragraph and total < words:
            found.append(paragraph[:200])
            total += len(found[-1])
    for number in count:
        if number:
            rng.shuffle(found)
        yield from found


def make_model(name: str, text: str) -> None:
    """Publish an n-gram of `text` as the model `name`."""
    folder = home.models_folder() / name
    folder.mkdir(parents=True)
    tokenizer = Tokenizer.fit([text], vocabulary_size=8000)
    NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size).save(model_folder.ngram_folder(folder))
    model_folder.publish(
        folder,
        created="2026-01-01T00:00:00+00:00",
        tokenizer=tokenizer,
        config=None,
        weights=None,
        mixture={"ngram": 1.0},
        training={"corpus": "soak"},
        metrics={},
        history="",
        card=f"# {name}\n",
    )


def soak(text: str, words: int, different: int, seed: int, small: bool = False) -> Report:
    """Return what came of typing `words` words; WORDRNN_HOME is a folder to throw away."""
    rng = random.Random(seed)
    folder = home.data_folder() / "texts"
    folder.mkdir(parents=True)
    first = FIRST if small or starter_model.folder() is None else starter_model.NAME
    make_model(SECOND, text[: len(text) // 2])
    if first == FIRST:
        make_model(FIRST, text[len(text) // 2 :])
    library.set_active(first)
    startup.let_the_window_first()
    startup.return_memory()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    built = app.build(application, dark=False)
    built.settings.delay = 0
    built.settings.learn = True
    built.settings.introduced = True
    garbage = GarbageCollector(application)
    garbage.start()
    built.window.resize(1280, 800)
    built.window.show()
    built.start()
    built.pages.write.editor.setFocus()
    session = Session(built, folder, paragraphs_of(text, different, rng), words, rng, (first, SECOND))
    hand = Hand(session.script(), built.prediction, session.report.tally, built.window)
    hand.start()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: session.stop())
    application.exec()
    built.pages.write.editor.document().setModified(False)
    session.recount.stretches_left(built.learning_desk.watch)
    built.window.close()
    built.close()
    garbage.stop()
    if hand.error is not None:
        raise hand.error
    session.report.faults += session.recount.faults(memory_file.load())
    print(session.recount.summary(session.report.tally.words))
    return session.report


def judge(report: Report) -> list[str]:
    """Return what is wrong."""
    faults = list(report.faults)
    if report.tally.in_vain:
        faults.append(f"{report.tally.in_vain} answers never came")
    if report.tally.words < ENOUGH:
        return faults
    if len(report.fifths()) < 2:
        faults.append("too few looks behind the warm-up to tell of growth")
    if report.growth() > GROWTH_MB:
        faults.append(f"the memory of the process changed by {report.growth():.1f} MB after the warm-up")
    tenths = report.tenths(report.tally.processor)
    for share, most in SLOWER if tenths[0] else ():
        before, after = (float(np.percentile(part, share)) for part in tenths)
        if after > most * before + 1:
            faults.append(
                f"percentile {share} of a letter rose from {before:.1f} to {after:.1f} ms of the processor"
            )
    return faults


def main() -> int:
    """Run the session; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("text", type=Path)
    parser.add_argument("--words", type=int, default=200_000)
    parser.add_argument("--different", type=int, default=20_000)
    parser.add_argument("--small", action="store_true", help="n-grams of the text only, to be quick")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n")
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["WORDRNN_HOME"] = str(Path(scratch) / "home")
        report = soak(text, options.words, options.different, options.seed, options.small)
    tally = report.tally
    print(
        f"{tally.words:,} words with {tally.keys:,} keys, {tally.taken:,} taken, {tally.mistakes} mistakes, "
        f"{tally.undone} undone; {len(tally.clock):,} letters looked up after"
    )
    for number, sizes in enumerate(report.fifths(), start=2):
        told = f"{min(sizes):.1f} to {max(sizes):.1f}, median {np.median(sizes):.1f} MB"
        print(f"memory of the process in fifth {number}: {told}")
    print(f"memory of the process after the warm-up: ± {report.growth():.1f} MB")
    parts = zip(("first", "last"), report.tenths(tally.clock), report.tenths(tally.processor), strict=True)
    for name, by_clock, by_processor in parts:
        clock, processor = np.percentile(by_clock, [50, 99]), np.percentile(by_processor, [50, 99])
        print(
            f"{name} tenth: letter to painted answer p50 {clock[0]:.1f} ms, p99 {clock[1]:.1f} ms by the clock; "
            f"p50 {processor[0]:.1f} ms, p99 {processor[1]:.1f} ms of the processor"
        )
    faults = judge(report)
    for fault in faults:
        print(f"FAILED: {fault}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
