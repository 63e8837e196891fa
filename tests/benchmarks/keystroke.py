"""Types a text through a model, letter by letter, and prints how long the suggestions took.

    python -m tests.benchmarks.keystroke TEXT [--model FOLDER] [--letters N] [--learned N] [--embedding N]

Without a model: a 2 x 256 LSTM in the shape that training gives it (--embedding 256 for a softmax three times as
large) with random weights (they cost what trained ones do), mixed with an n-gram model of
the text itself, at a temperature and with a sharpness. "memory" is the whole with a memory of the characters behind
those that are typed, and "paused" is that where the app may use up to PAUSE seconds between two letters, as it does
while a person types. With a model, also how long opening it takes.

Each figure stands twice: as the clock shows it, and in processor time, which other work on the machine changes less.
"""

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported

import numpy as np

from wordrnn.calibration.reliability import Calibration, Sharpness
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import Tokenizer
from wordrnn.training import plan
from wordrnn.window import handed_start

PAUSE = 0.05  # of the 100 to 200 ms between two keys of a quick typist


def random_model(text: str, vocabulary: int, embedding: int | None) -> Predictor:
    """Return a predictor as large as a real one; words of its own fill the vocabulary up."""
    fill = " ".join(f"w{number} w{number}" for number in range(vocabulary))
    tokenizer = Tokenizer.fit([text * 2, fill], vocabulary_size=vocabulary)
    wishes = plan.Wishes(units=256, layers=2, embedding=embedding)
    config = plan.shape_of(wishes, tokenizer.vocab_size, 256)
    rng = np.random.default_rng(1)
    weights = {
        name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    ngram = NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size)
    parts = {"network": RecurrentModel(config, weights).at_temperature(1.05), "ngram": ngram}
    calibration = Calibration(1.05, (Sharpness(1.02, 1.1), Sharpness(0.98, 1.2), Sharpness(0.9, 1.2)))
    return Predictor(tokenizer, parts, {"network": 0.7, "ngram": 0.3}, "", None, calibration)


def opening_times(folder: Path) -> list[tuple[float, float]]:
    """Return the seconds, by the clock and of the processor, that opening the model takes, five times."""
    times = []
    for _ in range(5):
        clock, processor = time.perf_counter(), time.process_time()
        Predictor.open(folder)
        times.append((time.perf_counter() - clock, time.process_time() - processor))
    return times


def with_memory(predictor: Predictor, text: str) -> Predictor:
    """Return the predictor with a memory that has learned `text`."""
    typist = Predictor(
        predictor.tokenizer, predictor.parts, predictor.weights, "", predictor.rare, predictor.calibration
    )
    typist.learn(text)
    return typist


def typed(predictor: Predictor, text: str, pause: float = 0.0) -> list[tuple[float, float]]:
    """Return the seconds that each letter of `text` took, by the clock and of the processor, with pauses between."""
    times = []
    for end in range(len(text)):
        before = text[handed_start(end) : end]
        clock, processor = time.perf_counter(), time.thread_time()
        predictor.suggest(before)
        begun = time.perf_counter()
        times.append((begun - clock, time.thread_time() - processor))
        while time.perf_counter() - begun < pause and predictor.prepare(before):
            pass
    return times


def tell(name: str, times: list[tuple[float, float]]) -> None:
    """Print the percentiles of `times`."""
    for kind, column in zip(("clock", "processor"), np.array(times).T * 1000, strict=True):
        p50, p99 = np.percentile(column, [50, 99])
        print(f"{name:8} {kind:9} p50 {p50:6.3f} ms   p99 {p99:6.3f} ms   worst {column.max():6.2f} ms")


def main() -> None:
    """Print the median, the 99th percentile and the worst, in ms, for each part, the mixture, and that with memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--letters", type=int, default=3000)
    parser.add_argument("--learned", type=int, default=100_000, help="characters that the memory has learned")
    parser.add_argument("--vocabulary", type=int, default=33_000)
    parser.add_argument("--embedding", type=int, help="width of a word's vector")
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace")
    if options.model:
        mixed = Predictor.open(options.model)
    else:
        mixed = random_model(text, options.vocabulary, options.embedding)
    typists = {name: mixed.only(name) for name in mixed.parts} | {"mixture": mixed}
    letters = min(options.letters, len(text))
    typists["memory"] = with_memory(mixed, text[letters : letters + options.learned])
    if options.model:
        clock, processor = zip(*opening_times(options.model), strict=True)
        print(f"opened in {min(clock):.3f} s, {min(processor):.3f} s of the processor (least of 5)")
    print(f"vocabulary {mixed.tokenizer.vocab_size:,}, {letters:,} letters")
    for name, predictor in typists.items():
        tell(name, typed(predictor, text[:letters]))
    typists["memory"] = with_memory(mixed, text[letters : letters + options.learned])
    tell("paused", typed(typists["memory"], text[:letters], pause=PAUSE))


if __name__ == "__main__":
    main()
