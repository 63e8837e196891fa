"""What the curves of the gradient experiment say, in sentences."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from wordrnn.lab.initial import INITIALS
from wordrnn.lab.sentences import Sentence, sentence

LAG = 50
"""Over so many steps it is said what is lost; over all there are, where there are fewer."""
_NOTICEABLE = 0.3  # powers of ten: a factor of two

Curve = Mapping[str, Any]


def findings(curves: Sequence[Curve], epochs: int, complete: bool = True) -> tuple[Sentence, ...]:
    """Return what is seen in the `curves` of networks that trained for `epochs`; all of them, if `complete`."""
    if not curves:
        return ()
    lag = min(LAG, min(len(curve["h"]) for curve in curves) - 1)
    last = max(curve["epoch"] for curve in curves)
    start = [curve for curve in curves if curve["epoch"] == 0]
    end = [curve for curve in curves if curve["epoch"] == last] if last else []
    said = [*_of_moment("gradient-start", start, lag)]
    if end:
        said += _of_moment("gradient-end", end, lag)
        said += _of_training(_by_cell(start, "h", lag), _by_cell(end, "h", lag))
    said += _of_simple(_by_cell(start, "h", lag), _by_cell(end, "h", lag), lag)
    said += _of_cells(end or start, lag)
    said += _of_growth(curves, lag)
    if complete and (lost := _diverged(curves, epochs)):
        said.append(sentence("gradient-diverged", cells=lost))
    return tuple(said)


def lost(lengths: Sequence[float], lag: int) -> float:
    """Return by how many powers of ten the gradient shrinks over `lag` steps; below 0 it grows."""
    least = 1e-300
    return math.log10(max(lengths[0], least)) - math.log10(max(lengths[lag], least))


def _by_cell(curves: Sequence[Curve], path: str, lag: int) -> dict[str, float]:
    """Return what is lost in each cell, in the mean over initialisations and seeds."""
    found: dict[str, list[float]] = {}
    for curve in curves:
        if curve[path]:
            found.setdefault(curve["cell"], []).append(lost(curve[path], lag))
    return {cell: fmean(each) for cell, each in found.items()}


def _of_moment(code: str, curves: Sequence[Curve], lag: int) -> list[Sentence]:
    said = []
    for initial in INITIALS:
        by_cell = _by_cell([curve for curve in curves if curve["initial"] == initial], "h", lag)
        if len(by_cell) < 2:
            continue
        best, worst = min(by_cell, key=by_cell.__getitem__), max(by_cell, key=by_cell.__getitem__)
        what: dict[str, Any] = {"best": best, "best_power": -by_cell[best]}
        what |= {"worst": worst, "worst_power": -by_cell[worst]}
        what |= {"lag": lag} if code == "gradient-start" else {"epoch": curves[0]["epoch"]}
        said.append(sentence(f"{code}-{initial}", **what))
    return said


def _of_training(start: Mapping[str, float], end: Mapping[str, float]) -> list[Sentence]:
    both = [cell for cell in start if cell in end]
    farther = [cell for cell in both if end[cell] < start[cell] - _NOTICEABLE]
    nearer = [cell for cell in both if end[cell] > start[cell] + _NOTICEABLE]
    said = [sentence("gradient-farther", cells=farther)] if farther else []
    return said + ([sentence("gradient-nearer", cells=nearer)] if nearer else [])


def _of_simple(start: Mapping[str, float], end: Mapping[str, float], lag: int) -> list[Sentence]:
    """Compare the SimpleRNN with the others, as the textbook does: its gradient is to vanish soonest."""
    said = []
    for moment, by_cell in (("start", start), ("end", end)):
        simple = by_cell.get("simple", math.nan)
        more = [cell for cell, value in by_cell.items() if value < simple - _NOTICEABLE]
        less = [cell for cell, value in by_cell.items() if value > simple + _NOTICEABLE]
        if more and moment == "end":
            said.append(sentence("gradient-textbook", cells=more, lag=lag))
        if less and simple > -_NOTICEABLE:  # that it grows is in the textbook too
            said.append(sentence(f"gradient-against-{moment}", cells=less, lag=lag))
    return said


def _of_cells(curves: Sequence[Curve], lag: int) -> list[Sentence]:
    """Compare the two ways of one cell: the LSTM, or the first that has two."""
    by_cell = _by_cell(curves, "c", lag)
    if not by_cell:
        return []
    cell = "lstm" if "lstm" in by_cell else next(iter(by_cell))
    by_hidden = _by_cell(curves, "h", lag)[cell]
    return [sentence("gradient-cells", cell=cell, by_cell=by_cell[cell], by_hidden=by_hidden, lag=lag)]


def _of_growth(curves: Sequence[Curve], lag: int) -> list[Sentence]:
    growing = {}
    for curve in curves:
        grown = -lost(curve["h"], lag)
        if grown > _NOTICEABLE:
            growing[curve["cell"]] = max(grown, growing.get(curve["cell"], 0))
    if not growing:
        return []
    return [sentence("gradient-grows", cells=list(growing), most=max(growing.values()), lag=lag)]


def _diverged(curves: Sequence[Curve], epochs: int) -> list[str]:
    """Return the cells of which a network did not come to its last epoch."""
    last: dict[tuple[str, str, int], int] = {}
    for curve in curves:
        kind = (curve["cell"], curve["initial"], curve["seed"])
        last[kind] = max(curve["epoch"], last.get(kind, 0))
    return list(dict.fromkeys(cell for (cell, _, _), epoch in last.items() if epoch < epochs))
