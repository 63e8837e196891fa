"""One training run, from paths to a published model.

Reading and tokenising → n-gram, published at once → a plan that fits the time → the network, published whenever it is
better than before. TensorFlow is imported only when the network's turn comes.
"""

import dataclasses
import importlib.util
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import checkpoint, files, fine_tuning, home, lock, memory_fit, model_folder, plan, sources
from wordrnn.calibrating import calibrate_folder
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.control import Control
from wordrnn.dataset import DataConfig, Dataset, Stopped, Streams, open_dataset, prepare
from wordrnn.errors import CorpusError, ModelError, OptionError, UnavailableError, storage_error
from wordrnn.events import Emit, event
from wordrnn.fine_tuning import Base
from wordrnn.ngram import NGramModel
from wordrnn.publisher import Publisher
from wordrnn.rare_words import RareWords
from wordrnn.workers import Workers

log = logging.getLogger(__name__)

_MAX_NGRAMS = 8_000_000  # some 60 MB on disk; counting takes less than 1 GB, however long the text
_LOW_COVERAGE = 0.88  # English with 20,000 words has 0.95
_OWN = frozenset(  # what a run puts into a model folder
    (
        "training", "ngram", "ngram.partial", "tokenizer.json", "rare.json", "history.jsonl", "card.md",
        "weights.safetensors", "tokenizer.json.previous", "rare.json.previous", "history.jsonl.previous",
        "card.md.previous", "weights.safetensors.previous",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do: everything that `training/run.json` keeps for resuming."""

    folder: Path
    paths: tuple[str, ...]
    valid: str | None = None
    data: DataConfig = field(default_factory=DataConfig)
    wishes: plan.Wishes = field(default_factory=plan.Wishes)
    weights: Mapping[str, float] = field(default_factory=dict)
    base: Base | None = None
    """The model to go on from: its shape and kind of tokens are taken, whatever `data` and `wishes` say."""

    @property
    def pretokenized(self) -> bool:
        """Whether the text is taken as it is split."""
        return self.data.tokenizer == "pretokenized"


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
    request = _like_base(request)
    _require_trainer()
    made = not folder.exists()
    _take(folder)
    training = checkpoint.training_folder(folder)
    created = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        training.mkdir(parents=True, exist_ok=True)
        checkpoint.save_run(folder, _asked(request, created))
        if request.base:
            request.base.keep(folder)
        with _alone(folder):
            return _train(request, None, created, emit, control)
    except OSError as error:
        raise storage_error(error, folder) from error
    finally:
        if not (folder / "model.json").exists():
            _clear(folder)
            if made:
                with suppress(OSError):
                    folder.rmdir()


def resume(folder: Path, emit: Emit, control: Control) -> Outcome:
    """Go on with the run that was cut off or stopped in `folder`. Raises ModelError where there is none."""
    kept = checkpoint.load_run(folder)
    try:
        request = Request(
            folder=folder,
            paths=tuple(kept["paths"]),
            valid=kept["valid"],
            data=DataConfig(**kept["data"]),
            wishes=plan.Wishes(**kept["wishes"]),
            weights=kept["weights"],
            base=Base.kept(kept["base"], folder) if kept.get("base") else None,
        )
        created = str(kept["created"])
    except (KeyError, TypeError) as error:
        raise ModelError("damaged-snapshot", path=str(folder), reason=f"run.json: {error}") from error
    _require_trainer()
    try:
        with _alone(folder):
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
        dataset = _dataset(request, kept, emit, control)
    except Stopped:
        return _ended(folder, control)
    if control.wants_to_end():
        return _ended(folder, control)
    base = request.base
    shares = base.shares(dataset.train, dataset.tokenizer.vocab_size) if base else np.zeros(0)
    ngram_log_probs = _ngram(folder, dataset, base, shares, emit)
    perplexity = float(np.exp(-ngram_log_probs.mean(dtype=np.float64)))
    title = sources.title(request.paths)
    rare = _rare_words(folder, dataset, base)
    publisher = Publisher(folder, title, dataset, created, base, perplexity, rare, emit)
    if base is None and not (folder / "model.json").exists():
        publisher.ngram_alone()
    if control.wants_to_end():
        return _ended(folder, control)
    trainer = _import_trainer()
    snapshot = checkpoint.load_snapshot(folder) if kept else None
    given, weights = base.network(shares) if base and snapshot is None else (None, None)
    if kept and "config" in kept:
        config, settings = ModelConfig.from_dict(kept["config"]), TrainConfig.from_dict(kept["train"])
    else:
        emit(event("stage", name="probe"))
        config, settings, speed = _plan(request.wishes, dataset, trainer, time.perf_counter() - start, given)
        _emit_plan(config, settings, speed, len(dataset.train), emit)
    decided = {"dataset": dataset.key, "config": config.to_dict(), "train": settings.to_dict()}
    checkpoint.save_run(request.folder, {**_asked(request, created), **decided})
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
    (folder / "model.json").unlink(missing_ok=True)
    _clear(folder)
    with suppress(OSError):  # where the user has put something into it
        folder.rmdir()
    return Outcome(stopped=True, discarded=True)


def _asked(request: Request, created: str) -> dict[str, Any]:
    """Return what `resume` needs to know of a request, as JSON values."""
    return {
        "paths": list(request.paths),
        "valid": request.valid,
        "data": dataclasses.asdict(request.data),
        "wishes": dataclasses.asdict(request.wishes),
        "weights": dict(request.weights),
        "created": created,
        "base": request.base.facts if request.base else None,
    }


def _like_base(request: Request) -> Request:
    """Return `request` with the kind of tokens and room for words that the model has from which it goes on."""
    if request.base is None:
        return request
    size = request.base.vocabulary_size(request.wishes.vocabulary)
    data = dataclasses.replace(request.data, tokenizer=request.base.tokenizer.kind, vocabulary_size=size)
    return dataclasses.replace(request, data=data)


# The parts of a run, in their order -----------------------------------------------------------------------------------


def _take(folder: Path) -> None:
    """Make sure that `folder` is new, empty, or what an earlier run of ours left there unfinished, which goes.

    Raises OptionError for any other folder: what is in it is the user's.
    """
    if not folder.exists():
        return
    if not folder.is_dir():
        raise OptionError("folder-not-empty", got=str(folder))
    if lock.is_held(checkpoint.training_folder(folder)):
        raise OptionError("already-training", got=folder.name)
    names = [path.name for path in folder.iterdir() if not path.name.startswith(files.TEMPORARY)]
    if names and (not checkpoint.is_unfinished(folder) or not set(names) <= _OWN):
        raise OptionError("folder-not-empty", got=str(folder))
    _clear(folder)


def _clear(folder: Path) -> None:
    """Delete what a run of ours puts into `folder`, and nothing else."""
    if not checkpoint.is_unfinished(folder):
        return
    files.sweep(folder)
    for name in _OWN - {"training"}:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    shutil.rmtree(checkpoint.training_folder(folder), ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Hold the run's lock. Raises OptionError where another process trains in `folder`."""
    try:
        with lock.holding(checkpoint.training_folder(folder)):
            yield
    except lock.Held:
        raise OptionError("already-training", got=folder.name) from None


def _dataset(request: Request, kept: Mapping[str, Any] | None, emit: Emit, control: Control) -> Dataset:
    """Return the tokenised text: from the cache where this very run left it, else read and tokenised.

    Raises Stopped where the run is asked to end meanwhile.
    """
    emit(event("stage", name="reading"))
    dataset = None
    if kept and "dataset" in kept:
        try:
            dataset = open_dataset(home.shards_folder() / kept["dataset"])
        except CorpusError:
            log.info("the tokenised text is gone from the cache; reading it again")
    if dataset is None:
        dataset = _read(request, control)
    if kept and dataset.key != kept.get("dataset", dataset.key):
        raise CorpusError("text-changed", path=", ".join(request.paths))
    told = {}
    if request.base:
        told["new_words"] = dataset.tokenizer.vocab_size - request.base.tokenizer.vocab_size
    emit(
        event(
            "corpus",
            documents=dataset.documents,
            train_tokens=len(dataset.train),
            valid_tokens=len(dataset.valid),
            vocabulary=dataset.tokenizer.vocab_size,
            coverage=dataset.coverage,
            **told,
        )
    )
    if dataset.coverage < _LOW_COVERAGE:
        full = dataset.tokenizer.vocab_size >= request.data.vocabulary_size
        message = (
            f"The vocabulary knows only {dataset.coverage:.0%} of the words of the held-out text:"
            f" {'a larger --vocabulary' if full else 'more text'} or --tokenizer bpe would help."
        )
        emit(event("warning", code="low-coverage", message=message))
    return dataset


def _read(request: Request, control: Control) -> Dataset:
    """Return the tokenised text of the request's paths, from the cache where the same text was there before."""
    paths, held_out = request.paths, None
    known = request.base.tokenizer if request.base else None
    with Workers() as workers:
        documents = sources.documents_of(paths, request.weights, request.pretokenized, workers.share_blocks)
        if request.valid:
            held_out = sources.documents_of([request.valid], pretokenized=request.pretokenized)
        cache = home.shards_folder()
        return prepare(documents, held_out, request.data, cache, known, workers, control.wants_to_end)


def _ngram(
    folder: Path, dataset: Dataset, base: Base | None, shares: fine_tuning.Shares, emit: Emit
) -> np.ndarray[Any, Any]:
    """Fit the n-gram model unless it stands in `folder`; return its log-probabilities of the held-out tokens.

    That of `base`, whose text is not at hand, is joined with it.
    """
    emit(event("stage", name="ngram"))
    start = time.perf_counter()
    target = model_folder.ngram_folder(folder)
    try:
        ngram = NGramModel.load(target)
    except ModelError:
        shutil.rmtree(target, ignore_errors=True)
        before = base.ngram(shares) if base else None
        room = max(_MAX_NGRAMS - sum(before.sizes), _MAX_NGRAMS // 4) if before else _MAX_NGRAMS
        ngram = NGramModel.fit(dataset.train, dataset.tokenizer.vocab_size, max_ngrams=room)
        if before:
            ngram = fine_tuning.joined(ngram, before, dataset.valid)
        ngram.save(target)
    log_probs = ngram.score(np.asarray(dataset.valid, dtype=np.int64))
    perplexity = float(np.exp(-log_probs.mean(dtype=np.float64)))
    emit(event("ngram", valid_perplexity=perplexity, seconds=time.perf_counter() - start))
    return log_probs


def _rare_words(folder: Path, dataset: Dataset, base: Base | None) -> RareWords | None:
    """Return the words that the model can offer beyond its vocabulary; those of `base` are published with the first."""
    if base is None:
        return dataset.rare
    if (folder / "model.json").exists():
        return model_folder.open_folder(folder).rare_words(dataset.tokenizer)
    return base.rare_words(dataset.rare, dataset.tokenizer)


def _require_trainer() -> None:
    """Raise UnavailableError where there is nothing to train with: before any text is read."""
    backend = os.environ.get("KERAS_BACKEND") or "tensorflow"
    for module in ("keras", backend):
        if importlib.util.find_spec(module) is None:
            raise UnavailableError("needs-tensorflow", missing=module)


def _import_trainer() -> Any:
    try:
        from wordrnn import trainer
    except ImportError as error:
        raise UnavailableError("needs-tensorflow", missing=error.name or str(error)) from error
    trainer.require_backend()
    return trainer


def _plan(
    wishes: plan.Wishes, dataset: Dataset, trainer: Any, used: float, given: ModelConfig | None
) -> tuple[ModelConfig, TrainConfig, float]:
    """Return shape and settings that suit the text, the wishes and this machine, measured; and the speed to expect.

    The shape is `given` where a trained network goes on.
    """
    start = time.perf_counter()
    vocabulary, tokens = dataset.tokenizer.vocab_size, len(dataset.train)
    settings = plan.first_settings(wishes, tokens, vocabulary)
    shapes = [given] if given else plan.probes(wishes, vocabulary, tokens)
    precision = trainer.faster_precision(shapes[0].embedding, vocabulary)
    settings = dataclasses.replace(settings, precision=precision)
    speed = plan.speed_from(
        [
            (shape, trainer.measured_speed(shape, plan.with_batch_for(settings, shape.units, tokens)))
            for shape in shapes
        ],
        settings.sampling,
    )
    seconds = None
    if wishes.epochs is None:
        minutes = wishes.minutes or plan.PRESETS[plan.DEFAULT_PRESET]
        probing = time.perf_counter() - start
        # The loop is compiled once more, which takes about as long as one probe.
        seconds = plan.budget_seconds(minutes, used + probing + probing / len(shapes))
    config = given or plan.choose(wishes, vocabulary, tokens, seconds, speed)
    settings = plan.with_batch_for(settings, config.units, tokens)
    rate = plan.learning_rate_for(config, settings.batch) * (fine_tuning.RATE if given else 1.0)
    settings = dataclasses.replace(settings, learning_rate=rate)
    if seconds:
        # Time beyond what the text is good for would only be spent on learning it by heart.
        seconds = min(seconds, plan.passes_for(tokens) * tokens / speed(config))
    settings = dataclasses.replace(settings, seconds=seconds)
    passes = seconds * speed(config) / tokens if seconds else settings.epochs
    return config, plan.regularized(settings, config.units, config.layers, passes), speed(config)


def _emit_plan(config: ModelConfig, settings: TrainConfig, speed: float, tokens: int, emit: Emit) -> None:
    seconds = settings.seconds or settings.epochs * tokens / speed
    emit(
        event(
            "plan",
            cell=config.cell,
            units=config.units,
            layers=config.layers,
            embedding=config.embedding,
            parameters=config.parameters,
            batch=settings.batch,
            bptt=settings.bptt,
            precision=settings.precision,
            tokens_per_second=speed,
            epochs=round(seconds * speed / tokens, 1) if settings.seconds else float(settings.epochs),
            expected_seconds=seconds,
            memory_mb=plan.memory_mb(config, settings),
        )
    )
