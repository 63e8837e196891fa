"""How far a memory is to be trusted beside one model: fitted on held-out text at the end of a training run."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from wordrnn import model_folder
from wordrnn.memory.neural_cache import MOST, CacheWeights, unit_rows
from wordrnn.memory.store import HALF_LIFE, Memory
from wordrnn.memory.tokens import BEGIN, LINE_END, Token
from wordrnn.memory.weights import MemoryWeights, default_weights
from wordrnn.minimum import golden_section
from wordrnn.mixture import combine, share
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.text.redaction import secret_spans
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer

Numbers = npt.NDArray[np.float64]
Weights = TypeVar("Weights", CacheWeights, MemoryWeights)

_TOKENS = 10_000
_NUMBERS = 300_000_000  # tokens · V at most: a few seconds
_FEWEST = 500  # less text says nothing
_BLOCK = 256
_IN_CACHE = 1 << 18
_SHARPNESS = (8.0, 10.0, 12.0, 15.0, 19.0, 24.0)
_HALF_LIVES = (60.0, 120.0, 230.0, 450.0, 900.0, 2700.0)
_ROUNDS = 2
_TURNS = 2
_TINY = 1e-30
# Least and most of each weight: no few words that were learned may outvote the model.
_CACHE_BOUNDS = {"most": (0.01, 0.5), "patience": (0.02, 30.0)}
_COUNT_BOUNDS = {
    "word": (0.001, 0.5), "patience": (5.0, 5000.0), "lately": (0.01, 1.0), "pair": (0.01, 0.9),
    "pair_variety": (0.5, 20.0), "triple": (0.01, 0.9), "triple_variety": (0.5, 20.0),
}  # fmt: skip


def fit(predictor: Predictor, ids: IntArray) -> MemoryWeights | None:
    """Return the weights under which the tokens `ids` [N], each learned once it is predicted, are most probable.

    At most 10,000 tokens are read. None where there are few, and for a model of typed text: it is trained on texts of
    many (single sentences in any order, perhaps), which do not say how one person repeats what was written before.
    """
    tokenizer = predictor.tokenizer
    ids = np.asarray(ids[: min(_TOKENS, _NUMBERS // tokenizer.vocab_size)], np.int64)
    if len(ids) < _FEWEST or tokenizer.kind != "pretokenized":
        return None
    model, keys = _read(predictor, ids)
    weights = default_weights(tokenizer.kind, keys is not None)
    seen = _seen(_tokens(tokenizer, ids), model)
    likeness = None if keys is None else _likeness(keys, ids)
    for _ in range(_TURNS):  # the two know much the same, so each is fitted beside the other
        weights = weights if likeness is None else _with_cache(weights, seen, likeness)
        weights = _with_counts(weights, seen, likeness)
    return weights


def fit_folder(folder: Path, ids: IntArray) -> MemoryWeights | None:
    """Fit the weights of the published model in `folder` on the held-out tokens `ids` [N] and save them with it.

    Raises ModelError where the model is damaged, StorageError where the disk is full.
    """
    weights = fit(Predictor.open(folder), ids)
    if weights is not None:
        described = model_folder.open_folder(folder).file("card.md").read_text(encoding="utf-8")
        model_folder.amend(folder, described, memory=weights.to_dict())
    return weights


# What was known before each token -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What the model and the counts said of each of N tokens before it was learned."""

    model: Numbers
    """[N], P_model."""
    learned: Numbers
    """[N], how many tokens had been learned."""
    single: Numbers
    """[2, N], P(word) by the cache of single words, and by their counts."""
    rows: Numbers
    """[2, 3, N] for one and for two tokens before: how many tokens followed, how many different ones, P(word)."""

    def counted(self, weights: MemoryWeights) -> tuple[Numbers, Numbers]:
        """Return a and b [N] such that the counts make P into a · P + b, as `Recall` mixes."""
        single = weights.lately * self.single[0] + (1 - weights.lately) * self.single[1]
        trust = weights.word * self.learned / (self.learned + weights.patience)
        scale, added = 1 - trust, trust * single
        for (count, different, given), most, variety in (
            (self.rows[0], weights.pair, weights.pair_variety),
            (self.rows[1], weights.triple, weights.triple_variety),
        ):
            trust = most * count / np.maximum(count + variety * different, 1)
            scale = scale * (1 - trust)
            added = added * (1 - trust) + trust * given
        return scale, added

    def cached(self, weights: CacheWeights, evidence: Numbers | None) -> Numbers:
        """Return P [N] of the model with a neural cache; `evidence` [2, N] is that of the token, and of all."""
        if evidence is None:
            return self.model
        trust = weights.most / (evidence[1] + weights.patience)
        return self.model + trust * (evidence[0] - evidence[1] * self.model)

    def loss(self, weights: MemoryWeights, evidence: Numbers | None) -> float:
        """Return the mean of −log P, as `Recall` mixes."""
        scale, added = self.counted(weights)
        return _surprise(scale * self.cached(weights.cache, evidence) + added)


