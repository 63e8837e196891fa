"""How good predictions are: perplexity, hits, keystrokes saved and speed, by the same code for every model."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeGuard

import numpy as np
import numpy.typing as npt

from wordrnn.alignment import AlignedText, Word, align
from wordrnn.errors import OptionError
from wordrnn.lexicon import Lexicon
from wordrnn.memory import BEGIN, Memory, Token, last_two, remembered
from wordrnn.mixture import combine
from wordrnn.neural_cache import unit_rows
from wordrnn.next_word import FloatArray, IntArray, NextWordModel, State
from wordrnn.predictor import Predictor
from wordrnn.ranking import lexicon_of, surface_of
from wordrnn.recall import NewWords, Recall, Recalled
from wordrnn.recurrent import RecurrentModel
from wordrnn.spelling import Case, fold
from wordrnn.tokenizer import EOS_ID, UNK_ID

BLOCK = 256  # tokens whose distributions are in memory at once
PARTS: dict[str, str] = {"rnn": "network", "ngram": "ngram"}
"""Name in the results → name of the part in a mixture; "mixture" is all of them, "memory" is that with a memory."""
_WHOLE = ("mixture", "memory")
_TINY = float(np.finfo(np.float32).tiny)
_LATENCY_LETTERS = 500
_NUMBERS_IN_CACHE = 1 << 17


@dataclass(slots=True)
class Score:
    """What one model did on a text."""

    tokens: int = 0
    unknown: int = 0
    surprise: float = 0.0  # −Σ log p, in nats
    hits: dict[int, int] = field(default_factory=lambda: {1: 0, 3: 0, 5: 0})
    keystrokes: int = 0
    keystrokes_without: int = 0
    words: int = 0  # words, punctuation and line ends, where tokens are pieces of them

    def add_block(self, probabilities: FloatArray, targets: IntArray, unknown_counts: bool) -> None:
        """Count the tokens `targets` [T], whose distributions were `probabilities` [T, V].

        A hit is a target among the k most probable tokens. `<unk>` is neither offered nor hit, but where
        `unknown_counts` (text that is split already, where it is a word).
        """
        given = probabilities[np.arange(len(targets)), targets]
        better = np.array(
            [np.count_nonzero(row > mass) for row, mass in zip(probabilities, given, strict=True)]
        )
        unknown = targets == UNK_ID
        if not unknown_counts:
            better -= probabilities[:, UNK_ID] > given
            better[unknown] = probabilities.shape[1]
        self.tokens += len(targets)
        self.unknown += int(unknown.sum())
        self.surprise -= float(np.log(np.maximum(given.astype(np.float64), _TINY)).sum())
        for k in self.hits:
            self.hits[k] += int((better < k).sum())

    def add_word(self, length: int, typed: int | None) -> None:
        """Count a word of `length` letters that was taken after `typed` of them, or never (None)."""
        self.keystrokes_without += length + 1
        self.keystrokes += length + 1 if typed is None else typed + 1

    def perplexity(self) -> float:
        """Return exp(mean −log p); infinite for an empty text."""
        return float(np.exp(self.surprise / self.tokens)) if self.tokens else float("inf")

    def to_dict(self) -> dict[str, float]:
        """Return the figures by the names of `evaluate --json`; rates from 0 to 1."""
        tokens = max(self.tokens, 1)
        result: dict[str, float] = {"tokens": self.tokens, "perplexity": self.perplexity()}
        result |= {f"top{k}": hits / tokens for k, hits in self.hits.items()}
        result["unknown_rate"] = self.unknown / tokens
        if self.words:
            result["perplexity_per_word"] = float(np.exp(self.surprise / self.words))
        if self.keystrokes_without:
            result["keystroke_savings"] = 1 - self.keystrokes / self.keystrokes_without
        return result


def evaluate(
    predictor: Predictor,
    documents: Iterable[str],
    *,
    names: Sequence[str] = ("rnn", "ngram", "mixture"),
    keystrokes: bool = True,
    k: int = 3,
    latency_letters: int = _LATENCY_LETTERS,
    progress: Callable[[int], None] | None = None,
) -> dict[str, dict[str, float]]:
    """Return name → figures for those of `names` that the predictor has; see `Score.to_dict`.

    Of pieces of words, also "perplexity_per_word". With `keystrokes`, also "keystroke_savings" with `k` suggestions
    in view. With `latency_letters`, also "latency_ms_p50" and "latency_ms_p99" of `suggest` while that many first
    letters of the text are typed. `progress` is called with the number of tokens done. Each document is read from its
    beginning.

    "memory" is the mixture with a memory that is empty at first and learns each token once it has been predicted; it
    goes on from document to document. What the user's own memory holds plays no part. It needs a model of whole words;
    raises OptionError where the model's are made of pieces.
    """
    names = [name for name in names if name in _WHOLE or PARTS[name] in predictor.parts]
    if "memory" in names and predictor.tokenizer.kind == "bpe":
        raise OptionError(
            "bad-value", name="--memory", expected="a model of whole words", got="one of pieces of words"
        )
    evaluation = _Evaluation(predictor, names, k if keystrokes else 0, progress)
    sample = ""
    for document in documents:
        evaluation.add(document)
        if len(sample) < latency_letters:
            sample += document[: latency_letters - len(sample)]
    results = {name: score.to_dict() for name, score in evaluation.scores.items()}
    if sample:
        for name in names:
            p50, p99 = latency(evaluation.typist(name), sample, k)
            results[name] |= {"latency_ms_p50": p50, "latency_ms_p99": p99}
    return results


def perplexity(model: NextWordModel, ids: IntArray) -> float:
    """Return exp(mean −log p) of the tokens `ids` [N], read from behind an `<eos>`."""
    score = Score()
    for probabilities, targets in _blocks(model, ids):
        score.add_block(probabilities, targets, unknown_counts=True)
    return score.perplexity()


def target_log_probs(model: NextWordModel, ids: IntArray) -> npt.NDArray[np.float64]:
    """Return log p [N] of each of the tokens `ids`, read from behind an `<eos>`: what `mixture.fit_weights` takes."""
    logs = [
        np.log(np.maximum(probabilities[np.arange(len(targets)), targets].astype(np.float64), _TINY))
        for probabilities, targets in _blocks(model, ids)
    ]
    return np.concatenate(logs) if logs else np.zeros(0)


def latency(predictor: Predictor, text: str, k: int = 3) -> tuple[float, float]:
    """Return the median and the 99th percentile, in ms, of `suggest` while `text` is typed letter by letter."""
    times = []
    for end in range(len(text) + 1):
        begin = time.perf_counter()
        predictor.suggest(text[:end], k)
        times.append(time.perf_counter() - begin)
    p50, p99 = np.percentile(times, [50, 99]) * 1000
    return float(p50), float(p99)


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
    if _Rival(lexicon, offers(None), word.text).first(k):
        return 0
    rivals: dict[Case | None, _Rival] = {}
    for typed in range(1, len(word.text)):
        prefix = word.text[:typed]
        case = predictor.case_asked(prefix, word.sentence_start)
        if case not in rivals:
            rivals[case] = _Rival(lexicon, offers(case), word.text)
        if rivals[case].offered(predictor, prefix, k):
            return typed
    return None


class _Rival:
    """A word among all others in one offer: how many come before it."""

    def __init__(self, lexicon: Lexicon, offer: Offer, word: str) -> None:
        self._lexicon, self._offer = lexicon, offer
        candidate = _candidate(lexicon, offer.masses, word, offer.new)
        self._expected = candidate is not None
        self._target, self._group, self._mass = candidate or (None, -1, 0.0)
        # Of equal masses the one with the lower id comes first, and new words come last.
        self._before = len(offer.masses) if self._target is None else self._target
        self._first, last = lexicon.span(fold(word[:1]))
        ids = lexicon.ids[self._first : last]
        near = offer.masses[ids]
        self._ahead = (near > self._mass) | ((near == self._mass) & (ids < self._before))

    def first(self, k: int) -> bool:
        """Whether the word is among the first `k` of all."""
        masses, before = self._offer.masses, self._before
        better = int(np.count_nonzero(masses[:before] >= self._mass))
        better += int(np.count_nonzero(masses[before + 1 :] > self._mass))
        return self._expected and better + self._better_new("") < k

    def offered(self, predictor: Predictor, prefix: str, k: int) -> bool:
        """Whether the word is among the first `k` of those that begin with `prefix`."""
        if not self._expected:
            return False
        lexicon, new, folded = self._lexicon, self._offer.new, fold(prefix)
        low, high = lexicon.span(folded)
        better = int(np.count_nonzero(self._ahead[low - self._first : high - self._first]))
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

    def _better_new(self, folded: str) -> int:
        return _better_new(self._offer.new, folded, self._group, self._mass)


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


def _better_new(new: NewWords | None, folded: str, group: int, mass: float) -> int:
    """Return how many new words that begin with `folded` come before one with `mass`; `group` is its own, or -1."""
    if new is None:
        return 0
    groups = new.beginning_with(folded)
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


class _Evaluation:
    """Runs every model over a text once, and scores the parts and their mixture together."""

    def __init__(
        self, predictor: Predictor, names: Sequence[str], k: int, progress: Callable[[int], None] | None
    ) -> None:
        self._predictor = predictor
        self._k = k
        self._progress = progress
        self.scores = {name: Score() for name in names}
        wanted = {PARTS[name] for name in names if name not in _WHOLE}
        if any(name in _WHOLE for name in names):
            wanted |= predictor.model.parts.keys()
        self._parts: dict[str, NextWordModel] = {
            name: part for name, part in predictor.parts.items() if name in wanted
        }
        self._pieces = predictor.tokenizer.kind == "bpe"
        self._lexicon = None if self._pieces or not k else lexicon_of(predictor.tokenizer, predictor.rare)
        self._alone: dict[str, Predictor] = {}
        self._memory = _LearningAsItGoes(predictor, self._lexicon) if "memory" in names else None

    def typist(self, name: str) -> Predictor:
        """Return the predictor that is measured under `name`."""
        if name == "memory" and self._memory:
            return self._memory.predictor()
        if name not in self._alone:
            whole = name == "mixture"
            self._alone[name] = self._predictor if whole else self._predictor.only(PARTS[name])
        return self._alone[name]

    def add(self, text: str) -> None:
        """Score one document."""
        aligned = align(self._predictor.tokenizer, text, with_words=self._lexicon is not None)
        words = _by_block(aligned.words)
        states = {name: part.start() for name, part in self._parts.items()}
        if self._memory:
            self._memory.begin(text)
        for begin in range(0, len(aligned.ids), BLOCK):
            inputs = _inputs(aligned.ids, begin)
            before, log_probs = dict(states), {}
            for name, part in self._parts.items():
                if self._memory and self._gives_keys(part, name):
                    outputs, states[name] = part.outputs(inputs, states[name])
                    self._memory.turn_to(outputs)
                    log_probs[name] = part.log_probs_of(outputs)
                else:
                    log_probs[name], states[name] = part.log_probs(inputs, states[name])
            self._add_block(aligned, begin, log_probs, words.get(begin, []), before)
            if self._progress:
                self._progress(self._tokens())
        if self._pieces:
            self._count_words(text)
        if self._pieces and self._k:
            self._type_with_suggest(text)

    def _gives_keys(self, part: NextWordModel, name: str) -> TypeGuard[RecurrentModel]:
        """Whether the memory compares states of `part`: as in `Predictor`, not of one that has no weight."""
        return isinstance(part, RecurrentModel) and name in self._predictor.model.parts

    def _tokens(self) -> int:
        return next((score.tokens for score in self.scores.values()), 0)

    def _add_block(
        self,
        aligned: AlignedText,
        begin: int,
        log_probs: dict[str, FloatArray],
        words: list[Word],
        before: dict[str, State],
    ) -> None:
        targets = aligned.ids[begin : begin + BLOCK]
        inside = _by_rows([word for word in words if not len(word.context)], begin)
        apart = [word for word in words if len(word.context)]
        log_probs_apart, outputs_apart = self._apart(aligned, begin, apart, before)
        if self._memory:
            self._score_with_memory(aligned, begin, log_probs, words, log_probs_apart, outputs_apart)
        for rows in _row_slices(len(targets), self._predictor.tokenizer.vocab_size):
            for score, probabilities in self._scored(log_probs, rows):
                score.add_block(
                    probabilities, targets[rows], self._predictor.tokenizer.kind == "pretokenized"
                )
                for row, place in zip(probabilities, range(rows.start, rows.stop), strict=True):
                    for word in inside.get(place, ()):
                        self._add_word(score, row, word)
        if apart:
            for score, probabilities in self._scored(log_probs_apart, slice(None)):
                for row, word in zip(probabilities, apart, strict=True):
                    self._add_word(score, row, word)

    def _scored(self, log_probs: dict[str, FloatArray], rows: slice) -> Iterator[tuple[Score, FloatArray]]:
        """Yield each model's score and its probabilities [rows, V], from the [T, V] of the parts."""
        parts = {name: np.exp(array[rows]) for name, array in log_probs.items()}
        for name, score in self.scores.items():
            if name == "mixture":
                yield score, self._mixture(parts)
            elif name != "memory":
                yield score, parts[PARTS[name]]

    def _mixture(self, parts: dict[str, FloatArray]) -> FloatArray:
        weights = self._predictor.model.weights
        return combine([parts[part] * np.float32(weight) for part, weight in weights.items()])

    def _score_with_memory(
        self,
        aligned: AlignedText,
        begin: int,
        log_probs: dict[str, FloatArray],
        words: list[Word],
        log_probs_apart: dict[str, FloatArray],
        outputs_apart: list[FloatArray],
    ) -> None:
        """Score one block token by token, each learned when it has been predicted."""
        memory = self._memory
        assert memory is not None
        score = self.scores["memory"]
        targets = aligned.ids[begin : begin + BLOCK]
        by_place = _by_rows(words, begin)
        probabilities_apart = {name: np.exp(rows) for name, rows in log_probs_apart.items()}
        apart = iter(self._mixture(probabilities_apart) if probabilities_apart else ())
        outputs = iter(outputs_apart)
        for rows in _row_slices(len(targets), self._predictor.tokenizer.vocab_size):
            probabilities = self._mixture({name: np.exp(array[rows]) for name, array in log_probs.items()})
            mixed = np.empty_like(probabilities)
            for row, place in enumerate(range(rows.start, rows.stop)):
                recalled = memory.after(())
                mixed[row] = recalled.over_vocabulary(probabilities[row])
                for word in by_place.get(place, ()):
                    if len(word.context):
                        recalled_apart = memory.after(word.context, next(outputs, None))
                        self._add_word(score, next(apart), word, recalled_apart)
                    else:
                        self._add_word(score, probabilities[row], word, recalled)
                memory.learn()
            score.add_block(mixed, targets[rows], self._predictor.tokenizer.kind == "pretokenized")

    def _add_word(self, score: Score, row: FloatArray, word: Word, recalled: Recalled | None = None) -> None:
        if self._lexicon is None:
            return
        new = None
        if recalled is not None and self._memory:
            shares, new = recalled.shares([row], self._memory.recall.spellings)
            row = combine(shares)
        offers = partial(self._offer, row, new)
        typed = typed_letters(self._predictor, self._lexicon, offers, word, self._k)
        score.add_word(len(word.text), typed)

    def _offer(self, row: FloatArray, new: NewWords | None, case: Case | None) -> Offer:
        assert self._lexicon is not None
        masses = self._lexicon.merged(row, case)
        new = new.typed_in(case) if new is not None else None
        if new is not None:
            new.add_to(masses)
        return Offer(masses, row, new, case)

    def _apart(
        self, aligned: AlignedText, begin: int, words: list[Word], before: dict[str, State]
    ) -> tuple[dict[str, FloatArray], list[FloatArray]]:
        """Return part → log-probabilities [words, V] for words whose context is not how the text goes on.

        (The 14 of 3.14 is typed behind "3." but is no token of its own.) One walk over the block serves all. With a
        memory and a network, also its outputs [1, E] there.
        """
        result, outputs = {}, []
        for name, part in self._parts.items() if words else ():
            state, done, rows = before[name], begin, []
            for word in words:
                state = part.advance(_inputs(aligned.ids, done, word.near)[None], state)
                done = word.near
                # The input before the first context token stands for the last one shared.
                own = np.concatenate((_inputs(aligned.ids, done, done + 1), word.context))
                log_probs, there = part.step(own[-1:], part.advance(own[None, :-1], state))
                rows.append(log_probs[0])
                if self._memory and self._gives_keys(part, name):
                    outputs.append(part.output(there))
            result[name] = np.array(rows)
        return result, outputs

    def _count_words(self, text: str) -> None:
        spans = list(self._predictor.word_spans(text))
        letters = sum(end - start for start, end in spans)
        punctuation = sum(not character.isspace() for character in text) - letters
        for score in self.scores.values():
            score.words += len(spans) + punctuation + len(text.split("\n")) - 1

    def _type_with_suggest(self, text: str) -> None:
        """Count keystrokes by asking for suggestions before every letter: right for pieces too, and slow."""
        for name, score in self.scores.items():
            typist = self.typist(name)
            for start, end in typist.word_spans(text):
                score.add_word(end - start, letters_before_offer(typist, text, start, end, self._k))


