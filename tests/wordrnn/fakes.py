"""Small models with known numbers."""

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray
from wordrnn.tokenizer import Tokenizer


class Table:
    """A bigram model: rows of probabilities by the last token, `default` where there is none."""

    def __init__(self, default: list[float], rows: dict[int, list[float]] | None = None) -> None:
        self.vocab_size = len(default)
        table = np.tile(np.array(default, np.float32), (self.vocab_size, 1))
        for index, row in (rows or {}).items():
            table[index] = row
        with np.errstate(divide="ignore"):
            self._log = np.log(table)

    def start(self, batch: int = 1) -> IntArray:
        return np.zeros(batch, np.int64)

    def step(self, ids: IntArray, state: IntArray) -> tuple[FloatArray, IntArray]:
        return self._log[ids], np.array(ids)

    def advance(self, ids: IntArray, state: IntArray) -> IntArray:
        return ids[:, -1] if ids.shape[1] else state

    def log_probs(self, ids: IntArray, state: IntArray) -> tuple[FloatArray, IntArray]:
        return self._log[ids], ids[-1:]


class Remembering:
    """A model whose distributions depend on every token so far; it counts the tokens it was fed."""

    def __init__(self, vocab_size: int, seed: int = 0) -> None:
        self.vocab_size = vocab_size
        self.fed = 0
        self._seed = seed

    def start(self, batch: int = 1) -> IntArray:
        return np.full(batch, self._seed, np.int64)

    def step(self, ids: IntArray, state: IntArray) -> tuple[FloatArray, IntArray]:
        state = self.advance(np.asarray(ids)[:, None], state)
        return self._rows(state), state

    def advance(self, ids: IntArray, state: IntArray) -> IntArray:
        self.fed += ids.shape[1]
        for column in ids.T:
            state = (state * 31 + column + 7) % 1_000_003
        return state

    def log_probs(self, ids: IntArray, state: IntArray) -> tuple[FloatArray, IntArray]:
        states = [state]
        for token in ids:
            states.append(self.advance(np.array([[token]]), states[-1]))
        return self._rows(np.concatenate(states[1:])), states[-1]

    def _rows(self, states: IntArray) -> FloatArray:
        logits: npt.NDArray[np.float64] = 3 * np.sin(states[:, None] * (np.arange(self.vocab_size) + 1.0))
        logits -= np.log(np.exp(logits).sum(axis=1, keepdims=True))
        return logits.astype(np.float32)


def word_tokenizer(*words: str, kind: str = "word") -> Tokenizer:
    """Return a tokenizer whose ids from 2 on are `words` in this order."""
    count = len(words) + 2
    text = "".join(f"{word} " * (count - place) for place, word in enumerate(words))
    return Tokenizer.fit([text], "pretokenized" if kind == "pretokenized" else "word")
