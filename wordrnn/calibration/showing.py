"""How often a suggestion is sure enough to be shown, and how often it is the word meant: from a calibration."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


class BinLike(Protocol):
    """Suggestions of like confidence, see `reliability.Bin`."""

    @property
    def confidence(self) -> float: ...  # noqa: D102
    @property
    def hits(self) -> float: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102


class ReliabilityLike(Protocol):
    """What was measured after so many letters, see `reliability.Reliability`."""

    @property
    def letters(self) -> int: ...  # noqa: D102
    @property
    def bins(self) -> Sequence[BinLike]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Showing:
    """What a threshold brings."""

    places: int
    """Where it was measured: before words and within them."""
    shown: float
    """Share of the places at which the top suggestion is sure enough."""
    right: float | None
    """Share of these at which it is what was meant; None where there are hardly any."""


def showing(reliability: Sequence[ReliabilityLike], sure: float) -> Showing | None:
    """Return what is to be expected of suggestions that are at least `sure`; None where nothing was measured.

    Within a bin, confidence is taken as evenly spread.
    """
    places, shown, right = 0.0, 0.0, 0.0
    for measured in reliability:
        for low, high, each in _spans(measured.bins):
            places += each.count
            share = 1.0 if sure <= low else 0.0 if sure >= high else (high - sure) / (high - low)
            rise = (max(low, sure) - low) / 2  # of the mean confidence
            shown += each.count * share
            right += each.count * share * min(1.0, max(0.0, each.hits + rise))
    if not places:
        return None
    return Showing(round(places), shown / places, right / shown if shown >= 1 else None)


def _spans(bins: Sequence[BinLike]) -> Iterator[tuple[float, float, BinLike]]:
    """Yield each bin with the confidence it begins and ends at: half-way to its neighbours'."""
    means = [each.confidence for each in bins]
    for place, each in enumerate(bins):
        before = (means[place - 1] + means[place]) / 2 if place else None
        after = (means[place + 1] + means[place]) / 2 if place + 1 < len(bins) else None
        low = before if before is not None else max(0.0, 2 * means[place] - (after or means[place]))
        high = after if after is not None else min(1.0, 2 * means[place] - low)
        yield low, max(low, high), each
