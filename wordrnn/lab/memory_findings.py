"""What the accuracies of the memory experiment say, in sentences."""

from collections.abc import Mapping

from wordrnn.config import CELLS
from wordrnn.lab.sentences import Sentence, sentence

GOOD = 0.95
"""From here on it is said to remember."""
_ABOVE_CHANCE = 0.1  # more than chance by so much: no luck with a few hundred examples
_KEPT = 0.9  # of what was known near by: less than that is forgetting

Curves = Mapping[str, Mapping[str, float]]


def findings(accuracy: Curves, window: int, chance: float) -> tuple[Sentence, ...]:
    """Return what is seen in the curves, by contender and distance; what contradicts the textbook is said too."""
    windows = {name: curve for name, curve in accuracy.items() if name not in CELLS}
    cells = {name: curve for name, curve in accuracy.items() if name in CELLS}
    return (*_of_windows(windows, window, chance), *_of_gates(cells), *_of_simple(cells))


def _of_windows(curves: Curves, window: int, chance: float) -> list[Sentence]:
    inside = {name: [a for k, a in curve.items() if int(k) <= window] for name, curve in curves.items()}
    outside = {name: [a for k, a in curve.items() if int(k) > window] for name, curve in curves.items()}
    guessing = [name for name, seen in outside.items() if seen and max(seen) < chance + _ABOVE_CHANCE]
    beyond = [name for name in outside if outside[name] and name not in guessing]
    said = []
    if guessing:
        known = [a for name in guessing for a in inside[name]]
        said.append(
            sentence(
                "memory-window-edge",
                contenders=guessing,
                window=window,
                inside=max(known, default=chance),
                outside=max(a for name in guessing for a in outside[name]),
                chance=chance,
            )
        )
    if beyond:
        most = max(a for name in beyond for a in outside[name])
        said.append(
            sentence("memory-window-beyond", contenders=beyond, window=window, accuracy=most, chance=chance)
        )
    return said


def _of_gates(cells: Curves) -> list[Sentence]:
    """Say how far those with gates remember; those that reach equally far together."""
    reached: dict[int, list[str]] = {}
    for name, curve in cells.items():
        if name != "simple":
            reached.setdefault(reach(curve), []).append(name)
    said = []
    for distance in sorted(reached, reverse=True):
        names = reached[distance]
        farthest = max(int(k) for name in names for k in cells[name])
        least = min(cells[name][str(distance or farthest)] for name in names)
        if distance == farthest:
            said.append(sentence("memory-gates-all", cells=names, distance=distance, accuracy=least))
        elif distance:
            said.append(
                sentence("memory-gates-some", cells=names, distance=distance, good=GOOD, farthest=farthest)
            )
        else:
            said.append(sentence("memory-gates-none", cells=names, good=GOOD))
    return said


def reach(curve: Mapping[str, float]) -> int:
    """Return the largest distance up to which all are remembered well; 0 for none."""
    far = 0
    for k in sorted(curve, key=int):
        if curve[k] < GOOD:
            break
        far = int(k)
    return far


def _of_simple(cells: Curves) -> list[Sentence]:
    curve = {int(k): accuracy for k, accuracy in cells.get("simple", {}).items()}
    if len(curve) < 3:
        return []
    near, far = min(curve), max(curve)
    middle = min(set(curve) - {near, far}, key=lambda k: abs(k - far / 2))
    if max(curve.values()) < GOOD:
        code = "memory-simple-weak"
    else:
        code = "memory-simple-forgets" if curve[far] < _KEPT * curve[near] else "memory-simple-holds"
    points = {"near": near, "middle": middle, "far": far}
    at = {"at_near": curve[near], "at_middle": curve[middle], "at_far": curve[far]}
    return [sentence(code, **points, **at)]
