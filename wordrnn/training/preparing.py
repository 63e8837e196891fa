"""What a run has before there is a network: the tokenised text, the n-gram model, and the rare words."""

import logging
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import home, model_folder, own_corpora, shards
from wordrnn.dataset import Dataset, open_dataset, prepare
from wordrnn.errors import CorpusError, ModelError
from wordrnn.events import Emit, event
from wordrnn.ngram.model import NGramModel
from wordrnn.text import sources
from wordrnn.text.workers import Workers
from wordrnn.training import fine_tuning
from wordrnn.training.control import Control
from wordrnn.training.fine_tuning import Base
from wordrnn.training.request import Request
from wordrnn.words.rare_words import RareWords

log = logging.getLogger(__name__)

_MAX_NGRAMS = 8_000_000  # some 60 MB on disk; counting takes less than 1 GB, however long the text
_LOW_COVERAGE = 0.88  # English with 20,000 words has 0.95


def dataset_for(request: Request, kept: Mapping[str, Any] | None, emit: Emit, control: Control) -> Dataset:
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
    if dataset.left_out:
        which = "One text is" if dataset.left_out == 1 else f"{dataset.left_out:,} texts are"
        message = f"{which} not trained on, being held out by --valid."
        emit(event("warning", code="held-out-too", message=message))
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
        made = prepare(documents, held_out, request.data, cache, known, workers, control.wants_to_end)
    named = [*paths, *([request.valid] if request.valid else [])]
    shards.note_corpora(made.folder, (entry.sha256 for entry in own_corpora.named(named) if entry.sha256))
    return made


def ngram_of(
    folder: Path, dataset: Dataset, base: Base | None, shares: fine_tuning.Shares, emit: Emit
) -> tuple[NGramModel, np.ndarray[Any, Any]]:
    """Fit the n-gram model unless it stands in `folder`; return it, and its log-probabilities of the held-out tokens.

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
    return ngram, log_probs


def rare_words(folder: Path, dataset: Dataset, base: Base | None) -> RareWords | None:
    """Return the words that the model can offer beyond its vocabulary; those of `base` are published with the first."""
    if base is None:
        return dataset.rare
    if (folder / "model.json").exists():
        return model_folder.open_folder(folder).rare_words(dataset.tokenizer)
    return base.rare_words(dataset.rare, dataset.tokenizer)
