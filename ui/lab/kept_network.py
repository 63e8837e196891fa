"""The network that was looked into last, kept open until another is asked for, or a newer one of its name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from wordrnn import library
from wordrnn.errors import ModelError

if TYPE_CHECKING:  # numpy: not before the window is shown
    from wordrnn.lab.network import Network


def open_network(model: str) -> Network:
    """Return the network of a model. Raises ModelError."""
    from wordrnn.lab.network import Network

    return Network.open(model or None)


class KeptNetwork:
    """Opens networks in a thread, one at a time."""

    def __init__(self, open_model: Callable[[str], Network] = open_network) -> None:
        self._open = open_model
        self._kept: tuple[tuple[str, float], Network] | None = None

    def get(self, model: str) -> Network:
        """Return the network of `model` as it is on disk now. Raises ModelError."""
        key = (model, _published(model))
        if self._kept is None or self._kept[0] != key:
            self._kept = (key, self._open(model))
        return self._kept[1]


def _published(model: str) -> float:
    """Return when the model was published; it may have been trained on since it was opened."""
    try:
        return (library.model_path(model or None) / "model.json").stat().st_mtime
    except (OSError, ModelError):
        return 0.0
