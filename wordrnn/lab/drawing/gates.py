"""The figure of `wordrnn lab gates`: heat maps of units × words, one for each gate and state, and what mattered."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wordrnn.lab.drawing.style import NOTE, label_of
from wordrnn.lab.quantities import IS_A_GATE

UNITS = 40
"""Rows of a map: the units that say most for or against the word."""
_TITLES = {
    "block_input": "block input",
    "input": "input gate",
    "forget": "forget gate",
    "cell": "cell",
    "output": "output gate",
    "hidden": "hidden state",
    "update": "update gate",
    "reset": "reset gate",
    "candidate": "candidate",
}
_COLOURS = {"occlusion": "#0072B2", "gradient": "#D55E00"}  # of Okabe & Ito
_HATCHES = {"occlusion": "", "gradient": "////"}
_LABELS = {"occlusion": "occlusion", "gradient": "gradient × embedding"}


def draw(figure: Any, data: Mapping[str, Any]) -> None:
    """Draw the layer that was looked at, and the importance of each word."""
    layer = int(data["settings"]["layer"])
    quantities = data["layers"][layer]
    contribution = np.abs(np.asarray(data["contribution"][layer]))
    shown = np.argsort(-contribution, kind="stable")[:UNITS]
    columns = 1 if len(quantities) == 1 else 2
    rows = -(-len(quantities) // columns)
    figure.set_size_inches(7.0, 1.5 * rows + 2.2)
    grid = figure.add_gridspec(rows + 1, columns, height_ratios=[1.5] * rows + [1.3])
    words = data["words"]
    for number, (name, values) in enumerate(quantities.items()):
        axes = figure.add_subplot(grid[number // columns, number % columns])
        last = number >= len(quantities) - columns
        _map(figure, axes, name, np.asarray(values)[:, shown].T, words if last else None)
        if number % columns == 0:
            axes.set_ylabel("unit")
    _importance(figure.add_subplot(grid[rows, :]), data)
    figure.suptitle(
        f"{data['model']}, {label_of(data['cell'])}: of {data['units']} units the {len(shown)} that say most "
        f"about “{data['target']}”",
        fontsize=9,
    )


def _map(figure: Any, axes: Any, name: str, values: Any, words: list[str] | None) -> None:
    gate = name in IS_A_GATE
    # A cell has no limits: a few units that count high would leave the others without colour.
    most = max(1.0, float(np.percentile(np.abs(values), 95))) if name == "cell" else 1.0
    beyond = "both" if np.abs(values).max() > most else "neither"
    image = axes.imshow(
        values,
        aspect="auto",
        interpolation="nearest",
        cmap="Blues" if gate else "PuOr",
        vmin=0.0 if gate else -most,
        vmax=most,
    )
    figure.colorbar(image, ax=axes, shrink=0.9, pad=0.02, extend=beyond)
    axes.set_title(_TITLES[name], fontsize=9, loc="left")
    axes.grid(False)
    axes.set_yticks([])
    if words is None:
        axes.set_xticks([])
    else:
        _words(axes, words)


def _importance(axes: Any, data: Mapping[str, Any]) -> None:
    words = data["words"][1 : data["at"] + 1]
    places = np.arange(len(words))
    for number, (method, values) in enumerate(sorted(data["importance"].items(), reverse=True)):
        axes.bar(
            places + (number - 0.5) * 0.38,
            values[1:],
            width=0.36,
            label=_LABELS[method],
            color=_COLOURS[method],
            hatch=_HATCHES[method],
            edgecolor="white",
            linewidth=0,
        )
    axes.axhline(0, color="#444444", linewidth=0.8)
    axes.set_title(
        f"what mattered for “{data['target']}” ({data['probability'] * 100:.1f} %)", fontsize=9, loc="left"
    )
    axes.set_ylabel("change of log P")
    axes.grid(visible=False, axis="x")
    axes.legend(fontsize=8)
    _words(axes, words)
    if not words:
        axes.text(0.5, 0.5, "no word before", ha="center", transform=axes.transAxes, **NOTE)


def _words(axes: Any, words: list[str]) -> None:
    axes.set_xticks(
        range(len(words)),
        words,
        rotation=90 if len(words) > 12 else 45,
        ha="right" if len(words) <= 12 else "center",
        fontsize=8,
    )
