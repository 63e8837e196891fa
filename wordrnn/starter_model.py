"""The model that comes with wordrnn, so that it predicts before anything is trained: a folder that is only read.

A source tree need not have it; `packaging/starter/` tells how it is made.
"""

import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wordrnn.predictor import Predictor

NAME = "starter"
"""By which it is asked for, like a model of the library; one there with this name comes first."""
CARD = "card.json"
"""Beside the model's own files: the hash of its `model.json`, and what `check_figures` gave when it was made."""


def folder() -> Path | None:
    """Return the folder of the model, or None where this wordrnn comes without it."""
    found = resources.files("wordrnn").joinpath(NAME)
    return found if isinstance(found, Path) and (found / "model.json").is_file() else None


def check_figures(predictor: "Predictor", text: str) -> dict[str, float]:
    """Return "tokens", "perplexity" and "keystroke_savings" of `predictor` on `text`, as `evaluate` gives them.

    The mixture with three suggestions in view, without a memory.
    """
    from wordrnn import evaluation

    figures = evaluation.evaluate(predictor, [text], names=("mixture",), k=3, latency_letters=0)["mixture"]
    return {name: figures[name] for name in ("tokens", "perplexity", "keystroke_savings")}


def write_check(folder: Path, text: str) -> dict[str, Any]:
    """Note in the card of the finished model in `folder` what it makes of `text`, and return the card.

    Other facts that the card has stay. Raises ModelError where the model is damaged, StorageError.
    """
    from wordrnn import files
    from wordrnn.predictor import Predictor

    path = folder / CARD
    card = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    figures = check_figures(Predictor.open(folder), text)
    card["model_sha256"] = files.sha256_of(folder / "model.json")
    card["check"] = {"text_sha256": hashlib.sha256(text.encode()).hexdigest(), **figures}
    files.write_text(path, json.dumps(card, indent=1, ensure_ascii=False) + "\n")
    return card
