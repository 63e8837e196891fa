"""The memory of what is written, in the person's hands: everything that is done to it is done here, in one thread."""

import logging
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ui.background import Background
from ui.learning.learned_words import Learned, moment_of
from ui.learning.typed_text import Stretch
from ui.settings import Settings
from wordrnn.continuation import PredictorLike, SuggestionLike
from wordrnn.errors import WordrnnError

if TYPE_CHECKING:
    from wordrnn.memory.store import Memory

SAVE_AFTER_MS = 10_000  # at most so much of what was learned is lost with a power cut
READ = 20_000
"""Characters of an opened text that help to predict, from its end."""
State = Literal["off", "on", "off-the-record", "broken"]
_log = logging.getLogger("wordrnn.ui")


class LearnerLike(PredictorLike, Protocol):
    """A predictor that can remember: the engine's."""

    def attach_memory(self, memory: "Memory | None") -> None:
        """Let `memory` have its say."""
        ...

    def learn(self, text: str, context: str = "") -> None:
        """Remember `text`, which stands behind `context`."""
        ...

    def read(self, text: str) -> None:
        """Let the words of `text` come more easily, until another memory is attached."""
        ...

    def suggestion(self, word: str, text: str) -> SuggestionLike:
        """Return `word` with the probability that it has at the end of `text`."""
        ...


