"""Where does the gradient go? How long ∂loss_t/∂h_{t−k} and ∂loss_t/∂c_{t−k} are, against k.

Pascanu et al. (2013) for what is measured and for clipping; Hochreiter & Schmidhuber (1997) for the constant error
flow by way of c, and Gers et al. (2000) for the forget gate in its way. Nothing is truncated: the loss is that of the
word after a window, the gradient goes back through all of its steps, and windows of text that is not trained on are
taken together by the geometric mean. Networks of all cells, both initialisations and all seeds are measured before
they train and after each epoch.
"""

import math
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import numpy as np

from wordrnn import config
from wordrnn.config import CELLS
from wordrnn.errors import CorpusError
from wordrnn.events import Event
from wordrnn.lab import side_by_side
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell, event
from wordrnn.lab.gradient_findings import findings
from wordrnn.lab.initial import INITIALS
from wordrnn.lab.optimiser import Adam, norm
from wordrnn.lab.word_network import WordNetwork
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.text import sources
from wordrnn.tokenizer import Tokenizer

_CHARACTERS = 8  # of a token, at most, on average: so much of the text is read
_LEAD = 20  # words that are read before a window that is measured: its first state is one of a text
_LEAST_LENGTH = 1e-300  # whose logarithm is taken
_DIGITS = 6
_COSTS = {"simple": 1.0, "gru": 1.6, "cifg": 1.6, "lstm": 2.0, "peephole": 2.2}


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    """The text, the networks, and how they learn."""

    text: tuple[str, ...] = ("builtin",)  # files, folders or corpora
    cells: tuple[str, ...] = CELLS
    initials: tuple[str, ...] = INITIALS
    seeds: int = 1  # networks of each kind, from `seed` on
    epochs: int = 5
    window: int = 100  # T
    windows: int = 64  # that are measured
    tokens: int = 60_000  # to train on, at most
    vocabulary: int = 1000  # V
    units: int = 64  # H
    batch: int = 8  # B
    learning_rate: float = 0.01
    clip: float | None = 1.0  # the longest gradient
    forget_bias: float = 1.0
    gain: float = 1.0  # of the recurrent kernel at the beginning
    seed: int = 1

    def __post_init__(self) -> None:
        self._require("text", len(self.text) > 0, "a file, a folder or the name of a corpus")
        known = set(self.cells) <= set(CELLS) and len(self.cells) > 0
        self._require("cells", known, "any of " + ", ".join(CELLS))
        known = set(self.initials) <= set(INITIALS) and len(self.initials) > 0
        self._require("initials", known, "any of " + ", ".join(INITIALS))
        self._require_integer("seeds", 1, 100)
        self._require_integer("epochs", 0, 1000)
        self._require_integer("window", 2, 1000)
        self._require_integer("windows", 1, 10_000)
        self._require_integer("tokens", 1, 100_000_000)
        self._require_integer("vocabulary", 10, 100_000)
        self._require_integer("units", 1, 1024)
        self._require_integer("batch", 1, 1024)
        self._require("learning_rate", 0 < self.learning_rate < 10, "a number between 0 and 10")
        self._require("clip", self.clip is None or self.clip > 0, "a number above 0")
        self._require("forget_bias", math.isfinite(self.forget_bias), "a number")
        self._require("gain", 0 < self.gain < 100, "a number between 0 and 100")
        self._require_integer("seed", 0, 2**31 - 101)


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    """One of `curves` for each network at each moment: `Curve` as JSON has it."""

    name: ClassVar[str] = "gradient"

    text: str  # what it is called
    train_tokens: int
    vocabulary: int
    curves: list[dict[str, Any]]

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return the length of the gradient by each path at each lag."""
        columns = ["cell", "initial", "seed", "epoch", "held_out_loss", "path", "lag", "length"]
        return columns, [
            [*(curve[name] for name in ("cell", "initial", "seed", "epoch", "loss")), path, lag, length]
            for curve in self.curves
            for path in ("h", "c")
            for lag, length in enumerate(curve[path] or ())
        ]


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    """Measure, train and measure again, in processes side by side. Raises CorpusError for a text that is too short."""
    began = time.monotonic()
    tell(event("stage", name="reading"))
    text = _read(settings)
    tell(event("stage", name="training"))
    kinds = [
        (seed, initial, cell)
        for seed in range(settings.seed, settings.seed + settings.seeds)
        for initial in settings.initials
        for cell in settings.cells
    ]
    jobs = {
        f"{cell} {initial} {seed}": (settings, text, cell, initial, seed) for seed, initial, cell in kinds
    }
    progress = _Progress(jobs, settings.epochs + 1, tell)
    found = side_by_side.run(follow, jobs, progress, stopped)
    curves = [curve for each in found.values() for curve in each]
    return Result(
        settings=settings.to_dict(),
        seconds=round(time.monotonic() - began, 1),
        stopped=stopped() and any(len(found.get(name, ())) <= settings.epochs for name in jobs),
        sentences=findings(curves, settings.epochs, complete=not stopped()),
        text=sources.title(settings.text),
        train_tokens=text.train.size,
        vocabulary=text.vocabulary,
        curves=curves,
    )


class _Progress:
    """Passes the curves on, and tells how far all networks have come."""

    def __init__(self, jobs: Mapping[str, Any], moments: int, tell: Tell) -> None:
        weights = {name: _COSTS[name.split()[0]] for name in jobs}
        self._weights = {name: weight / sum(weights.values()) / moments for name, weight in weights.items()}
        self._share = 0.0
        self._tell = tell

    def __call__(self, job: str, item: Event) -> None:
        self._tell(item)
        self._share += self._weights[job]
        self._tell(event("progress", share=round(min(self._share, 1.0), 4)))


# The text -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Ids to train on [N] and windows to measure [lead + T + 1, windows]."""

    train: IntArray
    measured: IntArray
    vocabulary: int


