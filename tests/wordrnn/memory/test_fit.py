import json
from dataclasses import replace
from math import exp, log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.wordrnn.fakes import word_tokenizer
from wordrnn.config import ModelConfig
from wordrnn.evaluation import evaluate
from wordrnn.memory import fit as memory_fit
from wordrnn.memory.neural_cache import CacheWeights
from wordrnn.memory.tokens import remembered
from wordrnn.memory.weights import (
    SPLIT_TEXT,
    SPLIT_TEXT_BESIDE_CACHE,
    TYPED_TEXT,
    MemoryWeights,
    default_weights,
)
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import Kind, Tokenizer

WORDS = [first + second for first in "bcdfghklmn" for second in "aeiouy"]


def tokenizer(kind: Kind) -> Tokenizer:
    fitted = word_tokenizer(*WORDS)
    return Tokenizer.fit([" ".join(WORDS) + "\n"], "pretokenized", 100) if kind == "pretokenized" else fitted


def predictor(kind: Kind, parts: str = "both") -> Predictor:
    words = tokenizer(kind)
    config = ModelConfig(vocab_size=words.vocab_size, cell="gru", units=6, layers=1, embedding=4)
    rng = np.random.default_rng(8)
    weights = {
        name: rng.normal(0, 0.5, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    every = {
        "network": RecurrentModel(config, weights),
        "ngram": NGramModel.fit(np.arange(words.vocab_size), words.vocab_size, order=2),
    }
    chosen = every if parts == "both" else {parts: every[parts]}
    return Predictor(words, chosen, dict.fromkeys(chosen, 1 / len(chosen)))


def text_with_topics(lines: int) -> str:
    """Lines of words, of which each stretch of text uses few."""
    rng = np.random.default_rng(3)
    return "".join(
        " ".join(WORDS[(number // 20 * 6 + word) % 60] for word in rng.integers(0, 6, 7)) + "\n"
        for number in range(lines)
    )


@pytest.mark.parametrize("kind", ["pretokenized", "word"])
def test_loss_is_that_of_evaluation(kind: Kind) -> None:
    typist, text = predictor(kind), text_with_topics(60)
    typist.memory_weights = replace(
        SPLIT_TEXT_BESIDE_CACHE, pair=0.3, lately=0.6, cache=CacheWeights(half_life=120.0)
    )
    result = evaluate(typist, [text], names=["memory"], keystrokes=False, latency_letters=0)["memory"]
    ids = typist.tokenizer.encode(text).astype(np.int64)
    model, keys = memory_fit._read(typist, ids)  # pyright: ignore[reportPrivateUsage]
    assert keys is not None
    seen = memory_fit._seen(memory_fit._tokens(typist.tokenizer, ids), model)  # pyright: ignore[reportPrivateUsage]
    place = memory_fit._SHARPNESS.index(10.0), memory_fit._HALF_LIVES.index(120.0)  # pyright: ignore[reportPrivateUsage]
    evidence = memory_fit._likeness(keys, ids)[place]  # pyright: ignore[reportPrivateUsage]
    assert exp(seen.loss(typist.memory_weights, evidence)) == pytest.approx(result["perplexity"], rel=1e-4)


@pytest.mark.parametrize("parts", ["both", "ngram"])
def test_fitted_weights_suit_the_text_better(parts: str) -> None:
    typist, text = predictor("pretokenized", parts), text_with_topics(150)

    def loss() -> float:
        return log(
            evaluate(typist, [text], names=["memory"], keystrokes=False, latency_letters=0)["memory"][
                "perplexity"
            ]
        )

    before = loss()
    fitted = memory_fit.fit(typist, typist.tokenizer.encode(text))
    assert fitted is not None
    typist.memory_weights = fitted
    assert loss() < before - 0.05
    assert MemoryWeights.from_dict(json.loads(json.dumps(fitted.to_dict()))) == fitted


def test_what_a_memory_does_not_keep_is_a_gap() -> None:
    words = Tokenizer.fit(["the 1990s the pa55word <unk>\n"], "pretokenized", 100)
    ids = words.encode("the pa55word 1990s <unk>\n")
    kept = memory_fit._tokens(words, ids.astype(np.int64))  # pyright: ignore[reportPrivateUsage]
    assert kept == remembered(words, "the pa55word 1990s <unk>\n") == ["the", None, None, "<unk>", "\n"]


def test_where_there_is_nothing_to_fit() -> None:
    enough = np.zeros(1000, np.int64)
    assert memory_fit.fit(predictor("pretokenized"), enough[:499]) is None
    assert memory_fit.fit(predictor("word"), enough) is None
    pieces = Tokenizer.fit(["the cat sat " * 4], "bpe", 30)
    ngram = NGramModel.fit(np.arange(pieces.vocab_size), pieces.vocab_size, order=2)
    assert memory_fit.fit(Predictor(pieces, {"ngram": ngram}, {"ngram": 1.0}), enough) is None


def test_defaults() -> None:
    assert default_weights("pretokenized") is SPLIT_TEXT
    assert default_weights("pretokenized", network=True) is SPLIT_TEXT_BESIDE_CACHE
    assert default_weights("word", network=True) is default_weights("bpe") is TYPED_TEXT


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("word",), 1.5), (("pair",), "much"), (("patience",), 0), (("triple_variety",), float("nan")),
        (("cache",), None), (("cache", "most"), -0.1), (("cache", "half_life"), float("inf")),
        (("cache", "patience"), -1), (("word",), 10**400), (("cache", "more"), 1), (("lately",), True), (("other",), 1),
    ],
)  # fmt: skip
def test_weights_that_cannot_be(path: tuple[str, ...], value: object) -> None:
    content: dict[str, Any] = SPLIT_TEXT.to_dict()
    place = content
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = value
    with pytest.raises(ValueError, match="memory"):
        MemoryWeights.from_dict(content)


def test_a_model_is_given_the_weights(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import shutil

    from wordrnn import model_folder

    golden = Path(__file__).parents[2] / "golden"
    source = next(path for path in sorted(golden.iterdir()) if (path / "model.json").exists())
    folder = tmp_path / "model"
    shutil.copytree(source, folder)
    before = Predictor.open(folder)
    fitted = replace(TYPED_TEXT, word=0.123)
    monkeypatch.setattr(memory_fit, "fit", lambda predictor, ids: fitted)
    assert memory_fit.fit_folder(folder, np.zeros(600, np.int64)) == fitted
    assert model_folder.open_folder(folder).memory_weights == fitted
    after = Predictor.open(folder)
    assert after.memory_weights == fitted != before.memory_weights
    assert after.suggest("the ")[:3] == before.suggest("the ")[:3]
