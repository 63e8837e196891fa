"""What a model in training makes of a few prompts, so that one can watch it learn."""

from collections.abc import Mapping, Sequence
from typing import Any

from wordrnn.config import ModelConfig
from wordrnn.events import Event, event
from wordrnn.next_word import FloatArray, NextWordModel
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import Tokenizer

_WORDS = 3


def answers(
    prompts: Sequence[str],
    epoch: float,
    tokenizer: Tokenizer,
    ngram: NGramModel,
    mixture: Mapping[str, float],
    config: ModelConfig | None = None,
    weights: Mapping[str, FloatArray] | None = None,
) -> Event:
    """Return the event with the likeliest words after each prompt, by the n-gram and, if there is one, the network."""
    parts: dict[str, NextWordModel] = {"ngram": ngram}
    if config is not None and weights is not None:
        parts["network"] = RecurrentModel(config, weights)
    predictor = Predictor(tokenizer, parts, {name: mixture[name] for name in parts})
    found: list[dict[str, Any]] = [
        {
            "prompt": prompt,
            "words": [[each.word, float(each.probability)] for each in predictor.suggest(prompt, _WORDS)],
        }
        for prompt in prompts
    ]
    return event("prompts", epoch=epoch, parts=sorted(parts), answers=found)
