"""Builds the starter model from the files that `recipe.toml` names: one command, each stage done once.

    python packaging/starter/build.py DATA WORK [--minutes M] [--again STAGE] [--out FOLDER]

DATA holds `english/` and `typing-dev/`; WORK keeps what each stage leaves behind, so that a build that was cut off goes
on where it was. With `--again`, that stage and those after it are done anew. Stages:

    prepare    WORK/text: the text, see `prepare.py`
    train      WORK/home/models/starter: the network, by `wordrnn train`; all by the seed of the recipe
    ngram      WORK/ngram/unpruned, pruned: an n-gram of all the text, and what is kept of it
    pack       WORK/packed/starter: network and n-gram, both small, calibrated on held-out text
    measure    WORK/savings.json, rounding.json, speed.json: see `measuring.py`
    memorise   WORK/memorisation.json: see `memorisation.py`
    card       the card of WORK/packed/starter, and its copy in FOLDER (wordrnn/starter unless given)
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import canaries
import card
import measuring
import memorisation
import numpy as np
import prepare
import shrink
from prepare import Recipe

from wordrnn import files, model_folder, starter_model
from wordrnn.calibration.stage import calibrate_folder
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer
from wordrnn.training import checkpoint

ROOT = Path(__file__).parents[2]
NAME = starter_model.NAME
CHECK = ROOT / "tests" / "data" / "starter_check.txt"
"""What the shipped model is tested with: its card tells what it makes of it."""
_PASSAGES = 1000


@dataclass(frozen=True, slots=True)
class Build:
    """A build: where from, where to, and for how long the network is trained."""

    data: Path
    work: Path
    out: Path
    recipe: Recipe
    minutes: float
    machine: str
    workers: int = 1

    @property
    def text(self) -> Path:
        """The folder of the prepared text."""
        return self.work / "text"

    @property
    def trained(self) -> Path:
        """The model as `wordrnn train` leaves it."""
        return self.work / "home" / "models" / NAME

    @property
    def unpruned(self) -> Path:
        """The n-gram of all the text."""
        return self.work / "ngram" / "unpruned"

    @property
    def pruned(self) -> Path:
        """What is kept of it."""
        return self.work / "ngram" / "pruned"

    @property
    def packed(self) -> Path:
        """The model that ships."""
        return self.work / "packed" / NAME

    def prepare(self) -> None:
        """Make the text."""
        prepare.prepare(self.recipe, self.data, self.text)

    def train(self) -> None:
        """Train the network, or go on with a run that was cut off."""
        environment = {**os.environ, "WORDRNN_HOME": str(self.work / "home"), "PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "wordrnn", "train"]
        if checkpoint.is_unfinished(self.trained):
            command += ["--resume", "--name", NAME]
        else:
            command += training_arguments(self.recipe, self.text, self.minutes)
        subprocess.run(command, env=environment, check=True)

    def fit_ngrams(self) -> None:
        """Fit the n-gram on all the text, over the vocabulary of the trained network, and prune it."""
        tokenizer = self._tokenizer(self.trained)
        ids = shrink.encoded(self.text, self.recipe, tokenizer)
        self.unpruned.parent.mkdir(parents=True, exist_ok=True)
        np.save(self.work / "ids.npy", ids)
        shrink.fit_ngrams(ids, tokenizer.vocab_size, self.recipe.ngrams, self.unpruned, self.pruned)

    def pack(self) -> None:
        """Make both small, and calibrate what came out."""
        shutil.rmtree(self.packed, ignore_errors=True)
        partial = self.packed.with_name(f"{NAME}-partial")
        shutil.rmtree(partial, ignore_errors=True)
        partial.parent.mkdir(parents=True, exist_ok=True)
        rare = shrink.rare_words(self.text, self.recipe, self._tokenizer(self.trained))
        report = _json(self.text / "report.json")
        shrink.pack_with(self.trained, self.pruned, partial, rare, self.recipe, report)
        print(f"{shrink.size_of(partial):,} bytes", flush=True)
        calibrate_folder(partial, self._held_out())
        partial.rename(self.packed)

    def measure(self) -> None:
        """Measure what the card tells."""
        tests = measuring.tests_of(self.recipe, self.data)
        held_out = self._tokenizer(self.packed).encode(self._held_out())
        self._keep("speed", measuring.speed(self.packed, self._held_out()))
        self._keep("rounding", measuring.rounding(self.packed, self.trained, held_out))
        self._keep("savings", measuring.savings(self.packed, self.unpruned, tests, self.workers))

    def memorise(self) -> None:
        """See how much of the text the model and its parts can recite."""
        predictor = Predictor.open(self.packed)
        tokenizer = predictor.tokenizer
        trained = memorisation.passages(np.load(self.work / "ids.npy"), _PASSAGES, self.recipe.seed)
        held_out = memorisation.passages(tokenizer.encode(self._held_out()), _PASSAGES, self.recipe.seed)
        planted = canaries.load(self.text / "canaries.json")
        models = {"mixture": predictor.model, **predictor.parts}
        found = {
            name: memorisation.facts(model, tokenizer, planted, trained, held_out)
            for name, model in models.items()
        }
        self._keep("memorisation", found)

    def write_card(self) -> None:
        """Write the card, for people and as JSON, and copy the finished model to where it ships from."""
        info = model_folder.describe(self.packed)
        facts = self.facts()
        model_folder.amend(self.packed, card.text(self.recipe, facts))
        files.write_text(
            self.packed / starter_model.CARD, json.dumps(facts, indent=1, ensure_ascii=False) + "\n"
        )
        starter_model.write_check(self.packed, CHECK.read_text(encoding="utf-8"))
        size = shrink.size_of(self.packed)
        if size > shrink.LIMIT:
            raise ValueError(f"expected at most {shrink.LIMIT:,} bytes, got {size:,}")
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.copytree(self.packed, self.out, copy_function=shutil.copyfile)  # readable by all
        print(f"{info.name}: {size:,} bytes in {self.out}")

    def facts(self) -> dict[str, Any]:
        """Return what the card tells, as JSON values."""
        model = model_folder.open_folder(self.packed)
        assert model.config is not None
        info = model.info
        history = model.file("history.jsonl").read_text(encoding="utf-8").splitlines()
        report = _json(self.text / "report.json")
        measured = {name: _json(self.work / f"{name}.json") for name in ("savings", "rounding", "speed")}
        return {
            "created": info["created"],
            "config": info["config"],
            "parameters": model.config.parameters,
            "training": {key: value for key, value in info["training"].items() if key != "origins"},
            "tokens_read": round(json.loads(history[-1])["epoch"] * info["training"]["train_tokens"]),
            "machine": self.machine,
            "metrics": info["metrics"],
            "mixture": info["mixture"],
            "calibration": info["calibration"],
            "sizes": {
                "bytes": shrink.size_of(self.packed),
                "ngrams": NGramModel.load(self.pruned).sizes,
                "ngrams_unpruned": NGramModel.load(self.unpruned).sizes,
            },
            **measured,
            "memorisation": _json(self.work / "memorisation.json"),
            "sources": {
                source.name: {
                    "title": source.title,
                    "licence": source.licence,
                    "credit": source.credit,
                    "weight": source.weight,
                    "words": report["sources"][source.name]["words"],
                }
                for source in self.recipe.sources
            },
        }

    def stages(self) -> dict[str, tuple[Callable[[], None], Callable[[], bool]]]:
        """Return name → what to do, and whether it is done, in their order."""
        return {
            "prepare": (self.prepare, (self.text / "report.json").exists),
            "train": (self.train, self._is_trained),
            "ngram": (self.fit_ngrams, self.pruned.exists),
            "pack": (self.pack, (self.packed / "model.json").exists),
            "measure": (self.measure, (self.work / "savings.json").exists),
            "memorise": (self.memorise, (self.work / "memorisation.json").exists),
            "card": (self.write_card, (self.out / starter_model.CARD).exists),
        }

    def run(self, again: str | None = None) -> None:
        """Do the stages that are not done, and all from `again` on."""
        anew = False
        for name, (do, done) in self.stages().items():
            anew = anew or name == again
            if anew or not done():
                print(f"== {name}", flush=True)
                do()
                anew = True

    def _is_trained(self) -> bool:
        if checkpoint.is_unfinished(self.trained) or not (self.trained / "model.json").exists():
            return False
        return model_folder.describe(self.trained).config is not None

    def _tokenizer(self, folder: Path) -> Tokenizer:
        return model_folder.describe(folder).tokenizer()

    def _held_out(self) -> str:
        return (self.text / "valid.txt").read_text(encoding="utf-8")

    def _keep(self, name: str, facts: Mapping[str, Any]) -> None:
        self.work.mkdir(parents=True, exist_ok=True)
        files.write_text(self.work / f"{name}.json", json.dumps(facts, indent=1) + "\n")


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def training_arguments(recipe: Recipe, text: Path, minutes: float) -> list[str]:
    """Return what `wordrnn train` is asked to do with the prepared `text`."""
    paths = [str(text / "train" / f"{source.name}.txt") for source in recipe.sources]
    weights = [
        argument
        for source in recipe.sources
        if source.weight != 1
        for argument in ("--weight", f"{source.name}={source.weight}")
    ]
    shape = {
        "units": recipe.units,
        "embedding": recipe.embedding,
        "vocabulary": recipe.vocabulary,
        "seed": recipe.seed,
        "minutes": minutes,
        "name": NAME,
    }
    options = [argument for name, value in shape.items() for argument in (f"--{name}", str(value))]
    return [*paths, "--valid", str(text / "valid.txt"), *weights, *options]


def main() -> None:
    """Build the starter model."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("work", type=Path, metavar="WORK")
    parser.add_argument("--minutes", type=float, default=86, help="of training, on two cores")
    parser.add_argument("--machine", default="two processor cores and no GPU", help="as the card tells it")
    parser.add_argument("--out", type=Path, default=ROOT / "wordrnn" / NAME, metavar="FOLDER")
    parser.add_argument("--again", metavar="STAGE", help="this stage and those after it, done or not")
    args = parser.parse_args()
    build = Build(
        args.data, args.work, args.out, Recipe.read(), args.minutes, args.machine, os.cpu_count() or 1
    )
    if args.again and args.again not in build.stages():
        parser.error(f"--again: expected one of {', '.join(build.stages())}, got {args.again}")
    build.run(args.again)


if __name__ == "__main__":
    main()
