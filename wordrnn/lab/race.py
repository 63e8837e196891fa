"""Experiment 4, the race: on one text, with equal time or with equal parameters, who predicts best, and at what cost?

Recurrent networks of five cells (see `wordrnn.recurrent` for their sources), trained by the trainer itself; the
feed-forward window network (Bengio et al. 2003) and Kneser–Ney; and on what all can do, naming the next word where it
is one of the most frequent, also the window classifiers of the older literature. All are measured on the same text,
which none has seen, by the same code.

With `epochs` the same seed gives the same figures. With `minutes` the clock decides how far each one comes.
"""

import dataclasses
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Literal, cast

import numpy as np

from wordrnn import config
from wordrnn.config import CELLS
from wordrnn.dataset import Stopped as ReadingStopped
from wordrnn.lab import extra
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell, event
from wordrnn.lab.racing import classifiers, comparing, shapes, training, window
from wordrnn.lab.racing.measuring import (
    Interrupted,
    Measured,
    frequent_tokens,
    measure,
)
from wordrnn.lab.racing.text import RaceText, Source, prepared
from wordrnn.next_word import IntArray, NextWordModel
from wordrnn.ngram.model import NGramModel
from wordrnn.training.plan import embedding_for

LANGUAGE_MODELS = (*CELLS, "feedforward", "ngram")
CONTENDERS = (*LANGUAGE_MODELS, *classifiers.CLASSIFIERS)
_START = ("ngram", *CONTENDERS)
"""Who begins: what is counted, which the others have to beat."""
EQUAL = ("time", "parameters")
_MOST_NGRAMS = 8_000_000  # as the trainer keeps


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    """What races, and on which text."""

    paths: tuple[str, ...] = ("builtin",)
    valid: str | None = None  # the trainer's validation text; None leaves a part of `paths` to it
    test: str | None = None  # what is measured on; None holds out a part of `paths`
    pretokenized: bool = False
    contenders: tuple[str, ...] = CONTENDERS
    equal: Literal["time", "parameters"] = "time"
    minutes: float = 0.1  # of training for each network
    epochs: int | None = None  # instead of minutes
    units: int = 128  # H, of the LSTM where the others have as many parameters
    embedding: int = 0  # E; from 0 it becomes what the trainer chooses beside so many units
    vocabulary: int = 10_000
    window: int = 10  # words that those with a window see
    frequent: int = 200  # words of the task that all can do
    samples: int = 20_000  # examples that a classifier learns from, at most
    seed: int = 1

    def __post_init__(self) -> None:
        # From JSON they come as lists.
        for name in ("paths", "contenders"):
            object.__setattr__(self, name, tuple(getattr(self, name)))
        self._require("paths", bool(self.paths), "a file, a folder or the name of a corpus")
        known = bool(self.contenders) and set(self.contenders) <= set(CONTENDERS)
        self._require("contenders", known, "some of " + ", ".join(CONTENDERS))
        self._require("equal", self.equal in EQUAL, "time or parameters")
        self._require("minutes", 0 < self.minutes <= 10_000, "a number above 0")
        if self.epochs is not None:
            self._require_integer("epochs", 1, 100_000)
        self._require_integer("units", 1, 8192)
        self._require_integer("embedding", 0, 8192)
        self._require_integer("vocabulary", 10, 1_000_000)
        self._require_integer("window", 1, 50)
        self._require_integer("frequent", 2, 1000)
        self._require_integer("samples", 100, 10_000_000)
        self._require_integer("seed", 0, 2**31 - 1)
        object.__setattr__(self, "embedding", self.embedding or embedding_for(self.units))

    @property
    def source(self) -> Source:
        """Where the text comes from."""
        return Source(self.paths, self.valid, self.test, self.pretokenized, self.vocabulary)

    def in_order(self) -> list[str]:
        """Return the contenders, each once, in the order in which they start."""
        return [name for name in dict.fromkeys(_START) if name in self.contenders]


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    """What the race came to."""

    name: ClassVar[str] = "race"

    text: dict[str, Any]
    """What the "text" event tells."""
    contenders: dict[str, dict[str, float | None]]
    """Language model → "units", "parameters", "seconds" and "epochs" of training, "seconds_per_epoch" (None for what
    is counted), "perplexity", "top1", "top3", "top5", "keystroke_savings" (rates from 0 to 1), "ms_per_prediction"."""
    curves: dict[str, list[list[float]]]
    """Language model → [seconds, perplexity on the validation text] while it learned."""
    worse_than_lstm: dict[str, comparing.Estimate]
    context: dict[str, Any]
    """See `comparing.compared`."""
    frequent: dict[str, Any]
    """"words" in the task, "places" in the test text where one of them follows, the share of the "most_frequent";
    contender → "accuracy"; and of the classifiers "examples", "parameters", "seconds" and "ms_per_prediction"."""

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return one row for each value: of which contender, what, where it belongs, and the value."""
        rows: list[list[Cell]] = []
        for name, figures in self.contenders.items():
            rows += [[name, figure, None, value] for figure, value in figures.items()]
        for name, points in self.curves.items():
            rows += [[name, "validation perplexity after seconds", *point] for point in points]
        for name, values in self.context.get("perplexity", {}).items():
            lengths = self.context["lengths"]
            rows += [
                [name, "perplexity with words of context", *pair]
                for pair in zip(lengths, values, strict=True)
            ]
        rows += [[name, "frequent words named", None, each] for name, each in self.accuracy.items()]
        return ["contender", "figure", "at", "value"], rows

    @property
    def accuracy(self) -> dict[str, float]:
        """Contender → which share of the frequent words it named."""
        return self.frequent.get("accuracy", {})


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    """Let the contenders learn and be measured, one after the other. Raises WordrnnError."""
    began = time.monotonic()
    if set(settings.contenders) & set(CELLS):
        training.require_trainer()
    if set(settings.contenders) & set(classifiers.CLASSIFIERS):
        extra.require("sklearn.linear_model")
    race = _Race(settings, tell, stopped)
    whole = False
    # On Windows a process that has just ended may hold its files for a moment.
    with tempfile.TemporaryDirectory(prefix="wordrnn-race-", ignore_cleanup_errors=True) as folder:
        try:
            race.run(Path(folder))
            whole = True
        except (Interrupted, ReadingStopped):
            pass
    return race.result(time.monotonic() - began, not whole)


class _Race:
    """One race: what it is about, and what was found so far."""

    def __init__(self, settings: Settings, tell: Tell, stopped: Stopped) -> None:
        self._settings, self._tell, self._stopped = settings, tell, stopped
        self._text: dict[str, Any] = {}
        self._contenders: dict[str, dict[str, float | None]] = {}
        self._curves: dict[str, list[list[float]]] = {}
        self._measured: dict[str, Measured] = {}
        self._accuracy: dict[str, float] = {}
        self._facts: dict[str, dict[str, float]] = {
            "examples": {},
            "parameters": {},
            "seconds": {},
            "ms_per_prediction": {},
        }
        self._places: IntArray = np.zeros(0, np.int64)  # of the test text, where a frequent word follows
        self._most_frequent = 0.0
        self._done = 0.0

    def run(self, folder: Path) -> None:
        """Do it all, in the new things in `folder`. Raises Interrupted, WordrnnError."""
        settings = self._settings
        self._tell(event("stage", name="reading"))
        text = prepared(settings.source, folder / "text", self._stopped)
        dataset = text.dataset
        self._text = {
            "title": text.title,
            "train_tokens": len(dataset.train),
            "valid_tokens": len(dataset.valid),
            "test_tokens": len(text.test_ids),
            "vocabulary": dataset.tokenizer.vocab_size,
        }
        self._tell(event("text", **self._text))
        frequent = frequent_tokens(dataset.train, dataset.tokenizer.vocab_size, settings.frequent)
        self._places = np.flatnonzero(np.isin(text.test_ids, frequent))
        self._most_frequent = float((text.test_ids[self._places] == frequent[0]).mean())
        whole = sum(map(_effort, settings.in_order()))
        for name in settings.in_order():
            if self._stopped():
                raise Interrupted
            share = _effort(name) / whole
            if name in classifiers.CLASSIFIERS:
                self._classify(name, text, frequent)
            else:
                self._measure(name, self._learned(name, text, folder, share), text, frequent)
            self._done += share
            self._tell(event("progress", share=min(self._done, 1.0)))

    # Language models ----------------------------------------------------------------------------------------------

    def _learned(self, name: str, text: RaceText, folder: Path, share: float) -> NextWordModel:
        settings, size = self._settings, text.dataset.tokenizer.vocab_size
        self._curves[name] = []
        if name == "ngram":
            return self._counted(text)
        units = shapes.units_of(
            name,
            size,
            settings.units,
            settings.embedding,
            settings.window,
            settings.equal == "parameters",
        )
        learn = self._windowed if name == "feedforward" else self._trained
        return learn(name, units, text, folder, share)

    def _counted(self, text: RaceText) -> NGramModel:
        begin = time.perf_counter()
        train, size = text.dataset.train, text.dataset.tokenizer.vocab_size
        model = NGramModel.fit(train, size, max_ngrams=_MOST_NGRAMS)
        seconds = time.perf_counter() - begin
        self._begin("ngram", None, sum(model.sizes), seconds=seconds, epochs=1.0)
        losses = -model.score(np.asarray(text.dataset.valid, np.int64))
        self._learn("ngram", seconds, 1.0, None, float(np.exp(losses.mean(dtype=np.float64))))
        return model

    def _trained(self, name: str, units: int, text: RaceText, folder: Path, share: float) -> NextWordModel:
        settings, size = self._settings, text.dataset.tokenizer.vocab_size
        cell = cast(config.Cell, name)
        self._begin(name, units, shapes.cell_config(cell, size, units, settings.embedding).parameters)
        order = training.Order(
            cell,
            units,
            settings.embedding,
            settings.seed,
            None if settings.epochs else settings.minutes,
            settings.epochs,
        )

        def report(now: training.Report) -> None:
            self._learn(name, now.seconds, now.epoch, now.train_perplexity, now.valid_perplexity)
            self._tell(event("progress", share=self._done + 0.9 * share * min(now.share, 1.0)))

        trained = training.train(order, text, folder / name, report, self._stopped)
        per_epoch = len(text.dataset.train) / trained.tokens_per_second
        self._ended(name, trained.seconds, trained.epochs, per_epoch)
        return trained.model

    def _windowed(self, name: str, units: int, text: RaceText, folder: Path, share: float) -> NextWordModel:
        settings, dataset = self._settings, text.dataset
        shape = window.WindowConfig(dataset.tokenizer.vocab_size, settings.embedding, units, settings.window)
        self._begin(name, units, shape.parameters)

        def report(now: window.Report) -> None:
            if now.valid_perplexity is not None:
                self._learn(name, now.seconds, now.epoch, None, now.valid_perplexity)
                self._tell(event("progress", share=self._done + 0.9 * share * min(now.share, 1.0)))

        effort = window.Effort(epochs=settings.epochs) if settings.epochs else self._as_long_as_others()
        trained = window.fit(
            shape, dataset.train, dataset.valid, effort, settings.seed, report, self._stopped
        )
        if trained is None:
            raise Interrupted
        self._ended(name, trained.seconds, trained.epochs, trained.seconds / trained.epochs)
        return trained.model

    def _as_long_as_others(self) -> window.Effort:
        """Return as much time as the recurrent networks had; the trainer takes some of theirs to start and to end."""
        spent = [cast(float, self._contenders[name]["seconds"]) for name in CELLS if name in self._contenders]
        return window.Effort(seconds=float(np.mean(spent)) if spent else 60 * self._settings.minutes)

    def _begin(self, name: str, units: int | None, parameters: int, **known: float) -> None:
        self._tell(event("contender", contender=name, units=units, parameters=parameters))
        self._contenders[name] = {"units": units, "parameters": parameters, **known}

    def _ended(self, name: str, seconds: float, epochs: float, per_epoch: float) -> None:
        self._contenders[name] |= {"seconds": seconds, "epochs": epochs, "seconds_per_epoch": per_epoch}

    def _learn(
        self, name: str, seconds: float, epoch: float, trained: float | None, valid: float | None
    ) -> None:
        if valid is not None:
            self._curves[name].append([seconds, valid])
        told = {"train_perplexity": trained, "valid_perplexity": valid}
        self._tell(event("learning", contender=name, seconds=seconds, epoch=epoch, **told))

    def _measure(self, name: str, model: NextWordModel, text: RaceText, frequent: IntArray) -> None:
        self._tell(event("stage", name="measuring"))
        tokenizer = text.dataset.tokenizer
        measured = measure(
            model, tokenizer, text.test, text.test_ids, frequent, self._stopped, self._settings.window
        )
        self._measured[name] = measured
        self._contenders[name] |= {"seconds_per_epoch": None, **self._contenders[name], **measured.figures}
        context = {str(length): float(np.exp(each.mean())) for length, each in measured.by_length.items()}
        self._tell(event("measured", contender=name, figures=self._contenders[name], context=context))
        right = measured.guesses[self._places] == text.test_ids[self._places]
        self._named(name, float(right.mean()))

    # The task that all can do ---------------------------------------------------------------------------------------

    def _classify(self, name: str, text: RaceText, frequent: IntArray) -> None:
        settings, train = self._settings, text.dataset.train
        self._tell(event("stage", name="classifying"))
        codes = classifiers.codes_of(train, text.dataset.tokenizer.vocab_size)
        learned = classifiers.examples(train, frequent, codes, settings.window, settings.samples)
        asked = classifiers.examples(text.test_ids, frequent, codes, settings.window)
        fitted = classifiers.fit(name, learned, asked, settings.seed)
        facts = {
            "examples": len(learned.targets),
            "parameters": fitted.parameters,
            "seconds": fitted.seconds,
            "ms_per_prediction": fitted.ms_per_prediction,
        }
        for fact, value in facts.items():
            self._facts[fact][name] = value
        self._named(name, fitted.accuracy)

    def _named(self, name: str, accuracy: float) -> None:
        self._accuracy[name] = accuracy
        self._tell(event("named", contender=name, accuracy=accuracy))

    # The end --------------------------------------------------------------------------------------------------------

    def result(self, seconds: float, stopped: bool) -> Result:
        """Return what was found of the contenders that came to their end."""
        measured = {name: self._measured[name] for name in LANGUAGE_MODELS if name in self._measured}
        contenders = {name: self._contenders[name] for name in measured}
        found = comparing.compared(measured, self._settings.window)
        result = Result(
            settings=_as_json(self._settings),
            seconds=seconds,
            stopped=stopped,
            text=self._text,
            contenders=contenders,
            curves={name: self._curves[name] for name in contenders},
            worse_than_lstm=found["worse_than_lstm"],
            context=found["context"],
            frequent={
                "words": self._settings.frequent,
                "places": len(self._places),
                "most_frequent": self._most_frequent,
                "accuracy": {name: self._accuracy[name] for name in CONTENDERS if name in self._accuracy},
                **self._facts,
            },
        )
        return dataclasses.replace(result, sentences=comparing.sentences(result.to_json()))


def _effort(name: str) -> float:
    """Return about how long a contender takes, beside others."""
    return 1.0 if name in CELLS or name == "feedforward" else 0.3


def _as_json(settings: Settings) -> dict[str, Any]:
    return {
        key: list(value) if isinstance(value, tuple) else value for key, value in settings.to_dict().items()
    }
