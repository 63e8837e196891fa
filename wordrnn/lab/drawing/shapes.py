"""The figure of `wordrnn lab shapes`: a batch as a block, time across, batch down, features into the depth."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wordrnn.lab.drawing.style import NOTE

_DEPTH = 24  # features that are drawn
_SLANT = (0.055, 0.045)  # of a feature, in words across and streams down


def draw(figure: Any, data: Mapping[str, Any]) -> None:
    """Draw the block with its words in front, and the shapes that follow beneath."""
    words, features = data["words"], np.asarray(data["features"])[:, :, :_DEPTH]
    batch, steps, depth = features.shape
    figure.set_size_inches(max(7.0, 0.85 * steps + 1.6), 0.34 * batch + 3.0)
    block, way = figure.subplots(2, 1, height_ratios=[0.34 * batch + 1.2, 1.1])
    for axes in (block, way):
        axes.axis("off")
        axes.grid(visible=False)
    _block(block, words, features)
    _way(way, data["shapes"])
    size = next(each["shape"][2] for each in data["shapes"] if each["name"] == "embedding")
    note = f"{data['model']} on {data['corpus']}, window {data['window']}: {batch} × {steps} × {size}"
    block.set_title(f"{note} (the first {depth} of {size} features are drawn)", fontsize=9, loc="left")


def _block(axes: Any, words: list[list[str]], features: Any) -> None:
    from matplotlib.collections import PolyCollection

    batch, steps, depth = features.shape
    across, up = _SLANT
    most = max(1e-9, float(np.percentile(np.abs(features), 98)))
    quads, values = [], []
    for feature in range(depth):
        left, low = feature * across, feature * up
        right, high = left + across, low + up
        for step in range(steps):  # the top: the first stream
            top = [(step + left, low), (step + 1 + left, low), (step + 1 + right, high), (step + right, high)]
            quads.append(top)
            values.append(features[0, step, feature])
        for stream in range(batch):  # the side: the last step
            side = [
                (steps + left, low - stream),
                (steps + right, high - stream),
                (steps + right, high - stream - 1),
                (steps + left, low - stream - 1),
            ]
            quads.append(side)
            values.append(features[stream, -1, feature])
    faces = PolyCollection(quads, array=np.array(values), cmap="PuOr", edgecolors="none")
    faces.set_clim(-most, most)
    axes.add_collection(faces)
    for stream, row in enumerate(words):
        for step, word in enumerate(row):
            box = {"facecolor": "white", "edgecolor": "#999999", "linewidth": 0.6}
            axes.fill([step, step + 1, step + 1, step], [-stream, -stream, -stream - 1, -stream - 1], **box)
            shown = word if len(word) <= 11 else word[:10] + "…"
            axes.text(step + 0.5, -stream - 0.5, shown, ha="center", va="center", fontsize=7.5)
    axes.text(steps / 2, -batch - 0.15, "time T →", ha="center", va="top", **NOTE)
    axes.text(-0.12, -batch / 2, "← batch B", ha="right", va="center", rotation=90, **NOTE)
    axes.text(-0.1, depth * up / 2, "features E ↗", ha="right", va="center", **NOTE)
    axes.set_xlim(-0.9, steps + depth * across + 0.1)
    axes.set_ylim(-batch - 0.7, depth * up + 0.1)


def _way(axes: Any, shapes: list[dict[str, Any]]) -> None:
    shown = [each for each in shapes if not each["name"].startswith("state")]
    axes.set_xlim(0, len(shown))
    axes.set_ylim(0, 1)
    for place, each in enumerate(shown):
        sizes = " × ".join(f"{size:,}" for size in each["shape"])
        name = each["name"].replace("layer", "layer ")
        axes.text(place + 0.5, 0.68, name, ha="center", va="center", fontsize=9)
        axes.text(place + 0.5, 0.36, sizes, ha="center", va="center", fontsize=8)
        axes.text(place + 0.5, 0.12, " × ".join(each["axes"]), ha="center", va="center", **NOTE)
        if place:
            axes.annotate(
                "", (place + 0.06, 0.68), (place - 0.06, 0.68), arrowprops={"arrowstyle": "->", "lw": 0.9}
            )
