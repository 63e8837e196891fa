"""The one interface of everything that predicts the next token.

The recurrent network, the n-gram model, their mixture and the fakes of the tests all fit `NextWordModel`, so
perplexity, top-k, keystroke savings, suggestions and generation are functions over it.
"""

from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.integer[Any]]
State = Any
"""What a model remembers of the tokens so far. Opaque, never changed in place: an old state stays usable."""


class NextWordModel(Protocol):
    """A distribution over the next token, one token at a time. B is the batch, V the vocabulary."""

    @property
    def vocab_size(self) -> int:
        """V, `<unk>` and `<eos>` included."""
        ...

    def start(self, batch: int = 1) -> State:
        """Return the state before any token. Feed `<eos>` first: a text begins where another ended."""
        ...

    def step(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return log-probabilities [B, V] of the token after `ids` [B], and the new state."""
        ...

    def advance(self, ids: IntArray, state: State) -> State:
        """Return the state after the tokens `ids` [B, T], without the cost of their distributions."""
        ...

    def log_probs(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return log-probabilities [T, V] of the token after each of `ids` [T] (batch of one), and the state.

        The caller keeps T small enough for [T, V] to fit in memory.
        """
        ...
