"""`wordrnn lab race`: its options, and its tables."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from rich import box
from rich.table import Table

from wordrnn.config import Settings as AnySettings
from wordrnn.lab.contenders import label_of
from wordrnn.lab.race import CONTENDERS, EQUAL, Result, Settings

_DEFAULTS = Settings()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the race."""
    parser.add_argument(
        "paths", nargs="*", metavar="PATH", help="files, folders, or names of corpora; builtin if left out"
    )
    parser.add_argument("--valid", metavar="PATH", help="text by which the networks' best weights are chosen")
    parser.add_argument(
        "--test", metavar="PATH", help="text to measure on; otherwise a part of PATH is held out"
    )
    parser.add_argument(
        "--pretokenized", action="store_true", help="split at white space only; a line end is <eos>"
    )
    parser.add_argument("--contenders", metavar="A,B,…", help="who races: " + ",".join(CONTENDERS))
    parser.add_argument("--equal", choices=EQUAL, help="networks as wide, or with as many parameters")
    effort = parser.add_mutually_exclusive_group()
    effort.add_argument("--minutes", type=float, metavar="M", help="how long each network is trained")
    effort.add_argument("--epochs", type=int, metavar="N", help="how often each reads the text")
    for name, text in (
        ("units", "width of the state (with equal parameters, the LSTM's)"),
        ("embedding", "width of a word's vector, for all"),
        ("vocabulary", "most words that they may know"),
        ("window", "words that those with a window see"),
        ("frequent", "words of the task that all can do"),
        ("samples", "examples that a classifier learns from, at most"),
    ):
        default = "what suits the units" if name == "embedding" else getattr(_DEFAULTS, name)
        parser.add_argument(f"--{name}", type=int, metavar="N", help=f"{text}; {default} if left out")


def settings_from(arguments: argparse.Namespace) -> AnySettings:
    """Return the settings that were asked for. Raises OptionError."""
    effort = ("equal", "minutes", "epochs", "samples")
    names = ("valid", "test", *effort, "units", "embedding", "vocabulary", "window", "frequent")
    given: dict[str, Any] = {name: getattr(arguments, name) for name in names}
    if arguments.contenders is not None:
        given["contenders"] = tuple(each.strip() for each in arguments.contenders.split(","))
    if arguments.paths:
        given["paths"] = tuple(arguments.paths)
    asked = {name: value for name, value in given.items() if value is not None}
    return Settings(**asked, pretokenized=arguments.pretokenized)


def tables(result: Result) -> Sequence[Table]:
    """Return how good the language models are, what they cost, and who names the frequent words."""
    found = [_models(result.contenders, columns) for columns in (_QUALITY, _COST) if result.contenders]
    return [*found, _frequent(result)] if result.accuracy else found


Columns = Mapping[str, tuple[str, str]]
_QUALITY: Columns = {
    "perplexity": ("perplexity", "{:.1f}"),
    "top1": ("top-1", "{:.1%}"),
    "top3": ("top-3", "{:.1%}"),
    "top5": ("top-5", "{:.1%}"),
    "keystroke_savings": ("saved", "{:.1%}"),
}
_COST: Columns = {
    "units": ("units", "{:,.0f}"),
    "parameters": ("parameters", "{:,.0f}"),
    "seconds": ("s trained", "{:.1f}"),
    "epochs": ("passes", "{:.1f}"),
    "seconds_per_epoch": ("s a pass", "{:.1f}"),
    "ms_per_prediction": ("ms a word", "{:.2f}"),
}


def _models(contenders: Mapping[str, Mapping[str, float | None]], columns: Columns) -> Table:
    table = Table("", box=box.SIMPLE, collapse_padding=True, pad_edge=False)
    for title, _ in columns.values():
        table.add_column(title, justify="right")
    for name, figures in contenders.items():
        cells = []
        for key, (_, form) in columns.items():
            value = figures[key]
            cells.append("" if value is None else form.format(value))
        table.add_row(label_of(name), *cells)
    return table


def _frequent(result: Result) -> Table:
    table = Table(f"The next of {result.frequent['words']} words", box=box.SIMPLE)
    for title in ("named", "learned from"):
        table.add_column(title, justify="right")
    for name, share in result.accuracy.items():
        count = result.frequent["examples"].get(name)
        table.add_row(label_of(name), f"{share:.1%}", "the text" if count is None else f"{count:,}")
    table.add_row("Always the most frequent", f"{result.frequent['most_frequent']:.1%}", "")
    return table
