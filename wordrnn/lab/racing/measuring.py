"""Every contender measured on the same text by the same code: `wordrnn.evaluation`, and what is asked beyond it."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.evaluation import evaluate
from wordrnn.next_word import FloatArray, IntArray, NextWordModel, State
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer

LENGTHS = (1, 2, 3, 5, 10, 20, 50, 100)
"""Words of context after which it is looked how well the next one is predicted."""
_MOST_PLACES = 2000  # of the text, at which that is done
_PLACES_AT_ONCE = 250
_STEPS = 200  # that are timed
_FIGURES = ("perplexity", "top1", "top3", "top5", "keystroke_savings")

Losses = npt.NDArray[np.float64]
"""−log p in nats, of one token each."""


class Interrupted(Exception):  # noqa: N818 - it was asked for
    """The race is not to go on."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What one language model did on the test text of N tokens."""

    figures: dict[str, float]
    losses: Losses  # [N]
    guesses: IntArray  # [N], the likeliest of the frequent tokens at each place
    by_length: dict[
        int, Losses
    ]  # length of the context → [S], of the same S tokens for every length and model


def measure(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    ids: IntArray,
    frequent: IntArray,
    stopped: Callable[[], bool],
    window: int,
    k: int = 3,
) -> Measured:
    """Measure `model` on `text`, whose tokens are `ids` [N]. `frequent` are the tokens to guess among.

    `window` is one of the lengths of context that are looked at.
    Perplexity, hits and keystrokes as in `wordrnn.evaluation.evaluate`, by the model alone. Raises Interrupted.
    """

    def look(_: int) -> None:
        if stopped():
            raise Interrupted

    watched = _Watched(model, ids, frequent)
    predictor = Predictor(tokenizer, {"network": watched}, {"network": 1.0})
    found = evaluate(predictor, [text], names=("rnn",), k=k, latency_letters=0, progress=look)["rnn"]
    figures = {name: found[name] for name in _FIGURES}
    figures["ms_per_prediction"] = milliseconds_a_step(model, ids)
    lengths = sorted({*LENGTHS, window})
    by_length = losses_by_length(model, ids, places_of(len(ids)), lengths, stopped)
    return Measured(figures, watched.losses(), watched.guesses(), by_length)


def milliseconds_a_step(model: NextWordModel, ids: IntArray) -> float:
    """Return the median time, in ms, from one more word to the distribution of the next one."""
    state, times = model.start(), []
    for index in np.asarray(ids[:_STEPS]):
        begin = time.perf_counter()
        _, state = model.step(np.array([index]), state)
        times.append(time.perf_counter() - begin)
    return float(np.median(times) * 1000)


def places_of(count: int) -> IntArray:
    """Return the places [S] in a text of `count` tokens that have the longest context, evenly spread."""
    first = LENGTHS[-1]
    most = min(_MOST_PLACES, max(0, count - first))
    return np.linspace(first, count - 1, most).astype(np.int64)


def losses_by_length(
    model: NextWordModel,
    ids: IntArray,
    places: IntArray,
    lengths: Sequence[int],
    stopped: Callable[[], bool],
) -> dict[int, Losses]:
    """Return −log p [S] of the tokens `ids[places]`, when of the text only so many words before each are read.

    Where the loss falls from one length to the next, the model has used words that far back: the measure of
    Khandelwal et al. (2018) turned round, who took words away. Raises Interrupted.
    """
    losses = {length: np.zeros(len(places)) for length in lengths}
    for begin in range(0, len(places), _PLACES_AT_ONCE):
        some = places[begin : begin + _PLACES_AT_ONCE]
        for length in lengths:
            if stopped():
                raise Interrupted
            context = ids[some[:, None] + np.arange(-length, 0)]
            state = model.advance(context[:, :-1], model.start(len(some)))
            log_probs, _ = model.step(context[:, -1], state)
            losses[length][begin : begin + len(some)] = -log_probs[np.arange(len(some)), ids[some]]
    return losses


def frequent_tokens(train: IntArray, vocab_size: int, count: int) -> IntArray:
    """Return the ids of the `count` most frequent words and marks of `train` [N], the most frequent first."""
    counts = np.bincount(np.asarray(train), minlength=vocab_size)
    counts[[UNK_ID, EOS_ID]] = 0
    order = np.argsort(-counts, kind="stable")[:count]
    return order[counts[order] > 0]


class _Watched:
    """A model that is looked at while a text is measured: what it gives to each token, and what it would guess."""

    def __init__(self, model: NextWordModel, ids: IntArray, frequent: IntArray) -> None:
        self._model, self._ids, self._frequent = model, ids, frequent
        self._place = 0
        self._losses: list[FloatArray] = []
        self._guesses: list[IntArray] = []

    @property
    def vocab_size(self) -> int:
        """V, as the model has it."""
        return self._model.vocab_size

    def start(self, batch: int = 1) -> State:
        """Return what the model does."""
        return self._model.start(batch)

    def step(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return what the model does."""
        return self._model.step(ids, state)

    def advance(self, ids: IntArray, state: State) -> State:
        """Return what the model does."""
        return self._model.advance(ids, state)

    def log_probs(self, ids: IntArray, state: State) -> tuple[FloatArray, State]:
        """Return what the model does, and note it: this is how a text is read block by block."""
        log_probs, state = self._model.log_probs(ids, state)
        targets = self._ids[self._place : self._place + len(ids)]
        self._place += len(ids)
        self._losses.append(-log_probs[np.arange(len(targets)), targets])
        self._guesses.append(self._frequent[np.argmax(log_probs[:, self._frequent], axis=1)])
        return log_probs, state

    def losses(self) -> Losses:
        """Return −log p [N] of every token."""
        return np.concatenate(self._losses).astype(np.float64)

    def guesses(self) -> IntArray:
        """Return the likeliest frequent token [N] at each place."""
        return np.concatenate(self._guesses)
