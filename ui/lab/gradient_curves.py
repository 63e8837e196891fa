"""The lengths of gradients as curves: of all seeds together, with their spread. No Qt."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from ui.lab.picture import Curve
from wordrnn.config import CELLS

LEAST = 1e-16
"""Nothing shorter is drawn: beside a gradient of 1, float64 loses it."""
_TINY = 1e-300


class GradientCurves:
    """What was measured of each network at each moment."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str, int], dict[int, Mapping[str, Any]]] = {}

    def add(self, curve: Mapping[str, Any]) -> None:
        """Take in one network at one moment."""
        kind = (curve["cell"], curve["initial"], curve["epoch"])
        self._found.setdefault(kind, {})[curve["seed"]] = curve

    @property
    def initials(self) -> list[str]:
        """The initialisations that there are."""
        return list(dict.fromkeys(initial for _, initial, _ in self._found))

    def last_epoch(self, initial: str) -> int:
        """Return the last epoch after which anything was measured."""
        return max((epoch for _, each, epoch in self._found if each == initial), default=0)

    def curves(self, path: str, initial: str, epoch: int) -> list[Curve]:
        """Return a curve for each cell that has the `path` ("h" or "c"), the geometric mean of its seeds."""
        found = []
        for cell in CELLS:
            seeds = self._found.get((cell, initial, epoch), {}).values()
            lines = [seed[path] for seed in seeds if seed[path]]
            if lines:
                found.append(_curve(cell, lines))
        return [curve for curve in found if curve.points]


def _curve(cell: str, lines: Iterable[list[float]]) -> Curve:
    """Return the curve of one cell, as far as it is not too short to be drawn."""
    points, band = [], []
    for lag, lengths in enumerate(zip(*lines, strict=True)):
        mean = math.exp(sum(math.log(max(length, _TINY)) for length in lengths) / len(lengths))
        if mean < LEAST:
            break
        points.append((float(lag), mean))
        if len(lengths) > 1:
            band.append((float(lag), max(min(lengths), LEAST), max(lengths)))
    return Curve(cell, points, band)
