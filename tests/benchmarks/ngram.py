"""Measure the n-gram model on Penn Treebank and WikiText-2, by the protocol of the published figures.

python tests/benchmarks/ngram.py DATA_FOLDER [--order N] [--max-ngrams N] [--half]

Split at white space, a line end is <eos> and counts, <unk> is a word, the vocabulary is that of the training text.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import EOS_ID

CORPORA = {
    "ptb": ("ptb/ptb.train.txt", "ptb/ptb.test.txt"),
    "wikitext2": ("wikitext2/wiki.train.tokens", "wikitext2/wiki.test.tokens"),
}
TOP = (1, 3, 5, 10)
BLOCK = 64  # distributions at once

Ids = npt.NDArray[np.int32]


def read_words(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield from line.split()
            yield "<eos>"


def read_corpus(train: Path, test: Path) -> tuple[Ids, Ids, int]:
    ids = {"<unk>": 0, "<eos>": EOS_ID}
    train_ids = np.array([ids.setdefault(word, len(ids)) for word in read_words(train)], np.int32)
    test_ids = np.array([ids.get(word, 0) for word in read_words(test)], np.int32)
    return train_ids, test_ids, len(ids)


def ranks(model: NGramModel, ids: Ids) -> npt.NDArray[np.int64]:
    """Return [N], how many words come before the right one; of equals, the lower id does."""
    state, found = model.start(), []
    before = np.concatenate(([EOS_ID], ids[:-1]))
    for begin in range(0, len(ids), BLOCK):
        log_probs, state = model.log_probs(before[begin : begin + BLOCK], state)
        for row, target in zip(log_probs, ids[begin : begin + BLOCK].tolist(), strict=True):
            found.append(int((row > row[target]).sum() + (row[:target] == row[target]).sum()))
    return np.array(found)


def step_times(model: NGramModel, ids: Ids) -> npt.NDArray[np.float64]:
    """Return [N] seconds for each single step."""
    state, seconds = model.start(), []
    for i in range(len(ids)):
        begin = time.perf_counter()
        _, state = model.step(ids[i : i + 1], state)
        seconds.append(time.perf_counter() - begin)
    return np.array(seconds)


def measure(name: str, folder: Path, options: dict[str, Any]) -> None:
    train, test, vocab_size = read_corpus(*(folder / path for path in CORPORA[name]))
    begin = time.perf_counter()
    fitted = NGramModel.fit(train, vocab_size, **options)
    fit_seconds = time.perf_counter() - begin
    with tempfile.TemporaryDirectory() as scratch:
        saved = Path(scratch) / "ngram"
        fitted.save(saved)
        size = sum(path.stat().st_size for path in saved.iterdir())
        begin = time.perf_counter()
        model = NGramModel.load(saved)
        load_seconds = time.perf_counter() - begin
        perplexity = math.exp(-model.score(test).astype(np.float64).mean())
        rank = ranks(model, test)
        p50, p99 = np.percentile(step_times(model, test[:5000]), (50, 99)) * 1000
    print(f"{name}: {len(train):,} tokens to learn, {len(test):,} to predict, {vocab_size:,} words")
    print(f"  perplexity {perplexity:.2f}")
    print("  " + "  ".join(f"top-{k} {100 * (rank < k).mean():.1f} %" for k in TOP))
    print(f"  fit {fit_seconds:.2f} s  load {load_seconds:.3f} s  {size / 1e6:.1f} MB  n-grams {model.sizes}")
    print(f"  one distribution p50 {p50:.3f} ms  p99 {p99:.3f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DATA_FOLDER", help="holds ptb/ and wikitext2/")
    parser.add_argument("--order", type=int, default=5)
    parser.add_argument("--max-ngrams", type=int, default=None)
    parser.add_argument("--half", action="store_true")
    args = parser.parse_args()
    for name in CORPORA:
        measure(name, args.folder, {"order": args.order, "max_ngrams": args.max_ngrams, "half": args.half})


if __name__ == "__main__":
    main()
