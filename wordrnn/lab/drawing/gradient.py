"""The length of the gradient against the lag: h above, c below; before training and at its end, side by side."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wordrnn.lab.drawing import style

_WIDTH, _HEIGHT = 2.7, 2.5  # inches of one panel
_LEAST = 1e-16  # nothing shorter is drawn: beside a gradient of 1, float64 loses it
_INITIALS = {"orthogonal": "orthogonal", "gaussian": "Gaussian"}


def draw(figure: Any, data: Mapping[str, Any]) -> None:
    """Put a panel for each initialisation, moment and path on `figure`; a band holds the lines of all seeds."""
    curves = data["curves"]
    last = max(curve["epoch"] for curve in curves)
    moments = [0, last] if last else [0]
    initials = [name for name in _INITIALS if any(curve["initial"] == name for curve in curves)]
    paths = [path for path in ("h", "c") if any(curve[path] for curve in curves)]
    columns = [(initial, epoch) for initial in initials for epoch in moments]
    figure.set_size_inches(_WIDTH * len(columns) + 1.3, _HEIGHT * len(paths) + 0.6)
    panels = figure.subplots(len(paths), len(columns), sharex=True, sharey=True, squeeze=False)
    for row, path in zip(panels, paths, strict=True):
        for axes, (initial, epoch) in zip(row, columns, strict=True):
            here = [curve for curve in curves if (curve["initial"], curve["epoch"]) == (initial, epoch)]
            _panel(axes, here, path)
        row[0].set_ylabel(f"‖∂loss / ∂{path}‖")
    for axes, (initial, epoch) in zip(panels[0], columns, strict=True):
        moment = f"after epoch {epoch}" if epoch else "at the start"
        axes.set_title(f"{_INITIALS[initial]}, {moment}", fontsize=9)
    for axes in panels[-1]:
        axes.set_xlabel("steps back")
    panels[0][0].set_ylim(bottom=_shortest(curves))
    handles, labels = panels[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=5)


def _panel(axes: Any, curves: Sequence[Mapping[str, Any]], path: str) -> None:
    cells = dict.fromkeys(curve["cell"] for curve in curves)
    for cell in cells:
        lines = [curve[path] for curve in curves if curve["cell"] == cell and curve[path]]
        if not lines:
            continue
        lengths = np.maximum(np.array(lines), 1e-300)  # [seeds, T]
        lags = np.arange(lengths.shape[1])
        look = style.line_of(cell)
        axes.plot(lags, np.exp(np.log(lengths).mean(axis=0)), markevery=(len(look["label"]), 20), **look)
        if len(lines) > 1:
            axes.fill_between(
                lags, lengths.min(axis=0), lengths.max(axis=0), color=look["color"], alpha=0.18, linewidth=0
            )
    axes.set_yscale("log")


def _shortest(curves: Sequence[Mapping[str, Any]]) -> float:
    """Return where the axis ends: lines may leave the panel there."""
    return max(_LEAST, min(min(curve[path]) for curve in curves for path in ("h", "c") if curve[path]) / 2)
