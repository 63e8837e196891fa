"""`wordrnn lab shapes PATH --model M`."""

import argparse
from collections.abc import Sequence

from rich.table import Table

from wordrnn.lab.shapes import Result, Settings

_NAMES = {
    "words": "words, as numbers",
    "embedding": "their vectors",
    "projection": "projection",
    "softmax": "softmax",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the text, the model, and how the text is cut."""
    default = Settings()
    parser.add_argument(
        "path", metavar="PATH", nargs="?", default="builtin", help="a file, a folder or a corpus"
    )
    parser.add_argument(
        "--model", metavar="M", default="", help="a model's name or folder; otherwise the active model"
    )
    parser.add_argument("--batch", type=int, default=default.batch, metavar="B", help="streams side by side")
    parser.add_argument("--steps", type=int, default=default.steps, metavar="T", help="words of each at once")
    parser.add_argument("--window", type=int, default=0, metavar="N", help="from 0")


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Return the settings that were asked for. Raises OptionError."""
    return Settings(
        corpus=arguments.path,
        model=arguments.model,
        batch=arguments.batch,
        steps=arguments.steps,
        window=arguments.window,
    )


def tables(result: Result) -> Sequence[Table]:
    """Return the batch in words, and the shapes on the way."""
    return [_batch(result), _shapes(result)]


def _batch(result: Result) -> Table:
    table = Table(
        title=f"Window {result.window} of {result.windows:,}: batch down, time across", title_justify="left"
    )
    table.add_column("stream")
    for step in range(len(result.words[0])):
        table.add_column(f"t = {step}")
    for stream, words in enumerate(result.words):
        table.add_row(str(stream), *words)
    return table


def _shapes(result: Result) -> Table:
    table = Table(title=f"The way through {result.model}", title_justify="left")
    for name in ("", "shape", "numbers"):
        table.add_column(name, justify="right" if name == "numbers" else "left")
    for each in result.shapes:
        kind, number = each["name"].rstrip("0123456789"), each["name"].lstrip("abcdefghijklmnopqrstuvwxyz")
        name = {"layer": f"layer {number}", "state": f"state of layer {number}"}.get(kind) or _NAMES[kind]
        sizes = ", ".join(f"{axis} {size:,}" for axis, size in zip(each["axes"], each["shape"], strict=True))
        table.add_row(name, f"[{sizes}]", f"{each['numbers']:,}")
    return table
