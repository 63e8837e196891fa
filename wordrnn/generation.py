"""New text, a token at a time, drawn from a model's distribution."""

import copy
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.errors import OptionError
from wordrnn.next_word import FloatArray, NextWordModel
from wordrnn.tokenizer import EOS_ID, WORD_START, Tokenizer
from wordrnn.window import window_start
from wordrnn.words.scripts import is_unspaced
from wordrnn.words.spelling import is_word_character
from wordrnn.words.typeset import SENTENCE_ENDS, Typesetter

_CLOSES = frozenset('.!?…”’)]}。！？」』）"')  # what may stand behind a last word
_TOKENS_PER_WORD = 20  # a model that goes on with punctuation for ever is stopped
_MOST_TO_FINISH = 30  # words that a sentence may still take
DEFAULT_PENALTY = 1.1
_RECENT = 16  # tokens, about a sentence
_RECALLED = 256  # tokens in which a run of three counts as repeated
_PER_RUN = 4  # a repeated run weighs as much as so many repeated words


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn."""

    temperature: float = 1.0
    """Below 1 the probable becomes more so; 0 always takes the most probable."""
    top_k: int = 0
    """Draw from the k most probable; 0: from all."""
    top_p: float = 1.0
    """Draw from the fewest tokens that have this much probability together (nucleus; Holtzman et al. 2020)."""
    repetition_penalty: float = DEFAULT_PENALTY
    """Above 1 what was said just now is less probable, and what goes round in circles much less; see `Repetition`."""

    def __post_init__(self) -> None:
        _require("temperature", 0 <= self.temperature < np.inf, "a number from 0", self.temperature)
        _require("top_k", self.top_k >= 0, "a whole number from 0", self.top_k)
        _require("top_p", 0 < self.top_p <= 1, "a number above 0, up to 1", self.top_p)
        penalty = self.repetition_penalty
        _require("repetition_penalty", 1 <= penalty < np.inf, "a number from 1", penalty)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A token that might have stood in the place of another."""

    index: int
    text: str
    """What it would have added, the space before it first."""
    probability: float
    """By the model, as `Step.probability` is."""


@dataclass(frozen=True, slots=True)
class Step:
    """One token of generated text."""

    text: str
    """What it adds, the space before it first."""
    index: int
    """−1 for marks that close at the end what is open: nothing was drawn."""
    probability: float
    """P(token | all before it) by the model itself: before temperature, top-k, top-p and the penalty."""
    rank: int
    """1 for the most probable of those that could stand there; 0 where nothing was drawn."""
    drawn: float
    """With which probability it was drawn, after all of that; 0 for one that was `taken` against it."""
    begins_word: bool
    alternatives: tuple[Alternative, ...]
    """The most probable tokens that could stand there, this one mostly among them."""


class Repetition:
    """What was generated so far, and what should not come again so soon.

    The logit of a token is divided by θ where it is positive and multiplied where it is negative (CTRL, Keskar et al.
    2019), where a logit of 0 is the probability 1 / V, for log-probabilities have no zero of their own; θ - 1 is taken
    off, since in the end a token may well become less probable than 1 / V. θ is taken to the power of 1 for a word
    among the last 16 tokens, plus 4 for each time that the token followed the last two tokens among the last 256:
    saying "the" again is natural, going round in circles is not. Marks are free of the first, the inside of a word and
    line ends of both. Where nothing came twice, nothing changes.
    """

    def __init__(self, tokenizer: Tokenizer, penalty: float) -> None:
        self._tokenizer = tokenizer
        self._penalty = penalty
        self._tokens: list[int] = []
        self._followers: dict[tuple[int, int], Counter[int]] = {}

    def add(self, index: int) -> None:
        """Note that the token `index` was generated."""
        tokens = self._tokens
        tokens.append(index)
        if len(tokens) > 2:
            self._followers.setdefault((tokens[-3], tokens[-2]), Counter())[index] += 1
        if len(tokens) > _RECALLED:
            self._followers[tokens[0], tokens[1]][tokens[2]] -= 1
            del tokens[0]

    def weakened(self, log_probs: FloatArray) -> FloatArray:
        """Return `log_probs` [V] with less for what would be repeated; they need no longer sum to 1."""
        powers: Counter[int] = Counter()
        last = self._tokens[-1] if self._tokens else EOS_ID
        for index in set(self._tokens[-_RECENT:]):
            token = self._tokenizer.vocabulary[index]
            powers[index] += any(map(is_word_character, token))
        if len(self._tokens) > 1:
            for index, times in self._followers.get((self._tokens[-2], last), Counter()).items():
                powers[index] += _PER_RUN * times
        ids = [index for index, power in powers.items() if power and self._is_free(last, index)]
        if self._penalty == 1 or not ids:
            return log_probs
        divisors = self._penalty ** np.array([powers[index] for index in ids], np.float64)
        uniform = -np.log(len(log_probs))
        logits = np.maximum(log_probs[ids].astype(np.float64), -1e3) - uniform
        weakened = log_probs.copy()
        weakened[ids] = np.where(logits > 0, logits / divisors, logits * divisors) + 1 - divisors + uniform
        return weakened

    def _is_free(self, last: int, index: int) -> bool:
        """Whether the token `index` may be avoided behind `last`: how a word goes on is not a matter of taste."""
        if index == EOS_ID:
            return False
        return _begins_word(self._tokenizer, last, index) or not is_word_character(
            self._tokenizer.vocabulary[index].removeprefix(WORD_START)[:1] or " "
        )


