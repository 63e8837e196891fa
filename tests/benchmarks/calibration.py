"""Types the words of a text that a model has never seen, and prints how often its first suggestion was the word meant.

    python -m tests.benchmarks.calibration MODEL TEXT [--words N] [--memory] [--bins]

MODEL is a folder. After 0, 1, 2 and 3 letters: 15 bins of equal counts by the probability shown, the expected
calibration error over them, the same for words that go on (a suggestion is of no use for the others, but who types
cannot know), and what a perfectly calibrated model would show with so few words. The protocol is that of
`wordrnn.calibration.offered.Offered`, asked of `suggest` itself, with the text before the word as context.
"""

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported

import numpy as np

from wordrnn.calibration.reliability import Reliability
from wordrnn.predictor import Predictor
from wordrnn.words.spelling import fold

LETTERS = range(4)
_CONTEXT = 2000  # characters; more than a model reads


def places(predictor: Predictor, text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where something begins behind white space or a word begins, the word's end there, and which of the two."""
    words = dict(predictor.word_spans(text))
    for place, character in enumerate(text):
        after_space = (place == 0 or text[place - 1].isspace()) and not character.isspace()
        if after_space or place in words:
            yield place, words.get(place, place), after_space


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("text", type=Path)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--memory", action="store_true", help="learn each line when it has been typed")
    parser.add_argument("--bins", action="store_true", help="print every bin")
    options = parser.parse_args()
    predictor = Predictor.open(options.model)
    text = options.text.read_text(encoding="utf-8", errors="replace")
    rows: list[list[tuple[float, bool, bool]]] = [[] for _ in LETTERS]
    learned = 0
    for count, (start, end, after_space) in enumerate(places(predictor, text)):
        if count >= options.words:
            break
        line = text.rfind("\n", learned, start) + 1
        if options.memory and line > learned:
            predictor.learn(text[learned:line], text[max(0, learned - _CONTEXT) : learned])
            learned = line
        for letters in LETTERS:
            if end - start < letters or (letters == 0 and not after_space):
                continue
            for top in predictor.suggest(text[max(0, start - _CONTEXT) : start + letters], 1):
                hit = end > start and fold(top.word) == fold(text[start:end])
                rows[letters].append((top.probability, hit, end - start > letters))
    calibrated = predictor.calibration is not None
    print(f"{options.model.name} on {options.text.name}: {'calibrated' if calibrated else 'not calibrated'}")
    print("letters   places  confidence  hits    error   of longer words   by chance")
    for letters, found in zip(LETTERS, rows, strict=True):
        confidence, hits, goes_on = np.array(found, float).reshape(len(found), 3).T
        of_all = Reliability.of(letters, confidence, hits, confidence)
        longer = goes_on > 0
        of_longer = Reliability.of(letters, confidence[longer], hits[longer], confidence[longer])
        print(
            f"{letters:7} {len(found):8,} {confidence.mean():10.3f} {hits.mean():6.3f} {of_all.error:8.4f}"
            f" {of_longer.error:14.4f} {of_all.error_by_chance:14.4f}"
        )
        for each in of_all.bins if options.bins else ():
            print(f"        {each.count:8,} {each.confidence:10.3f} {each.hits:6.3f}")


if __name__ == "__main__":
    main()
