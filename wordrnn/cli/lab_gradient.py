"""`wordrnn lab gradient`: its options and its table."""

import argparse
from collections.abc import Sequence
from statistics import fmean, geometric_mean

from rich import box
from rich.table import Table

from wordrnn.lab.contenders import label_of
from wordrnn.lab.gradient import Result, Settings
from wordrnn.lab.initial import INITIALS

_LAGS = (1, 5, 10, 20, 50, 99)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of the experiment."""
    default = Settings()
    parser.add_argument(
        "text", nargs="*", metavar="PATH", help="files, folders or corpora; builtin if left out"
    )
    parser.add_argument("--cells", metavar="A,B,…", help="any of " + ", ".join(default.cells))
    parser.add_argument("--initial", choices=(*INITIALS, "both"), default="both")
    parser.add_argument("--seeds", type=int, default=default.seeds, metavar="N", help="networks of each kind")
    parser.add_argument("--epochs", type=int, default=default.epochs, metavar="N")
    parser.add_argument("--window", type=int, default=default.window, metavar="N", help="steps back")
    parser.add_argument(
        "--tokens", type=int, default=default.tokens, metavar="N", help="to train on, at most"
    )
    parser.add_argument("--vocabulary", type=int, default=default.vocabulary, metavar="N")
    parser.add_argument("--units", type=int, default=default.units, metavar="N")
    parser.add_argument("--learning-rate", type=float, default=default.learning_rate, metavar="X")
    parser.add_argument(
        "--clip", type=float, default=default.clip, metavar="X", help="the longest gradient; 0 is none"
    )
    parser.add_argument("--forget-bias", type=float, default=default.forget_bias, metavar="X")
    parser.add_argument(
        "--gain", type=float, default=default.gain, metavar="X", help="of the recurrent kernel"
    )


def settings_from(arguments: argparse.Namespace) -> Settings:
    """Return the settings that were asked for. Raises OptionError."""
    default = Settings()
    return Settings(
        text=tuple(arguments.text) or default.text,
        cells=tuple(arguments.cells.split(",")) if arguments.cells else default.cells,
        initials=INITIALS if arguments.initial == "both" else (arguments.initial,),
        seeds=arguments.seeds,
        epochs=arguments.epochs,
        window=arguments.window,
        tokens=arguments.tokens,
        vocabulary=arguments.vocabulary,
        units=arguments.units,
        learning_rate=arguments.learning_rate,
        clip=None if arguments.clip == 0 else arguments.clip,
        forget_bias=arguments.forget_bias,
        gain=arguments.gain,
    )


def tables(result: Result) -> Sequence[Table]:
    """Return the lengths at some lags, before training and at its end."""
    last = max((curve["epoch"] for curve in result.curves), default=0)
    found = []
    for epoch in dict.fromkeys([0, last]):
        here = [curve for curve in result.curves if curve["epoch"] == epoch]
        lags = [lag for lag in _LAGS if here and lag < len(here[0]["h"])]
        title = f"After epoch {epoch}" if epoch else "At the start"
        table = Table(
            "steps back",
            "",
            *map(str, lags),
            "loss",
            title=f"{title}: ‖∂loss/∂h‖ and ‖∂loss/∂c‖",
            box=box.SIMPLE,
        )
        for cell, initial in dict.fromkeys((curve["cell"], curve["initial"]) for curve in here):
            own = [curve for curve in here if (curve["cell"], curve["initial"]) == (cell, initial)]
            for path in ("h", "c"):
                lengths = [curve[path] for curve in own if curve[path]]
                if lengths:
                    cells = [f"{geometric_mean(each[lag] for each in lengths):.0e}" for lag in lags]
                    loss = f"{fmean(curve['loss'] for curve in own):.2f}" if path == "h" else ""
                    table.add_row(f"{label_of(cell)}, {initial}" if path == "h" else "", path, *cells, loss)
        found.append(table)
    return found
