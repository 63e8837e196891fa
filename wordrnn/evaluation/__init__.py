"""How good predictions are: perplexity, hits, keystrokes saved and speed, by the same code for every model."""

from wordrnn.evaluation.keystrokes import letters_before_offer
from wordrnn.evaluation.passages import Passage
from wordrnn.evaluation.protocol import PARTS, evaluate, latency, perplexity, target_log_probs

__all__ = [
    "PARTS",
    "Passage",
    "evaluate",
    "latency",
    "letters_before_offer",
    "perplexity",
    "target_log_probs",
]
