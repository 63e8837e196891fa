"""What an experiment told, and when: enough to show it again. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

LONGEST_SECONDS = 20.0
"""That a replay takes; what took longer goes by faster, in the same rhythm."""


@dataclass(slots=True)
class Recording:
    """Events in their order, each with the seconds since the beginning."""

    events: list[Mapping[str, Any]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)

    def add(self, event: Mapping[str, Any]) -> None:
        """Take the next event; one that does not say when it was comes with the one before it."""
        before = self.times[-1] if self.times else 0.0
        self.times.append(max(before, float(event.get("at", before))))
        self.events.append(event)

    @property
    def seconds(self) -> float:
        """How long all of it took."""
        return self.times[-1] if self.times else 0.0

    @property
    def speed(self) -> float:
        """How many of its seconds go by in one of a replay."""
        return max(1.0, self.seconds / LONGEST_SECONDS)

    def next_after(self, place: int) -> float | None:
        """Return after how many seconds of a replay the event at `place` comes; None behind the last."""
        return self.times[place] / self.speed if place < len(self.times) else None
