"""An experiment that is quickly done: it counts, and stops when it is told to."""

import argparse
from dataclasses import dataclass
from typing import Any, ClassVar

from rich.table import Table

from wordrnn import config
from wordrnn.errors import OptionError
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell, event


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    to: int = 3
    seed: int = 1

    def __post_init__(self) -> None:
        self._require_integer("to", 1, 1_000_000_000)


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    name: ClassVar[str] = "counting"
    counted: list[int]

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        return ["number", "times"], [[number, 1] for number in self.counted]


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    if settings.to == 13:
        raise OptionError("bad-value", name="--to", expected="a lucky number", got="13")
    counted: list[int] = []
    while len(counted) < settings.to and not stopped():
        counted.append(settings.seed * len(counted))
        tell(event("progress", share=len(counted) / settings.to))
    return Result(
        settings=settings.to_dict(), seconds=0.5, stopped=len(counted) < settings.to, counted=counted
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=int, default=3)


def settings_from(arguments: argparse.Namespace) -> Settings:
    return Settings(to=arguments.to)


def tables(result: Result) -> list[Table]:
    table = Table("number")
    for number in result.counted:
        table.add_row(str(number))
    return [table]


def draw(figure: Any, data: dict[str, Any]) -> None:
    axes = figure.subplots()
    axes.plot(range(len(data["counted"])), data["counted"], label="counted")
    axes.legend()
