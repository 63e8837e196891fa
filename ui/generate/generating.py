"""Generates text in a thread, word by word, until it is told to stop."""

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal

from ui.background import end_pool
from ui.generate.text import StepLike

ALTERNATIVES = 8
_EVERY = 0.06  # seconds: words come in handfuls, so that painting them keeps up


class GeneratorLike(Protocol):
    """Whatever generates: the engine's predictor, or a fake."""

    @property
    def vocabulary_sha256(self) -> str:
        """Equal exactly if the numbers of tokens mean the same."""
        ...

    def generate_steps(
        self,
        text: str,
        words: int,
        sampling: Any,
        seed: int | None = None,
        finish: bool = False,
        taken: Sequence[int] = (),
        alternatives: int = 0,
    ) -> Iterator[StepLike]:
        """Return what follows `text`, a token at a time."""
        ...


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be generated."""

    prompt: str
    words: int = 100
    temperature: float = 0.8
    top_p: float = 1.0
    top_k: int = 0
    repetition_penalty: float = 1.1
    seed: int = 1
    taken: tuple[int, ...] = ()
    """The tokens that the text begins with, whatever is drawn."""

    def steps(self, generator: GeneratorLike) -> Iterator[StepLike]:
        """Return the tokens of the text, those taken too. Raises OptionError."""
        from wordrnn.generation import Sampling  # numpy: not before the window is shown

        sampling = Sampling(self.temperature, self.top_k, self.top_p, self.repetition_penalty)
        return generator.generate_steps(
            self.prompt, self.words, sampling, self.seed, True, self.taken, ALTERNATIVES
        )


class Generating(QObject):
    """One text at a time; the newest wish wins."""

    came = Signal(object)  # a list of steps
    ended = Signal(bool)  # whether it came to its end, and was not stopped
    failed = Signal(object)  # the exception
    _told = Signal(int, str, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticket = 0
        self._stop = threading.Event()
        self.is_running = False
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def start(self, generator: GeneratorLike, wish: Wish) -> None:
        """Generate what is wished; what is being generated is dropped."""
        self.drop()
        self.is_running = True
        self._ticket += 1
        ticket, stop = self._ticket, threading.Event()
        self._stop = stop

        def work() -> None:
            try:
                self._told.emit(ticket, "ended", self._generate(ticket, generator, wish, stop))
            except Exception as error:  # handed to the window's thread, which shows it
                self._told.emit(ticket, "failed", error)

        self._pool.start(work)

    def stop(self) -> None:
        """End soon; what came is kept."""
        self._stop.set()

    def drop(self) -> None:
        """Forget what is being generated."""
        self._stop.set()
        self._ticket += 1
        self.is_running = False

    def close(self) -> None:
        """Wait for the thread to end."""
        self.drop()
        end_pool(self._pool)

    def _generate(self, ticket: int, generator: GeneratorLike, wish: Wish, stop: threading.Event) -> bool:
        came: list[StepLike] = []
        told = time.monotonic() - _EVERY  # the first word at once
        for step in wish.steps(generator):
            if stop.is_set():
                break
            came.append(step)
            now = time.monotonic()
            if now - told >= _EVERY:
                self._told.emit(ticket, "came", came)
                came, told = [], now
        self._told.emit(ticket, "came", came)
        return not stop.is_set()

    def _on_told(self, ticket: int, what: str, value: object) -> None:
        if ticket != self._ticket:
            return
        if what == "came":
            if value:
                self.came.emit(value)
            return
        self.is_running = False
        if what == "failed":
            self.failed.emit(value)
        else:
            self.ended.emit(bool(value))
