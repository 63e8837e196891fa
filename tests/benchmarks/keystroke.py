"""Types a text through a model, letter by letter, and prints how long the suggestions took.

    python -m tests.benchmarks.keystroke TEXT [--model FOLDER] [--letters N]

Without a model: a 2 x 256 LSTM with random weights (they cost what trained ones do), mixed with an n-gram model of
the text itself.
"""

import argparse
import os
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the app; before numpy is imported

import numpy as np

from wordrnn.config import ModelConfig
from wordrnn.ngram import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import Tokenizer


def random_model(text: str, vocabulary: int) -> Predictor:
    """Return a predictor as large as a real one; words of its own fill the vocabulary up."""
    fill = " ".join(f"w{number} w{number}" for number in range(vocabulary))
    tokenizer = Tokenizer.fit([text * 2, fill], vocabulary_size=vocabulary)
    config = ModelConfig(tokenizer.vocab_size, units=256, layers=2, embedding=256)
    rng = np.random.default_rng(1)
    weights = {
        name: rng.normal(0, 0.1, shape).astype(np.float32) for name, shape in config.weight_shapes().items()
    }
    ngram = NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size)
    parts = {"network": RecurrentModel(config, weights), "ngram": ngram}
    return Predictor(tokenizer, parts, {"network": 0.7, "ngram": 0.3})


def main() -> None:
    """Print the median, the 99th percentile and the worst, in ms, for each part and the mixture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("text", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--letters", type=int, default=3000)
    parser.add_argument("--vocabulary", type=int, default=33_000)
    options = parser.parse_args()
    text = options.text.read_text(encoding="utf-8", errors="replace")
    mixed = Predictor.open(options.model) if options.model else random_model(text, options.vocabulary)
    typists = {name: mixed.only(name) for name in mixed.parts} | {"mixture": mixed}
    print(f"vocabulary {mixed.tokenizer.vocab_size:,}, {min(options.letters, len(text)):,} letters")
    for name, predictor in typists.items():
        times = []
        for end in range(min(options.letters, len(text))):
            begin = time.perf_counter()
            predictor.suggest(text[:end])
            times.append((time.perf_counter() - begin) * 1000)
        p50, p99 = np.percentile(times, [50, 99])
        print(f"{name:8} p50 {p50:6.3f} ms   p99 {p99:6.3f} ms   worst {max(times):6.2f} ms")


if __name__ == "__main__":
    main()
