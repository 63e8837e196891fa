"""How all figures look: for print, in a column or across the page, and for readers who see no colours."""

from typing import Any

from wordrnn.lab.contenders import LOOKS, label_of

SETTINGS: dict[str, Any] = {
    "figure.figsize": (7.0, 4.2),  # inches
    "figure.constrained_layout.use": True,
    "font.family": "DejaVu Sans",  # comes with matplotlib
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.linewidth": 0.8,
    "axes.edgecolor": "#444444",
    "axes.grid": True,
    "grid.color": "#DDDDDD",
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "lines.linewidth": 1.5,
    "lines.markersize": 4.5,
    "svg.hashsalt": "wordrnn",  # ids in the file that are the same every time
}
NOTE = {"color": "#444444", "fontsize": 8}
"""Of text that stands at a line of the figure."""


def line_of(contender: str) -> dict[str, Any]:
    """Return what `Axes.plot` needs to draw the line of a contender."""
    look = LOOKS[contender]
    return {
        "label": label_of(contender),
        "color": look.colour,
        "marker": look.marker,
        "linestyle": (0, look.dashes) if look.dashes else "-",
    }
