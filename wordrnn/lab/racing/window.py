"""The feed-forward window network (Bengio et al. 2003): the next word from the n words before it, and nothing else.

    x = the vectors of the n words before, side by side        [n·E]
    h = tanh(x W + d)                                          [H]
    o = h P where H ≠ E, else h                                [E]
    P(next word) = softmax(o Cᵀ + b)                           [V]

As in the recurrent networks that it races against, the softmax is tied to the embedding C; Bengio et al. have a matrix
of its own there, and leave open whether x is also joined to the softmax directly, which it is not here.
"""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.lab.optimiser import Adam
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.tokenizer import EOS_ID

Weights = dict[str, FloatArray]
WindowState = npt.NDArray[np.int32]
"""[B, n], the last n tokens; `<eos>` where there were fewer."""

_BLOCK = 256  # places whose logits are in memory at once


@dataclass(frozen=True, slots=True)
class WindowConfig:
    """The shape of a window network: V, E, H and n."""

    vocab_size: int
    embedding: int = 128
    units: int = 128
    window: int = 10

    def weight_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return name → shape of every array."""
        shapes: dict[str, tuple[int, ...]] = {
            "embedding": (self.vocab_size, self.embedding),
            "kernel": (self.window * self.embedding, self.units),
            "bias": (self.units,),
            "output.bias": (self.vocab_size,),
        }
        if self.units != self.embedding:
            shapes["projection.kernel"] = (self.units, self.embedding)
        return shapes

    @property
    def parameters(self) -> int:
        """How many numbers are learned."""
        return sum(int(np.prod(shape)) for shape in self.weight_shapes().values())


class WindowModel:
    """A `NextWordModel` whose state is the window itself."""

    def __init__(self, config: WindowConfig, weights: Mapping[str, FloatArray]) -> None:
        self.config = config
        self._weights = {name: np.ascontiguousarray(array) for name, array in weights.items()}
        assert {name: array.shape for name, array in self._weights.items()} == config.weight_shapes()

    @property
    def vocab_size(self) -> int:
        """V, `<unk>` and `<eos>` included."""
        return self.config.vocab_size

    def start(self, batch: int = 1) -> WindowState:
        """Return the window before any text: `<eos>` all over."""
        return np.full((batch, self.config.window), EOS_ID, np.int32)

    def step(self, ids: IntArray, state: WindowState) -> tuple[FloatArray, WindowState]:
        """Return log-probabilities [B, V] of the token after `ids` [B], and the new state."""
        state = self.advance(np.asarray(ids)[:, None], state)
        return self._log_probs(state), state

    def advance(self, ids: IntArray, state: WindowState) -> WindowState:
        """Return the state after the tokens `ids` [B, T]."""
        return np.concatenate((state, ids), axis=1)[:, -self.config.window :].astype(np.int32)

    def log_probs(self, ids: IntArray, state: WindowState) -> tuple[FloatArray, WindowState]:
        """Return log-probabilities [T, V] of the token after each of `ids` [T] (batch of one), and the state."""
        windows = windows_of(np.concatenate((state[0], ids)), self.config.window)[1:]
        return self._log_probs(windows), self.advance(np.asarray(ids)[None], state)

    def _log_probs(self, windows: IntArray) -> FloatArray:
        logits = forward(self._weights, windows).logits
        logits -= logits.max(axis=1, keepdims=True)
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return logits


def windows_of(ids: IntArray, window: int) -> IntArray:
    """Return the windows [N − n + 1, n] of `ids` [N], which see the same memory."""
    return np.lib.stride_tricks.sliding_window_view(ids, window)


# Training -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Values:
    """What is computed on the way to the logits of B windows."""

    inputs: FloatArray  # x [B, n·E], after dropout
    hidden: FloatArray  # h [B, H]
    dropped: FloatArray  # h after dropout [B, H]
    outputs: FloatArray  # o [B, E]
    logits: FloatArray  # [B, V]


Masks = tuple[FloatArray, FloatArray]
"""What x [B, n·E] and h [B, H] are multiplied by: dropout."""


def forward(weights: Mapping[str, FloatArray], windows: IntArray, masks: Masks | None = None) -> Values:
    """Return the values for `windows` [B, n]."""
    embedding = weights["embedding"]
    inputs = embedding[windows].reshape(len(windows), -1)
    inputs = inputs if masks is None else inputs * masks[0]
    hidden = np.tanh(inputs @ weights["kernel"] + weights["bias"])
    dropped = hidden if masks is None else hidden * masks[1]
    projection = weights.get("projection.kernel")
    outputs = dropped if projection is None else dropped @ projection
    return Values(inputs, hidden, dropped, outputs, outputs @ embedding.T + weights["output.bias"])


def gradients(
    weights: Mapping[str, FloatArray], windows: IntArray, targets: IntArray, masks: Masks | None = None
) -> tuple[float, Weights]:
    """Return the mean loss in nats of the `targets` [B] of `windows` [B, n], and its gradient by every weight."""
    values = forward(weights, windows, masks)
    rows = np.arange(len(targets))
    d_logits = values.logits
    d_logits -= d_logits.max(axis=1, keepdims=True)
    np.exp(d_logits, out=d_logits)
    d_logits /= d_logits.sum(axis=1, keepdims=True)
    given = d_logits[rows, targets].astype(np.float64)
    d_logits[rows, targets] -= 1
    d_logits /= len(targets)
    embedding, projection = weights["embedding"], weights.get("projection.kernel")
    d_outputs = d_logits @ embedding
    found: Weights = {"output.bias": d_logits.sum(axis=0), "embedding": d_logits.T @ values.outputs}
    d_hidden = d_outputs
    if projection is not None:
        found["projection.kernel"] = values.dropped.T @ d_outputs
        d_hidden = d_outputs @ projection.T
    if masks is not None:
        d_hidden = d_hidden * masks[1]
    d_hidden = d_hidden * (1 - values.hidden**2)
    found["kernel"] = values.inputs.T @ d_hidden
    found["bias"] = d_hidden.sum(axis=0)
    d_inputs = d_hidden @ weights["kernel"].T
    d_inputs = d_inputs if masks is None else d_inputs * masks[0]
    np.add.at(found["embedding"], windows.reshape(-1), d_inputs.reshape(-1, embedding.shape[1]))
    return -float(np.log(np.maximum(given, np.finfo(np.float32).tiny)).mean()), found


def first_weights(config: WindowConfig, rng: np.random.Generator) -> Weights:
    """Return random weights: the embedding as the trainer's, matrices uniform after Glorot & Bengio (2010)."""
    weights: Weights = {}
    for name, shape in config.weight_shapes().items():
        if name.endswith("bias"):
            weights[name] = np.zeros(shape, np.float32)
        else:
            edge = 0.1 if name == "embedding" else (6 / sum(shape)) ** 0.5
            weights[name] = rng.uniform(-edge, edge, shape).astype(np.float32)
    return weights


