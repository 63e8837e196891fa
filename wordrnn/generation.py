"""New text, a token at a time, drawn from a model's distribution."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.errors import OptionError
from wordrnn.next_word import FloatArray, NextWordModel
from wordrnn.spelling import is_word_character
from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START, Tokenizer

_SENTENCE_ENDS = frozenset(".!?")
_CLOSES = frozenset(".!?…”’)]}")  # what may stand behind a last word
_TOKENS_PER_WORD = 20  # a model that goes on with punctuation for ever is stopped


@dataclass(frozen=True, slots=True)
class Sampling:
    """How the next token is drawn."""

    temperature: float = 1.0
    """Below 1 the probable becomes more so; 0 always takes the most probable."""
    top_k: int = 0
    """Draw from the k most probable; 0: from all."""
    top_p: float = 1.0
    """Draw from the fewest tokens that have this much probability together (nucleus; Holtzman et al. 2020)."""

    def __post_init__(self) -> None:
        _require("temperature", 0 <= self.temperature < np.inf, "a number from 0", self.temperature)
        _require("top_k", self.top_k >= 0, "a whole number from 0", self.top_k)
        _require("top_p", 0 < self.top_p <= 1, "a number above 0, up to 1", self.top_p)


def generate(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    words: int,
    sampling: Sampling,
    rng: np.random.Generator,
) -> Iterator[str]:
    """Return what follows `text`, token by token; joined and put behind `text` it reads as typed text.

    `words` words, and the punctuation behind the last one up to its sentence's end. The last word of `text` is taken
    as whole. `<unk>` and empty lines are never drawn. Raises OptionError at once.
    """
    _require("words", words >= 1, "a whole number from 1", words)
    return _generated(model, tokenizer, text, words, sampling, rng)


def draw(
    log_probs: FloatArray, sampling: Sampling, rng: np.random.Generator, banned: tuple[int, ...] = ()
) -> int:
    """Return an id drawn from `log_probs` [V], shaped by `sampling`; never one of `banned`."""
    scores = log_probs.astype(np.float64)
    scores[list(banned)] = -np.inf
    if sampling.temperature == 0:
        return int(scores.argmax())
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
    return int(rng.choice(order, p=probabilities))


def _generated(
    model: NextWordModel,
    tokenizer: Tokenizer,
    text: str,
    words: int,
    sampling: Sampling,
    rng: np.random.Generator,
) -> Iterator[str]:
    ids: npt.NDArray[np.intp] = np.array([EOS_ID, *tokenizer.encode(text).tolist()])
    state = model.advance(ids[None, :-1], model.start())
    last = int(ids[-1])
    spaced = not text or text[-1].isspace()
    for _ in range(_TOKENS_PER_WORD * words):
        rows, state = model.step(np.array([last]), state)
        index = draw(rows[0], sampling, rng, (UNK_ID, EOS_ID) if last == EOS_ID else (UNK_ID,))
        words -= _begins_word(tokenizer, last, index)
        if words < 0 or (words == 0 and not _belongs_to_last_word(tokenizer, last, index)):
            return
        piece = _spelled(tokenizer, last, index)
        yield piece.removeprefix(" ") if spaced else piece
        spaced = False
        last = index
        if words == 0 and tokenizer.vocabulary[index] in _SENTENCE_ENDS:
            return


def _spelled(tokenizer: Tokenizer, last: int, index: int) -> str:
    """Return the text of the token `index` behind the token `last`, the space between them first."""
    return tokenizer.decode([last, index])[len(tokenizer.decode([last])) :]


def _begins_word(tokenizer: Tokenizer, last: int, index: int) -> bool:
    token = tokenizer.vocabulary[index]
    if index == EOS_ID:
        return False
    if tokenizer.kind != "bpe":
        return any(map(is_word_character, token))
    if not is_word_character(token.removeprefix(WORD_START)[:1] or " "):
        return False
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
