"""Measures a text by one model in a process of its own, which tells every word as it is measured."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.child_process import ChildProcess, last_line, told_error
from ui.startup import THREAD_VARIABLES
from wordrnn import own_process
from wordrnn.events import Event


@dataclass(frozen=True, slots=True)
class Text:
    """What is measured: files or folders, or text that stands in none."""

    paths: tuple[Path, ...] = ()
    typed: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Order:
    """One measurement."""

    model: str
    text: Text
    with_memory: bool = True
    """Not for a model of pieces of words."""
    k: int = 3
    """Suggestions in view."""
    strong_language: bool = False
    """Whether strong language is suggested."""

    def arguments(self) -> list[str]:
        """Return the words after `wordrnn evaluate`."""
        paths = [str(path) for path in self.text.paths] or ["-"]
        memory = ["--memory"] if self.with_memory else []
        strong = ["--strong-language"] if self.strong_language else []
        measured = ["--keystrokes", "-k", str(self.k), *memory, *strong, "--words"]
        return [*paths, "--model", self.model, *measured]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a measurement ended: whole, stopped where neither, or with an error."""

    whole: bool = False
    error: Exception | None = None


def command() -> list[str]:
    """Return the program and the arguments that measure."""
    return own_process.command("evaluate")


class EvaluationProcess(ChildProcess):
    """One measurement of one model. What was told before it is stopped is kept by who listens."""

    told = Signal(object)  # an event, see `wordrnn.evaluation.telling`; as a dict, Qt would take it apart

    def __init__(self, parent: QObject | None = None, program: Sequence[str] | None = None) -> None:
        # One thread for matrix products leaves a core to the window, and does not wait for others beside a training;
        # at a lower priority the measurement would stand still there, while somebody looks on.
        variables = dict.fromkeys(THREAD_VARIABLES, "1") | os.environ
        super().__init__(program or command(), parent, variables)
        self._outcome: Outcome | None = None
        self._stopped = False
        self._typed = b""

    def start(self, order: Order) -> None:
        """Start measuring."""
        self._typed = order.text.typed.encode()
        self.run(order.arguments())

    def stop(self) -> None:
        """End it: it writes nothing, so that it may be ended at any moment."""
        self._stopped = True
        self.kill_process()

    def on_started(self) -> None:
        """Give it what was typed."""
        if self._typed:
            self.say(self._typed)
        self.close_input()

    def on_event(self, event: Event) -> None:
        """Tell it on, until it is stopped."""
        if self._stopped:
            return
        if event["event"] == "measured":
            self._outcome = Outcome(whole=True)
        elif event["event"] == "failed":
            self._outcome = Outcome(error=told_error(str(event["kind"]), str(event["code"]), event["params"]))
        self.told.emit(event)

    def outcome(self, code: int) -> Outcome:
        """Return how it ended."""
        if self._stopped:
            return Outcome(whole=self._outcome == Outcome(whole=True))
        reason = last_line(self.stderr) or "the measurement ended without a word"
        return self._outcome or self.failure(RuntimeError(reason))

    def failure(self, error: Exception) -> Outcome:
        """Return the outcome of an error."""
        return Outcome(error=error)
