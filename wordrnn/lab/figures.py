"""Figures of the experiments, drawn by matplotlib from the data that `--json` prints.

matplotlib comes with the extra `[lab]` and is imported only here and in `wordrnn.lab.drawing`, when it is needed.
"""

import importlib
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from wordrnn.errors import OptionError
from wordrnn.files import replacing
from wordrnn.lab.extra import require

KINDS = (".svg", ".png")
_DPI = 200  # of a PNG


def check(path: Path) -> None:
    """Raise OptionError where no figure can be written to `path`, UnavailableError where matplotlib is not installed.

    Ask before an experiment that takes minutes.
    """
    if path.suffix.lower() not in KINDS:
        raise OptionError("bad-value", name="--figure", expected="a .svg or .png file", got=str(path))
    require("matplotlib.figure")


def draw(name: str, data: Mapping[str, Any], path: Path) -> None:
    """Write the figure of the experiment `name` with the JSON `data` of its result: an .svg or .png file.

    The same data give the same file. Raises UnavailableError without matplotlib, OptionError for another ending,
    StorageError, and KeyError, TypeError or ValueError for data that are none of this experiment.
    """
    check(path)
    matplotlib = require("matplotlib")
    from wordrnn.lab.drawing import style

    drawing = importlib.import_module(f"wordrnn.lab.drawing.{name}")
    kind = path.suffix.lower().removeprefix(".")
    with matplotlib.rc_context(style.SETTINGS):
        figure = require("matplotlib.figure").Figure()
        drawing.draw(figure, data)
        content = io.BytesIO()
        # Without what would differ from one day, or one version, to the next.
        metadata = {"Date": None, "Creator": "wordrnn"} if kind == "svg" else {"Software": "wordrnn"}
        figure.savefig(content, format=kind, dpi=_DPI, metadata=metadata)
    with replacing(path) as temporary:
        temporary.write_bytes(content.getvalue())
