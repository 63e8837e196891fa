"""A text measured by several models, one after the other, and what is known of each so far."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from PySide6.QtCore import QObject, Signal

from ui.evaluate.measured_text import MeasuredText
from ui.evaluate.process import EvaluationProcess, Order, Outcome, Text

State = Literal["waiting", "running", "whole", "stopped", "failed"]


@dataclass(slots=True)
class Measurement:
    """What one model did on the text, as far as it is measured."""

    model: str
    state: State = "waiting"
    kind: str = "word"
    strong_language: bool = False
    """Whether it was suggested while keystrokes were counted."""
    figures: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    text: MeasuredText = field(default_factory=MeasuredText)
    overlap: Mapping[str, Any] | None = None
    overlap_known: bool = False
    """Whether the overlap was told: where it is None then, it cannot be known."""
    names: Sequence[str] = ()
    characters: int = 0
    """How many there are."""
    done: int = 0
    begun: float = 0.0
    ended: float = 0.0
    error: Exception | None = None

    @property
    def tokens(self) -> int:
        """How many tokens are measured."""
        return int(next((each["tokens"] for each in self.figures.values()), 0))

    @property
    def share(self) -> float:
        """How much of the text is measured."""
        return self.done / self.characters if self.characters else 0.0

    def rate(self, now: float) -> float:
        """Return tokens a second; 0 before there are any."""
        return self.tokens / (now - self.begun) if self.begun and now > self.begun else 0.0

    def seconds_left(self, now: float) -> float | None:
        """Return how long it will take; None before that can be said."""
        if not self.share or not self.begun:
            return None
        return (now - self.begun) * (1 - self.share) / self.share


class EvaluationRun(QObject):
    """Measures one text by one model after the other; what was measured stays when it is stopped."""

    begun = Signal(str)  # a model's turn has come
    progressed = Signal(str)  # more of a model's text is measured
    ended = Signal(str)  # a model's turn is over, however
    finished = Signal()  # nothing is measured any more
    left = Signal()  # the last process that was told to end has gone

    def __init__(
        self,
        make_process: Callable[[QObject], EvaluationProcess],
        parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(parent)
        self._make_process = make_process
        self._clock = clock
        self._process: EvaluationProcess | None = None
        self._leaving: list[EvaluationProcess] = []  # told to end, and not gone yet
        self._running: Measurement | None = None
        self._text = Text()
        self._with_memory: Callable[[str], bool] = lambda model: True
        self._k = 3
        self._strong_language = False
        self.measurements: dict[str, Measurement] = {}
        """By model, in the order in which they are measured."""

    @property
    def text(self) -> Text:
        """What is measured."""
        return self._text

    @property
    def k(self) -> int:
        """How many suggestions are in view."""
        return self._k

    @property
    def running(self) -> Measurement | None:
        """What is measured at present."""
        return self._running

    @property
    def waiting(self) -> list[str]:
        """The models whose turn is still to come."""
        return [name for name, each in self.measurements.items() if each.state == "waiting"]

    def measure(
        self,
        text: Text,
        models: Sequence[str],
        with_memory: Callable[[str], bool],
        k: int = 3,
        strong_language: bool = False,
        anew: bool = False,
    ) -> None:
        """Measure another text, or the same by other models: what is known of it stays, unless it is to be `anew`."""
        again = not anew and (text, k, strong_language) == (self._text, self._k, self._strong_language)
        known = self.measurements if again else {}
        if self._running is not None and not (again and self._running.model in models):
            self._drop()
        self._text, self._with_memory, self._k = text, with_memory, k
        self._strong_language = strong_language
        kept = {name: known[name] for name in models if name in known and known[name].state != "failed"}
        self.measurements = {name: kept.get(name) or Measurement(name) for name in models}
        self._go_on()

    def stop(self) -> None:
        """Measure no more; what was measured is kept."""
        for name in self.waiting:
            del self.measurements[name]
        if self._process is not None:
            self._process.stop()

    @property
    def has_processes(self) -> bool:
        """Whether a process is there still, be it one that was told to end."""
        return self._process is not None or bool(self._leaving)

    def close(self) -> None:
        """End what runs; `left` is emitted when it has gone."""
        self._drop()

    def results(self) -> dict[str, dict[str, dict[str, float]]]:
        """Return model → part → figures of what is measured."""
        return {
            name: {part: dict(figures) for part, figures in each.figures.items()}
            for name, each in self.measurements.items()
            if each.figures
        }

    def _drop(self) -> None:
        """End what runs; nothing more is heard of it."""
        process, self._process, self._running = self._process, None, None
        if process is not None:
            process.told.disconnect(self._on_told)
            process.finished.disconnect(self._on_finished)
            process.finished.connect(lambda: self._on_left(process))
            self._leaving.append(process)
            process.stop()

    def _on_left(self, process: EvaluationProcess) -> None:
        self._leaving.remove(process)
        process.deleteLater()
        if not self.has_processes:
            self.left.emit()

    def _go_on(self) -> None:
        if self._running is not None:
            return
        name = next(iter(self.waiting), None)
        if name is None:
            self.finished.emit()
            return
        measurement = self._running = self.measurements[name]
        measurement.state = "running"
        process = self._process = self._make_process(self)
        process.told.connect(self._on_told)
        process.finished.connect(self._on_finished)
        self.begun.emit(name)
        process.start(Order(name, self._text, self._with_memory(name), self._k, self._strong_language))

    def _on_told(self, event: dict[str, Any]) -> None:
        measurement = self._running
        if measurement is None:
            return
        match event["event"]:
            case "documents":
                measurement.kind, measurement.names = str(event["kind"]), event["names"]
                measurement.strong_language = bool(event.get("strong_language", False))
                measurement.characters = sum(event["characters"])
            case "overlap":
                measurement.overlap, measurement.overlap_known = event["found"], True
                measurement.begun = self._clock()
            case "passage":
                measurement.figures, measurement.done = event["figures"], int(event["characters"])
                measurement.text.add(event)
            case "measured":
                measurement.figures, measurement.done = event["figures"], measurement.characters
        self.progressed.emit(measurement.model)

    def _on_finished(self, outcome: Outcome) -> None:
        measurement, process = self._running, self._process
        self._running = self._process = None
        if process is not None:
            process.deleteLater()
        if measurement is None:
            return
        measurement.ended = self._clock()
        measurement.error = outcome.error
        measurement.state = "failed" if outcome.error else "whole" if outcome.whole else "stopped"
        self.ended.emit(measurement.model)
        self._go_on()
