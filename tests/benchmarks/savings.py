"""Keystrokes saved on text that people typed, beside an n-gram written independently.

python -m tests.benchmarks.savings DATA [--model M] [--words N] [--test PATH]...

Without a model: the tokenizer and the Kneser-Ney 5-gram alone, fitted on DATA/english/tatoeba and DATA/english/masc
with a vocabulary of 20,000, as a training run would before its network. With one: each of its parts, and the mixture.
The tests are DATA/typing-dev unless named. Of each, every line counts if N is 0, else lines spread evenly over it.
"""

import argparse
import tempfile
from collections.abc import Iterable
from pathlib import Path

from wordrnn import library
from wordrnn.dataset import DataConfig, prepare
from wordrnn.evaluation import PARTS, evaluate
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.text import sources

TRAIN = ("english/tatoeba", "english/masc")
TESTS = {  # an unpruned 5-gram of the same text saves so many percent, +- 0.5 for tokenisation
    "typing-dev/en_US.blogs.sample.txt": 42.7,
    "typing-dev/en_US.news.sample.txt": 41.3,
    "typing-dev/en_US.twitter.sample.txt": 40.6,
}
NAMES = (*PARTS, "mixture", "memory")


def fitted(data: Path, vocabulary: int) -> Predictor:
    paths = [str(data / path) for path in TRAIN]
    with tempfile.TemporaryDirectory() as scratch:
        config = DataConfig(vocabulary_size=vocabulary)
        dataset = prepare(sources.documents_of(paths), None, config, Path(scratch))
        print(f"{len(dataset.train):,} tokens, {100 * dataset.coverage:.1f} % of held-out ones known")
        ngram = NGramModel.fit(dataset.train, dataset.tokenizer.vocab_size)
        return Predictor(dataset.tokenizer, {"ngram": ngram}, {"ngram": 1.0}, rare=dataset.rare)


def sample(path: Path, words: int) -> str:
    """Return about so many words of a text, in whole lines spread over it; 0 is all."""
    text = "".join(document.text for document in sources.documents_of([str(path)]))
    lines = text.splitlines(keepends=True)
    share = min(1.0, words / len(text.split())) if words else 1.0
    return "".join(line for i, line in enumerate(lines) if int((i + 1) * share) > int(i * share))


def measure(predictor: Predictor, text: str, names: Iterable[str], reference: float | None) -> None:
    results = evaluate(predictor, [text], names=list(names), latency_letters=0)
    for name, figures in results.items():
        saved = 100 * figures["keystroke_savings"]
        beside = f" ({saved - reference:+.1f})" if reference else ""
        print(
            f"  {name:8} saved {saved:5.2f} %{beside}  top-1 {100 * figures['top1']:.1f}"
            f"  top-3 {100 * figures['top3']:.1f}  perplexity {figures['perplexity']:.1f}"
            f"  unknown {100 * figures['unknown_rate']:.1f} %",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA", help="holds english/ and typing-dev/")
    parser.add_argument("--model", help="a model's name or folder")
    parser.add_argument("--words", type=int, default=40_000, help="of each test; 0 is all")
    parser.add_argument("--vocabulary", type=int, default=20_000, help="without a model")
    parser.add_argument("--test", type=Path, action="append", help="another text, any number of times")
    args = parser.parse_args()
    predictor = (
        Predictor.open(library.model_path(args.model)) if args.model else fitted(args.data, args.vocabulary)
    )
    names = NAMES if args.model else ("ngram", "memory")
    tests = dict.fromkeys(args.test) if args.test else TESTS
    for path, reference in tests.items():
        text = sample(args.data / path, args.words)
        beside = f" (reference {reference} %)" if reference else ""
        print(f"{Path(path).name}: {len(text.split()):,} words{beside}", flush=True)
        measure(predictor, text, names, reference)


if __name__ == "__main__":
    main()
