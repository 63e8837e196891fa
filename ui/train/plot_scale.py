"""Where things are in a plot of perplexity (logarithmic) against epochs, and the numbers at its edges. No Qt."""

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass

Point = tuple[float, float]

_MOST_POINTS = 1500
_LEAST_SPAN = 1.5  # nats: a lone line still has some numbers beside it
_STEPS = (1, 1.5, 2, 3, 5, 7)
_EPOCH_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in pixels over epochs from 0 to `right` and perplexities from `low` to `high`."""

    left: float
    top: float
    width: float
    height: float
    right: float
    low: float
    high: float

    def x(self, epoch: float) -> float:
        """Return the pixel of an epoch."""
        return self.left + self.width * epoch / self.right

    def y(self, perplexity: float) -> float:
        """Return the pixel of a perplexity; one beyond the edges is at the edge."""
        value = min(max(perplexity, self.low), self.high)
        share = (math.log(value) - math.log(self.low)) / (math.log(self.high) - math.log(self.low))
        return self.top + self.height * (1 - share)

    def epoch(self, x: float) -> float:
        """Return the epoch at a pixel."""
        return (x - self.left) / self.width * self.right


def limits(values: Sequence[float], most: float) -> tuple[float, float]:
    """Return the perplexities at the lower and the upper edge; what is above `most` says nothing more."""
    if not values:
        return 50.0, 1000.0
    low = math.log(min(values))
    high = min(math.log(max(values)), max(math.log(most), low))
    room = max(0.15, (high - low) * 0.12, (_LEAST_SPAN - (high - low)) / 2)
    return math.exp(low - room), math.exp(high + room)


def nice_ticks(low: float, high: float, most: int = 7) -> list[float]:
    """Return round numbers between `low` and `high`, evenly spread on a logarithmic axis, at most `most`."""
    found = [
        step * 10**power
        for power in range(math.floor(math.log10(max(low, 1e-9))), math.ceil(math.log10(max(high, 1e-9))) + 1)
        for step in _STEPS
        if low <= step * 10**power <= high
    ]
    return found[:: max(1, math.ceil(len(found) / most))]


def epoch_ticks(right: float, most: int = 8) -> list[float]:
    """Return whole epochs from 0 to `right`, at most `most` after the first; parts of one where it is short."""
    step = 10.0 ** math.floor(math.log10(max(right, 1e-6) / most))
    while True:
        for factor in _EPOCH_STEPS:
            if right / (step * factor) <= most:
                wide = step * factor
                return [round(wide * number, 6) for number in range(int(right / wide + 1e-9) + 1)]
        step *= 10


def thinned(points: Sequence[Point], most: int = _MOST_POINTS) -> list[Point]:
    """Return at most `most` points, evenly chosen, the last one among them."""
    if len(points) <= most:
        return list(points)
    stride = math.ceil(len(points) / most)
    return [*points[:-1:stride], points[-1]]


def value_at(points: Sequence[Point], epoch: float) -> float | None:
    """Return the last value at or before `epoch`; None before the first and long after the last."""
    place = bisect.bisect_right(points, (epoch + 1e-6, math.inf))
    if place == 0 or (place == len(points) and epoch > points[-1][0] + 1):
        return None
    return points[place - 1][1]
