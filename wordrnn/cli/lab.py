"""`wordrnn lab NAME`: the experiments, as tables and sentences, JSON, CSV, figures or events.

An experiment has a module `wordrnn.cli.lab_NAME` with `add_arguments(parser)`, `settings_from(arguments)` and
`tables(result)`, which are for people.
"""

import argparse
import csv
import dataclasses
import importlib
import io
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TextIO, cast

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table

from wordrnn import typed_path
from wordrnn.cli import stdin
from wordrnn.cli.stdout import events_out
from wordrnn.config import Settings
from wordrnn.errors import OptionError, WordrnnError, storage_error
from wordrnn.evaluation.telling import failure
from wordrnn.events import Event, to_line
from wordrnn.files import write_text
from wordrnn.lab import figures
from wordrnn.lab.experiment import EXPERIMENTS, LabResult, Tell, event, experiment
from wordrnn.lab.sentences import worded
from wordrnn.training.control import Control

_UNREADABLE = (KeyError, TypeError, ValueError, IndexError, AttributeError)
"""What reading or drawing data can raise that are not this experiment's."""


class Options(Protocol):
    """The module `wordrnn.cli.lab_NAME`."""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the experiment; `--seed`, `--json` and the like are there already."""
        ...

    def settings_from(self, arguments: argparse.Namespace) -> Settings:
        """Return the settings that were asked for, without the seed. Raises OptionError."""
        ...

    def tables(self, result: Any) -> Sequence[Table]:
        """Return what people read first."""
        ...


def add_arguments(
    parser: argparse.ArgumentParser, kind: type[argparse.ArgumentParser], seed: Callable[[str], int]
) -> None:
    """Add the experiments and their options to the parser of `wordrnn lab`."""
    parser.set_defaults(command="lab", name=None)
    names = parser.add_subparsers(title="experiments", parser_class=kind, metavar="NAME")
    for name, summary in EXPERIMENTS.items():
        one = names.add_parser(name, help=summary, description=summary, allow_abbrev=False)
        one.set_defaults(command="lab", name=name)
        _options(name).add_arguments(one)
        one.add_argument("--seed", type=seed, metavar="N", help="the same seed gives the same figure")
        one.add_argument("--json", action="store_true", help="print the data")
        one.add_argument("--figure", metavar="FILE", help="draw it: a .svg or .png file")
        one.add_argument("--csv", metavar="FILE", help="save the data, one value a row")
        one.add_argument(
            "--data", metavar="FILE", help="take a result that --json printed instead of running"
        )
        one.add_argument(
            "--events",
            action="store_true",
            help="tell what happens in JSON lines on stdout; `stop` on stdin ends it with what was gained",
        )


def lab(arguments: argparse.Namespace) -> int:
    """Do an experiment, or show a saved one again; without a name, list them."""
    if arguments.name is None:
        for name, summary in EXPERIMENTS.items():
            print(f"{name:10}{summary}")
        return 0
    _check(arguments)
    result = _saved(arguments) if arguments.data else _ran(arguments)
    if arguments.data:
        with _reading(arguments):
            _write(arguments, result)
            _show(arguments, result)
        return 0
    _write(arguments, result)
    if not arguments.events:
        _show(arguments, result)
    return 0


def _options(name: str) -> Options:
    return cast(Options, importlib.import_module(f"wordrnn.cli.lab_{name}"))


def _check(arguments: argparse.Namespace) -> None:
    """Raise WordrnnError for what would only fail after the experiment."""
    if arguments.figure:
        figures.check(typed_path.expanded(arguments.figure))
    for given, other in (("data", "events"), ("json", "events")):
        if getattr(arguments, given) and getattr(arguments, other):
            raise OptionError(
                "bad-value", name=f"--{given}", expected=f"no --{other} with it", got=f"--{other}"
            )


def _write(arguments: argparse.Namespace, result: LabResult) -> None:
    if arguments.figure:
        figures.draw(result.name, result.to_json(), typed_path.expanded(arguments.figure))
    if arguments.csv:
        columns, rows = result.rows()
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([columns, *rows])
        write_text(typed_path.expanded(arguments.csv), text.getvalue())


def _show(arguments: argparse.Namespace, result: LabResult) -> None:
    if arguments.json:
        print(json.dumps(result.to_json(), ensure_ascii=False, allow_nan=False, indent=1))
        return
    console = Console(highlight=False)
    for table in _options(result.name).tables(result):
        console.print(table)
    for each in result.sentences:
        console.print(worded(each), markup=False, soft_wrap=True)
    if result.stopped:
        console.print("Stopped before its end: this is what was gained until then.")


# A saved result -------------------------------------------------------------------------------------------------------


def _saved(arguments: argparse.Namespace) -> LabResult:
    path = typed_path.expanded(arguments.data)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise OptionError("missing-path", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise OptionError("no-lab-data", path=str(path), experiment=arguments.name) from error
    except OSError as error:
        raise storage_error(error, path) from error
    with _reading(arguments):
        return experiment(arguments.name).Result.from_json(json.loads(text))


@contextmanager
def _reading(arguments: argparse.Namespace) -> Iterator[None]:
    """Say of the file what goes wrong with its content."""
    try:
        yield
    except _UNREADABLE as error:
        raise OptionError("no-lab-data", path=arguments.data, experiment=arguments.name) from error


# A run ----------------------------------------------------------------------------------------------------------------


def _ran(arguments: argparse.Namespace) -> LabResult:
    """Run the experiment; under `--events`, whatever happens is told on stdout, the end too."""
    with events_out(arguments.events) as out, _bar(arguments.name, shown=out is None) as bar:
        tell = bar if out is None else _lines(out)
        control = Control()
        control.stop_on_signals()
        if arguments.events:
            control.listen(stdin.lines())
        try:
            settings = _options(arguments.name).settings_from(arguments)
            if arguments.seed is not None:
                settings = dataclasses.replace(cast(Any, settings), seed=arguments.seed)
            tell(event("started", experiment=arguments.name, settings=settings.to_dict()))
            result = experiment(arguments.name).run(
                settings, tell, lambda: control.wants_to_end() is not None
            )
        except WordrnnError as error:
            tell(event("failed", **failure(error)))
            raise
        tell(event("result", result=result.to_json()))
    return result


def _lines(out: TextIO) -> Tell:
    """Return what writes each event as a line of JSON, with the time since now."""
    began = time.monotonic()

    def tell(item: Event) -> None:
        out.write(to_line({**item, "at": round(time.monotonic() - began, 3)}))
        out.flush()

    return tell


@contextmanager
def _bar(name: str, shown: bool) -> Iterator[Tell]:
    """Give what shows how far the experiment has come, on stderr, in a line that is gone afterwards."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:.0f} %"))
    shown = shown and sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        task = progress.add_task(name, total=1.0)

        def tell(item: Event) -> None:
            if item["event"] == "stage":
                progress.update(task, description=item["name"])
            elif item["event"] == "progress":
                progress.update(task, completed=item["share"])

        yield tell
