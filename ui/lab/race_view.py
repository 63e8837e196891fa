"""A race as it goes: who has learned how much, and what was measured of whom. No Qt."""

from collections.abc import Mapping
from typing import Any

from ui.lab.picture import Curve
from wordrnn.lab.race import CONTENDERS, LANGUAGE_MODELS


class RaceView:
    """What was told of the contenders so far."""

    def __init__(self) -> None:
        self.window = 10
        self.now = ""
        """Who learns or is measured."""
        self.most_frequent: float | None = None
        self.figures: dict[str, dict[str, float | None]] = {}
        """Contender → its figures, "named" too: the share of the frequent words."""
        self._learning: dict[str, list[tuple[float, float]]] = {}
        self._context: dict[str, list[tuple[float, float]]] = {}

    def apply(self, event: Mapping[str, Any]) -> None:
        """Take in what was told."""
        name = event.get("contender", "")
        match event["event"]:
            case "started":
                self.window = event["settings"]["window"]
            case "contender":
                self.now = name
                known = {"units": event["units"], "parameters": event["parameters"]}
                self.figures.setdefault(name, {}).update(known)
            case "learning":
                if event["valid_perplexity"] is not None:
                    point = (event["seconds"], event["valid_perplexity"])
                    self._learning.setdefault(name, []).append(point)
            case "measured":
                self.figures.setdefault(name, {}).update(event["figures"])
                self._context[name] = [(float(k), each) for k, each in event["context"].items()]
            case "named":
                self.figures.setdefault(name, {})["named"] = event["accuracy"]
            case "result":
                self.now = ""
                self.most_frequent = event["result"]["frequent"]["most_frequent"]
                done = event["result"]["frequent"]["accuracy"]
                self.figures = {key: each for key, each in self.figures.items() if key in done}

    @property
    def contenders(self) -> list[str]:
        """Those of whom something is known, in their order."""
        return [name for name in CONTENDERS if name in self.figures]

    def learning(self) -> list[Curve]:
        """Return the perplexity of each network on the validation text against the seconds it has learned."""
        names = [name for name in LANGUAGE_MODELS if name != "ngram" and self._learning.get(name)]
        return [Curve(name, self._learning[name]) for name in names]

    def to_beat(self) -> float | None:
        """Return the perplexity of what is only counted, on the validation text."""
        points = self._learning.get("ngram")
        return points[-1][1] if points else None

    def context(self) -> list[Curve]:
        """Return the perplexity of each language model against the words of context that it may read."""
        return [Curve(name, self._context[name]) for name in LANGUAGE_MODELS if name in self._context]
