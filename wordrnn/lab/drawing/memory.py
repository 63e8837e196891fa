"""Accuracy against distance; chance and the window's edge are marked."""

from collections.abc import Mapping
from typing import Any

from wordrnn.lab.drawing import style

_APART = 5


def draw(figure: Any, data: Mapping[str, Any]) -> None:
    """Put the curves of all contenders on `figure`."""
    axes = figure.subplots()
    for number, (contender, curve) in enumerate(data["accuracy"].items()):
        distances = sorted(curve, key=int)
        axes.plot(
            [int(k) for k in distances],
            [curve[k] for k in distances],
            # Lines that lie on each other have their marks side by side.
            markevery=(number % _APART, _APART),
            **style.line_of(contender),
        )
    chance, window = data["chance"], data["window"]
    axes.axhline(chance, color="#444444", linewidth=1, linestyle=(0, (1, 2)))
    axes.axvline(window + 0.5, color="#444444", linewidth=1, linestyle=(0, (4, 3)))
    axes.annotate(f"chance {chance:.0%}", (1, chance), (0, 3), textcoords="offset points", **style.NOTE)
    axes.annotate(
        f"the window's edge, {window} steps",
        (window + 0.5, 1.02),
        (4, 0),
        textcoords="offset points",
        **style.NOTE,
    )
    axes.set_xscale("log")
    shown = [k for k in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if k <= _farthest(data)]
    axes.set_xticks(shown, [str(k) for k in shown])
    axes.minorticks_off()
    axes.set_ylim(0, 1.08)
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}" if value <= 1 else "")
    what = "marked letter" if data["task"] == "recall" else "first of the two numbers"
    axes.set_xlabel(f"steps back to the {what} (log scale)")
    axes.set_ylabel("right answers")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5))


def _farthest(data: Mapping[str, Any]) -> int:
    return max((int(k) for curve in data["accuracy"].values() for k in curve), default=1)
