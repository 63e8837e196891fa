"""Training longer: a run that was stopped, or has come to its end, gets more time."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wordrnn.errors import ModelError
from wordrnn.model_folder import open_folder
from wordrnn.next_word import FloatArray
from wordrnn.training import checkpoint

_REOPENED = "reopened"


def longer(folder: Path, minutes: float) -> dict[str, Any]:
    """Return what the run in `folder` was asked to do, with `minutes` more. Raises ModelError where there is none."""
    try:
        if checkpoint.is_unfinished(folder):
            return _prolonged(checkpoint.load_run(folder), minutes, folder)
        kept = {**checkpoint.load_finished(folder), _REOPENED: True}
        # What was left of its time when it ended early does not count.
        train = {**kept["train"], "seconds": _elapsed(folder) + 60 * minutes}
        return {**kept, "train": train}
    except (KeyError, TypeError) as error:
        raise ModelError("damaged-snapshot", path=str(folder), reason=f"run.json: {error}") from error


def _prolonged(kept: Mapping[str, Any], minutes: float, folder: Path) -> dict[str, Any]:
    """Return `kept` with more time; a run that counted epochs counts time from here on."""
    if "train" not in kept:  # cut off before its plan
        wishes = kept["wishes"]
        return {**kept, "wishes": {**wishes, "minutes": (wishes["minutes"] or 0) + minutes, "epochs": None}}
    train = dict(kept["train"])
    train["seconds"] = (train["seconds"] or _elapsed(folder)) + 60 * minutes
    return {**kept, "train": train}


def _elapsed(folder: Path) -> float:
    """Return the seconds of training that are behind the run."""
    snapshot = checkpoint.load_snapshot(folder)
    if snapshot is not None:
        return float(snapshot.progress["elapsed_seconds"])
    history = history_of(folder)
    return float(history[-1]["elapsed_seconds"]) if history else 0.0


def is_reopened(kept: Mapping[str, Any] | None) -> bool:
    """Whether the run had come to its end before: then its model stays, whatever becomes of the run."""
    return bool(kept and kept.get(_REOPENED))


def mark(kept: Mapping[str, Any] | None) -> dict[str, bool]:
    """Return what a run's note says of that."""
    return {_REOPENED: True} if is_reopened(kept) else {}


def best_of(folder: Path) -> tuple[Mapping[str, FloatArray] | None, dict[str, Any] | None]:
    """Return the published weights, and as `Progress` has them, how they came about; None where there are none."""
    opened = open_folder(folder)
    history = history_of(folder)
    if opened.config is None or not history:
        return None, None
    last = history[-1]
    losses = [item["valid_loss"] for item in history if item.get("valid_loss") is not None]
    progress = {
        "epoch": int(last["epoch"]),
        "elapsed_seconds": float(last["elapsed_seconds"]),
        "validated_at": float(last["elapsed_seconds"]),
        "best_loss": min(losses) if losses else None,
        "history": history,
    }
    return opened.weights(), progress


def history_of(folder: Path) -> list[dict[str, Any]]:
    """Return the `epoch` events of the model's training so far; what cannot be read is left out."""
    try:
        lines = (folder / "history.jsonl").read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    found = []
    for line in lines:
        try:
            item = json.loads(line)
        except ValueError:
            continue
        if isinstance(item, dict) and "epoch" in item and "elapsed_seconds" in item:
            found.append(item)
    return found
