"""The runs behind the models of the library: their curves and settings, side by side. No Qt; reads files."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ui.train.plot_scale import Point


@dataclass(frozen=True, slots=True)
class PastRun:
    """What a model keeps of the run that made it; "" or None where it does not say."""

    name: str
    created: str
    held_out: tuple[Point, ...]
    cell: str = ""
    units: int = 0
    layers: int = 0
    vocabulary: int = 0
    tokenizer: str = ""
    corpus: str = ""
    train_tokens: int = 0
    seconds: float | None = None
    perplexity: float | None = None
    top3: float | None = None
    seed: int | None = None


def past_runs(models: Path) -> list[PastRun]:
    """Return the runs of all models in the folder `models` that have a curve, the newest first."""
    found = []
    with suppress(OSError):
        for folder in models.iterdir():
            if not folder.name.startswith("."):
                run = run_of(folder)
                if run is not None:
                    found.append(run)
    return sorted(found, key=lambda run: run.created, reverse=True)


def run_of(folder: Path) -> PastRun | None:
    """Return the run behind the model in `folder`; None where there is none that can be read."""
    try:
        info = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        lines = (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
        history = [item for item in map(json.loads, filter(None, lines)) if item["event"] == "epoch"]
        curve = tuple(_curve(history))
        if not curve:
            return None
        return _run(folder.name, info, history, curve)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # damaged, or of another version: the Models page says so


def _run(name: str, info: dict[str, Any], history: list[dict[str, Any]], curve: tuple[Point, ...]) -> PastRun:
    training, config = info["training"], info.get("config") or {}
    best = min(history, key=lambda item: item["valid_perplexity"] or float("inf"))
    settings = training.get("settings") or {}
    return PastRun(
        name=name,
        created=str(info.get("created", "")),
        held_out=curve,
        cell=str(config.get("cell", "")),
        units=int(config.get("units", 0)),
        layers=int(config.get("layers", 0)),
        vocabulary=int(training.get("vocabulary", 0)),
        tokenizer=str(training.get("tokenizer", "")),
        corpus=str(training.get("corpus", "")),
        train_tokens=int(training.get("train_tokens", 0)),
        seconds=history[-1].get("elapsed_seconds"),
        perplexity=best["valid_perplexity"],
        top3=best.get("valid_top3"),
        seed=settings.get("seed"),
    )


def _curve(history: list[dict[str, Any]]) -> list[Point]:
    points: list[Point] = []
    for item in history:
        value = item["valid_perplexity"]
        if value and value > 0:
            points.append((float(item["epoch"]), float(value)))
    return points