class _LearningAsItGoes:
    """A memory of the text so far; each token is learned behind the one before it."""

    def __init__(self, predictor: Predictor, lexicon: Lexicon | None) -> None:
        self._predictor = predictor
        self._memory = Memory()
        lexicon = lexicon or lexicon_of(predictor.tokenizer, predictor.rare)
        self.recall = Recall(self._memory, predictor.tokenizer, lexicon, predictor.memory_weights)
        self._keys: FloatArray | None = None
        self._row = 0
        self._tokens: list[Token] = []
        self._place = 0
        self._before = BEGIN

    def begin(self, text: str) -> None:
        """Turn to the document `text`; what was learned stays."""
        self._tokens = remembered(self._predictor.tokenizer, text)
        self._place, self._before = 0, BEGIN

    def turn_to(self, outputs: FloatArray) -> None:
        """Turn to the block of tokens before which the network's outputs are `outputs` [T, E]."""
        self._keys, self._row = unit_rows(outputs), 0

    def after(self, ids: Iterable[int], output: FloatArray | None = None) -> Recalled:
        """Return what the memory expects now, or after `ids` had been typed too: with the network's `output` [1, E]."""
        vocabulary = self._predictor.tokenizer.vocabulary
        self.recall.follow()
        before = last_two([vocabulary[index] for index in ids], self._before)
        key = None
        if output is not None:
            key = unit_rows(output)[0]
        elif self._keys is not None:
            key = self._keys[self._row]
        return self.recall.after(before, key)

    def learn(self) -> None:
        """Learn the next token of the document."""
        tokens = self._tokens[self._place : self._place + 1]
        self._before = self._memory.learn(tokens, self._before)
        self._place += 1
        if self._keys is not None:
            self.recall.keep(tokens, self._keys[self._row : self._row + 1])
            self._row += 1

    def predictor(self) -> Predictor:
        """Return a predictor with what was learned."""
        whole = self._predictor
        predictor = Predictor(
            whole.tokenizer, whole.parts, whole.weights, whole.name, whole.rare, whole.calibration
        )
        predictor.attach_memory(self._memory, self.recall.weights, self.recall.cache)
        return predictor


