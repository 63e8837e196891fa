"""What the Train page was asked for, as the words of `wordrnn train`. No Qt."""

import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PRESETS = {"quick": 5.0, "balanced": 20.0, "best": 60.0}
"""Minutes, as the command line has them; a test holds the two together."""


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """One run to be: a new one, or one that goes on."""

    name: str
    corpora: tuple[str, ...] = ()
    minutes: float = 20
    settings: dict[str, str] = field(default_factory=dict)  # options of the command line: "cell" → "gru"
    weights: dict[str, float] = field(default_factory=dict)  # corpus → how often it is read
    redact: bool = True  # whether e-mail addresses, phone and card numbers are taken out of the text
    resume: bool = False
    longer: float = 0  # minutes more, for a run that goes on

    def arguments(self) -> list[str]:
        """Return the words after `wordrnn train` that start the run for the window."""
        return self._words("--events")

    def plan_arguments(self) -> list[str]:
        """Return the words after `wordrnn train` that only tell what such a run would be like."""
        return self._words("--plan", "--events", named=False)

    def command_line(self, windows: bool = sys.platform == "win32") -> str:
        """Return the line that starts the same run in a terminal."""
        words = ["wordrnn", "train", *self._words()]
        return subprocess.list2cmdline(words) if windows else shlex.join(words)

    def _words(self, *last: str, named: bool = True) -> list[str]:
        name = _option("name", self.name) if named else []
        if self.resume:
            longer = _option("minutes", f"{self.longer:g}") if self.longer else []
            return ["--resume", *name, *longer, *last]
        preset = next((preset for preset, minutes in PRESETS.items() if minutes == self.minutes), None)
        words = name + (_option("preset", preset) if preset else _option("minutes", f"{self.minutes:g}"))
        for option, value in self.settings.items():
            words += _option(option, value)
        for corpus in self.corpora:
            if self.weights.get(corpus, 1.0) != 1.0:
                words += _option("weight", f"{corpus}={self.weights[corpus]:.12g}")
        if not self.redact:
            words.append("--no-redact")
        if any(corpus.startswith("-") for corpus in self.corpora):
            return [
                *words,
                *last,
                "--",
                *self.corpora,
            ]  # after `--`, a name with a dash in front is no option
        return [*self.corpora, *words, *last]


def options_from(name: str, asked: Mapping[str, Any]) -> TrainingOptions | None:
    """Return the options of a run by what its folder keeps of it; None where that says something else than options.

    A text to validate on, and texts that are split already, cannot be chosen in the window.
    """
    try:
        wishes, data, base = asked["wishes"], asked["data"], asked.get("base")
        if asked.get("valid") or data["tokenizer"] == "pretokenized" or not wishes["minutes"]:
            return None
        settings = {"from": str(base["name"])} if base else _shape(wishes, data)
        if wishes["embedding"]:
            return None
        if wishes["seed"] != 1:
            settings["seed"] = str(wishes["seed"])
        weights = {str(path): float(weight) for path, weight in asked["weights"].items()}
        minutes, redact = float(wishes["minutes"]), bool(data["redact"])
        return TrainingOptions(name, tuple(asked["paths"]), minutes, settings, weights, redact)
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _shape(wishes: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, str]:
    chosen = {"cell": wishes["cell"] if wishes["cell"] != "lstm" else None}
    chosen["tokenizer"] = data["tokenizer"] if data["tokenizer"] != "word" else None
    chosen |= {option: wishes[option] for option in ("units", "layers", "vocabulary")}
    return {option: str(value) for option, value in chosen.items() if value}


def _option(name: str, value: str) -> list[str]:
    """Return an option and its value; one that begins with a dash would be read as another option."""
    return [f"--{name}={value}"] if value.startswith("-") else [f"--{name}", value]
