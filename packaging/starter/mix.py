"""What each source is worth: its share in the mixture that predicts the development texts best.

    python packaging/starter/mix.py DATA TEXT

TEXT is what `prepare.py` made. An n-gram is fitted on each source, all over one vocabulary; the weights of their
mixture are fitted on each of DATA/typing-dev by expectation-maximisation. A source's worth is its mean weight over its
part of the text: of one above 1 the network should read more, of one below 1 less.
"""

import argparse
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from prepare import Recipe

from wordrnn.mixture import fit_weights
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import UNK_ID, Tokenizer, word_counts

_MOST = 450_000  # characters of each development text


@dataclass(frozen=True, slots=True)
class Worth:
    """What a source is worth to people who type."""

    name: str
    tokens: int
    shares: Mapping[str, float]
    """Development text → the source's weight in the mixture for it."""
    worth: float


def worths(texts: Mapping[str, str], development: Mapping[str, str], vocabulary: int) -> list[Worth]:
    """Return the worth of each of `texts` to the `development` texts, all of which weigh the same."""
    counts: Counter[str] = Counter()
    for text in texts.values():
        counts.update(word_counts([text], "word"))
    tokenizer = Tokenizer.from_counts(counts, "word", vocabulary)
    wanted = {name: tokenizer.encode(text).astype(np.int64) for name, text in development.items()}
    columns: dict[str, list[npt.NDArray[np.floating]]] = {name: [] for name in wanted}
    sizes: dict[str, int] = {}
    for name, text in texts.items():
        ids = tokenizer.encode(text)
        sizes[name] = len(ids)
        model = NGramModel.fit(ids, tokenizer.vocab_size)
        for test, targets in wanted.items():
            columns[test].append(model.score(targets)[targets != UNK_ID])
    weights = {test: fit_weights(np.stack(found, axis=1)) for test, found in columns.items()}
    mean = np.mean(list(weights.values()), axis=0)
    total = sum(sizes.values())
    return [
        Worth(
            name,
            size,
            {test: float(found[i]) for test, found in weights.items()},
            float(mean[i] * total / size),
        )
        for i, (name, size) in enumerate(sizes.items())
    ]


def table(found: Sequence[Worth]) -> str:
    """Return the worths as lines of text."""
    names = list(found[0].shares)
    lines = [f"{'':24} {'tokens':>10}  " + " ".join(f"{name[:8]:>8}" for name in names) + "   worth"]
    for each in found:
        shares = " ".join(f"{each.shares[name]:8.3f}" for name in names)
        lines.append(f"{each.name:24} {each.tokens:>10,}  {shares}  {each.worth:6.2f}")
    return "\n".join(lines)


def main() -> None:
    """Print what the sources of the recipe are worth."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, metavar="DATA")
    parser.add_argument("text", type=Path, metavar="TEXT")
    args = parser.parse_args()
    recipe = Recipe.read()
    texts = {
        source.name: (args.text / "train" / f"{source.name}.txt").read_text(encoding="utf-8")
        for source in recipe.sources
    }
    development = {
        path.stem.removeprefix("en_US.").removesuffix(".sample"): path.read_text(encoding="utf-8")[:_MOST]
        for pattern in recipe.measured_on
        for path in sorted(args.data.glob(pattern))
    }
    print(table(worths(texts, development, recipe.vocabulary)))


if __name__ == "__main__":
    main()
