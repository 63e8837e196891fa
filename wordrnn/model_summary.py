"""A model in a few figures, as a list of models shows it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wordrnn import notes
from wordrnn.errors import ModelError
from wordrnn.model_bin import size_of

if TYPE_CHECKING:
    from wordrnn.model_folder import ModelFolder

TRAINING = "training"
_MOST = 1e300  # an int may be too large for a float


@dataclass(frozen=True, slots=True)
class ModelSummary:
    """What a list of models shows. Figures are None where they were not measured."""

    name: str
    path: Path
    created: str  # ISO 8601; empty where the model cannot be read
    size_bytes: int
    active: bool
    cell: str | None
    units: int
    layers: int
    parameters: int
    vocabulary: int
    valid_perplexity: float | None
    corpus: str
    training: bool  # a run can be resumed
    problem: str | None  # the code of what is wrong with it
    tokenizer: str = ""  # the kind
    valid_tokens: int = 0  # that the perplexities are over
    network_perplexity: float | None = None
    ngram_perplexity: float | None = None
    measured_tokens: int = 0  # a sample of them, which the rates below are over
    top1: float | None = None
    top3: float | None = None
    keystroke_savings: float | None = None  # with three suggestions in view
    base: str = ""  # the model that it was trained on from
    notes: str = ""
    builtin: bool = False  # it comes with wordrnn, and is no folder of the user's

    @property
    def beaten_by_ngram(self) -> bool:
        """Whether the n-gram alone predicts the held-out text better than the network alone."""
        network, ngram = self.network_perplexity, self.ngram_perplexity
        return network is not None and ngram is not None and ngram < network


def summary_of(path: Path, active: bool = False, *, thorough: bool = True) -> ModelSummary:
    """Return the summary of the model in the folder `path`.

    `thorough` compares every file with its hash; without, only `model.json` is read, and missing files are noticed.
    """
    from wordrnn.model_folder import (  # brings numpy: not before it is needed
        describe,
        files_there,
        open_folder,
    )

    model: ModelFolder | None = None
    problem = None
    try:
        model = open_folder(path) if thorough else files_there(describe(path))
    except ModelError as error:
        problem = error.code
    config = model.config if model else None
    training: Mapping[str, Any] = model.info["training"] if model else {}
    metrics: Mapping[str, Any] = model.info["metrics"] if model else {}
    return ModelSummary(
        name=path.name,
        path=path,
        created=str(model.info["created"]) if model else "",
        size_bytes=size_of(path),
        active=active,
        cell=config.cell if config else None,
        units=config.units if config else 0,
        layers=config.layers if config else 0,
        parameters=config.parameters if config else 0,
        vocabulary=_whole(training.get("vocabulary")),
        valid_perplexity=_number(metrics.get("valid_perplexity")),
        corpus=str(training.get("corpus", "")),
        training=(path / TRAINING / "current").exists() or (path / TRAINING / "run.json").exists(),
        problem=problem,
        tokenizer=str(training.get("tokenizer", "")),
        valid_tokens=_whole(training.get("valid_tokens")),
        network_perplexity=_number(metrics.get("network_valid_perplexity")),
        ngram_perplexity=_number(metrics.get("ngram_valid_perplexity")),
        measured_tokens=_whole(metrics.get("measured_tokens")),
        top1=_number(metrics.get("top1")),
        top3=_number(metrics.get("top3")),
        keystroke_savings=_number(metrics.get("keystroke_savings")),
        base=str(training.get("base", "")),
        notes=notes.read(path),
    )


def _number(value: object) -> float | None:
    """Return a finite number; None for anything else that a `model.json` may hold there."""
    if not isinstance(value, (int, float)) or isinstance(value, bool) or abs(value) > _MOST:
        return None
    return float(value) if math.isfinite(value) else None


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
