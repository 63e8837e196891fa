"""How much of its text a model can recite: the exposure of canaries, and how far it goes on word for word."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import canaries
import numpy as np
import numpy.typing as npt
from canaries import Canary

from wordrnn.next_word import IntArray, NextWordModel
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer

PREFIX = 30
"""Tokens that a model is given of the text that it may know."""
CONTINUATION = 50
"""Tokens that it may go on for."""
MANY = 10
"""Tokens right in a row that are more than a set phrase, mostly."""
_AT_ONCE = 64


@dataclass(frozen=True, slots=True)
class Exposure:
    """How much more probable a canary is than others that could have been planted."""

    times: int
    rank: int
    bits: float
    """log2 of how many canaries there could have been, less that of its rank."""


def exposure(model: NextWordModel, tokenizer: Tokenizer, canary: Canary) -> Exposure:
    """Return the exposure of `canary`, its rank counted among all that could stand in its place."""
    words = np.array([tokenizer.encode(word)[0] for word in canaries.WORDS])
    beginning = np.concatenate(([EOS_ID], tokenizer.encode(canary.beginning))).astype(np.int64)
    total = _log_probs(model, beginning, words)
    planted = tuple(canaries.WORDS.index(word) for word in canary.words)
    rank = 1 + int(np.count_nonzero(total > total[planted]))
    return Exposure(canary.times, rank, math.log2(total.size) - math.log2(rank))


def _log_probs(model: NextWordModel, beginning: IntArray, words: IntArray) -> npt.NDArray[np.float64]:
    """Return [W, W, W] log P(three of `words` [W] | `beginning` [T])."""
    count = len(words)
    first, _ = model.step(beginning[-1:], model.advance(beginning[None, :-1], model.start()))
    total = np.empty((count,) * canaries.LENGTH)
    state = model.advance(np.tile(beginning, (count, 1)), model.start(count))
    second, _ = model.step(words, state)
    for number, word in enumerate(words):
        state = model.advance(np.tile(np.append(beginning, word), (count, 1)), model.start(count))
        third, _ = model.step(words, state)
        own = first[0, word] + second[number, words]
        total[number] = own[:, None] + third[:, words]
    return total


def recited(model: NextWordModel, passages: IntArray) -> npt.NDArray[np.int64]:
    """Return [N] after how many tokens `model` departs from `passages` [N, PREFIX + n], of which it is given a prefix.

    It always goes on with the likeliest token; `<unk>`, which is never shown, is none.
    """
    counts = [
        _recited(model, passages[begin : begin + _AT_ONCE]) for begin in range(0, len(passages), _AT_ONCE)
    ]
    return np.concatenate(counts) if counts else np.zeros(0, np.int64)


def _recited(model: NextWordModel, passages: IntArray) -> npt.NDArray[np.int64]:
    right = np.zeros(len(passages), np.int64)
    going = np.ones(len(passages), bool)
    state = model.advance(passages[:, : PREFIX - 1], model.start(len(passages)))
    for place in range(PREFIX, passages.shape[1]):
        log_probs, state = model.step(passages[:, place - 1], state)
        log_probs[:, UNK_ID] = -np.inf
        going &= log_probs.argmax(axis=1) == passages[:, place]
        right += going
        if not going.any():
            break
    return right


def passages(ids: IntArray, count: int, seed: int) -> npt.NDArray[np.int64]:
    """Return [`count`, PREFIX + CONTINUATION] pieces of `ids` [N], drawn by chance."""
    length = PREFIX + CONTINUATION
    starts = np.random.default_rng(seed).integers(0, len(ids) - length, count)
    return np.asarray(ids)[starts[:, None] + np.arange(length)].astype(np.int64)


def facts(
    model: NextWordModel,
    tokenizer: Tokenizer,
    planted: Iterable[Canary],
    trained: IntArray,
    held_out: IntArray,
) -> dict[str, Any]:
    """Return what the card tells: exposures by times planted, and recitation of text that was read and that was not.

    `trained` and `held_out` are passages [N, PREFIX + CONTINUATION].
    """
    exposures = [exposure(model, tokenizer, canary) for canary in planted]
    by_times: dict[int, list[Exposure]] = {}
    for each in exposures:
        by_times.setdefault(each.times, []).append(each)
    return {
        "exposure": {
            str(times): {
                "mean_bits": float(np.mean([each.bits for each in found])),
                "most_bits": max(each.bits for each in found),
                "best_rank": min(each.rank for each in found),
            }
            for times, found in sorted(by_times.items())
        },
        "possible_bits": canaries.LENGTH * math.log2(len(canaries.WORDS)),
        "read": _summary(recited(model, trained)),
        "held_out": _summary(recited(model, held_out)),
    }


def _summary(counts: Sequence[int] | npt.NDArray[np.int64]) -> dict[str, float]:
    found = np.asarray(counts)
    return {
        "passages": len(found),
        "longest": int(found.max(initial=0)),
        "mean": float(found.mean()) if len(found) else 0.0,
        "many": float((found >= MANY).mean()) if len(found) else 0.0,
    }
