"""Makes the golden models: `python tests/golden/make.py FOLDER`. Run once for each format, never over old ones."""

import json
import os
import sys
import tempfile
from pathlib import Path

from wordrnn import Predictor
from wordrnn.config import CELLS
from wordrnn.model_folder import FORMAT
from wordrnn.training import plan, run
from wordrnn.training.control import Control
from wordrnn.training.request import Request

TEXT = (
    "I don't know where the old house is .\nWe will meet on Monday at the station .\n"
    "Thank you for the quick reply .\nThe cat sat on the mat , and the dog ran to the house .\n"
)
PROMPTS = ["the ", "We will meet on mon", "Thank you for the q", "I ", ""]


def half_and_half(folder: Path) -> Predictor:
    """Return the model's parts with equal weights: on so small a text the n-gram would leave the network nothing."""
    whole = Predictor.open(folder)
    return Predictor(whole.tokenizer, whole.parts, {"network": 0.5, "ngram": 0.5})


def main(folder: Path) -> None:
    """Train a model for each cell and write down what it suggests."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["WORDRNN_HOME"] = home
        text = Path(home) / "text.txt"
        text.write_text(TEXT * 30, encoding="utf-8")
        for cell in CELLS:
            wishes = plan.Wishes(
                epochs=12, cell=cell, units=6, embedding=5, layers=2 if cell == "lstm" else 1
            )
            target = folder / f"format-{FORMAT}-{cell}"
            run.train(Request(target, (str(text),), wishes=wishes), lambda item: None, Control())
            for leftover in (target / "training").iterdir():
                leftover.unlink()
            (target / "training").rmdir()
            predictor = half_and_half(target)
            expected = {
                prompt: [[each.word, round(each.probability, 5)] for each in predictor.suggest(prompt, 3)]
                for prompt in PROMPTS
            }
            content = json.dumps(expected, indent=1, ensure_ascii=False) + "\n"
            (folder / f"format-{FORMAT}-{cell}.json").write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
