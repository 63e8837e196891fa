"""From the trained model to the one that ships: an n-gram of all the text, then both made small."""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import rarities
from prepare import Recipe

from corpora.origin import Origin
from wordrnn import card, files, model_folder
from wordrnn.next_word import IntArray
from wordrnn.ngram.model import NGramModel
from wordrnn.packing import pack
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords

LIMIT = 16_000_000
"""Bytes of everything in the folder."""


def encoded(text: Path, recipe: Recipe, tokenizer: Tokenizer) -> IntArray:
    """Return the ids of all text in `text`, each source once, in the order of the recipe."""
    encode = tokenizer.encoder()
    parts = [
        encode((text / "train" / f"{source.name}.txt").read_text(encoding="utf-8"))
        for source in recipe.sources
    ]
    return np.concatenate(parts).astype(np.uint16 if tokenizer.vocab_size <= 1 << 16 else np.uint32)


def rare_words(text: Path, recipe: Recipe, tokenizer: Tokenizer) -> RareWords | None:
    """Return the words of the text in `text` beyond those of `tokenizer`."""
    texts: dict[bool, list[str]] = {True: [], False: []}
    for source in recipe.sources:
        path = text / "train" / f"{source.name}.txt"
        texts["capitals" not in source.clean].append(path.read_text(encoding="utf-8"))
    return rarities.of_text(texts[True], texts[False], tokenizer, recipe.rare_words)


def fit_ngrams(ids: IntArray, vocab_size: int, kept: int, unpruned: Path, pruned: Path) -> None:
    """Save the n-gram model of the text `ids` [N], and below it what is left with `kept` n-grams.

    The one that the training run fitted read the text by the weights of the recipe; here all of it counts once.
    """
    for folder in (unpruned, pruned):
        shutil.rmtree(folder, ignore_errors=True)
    NGramModel.fit(ids, vocab_size).save(unpruned)
    NGramModel.load(unpruned).pruned(ids, kept).save(pruned)


def pack_with(
    trained: Path,
    ngram: Path,
    target: Path,
    rare: RareWords | None,
    recipe: Recipe,
    report: Mapping[str, Any],
) -> None:
    """Write the network in `trained` and the n-gram model in `ngram`, both made small, into the new folder `target`.

    `rare` are the words that can be completed beside; `report` is what was told of the text when it was made.
    Raises ValueError where all of it is larger than `LIMIT`.
    """
    whole = target.with_name(f"{files.TEMPORARY}{target.name}-whole")
    shutil.rmtree(whole, ignore_errors=True)
    try:
        _publish(trained, ngram, whole, rare, recipe, report)
        pack(whole, target)
    finally:
        shutil.rmtree(whole, ignore_errors=True)
    if size_of(target) > LIMIT:
        raise ValueError(f"expected at most {LIMIT:,} bytes, got {size_of(target):,}: fewer n-grams would do")


def _publish(
    trained: Path,
    ngram: Path,
    target: Path,
    rare: RareWords | None,
    recipe: Recipe,
    report: Mapping[str, Any],
) -> None:
    model = model_folder.open_folder(trained)
    target.mkdir(parents=True)
    NGramModel.load(ngram).save(model_folder.ngram_folder(target))
    words = sum(figures["words"] for figures in report["sources"].values())
    training = {
        **model.info["training"],
        "corpus": f"the {len(recipe.sources)} sources of the starter recipe, {words:,} words",
        "origins": [origin.to_json() for origin in origins(recipe)],
        "rare_words": len(rare.counts) if rare else 0,
    }
    info = model.info
    model_folder.publish(
        target,
        created=info["created"],
        tokenizer=model.tokenizer(),
        config=model.config,
        weights=model.weights(),
        mixture=info["mixture"],
        training=training,
        metrics=info["metrics"],
        history=model.file("history.jsonl").read_text(encoding="utf-8"),
        card=card.text(target.name, info["created"], model.config, training, info["metrics"]),
        rare=rare,
    )


def origins(recipe: Recipe) -> list[Origin]:
    """Return whose text each source is, as the model and all that go on from it tell."""
    return [Origin(source.title, "en", source.licence, source.credit, "free") for source in recipe.sources]


def size_of(folder: Path) -> int:
    """Return the bytes of all files in `folder`."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
