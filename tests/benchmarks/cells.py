"""Trains the five cells for the same time on the same text, and prints a table.

    python tests/benchmarks/cells.py DATA [--minutes 5] [--units 400] [--scratch DIR]

DATA holds `ptb/`. All have the same width and the settings that the plan gives them; what a cell saves in work it may
spend on more passes. The figures are of the network alone, on the test text: word level, `<eos>` counted, `<unk>` a
word. A model that stands in the scratch folder from an earlier call is not trained again.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from wordrnn.config import CELLS, ModelConfig

ROOT = Path(__file__).parents[2]


def wordrnn(home: Path, *arguments: str) -> str:
    """Return what the command line prints, its data in `home`."""
    environment = {**os.environ, "WORDRNN_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "wordrnn", *arguments]
    return subprocess.run(
        command, env=environment, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True
    ).stdout


def row(home: Path, data: Path, cell: str, minutes: float, units: int) -> list[str]:
    """Train one cell, unless that was done, and return its line of the table."""
    folder = home / "models" / cell
    if not (folder / "weights.safetensors").exists():
        train, valid = (str(data / "ptb" / f"ptb.{part}.txt") for part in ("train", "valid"))
        shape = ["--cell", cell, "--units", str(units), "--minutes", str(minutes)]
        wordrnn(home, "train", train, "--valid", valid, "--pretokenized", *shape, "--name", cell)
    test = str(data / "ptb" / "ptb.test.txt")
    results = json.loads(
        wordrnn(home, "evaluate", test, "--model", cell, "--pretokenized", "--parts", "rnn", "--json")
    )["rnn"]
    history = [json.loads(line) for line in (folder / "history.jsonl").read_text().splitlines()]
    info: dict[str, Any] = json.loads((folder / "model.json").read_text())
    last = history[-1]
    speed = last["epoch"] * info["training"]["train_tokens"] / last["elapsed_seconds"]
    return [
        cell,
        f"{ModelConfig.from_dict(info['config']).parameters:,}",
        f"{speed:,.0f}",
        f"{last['epoch']:.1f}",
        f"{last['valid_perplexity']:.1f}",
        f"{results['perplexity']:.1f}",
        f"{results['top3']:.1%}",
    ]


def main() -> None:
    """Print the table, a line as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--units", type=int, default=400)
    parser.add_argument("--scratch", type=Path, help="where the models go, and stay")
    options = parser.parse_args()
    head = ["cell", "parameters", "tokens/s", "passes", "held-out perplexity", "test perplexity", "top-3"]
    with tempfile.TemporaryDirectory() as scratch:
        print("| " + " | ".join(head) + " |\n|" + "---|" * len(head), flush=True)
        for cell in CELLS:
            home = options.scratch or Path(scratch)
            print(
                "| " + " | ".join(row(home, options.data, cell, options.minutes, options.units)) + " |",
                flush=True,
            )


if __name__ == "__main__":
    main()
