"""From the files of a recipe to the folder that ships, with a network that training would have left."""

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest

from tests.packaging.starter import script
from wordrnn import model_folder
from wordrnn.config import ModelConfig
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords

build, card, prepare, shrink = script("build"), script("card"), script("prepare"), script("shrink")
RECIPE = """
seed = 1
vocabulary = 300
rare_words = 3
ngrams = 200
units = 6
embedding = 4
held_out = 0.3
canaries_in = "talk"
left_out = []
measured_on = ["dev/*.txt"]
[[source]]
files = ["talk.txt"]
title = "Talk"
licence = "CC BY 4.0"
credit = "Those who talked, http://example.org"
weight = 1.5
[[source]]
files = ["work.txt"]
title = "Work"
licence = "MIT"
credit = "Those who worked"
"""
PEOPLE = (
    "My sister",
    "Her friend",
    "A teacher",
    "The driver",
    "Our neighbour",
    "His boss",
    "Nobody",
    "The cook",
)
THINGS = (
    "bought a lamp",
    "lost the letter",
    "found some bread",
    "sold the boat",
    "made a cake",
    "saw the moon",
)
PLACES = ("in the garden", "at the lake", "near the bridge", "by the window", "on the table")


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "build.Build":
    monkeypatch.setattr(build, "_PASSAGES", 20)
    data = tmp_path / "data"
    (data / "dev").mkdir(parents=True)
    lines = [f"{a} {b} {c}." for a in PEOPLE for b in THINGS for c in PLACES]
    (data / "talk.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (data / "work.txt").write_text("\n".join(f"Today {line.lower()}" for line in lines), encoding="utf-8")
    (data / "dev" / "en_US.mine.sample.txt").write_text("My friend made a lamp.\n" * 6, encoding="utf-8")
    path = tmp_path / "recipe.toml"
    path.write_text(RECIPE, encoding="utf-8")
    made = build.Build(data, tmp_path / "work", tmp_path / "out", prepare.Recipe.read(path), 1, "one core")
    made.prepare()
    train_like(made)
    return made


def train_like(made: "build.Build") -> None:
    """Leave what a run leaves: a network of random numbers, and an n-gram."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((made.text / "train").iterdir())]
    tokenizer = Tokenizer.fit(texts, vocabulary_size=90)
    rng = np.random.default_rng(1)
    config = ModelConfig(vocab_size=tokenizer.vocab_size, units=6, embedding=4)
    weights = {
        name: rng.normal(0, 0.3, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    made.trained.mkdir(parents=True)
    NGramModel.fit(tokenizer.encode("".join(texts)), tokenizer.vocab_size).save(made.trained / "ngram")
    training = {
        "corpus": "talk, work", "documents": 2, "train_tokens": 4000, "valid_tokens": 900, "coverage": 1.0,
        "vocabulary": tokenizer.vocab_size, "tokenizer": "word", "rare_words": 0, "settings": {},
    }  # fmt: skip
    model_folder.publish(
        made.trained,
        created="2026-01-01T00:00:00+00:00",
        tokenizer=tokenizer,
        config=config,
        weights=weights,
        mixture={"network": 0.5, "ngram": 0.5},
        training=training,
        metrics={"valid_perplexity": 90.0, "network_valid_perplexity": 90.0, "train_seconds": 60.0},
        history=json.dumps({"epoch": 1.5}) + "\n",
        card="",
        rare=RareWords.of(texts, tokenizer),
    )


def test_a_build_ends_with_a_model_that_opens(built: "build.Build") -> None:
    built.run()
    predictor = Predictor.open(built.out)
    assert predictor.suggest("My sister b", 1)[0].word.startswith("b")
    assert predictor.calibration is not None
    facts = json.loads((built.out / "card.json").read_text(encoding="utf-8"))
    assert facts["tokens_read"] == 6000
    assert facts["savings"]["mine"]["mixture"]["keystroke_savings"] > 0
    assert facts["sizes"]["bytes"] < shrink.LIMIT
    assert set(facts["memorisation"]) == {"mixture", "network", "ngram"}
    described = model_folder.open_folder(built.out)
    assert [origin["licence"] for origin in described.info["training"]["origins"]] == ["CC BY 4.0", "MIT"]
    assert described.info["training"]["rare_words"] == 3
    text = described.file("card.md").read_text(encoding="utf-8")
    assert "| Talk |" in text
    assert "http://" not in text
    assert "one core" in text


def test_what_is_done_is_not_done_again(built: "build.Build") -> None:
    built.run()
    before = {path: path.stat().st_mtime_ns for path in built.work.rglob("*.json")}
    (built.out / "card.json").unlink()
    built.run()
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    assert changed <= {"model.json", "card.json"}
    assert (built.out / "card.json").exists()


def test_as_many_ngrams_are_kept_as_the_recipe_says(built: "build.Build") -> None:
    built.fit_ngrams()
    whole, kept = (sum(NGramModel.load(folder).sizes[1:]) for folder in (built.unpruned, built.pruned))
    assert 100 < kept <= built.recipe.ngrams < whole


def test_what_is_too_large_is_not_shipped(built: "build.Build", monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shrink, "LIMIT", 5000)
    with pytest.raises(ValueError, match="at most 5,000 bytes"):
        built.run()
    assert not built.packed.exists()
    assert not built.out.exists()


def test_training_is_asked_for_by_the_recipe(built: "build.Build") -> None:
    arguments = build.training_arguments(built.recipe, built.text, 86)
    assert arguments[0] == str(built.text / "train" / "talk.txt")
    at = arguments.index("--weight")
    assert arguments[at : at + 2] == ["--weight", "talk=1.5"]
    assert arguments.count("--weight") == 1
    assert arguments[arguments.index("--units") + 1] == "6"
    assert arguments[arguments.index("--minutes") + 1] == "86"


def test_every_source_of_the_recipe_is_in_its_card() -> None:
    recipe = dataclasses.replace(prepare.Recipe.read())
    table = card._sources(recipe, {"sources": {source.name: {"words": 7} for source in recipe.sources}})
    for source in recipe.sources:
        assert any(source.credit in row and source.licence in row for row in table)
