"""One training run, from paths to a published model.

Reading and tokenising → n-gram, published at once → a plan that fits the time → the network, published whenever it is
better than before. TensorFlow is imported only when the network's turn comes.
"""

import importlib.util
import logging
import os
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import files, home, own_corpora, own_process, typed_path
from wordrnn.calibration.stage import calibrate_folder
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Stopped, Streams
from wordrnn.errors import OptionError, UnavailableError, storage_error
from wordrnn.events import Emit, event
from wordrnn.memory import fit as memory_fit
from wordrnn.text import sources
from wordrnn.tokenizer import UNK_ID
from wordrnn.training import (
    checkpoint,
    measured,
    plan,
    planning,
    preparing,
    prompts,
    reopening,
    run_folder,
)
from wordrnn.training.control import Control
from wordrnn.training.publisher import Publisher
from wordrnn.training.request import Request
from wordrnn.training.where import HERE, Where

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended."""

    stopped: bool
    discarded: bool = False


def train(request: Request, emit: Emit, control: Control, where: Where = HERE) -> Outcome:
    """Train a new model in `request.folder`; leave nothing there if it fails before there is a model.

    A model that it goes on from is only read. Raises WordrnnError where the user can do something about it.
    """
    folder = request.folder
    if typed_path.is_there(folder / "model.json"):
        raise OptionError("name-taken", got=folder.name)
    sources.check(request.paths, request.weights)
    sources.check([request.valid] if request.valid else [])
    plan.check(request.wishes)
    request = request.like_base()
    _require_trainer()
    made = not typed_path.is_there(folder)
    run_folder.take(folder)
    training = checkpoint.training_folder(folder)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        training.mkdir(parents=True, exist_ok=True)
        checkpoint.save_run(folder, {**request.to_dict(), "created": created})
        if request.base:
            request.base.keep(folder)
        with run_folder.held(folder), control.watching(checkpoint.requests_path(folder)):
            return _train_where(where, request, None, created, emit, control)
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        if not typed_path.is_there(folder / "model.json"):
            run_folder.clear(folder)
            if made:
                with suppress(OSError):
                    folder.rmdir()


def resume(
    folder: Path, emit: Emit, control: Control, minutes: float | None = None, where: Where = HERE
) -> Outcome:
    """Go on with the run that was cut off or stopped in `folder`; with `minutes`, for so much longer.

    Then one that has come to its end goes on too, from its best. Raises ModelError where there is no run.
    """
    kept = reopening.longer(folder, minutes) if minutes else checkpoint.load_run(folder)
    request = Request.from_dict(kept, folder)
    created = str(kept.get("created"))
    _require_trainer()
    try:
        with run_folder.held(folder), control.watching(checkpoint.requests_path(folder)):
            return _train_where(where, request, kept, created, emit, control)
    except OSError as error:
        raise storage_error(error, folder) from error


def follow(where: Where, emit: Emit, control: Control) -> Outcome:
    """Help the chief of the cluster with its run, whatever that is; nothing is written here.

    Raises WordrnnError where the workers do not find or lose each other, or the chief's run ends by an error.
    """
    _require_trainer()
    with _team(where, emit, control) as team:
        if team is None:
            return Outcome(stopped=True)
        emit(event("stage", name="following"))
        return Outcome(stopped=team.follow())


def tell_plan(request: Request, emit: Emit, control: Control) -> Outcome:
    """Tell what a run would choose and what to expect of it; nothing is trained, and no model is made.

    The tokenised text and the speed measured stay in caches, so that the run itself begins sooner.
    Raises WordrnnError as `train` does.
    """
    start = time.perf_counter()
    sources.check(request.paths, request.weights)
    sources.check([request.valid] if request.valid else [])
    plan.check(request.wishes)
    request = request.like_base()
    _require_trainer()
    try:
        dataset = preparing.dataset_for(request, None, emit, control)
    except Stopped:
        return Outcome(stopped=True)
    given = None
    if base := request.base:
        given, _ = base.network(base.shares(dataset.train, dataset.tokenizer.vocab_size))
    emit(event("stage", name="probe"))
    probe = _probe(measured.DAY)
    config, settings, speed = planning.plan_run(
        request.wishes, dataset, probe, time.perf_counter() - start, given
    )
    planning.tell_plan(config, settings, speed, len(dataset.train), emit)
    return Outcome(stopped=False)


def _train_where(
    where: Where,
    request: Request,
    kept: Mapping[str, Any] | None,
    created: str,
    emit: Emit,
    control: Control,
) -> Outcome:
    """Train with all workers and GPUs there are."""
    if not where.is_shared:
        return _train(request, kept, created, emit, control)
    with _team(where, emit, control) as team:
        if team is None:
            return _ended(request.folder, control, kept)
        return _train(request, kept, created, emit, control, team)


@contextmanager
def _team(where: Where, emit: Emit, control: Control) -> Iterator[Any]:
    """Give the team that trains together; None where the end was asked for before it had come together."""
    if (backend := os.environ.get("KERAS_BACKEND") or "tensorflow") != "tensorflow":
        raise UnavailableError("workers-need-tensorflow", got=backend)
    if where.cluster:
        emit(event("stage", name="workers"))
    team = _import_team().Team.start(where.cluster, where.gpus, control, where.wait)
    if team is None:
        yield None
    else:
        with team:
            yield team


def _train(
    request: Request,
    kept: Mapping[str, Any] | None,
    created: str,
    emit: Emit,
    control: Control,
    team: Any = None,
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
        return _ended(folder, control, kept)
    if kept is None or "dataset" not in kept:
        # What is counted from here on is of this text, whatever becomes of it before the plan is made.
        checkpoint.save_run(folder, {**request.to_dict(), "created": created, "dataset": dataset.key})
    if control.wants_to_end():
        return _ended(folder, control, kept)
    base = request.base
    shares = base.shares(dataset.train, dataset.tokenizer.vocab_size) if base else np.zeros(0)
    ngram, ngram_log_probs = preparing.ngram_of(folder, dataset, base, shares, emit)
    perplexity = float(np.exp(-ngram_log_probs.mean(dtype=np.float64)))
    title = sources.title(request.paths)
    rare = preparing.rare_words(folder, dataset, base)
    origins = own_corpora.origins_of(request.paths)
    publisher = Publisher(folder, title, dataset, created, base, perplexity, rare, emit, origins)
    if base is None and not typed_path.is_there(folder / "model.json"):
        publisher.ngram_alone()
        if control.prompts:
            emit(prompts.answers(control.prompts, 0.0, dataset.tokenizer, ngram, {"ngram": 1.0}))
    if control.wants_to_end():
        return _ended(folder, control, kept)
    trainer, _ = _import_trainer()
    snapshot = checkpoint.load_snapshot(folder) if kept else None
    given = weights = progress = anchor = None
    if snapshot is None and reopening.is_reopened(kept):
        weights, progress = reopening.best_of(folder)
    elif base and snapshot:
        anchor = checkpoint.load_anchor(folder)
    elif base:
        given, weights = base.network(shares)
        anchor = weights
        checkpoint.save_anchor(folder, anchor)
    if kept and "config" in kept:
        config, settings = ModelConfig.from_dict(kept["config"]), TrainConfig.from_dict(kept["train"])
    else:
        emit(event("stage", name="probe"))
        used = time.perf_counter() - start
        probe = _probe(measured.MINUTES, team)
        replicas = team.replicas if team else 1
        config, settings, speed = planning.plan_run(request.wishes, dataset, probe, used, given, replicas)
        planning.tell_plan(config, settings, speed, len(dataset.train), emit)
    decided = {"dataset": dataset.key, "config": config.to_dict()} | reopening.mark(kept)

    def keep(settings: TrainConfig) -> None:
        told = {**request.to_dict(), "created": created, **decided, "train": settings.to_dict()}
        checkpoint.save_run(folder, told)
        publisher.settings = settings

    def tell_prompts(weights: Any, validation: Any, progress: Any) -> None:
        if control.prompts:
            told = (control.prompts, progress.history[-1]["epoch"], dataset.tokenizer, ngram)
            emit(prompts.answers(*told, validation.mixture, config, weights))

    publisher.config = config
    keep(settings)
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
        anchor=anchor,
        progress=trainer.Progress(**progress) if progress else None,
        validated=tell_prompts,
        prolonged=keep,
        unknown=None if request.pretokenized else UNK_ID,
        make_network=team.network_for(dataset) if team else trainer.LocalNetwork,
    )
    try:
        stopped = loop.run()
    except trainer.Discarded:
        if team:
            team.end(stopped=True)
        return _discarded(folder, kept)
    if team:
        team.end(stopped=stopped)  # what is left to do needs no others
    if loop.ended_at_once:
        return Outcome(stopped=True)
    emit(event("stage", name="calibrating"))
    calibrate_folder(folder, dataset.valid_text)
    if control.wants_to_end() != "discard":
        memory_fit.fit_folder(folder, dataset.valid)
    if control.wants_to_end() == "discard":
        return _discarded(folder, kept)
    if not stopped:
        checkpoint.finish(folder)
    return Outcome(stopped)


def _ended(folder: Path, control: Control, kept: Mapping[str, Any] | None) -> Outcome:
    """Return the outcome of a run that was asked to end before its first step."""
    return _discarded(folder, kept) if control.wants_to_end() == "discard" else Outcome(stopped=True)


def _discarded(folder: Path, kept: Mapping[str, Any] | None) -> Outcome:
    if reopening.is_reopened(kept):
        checkpoint.finish(folder)  # the model was there before this run
        return Outcome(stopped=True)
    run_folder.discard(folder)
    return Outcome(stopped=True, discarded=True)


def _require_trainer() -> None:
    """Raise UnavailableError where there is nothing to train with: before any text is read."""
    backend = os.environ.get("KERAS_BACKEND") or "tensorflow"
    for module in ("keras", backend):
        if importlib.util.find_spec(module) is None:
            raise own_process.missing_part("needs-tensorflow", module)


def _probe(seconds: float, team: Any = None) -> measured.RememberedProbe:
    """Return what tells the speed of this machine, or of `team`, measured anew where that was over `seconds` ago."""
    place = team.place if team else ""
    return measured.RememberedProbe(home.speeds_path(), lambda: team or _import_trainer()[1], seconds, place)


def _import_trainer() -> tuple[Any, Any]:
    try:
        from wordrnn.training import probe, trainer
    except ImportError as error:
        raise own_process.missing_part("needs-tensorflow", error.name or str(error)) from error
    probe.require_backend()
    return trainer, probe


def _import_team() -> Any:
    try:
        from wordrnn.training import team
    except ImportError as error:
        raise own_process.missing_part("needs-tensorflow", error.name or str(error)) from error
    return team
