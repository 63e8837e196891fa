"""How far a memory is trusted beside a model."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from wordrnn.memory.neural_cache import CacheWeights
from wordrnn.tokenizer import Kind

_LEAST_SCALE, _MOST_SCALE = 1e-3, 1e6  # of what is no share of 1; a file may say no more
_SHARES = frozenset(("word", "lately", "pair", "triple", "most"))


@dataclass(frozen=True, slots=True)
class MemoryWeights:
    """How far a memory is trusted. Each weight grows with the evidence: with N tokens learned, and with n tokens and
    t different ones seen after a context.
    """

    word: float
    """λ₁ = word · N / (N + patience)."""
    patience: float
    lately: float
    """Of the single words' distribution, the part that is the cache; the rest counts all occurrences alike."""
    pair: float
    """λ₂ = pair · n / (n + pair_variety · t)."""
    pair_variety: float
    triple: float
    """λ₃ = triple · n / (n + triple_variety · t)."""
    triple_variety: float
    cache: CacheWeights = field(default_factory=CacheWeights)
    """How far what followed like states of the network is trusted, where there is a network."""

    def to_dict(self) -> dict[str, Any]:
        """Return the weights as JSON values."""
        return asdict(self)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Return what `to_dict` wrote. Raises ValueError for anything else, and for values that cannot be."""
        try:
            found = cls(**{**content, "cache": CacheWeights(**content["cache"])})
        except (TypeError, KeyError) as error:
            raise ValueError("memory: missing or of the wrong kind") from error
        values = {**found.to_dict(), **asdict(found.cache)}
        patience = {"patience of the cache": found.cache.patience, "patience": found.patience}
        for name, value in (values | patience).items():
            low, high = (0.0, 1.0) if name in _SHARES else (_LEAST_SCALE, _MOST_SCALE)
            if name != "cache" and not _is_between(value, low, high):
                raise ValueError(f"memory: {name} is no number from {low:.3g} to {high:.3g}")
        return found


def _is_between(value: object, low: float, high: float) -> bool:
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return False
    return low <= value <= high  # neither NaN nor an int too large for a float is


# Found by minimising the surprise, token by token, each predicted before it is learned (Powell's method).
# Penn Treebank, validation text, a 256-unit LSTM with its n-gram: perplexity 97.9 → 87.1. The model comes from the same
# newspaper, so pairs tell it little that is new.
SPLIT_TEXT = MemoryWeights(0.065, 9, 1.0, 0.063, 2.2, 0.146, 2.4)
# Beside a neural cache, which knows most of that: a 512-unit LSTM with its n-gram, 86.8 → 73.8 (as above: 77.9).
SPLIT_TEXT_BESIDE_CACHE = MemoryWeights(
    0.02, 15, 1.0, 0.011, 4, 0.025, 2.5, CacheWeights(0.2, 0.17, 12.0, 300.0)
)
# Blogs, short messages and work e-mail, 60,000 tokens of each, news and a novel, 20,000, after an 800-unit LSTM with
# its n-gram of sentences and twenty other genres. After 3,000 tokens, perplexity 237 → 207, 304 → 260, 218 → 119,
# 269 → 241, 141 → 100; after 20,000, of the first three 245 → 207, 298 → 234, 225 → 120. Fitted for one of them alone,
# it is at most 3 % better there, and up to 10 % worse elsewhere.
TYPED_TEXT = MemoryWeights(
    0.053, 670, 0.41, 0.366, 13.6, 0.68, 10.0, CacheWeights(0.374, 1.22, 19.0, 10_000.0)
)


def default_weights(kind: Kind, network: bool = False) -> MemoryWeights:
    """Return the weights for a model whose text is split in this way, with a `network` or without."""
    if kind != "pretokenized":
        return TYPED_TEXT
    return SPLIT_TEXT_BESIDE_CACHE if network else SPLIT_TEXT
