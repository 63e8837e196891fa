"""Suggestions for the word being typed, with the probabilities behind them."""

import dataclasses
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from wordrnn import generation
from wordrnn.calibration.reliability import Calibration
from wordrnn.context import Context, Distribution
from wordrnn.errors import ModelError, OptionError
from wordrnn.memory.neural_cache import NeuralCache, unit_rows
from wordrnn.memory.recall import NewWords, Recall
from wordrnn.memory.store import Memory
from wordrnn.memory.text_keys import LONGEST, TextKeys
from wordrnn.memory.tokens import Token, last_two, new_tokens, remembered, tail
from wordrnn.memory.weights import MemoryWeights, default_weights
from wordrnn.mixture import Mixture, combine
from wordrnn.model_folder import open_folder
from wordrnn.next_word import FloatArray, NextWordModel, State
from wordrnn.ngram.model import NGramModel
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import WORD_START, Tokenizer
from wordrnn.window import window_start
from wordrnn.words.decency import Restraint, strong_ids, strong_words
from wordrnn.words.pieces import PieceSearch
from wordrnn.words.ranking import Found, WordRanking, with_words_of_pieces
from wordrnn.words.rare_words import RareWords
from wordrnn.words.scripts import behind_unspaced
from wordrnn.words.spelling import (
    Case,
    at_sentence_start,
    case_asked,
    fold,
    prefix_start,
    present,
    split_prefix_start,
    split_word_spans,
    word_spans,
)

