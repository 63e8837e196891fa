"""What was measured of this machine's speed, kept for a while, so that the same is not measured twice."""

import dataclasses
import json
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from wordrnn import files
from wordrnn.config import ModelConfig, Precision, TrainConfig
from wordrnn.errors import StorageError

DAY = 24 * 3600.0
MINUTES = 10 * 60.0
_MOST = 200


class RememberedProbe:
    """Measures as `probe` does, or tells what was measured no longer than `seconds` ago.

    The file is a cache: one that is damaged or cannot be written only costs time.
    """

    def __init__(self, path: Path, make: Callable[[], Any], seconds: float, place: str = "") -> None:
        """`make` gives the module that measures; it is called when the first measurement is needed.

        `place` is where it measures, where that is not this machine alone.
        """
        self._path, self._make, self._seconds, self._place = path, make, seconds, place
        self._probe: Any = None
        self._known = _read(path)

    def faster_precision(self, units: int, vocab_size: int) -> Precision:
        """Return the precision in which this machine multiplies faster."""
        key = f"precision {units} {min(vocab_size, 8192)}"
        found = self._remembered(key)
        if found in ("float32", "bfloat16"):
            return found
        return self._keep(key, self._measuring().faster_precision(units, vocab_size))

    def measured_speed(self, config: ModelConfig, train: TrainConfig) -> float:
        """Return how many tokens a second this machine trains a network of this shape."""
        shape = {**config.to_dict(), **dataclasses.asdict(train)}
        for name in ("seed", "epochs", "seconds", "learning_rate"):
            shape.pop(name, None)
        key = "speed " + json.dumps(shape, sort_keys=True)
        found = self._remembered(key)
        if isinstance(found, float) and found > 0:
            return found
        return self._keep(key, float(self._measuring().measured_speed(config, train)))

    def _measuring(self) -> Any:
        if self._probe is None:
            self._probe = self._make()
        return self._probe

    def _remembered(self, key: str) -> Any:
        value, at = self._known.get(self._here(key), (None, 0.0))
        return value if 0 <= time.time() - at <= self._seconds else None

    def _keep(self, key: str, value: Any) -> Any:
        self._known[self._here(key)] = (value, time.time())
        newest = sorted(self._known.items(), key=lambda item: item[1][1])[-_MOST:]
        with suppress(StorageError):
            files.write_text(self._path, json.dumps({"format": 1, "measured": dict(newest)}) + "\n")
        return value

    def _here(self, key: str) -> str:
        """Return `key` as of this machine and backend: a home folder may be shared by several."""
        place = f"{os.cpu_count()} {os.environ.get('KERAS_BACKEND') or 'tensorflow'}"
        return f"{place} {self._place} {key}" if self._place else f"{place} {key}"


def _read(path: Path) -> dict[str, tuple[Any, float]]:
    try:
        measured = json.loads(path.read_text(encoding="utf-8"))["measured"]
        return {str(key): (value, float(at)) for key, (value, at) in measured.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
