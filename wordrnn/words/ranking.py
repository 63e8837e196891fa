"""Which words are most probable after a context, given their first letters: for vocabularies of whole words."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.calibration.reliability import PLAIN, Calibration, Sharpness
from wordrnn.context import Distribution
from wordrnn.memory.recall import NewWords
from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import EOS, EOS_ID, UNK, UNK_ID, Tokenizer, attaches_left
from wordrnn.words.decency import Restraint
from wordrnn.words.lexicon import Lexicon, best
from wordrnn.words.rare_words import RareWords
from wordrnn.words.spelling import Case, fold, is_word_character


@dataclass(frozen=True, slots=True)
class Found:
    """A word as the vocabulary has it, and the mass that each part of the mixture gives it."""

    word: str
    masses: list[float]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """What may be meant."""

    ids: npt.NDArray[np.intp]
    """[N], the candidates."""
    masses: FloatArray
    """[N + M], those of the candidates; behind them those of M tokens that are no words, where no letter is typed."""
    unknown: float
    """The mass of words never seen."""
    hidden: npt.NDArray[np.intp]
    """Places of candidates that may not be offered; see `decency`."""

    @property
    def offered(self) -> FloatArray:
        """[N], the masses of the candidates; 0 for those that may not be offered."""
        masses = self.masses[: len(self.ids)]
        if len(self.hidden):
            masses = masses.copy()
            masses[self.hidden] = 0
        return masses


_NONE = np.zeros(0, np.intp)


class WordRanking:
    """Ranks the words of a vocabulary and rarer ones; the shares of the masses that it gives are calibrated."""

    def __init__(
        self,
        tokenizer: Tokenizer,
        rare: RareWords | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self.lexicon = lexicon_of(tokenizer, rare)
        self.restraint: Restraint | None = None
        """What holds words back, if anything."""
        self._calibration = calibration or Calibration()
        split = tokenizer.kind == "pretokenized"  # there, everything stands behind a space
        self._others = np.array([index for index in self.lexicon.others if index != UNK_ID], np.intp)
        self._others_after_space = np.array(
            [
                index
                for index in self._others.tolist()
                if index != EOS_ID and (split or not attaches_left(tokenizer.vocabulary[index]))
            ],
            np.intp,
        )
        self._here: Distribution | None = None
        self._merged: dict[Case | None, FloatArray] = {}  # of `_here`

    def rank(
        self, here: Distribution, prefix: str, after_space: bool, k: int, case: Case | None = None
    ) -> tuple[list[Found], float]:
        """Return the `k` best words that begin with `prefix`, and the mass of all that may be meant.

        `case` is what the first letter typed says about the word's, see `spelling.case_asked`.
        """
        new = here.new.typed_in(case) if here.new is not None else None
        choice = self.choice(here, prefix, after_space, case)
        sharpness = self._calibration.after(len(prefix))
        chosen = choice.ids[best(choice.ids, choice.offered, k)].tolist()
        found = [self._found(here, new, index, case, sharpness) for index in chosen]
        total = sharpness.total(choice.masses, choice.unknown)
        if new is None:
            return found, total
        return with_new_words(found, total, new, fold(prefix), k, sharpness, self.restraint)

    def find(
        self, here: Distribution, word: str, prefix: str, after_space: bool, case: Case | None = None
    ) -> tuple[Found | None, float]:
        """Return one word, which begins with `prefix`, with its mass, and what `rank` gives as the mass of all.

        None where it is no candidate.
        """
        _, total = self.rank(here, prefix, after_space, 1, case)
        sharpness = self._calibration.after(len(prefix))
        new = here.new.typed_in(case) if here.new is not None else None
        index = self.lexicon.find(fold(word))
        if index is not None:
            return self._found(here, new, index, case, sharpness), total
        group = new.spellings.find(fold(word)) if new is not None else None
        if new is None or group is None:
            return None, total
        spelled, parts, _ = new.of(group)
        return Found(spelled, sharpness.raised_together(parts)), total

    def choice(self, here: Distribution, prefix: str, after_space: bool, case: Case | None) -> "Choice":
        """Return all that may be meant after the letters `prefix`, but for words that only a memory knows."""
        if self._here is not here:
            self._here, self._merged = here, {}
        if case not in self._merged:
            new = here.new.typed_in(case) if here.new is not None else None
            self._merged[case] = self._masses(here, new, case)
        folded = fold(prefix)
        low, high = self.lexicon.span(folded)
        ids = self.lexicon.ids[low:high]
        masses = self._merged[case][ids]
        hidden = _NONE
        restraint = self.restraint  # may be exchanged meanwhile
        if restraint is not None:
            typed_before = here.new.spellings.strong if here.new is not None else ()
            hidden = restraint.hidden(folded, low, high, typed_before) - low
        if not prefix:
            others = self._others_after_space if after_space else self._others
            masses = np.concatenate((masses, here.probabilities[others]))
        unknown = float(here.probabilities[UNK_ID]) * self.lexicon.unknown
        return Choice(ids, masses, unknown * self.lexicon.unknown_share(folded), hidden)

    def _masses(self, here: Distribution, new: NewWords | None, case: Case | None) -> FloatArray:
        masses = self.lexicon.merged(here.probabilities, case)
        if new is not None:
            new.add_to(masses)
        return masses

    def _found(
        self,
        here: Distribution,
        new: NewWords | None,
        index: int,
        case: Case | None,
        sharpness: Sharpness,
    ) -> Found:
        masses = [self.lexicon.mass(share, index, case) for share in here.shares]
        group = _group_at(index, new)
        if new is not None and group is not None:
            masses = [one + other for one, other in zip(masses, new.of(group)[1], strict=True)]
        surface = surface_of(self.lexicon, index, here.probabilities, new, case)
        return Found(surface, sharpness.raised_together(masses))


def surface_of(
    lexicon: Lexicon, index: int, probabilities: FloatArray, new: NewWords | None, case: Case | None = None
) -> str:
    """Return the most probable variant of the candidate `index`, one that only a memory knows included."""
    group = _group_at(index, new)
    if new is not None and group is not None:
        variant, _, mass = new.of(group)
        if mass > lexicon.masses(probabilities, index, case).max():
            return variant
    return lexicon.surface(index, probabilities, case)


def _group_at(index: int, new: NewWords | None) -> int | None:
    return new.spellings.at_home.get(index) if new is not None else None


def with_new_words(
    found: list[Found],
    total: float,
    new: NewWords,
    folded: str,
    k: int,
    sharpness: Sharpness = PLAIN,
    restraint: Restraint | None = None,
) -> tuple[list[Found], float]:
    """Return `found` and `total` with the new words that begin with `folded` and are no variants of known ones.

    Of equal masses the model's words come first. `restraint` holds some back.
    """
    groups = new.beginning_with(folded)
    masses = new.groups[groups]
    offered = new.offered(groups, folded, restraint)
    chosen = offered[best(offered, new.groups[offered], k)].tolist()
    more = [Found(word, sharpness.raised_together(parts)) for word, parts, _ in map(new.of, chosen)]
    if not folded:  # with marks, which are offered nowhere
        masses = np.append(masses, max(0.0, new.total - float(new.groups.sum())))
    total += sharpness.total(masses, 0.0)
    return sorted([*found, *more], key=lambda one: -sum(one.masses))[:k], total


def with_words_of_pieces(
    found: list[Found],
    total: float,
    new: NewWords,
    base: float,
    folded: str,
    k: int,
    restraint: Restraint | None = None,
) -> tuple[list[Found], float]:
    """Return what `with_new_words` does, where the model's words are made of pieces: all are new to a vocabulary.

    The model's words come with P_model; `base` is its part of the mixture.
    """
    known = {fold(one.word): Found(one.word, [mass * base for mass in one.masses] + [0.0]) for one in found}
    mine, total = with_new_words([], base * total, new, folded, k + len(found), restraint=restraint)
    for one in mine:
        other = known.get(fold(one.word))
        if other is None:
            known[fold(one.word)] = one
        else:
            masses = [a + b for a, b in zip(other.masses, one.masses, strict=True)]
            known[fold(one.word)] = Found(other.word, masses)
    return sorted(known.values(), key=lambda one: -sum(one.masses))[:k], total


def lexicon_of(tokenizer: Tokenizer, rare: RareWords | None = None) -> Lexicon:
    """Return the words of `tokenizer` that may be offered: no `<unk>`, no `<eos>`, no punctuation; and those of `rare`.

    Numbers and abbreviations with points inside (3.14, p.m.) are words; in text that is already split, whatever has a
    letter or digit is one ('s).
    """
    split = tokenizer.kind == "pretokenized"

    def is_word(token: str) -> bool:
        if token in (UNK, EOS, ""):
            return False
        return any(map(is_word_character, token)) if split else is_word_character(token[0])

    return Lexicon(tokenizer.vocabulary, is_word, rare)
