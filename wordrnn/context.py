"""The text before the cursor as a model sees it, kept from one keystroke to the next."""

from dataclasses import dataclass

import numpy as np

from wordrnn.memory.recall import NewWords
from wordrnn.mixture import Mixture, combine
from wordrnn.next_word import FloatArray, State
from wordrnn.tokenizer import EOS_ID, Tokenizer
from wordrnn.window import next_window_start, window_start

_STATE_STEP = 16  # tokens between kept states, where many come at once


@dataclass(frozen=True, slots=True, eq=False)
class Distribution:
    """What may follow a context."""

    ids: list[int]
    """The context, `<eos>` first."""
    shares: list[FloatArray]
    """[V] for each part of the mixture; they add up to `probabilities`."""
    probabilities: FloatArray
    """[V]"""
    state: State
    """The mixture's state after the context (batch of one)."""
    new: NewWords | None = None
    """Words that only a memory knows; their masses are not in `probabilities`. The memory is the last of the parts."""


class Context:
    """Gives the distribution after a text; consecutive texts share the work for the tokens they begin with.

    Two windows are kept: the one in use, and the one before it, or the one that `prepare` reads for the text to come.
    """

    def __init__(self, tokenizer: Tokenizer, model: Mixture) -> None:
        self._tokenizer = tokenizer
        self._readings = [_Reading(model), _Reading(model)]  # the one in use first
        self._text: str | None = None
        self._last: Distribution | None = None
        self._coming: tuple[str, list[int]] = "", [EOS_ID]  # what was last prepared, and its tokens

    def after(self, text: str) -> Distribution:
        """Return the distribution after `text`, of which the last one to two windows' steps are read."""
        text = text[window_start(text) :]
        if self._last is None or text != self._text:
            ids = self._ids(text)
            if self._last is None or ids != self._last.ids:
                in_use, other = self._readings
                shared = in_use.shared(ids)
                # Windows may begin alike by chance, at least with <eos>.
                if other.shared(ids) > shared or (shared <= _STATE_STEP < in_use.length):
                    self._readings.reverse()
                self._last = self._readings[0].distribution(ids)
            self._text = text
        return self._last

    def prepare(self, text: str) -> bool:
        """Read a few tokens of the window that begins when `text` has grown; return whether more are left."""
        start = next_window_start(text)
        if start is None:
            return False
        if self._coming[0] != text[start:]:
            self._coming = text[start:], self._ids(text[start:])
        ids = self._coming[1]
        in_use, other = self._readings
        if in_use.shared(ids) == len(ids):  # someone has looked so far ahead
            return False
        return other.advance(ids)

    def _ids(self, text: str) -> list[int]:
        return [EOS_ID, *self._tokenizer.encode(text).tolist()]


class _Reading:
    """The tokens from a window's start on, and the model's states on the way."""

    def __init__(self, model: Mixture) -> None:
        self._model = model
        self._ids: list[int] = []
        self._states: list[tuple[int, State]] = [(0, model.start())]  # number of tokens → state after them

    @property
    def length(self) -> int:
        """How many tokens these are."""
        return len(self._ids)

    def shared(self, ids: list[int]) -> int:
        """Return how many of the first `ids` these are, too."""
        return _shared_length(ids, self._ids)

    def advance(self, ids: list[int]) -> bool:
        """Read a few of `ids` behind those that were read before; return whether more are left but for the last."""
        # The last token is always stepped: only its step gives the distribution.
        end = len(ids) - 1
        shared = min(self.shared(ids), end)
        while self._states[-1][0] > shared:
            self._states.pop()
        self._ids = ids
        done, state = self._states[-1]
        if done < end:
            read = min(end, done + _STATE_STEP)
            self._states.append((read, self._model.advance(np.array([ids[done:read]]), state)))
        return self._states[-1][0] < end

    def distribution(self, ids: list[int]) -> Distribution:
        """Return the distribution after the last of `ids`."""
        while self.advance(ids):
            pass
        shares, state = self._model.step_shares(np.array(ids[-1:]), self._states[-1][1])
        self._states.append((len(ids), state))
        rows = [rows[0] for rows in shares]
        return Distribution(ids, rows, combine(rows), state)


def _shared_length(one: list[int], other: list[int]) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