class Learning(QObject):
    """Holds the one memory that every model of the app shares, teaches it, and saves it.

    Callbacks come in the window's thread. What another program saves is taken over by `refresh`, and never overwritten.
    """

    changed = Signal()  # what was learned is another
    state_changed = Signal()
    predictor_changed = Signal()
    failed = Signal(object)  # an exception; the app goes on
    _reported = Signal(object)

    def __init__(self, settings: Settings, parent: QObject | None = None, path: Path | None = None) -> None:
        """`path` is the memory's file, the user's own where it is left out."""
        super().__init__(parent)
        self._settings = settings
        self._path = path
        self._opening = threading.Lock()
        self._memory: Memory | None = None
        self._broken = False  # the file is there and cannot be used: it is left alone
        self._off_the_record = False
        self._predictor: LearnerLike | None = None
        self._ticket = 0  # of the model that was set last
        self._unsaved = False
        self._told: str | None = None  # the last failure to save, which is told once
        self._worker = Background(self, threads=1)
        self._saver = QTimer(self)
        self._saver.setSingleShot(True)
        self._saver.setInterval(SAVE_AFTER_MS)
        self._saver.timeout.connect(self.save)
        # Queued to this object, which lives in the window's thread.
        self._reported.connect(self._on_reported, Qt.ConnectionType.QueuedConnection)
        settings.changed.connect(self._on_setting_changed)

    # ---- what is in force

    @property
    def state(self) -> State:
        """Whether what is typed is learned now."""
        if self._broken:
            return "broken"
        if self._off_the_record:
            return "off-the-record"
        return "on" if self._settings.learn else "off"

    @property
    def off_the_record(self) -> bool:
        """Whether nothing may be learned or kept; until the app is closed, or this is set to False."""
        return self._off_the_record

    def set_off_the_record(self, off: bool) -> None:
        """Learn and keep nothing from now on, or go back to what the settings say."""
        if off == self._off_the_record:
            return
        self._off_the_record = off
        if self._memory is not None:
            self._memory.off_the_record = off
        self.state_changed.emit()

    @property
    def predictor(self) -> LearnerLike | None:
        """What learns; None where no model is in use, or one that cannot, or before the memory is read."""
        return self._predictor

    def set_predictor(self, predictor: PredictorLike | None) -> None:
        """Teach `predictor` from now on. It has the memory's help as soon as that is read, and predicts meanwhile."""
        self._predictor = None
        self._ticket += 1
        ticket = self._ticket
        self.predictor_changed.emit()
        if predictor is None or not hasattr(predictor, "attach_memory"):
            return
        learner = cast("LearnerLike", predictor)

        def on_done(_: Any) -> None:
            if ticket == self._ticket:
                self._predictor = learner
                self.predictor_changed.emit()
                self.changed.emit()

        self._run(learner.attach_memory, on_done)

    # ---- learning

    def learn(self, stretches: Sequence[Stretch], on_done: Callable[[], None] | None = None) -> None:
        """Learn `stretches`, each behind what stands before it."""
        predictor = self._predictor
        if predictor is None or not stretches:
            return

        def work(memory: "Memory") -> None:
            for stretch in stretches:
                predictor.learn(stretch.text, stretch.context)

        self._change(work, None if on_done is None else lambda _: on_done())

    def read(self, text: str) -> None:
        """Let the end of `text` help to predict for as long as the model stays; nothing of it is kept."""
        predictor = self._predictor
        if predictor is not None and not self._off_the_record:
            self._run(lambda memory: predictor.read(text[-READ:]), None)

    # ---- what was learned

    def look(self, on_done: Callable[[Learned], None]) -> None:
        """Hand what was learned to `on_done`, with what other programs have saved."""

        def work(memory: "Memory") -> Learned:
            self._take_over(memory)
            return moment_of(memory)

        self._run(work, on_done)

    def forget(self, words: Sequence[str], on_done: Callable[[], None] | None = None) -> None:
        """Forget `words`, as if they had never been learned."""
        self._change_and_save(lambda memory: [memory.forget(word) for word in words], on_done)

    def block(self, words: Sequence[str], on_done: Callable[[], None] | None = None) -> None:
        """Forget `words`, and never learn them again."""
        self._change_and_save(lambda memory: [memory.block(word) for word in words], on_done)

    def unblock(self, words: Sequence[str], on_done: Callable[[], None] | None = None) -> None:
        """Let `words` be learned again."""
        self._change_and_save(lambda memory: [memory.unblock(word) for word in words], on_done)

    def clear(self, keep_blocked: bool, on_done: Callable[[], None] | None = None) -> None:
        """Forget everything, and delete what was set aside because it was damaged."""

        def work(memory: "Memory") -> None:
            from wordrnn.memory import file

            self._take_over(memory)
            memory.clear(keep_blocked)
            file.clear_aside(self._path)

        self._change_and_save(work, on_done)

    def export_to(self, path: Path, on_done: Callable[[], None]) -> None:
        """Write all of it to `path`, where it can be read as plain text."""

        def work(memory: "Memory") -> None:
            from wordrnn.memory import file

            self._take_over(memory)
            file.export_to(memory, path)

        self._run(work, lambda _: on_done())

    def import_from(self, path: Path, on_done: Callable[[], None]) -> None:
        """Add what was exported to `path`."""

        def work(memory: "Memory") -> None:
            from wordrnn.memory import file

            self._take_over(memory)
            file.import_from(memory, path)

        self._change_and_save(work, on_done)

    def weigh(self, word: str, text: str, on_done: Callable[[SuggestionLike, bool], None]) -> bool:
        """Hand the probability of `word` at the end of `text`, and whether it was learned, to `on_done`.

        Gives back whether there is a model to ask.
        """
        predictor = self._predictor
        if predictor is not None:
            self._run(
                lambda memory: (predictor.suggestion(word, text), memory.knows(word)),
                lambda found: on_done(*found),
            )
        return predictor is not None

    def refresh(self) -> None:
        """Have what other programs saved meanwhile."""

        def on_done(was_changed: bool) -> None:
            if was_changed:
                self.changed.emit()

        if self._memory is not None:
            self._run(self._take_over, on_done)

    # ---- the file

    def save(self) -> None:
        """Save what is not saved yet, in the thread."""
        if self._unsaved:
            self._unsaved = False
            self._run(self._save, self._on_saved, self._on_save_failed)

    def close(self, stretches: Sequence[Stretch] = ()) -> None:
        """Wait for the thread, learn `stretches`, and save; nothing is called back any more."""
        self._saver.stop()
        self._worker.finish()
        memory, predictor = self._memory, self._predictor
        if memory is None:
            return
        try:
            for stretch in stretches if predictor is not None and self.state == "on" else ():
                assert predictor is not None
                predictor.learn(stretch.text, stretch.context)
            if memory.changes:
                self._save(memory)
        except WordrnnError:
            _log.exception("the memory was not saved")

    # ---- the thread

    def _opened(self) -> "Memory | None":
        """Return the memory, read at the first call; None where its file cannot be used."""
        from wordrnn.memory import file

        with self._opening:
            if self._memory is None and not self._broken:
                try:
                    self._memory = self._loaded(file.load)
                except WordrnnError as error:
                    self._broken = True
                    self._reported.emit(error)
                else:
                    self._memory.off_the_record = self._off_the_record
            return self._memory

    def _loaded(self, load: Callable[[Path | None], "Memory"]) -> "Memory":
        try:
            return load(self._path)
        except WordrnnError as error:
            if error.code != "damaged-memory":
                raise
            self._reported.emit(error)  # it was set aside, and the next one is empty
            return load(self._path)

    def _take_over(self, memory: "Memory") -> bool:
        from wordrnn.memory import file

        return file.refresh(memory)

    def _save(self, memory: "Memory") -> None:
        from wordrnn.memory import file

        file.save(memory, self._path)

    def _run(
        self,
        work: Callable[["Memory"], Any],
        on_done: Callable[[Any], None] | None,
        on_failed: Callable[[Exception], None] | None = None,
    ) -> None:
        def run() -> Any:
            memory = self._opened()
            return None if memory is None else (work(memory),)

        def done(result: Any) -> None:
            if result is not None and on_done is not None:
                on_done(result[0])

        self._worker.run(run, done, on_failed or self.failed.emit)

    def _change(self, work: Callable[["Memory"], Any], on_done: Callable[[Any], None] | None) -> None:
        def done(result: Any) -> None:
            self._unsaved = True
            if not self._saver.isActive():
                self._saver.start()
            self.changed.emit()
            if on_done is not None:
                on_done(result)

        self._run(work, done)

    def _change_and_save(self, work: Callable[["Memory"], Any], on_done: Callable[[], None] | None) -> None:
        """Do what the person asked for and save it at once; where that fails it is told."""
        self._told = None

        def done(_: Any) -> None:
            self.save()
            if on_done is not None:
                on_done()

        self._change(work, done)

    def _on_saved(self, _: Any) -> None:
        self._told = None
        self._saver.stop()
        if self._unsaved:
            self._saver.start()

    def _on_save_failed(self, error: Exception) -> None:
        self._unsaved = True
        self._saver.start()  # again and again, but told once
        if self._told != repr(error):
            self._told = repr(error)
            self.failed.emit(error)

    def _on_reported(self, error: Exception) -> None:
        self.state_changed.emit()
        self.failed.emit(error)

    def _on_setting_changed(self, name: str) -> None:
        if name == "learn":
            self.state_changed.emit()