def letters_before_offer(predictor: Predictor, text: str, start: int, end: int, k: int) -> int | None:
    """Return after how many letters `suggest` offers the word `text[start:end]`; None where it never does."""
    word = fold(text[start:end])
    for here in range(start, end):
        if any(fold(suggestion.word) == word for suggestion in predictor.suggest(text[:here], k)):
            return here - start
    return None


def _inputs(ids: IntArray, begin: int, end: int | None = None) -> IntArray:
    """Return the tokens before `ids[begin:end]` (a block's, where `end` is left out): shifted by one, `<eos>` first."""
    end = min(begin + BLOCK, len(ids)) if end is None else end
    if begin == 0 and end > 0:
        return np.concatenate((np.array([EOS_ID], ids.dtype), ids[: end - 1]))
    return ids[begin - 1 : end - 1] if end > begin else ids[:0]


def _blocks(model: NextWordModel, ids: IntArray) -> Iterator[tuple[FloatArray, IntArray]]:
    state = model.start()
    for begin in range(0, len(ids), BLOCK):
        log_probs, state = model.log_probs(_inputs(ids, begin), state)
        yield np.exp(log_probs), ids[begin : begin + BLOCK]


def _row_slices(count: int, width: int) -> Iterator[slice]:
    """Yield slices of `count` rows, so that what is done with a slice of `width` columns stays in the cache."""
    step = max(1, _NUMBERS_IN_CACHE // width)
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def _by_rows(words: Iterable[Word], begin: int) -> dict[int, list[Word]]:
    """Return row of a block → the words typed there."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(word.near - begin, []).append(word)
    return rows


def _by_block(words: Iterable[Word]) -> dict[int, list[Word]]:
    """Return begin of a block → its words, those with a context of their own in the order of their contexts."""
    blocks: dict[int, list[Word]] = {}
    for word in words:
        blocks.setdefault(word.near - word.near % BLOCK, []).append(word)
    for block in blocks.values():
        block.sort(key=lambda word: word.near)
    return blocks
