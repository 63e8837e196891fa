"""What a plot of the Lab shows, and where it goes: axes, curves and marks. No Qt."""

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ui.train.plot_scale import nice_ticks

Point = tuple[float, float]
Kind = Literal["number", "percent", "power"]

_LINEAR_STEPS = (1, 2, 5)
_FEW_DECADES = 2.5  # up to here there are numbers between the powers of ten
_ROOM = 0.06  # of the axis, beyond the outermost values


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis counts, and how far it goes; the ends that are None follow from the curves."""

    title: str
    log: bool = False
    kind: Kind = "number"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """The line of one contender, and the spread around it: (x, from, to)."""

    contender: str
    points: Sequence[Point]
    band: Sequence[tuple[float, float, float]] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A line across the plot with a few words: upright at x, or level at y."""

    text: str
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """All that is drawn."""

    x: Axis
    y: Axis
    curves: Sequence[Curve] = ()
    marks: Sequence[Mark] = ()

    @property
    def stops(self) -> list[float]:
        """Every x at which a curve has a value."""
        return sorted({x for curve in self.curves for x, _ in curve.points})


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis with its two ends known."""

    low: float
    high: float
    log: bool

    def share(self, value: float) -> float:
        """Return how far along the axis a value lies, from 0 to 1; one beyond the ends is at the end."""
        value = min(max(value, self.low), self.high)
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)

    def value(self, share: float) -> float:
        """Return the value at a share of the axis."""
        if self.log:
            return self.low * (self.high / self.low) ** share
        return self.low + share * (self.high - self.low)

    def ticks(self, most: int) -> list[float]:
        """Return round numbers on the axis, about `most` at the most."""
        if not self.log:
            return _linear_ticks(self.low, self.high, most)
        if math.log10(self.high / self.low) <= _FEW_DECADES:
            return nice_ticks(self.low, self.high, most)
        first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
        step = max(1, math.ceil((last - first + 1) / most))
        return [10.0**power for power in range(first + (-first) % step, last + 1, step)]


def scale_of(axis: Axis, values: Sequence[float], edges: bool = False) -> Scale:
    """Return the axis wide enough for `values`; with `edges`, it ends at the outermost of them."""
    usable = [value for value in values if math.isfinite(value) and (value > 0 or not axis.log)]
    low = min(usable, default=1.0 if axis.log else 0.0) if axis.low is None else axis.low
    high = max(usable, default=low) if axis.high is None else axis.high
    if axis.log:
        return _log_scale(axis, low, max(high, low), edges)
    high = high if high > low else low + 1.0
    room = 0.0 if edges else _ROOM * (high - low)
    return Scale(low - (room if axis.low is None else 0), high + (room if axis.high is None else 0), False)


def _log_scale(axis: Axis, low: float, high: float, edges: bool) -> Scale:
    if high <= low * 1.0001:
        low, high = low / 1.5, high * 1.5
    room = 1.0 if edges else (high / low) ** _ROOM
    return Scale(low / (room if axis.low is None else 1), high * (room if axis.high is None else 1), True)


def scales_of(picture: Picture) -> tuple[Scale, Scale]:
    """Return both axes of a picture."""
    xs = [x for curve in picture.curves for x, _ in curve.points]
    ys = [y for curve in picture.curves for _, y in curve.points]
    ys += [value for curve in picture.curves for _, *ends in curve.band for value in ends]
    ys += [mark.y for mark in picture.marks if mark.y is not None]
    return scale_of(picture.x, xs, edges=True), scale_of(picture.y, ys)


def value_at(points: Sequence[Point], x: float) -> float | None:
    """Return the value at `x`, or the last one before it; None before the first."""
    place = bisect.bisect_right(points, (x * (1 + 1e-9) + 1e-9, math.inf))
    return points[place - 1][1] if place else None


def nearest_stop(stops: Sequence[float], x: float, scale: Scale) -> float | None:
    """Return the stop that is nearest to `x` on the axis."""
    return min(stops, key=lambda stop: abs(scale.share(stop) - scale.share(x)), default=None)


def _linear_ticks(low: float, high: float, most: int) -> list[float]:
    step = 10.0 ** math.floor(math.log10((high - low) / max(most, 1)))
    while True:
        for factor in _LINEAR_STEPS:
            wide = step * factor
            if (high - low) / wide <= most:
                first = math.ceil(low / wide - 1e-9)
                return [round(wide * n, 12) for n in range(first, math.floor(high / wide + 1e-9) + 1)]
        step *= 10