_READ_AT_ONCE = 300  # characters: some 30 ms
_MANY = 1000  # words made of pieces, of which there is no list to look one up in


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
    """Part of the mixture → what it gave to `probability`; "memory" is one of them once something was learned."""


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
        rare: RareWords | None = None,
        calibration: Calibration | None = None,
        strong_language: bool = False,
    ) -> None:
        """Raises ModelError where the parts, their weights and the vocabulary do not fit together.

        `rare` are words beyond the vocabulary that can be offered too. Of `calibration` the sharpness is used here; the
        temperature is the network's own. Without `strong_language` words are held back as `words.decency` says.
        """
        self.name = name
        self.tokenizer = tokenizer
        self.rare = rare
        self.calibration = calibration
        self.parts: dict[str, NextWordModel] = dict(parts)
        self.weights: dict[str, float] = dict(weights)
        self.model = Mixture(parts, weights)
        _check_vocabulary(tokenizer, self.model)
        self._lock = threading.Lock()
        self._context = Context(tokenizer, self.model)
        self._strong = strong_words(tokenizer.vocabulary)
        self._held_back: list[int] | None = None  # ids that are not generated
        self._words = self._pieces = None
        if tokenizer.kind == "bpe":
            self._pieces = PieceSearch(tokenizer.vocabulary, self.model)
        else:
            self._words = WordRanking(tokenizer, rare, calibration)
        self._decency = Restraint(self._strong, self._words.lexicon.keys if self._words else ())
        self.set_strong_language(strong_language)
        self._recall: Recall | None = None
        network = self.model.parts.get("network")
        # Of pieces, what follows a state is no word.
        self._network = network if isinstance(network, RecurrentModel) and self._words else None
        self.memory_weights = default_weights(tokenizer.kind, self._network is not None)
        """How far a memory is trusted: fitted with the model, or what suits its kind."""
        self._text_keys = TextKeys(tokenizer, self._network) if self._network else None
        self._reading = threading.Lock()  # of `_text_keys`
        self._mixed: tuple[Distribution, str, tuple[int, int], Distribution, float] | None = None

    @classmethod
    def open(cls, folder: Path, memory: Memory | None = None, strong_language: bool = False) -> Self:
        """Return the predictor of the model in `folder`, with a memory if one is given.

        Raises ModelError where there is none or it is damaged.
        """
        opened = open_folder(folder)
        parts: dict[str, NextWordModel] = {}
        weights = opened.weights()
        if weights is not None and opened.config is not None:
            parts["network"] = RecurrentModel(opened.config, weights)
        ngram = opened.ngram_folder()
        if ngram is not None:
            parts["ngram"] = NGramModel.load(ngram)
        mixture = opened.mixture_weights
        weights_of_parts = {name: mixture.get(name, 0.0) for name in parts}
        tokenizer = opened.tokenizer()
        rare = opened.rare_words(tokenizer)
        calibration = opened.calibration
        network = parts.get("network")
        if calibration and isinstance(network, RecurrentModel):
            parts["network"] = network.at_temperature(calibration.temperature)
        predictor = cls(tokenizer, parts, weights_of_parts, opened.name, rare, calibration, strong_language)
        predictor.memory_weights = opened.memory_weights or predictor.memory_weights
        predictor.attach_memory(memory)
        return predictor

    @property
    def strong_language(self) -> bool:
        """Whether strong language is offered and generated like any other."""
        return self.restraint is None

    def set_strong_language(self, offered: bool) -> None:
        """Offer strong language from now on, or hold it back as `words.decency` says; nothing waits for this."""
        self.restraint = None if offered else self._decency
        """What holds words back; None offers all."""
        if self._words is not None:
            self._words.restraint = self.restraint

    def suggest(self, text: str, k: int = 5) -> list[Suggestion]:
        """Return at most `k` words for the end of `text`, the most probable first. Thread-safe.

        Text that does not end in white space (or punctuation) ends in the first letters of a word. A word that is
        typed whole is not offered: there is nothing to complete. In a script without spaces, and with a vocabulary of
        pieces, no letter is the beginning of a word: what may follow is offered, and first what can be expected to
        bring most letters.
        """
        if k < 1:
            raise OptionError("bad-value", name="k", expected="a whole number from 1", got=repr(k))
        start = self.prefix_start(text)
        at_start = at_sentence_start(text[:start])
        with self._lock:
            # One more, for one may be what is typed already.
            words, total = self._rank(text[:start], text[start:], at_start, k + 1)
        if total <= 0:
            return []
        suggestions = (self._suggestion(word, text[start:], at_start, total) for word in words)
        return [suggestion for suggestion in suggestions if suggestion.word != text[start:]][:k]

    def suggestion(self, word: str, text: str) -> Suggestion:
        """Return `word` as it may be meant at the end of `text`, with the probability it has there. Thread-safe.

        Letters typed that it does not begin with are taken as not typed. The probability is 0 where the word is known
        to none of the parts.
        """
        start = self.prefix_start(text)
        prefix = text[start:] if fold(word).startswith(fold(text[start:])) else ""
        context = text[:start]
        at_start = at_sentence_start(context)
        with self._lock:
            if self._words is None:
                ranked, total = self._rank(context, prefix, at_start, _MANY)
                found = next((one for one in ranked if fold(one.word) == fold(word)), None)
            else:
                asked = (prefix, _after_space(context), self.case_asked(prefix, at_start))
                found, total = self._words.find(self._here(context)[0], word, *asked)
        if found is None or total <= 0:
            return Suggestion(word, "", 0.0, {})
        return self._suggestion(found, prefix, at_start, total)

    def prepare(self, text: str) -> bool:
        """Do a few milliseconds of what letters after `text` will ask for; return whether more is left. Thread-safe.

        Every 800 letters the text is read from a later place on, a tenth of a second of work: to be done in the pauses
        between keys, part by part.
        """
        with self._lock:
            return self._context.prepare(text[: self.prefix_start(text)])

    @property
    def memory(self) -> Memory | None:
        """What `learn` teaches and `suggest` asks; None until one is attached or something is learned."""
        return self._recall.memory if self._recall else None

    def attach_memory(
        self,
        memory: Memory | None,
        weights: MemoryWeights | None = None,
        cache: NeuralCache | None = None,
    ) -> None:
        """Let `memory` have its say from now on (None: no more); several predictors may share one.

        Nothing is read from disk or written: see `memory.file`. `weights` are the model's own if left out. `cache` is
        what was read in this session by the same network; it is empty if left out.
        """
        recall = self._recall_of(
            memory, weights
        )  # before the lock is taken: of a large memory, it takes a second
        if cache is not None and recall is not None:
            recall.take(cache)
        with self._lock:
            self._recall, self._mixed = recall, None

    def _recall_of(self, memory: Memory | None, weights: MemoryWeights | None) -> Recall | None:
        if memory is None:
            return None
        lexicon = self._words.lexicon if self._words else None
        with memory.lock:
            return Recall(memory, self.tokenizer, lexicon, weights or self.memory_weights, self._strong)

    def learn(self, text: str, context: str = "") -> None:
        """Remember `text`, which was typed or accepted behind `context`; without a memory, in a new one. Thread-safe.

        Numbers, addresses and what looks like a password are left out (`redaction.secret_spans`). Learn each stretch
        of text once, and only when its last word is whole.
        """
        tokens, before = new_tokens(self.tokenizer, text, context)
        with self._lock:
            if self._recall is None:
                self._recall = self._recall_of(Memory(), None)
            recall = self._recall
        assert recall is not None
        with recall.memory.lock:
            recall.memory.learn(tokens, before)
            forgotten = recall.memory.forgotten
        self._keep(recall, tokens, text, context, forgotten)

    def read(self, text: str) -> None:
        """Take a document in: until another memory is attached, its words come more easily. Nothing is learned.

        For text that was there before and goes on now; what `learn` is told has been taken in. Thread-safe.
        """
        recall = self._recall
        if recall is None or self._text_keys is None:
            return
        forgotten = recall.memory.forgotten
        start = max(0, len(text) - LONGEST)
        while start < len(text):  # in parts, so that `suggest` need not wait for the whole
            end = _word_end(text, start + _READ_AT_ONCE)
            tokens, _ = new_tokens(self.tokenizer, text[start:end], text[:start])
            self._keep(recall, tokens, text[start:end], text[:start], forgotten)
            start = end

    def _keep(self, recall: Recall, tokens: list[Token], text: str, context: str, forgotten: int) -> None:
        """Put `tokens`, the last ones of `context` + `text`, into the neural cache of `recall`.

        Nothing where another memory was attached, or this one has `forgotten` another time since: it may have been one
        of these.
        """
        if self._text_keys is None or recall.memory.off_the_record or not tokens:
            return
        with self._reading:  # not the lock that `suggest` waits for: this may take a tenth of a second
            keys = self._text_keys.before(text, context, len(tokens))
        with self._lock, recall.memory.lock:
            memory = recall.memory
            if recall is self._recall and memory.forgotten == forgotten and not memory.off_the_record:
                recall.keep(tokens[-len(keys) :], keys)

    def forget(self, word: str) -> bool:
        """Forget `word`, in capitals or not, as if it had never been learned; return whether it was known.

        What the model itself was trained on stays. Raises OptionError where `word` is no single word. Thread-safe.
        """
        normal, spans = self.tokenizer.spelled(word.strip())
        if len(spans) != 1:
            raise OptionError("bad-value", name="word", expected="one word", got=repr(word))
        memory = self.memory
        return memory is not None and memory.forget(normal[slice(*spans[0])])

    def prefix_start(self, text: str) -> int:
        """Return where the letters typed begin: len(text) where the next word has none yet."""
        if self.tokenizer.kind == "pretokenized":
            return split_prefix_start(text)
        start = prefix_start(text)
        return start if self._pieces is None else behind_unspaced(text, start)

    def word_spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Return start and end of every word of `text` that is typed letter by letter; the rest is punctuation."""
        return split_word_spans(text) if self.tokenizer.kind == "pretokenized" else word_spans(text)

    def as_offered(self, word: str, prefix: str, sentence_start: bool = False) -> str:
        """Return the vocabulary's `word` as it is offered after the letters `prefix`."""
        if self.tokenizer.kind == "pretokenized":
            return word
        return present(word, prefix, sentence_start)

    def case_asked(self, prefix: str, sentence_start: bool) -> Case | None:
        """Return what the letters `prefix` say about the case of the word's first; split text is as it is spelled."""
        return None if self.tokenizer.kind == "pretokenized" else case_asked(prefix, sentence_start)

    def only(self, part: str) -> "Predictor":
        """Return a predictor with one of the parts."""
        return Predictor(
            self.tokenizer,
            {part: self.parts[part]},
            {part: 1.0},
            self.name,
            self.rare,
            strong_language=self.strong_language,
        )

    def generate(
        self,
        text: str = "",
        words: int = 50,
        temperature: float = 1.0,
        top_k: int = 0,
        top_p: float = 1.0,
        seed: int | None = None,
        repetition_penalty: float = generation.DEFAULT_PENALTY,
        finish: bool = False,
    ) -> str:
        """Return `text` and what may follow it, `words` words; its last word is taken as whole. See `generation`.

        With `finish` the last sentence is brought to its end.
        """
        options = (words, temperature, top_k, top_p, seed, repetition_penalty, finish)
        return text + "".join(self.generate_words(text, *options))

    def generate_words(
        self,
        text: str = "",
        words: int = 50,
        temperature: float = 1.0,
        top_k: int = 0,
        top_p: float = 1.0,
        seed: int | None = None,
        repetition_penalty: float = generation.DEFAULT_PENALTY,
        finish: bool = False,
    ) -> Iterator[str]:
        """Return what `generate` puts behind `text`, piece by piece. Raises OptionError at once."""
        sampling = generation.Sampling(temperature, top_k, top_p, repetition_penalty)
        rng = np.random.default_rng(seed)
        return generation.generate(
            self.model, self.tokenizer, text, words, sampling, rng, finish, self._not_generated()
        )

    @property
    def vocabulary_sha256(self) -> str:
        """The hash of the vocabulary: with another one, the tokens of `generate_steps` have other numbers."""
        return self.tokenizer.sha256

    def generate_steps(
        self,
        text: str,
        words: int,
        sampling: generation.Sampling,
        seed: int | None = None,
        finish: bool = False,
        taken: Sequence[int] = (),
        alternatives: int = 0,
    ) -> Iterator[generation.Step]:
        """Return what `generate` puts behind `text`, each token with its probability and `alternatives` to it.

        The first tokens are those `taken`; with all of an earlier text up to one of its tokens, and an alternative to
        that, it goes on differently from there. Raises OptionError at once.
        """
        rng = np.random.default_rng(seed)
        return generation.steps(
            self.model,
            self.tokenizer,
            text,
            words,
            sampling,
            rng,
            finish,
            taken,
            alternatives,
            self._not_generated(),
        )

    def _not_generated(self) -> list[int]:
        """Return the ids of what is held back; of words made of pieces, those that are one piece."""
        if self.strong_language:
            return []
        if self._held_back is None:
            self._held_back = strong_ids(self._strong, self.tokenizer.vocabulary)
        return self._held_back

    def _rank(self, context: str, prefix: str, at_start: bool, k: int) -> tuple[list[Found], float]:
        if self._pieces is not None and not prefix and self._pieces.goes_on(context):
            start = self._pieces.settled(context, self.tokenizer.encode(context[window_start(context) :]))
            typed = (WORD_START if _after_space(context[:start]) else "") + fold(context[start:])
            return self._pieces.go_on(self._context.after(context[:start]), typed, k)
        after_space = _after_space(context)
        here, base = self._here(context)
        if self._words is not None:
            return self._words.rank(here, prefix, after_space, k, self.case_asked(prefix, at_start))
        assert self._pieces is not None
        words, total = self._pieces.rank(here, prefix, after_space, k, self._hides(here, fold(prefix)))
        if here.new is None:
            return words, total
        return with_words_of_pieces(words, total, here.new, base, fold(prefix), k, self.restraint)

    def _hides(self, here: Distribution, folded: str) -> Callable[[str], bool]:
        """Return what says of a word made of pieces whether it may not be offered after the letters `folded`."""
        restraint = self.restraint
        if restraint is None:
            return lambda word: False
        typed_before = here.new.spellings.strong if here.new is not None else ()
        return lambda word: restraint.hides(word, folded, typed_before)

    def _here(self, context: str) -> tuple[Distribution, float]:
        """Return what is expected after `context`, and the model's part in it."""
        here = self._context.after(context)
        if self._recall is None or not self._recall.has_a_say:
            return here, 1.0
        return self._with_memory(self._recall, here, context)

    def _with_memory(self, recall: Recall, here: Distribution, context: str) -> tuple[Distribution, float]:
        """Return `here` with the memory's part, and the model's; the last answer is kept until something changes."""
        end = tail(context)
        with recall.memory.lock:
            version = (recall.follow(), recall.cache.time)
            known = self._mixed
            if known and known[0] is here and known[1:3] == (end, version):
                return known[3:]
            recalled = recall.after(last_two(remembered(self.tokenizer, end)), self._key(here.state))
        if self._words is None:
            new = NewWords(
                recall.spellings, [*(np.zeros(len(recalled.new)) for _ in here.shares), recalled.new]
            )
            mixed = dataclasses.replace(here, new=new)
        else:
            shares, new = recalled.shares(here.shares, recall.spellings)
            mixed = Distribution(here.ids, shares, combine(shares), here.state, new)
        self._mixed = (here, end, version, mixed, recalled.base)
        return mixed, recalled.base

    def _key(self, state: State) -> FloatArray | None:
        """Return the network's key [E] in the mixture's `state`; None where there is no network."""
        if self._network is None:
            return None
        return unit_rows(self._network.output(state[list(self.model.parts).index("network")]))[0]

    def _suggestion(self, found: Found, prefix: str, at_start: bool, total: float) -> Suggestion:
        word = self.as_offered(found.word, prefix, at_start)
        parts = dict.fromkeys(self.parts, 0.0)
        names = [*self.model.parts, "memory"]  # of a memory that knows nothing there is no mass
        parts |= {name: float(mass) / total for name, mass in zip(names, found.masses, strict=False)}
        return Suggestion(word, word[len(prefix) :], sum(parts.values()), parts)


def _after_space(context: str) -> bool:
    return not context or context[-1].isspace()


def _word_end(text: str, place: int) -> int:
    """Return the first place from `place` on where no word of `text` is cut."""
    while place < len(text) and not text[place].isspace():
        place += 1
    return min(place, len(text))


def _check_vocabulary(tokenizer: Tokenizer, model: Mixture) -> None:
    if tokenizer.vocab_size != model.vocab_size:
        sizes = {"tokenizer": tokenizer.vocab_size} | dict.fromkeys(model.parts, model.vocab_size)
        raise ModelError("part-vocabulary", sizes=sizes)
