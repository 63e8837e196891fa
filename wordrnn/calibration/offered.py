"""What would be offered at the words of a text, looked at without making the suggestions: what a calibration sees."""

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from wordrnn.calibration.held_out import Chunk
from wordrnn.calibration.reliability import POSITIONS, Curve, Offers
from wordrnn.context import Distribution
from wordrnn.next_word import FloatArray
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID
from wordrnn.words.alignment import Word
from wordrnn.words.ranking import Choice, WordRanking, surface_of
from wordrnn.words.spelling import fold

_TINY = float(np.finfo(np.float32).tiny)
_Numbers = npt.NDArray[np.float64]


class Offered:
    """The top suggestion at every word, before each of its first letters, and what else there was to choose from.

    After n letters, every word with as many counts, the one that has no more as well: who types cannot know. Where
    nothing is typed yet, every place behind white space counts but the end of a line; a miss, where no word follows.
    """

    def __init__(self, predictor: Predictor) -> None:
        """The predictor's vocabulary is of whole words."""
        self._predictor = predictor
        self._ranking = WordRanking(predictor.tokenizer, rare=predictor.rare)
        self._ranking.restraint = predictor.restraint
        self._lexicon = self._ranking.lexicon
        self._rows: list[list[tuple[float, ...]]] = [[] for _ in range(POSITIONS)]
        self._sums: list[list[_Numbers]] = [[] for _ in range(POSITIONS)]

    def add(self, number: int, chunk: Chunk, rows: Iterable[FloatArray]) -> None:
        """Look at chunk `number`, the distributions of whose tokens are `rows` [V]."""
        for place, row in enumerate(rows):
            word = chunk.words.get(place)
            starts = bool(chunk.after_space[place]) and chunk.ids[place] != EOS_ID
            here = Distribution([], [row], row, None)
            if starts:
                self._look(number, here, word, 0)
            for letters in range(1, min(len(word.text), POSITIONS - 1) + 1) if word else ():
                self._look(number, here, word, letters)

    def by_letters(self) -> list[tuple[Offers, npt.NDArray[np.intp]]]:
        """Return, after 0, 1, 2 … letters, what was offered, and the number of the chunk that each is from."""
        result = []
        for rows, sums in zip(self._rows, self._sums, strict=True):
            number, best, hits, unknown = np.array(rows, np.float64).reshape(len(rows), 4).T
            known = Curve(np.array(sums).reshape(len(sums), len(Curve.PLACES)))
            result.append((Offers(best, hits > 0, unknown, known), number.astype(np.intp)))
        return result

    def _look(self, number: int, here: Distribution, word: Word | None, letters: int) -> None:
        typed = word.text[:letters] if word else ""
        case = self._predictor.case_asked(typed, word.sentence_start) if word else None
        choice = self._ranking.choice(here, typed, True, case)
        best = self._best(here, choice, typed, word)
        if best is None:
            return
        hit = word is not None and choice.ids[best] == self._lexicon.find(fold(word.text))
        self._rows[letters].append((number, float(choice.masses[best]), hit, choice.unknown))
        self._sums[letters].append(log_sums(choice.masses))

    def _best(self, here: Distribution, choice: Choice, typed: str, word: Word | None) -> int | None:
        """Return the place in `choice` of what is offered first: the best that is not `typed` already."""
        masses = choice.offered
        if not len(masses):
            return None
        best = int(masses.argmax())
        index = int(choice.ids[best])
        if word and typed and self._lexicon.find(fold(typed)) == index:
            case = self._predictor.case_asked(typed, word.sentence_start)
            surface = surface_of(self._lexicon, index, here.probabilities, None, case)
            if self._predictor.as_offered(surface, typed, word.sentence_start) == typed:
                masses = np.where(choice.ids == index, np.float32(0), masses)
                best = int(masses.argmax())
        return best if masses[best] > 0 else None


def log_sums(masses: FloatArray) -> _Numbers:
    """Return [places], the logarithm of the sum of `masses` [N] to each power that a `Curve` is known at."""
    logs = np.log(np.maximum(masses, _TINY))
    return np.log(np.exp(Curve.PLACES.astype(np.float32)[:, None] * logs).sum(axis=1, dtype=np.float64))
