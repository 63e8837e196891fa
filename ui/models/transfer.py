"""Imports, exports and copies of models, each in a process of its own: a stranger's file never stalls the window.

The process is the command line's `models import | export | duplicate --events`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.child_process import ChildProcess
from ui.startup import child_environment
from wordrnn import own_process
from wordrnn.errors import ModelError
from wordrnn.events import Event

GRACE_MS = 10_000  # how long it may take to clean up once it is cancelled
_ENDINGS = ("imported", "exported", "duplicated")


@dataclass(slots=True)
class TransferOutcome:
    """How it ended: what arrived, and what was refused, by their places in what was asked for."""

    arrived: list[dict[str, Any]] = field(default_factory=list)
    refused: list[tuple[int, Exception]] = field(default_factory=list)
    cancelled: bool = False


class ModelTransfer(ChildProcess):
    """One process; it tells how far it is, and its outcome once."""

    progressed = Signal(float)  # from 0 to 1

    def __init__(self, parent: QObject | None = None, command: Sequence[str] | None = None) -> None:
        super().__init__(command or own_process.command("models"), parent, child_environment(), GRACE_MS)
        self._outcome = TransferOutcome()
        self._count = 1  # models that are on their way

    def start_transfer(self, action: str, *words: str) -> None:
        """Start `import FILE…`, `export MODEL FILE` or `duplicate MODEL NAME`."""
        # "--" before the words: a name or a path may begin with a dash.
        self._count = len(words) if action == "import" else 1
        self.run([action, "--events", "--", *words])

    def cancel(self) -> None:
        """Ask it to leave nothing behind and end."""
        self._outcome.cancelled = True
        self.ask_to_end()

    def on_event(self, event: Event) -> None:
        """Tell how far it is, or keep what arrived or was refused."""
        name, outcome = event["event"], self._outcome
        done = len(outcome.arrived) + len(outcome.refused)
        if name == "progress" and isinstance(event.get("share"), (int, float)):
            self.progressed.emit(min(1.0, (done + float(event["share"])) / self._count))
        elif name in _ENDINGS:
            outcome.arrived.append(event)
        elif name == "failed":
            outcome.refused.append((done, ModelError(str(event.get("code")), **event.get("params", {}))))

    def outcome(self, code: int) -> TransferOutcome:
        """Return what arrived, and what was refused."""
        outcome = self._outcome
        if not (outcome.arrived or outcome.refused or outcome.cancelled) or code == 1:
            words = self.stderr.decode(errors="replace")[-4000:]
            outcome.refused.append((len(outcome.arrived), RuntimeError(words or f"exit code {code}")))
        return outcome

    def failure(self, error: Exception) -> TransferOutcome:
        """Return what there is, and the error."""
        self._outcome.refused.append((0, error))
        return self._outcome