def generate(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    words: int,
    sampling: Sampling,
    rng: np.random.Generator,
    finish: bool = False,
    held_back: Sequence[int] = (),
) -> Iterator[str]:
    """Return what follows `text`, token by token; joined and put behind `text` it reads as typed text.

    `words` words, and the punctuation behind the last one up to its sentence's end; with `finish`, up to as many more,
    30 at the most, until a sentence ends. A word of text without spaces is a piece of it. The last word of `text` is
    taken as whole. `<unk>` and empty lines are never drawn; quotes and brackets are closed where they were opened.
    Nor are the tokens `held_back`. Raises OptionError at once.
    """
    found = steps(model, tokenizer, text, words, sampling, rng, finish, held_back=held_back)
    return (step.text for step in found)


def steps(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    words: int,
    sampling: Sampling,
    rng: np.random.Generator,
    finish: bool = False,
    taken: Sequence[int] = (),
    alternatives: int = 0,
    held_back: Sequence[int] = (),
) -> Iterator[Step]:
    """Return what `generate` does, each token with its probability and that many `alternatives`.

    The first tokens are those `taken`, whatever is drawn; the rest follows as if they had been drawn: so taking the
    first tokens of a text again gives the same text. The tokens `held_back` are neither drawn nor among the
    alternatives. Raises OptionError at once.
    """
    _require("words", words >= 1, "a whole number from 1", words)
    known = all(0 <= index < model.vocab_size for index in taken)
    _require("taken", known, f"tokens below {model.vocab_size}", list(taken))
    return _generated(
        model, tokenizer, text, words, sampling, rng, finish, taken, alternatives, list(held_back)
    )


def draw(
    log_probs: FloatArray, sampling: Sampling, rng: np.random.Generator, banned: tuple[int, ...] = ()
) -> int:
    """Return an id drawn from `log_probs` [V], shaped by `sampling`; never one of `banned`."""
    return _draw(*shaped(log_probs, sampling, banned), sampling, rng)


def shaped(
    log_probs: FloatArray, sampling: Sampling, banned: tuple[int, ...] = ()
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.float64]]:
    """Return the ids that may be drawn from `log_probs` [V], the most probable first, and with which probability."""
    scores = log_probs.astype(np.float64)
    scores[list(banned)] = -np.inf
    if sampling.temperature == 0:
        return np.array([scores.argmax()]), np.ones(1)
    with np.errstate(over="ignore"):  # near 0, all but the most probable are impossible
        scores = (scores - scores.max()) / sampling.temperature
    order = np.argsort(-scores, kind="stable")
    if sampling.top_k:
        order = order[: sampling.top_k]
    probabilities = np.exp(scores[order])
    probabilities /= probabilities.sum()
    if sampling.top_p < 1:
        # The token that crosses the line is in, so there is always one.
        kept = int(np.searchsorted(probabilities.cumsum(), sampling.top_p)) + 1
        order, probabilities = order[:kept], probabilities[:kept] / probabilities[:kept].sum()
    return order, probabilities


