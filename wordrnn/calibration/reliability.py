"""Probabilities that mean what they say: of the words offered with 70 %, 70 % are the ones that were meant.

A model is calibrated on held-out text in two places: the network's softmax has a temperature, fitted together with
the weights of the mixture, and the suggestions a sharpness for each number of letters typed. How well that works is
measured by the expected calibration error.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from wordrnn.minimum import golden_section
from wordrnn.mixture import fit_weights

Numbers = npt.NDArray[np.floating[Any]]
Hits = npt.NDArray[np.number[Any] | np.bool_]

BINS = 15
POSITIONS = 5
"""Sharpness is told apart after 0, 1, 2, 3 and after more letters."""
_POWERS = (0.5, 2.0)  # what is fitted, and what is believed of a file
_UNKNOWN = (math.exp(-5), math.exp(5))
_TEMPERATURES = (0.5, 2.0)
# Without events to learn from, suggestions stay as they are; a few hundred outweigh this.
_POWER_DOUBT, _UNKNOWN_DOUBT = 0.1, 1.0
_ROUNDS = 4
_TINY = 1e-30


@dataclass(frozen=True, slots=True)
class Sharpness:
    """How the masses of the words that may be meant become their probabilities, after so many letters.

    P(word) = massᵖ / (Σ massᵖ + unknown · massᵖ of the unknown words), p the `power`. Order is preserved, every
    probability lies in [0, 1], and a list of suggestions never sums to more than 1. Above 1, `power` makes the probable
    more so: a mean of several models is less sure than it could be (Ranjan & Gneiting 2010).
    """

    power: float = 1.0
    unknown: float = 1.0
    """How much more often than the model thinks a word is meant that it does not know."""

    def total(self, masses: Numbers, unknown: float) -> float:
        """Return the denominator, for the `masses` of all known words [N] and that of the unknown ones."""
        if self.power == 1.0:
            return float(masses.sum(dtype=np.float64)) + self.unknown * unknown
        return float((masses**self.power).sum(dtype=np.float64)) + self.unknown * unknown**self.power

    def raised_together(self, masses: Sequence[float]) -> list[float]:
        """Return `masses`, a word's from each part of a mixture, scaled so that they sum to its numerator."""
        whole = sum(masses)
        if self.power == 1.0 or whole <= 0:
            return list(masses)
        scale = whole ** (self.power - 1)
        return [mass * scale for mass in masses]


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions of like confidence."""

    confidence: float  # mean
    hits: float  # share of those that were meant
    count: int


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far the top suggestion can be trusted, after so many letters: what a reliability diagram shows."""

    letters: int
    count: int
    error: float
    """Expected calibration error: the mean distance of hits from confidence over bins of equal counts."""
    error_before: float
    """The same without the sharpness."""
    error_by_chance: float
    """About what a perfectly calibrated model would show, with so few words."""
    bins: list[Bin]

    @classmethod
    def of(cls, letters: int, confidence: Numbers, hits: Hits, before: Numbers) -> Self:
        """Measure top suggestions: their `confidence` [N], whether they were meant [N], their confidence `before`."""
        bins = bins_of(confidence, hits)
        by_chance = [
            # The mean of rounded probabilities may lie above 1.
            each.count * math.sqrt(2 / math.pi * each.confidence * max(0.0, 1 - each.confidence) / each.count)
            for each in bins
        ]
        count = len(confidence)
        return cls(
            letters,
            count,
            error_of(bins),
            error_of(bins_of(before, hits)),
            sum(by_chance) / count if count else 0.0,
            bins,
        )


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was fitted on held-out text, and how good it is."""

    temperature: float = 1.0
    """Of the network's softmax; above 1 it is less sure than it was trained to be."""
    sharpness: tuple[Sharpness, ...] = (Sharpness(),)
    """After 0, 1, 2 … letters; the last for all that are more."""
    tokens: int = 0
    """Held-out tokens that it was fitted on."""
    perplexity: float | None = None
    """Of the mixture on these tokens."""
    perplexity_before: float | None = None
    """The same with temperature 1 and the weights that suit that."""
    reliability: list[Reliability] = field(default_factory=list)
    """Each half of the held-out text with the sharpness fitted on the other half."""

    def after(self, letters: int) -> Sharpness:
        """Return the sharpness after so many letters."""
        return self.sharpness[min(letters, len(self.sharpness) - 1)]

    def to_dict(self) -> dict[str, Any]:
        """Return the calibration as JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Return what `to_dict` wrote. Raises ValueError for anything else, and for values that cannot be."""
        try:
            reliability = [
                Reliability(**{**each, "bins": [Bin(**one) for one in each["bins"]]})
                for each in content["reliability"]
            ]
            sharpness = tuple(Sharpness(**each) for each in content["sharpness"])
            found = cls(**{**content, "sharpness": sharpness, "reliability": reliability})
        except (TypeError, KeyError, AttributeError) as error:
            raise ValueError("calibration: missing or of the wrong kind") from error
        bounded = [("temperature", found.temperature, _TEMPERATURES)]
        bounded += [("power", each.power, _POWERS) for each in sharpness]
        bounded += [("unknown", each.unknown, _UNKNOWN) for each in sharpness]
        for name, value, (low, high) in bounded:
            if not _is_number(value) or not low * 0.999 <= value <= high * 1.001:
                raise ValueError(f"calibration: {name} is no number from {low:.3g} to {high:.3g}")
        if not all(_is_number(value) and value >= 0 for value in _measured(found)):
            raise ValueError("calibration: a figure is no number from 0")
        if not sharpness:
            raise ValueError("calibration: no sharpness")
        return found


