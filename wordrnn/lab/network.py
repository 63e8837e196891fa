"""The network of a trained model by itself, ready to be looked into: no n-gram, no memory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn import library
from wordrnn.errors import ModelError, OptionError
from wordrnn.lab.trace import Tracer
from wordrnn.model_folder import open_folder
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START, Tokenizer

MOST_WORDS = 60
"""Words and marks of a sentence that is looked into: more cannot be told apart in a figure."""
LINE_END = "¶"
"""How `<eos>` is shown: where a line ends, and where a text begins."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text as a network reads it."""

    ids: IntArray  # [T], `<eos>` first
    words: tuple[str, ...]  # as they were typed
    unknown: tuple[int, ...]  # places of those that the vocabulary does not have


@dataclass(frozen=True, slots=True)
class Network:
    """A network that is traced, and what turns text into its tokens."""

    name: str  # of the model
    tracer: Tracer
    tokenizer: Tokenizer
    trained: dict[str, int] | None = None
    """"batch" and "steps" of its training, where its folder tells."""

    @classmethod
    def open(cls, model: str | Path | None = None) -> "Network":
        """Return the network of a model: a name, a path, or None for the active one. Raises ModelError."""
        path = library.model_path(model)
        opened = open_folder(path)
        weights = opened.weights()
        if weights is None or opened.config is None:
            raise ModelError("part-missing", path=opened.name, part="network")
        temperature = opened.calibration.temperature if opened.calibration else 1.0
        trained = _trained(opened.info["training"].get("settings"))
        return cls(opened.name, Tracer(opened.config, weights, temperature), opened.tokenizer(), trained)

    def read(self, text: str) -> ReadText:
        """Return `text` in tokens, behind an `<eos>`. Raises OptionError for none or too many."""
        text = text.strip(" ")
        ids = self.tokenizer.encode(text)
        if not 1 <= len(ids) <= MOST_WORDS:
            expected = f"1 to {MOST_WORDS} words and marks"
            raise OptionError("bad-value", name="TEXT", expected=expected, got=str(len(ids)))
        words = [LINE_END, *self._spelled(text, ids)]
        unknown = tuple(int(place) + 1 for place in np.flatnonzero(ids == UNK_ID))
        return ReadText(np.concatenate([[EOS_ID], ids]), tuple(words), unknown)

    def word(self, index: int) -> str:
        """Return a token of the vocabulary as it is shown."""
        return (
            LINE_END
            if index == EOS_ID
            else self.tokenizer.vocabulary[index].replace(WORD_START, " ").strip() or "␣"
        )

    def find(self, word: str) -> int:
        """Return the id of `word`. Raises OptionError where the vocabulary has no such word."""
        ids = [EOS_ID] if word == LINE_END else self.tokenizer.encode(word.strip()).tolist()
        if len(ids) != 1 or ids[0] == UNK_ID:
            raise OptionError(
                "bad-value", name="the word that follows", expected="one word that the model knows", got=word
            )
        return ids[0]

    def likeliest(self, log_probs: FloatArray, count: int) -> list[int]:
        """Return the ids of the most probable tokens by `log_probs` [V]; `<unk>` is none of them."""
        order = np.argsort(-log_probs, kind="stable")[: count + 1].tolist()
        return [index for index in order if index != UNK_ID][:count]

    def _spelled(self, text: str, ids: IntArray) -> Sequence[str]:
        if self.tokenizer.kind == "bpe":
            return [self.word(index) for index in ids.tolist()]
        normal, spans = self.tokenizer.spelled(text)
        return [normal[start:end].replace("\n", LINE_END) for start, end in spans]


def _trained(settings: Any) -> dict[str, int] | None:
    found = (settings.get("batch"), settings.get("bptt")) if isinstance(settings, dict) else (None, None)
    batch, steps = found
    return {"batch": batch, "steps": steps} if isinstance(batch, int) and isinstance(steps, int) else None
