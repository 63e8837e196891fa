"""What one model did on a text, in figures."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray
from wordrnn.tokenizer import UNK_ID

TINY = float(np.finfo(np.float32).tiny)


@dataclass(slots=True)
class Score:
    """What one model did on a text."""

    tokens: int = 0
    unknown: int = 0
    surprise: float = 0.0  # −Σ log p, in nats
    hits: dict[int, int] = field(default_factory=lambda: {1: 0, 3: 0, 5: 0})
    keystrokes: int = 0
    keystrokes_without: int = 0
    words: int = 0  # words, punctuation and line ends, where tokens are pieces of them

    def add_block(
        self, probabilities: FloatArray, targets: IntArray, unknown_counts: bool
    ) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.intp]]:
        """Count the tokens `targets` [T], whose distributions were `probabilities` [T, V].

        Returns log p [T] of each, and how many tokens are more probable [T]: V for one that is never offered. A hit
        is a target among the k most probable tokens. `<unk>` is neither offered nor hit, but where `unknown_counts`
        (text that is split already, where it is a word).
        """
        given = probabilities[np.arange(len(targets)), targets]
        better = np.array(
            [np.count_nonzero(row > mass) for row, mass in zip(probabilities, given, strict=True)]
        )
        unknown = targets == UNK_ID
        if not unknown_counts:
            better -= probabilities[:, UNK_ID] > given
            better[unknown] = probabilities.shape[1]
        self.tokens += len(targets)
        self.unknown += int(unknown.sum())
        log_given = np.log(np.maximum(given.astype(np.float64), TINY))
        self.surprise -= float(log_given.sum())
        for k in self.hits:
            self.hits[k] += int((better < k).sum())
        return log_given, better

    def add_word(self, length: int, typed: int | None) -> None:
        """Count a word of `length` letters that was taken after `typed` of them, or never (None)."""
        self.keystrokes_without += length + 1
        self.keystrokes += length + 1 if typed is None else typed + 1

    def perplexity(self) -> float:
        """Return exp(mean −log p); infinite for an empty text."""
        return float(np.exp(self.surprise / self.tokens)) if self.tokens else float("inf")

    def to_dict(self) -> dict[str, float]:
        """Return the figures by the names of `evaluate --json`; rates from 0 to 1."""
        tokens = max(self.tokens, 1)
        result: dict[str, float] = {"tokens": self.tokens, "perplexity": self.perplexity()}
        result |= {f"top{k}": hits / tokens for k, hits in self.hits.items()}
        result["unknown_rate"] = self.unknown / tokens
        if self.words:
            result["perplexity_per_word"] = float(np.exp(self.surprise / self.words))
        if self.keystrokes_without:
            result["keystroke_savings"] = 1 - self.keystrokes / self.keystrokes_without
        return result
