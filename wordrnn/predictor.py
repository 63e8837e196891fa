"""Suggestions for the word being typed, with the probabilities behind them."""

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from wordrnn import generation
from wordrnn.context import Context
from wordrnn.errors import ModelError, OptionError
from wordrnn.mixture import Mixture
from wordrnn.model_folder import open_folder
from wordrnn.next_word import NextWordModel
from wordrnn.ngram import NGramModel
from wordrnn.pieces import PieceSearch
from wordrnn.ranking import Found, WordRanking
from wordrnn.recurrent import RecurrentModel
from wordrnn.spelling import (
    at_sentence_start,
    prefix_start,
    present,
    split_prefix_start,
    split_word_spans,
    word_spans,
)
from wordrnn.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A word that may be meant.

    Accepting inserts `completion` where `word` begins with the letters typed exactly; otherwise `word` takes their
    place (mon → Monday).
    """

    word: str
    completion: str
    probability: float
    """P(word | context, letters typed); the suggestions need not sum to 1, for the word may be unknown."""
    parts: dict[str, float]
    """Part of the mixture → what it gave to `probability`."""


class Predictor:
    """Completes what is typed with a mixture of models over one vocabulary.

    P(word | context, letters typed) = P(word | context) ÷ P(letters typed | context). Words that differ only in case
    are one candidate. The denominator holds all that may still be meant: every entry of the vocabulary that begins
    with the letters, and the share of `<unk>` that does (see `Lexicon.unknown_share`). Where nothing is typed after
    white space, it holds what can follow a space: not a line's end, nor punctuation that attaches to the left.
    """

    def __init__(
        self,
        tokenizer: Tokenizer,
        parts: Mapping[str, NextWordModel],
        weights: Mapping[str, float],
        name: str = "",
    ) -> None:
        """Raises ModelError where the parts, their weights and the vocabulary do not fit together."""
        self.name = name
        self.tokenizer = tokenizer
        self.parts: dict[str, NextWordModel] = dict(parts)
        self.weights: dict[str, float] = dict(weights)
        self.model = Mixture(parts, weights)
        _check_vocabulary(tokenizer, self.model)
        self._lock = threading.Lock()
        self._context = Context(tokenizer, self.model)
        self._ranking = (
            PieceSearch(tokenizer.vocabulary, self.model)
            if tokenizer.kind == "bpe"
            else WordRanking(tokenizer)
        )

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Return the predictor of the model in `folder`. Raises ModelError where there is none or it is damaged."""
        opened = open_folder(folder)
        parts: dict[str, NextWordModel] = {}
        weights = opened.weights()
        if weights is not None and opened.config is not None:
            parts["network"] = RecurrentModel(opened.config, weights)
        ngram = opened.ngram_folder()
        if ngram is not None:
            parts["ngram"] = NGramModel.load(ngram)
        mixture = opened.mixture_weights
        return cls(opened.tokenizer(), parts, {name: mixture.get(name, 0.0) for name in parts}, opened.name)

    def suggest(self, text: str, k: int = 5) -> list[Suggestion]:
        """Return at most `k` words for the end of `text`, the most probable first. Thread-safe.

        Text that does not end in white space (or punctuation) ends in the first letters of a word. A word that is
        typed whole is not offered: there is nothing to complete.
        """
        if k < 1:
            raise OptionError("bad-value", name="k", expected="a whole number from 1", got=repr(k))
        start = self.prefix_start(text)
        with self._lock:
            here = self._context.after(text[:start])
            words, total = self._ranking.rank(
                here, text[start:], _after_space(text[:start]), k + 1
            )  # one may be what is typed already
        if total <= 0:
            return []
        at_start = at_sentence_start(text[:start])
        suggestions = (self._suggestion(word, text[start:], at_start, total) for word in words)
        return [suggestion for suggestion in suggestions if suggestion.word != text[start:]][:k]

    def prefix_start(self, text: str) -> int:
        """Return where the letters typed begin: len(text) where the next word has none yet."""
        return split_prefix_start(text) if self.tokenizer.kind == "pretokenized" else prefix_start(text)

    def word_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Return start and end of every word of `text` that is typed letter by letter; the rest is punctuation."""
        return split_word_spans(text) if self.tokenizer.kind == "pretokenized" else word_spans(text)

    def as_offered(self, word: str, prefix: str, sentence_start: bool = False) -> str:
        """Return the vocabulary's `word` as it is offered after the letters `prefix`."""
        if self.tokenizer.kind == "pretokenized":
            return word
        return present(word, prefix, sentence_start)

    def only(self, part: str) -> "Predictor":
        """Return a predictor with one of the parts."""
        return Predictor(self.tokenizer, {part: self.parts[part]}, {part: 1.0}, self.name)

    def generate(
        self,
        text: str = "",
        words: int = 50,
        temperature: float = 1.0,
        top_k: int = 0,
        top_p: float = 1.0,
        seed: int | None = None,
    ) -> str:
        """Return `text` and what may follow it, `words` words; its last word is taken as whole. See `generation`."""
        return text + "".join(self.generate_words(text, words, temperature, top_k, top_p, seed))

    def generate_words(
        self,
        text: str = "",
        words: int = 50,
        temperature: float = 1.0,
        top_k: int = 0,
        top_p: float = 1.0,
        seed: int | None = None,
    ) -> Iterator[str]:
        """Return what `generate` puts behind `text`, piece by piece. Raises OptionError at once."""
        sampling = generation.Sampling(temperature, top_k, top_p)
        rng = np.random.default_rng(seed)
        return generation.generate(self.model, self.tokenizer, text, words, sampling, rng)

    def _suggestion(self, found: Found, prefix: str, at_start: bool, total: float) -> Suggestion:
        word = self.as_offered(found.word, prefix, at_start)
        parts = dict.fromkeys(self.parts, 0.0)
        parts |= {
            name: float(mass) / total for name, mass in zip(self.model.parts, found.masses, strict=True)
        }
        return Suggestion(word, word[len(prefix) :], sum(parts.values()), parts)


def _after_space(context: str) -> bool:
    return not context or context[-1].isspace()


def _check_vocabulary(tokenizer: Tokenizer, model: Mixture) -> None:
    if tokenizer.vocab_size != model.vocab_size:
        sizes = {"tokenizer": tokenizer.vocab_size} | dict.fromkeys(model.parts, model.vocab_size)
        raise ModelError("part-vocabulary", sizes=sizes)
