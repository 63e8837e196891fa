"""The words after a text: the suggestions for the next one, and those that are likely behind the first of them."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol, runtime_checkable

from wordrnn.words.scripts import is_unspaced

LIST_LENGTH = 5
_MORE_SURE = 0.35  # a further word joins the first only if it is this likely


class SuggestionLike(Protocol):
    """What a page reads from a suggestion of the engine."""

    @property
    def word(self) -> str: ...  # noqa: D102
    @property
    def completion(self) -> str: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102
    @property
    def parts(self) -> dict[str, float]: ...  # noqa: D102


class PredictorLike(Protocol):
    """Whatever suggests words: the engine's predictor, or a fake."""

    def suggest(self, text: str, k: int = 5) -> Sequence[SuggestionLike]:
        """Return the k most likely words at the end of `text`, best first."""
        ...


@runtime_checkable
class PreparingLike(Protocol):
    """A predictor that can do in a pause what the letters to come will ask for."""

    def prepare(self, text: str) -> bool:
        """Do a part of what letters after `text` will ask for; return whether more is left."""
        ...


@dataclass(frozen=True, slots=True)
class Answer:
    """What was predicted for a text, and how long that took."""

    text: str
    suggestions: tuple[SuggestionLike, ...]
    milliseconds: float
    by_key: bool


@dataclass(frozen=True, slots=True)
class Continuation:
    """The words that follow the first suggestion for a text, each likely after those before."""

    text: str
    first: SuggestionLike
    further: tuple[SuggestionLike, ...]
    by_key: bool

    def words(self, sure: float = 0.0) -> str:
        """Return the further words, up to the first that is less likely than `sure`."""
        return " ".join(s.word for s in takewhile(lambda s: s.probability >= sure, self.further))


def predict(predictor: PredictorLike, text: str, by_key: bool = False, k: int = LIST_LENGTH) -> Answer:
    """Return the answer to `text`."""
    begin = time.perf_counter()
    suggestions = tuple(predictor.suggest(text, k))
    return Answer(text, suggestions, (time.perf_counter() - begin) * 1000, by_key)


def go_on(
    predictor: PredictorLike, answer: Answer, words: int, is_wanted: Callable[[], bool] = lambda: True
) -> Continuation | None:
    """Return further words after the first suggestion, `words` with it at most, as long as each is likely by itself.

    None where there is no suggestion, or where it `is_wanted` no more.
    """
    if not answer.suggestions:
        return None
    first = answer.suggestions[0]
    further: list[SuggestionLike] = []
    so_far = f"{answer.text}{first.completion} "
    while len(further) < words - 1 and _can_be_followed(first if not further else further[-1]):
        if not is_wanted():
            return None
        following = predictor.suggest(so_far, 1)
        if not following or following[0].probability < _MORE_SURE or not following[0].word[:1].isalnum():
            break
        further.append(following[0])
        so_far += f"{following[0].word} "
    return Continuation(answer.text, first, tuple(further), answer.by_key)


def prepare(predictor: PredictorLike, text: str, is_wanted: Callable[[], bool]) -> None:
    """Do what the letters after `text` will ask for, as long as that `is_wanted`."""
    while isinstance(predictor, PreparingLike) and is_wanted() and predictor.prepare(text):
        time.sleep(0)  # whoever waits for the predictor is next


def _can_be_followed(suggestion: SuggestionLike) -> bool:
    last = suggestion.word[-1:]
    return last.isalnum() and not is_unspaced(last)
