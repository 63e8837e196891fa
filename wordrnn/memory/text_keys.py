"""The network's keys for the tokens of a text, read on from where the last text ended."""

import numpy as np

from wordrnn.memory.neural_cache import unit_rows
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import NetworkState, RecurrentModel
from wordrnn.tokenizer import EOS_ID, Tokenizer
from wordrnn.window import window_start

LONGEST = 18_000
"""Characters read at once, some 3,000 words: seconds of work, and what is further back says little of what comes."""


class TextKeys:
    """Reads texts with the network. Each that begins with the one before it costs only its end."""

    def __init__(self, tokenizer: Tokenizer, network: RecurrentModel) -> None:
        self._tokenizer = tokenizer
        self._network = network
        self._read: list[int] = []
        self._state: NetworkState = network.start()

    def before(self, text: str, context: str, count: int) -> FloatArray:
        """Return the keys [N, E] before each of the last N tokens of `context` + `text`: `count`, or fewer of many."""
        start = window_start(context)
        whole = context[start:] + text
        if len(whole) > LONGEST:
            whole = _from_a_word(whole[-LONGEST:])
        ids = [EOS_ID, *self._tokenizer.encode(whole).tolist()][:-1]
        first = max(0, len(ids) - count)
        done = len(self._read)
        if ids[:done] != self._read or first < done:
            done, self._state = 0, self._network.start()
        state = self._state
        if first > done:
            state = self._network.advance(np.array([ids[done:first]]), state)
        outputs, state = self._network.outputs(np.array(ids[first:], np.int64), state)
        self._read, self._state = ids, state
        return unit_rows(outputs)


def _from_a_word(text: str) -> str:
    return text[next((place for place, character in enumerate(text) if character.isspace()), 0) :]
