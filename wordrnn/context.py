"""The text before the cursor as a model sees it, kept from one keystroke to the next."""

from dataclasses import dataclass

import numpy as np

from wordrnn.memory.recall import NewWords
from wordrnn.mixture import Mixture, combine
from wordrnn.next_word import FloatArray, State
from wordrnn.tokenizer import EOS_ID, Tokenizer

_WINDOW_STEP = 800  # characters; the window holds one to two of them
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
    """Gives the distribution after a text; consecutive texts share the work for the tokens they begin with."""

    def __init__(self, tokenizer: Tokenizer, model: Mixture) -> None:
        self._tokenizer = tokenizer
        self._model = model
        self._text: str | None = None
        self._states: list[tuple[int, State]] = [(0, model.start())]  # number of tokens → state after them
        self._last: Distribution | None = None

    def after(self, text: str) -> Distribution:
        """Return the distribution after `text`, of which the last one to two windows' steps are read."""
        text = text[window_start(text) :]
        if self._last is None or text != self._text:
            ids = [EOS_ID, *self._tokenizer.encode(text).tolist()]
            if self._last is None or ids != self._last.ids:
                self._last = self._advance(ids, self._last.ids if self._last else [])
            self._text = text
        return self._last

    def _advance(self, ids: list[int], old: list[int]) -> Distribution:
        shared = _shared_length(ids, old)
        # The last token is always stepped: only its step gives the distribution.
        while self._states[-1][0] > min(shared, len(ids) - 1):
            self._states.pop()
        done, state = self._states[-1]
        while done < len(ids) - 1:
            end = min(len(ids) - 1, done + _STATE_STEP)
            state = self._model.advance(np.array([ids[done:end]]), state)
            self._states.append((end, state))
            done = end
        shares, state = self._model.step_shares(np.array(ids[-1:]), state)
        self._states.append((len(ids), state))
        rows = [rows[0] for rows in shares]
        return Distribution(ids, rows, combine(rows), state)


def window_start(text: str) -> int:
    """Return where the part of `text` begins that is read: a pure function of the text, that seldom moves.

    A line's start where one is near, else a word's.
    """
    if len(text) <= 2 * _WINDOW_STEP:
        return 0
    mark = (len(text) // _WINDOW_STEP - 1) * _WINDOW_STEP
    near = text[mark - 1 : mark + _WINDOW_STEP // 2]
    line = near.find("\n")
    if line >= 0:
        return mark + line
    return mark + next((place for place, character in enumerate(near) if character.isspace()), 0)


def _shared_length(one: list[int], other: list[int]) -> int:
    for place, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return place
    return min(len(one), len(other))
