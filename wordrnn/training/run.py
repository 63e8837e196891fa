"""One training run, from paths to a published model.

Reading and tokenising → n-gram, published at once → a plan that fits the time → the network, published whenever it is
better than before. TensorFlow is imported only when the network's turn comes.
"""

import importlib.util
import logging
import os
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import files
from wordrnn.calibration.stage import calibrate_folder
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Stopped, Streams
from wordrnn.errors import OptionError, UnavailableError, storage_error
from wordrnn.events import Emit, event
from wordrnn.memory import fit as memory_fit
from wordrnn.text import sources
from wordrnn.training import checkpoint, plan, planning, preparing, run_folder
from wordrnn.training.control import Control
from wordrnn.training.publisher import Publisher
from wordrnn.training.request import Request

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    stopped: bool
    discarded: bool = False


def train(request: Request, emit: Emit, control: Control) -> Outcome:
    """Train a new model in `request.folder`; leave nothing there if it fails before there is a model.

    A model that it goes on from is only read. Raises WordrnnError where the user can do something about it.
    """
    folder = request.folder
    if (folder / "model.json").exists():
        raise OptionError("name-taken", got=folder.name)
    sources.check(request.paths, request.weights)
    sources.check([request.valid] if request.valid else [])
    plan.check(request.wishes)
    request = request.like_base()
    _require_trainer()
    made = not folder.exists()
    run_folder.take(folder)
    training = checkpoint.training_folder(folder)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        training.mkdir(parents=True, exist_ok=True)
        checkpoint.save_run(folder, {**request.to_dict(), "created": created})
        if request.base:
            request.base.keep(folder)
        with run_folder.held(folder):
            return _train(request, None, created, emit, control)
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        if not (folder / "model.json").exists():
            run_folder.clear(folder)
            if made:
                with suppress(OSError):
                    folder.rmdir()


def resume(folder: Path, emit: Emit, control: Control) -> Outcome:
    """Go on with the run that was cut off or stopped in `folder`. Raises ModelError where there is none."""
    kept = checkpoint.load_run(folder)
    request = Request.from_dict(kept, folder)
    created = str(kept.get("created"))
    _require_trainer()
    try:
        with run_folder.held(folder):
            return _train(request, kept, created, emit, control)
    except OSError as error:
        raise storage_error(error, folder) from error


def _train(
    request: Request, kept: Mapping[str, Any] | None, created: str, emit: Emit, control: Control
) -> Outcome:
    start = time.perf_counter()
    folder = request.folder
    files.sweep(folder)
    files.sweep(checkpoint.training_folder(folder))
    told = {"base": request.base.name} if request.base else {}
    resumed = kept is not None
    emit(event("started", model=folder.name, folder=str(folder), pid=os.getpid(), resumed=resumed, **told))
    try:
        dataset = preparing.dataset_for(request, kept, emit, control)
    except Stopped:
        return _ended(folder, control)
    if control.wants_to_end():
        return _ended(folder, control)
    base = request.base
    shares = base.shares(dataset.train, dataset.tokenizer.vocab_size) if base else np.zeros(0)
    ngram_log_probs = preparing.ngram_log_probs(folder, dataset, base, shares, emit)
    perplexity = float(np.exp(-ngram_log_probs.mean(dtype=np.float64)))
    title = sources.title(request.paths)
    rare = preparing.rare_words(folder, dataset, base)
    publisher = Publisher(folder, title, dataset, created, base, perplexity, rare, emit)
    if base is None and not (folder / "model.json").exists():
        publisher.ngram_alone()
    if control.wants_to_end():
        return _ended(folder, control)
    trainer, probe = _import_trainer()
    snapshot = checkpoint.load_snapshot(folder) if kept else None
    given, weights = base.network(shares) if base and snapshot is None else (None, None)
    if kept and "config" in kept:
        config, settings = ModelConfig.from_dict(kept["config"]), TrainConfig.from_dict(kept["train"])
    else:
        emit(event("stage", name="probe"))
        used = time.perf_counter() - start
        config, settings, speed = planning.plan_run(request.wishes, dataset, probe, used, given)
        planning.tell_plan(config, settings, speed, len(dataset.train), emit)
    decided = {"dataset": dataset.key, "config": config.to_dict(), "train": settings.to_dict()}
    checkpoint.save_run(request.folder, {**request.to_dict(), "created": created, **decided})
    publisher.config, publisher.settings = config, settings
    valid = Streams(dataset.valid, settings.batch, settings.bptt)
    emit(event("stage", name="training"))
    loop = trainer.Trainer(
        config,
        settings,
        Streams(dataset.train, settings.batch, settings.bptt),
        valid,
        ngram_log_probs[1 : valid.tokens + 1],
        folder=request.folder,
        emit=emit,
        control=control,
        publish=publisher.network,
        snapshot=snapshot,
        weights=weights,
    )
    try:
        stopped = loop.run()
    except trainer.Discarded:
        return _discarded(folder)
    emit(event("stage", name="calibrating"))
    calibrate_folder(folder, dataset.valid_text)
    if control.wants_to_end() != "discard":
        memory_fit.fit_folder(folder, dataset.valid)
    if control.wants_to_end() == "discard":
        return _discarded(folder)
    if not stopped:
        checkpoint.finish(folder)
    return Outcome(stopped)


def _ended(folder: Path, control: Control) -> Outcome:
    """Return the outcome of a run that was asked to end before its first step."""
    return _discarded(folder) if control.wants_to_end() == "discard" else Outcome(stopped=True)


def _discarded(folder: Path) -> Outcome:
    run_folder.discard(folder)
    return Outcome(stopped=True, discarded=True)


def _require_trainer() -> None:
    """Raise UnavailableError where there is nothing to train with: before any text is read."""
    backend = os.environ.get("KERAS_BACKEND") or "tensorflow"
    for module in ("keras", backend):
        if importlib.util.find_spec(module) is None:
            raise UnavailableError("needs-tensorflow", missing=module)


def _import_trainer() -> tuple[Any, Any]:
    try:
        from wordrnn.training import probe, trainer
    except ImportError as error:
        raise UnavailableError("needs-tensorflow", missing=error.name or str(error)) from error
    probe.require_backend()
    return trainer, probe
