"""The figure of the race: learning against time, predicting against context, quality against cost, the shared task."""

from collections.abc import Mapping
from typing import Any

from wordrnn.lab.drawing.style import NOTE, label_of, line_of
from wordrnn.lab.extra import require

_BOTTOM = ("data", "axes fraction")
_LEVEL: dict[str, Any] = {**line_of("ngram"), "marker": None, "linewidth": 1.0}
"""What is counted: a line to beat."""


def draw(figure: Any, data: Mapping[str, Any]) -> None:
    """Draw the JSON `data` of a race."""
    figure.set_size_inches(7.0, 6.6)
    ((learning, context), (cost, named)) = figure.subplots(2, 2)
    _learning(learning, data)
    _context(context, data)
    _cost(cost, data["contenders"])
    _named(named, data["frequent"])
    handles, labels = context.get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=4)


def _learning(axes: Any, data: Mapping[str, Any]) -> None:
    for name, points in data["curves"].items():
        if name == "ngram":
            axes.axhline(points[-1][1], **_LEVEL)
        elif points:
            axes.plot(*zip(*points, strict=True), **line_of(name), markevery=_every(len(points)))
    _perplexities(axes)
    axes.set_xlabel("seconds of training")
    axes.set_ylabel("perplexity, validation text")


def _perplexities(axes: Any) -> None:
    """Make the upright axis logarithmic, with whole numbers that are evenly spread rather than powers of ten."""
    ticker = require("matplotlib.ticker")
    axes.set_yscale("log")
    axes.yaxis.set_major_locator(ticker.MaxNLocator(7, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(ticker.StrMethodFormatter("{x:,g}"))
    axes.yaxis.minorticks_off()


def _every(count: int) -> int:
    return max(1, count // 8)


def _context(axes: Any, data: Mapping[str, Any]) -> None:
    context = data["context"]
    for name, values in context["perplexity"].items():
        axes.plot(context["lengths"], values, **line_of(name))
    axes.set_xscale("log")
    _perplexities(axes)
    if context["lengths"]:
        axes.set_xticks(context["lengths"], [str(each) for each in context["lengths"]])
        axes.xaxis.minorticks_off()
    window = data["settings"]["window"]
    axes.axvline(window, color="#444444", linewidth=0.8, linestyle=":")
    edge = ("edge of the window", (window, 1), (3, -2))
    axes.annotate(*edge, xycoords=_BOTTOM, textcoords="offset points", va="top", **NOTE)
    axes.set_xlabel("words of context that are read")
    axes.set_ylabel("perplexity, test text")


def _cost(axes: Any, contenders: Mapping[str, Any]) -> None:
    for name, figures in contenders.items():
        if figures["seconds_per_epoch"] is not None:
            axes.plot(
                figures["seconds_per_epoch"], figures["perplexity"], **{**line_of(name), "markersize": 7}
            )
        else:
            axes.axhline(figures["perplexity"], **_LEVEL)
    axes.set_xlim(left=0)
    axes.set_xlabel("seconds for a pass over the text")
    axes.set_ylabel("perplexity, test text")


def _named(axes: Any, frequent: Mapping[str, Any]) -> None:
    accuracy = dict(reversed(frequent["accuracy"].items()))
    looks = [line_of(name) for name in accuracy]
    axes.hlines(
        range(len(accuracy)), 0, [100 * each for each in accuracy.values()], color="#BBBBBB", linewidth=1
    )
    for place, (share, look) in enumerate(zip(accuracy.values(), looks, strict=True)):
        axes.plot(100 * share, place, **{**look, "linestyle": "none"})
    axes.set_yticks(range(len(accuracy)), [label_of(name) for name in accuracy])
    axes.axvline(100 * frequent["most_frequent"], color="#444444", linewidth=0.8, linestyle=":")
    axes.set_xlim(left=0)
    axes.grid(visible=False, axis="y")
    axes.set_xlabel(f"% named, of {frequent['words']} frequent words")
    axes.set_title("dotted: always the most frequent", loc="right", **NOTE)
