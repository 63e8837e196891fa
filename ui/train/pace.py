"""How fast something goes, and how long it will go on: over the last seconds, for the first may have been slow."""

from collections import deque

_SECONDS = 6.0  # looked back
_LEAST = 1.0  # before anything is said


class Pace:
    """Told again and again how much is done."""

    def __init__(self) -> None:
        self._told: deque[tuple[float, int]] = deque()

    def tell(self, now: float, done: int) -> None:
        """Note that `done` is done at the time `now`, in seconds."""
        self._told.append((now, done))
        while len(self._told) > 2 and self._told[1][0] <= now - _SECONDS:
            self._told.popleft()

    def rate(self) -> float | None:
        """Return how much is done a second; None while that is not known."""
        if not self._told:
            return None
        (begin, first), (end, last) = self._told[0], self._told[-1]
        return (last - first) / (end - begin) if end - begin >= _LEAST and last > first else None

    def left(self, total: int) -> float | None:
        """Return how many seconds it will take until `total` is done; None while that is not known."""
        rate = self.rate()
        return max(0, total - self._told[-1][1]) / rate if rate else None