def _read(predictor: Predictor, ids: IntArray) -> tuple[Numbers, FloatArray | None]:
    """Return P_model [N] of each of `ids`, and the network's keys [N, E] before them."""
    inputs = np.concatenate(([EOS_ID], ids[:-1]))
    model = predictor.model
    states = {name: part.start() for name, part in model.parts.items()}
    given, keys = [], []
    step = max(1, _IN_CACHE // predictor.tokenizer.vocab_size)
    for begin in range(0, len(ids), step):
        block, targets = inputs[begin : begin + step], ids[begin : begin + step]
        shares = []
        for name, part in model.parts.items():
            if isinstance(part, RecurrentModel):
                outputs, states[name] = part.outputs(block, states[name])
                keys.append(unit_rows(outputs))
                log_probs = part.log_probs_of(outputs)
            else:
                log_probs, states[name] = part.log_probs(block, states[name])
            shares.append(share(log_probs[np.arange(len(targets)), targets], model.weights[name]))
        given.append(combine(shares).astype(np.float64))
    return np.concatenate(given), np.concatenate(keys) if keys else None


def _tokens(tokenizer: Tokenizer, ids: IntArray) -> list[Token]:
    """Return the tokens as a memory keeps them; what an unknown word was is not known."""
    spelled: list[Token] = [None if any(secret_spans(token)) else token for token in tokenizer.vocabulary]
    spelled[EOS_ID] = LINE_END
    if tokenizer.kind != "pretokenized":
        spelled[UNK_ID] = None
    return [spelled[index] for index in ids]


def _seen(tokens: list[Token], model: Numbers) -> Seen:
    memory, before, total, recent = Memory(), BEGIN, 0, 0.0
    learned, single, rows = np.zeros(len(tokens)), np.zeros((2, len(tokens))), np.zeros((2, 3, len(tokens)))
    for place, token in enumerate(tokens):
        known = memory.words.get(token) if token is not None else None
        learned[place] = total
        if known and recent > 0:
            single[:, place] = known.lately_at(memory.time) / recent, known.count / total
        for context, out in (((before[1],), rows[0]), (before, rows[1])):
            row = None if None in context else memory.after.get(context)  # pyright: ignore[reportArgumentType]
            if row:
                count = sum(row.values())
                out[:, place] = count, len(row), row.get(token or "", 0) / count
        before = memory.learn([token], before)
        recent *= 0.5 ** (1 / HALF_LIFE)
        if token is not None:
            total, recent = total + 1, recent + 1
    return Seen(model, learned, single, rows)


def _likeness(keys: FloatArray, ids: IntArray) -> Numbers:
    """Return the evidence [sharpness, half-lives, 2, N] in a neural cache: that of each of `ids`, and of all.

    2^(−age / h) is a product of what only the place asked from and what only the place seen gives, so all half-lives
    take one product of matrices.
    """
    found = np.zeros((len(_SHARPNESS), len(_HALF_LIVES), 2, len(ids)))
    lives = np.array(_HALF_LIVES)
    for begin in range(0, len(ids), _BLOCK):
        end, first = min(begin + _BLOCK, len(ids)), max(0, begin - MOST)
        likeness = keys[begin:end] @ keys[first:end].T - 1
        asked, there = np.arange(begin, end)[:, None], np.arange(first, end)
        past = (there < asked) & (there >= asked - MOST)
        same = past & (ids[first:end] == ids[begin:end, None])
        of_there = np.exp2((there[:, None] - begin) / lives).astype(np.float32)  # [places, half-lives]
        of_asked = np.exp2((begin - asked) / lives)
        for number, sharpness in enumerate(_SHARPNESS):
            evidence = np.exp(likeness * np.float32(sharpness))
            for which, mask in ((0, same), (1, past)):
                found[number, :, which, begin:end] = ((evidence * mask) @ of_there * of_asked).T
    return found


# Fitting --------------------------------------------------------------------------------------------------------------


def _with_cache(weights: MemoryWeights, seen: Seen, likeness: Numbers) -> MemoryWeights:
    """Return `weights` with those of the neural cache that suit `seen`."""
    best = weights, math.inf
    scale, added = seen.counted(weights)
    for sharpness, by_life in zip(_SHARPNESS, likeness, strict=True):
        for half_life, evidence in zip(_HALF_LIVES, by_life, strict=True):
            # What is expected of one of many like states lies in other orders of magnitude with other sharpness.
            patience = min(max(float(np.median(evidence[1])) / 2, _CACHE_BOUNDS["patience"][0]), 30.0)
            start = CacheWeights(CacheWeights().most, patience, sharpness, half_life)

            def loss(cache: CacheWeights, evidence: Numbers = evidence) -> float:
                return _surprise(scale * seen.cached(cache, evidence) + added)

            found, least = _lowest(start, loss, _CACHE_BOUNDS)
            if least < best[1]:
                best = replace(weights, cache=found), least
    return best[0]


def _with_counts(weights: MemoryWeights, seen: Seen, likeness: Numbers | None) -> MemoryWeights:
    """Return `weights` with those of the counts that suit `seen`."""
    evidence = None
    if likeness is not None:
        place = _SHARPNESS.index(weights.cache.sharpness), _HALF_LIVES.index(weights.cache.half_life)
        evidence = likeness[place]
    below = seen.cached(weights.cache, evidence)

    def loss(tried: MemoryWeights) -> float:
        scale, added = seen.counted(tried)
        return _surprise(scale * below + added)

    return _lowest(weights, loss, _COUNT_BOUNDS)[0]


def _surprise(probabilities: Numbers) -> float:
    return -float(np.log(np.maximum(probabilities, _TINY)).mean())


def _lowest(
    weights: Weights, loss: Callable[[Weights], float], bounds: dict[str, tuple[float, float]]
) -> tuple[Weights, float]:
    """Return `weights` with those named in `bounds` changed, by turns, to where `loss` is least; and that."""
    for _ in range(_ROUNDS):
        for name, (low, high) in bounds.items():

            def at(place: float, name: str = name, weights: Weights = weights) -> float:
                return loss(replace(weights, **{name: math.exp(place)}))

            place = golden_section(at, math.log(low), math.log(high), 0.02)
            if at(place) < loss(weights):
                weights = replace(weights, **{name: math.exp(place)})
    return weights, loss(weights)
