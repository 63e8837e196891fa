"""How often a model is right on held-out text, and the keystrokes that saves, counted while it is calibrated.

By the protocol of `evaluation`, over the sample that the calibration reads: its distributions are there already.
"""

from collections.abc import Iterable, Iterator

from wordrnn.calibration.held_out import Chunk
from wordrnn.evaluation.keystrokes import Offer, typed_letters
from wordrnn.evaluation.score import Score
from wordrnn.next_word import FloatArray
from wordrnn.predictor import Predictor
from wordrnn.words.alignment import Word
from wordrnn.words.ranking import lexicon_of
from wordrnn.words.spelling import Case

SUGGESTIONS = 3
"""In view while keystrokes are counted."""
_WORDS = 4000  # typed at most, in all chunks together: each takes up to a millisecond


class Figures:
    """Counts along with the distributions of the sample's tokens; the vocabulary is of whole words."""

    def __init__(self, predictor: Predictor) -> None:
        self._predictor = predictor
        self._lexicon = lexicon_of(predictor.tokenizer, predictor.rare)
        self._unknown_counts = predictor.tokenizer.kind == "pretokenized"
        self._score = Score()
        self._seen = self._typed = 0

    def counting(self, chunk: Chunk, rows: Iterable[FloatArray]) -> Iterator[FloatArray]:
        """Yield `rows`, the distributions [V] of the tokens of `chunk`, and count each."""
        for place, row in enumerate(rows):
            self._score.add_block(row[None], chunk.ids[place : place + 1], self._unknown_counts)
            word = chunk.words.get(place)
            if word is not None:
                self._add_word(row, word)
            yield row

    def to_dict(self) -> dict[str, float]:
        """Return "top1", "top3", "keystroke_savings" (0 to 1), and over how many tokens; nothing of an empty sample."""
        found = self._score.to_dict()
        if not self._score.tokens:
            return {}
        wanted = ("top1", "top3", "keystroke_savings")
        return {"measured_tokens": self._score.tokens} | {key: found[key] for key in wanted if key in found}

    def _add_word(self, row: FloatArray, word: Word) -> None:
        # The sample may hold 12,000 words; of every three one is enough, and spread as evenly.
        self._seen += 1
        if self._seen % 3 or self._typed >= _WORDS:
            return
        self._typed += 1

        def offer(case: Case | None) -> Offer:
            return Offer(self._lexicon.merged(row, case), row, None, case)

        typed = typed_letters(self._predictor, self._lexicon, offer, word, SUGGESTIONS)
        self._score.add_word(len(word.text), typed)