def _draw(
    ids: npt.NDArray[np.intp],
    probabilities: npt.NDArray[np.float64],
    sampling: Sampling,
    rng: np.random.Generator,
) -> int:
    if sampling.temperature == 0:
        return int(ids[0])
    return int(rng.choice(ids, p=probabilities))


def _generated(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    words: int,
    sampling: Sampling,
    rng: np.random.Generator,
    finish: bool,
    taken: Sequence[int],
    alternatives: int,
    held_back: list[int],
) -> Iterator[Step]:
    ids: npt.NDArray[np.intp] = np.array([EOS_ID, *tokenizer.encode(text[window_start(text) :]).tolist()])
    state = model.advance(ids[None, :-1], model.start())
    last = int(ids[-1])
    more = min(words, _MOST_TO_FINISH) if finish else 0
    typesetter, repetition = Typesetter(tokenizer, text), Repetition(tokenizer, sampling.repetition_penalty)
    for place in range(_TOKENS_PER_WORD * words + len(taken)):
        rows, state = model.step(np.array([last]), state)
        banned = typesetter.banned() + held_back
        possible = shaped(repetition.weakened(rows[0]), sampling, tuple(banned))
        index = _draw(*possible, sampling, rng)  # also where another is taken: what follows is drawn alike
        index = taken[place] if place < len(taken) else index
        begins = _begins_word(tokenizer, last, index)
        words -= begins
        goes_on = place < len(taken) or (more > 0 and index != EOS_ID)
        if place >= len(taken) and (
            words < -more
            or (words <= 0 and not goes_on and not _belongs_to_last_word(tokenizer, last, index))
        ):
            break
        others = _alternatives(rows[0], banned, typesetter, alternatives) if alternatives else ()
        yield Step(
            typesetter.add(index),
            index,
            float(np.exp(rows[0][index])),
            _rank(rows[0], index, banned),
            float(possible[1][possible[0] == index].sum()),
            begins,
            others,
        )
        repetition.add(index)
        last = index
        if words <= 0 and tokenizer.vocabulary[index] in SENTENCE_ENDS and place + 1 >= len(taken):
            break
    closing = typesetter.finish()
    if closing:
        yield Step(closing, -1, 1.0, 0, 1.0, False, ())


def _rank(log_probs: FloatArray, index: int, banned: list[int]) -> int:
    better = int(np.count_nonzero(log_probs > log_probs[index]))
    return 1 + better - int(np.count_nonzero(log_probs[list(set(banned))] > log_probs[index]))


def _alternatives(
    log_probs: FloatArray, banned: list[int], typesetter: Typesetter, count: int
) -> tuple[Alternative, ...]:
    scores = log_probs.copy()
    scores[banned] = -np.inf
    best = np.argpartition(-scores, min(count, len(scores) - 1))[: count + 1]
    best = best[np.lexsort((best, -scores[best]))][:count]
    # What a token adds depends on what is open, which adding it changes: so each is added to a copy.
    return tuple(
        Alternative(index, copy.copy(typesetter).add(index), float(np.exp(log_probs[index])))
        for index in best.tolist()
        if np.isfinite(scores[index])
    )


def _begins_word(tokenizer: Tokenizer, last: int, index: int) -> bool:
    token = tokenizer.vocabulary[index]
    if index == EOS_ID:
        return False
    if tokenizer.kind != "bpe":
        return any(map(is_word_character, token))
    if not is_word_character(token.removeprefix(WORD_START)[:1] or " "):
        return False
    if is_unspaced(token.removeprefix(WORD_START)[0]):
        return True
    before = tokenizer.vocabulary[last]
    inside = last != EOS_ID and (is_word_character(before[-1]) or before[-1] == "'")
    return token.startswith(WORD_START) or not inside


def _belongs_to_last_word(tokenizer: Tokenizer, last: int, index: int) -> bool:
    """Whether `index` is the last word itself, goes on with it or closes its sentence."""
    if _begins_word(tokenizer, last, index):
        return True
    token = tokenizer.vocabulary[index]
    inside = tokenizer.kind == "bpe" and (is_word_character(token[0]) or token[0] == "'")
    return index != EOS_ID and (inside or token in _CLOSES)


def _require(name: str, holds: bool, expected: str, got: object) -> None:
    if not holds:
        raise OptionError("bad-value", name=name, expected=expected, got=repr(got))
