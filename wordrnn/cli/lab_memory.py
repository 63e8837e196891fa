"""`wordrnn lab memory`: its options and its table."""

import argparse
from collections.abc import Sequence

from rich import box
from rich.table import Table

from wordrnn.config import CELLS
from wordrnn.lab import tasks
from wordrnn.lab.contenders import label_of
from wordrnn.lab.initial import INITIALS
from wordrnn.lab.memory import Result, Settings, contenders_of, distances_of, updates_of

_COLUMNS = (1, 2, 5, 10, 11, 20, 50, 100)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the experiment."""
    default = Settings()
    parser.add_argument("--task", choices=tasks.NAMES, default=default.task)
    parser.add_argument(
        "--contenders",
        metavar="A,B,…",
        help="any of " + ", ".join(dict.fromkeys([*contenders_of("recall"), *contenders_of("adding")])),
    )
    parser.add_argument("--distances", metavar="K,K,…", help="steps back, rising")
    parser.add_argument("--window", type=int, default=default.window, metavar="N")
    parser.add_argument("--symbols", type=int, default=default.symbols, metavar="N", help="letters there are")
    parser.add_argument("--units", type=int, default=default.units, metavar="N")
    parser.add_argument("--updates", type=int, metavar="N", help="of the networks")
    parser.add_argument("--learning-rate", type=float, default=default.learning_rate, metavar="X")
    parser.add_argument(
        "--clip", type=float, default=default.clip, metavar="X", help="the longest gradient; 0 is none"
    )
    parser.add_argument("--initial", choices=INITIALS, default=default.initial)
    parser.add_argument("--forget-bias", type=float, default=default.forget_bias, metavar="X")


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Return the settings that were asked for. Raises OptionError."""
    return Settings(
        task=arguments.task,
        contenders=tuple(filter(None, (arguments.contenders or "").split(","))),
        distances=_whole(arguments.distances) if arguments.distances else distances_of(arguments.task),
        window=arguments.window,
        symbols=arguments.symbols,
        units=arguments.units,
        updates=updates_of(arguments.task) if arguments.updates is None else arguments.updates,
        learning_rate=arguments.learning_rate,
        clip=None if arguments.clip == 0 else arguments.clip,
        initial=arguments.initial,
        forget_bias=arguments.forget_bias,
    )


def _whole(text: str) -> tuple[int, ...]:
    """Return the numbers in `text`; what is none is 0, which is no distance."""
    return tuple(int(each) if each.strip().isdecimal() else 0 for each in text.split(","))


def tables(result: Result) -> Sequence[Table]:
    """Return the accuracies at some of the distances."""
    known = sorted({int(k) for curve in result.accuracy.values() for k in curve})
    shown = [k for k in known if k in _COLUMNS or k == result.window + 1] or known[:8]
    table = Table("steps back", *map(str, shown), "updates", title=_TITLES[result.task], box=box.SIMPLE)
    for column in table.columns[1:]:
        column.justify = "right"
    for contender, curve in result.accuracy.items():
        cells = [f"{curve[str(k)]:.0%}" if str(k) in curve else "" for k in shown]
        updates = f"{result.updates[contender]:,}" if contender in CELLS else ""
        table.add_row(label_of(contender), *cells, updates)
    table.add_row("Chance", *[f"{result.chance:.0%}"] * len(shown), "")
    return [table]


_TITLES = {"recall": "Name the marked letter", "adding": "Add the two marked numbers"}
