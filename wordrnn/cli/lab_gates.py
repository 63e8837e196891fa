"""`wordrnn lab gates "sentence" --model M --force forget=0`."""

import argparse
from collections.abc import Sequence

from rich.table import Table

from wordrnn.lab.gates import SENTENCE, Result, Settings
from wordrnn.lab.quantities import GATES


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the sentence, the model, what is looked at, and what is forced."""
    parser.add_argument(
        "text", metavar="TEXT", nargs="?", default=SENTENCE, help=f"a sentence; else “{SENTENCE}”"
    )
    parser.add_argument(
        "--model", metavar="M", default="", help="a model's name or folder; otherwise the active model"
    )
    parser.add_argument(
        "--at",
        type=int,
        metavar="N",
        help="look at what follows the word N, from 1; 0 is the beginning; else the last",
    )
    parser.add_argument(
        "--target", metavar="WORD", default="", help="the word that follows; else the most probable"
    )
    parser.add_argument(
        "--layer", type=int, default=0, metavar="L", help="from 0, the one that reads the words"
    )
    parser.add_argument(
        "--unit", type=int, metavar="N", help="show this unit, from 0; with --force hold it alone"
    )
    parser.add_argument(
        "--force",
        type=_force,
        action="append",
        default=[],
        metavar="GATE=X",
        help="hold a gate at X, 0 is shut and 1 is open: forget=0",
    )


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Return the settings that were asked for."""
    return Settings(
        text=arguments.text,
        model=arguments.model,
        at=arguments.at,
        target=arguments.target,
        layer=arguments.layer,
        unit=arguments.unit,
        force=dict(arguments.force),
        force_unit=arguments.unit if arguments.force else None,
    )


def tables(result: Result) -> Sequence[Table]:
    """Return what follows, which words mattered, and the numbers of the unit that is looked at."""
    return [_prediction(result), _importance(result), _unit(result)]


def _prediction(result: Result) -> Table:
    read = " ".join(result.words[1 : result.at + 1])
    table = _table(f"After “{read}”, by the network of {result.model} alone")
    table.add_column("word")
    table.add_column("probability", justify="right")
    if result.forced is None:
        for word, probability in result.prediction:
            table.add_row(word, _percent(probability))
        return table
    table.add_column("forced", justify="right")
    for word, before, after in result.forced["words"]:
        table.add_row(word, _percent(before), _percent(after))
    return table


def _importance(result: Result) -> Table:
    table = _table(f"What mattered for “{result.target}”: change of log P")
    for name in ("word", "occlusion", "gradient × embedding"):
        table.add_column(name, justify="left" if name == "word" else "right")
    for place in range(1, result.at + 1):
        found = (result.importance[method][place] for method in ("occlusion", "gradient"))
        table.add_row(result.words[place], *(f"{value:+.3f}" for value in found))
    return table


def _unit(result: Result) -> Table:
    word, layer = result.words[result.at], result.settings["layer"]
    table = _table(f"Unit {result.unit} of layer {layer} at “{word}”")
    for name in ("", "value", "of input", "of state", "bias", "peephole"):
        table.add_column(name, justify="right" if name else "left")
    for quantity, value in result.numbers["values"].items():
        terms = result.numbers["terms"].get(quantity, {})
        parts = (terms.get(name) for name in ("input", "recurrent", "bias", "peephole"))
        shown = ("" if part is None else f"{part:+.3f}" for part in parts)
        table.add_row(quantity.replace("_", " "), f"{value:.3f}", *shown)
    return table


def _table(title: str) -> Table:
    return Table(title=title, title_justify="left", title_style="bold", min_width=min(len(title) + 2, 100))


def _percent(share: float) -> str:
    return f"{share * 100:.2f} %"


def _force(text: str) -> tuple[str, float]:
    gate, _, value = text.partition("=")
    known = {name for gates in GATES.values() for name in gates}
    try:
        held = {"open": 1.0, "shut": 0.0}.get(value)
        held = float(value) if held is None else held
    except ValueError:
        held = -1.0
    if gate not in known or not 0 <= held <= 1:
        expected = f"GATE=X with one of {', '.join(sorted(known))} and a number from 0 to 1"
        raise argparse.ArgumentTypeError(f"expected {expected}, got {text}")
    return gate, held
