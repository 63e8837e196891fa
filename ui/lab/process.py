"""An experiment in a process of its own, which tells of itself as it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.child_process import ChildProcess, last_line, told_error
from wordrnn import own_process
from wordrnn.events import Event


@dataclass(frozen=True, slots=True)
class Outcome:
    """How an experiment ended: with a result, with an error, or, where it was ended from here, with neither."""

    result: dict[str, Any] | None = None
    error: Exception | None = None


def command() -> list[str]:
    """Return the program and the arguments that do an experiment."""
    return own_process.command("lab")


class LabProcess(ChildProcess):
    """One run of one experiment."""

    told = Signal(object)  # an event, see `wordrnn.lab.experiment`; as a dict, Qt would take it apart

    def __init__(self, parent: QObject | None = None, program: Sequence[str] | None = None) -> None:
        super().__init__(program or command(), parent)
        self._outcome: Outcome | None = None
        self._killed = False

    def start(self, name: str, words: Sequence[str]) -> None:
        """Start the experiment `name` with the options `words`."""
        self.run([name, "--events", *words])

    def stop(self) -> None:
        """Ask it to end soon, with what was gained."""
        self.say(b"stop\n")

    def kill(self) -> None:
        """End it at once, without a result; an outcome comes only if it had one."""
        self._killed = True
        self.kill_process()

    def on_started(self) -> None:
        """Leave the machine to the window."""
        self.prefer_others()

    def on_event(self, event: Event) -> None:
        """Tell it on, until it is killed."""
        if event["event"] == "result":
            self._outcome = Outcome(result=event["result"])
        elif event["event"] == "failed":
            self._outcome = self.failure(told_error(str(event["kind"]), str(event["code"]), event["params"]))
        if not self._killed:
            self.told.emit(event)

    def outcome(self, code: int) -> Outcome:
        """Return how it ended."""
        if self._outcome is not None or self._killed:
            return self._outcome or Outcome()
        return self.failure(RuntimeError(last_line(self.stderr) or "the experiment ended without a word"))

    def failure(self, error: Exception) -> Outcome:
        """Return the outcome of an error."""
        return Outcome(error=error)