PLAIN = Sharpness()
"""Probabilities as the mixture has them."""


# Measuring ------------------------------------------------------------------------------------------------------------


def bins_of(confidence: Numbers, hits: Hits, bins: int = BINS) -> list[Bin]:
    """Return at most `bins` bins of equal counts (within one), by rising `confidence` [N]."""
    order = np.argsort(confidence, kind="stable")
    return [
        Bin(float(np.mean(confidence[part])), float(np.mean(hits[part])), len(part))
        for part in np.array_split(order, bins)
        if len(part)
    ]


def error_of(bins: Sequence[Bin]) -> float:
    """Return the expected calibration error (Naeini et al. 2015): Σ count · |hits − confidence| / Σ count."""
    total = sum(each.count for each in bins)
    return sum(each.count * abs(each.hits - each.confidence) for each in bins) / total if total else 0.0


# Fitting --------------------------------------------------------------------------------------------------------------


class Curve:
    """N smooth functions of one variable, known at `PLACES`; between them the polynomial through these."""

    PLACES = np.linspace(0.7, 1.3, 5)

    def __init__(self, values: npt.NDArray[np.float64]) -> None:
        """`values` [N, places]."""
        self.values = values

    def at(self, place: float) -> npt.NDArray[np.float64]:
        """Return [N], the functions' values at `place`."""
        others = self.PLACES[:, None] != self.PLACES
        gaps = np.where(others, self.PLACES[:, None] - self.PLACES, 1.0)
        return self.values @ np.where(others, (place - self.PLACES) / gaps, 1.0).prod(axis=1)


def fit_temperature(network: Curve, others: npt.NDArray[np.float64]) -> tuple[float, Numbers]:
    """Return the network's temperature and the weights [parts], network first, under which N tokens are most probable.

    `network` gives log p of the tokens at an inverse temperature; `others` [N, parts - 1] are the other parts'.
    """

    def rows(inverse: float) -> npt.NDArray[np.float64]:
        return np.column_stack((network.at(inverse), others))

    def loss(inverse: float) -> float:
        return mixture_loss(rows(inverse), fit_weights(rows(inverse), 1e-5))

    inverse = golden_section(loss, float(Curve.PLACES[0]), float(Curve.PLACES[-1]))
    return 1 / inverse, fit_weights(rows(inverse))


def mixture_loss(rows: npt.NDArray[np.float64], weights: Numbers) -> float:
    """Return the mean of −log Σ weight · P_part(token), of log P [N, parts]."""
    best = rows.max(axis=1)
    return -float((best + np.log(np.exp(rows - best[:, None]) @ weights)).mean()) if len(rows) else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Offers:
    """What was to choose from at N places of a text, after so many letters of the word that was meant there."""

    best: npt.NDArray[np.float64]
    """[N], the mass of the top suggestion."""
    hits: npt.NDArray[np.bool_]
    """[N], whether it was meant."""
    unknown: npt.NDArray[np.float64]
    """[N], the mass of unknown words."""
    known: Curve
    """The logarithm of Σ massᵖ over all known words, by p."""

    def __len__(self) -> int:
        return len(self.best)

    def __getitem__(self, chosen: npt.NDArray[np.bool_]) -> "Offers":
        """Return the places that are `chosen` [N]."""
        curve = Curve(self.known.values[chosen])
        return Offers(self.best[chosen], self.hits[chosen], self.unknown[chosen], curve)

    def confidence(self, sharpness: Sharpness) -> npt.NDArray[np.float64]:
        """Return [N], the probability of the top suggestion."""
        power = sharpness.power
        known, unknown = np.exp(self.known.at(power)), sharpness.unknown * self.unknown**power
        return self.best**power / (known + unknown)

    def loss(self, sharpness: Sharpness) -> float:
        """Return the sum of −log P(hit or miss, as it was)."""
        confidence = self.confidence(sharpness)
        return -float(np.log(np.maximum(np.where(self.hits, confidence, 1 - confidence), _TINY)).sum())


def fit_sharpness(offers: Offers) -> Sharpness:
    """Return the sharpness under which the hits and misses of the top suggestion are most probable, in doubt none.

    Found by turns in one direction at a time: the two hardly depend on each other.
    """
    power, unknown = 1.0, 0.0
    powers = float(Curve.PLACES[0]), float(Curve.PLACES[-1])
    logs = math.log(_UNKNOWN[0]), math.log(_UNKNOWN[1])
    for _ in range(_ROUNDS if len(offers) else 0):
        unknown = golden_section(partial(_doubted, offers, power), *logs)
        power = golden_section(partial(_doubted, offers, log_unknown=unknown), *powers)
    return Sharpness(power, math.exp(unknown))


def _doubted(offers: Offers, power: float, log_unknown: float) -> float:
    """Return the loss with a price on every change."""
    doubt = ((power - 1) / _POWER_DOUBT) ** 2 + (log_unknown / _UNKNOWN_DOUBT) ** 2
    return offers.loss(Sharpness(power, math.exp(log_unknown))) + doubt / 2


def _measured(calibration: Calibration) -> Iterator[Any]:
    """Yield every figure of what was measured, which is only shown."""
    yield calibration.tokens
    for perplexity in (calibration.perplexity, calibration.perplexity_before):
        if perplexity is not None:
            yield perplexity
    for each in calibration.reliability:
        yield from (each.letters, each.count, each.error, each.error_before, each.error_by_chance)
        for one in each.bins:
            yield from (one.confidence, one.hits, one.count)


def _is_number(value: object) -> bool:
    # An int in JSON may be too large for a float, where `isfinite` would raise.
    whole = isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53
    return whole or (isinstance(value, float) and math.isfinite(value))
