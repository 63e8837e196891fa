"""The settings of a network and of its training: plain values, checked where they are made."""

import dataclasses
import difflib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from wordrnn.errors import OptionError

Cell = Literal["simple", "lstm", "peephole", "cifg", "gru"]
CELLS: tuple[Cell, ...] = get_args(Cell)
MAX_LAYERS = 3


class Settings:
    """Makes a dataclass from JSON, naming an unknown key and what was probably meant."""

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Return the settings in `values`. Raises OptionError for a key that is not there."""
        names = [field.name for field in dataclasses.fields(cls)]  # pyright: ignore[reportArgumentType]
        for key in values:
            if key not in names:
                guess = difflib.get_close_matches(key, names, n=1)
                raise OptionError("unknown-setting", name=key, guess=guess[0] if guess else "")
        return cls(**values)

    def to_dict(self) -> dict[str, Any]:
        """Return the settings as JSON values."""
        return dataclasses.asdict(self)  # pyright: ignore[reportArgumentType]

    def _require(self, name: str, holds: bool, expected: str) -> None:
        if not holds:
            raise OptionError("bad-value", name=name, expected=expected, got=repr(getattr(self, name)))

    def _require_integer(self, name: str, low: int, high: int) -> None:
        value = getattr(self, name)
        whole = isinstance(value, int) and not isinstance(value, bool)
        self._require(name, whole and low <= value <= high, f"a whole number from {low} to {high}")

    def _require_rate(self, name: str) -> None:
        value = getattr(self, name)
        number = isinstance(value, (int, float)) and not isinstance(value, bool)
        self._require(name, number and 0 <= value < 1, "a number from 0 to below 1")


@dataclass(frozen=True, slots=True)
class ModelConfig(Settings):
    """The shape of a network. V, E and H below are `vocab_size`, `embedding` and `units`."""

    vocab_size: int
    cell: Cell = "lstm"
    units: int = 256  # H, the width of the recurrent state
    layers: int = 1
    embedding: int = 256  # E, the width of the (tied) embedding; factored where it is smaller than H
    tied: bool = True  # the softmax uses the embedding matrix

    def __post_init__(self) -> None:
        self._require("cell", self.cell in CELLS, "one of " + ", ".join(CELLS))
        self._require_integer("vocab_size", 3, 10_000_000)
        self._require_integer("units", 1, 8192)
        self._require_integer("layers", 1, MAX_LAYERS)
        self._require_integer("embedding", 1, 8192)
        self._require("tied", isinstance(self.tied, bool), "true or false")

    @property
    def gates(self) -> int:
        """How many blocks of H columns a kernel of this cell has."""
        return {"simple": 1, "lstm": 4, "peephole": 4, "cifg": 3, "gru": 3}[self.cell]

    @property
    def has_cell_state(self) -> bool:
        """Whether the cell carries c beside h."""
        return self.cell in ("lstm", "peephole", "cifg")

    def weight_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return name → shape of every array in `weights.safetensors`.

        `embedding` [V, E]; for layer l: `layer{l}.kernel` [inputs, G·H], `layer{l}.recurrent_kernel` [H, G·H],
        `layer{l}.bias` [G·H] (GRU: [2, 3·H], input and recurrent), `layer{l}.peephole` [3, H] (i, f, o),
        `layer{l}.initial_state` [1, H] (h) or [2, H] (h and c): the state before any text;
        `projection.kernel` [H, E] where H ≠ E; `output.kernel` [V, E] where the softmax is not tied; `output.bias` [V].
        Blocks of G·H: LSTM and peephole i, f, c, o; CIFG f, c, o; GRU z, r, h.
        """
        gates, units = self.gates, self.units
        shapes: dict[str, tuple[int, ...]] = {"embedding": (self.vocab_size, self.embedding)}
        for layer in range(self.layers):
            inputs = units if layer else self.embedding
            shapes[f"layer{layer}.kernel"] = (inputs, gates * units)
            shapes[f"layer{layer}.recurrent_kernel"] = (units, gates * units)
            shapes[f"layer{layer}.bias"] = (2, gates * units) if self.cell == "gru" else (gates * units,)
            if self.cell == "peephole":
                shapes[f"layer{layer}.peephole"] = (3, units)
            shapes[f"layer{layer}.initial_state"] = (2 if self.has_cell_state else 1, units)
        if units != self.embedding:
            shapes["projection.kernel"] = (units, self.embedding)
        if not self.tied:
            shapes["output.kernel"] = (self.vocab_size, self.embedding)
        shapes["output.bias"] = (self.vocab_size,)
        return shapes

    @property
    def parameters(self) -> int:
        """How many numbers are learned; the initial state is measured."""
        shapes = self.weight_shapes().items()
        return sum(math.prod(shape) for name, shape in shapes if not name.endswith("initial_state"))


Precision = Literal["float32", "bfloat16"]


@dataclass(frozen=True, slots=True)
class TrainConfig(Settings):
    """How a network is trained: truncated backpropagation through time over B parallel streams of T tokens."""

    batch: int = 32  # B
    bptt: int = 35  # T
    learning_rate: float = 0.003
    clip: float = 0.5  # global norm of the gradient
    dropout: float = 0.4  # locked, on what leaves the last recurrent layer
    input_dropout: float = 0.4  # locked, on what enters the first
    hidden_dropout: float = 0.4  # locked, between layers
    embedding_dropout: float = 0.0  # whole words dropped from the embedding
    weight_drop: float = 0.0  # single weights of the recurrent kernels, one mask a window
    activation_l2: float = 0.0  # α of the mean square of the last layer's output, after dropout
    temporal_l2: float = 0.0  # β of the mean square of its change from step to step
    averaging: float = 0.1  # the weights published are a running mean over this share of the steps so far
    sampling: int = 1  # of the rarer three quarters of the words, one in so many is in a window's softmax
    precision: Precision = "float32"  # of the matrix products; everything else is float32
    seed: int = 1
    epochs: int = 16
    seconds: float | None = None  # a budget of time in steps; None trains for `epochs`

    def __post_init__(self) -> None:
        self._require_integer("batch", 1, 4096)
        self._require_integer("bptt", 1, 1000)
        self._require_integer("seed", 0, 2**31 - 1)
        self._require_integer("epochs", 1, 100_000)
        for name in ("dropout", "input_dropout", "hidden_dropout", "embedding_dropout", "weight_drop"):
            self._require_rate(name)
        self._require_rate("averaging")
        self._require_integer("sampling", 1, 64)
        self._require("activation_l2", 0 <= self.activation_l2 < 1000, "a number from 0 to below 1000")
        self._require("temporal_l2", 0 <= self.temporal_l2 < 1000, "a number from 0 to below 1000")
        self._require("learning_rate", 0 < self.learning_rate < 100, "a number between 0 and 100")
        self._require("clip", self.clip > 0, "a number above 0")
        self._require("precision", self.precision in get_args(Precision), "float32 or bfloat16")
        self._require("seconds", self.seconds is None or self.seconds > 0, "a number above 0")
