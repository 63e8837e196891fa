"""After how many letters a word is offered: counted from the probabilities, without making the suggestions."""

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.memory.recall import NewWords
from wordrnn.next_word import FloatArray
from wordrnn.predictor import Predictor
from wordrnn.words.alignment import Word
from wordrnn.words.decency import Restraint
from wordrnn.words.lexicon import Lexicon
from wordrnn.words.ranking import surface_of
from wordrnn.words.spelling import Case, fold


def letters_before_offer(predictor: Predictor, text: str, start: int, end: int, k: int) -> int | None:
    """Return after how many letters `suggest` offers the word `text[start:end]`; None where it never does."""
    word = fold(text[start:end])
    for here in range(start, end):
        if any(fold(suggestion.word) == word for suggestion in predictor.suggest(text[:here], k)):
            return here - start
    return None


@dataclass(frozen=True, slots=True, eq=False)
class Offer:
    """The masses of all candidates [V + R] after a context, as long as the letters typed say as much of their case."""

    masses: FloatArray
    probabilities: FloatArray
    """[V], before `Lexicon.merged`."""
    new: NewWords | None
    """Words that only a memory knows."""
    case: Case | None


def typed_letters(
    predictor: Predictor, lexicon: Lexicon, offers: Callable[[Case | None], Offer], word: Word, k: int
) -> int | None:
    """Return after how many letters `word` is among the `k` suggestions; None where it never is before its end.

    `offers` gives the one for what `predictor.case_asked` says of the letters typed. The same as asking `suggest`
    before every letter, without making the suggestions.
    """
    restraint = predictor.restraint
    if _Rival(lexicon, offers(None), word.text, restraint).first(k):
        return 0
    rivals: dict[Case | None, _Rival] = {}
    for typed in range(1, len(word.text)):
        prefix = word.text[:typed]
        case = predictor.case_asked(prefix, word.sentence_start)
        if case not in rivals:
            rivals[case] = _Rival(lexicon, offers(case), word.text, restraint)
        if rivals[case].offered(predictor, prefix, k):
            return typed
    return None


class _Rival:
    """A word among all others in one offer: how many come before it."""

    def __init__(self, lexicon: Lexicon, offer: Offer, word: str, restraint: Restraint | None) -> None:
        self._lexicon, self._offer, self._restraint = lexicon, offer, restraint
        self._typed_before = offer.new.spellings.strong if offer.new is not None else ()
        self._key = fold(word)
        candidate = _candidate(lexicon, offer.masses, word, offer.new)
        self._expected = candidate is not None
        self._target, self._group, self._mass = candidate or (None, -1, 0.0)
        # Of equal masses the one with the lower id comes first, and new words come last.
        self._before = len(offer.masses) if self._target is None else self._target
        self._first, last = lexicon.span(fold(word[:1]))
        ids = lexicon.ids[self._first : last]
        near = offer.masses[ids]
        self._ahead = self._is_ahead(near, ids)

    def first(self, k: int) -> bool:
        """Whether the word is among the first `k` of all."""
        masses, before = self._offer.masses, self._before
        better = int(np.count_nonzero(masses[:before] >= self._mass))
        better += int(np.count_nonzero(masses[before + 1 :] > self._mass))
        if self._restraint is not None:
            ids = self._lexicon.ids[self._restraint.hidden("", 0, 0)]
            better -= int(np.count_nonzero(self._is_ahead(masses[ids], ids)))
        return self._may_be_offered("") and better + self._better_new("") < k

    def offered(self, predictor: Predictor, prefix: str, k: int) -> bool:
        """Whether the word is among the first `k` of those that begin with `prefix`."""
        lexicon, new, folded = self._lexicon, self._offer.new, fold(prefix)
        if not self._may_be_offered(folded):
            return False
        low, high = lexicon.span(folded)
        better = int(np.count_nonzero(self._ahead[low - self._first : high - self._first]))
        if self._restraint is not None:
            hidden = self._restraint.hidden(folded, low, high, self._typed_before)
            better -= int(np.count_nonzero(self._ahead[hidden - self._first]))
        better += self._better_new(folded)
        if better >= k:
            # What is typed already is not offered.
            whole = None
            if low < high and lexicon.keys[low] == folded and self._ahead[low - self._first]:
                offer = self._offer
                whole = surface_of(lexicon, int(lexicon.ids[low]), offer.probabilities, new, offer.case)
            elif new is not None:
                whole = _typed_whole(new, folded, self._group, self._mass)
            better -= whole is not None and predictor.as_offered(whole, prefix) == prefix
        return better < k

    def _may_be_offered(self, folded: str) -> bool:
        if not self._expected or self._restraint is None or self._key not in self._restraint.strong:
            return self._expected
        low, high = self._lexicon.span(folded)
        hidden = self._restraint.hidden(folded, low, high, self._typed_before)
        if self._target is not None:
            return self._target not in self._lexicon.ids[hidden]
        return not self._restraint.hides(self._key, folded, self._typed_before)

    def _is_ahead(self, masses: FloatArray, ids: npt.NDArray[np.intp]) -> npt.NDArray[np.bool_]:
        """Return which of the candidates `ids` come before the word by their `masses`."""
        return (masses > self._mass) | ((masses == self._mass) & (ids < self._before))

    def _better_new(self, folded: str) -> int:
        return _better_new(self._offer.new, folded, self._group, self._mass, self._restraint)


def _candidate(
    lexicon: Lexicon, masses: FloatArray, word: str, new: NewWords | None
) -> tuple[int | None, int, float] | None:
    """Return the id or else the group of `word`, and its mass; None where nobody expects it."""
    target = lexicon.find(fold(word))
    if target is not None:
        mass = float(masses[target])
        return (target, -1, mass) if mass > 0 else None
    group = new.spellings.find(fold(word)) if new is not None else None
    if new is None or group is None or new.groups[group] <= 0:
        return None
    return None, group, float(new.groups[group])


def _better_new(
    new: NewWords | None, folded: str, group: int, mass: float, restraint: Restraint | None
) -> int:
    """Return how many new words that begin with `folded` come before one with `mass`; `group` is its own, or -1."""
    if new is None:
        return 0
    groups = new.offered(new.beginning_with(folded), folded, restraint)
    theirs = new.groups[groups]
    return int(np.count_nonzero((theirs > mass) | ((theirs == mass) & (groups < group))))


def _typed_whole(new: NewWords, folded: str, group: int, mass: float) -> str | None:
    """Return the new word spelled `folded` where it comes before one with `mass`; else None."""
    keys = new.spellings.keys
    place = bisect_left(keys, folded)
    if place == len(keys) or keys[place] != folded:
        return None
    other = new.spellings.order[place]
    ahead = new.groups[other] > mass or (new.groups[other] == mass and other < group)
    return new.of(other)[0] if ahead else None
