"""A run as the Train page holds it: what it can be asked, and what it tells. How it is reached, others know."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from ui.errors import sentence_for
from wordrnn.errors import WordrnnError
from wordrnn.messages import SENTENCES


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended. Always sent, always once."""

    ok: bool
    stopped: bool  # ended early because it was asked to
    message: str

    @classmethod
    def told(cls, done: dict[str, Any]) -> "Outcome":
        """Return what the event "done" tells: an error in the words of the app, where they are known."""
        return cls(bool(done.get("ok")), bool(done.get("stopped")), _message(done))


def _message(done: dict[str, Any]) -> str:
    said = str(done.get("message", ""))
    code, params = done.get("code"), done.get("params")
    if code not in SENTENCES or not isinstance(params, dict):
        return said
    try:
        return sentence_for(WordrnnError(str(code), **params))
    except (TypeError, ValueError):
        return said  # of another version, whose sentence has other parameters


class TrainingRun(QObject):
    """One run of the trainer, up to one outcome."""

    event_received = Signal(dict)
    finished = Signal(object)  # an Outcome

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.detached = False
        """It goes on when the window is gone."""

    @property
    def is_running(self) -> bool:
        """Whether the run has begun and not ended."""
        raise NotImplementedError

    @property
    def is_child(self) -> bool:
        """Whether the run is a process that Qt would end with this one."""
        return False

    def stop(self) -> None:
        """Ask the trainer to publish the best and end."""
        self._say("stop")

    def stop_now(self) -> None:
        """Ask the trainer to end with what it has saved."""
        self._say("now")

    def discard(self) -> None:
        """Ask the trainer to end and keep nothing of the run."""
        self._say("discard")

    def pause(self) -> None:
        """Ask the trainer to wait."""
        self._say("pause")

    def resume(self) -> None:
        """Ask the trainer to go on."""
        self._say("resume")

    def snapshot(self) -> None:
        """Ask the trainer to save where it stands and go on."""
        self._say("snapshot")

    def train_longer(self, minutes: float) -> None:
        """Ask the trainer for so many more minutes."""
        self._say(f"longer {minutes:g}")

    def set_prompts(self, prompts: Sequence[str]) -> None:
        """Have these prompts predicted after every epoch from now on."""
        self._say(f"prompts {json.dumps(list(prompts))}")

    def detach(self) -> None:
        """Let the run outlive the window."""
        self.detached = True

    def _say(self, line: str) -> None:
        raise NotImplementedError
