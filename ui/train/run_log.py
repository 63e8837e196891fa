"""A run seen through its folder: the log of its events, whether it still goes on, and requests to it. No Qt.

Reads files: call it in a thread.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wordrnn import lock
from wordrnn.events import LineReader

_TRAINING = (
    "training"  # as wordrnn.training.checkpoint has these names, which imports numpy; a test compares them
)
_EVENTS, _REQUESTS, _RUN, _FINISHED = "events.jsonl", "requests", "run.json", "finished.json"
_LONGEST_TAIL = 20_000


@dataclass(frozen=True, slots=True)
class UnfinishedRun:
    """A run that goes on somewhere, or could."""

    name: str
    folder: Path
    running: bool
    cut_off: bool  # it ended by a crash or a power cut, or because its window was gone
    told_at: float  # when its log was last written, seconds of the epoch
    epoch: float | None  # passes over the text that are behind it


class RunLog:
    """Reads the events of a run as they are written."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._reader = LineReader()
        self._position = 0

    def poll(self) -> tuple[list[dict[str, Any]], bool]:
        """Return the events since the last call, and whether the run still goes on."""
        running = lock.is_held(self.folder / _TRAINING)  # asked first: what is written before the end is read
        chunk = b""
        with suppress(OSError), (self.folder / _TRAINING / _EVENTS).open("rb") as file:
            file.seek(self._position)
            chunk = file.read()
            self._position = file.tell()
        return list(self._reader.feed(chunk)), running


def events_of(folder: Path) -> list[dict[str, Any]]:
    """Return what the log of the run in `folder` holds."""
    return RunLog(folder).poll()[0]


def asked_of(folder: Path) -> dict[str, Any]:
    """Return what the run in `folder` was asked to do, as it is kept there; nothing where that cannot be read."""
    for name in (_RUN, _FINISHED):
        with suppress(OSError, ValueError):
            asked = json.loads((folder / _TRAINING / name).read_text(encoding="utf-8"))
            return asked if isinstance(asked, dict) else {}
    return {}


def append_request(folder: Path, line: str) -> None:
    """Ask the run in `folder` for something; it looks there several times a second. Raises OSError."""
    with (folder / _TRAINING / _REQUESTS).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")


def unfinished_runs(models: Path) -> list[UnfinishedRun]:
    """Return the runs in the folder `models` that have not come to their end, the latest first."""
    found = []
    with suppress(OSError):
        for folder in models.iterdir():
            if not folder.name.startswith(".") and (folder / _TRAINING / _RUN).is_file():
                found.append(_unfinished(folder))
    return sorted(found, key=lambda run: -run.told_at)


def _unfinished(folder: Path) -> UnfinishedRun:
    log = folder / _TRAINING / _EVENTS
    tail, told_at = b"", 0.0
    with suppress(OSError), log.open("rb") as file:
        told_at = log.stat().st_mtime
        file.seek(max(0, log.stat().st_size - _LONGEST_TAIL))
        tail = file.read()
    events = list(LineReader().feed(tail))
    last = events[-1] if events else {}
    ended = last.get("event") == "done" and not last.get("lost")
    running = lock.is_held(folder / _TRAINING)
    epoch = next((item["epoch"] for item in reversed(events) if item["event"] in ("step", "epoch")), None)
    return UnfinishedRun(folder.name, folder, running, not running and not ended, told_at, epoch)
