"""A text measured: every model runs over it once, the parts, their mixture, and that with a memory."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeGuard

import numpy as np
import numpy.typing as npt

from wordrnn.errors import OptionError
from wordrnn.evaluation.blocks import BLOCK, by_block, by_rows, inputs_before, row_slices
from wordrnn.evaluation.keystrokes import Offer, letters_before_offer, typed_letters
from wordrnn.evaluation.learning import LearningAsItGoes
from wordrnn.evaluation.passages import OnPassage, Record
from wordrnn.evaluation.score import TINY, Score
from wordrnn.memory.recall import NewWords, Recalled
from wordrnn.mixture import combine
from wordrnn.next_word import FloatArray, IntArray, NextWordModel, State
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.words.alignment import AlignedText, Word, align
from wordrnn.words.ranking import lexicon_of
from wordrnn.words.spelling import Case

PARTS: dict[str, str] = {"rnn": "network", "ngram": "ngram"}
"""Name in the results → name of the part in a mixture; "mixture" is all of them, "memory" is that with a memory."""
_WHOLE = ("mixture", "memory")
_LATENCY_LETTERS = 500


def evaluate(
    predictor: Predictor,
    documents: Iterable[str],
    *,
    names: Sequence[str] = ("rnn", "ngram", "mixture"),
    keystrokes: bool = True,
    k: int = 3,
    latency_letters: int = _LATENCY_LETTERS,
    progress: Callable[[int], None] | None = None,
    on_passage: OnPassage | None = None,
) -> dict[str, dict[str, float]]:
    """Return name → figures for those of `names` that the predictor has; see `Score.to_dict`.

    Of pieces of words, also "perplexity_per_word". With `keystrokes`, also "keystroke_savings" with `k` suggestions
    in view, as people have them: with strong language held back, unless the predictor offers it (as all did before
    there was such a thing; nothing else is changed by it). With `latency_letters`, also "latency_ms_p50" and
    "latency_ms_p99" of `suggest` while that many first letters of the text are typed. `progress` is called with the
    number of tokens done, `on_passage` with the lines that were measured since and the figures so far. Each document is
    read from its beginning.

    "memory" is the mixture with a memory that is empty at first and learns each token once it has been predicted; it
    goes on from document to document. What the user's own memory holds plays no part. It needs a model of whole words;
    raises OptionError where the model's are made of pieces.
    """
    names = [name for name in names if name in _WHOLE or PARTS[name] in predictor.parts]
    if "memory" in names and predictor.tokenizer.kind == "bpe":
        raise OptionError(
            "bad-value", name="--memory", expected="a model of whole words", got="one of pieces of words"
        )
    evaluation = _Evaluation(predictor, names, k if keystrokes else 0, progress, on_passage)
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
        np.log(np.maximum(probabilities[np.arange(len(targets)), targets].astype(np.float64), TINY))
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


class _Evaluation:
    """Runs every model over a text once, and scores the parts and their mixture together."""

    def __init__(
        self,
        predictor: Predictor,
        names: Sequence[str],
        k: int,
        progress: Callable[[int], None] | None,
        on_passage: OnPassage | None,
    ) -> None:
        self._predictor = predictor
        self._k = k
        self._progress = progress
        self._on_passage = on_passage
        self._record = Record(predictor.tokenizer, names, bool(k)) if on_passage else None
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
        self._memory = LearningAsItGoes(predictor, self._lexicon) if "memory" in names else None

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
        aligned = align(
            self._predictor.tokenizer, text, self._lexicon is not None, with_lines=self._record is not None
        )
        words = by_block(aligned.words)
        if self._record:
            self._record.begin(text, aligned)
        states = {name: part.start() for name, part in self._parts.items()}
        if self._memory:
            self._memory.begin(text)
        for begin in range(0, len(aligned.ids), BLOCK):
            inputs = inputs_before(aligned.ids, begin)
            before, log_probs = dict(states), {}
            for name, part in self._parts.items():
                if self._memory and self._gives_keys(part, name):
                    outputs, states[name] = part.outputs(inputs, states[name])
                    self._memory.turn_to(outputs)
                    log_probs[name] = part.log_probs_of(outputs)
                else:
                    log_probs[name], states[name] = part.log_probs(inputs, states[name])
            self._add_block(aligned, begin, log_probs, words.get(begin, []), before)
            if self._record:
                self._tell(text, self._record, begin + BLOCK)
            if self._progress:
                self._progress(self._tokens())
        if self._pieces:
            self._count_words(text)
        if self._pieces and self._k and not self._record:
            self._type_with_suggest(text, 0, len(text))

    def _tell(self, text: str, record: Record, done: int) -> None:
        """Give away the lines of which all tokens, the first `done` ones, are measured."""
        begin, end = record.next_lines(done)
        if end == begin:
            return
        if self._pieces and self._k:
            self._type_with_suggest(text, begin, end)
        assert self._on_passage is not None
        self._on_passage(record.take(end), {name: score.to_dict() for name, score in self.scores.items()})

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
        inside = by_rows([word for word in words if not len(word.context)], begin)
        apart = [word for word in words if len(word.context)]
        log_probs_apart, outputs_apart = self._apart(aligned, begin, apart, before)
        if self._memory:
            self._score_with_memory(aligned, begin, log_probs, words, log_probs_apart, outputs_apart)
        for rows in row_slices(len(targets), self._predictor.tokenizer.vocab_size):
            for name, probabilities in self._scored(log_probs, rows):
                self._add_tokens(name, probabilities, targets[rows])
                for row, place in zip(probabilities, range(rows.start, rows.stop), strict=True):
                    for word in inside.get(place, ()):
                        self._add_word(name, row, word)
        if apart:
            for name, probabilities in self._scored(log_probs_apart, slice(None)):
                for row, word in zip(probabilities, apart, strict=True):
                    self._add_word(name, row, word)

    def _add_tokens(self, name: str, probabilities: FloatArray, targets: IntArray) -> None:
        split = self._predictor.tokenizer.kind == "pretokenized"
        log_probs, better = self.scores[name].add_block(probabilities, targets, unknown_counts=split)
        if self._record:
            self._record.add_tokens(name, log_probs, better)

    def _scored(self, log_probs: dict[str, FloatArray], rows: slice) -> Iterator[tuple[str, FloatArray]]:
        """Yield the name of each model and its probabilities [rows, V], from the [T, V] of the parts."""
        parts = {name: np.exp(array[rows]) for name, array in log_probs.items()}
        for name in self.scores:
            if name == "mixture":
                yield name, self._mixture(parts)
            elif name != "memory":
                yield name, parts[PARTS[name]]

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
        targets = aligned.ids[begin : begin + BLOCK]
        by_place = by_rows(words, begin)
        probabilities_apart = {name: np.exp(rows) for name, rows in log_probs_apart.items()}
        apart = iter(self._mixture(probabilities_apart) if probabilities_apart else ())
        outputs = iter(outputs_apart)
        for rows in row_slices(len(targets), self._predictor.tokenizer.vocab_size):
            probabilities = self._mixture({name: np.exp(array[rows]) for name, array in log_probs.items()})
            mixed = np.empty_like(probabilities)
            for row, place in enumerate(range(rows.start, rows.stop)):
                recalled = memory.after(())
                mixed[row] = recalled.over_vocabulary(probabilities[row])
                for word in by_place.get(place, ()):
                    if len(word.context):
                        recalled_apart = memory.after(word.context, next(outputs, None))
                        self._add_word("memory", next(apart), word, recalled_apart)
                    else:
                        self._add_word("memory", probabilities[row], word, recalled)
                memory.learn()
            self._add_tokens("memory", mixed, targets[rows])

    def _add_word(self, name: str, row: FloatArray, word: Word, recalled: Recalled | None = None) -> None:
        if self._lexicon is None:
            return
        new = None
        if recalled is not None and self._memory:
            shares, new = recalled.shares([row], self._memory.recall.spellings)
            row = combine(shares)
        offers = partial(self._offer, row, new)
        typed = typed_letters(self._predictor, self._lexicon, offers, word, self._k)
        self._note_word(name, word.start, len(word.text), typed)

    def _note_word(self, name: str, start: int, length: int, typed: int | None) -> None:
        self.scores[name].add_word(length, typed)
        if self._record:
            self._record.add_word(name, start, start + length, typed)

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
                state = part.advance(inputs_before(aligned.ids, done, word.near)[None], state)
                done = word.near
                # The input before the first context token stands for the last one shared.
                own = np.concatenate((inputs_before(aligned.ids, done, done + 1), word.context))
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

    def _type_with_suggest(self, text: str, begin: int, finish: int) -> None:
        """Count the keystrokes of `text[begin:finish]` by asking for suggestions before every letter.

        That is right for pieces too, and slow.
        """
        for name in self.scores:
            typist = self.typist(name)
            for start, end in typist.word_spans(text[begin:finish]):
                typed = letters_before_offer(typist, text, begin + start, begin + end, self._k)
                self._note_word(name, begin + start, end - start, typed)


def _blocks(model: NextWordModel, ids: IntArray) -> Iterator[tuple[FloatArray, IntArray]]:
    state = model.start()
    for begin in range(0, len(ids), BLOCK):
        log_probs, state = model.log_probs(inputs_before(ids, begin), state)
        yield np.exp(log_probs), ids[begin : begin + BLOCK]