@dataclass(frozen=True, slots=True)
class Effort:
    """How long a window network is trained: so many seconds, or passes over the text."""

    seconds: float | None = None
    epochs: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Where the training stands."""

    share: float  # of the effort
    seconds: float  # in steps
    epoch: float  # passes so far
    valid_perplexity: float | None  # where it was measured now


@dataclass(frozen=True, slots=True)
class Trained:
    """A network that was trained: its best weights on the validation text."""

    model: WindowModel
    seconds: float
    epochs: float


_BATCHES = (128, 256)  # examples in a step, for a short text and for a long one: Adam costs the same for both
_LONG = 50_000  # tokens
_RATE = 0.004
_MOST_DROPOUT, _MANY_PASSES = (
    0.5,
    20.0,
)  # what is seen once cannot be learned by heart; from so many on, in full
_RISE, _FALL, _LAST = 0.02, 0.5, 0.01  # shares of the training, as in the trainer
_CLIP = 1.0
_BETA_2 = 0.99  # as in the trainer
_MEASUREMENTS = 20  # of the validation text, over the whole training


def fit(
    config: WindowConfig,
    train: IntArray,
    valid: IntArray,
    effort: Effort,
    seed: int,
    report: Callable[[Report], Any],
    stopped: Callable[[], bool],
    clock: Callable[[], float] = time.perf_counter,
) -> Trained | None:
    """Return the network trained on the tokens `train` [N], as it was best on `valid` [M]; None where it was stopped.

    The seconds that it takes to measure do not count.
    """
    rng = np.random.default_rng(seed)
    weights = first_weights(config, rng)
    adam = Adam(weights, beta_2=_BETA_2)
    contexts, targets = _examples(train, config.window)
    best, best_loss = weights, np.inf
    seconds, passes, due = 0.0, 0.0, 1 / _MEASUREMENTS
    batches = _batches(len(targets), rng)
    share = 0.0
    while share < 1:
        if stopped():
            return None
        begin = clock()
        rows = next(batches)
        rate = _RATE * min(1.0, (share + 1e-3) / _RISE) * max(_LAST, min(1.0, (1 - share) / _FALL))
        dropout = _dropout_for(effort.epochs or passes / max(share, 1e-3))
        masks = (
            _mask(rng, len(rows), config.window * config.embedding, dropout),
            _mask(rng, len(rows), config.units, dropout),
        )
        _, found = gradients(weights, contexts[rows], targets[rows], masks)
        adam.update(found, rate, _CLIP)
        passes += len(rows) / len(targets)
        seconds += clock() - begin
        share = seconds / effort.seconds if effort.seconds else passes / (effort.epochs or 1.0)
        share = 1.0 if share > 1 - 1e-9 else share
        perplexity = None
        if share >= due or share == 1:
            due = share + 1 / _MEASUREMENTS
            loss = loss_of(weights, valid, config.window)
            perplexity = float(np.exp(loss))
            if loss < best_loss:
                best, best_loss = {name: each.copy() for name, each in weights.items()}, loss
        report(Report(share, seconds, passes, perplexity))
    return Trained(WindowModel(config, best), seconds, passes)


def loss_of(weights: Mapping[str, FloatArray], ids: IntArray, window: int) -> float:
    """Return the mean loss in nats of the tokens `ids` [N], read from behind `<eos>`."""
    contexts, targets = _examples(ids, window)
    total = 0.0
    for begin in range(0, len(targets), _BLOCK):
        rows = slice(begin, begin + _BLOCK)
        logits = forward(weights, contexts[rows]).logits
        logits -= logits.max(axis=1, keepdims=True)
        given = logits[np.arange(len(logits)), targets[rows]]
        total += float((np.log(np.exp(logits).sum(axis=1)) - given).sum(dtype=np.float64))
    return total / len(targets)


def _examples(ids: IntArray, window: int) -> tuple[IntArray, IntArray]:
    """Return the windows [N, n] before each of `ids` [N], and `ids`."""
    ids = np.asarray(ids, np.int32)
    return windows_of(np.concatenate((np.full(window, EOS_ID, np.int32), ids[:-1])), window), ids


def _batches(count: int, rng: np.random.Generator) -> Iterator[IntArray]:
    """Yield rows in batches, pass after pass, each in another order."""
    while True:
        order = rng.permutation(count)
        size = _BATCHES[count >= _LONG]
        for begin in range(0, count, size):
            yield order[begin : begin + size]


def _dropout_for(passes: float) -> float:
    """Return the rate for a text that is read so often."""
    return _MOST_DROPOUT * min(1.0, passes / _MANY_PASSES) ** 0.5


def _mask(rng: np.random.Generator, rows: int, columns: int, dropout: float) -> FloatArray:
    kept = rng.random((rows, columns), np.float32) >= dropout
    return kept.astype(np.float32) / np.float32(1 - dropout)
