"""Which words are most probable after a context, given their first letters: for vocabularies of whole words."""

from dataclasses import dataclass

import numpy as np

from wordrnn.context import Distribution
from wordrnn.lexicon import Lexicon, best
from wordrnn.next_word import FloatArray
from wordrnn.spelling import fold, is_word_character
from wordrnn.tokenizer import EOS, EOS_ID, UNK, UNK_ID, Tokenizer, attaches_left


@dataclass(frozen=True, slots=True)
class Found:
    """A word as the vocabulary has it, and the mass that each part of the mixture gives it."""

    word: str
    masses: list[float]


class WordRanking:
    """Ranks the words of a vocabulary."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.lexicon = lexicon_of(tokenizer)
        split = tokenizer.kind == "pretokenized"  # there, everything stands behind a space
        self._after_space = np.array(
            [
                index
                for index, token in enumerate(tokenizer.vocabulary)
                if index != EOS_ID and (split or not attaches_left(token))
            ]
        )
        self._merged: tuple[Distribution | None, FloatArray] = (None, np.zeros(0, np.float32))

    def rank(self, here: Distribution, prefix: str, after_space: bool, k: int) -> tuple[list[Found], float]:
        """Return the `k` best words that begin with `prefix`, and the mass of all that may be meant."""
        if self._merged[0] is not here:
            self._merged = (here, self.lexicon.merged(here.probabilities))
        folded = fold(prefix)
        low, high = self.lexicon.span(folded)
        ids = self.lexicon.ids[low:high]
        masses = self._merged[1][ids]
        found = [self._found(here, index) for index in ids[best(ids, masses, k)].tolist()]
        if prefix:
            unknown = float(here.probabilities[UNK_ID]) * self.lexicon.unknown_share(folded)
            return found, float(masses.sum(dtype=np.float64)) + unknown
        possible = here.probabilities[self._after_space] if after_space else here.probabilities
        return found, float(possible.sum(dtype=np.float64))

    def _found(self, here: Distribution, index: int) -> Found:
        variants = self.lexicon.variants(index)
        masses = [float(share[variants].sum(dtype=np.float64)) for share in here.shares]
        return Found(self.lexicon.surface(index, here.probabilities), masses)


def lexicon_of(tokenizer: Tokenizer) -> Lexicon:
    """Return the words of `tokenizer` that may be offered: no `<unk>`, no `<eos>`, no punctuation.

    Numbers and abbreviations with points inside (3.14, p.m.) are words; in text that is already split, whatever has a
    letter or digit is one ('s).
    """
    split = tokenizer.kind == "pretokenized"

    def is_word(token: str) -> bool:
        if token in (UNK, EOS, ""):
            return False
        return any(map(is_word_character, token)) if split else is_word_character(token[0])

    return Lexicon(tokenizer.vocabulary, is_word)