def _read(settings: Settings) -> Text:
    """Return the text as ids; what is measured comes from its end, and the vocabulary from what is before."""
    length = _LEAD + settings.window + 1
    needed = settings.tokens + settings.windows * length
    parts: list[str] = []
    characters = 0
    sources.check(settings.text)
    for document in sources.documents_of(settings.text):
        parts.append(document.text[: needed * _CHARACTERS - characters])
        characters += len(parts[-1])
        if characters >= needed * _CHARACTERS:
            break
    text = "\n".join(parts)
    # A tenth is held out at least, for a short text; for a long one, as many tokens as are needed.
    cut = len(text) - max(len(text) // 10, 1)
    tokenizer = Tokenizer.fit([text[:cut]], vocabulary_size=settings.vocabulary)
    train, rest = tokenizer.encode(text[:cut]), tokenizer.encode(text[cut:])
    if len(train) < settings.batch * length or len(rest) < length:
        raise CorpusError(
            "too-little-text", expected=10 * settings.batch * length, got=len(train) + len(rest)
        )
    starts = np.linspace(0, len(rest) - length, settings.windows).astype(np.int64)
    measured = rest[starts[None, :] + np.arange(length)[:, None]]
    return Text(train[: settings.tokens], measured, tokenizer.vocab_size)


# One network ----------------------------------------------------------------------------------------------------------


def follow(job: tuple[Settings, Text, str, str, int], tell: Tell, stopped: Stopped) -> list[dict[str, Any]]:
    """Return the curves of one network: before it trains and after each epoch, until its loss is no number any more."""
    settings, text, cell, initial, seed = job
    network = WordNetwork(
        cast(config.Cell, cell),
        text.vocabulary,
        settings.units,
        np.random.default_rng([seed, 1]),
        initial=cast(Any, initial),
        gain=settings.gain,
        forget_bias=settings.forget_bias,
    )
    kind = {"cell": cell, "initial": initial, "seed": seed}
    optimiser = Adam(network.weights)
    rng = np.random.default_rng([seed, 2])
    curves: list[dict[str, Any]] = []
    longest = None
    for epoch in range(settings.epochs + 1):
        if epoch:
            longest = _epoch(network, optimiser, text.train, settings, rng, stopped)
            if longest is None:
                break
        curve = {**kind, "epoch": epoch, "longest": longest, **_measured(network, text.measured)}
        if curve["loss"] is None:
            break
        curves.append(curve)
        tell(event("norms", **curve))
        if stopped():
            break
    return curves


def _epoch(
    network: WordNetwork,
    optimiser: Adam,
    ids: IntArray,
    settings: Settings,
    rng: np.random.Generator,
    stopped: Stopped,
) -> float | None:
    """Read the text once in windows; return the length of the longest gradient, before clipping.

    None: it was stopped, or the gradient was no number any more.
    """
    length = settings.window + 1
    # Windows begin elsewhere in every epoch, and come in another order.
    starts = np.arange(int(rng.integers(0, settings.window)), len(ids) - length + 1, settings.window)
    rng.shuffle(starts)
    longest = 0.0
    for first in range(0, len(starts) - settings.batch + 1, settings.batch):
        if stopped():
            return None
        window = ids[starts[None, first : first + settings.batch] + np.arange(length)[:, None]]
        loss, gradient = network.gradient(window)
        size = norm(gradient)
        if not (math.isfinite(loss) and math.isfinite(size)):
            return None
        longest = max(longest, size)
        optimiser.update(gradient, settings.learning_rate, settings.clip)
    return _rounded(longest)


def _measured(network: WordNetwork, ids: IntArray) -> dict[str, Any]:
    """Return the held-out loss and the lengths by lag; "loss" is None where it is no number."""
    loss = network.loss(ids)
    if not math.isfinite(loss):
        return {"loss": None}
    lengths = network.lengths(ids, _LEAD)
    return {
        "loss": _rounded(loss),
        "h": _mean(lengths.hidden),
        "c": None if lengths.cells is None else _mean(lengths.cells),
    }


def _mean(lengths: FloatArray) -> list[float]:
    """Return the geometric mean [T] of `lengths` [N, T] over the windows."""
    logarithms = np.log(np.maximum(lengths, _LEAST_LENGTH)).mean(axis=0)
    return [_rounded(each) for each in np.exp(logarithms)]


def _rounded(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}")
