"""A memory that learns a text while that is measured: each token behind its prediction."""

from collections.abc import Iterable

from wordrnn.memory.neural_cache import unit_rows
from wordrnn.memory.recall import Recall, Recalled
from wordrnn.memory.store import Memory
from wordrnn.memory.tokens import BEGIN, Token, last_two, remembered
from wordrnn.next_word import FloatArray
from wordrnn.predictor import Predictor
from wordrnn.words.decency import NONE
from wordrnn.words.lexicon import Lexicon
from wordrnn.words.ranking import lexicon_of


class LearningAsItGoes:
    """A memory of the text so far; each token is learned behind the one before it."""

    def __init__(self, predictor: Predictor, lexicon: Lexicon | None) -> None:
        self._predictor = predictor
        self._memory = Memory()
        lexicon = lexicon or lexicon_of(predictor.tokenizer, predictor.rare)
        strong = predictor.restraint.strong if predictor.restraint else NONE
        self.recall = Recall(self._memory, predictor.tokenizer, lexicon, predictor.memory_weights, strong)
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
            whole.tokenizer,
            whole.parts,
            whole.weights,
            whole.name,
            whole.rare,
            whole.calibration,
            whole.strong_language,
        )
        predictor.attach_memory(self._memory, self.recall.weights, self.recall.cache)
        return predictor
