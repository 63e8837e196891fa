"""What an experiment of the Lab is.

An experiment NAME is the module `wordrnn.lab.NAME` with three names:

- `Settings`, a frozen dataclass derived from `wordrnn.config.Settings`, with defaults for all and a `seed`;
- `Result`, derived from `LabResult`;
- `run(settings, tell, stopped) -> Result`, which tells events as it goes and looks often whether it is to stop; then
  its result holds what was gained, and says `stopped`.

Its figure is drawn by `wordrnn.lab.drawing.NAME`, its options are those of `wordrnn.cli.lab_NAME`, and its line in
`EXPERIMENTS` is what `wordrnn lab` says of it. The same settings give the same data, bit for bit, but for `seconds`.
"""

import dataclasses
import importlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, Self, cast

from wordrnn.config import Settings
from wordrnn.events import Event
from wordrnn.lab.sentences import Sentence

FORMAT = 1

EXPERIMENTS: dict[str, str] = {
    "memory": "How far back can it remember?",
    "gradient": "Where does the gradient go?",
    "gates": "Open the gate: a sentence, word by word, through the gates of a trained network",
    "race": "Which cell predicts best, in equal time or with equal parameters?",
    "shapes": "The shapes: batch, time and features of a text on its way through a network",
}
"""Every experiment, in the order of the Lab, with what it asks."""

Tell = Callable[[Event], None]
"""Where the events of an experiment go."""
Stopped = Callable[[], bool]
"""Whether the experiment is to stop."""
Cell = str | int | float | None
"""What a table for other programs has in a cell."""

FIELDS: dict[str, tuple[str, ...]] = {
    # Of every experiment. To each event `wordrnn lab --events` adds "at", the seconds since the beginning.
    "started": ("experiment", "settings"),
    "stage": ("name",),  # what goes on now: a word of the experiment's own
    "progress": ("share",),  # of the whole, from 0 to 1
    # Always last: one of the two.
    "result": ("result",),
    "failed": ("kind", "code", "params"),  # what `wordrnn.evaluation.telling.failure` gives
    # memory: the curve of one contender as far as it is known, {"K": accuracy}, and the share of its training done.
    "accuracy": ("contender", "accuracy", "share"),
    # gradient: one network at one moment. Lengths of the gradient at the lags 0, 1, …, and "c" None where a cell has
    # none; "loss" on held-out text; "longest" of the gradients of the epoch before, None before the first.
    "norms": ("cell", "initial", "seed", "epoch", "loss", "h", "c", "longest"),
    # race: the text; then of one contender after the other how it is made, how it learns (perplexities are None where
    # they were not measured now), what it reached, its perplexity by words of context that are read, {"K": perplexity},
    # and which share of the frequent words it named.
    "text": ("title", "train_tokens", "valid_tokens", "test_tokens", "vocabulary"),
    "contender": ("contender", "units", "parameters"),
    "learning": ("contender", "seconds", "epoch", "train_perplexity", "valid_perplexity"),
    "measured": ("contender", "figures", "context"),
    "named": ("contender", "accuracy"),
}
"""The events of all experiments: names and fields are defined here and nowhere else."""


def event(name: str, /, **fields: Any) -> Event:
    """Return the event `name`; a field that is missing or not defined above is a mistake of ours."""
    assert set(fields) == set(FIELDS[name]), f"{name}: {sorted(set(fields) ^ set(FIELDS[name]))}"
    return {"event": name, **fields}


def untold(item: Event) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False


@dataclass(frozen=True, kw_only=True)
class LabResult(ABC):
    """What an experiment found. Its fields are plain JSON values, and its JSON is its fields."""

    name: ClassVar[str]  # of the experiment

    settings: dict[str, Any]
    seconds: float  # how long it took
    stopped: bool = False  # before its end: it holds what was gained until then
    sentences: tuple[Sentence, ...] = ()  # what is seen, derived from the data

    @abstractmethod
    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return the names of the columns, and one row for each value: a tidy table."""

    def to_json(self) -> dict[str, Any]:
        """Return the result as JSON values: what `--json` prints and what figures are drawn from."""
        fields = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        fields["sentences"] = [sentence.to_json() for sentence in self.sentences]
        return {"format": FORMAT, "experiment": self.name, **fields}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return the result that `to_json` made `data` of. Raises KeyError, TypeError or ValueError where none did."""
        if data["experiment"] != cls.name or data["format"] != FORMAT:
            raise ValueError(f"{data['experiment']}, format {data['format']}")
        fields = {field.name: data[field.name] for field in dataclasses.fields(cls)}
        fields["sentences"] = tuple(Sentence.from_json(each) for each in fields["sentences"])
        return cls(**fields)


class Experiment(Protocol):
    """The module of an experiment."""

    Settings: type[Settings]
    Result: type[LabResult]

    def run(self, settings: Any, tell: Tell, stopped: Stopped) -> LabResult:
        """Do the experiment. Raises WordrnnError."""
        ...


def experiment(name: str) -> Experiment:
    """Return the module of the experiment `name`, which is one of `EXPERIMENTS`."""
    assert name in EXPERIMENTS
    return cast(Experiment, importlib.import_module(f"wordrnn.lab.{name}"))
