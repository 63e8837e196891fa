"""The figures of the card: how good the packed model is, and how the parts compare."""

import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np
from prepare import Recipe

from wordrnn import model_folder
from wordrnn.evaluation import evaluate, latency, perplexity
from wordrnn.next_word import IntArray
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel

_ROUNDING_TOKENS = 40_000
_LATENCY_LETTERS = 1000
_OPENINGS = 5
MOST_WORDS = 100_000
"""Of a development text that are measured: all of the blogs, news and short messages, the first of the mails."""
UNPRUNED = "ngram_unpruned"
"""Name of the n-gram of all the text in the results, beside those of `evaluate`."""
_MEASURED = ("memory", "mixture", "rnn", "ngram", UNPRUNED)  # the longest first


def savings(packed: Path, unpruned: Path, tests: Sequence[Path], workers: int = 1) -> dict[str, Any]:
    """Return test → name → figures, with three suggestions in view, on the first `MOST_WORDS` words of each test.

    `unpruned` is the folder of the n-gram model that is measured beside. The memory is empty where a test begins.
    """
    wanted = [(packed, unpruned, path, name) for path in tests for name in _MEASURED]
    results: dict[str, Any] = {test_name(path): {} for path in tests}
    if workers == 1:
        found = list(map(_saved, *zip(*wanted, strict=True)))
    else:
        with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
            found = list(pool.map(_saved, *zip(*wanted, strict=True)))
    for (_, _, path, _), figures in zip(wanted, found, strict=True):
        results[test_name(path)] |= figures
    return results


def _saved(packed: Path, unpruned: Path, path: Path, name: str) -> dict[str, Any]:
    predictor = Predictor.open(packed)
    if name == UNPRUNED:
        ngram = {"ngram": NGramModel.load(unpruned)}
        predictor = Predictor(predictor.tokenizer, ngram, {"ngram": 1.0}, rare=predictor.rare)
    measured = "ngram" if name == UNPRUNED else name
    found = evaluate(predictor, [beginning(path)], names=(measured,), latency_letters=0)
    return {name: found[measured]}


def beginning(path: Path) -> str:
    """Return the first lines of a test, `MOST_WORDS` words or a few more."""
    lines, words = [], 0
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if words >= MOST_WORDS:
            break
        lines.append(line)
        words += len(line.split())
    return "".join(lines)


def test_name(path: Path) -> str:
    """Return what a development text is called."""
    return path.stem.removeprefix("en_US.").removesuffix(".sample")


def rounding(packed: Path, trained: Path, held_out: IntArray) -> dict[str, float]:
    """Return the network's perplexity on the tokens `held_out` [N] in 32 bits and in the 8 that ship."""
    found = {}
    for name, folder in (("float32", trained), ("int8", packed)):
        model = model_folder.open_folder(folder)
        weights = model.weights()
        assert model.config is not None
        assert weights is not None
        network = RecurrentModel(model.config, weights)
        found[name] = perplexity(network, np.asarray(held_out[:_ROUNDING_TOKENS], np.int64))
    return found


def speed(packed: Path, text: str) -> dict[str, float]:
    """Return how long opening takes, in seconds, and a suggestion, in ms (median and 99th percentile)."""
    seconds = [_open_seconds(packed) for _ in range(_OPENINGS)]
    p50, p99 = latency(Predictor.open(packed), text[:_LATENCY_LETTERS])
    return {"open_seconds": min(seconds), "latency_ms_p50": p50, "latency_ms_p99": p99}


def _open_seconds(packed: Path) -> float:
    begin = time.perf_counter()
    Predictor.open(packed)
    return time.perf_counter() - begin


def tests_of(recipe: Recipe, data: Path) -> list[Path]:
    """Return the texts that are measured on."""
    return [path for pattern in recipe.measured_on for path in sorted(data.glob(pattern))]
