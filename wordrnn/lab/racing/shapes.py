"""How large each network of the race is: all as wide as the LSTM, or all with as many parameters as it has."""

from wordrnn.config import Cell, ModelConfig
from wordrnn.lab.racing.window import WindowConfig

_WIDEST = 8192


def cell_config(cell: Cell, vocab_size: int, units: int, embedding: int) -> ModelConfig:
    """Return the shape of a network with one layer of `cell`."""
    return ModelConfig(vocab_size=vocab_size, cell=cell, units=units, layers=1, embedding=embedding)


def units_of(
    name: str, vocab_size: int, units: int, embedding: int, window: int, equal_parameters: bool
) -> int:
    """Return how many units the contender `name` has: `units`, or as many as bring it nearest to that LSTM's size."""
    if not equal_parameters or name == "lstm":
        return units

    def size(width: int) -> int:
        if name == "feedforward":
            return WindowConfig(vocab_size, embedding, width, window).parameters
        return cell_config(name, vocab_size, width, embedding).parameters  # pyright: ignore[reportArgumentType]

    wanted = cell_config("lstm", vocab_size, units, embedding).parameters
    # Not by halving: where units and embedding are equally wide there is no projection, so that size falls once.
    return min(range(1, _WIDEST + 1), key=lambda width: abs(size(width) - wanted))
