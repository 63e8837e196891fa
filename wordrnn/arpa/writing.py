"""An n-gram model as an ARPA file.

Ours is interpolated, p(w | h) = prob(h, w) + γ(h) · p(w | h'), and ARPA's backs off: p(w | h) is listed, or else
bow(h) · p(w | h'). With the whole p(w | h) of every n-gram listed and bow = γ they are the same distribution, exactly.
`<eos>` is `</s>` where it is predicted, and `<s>` where a text goes on from it.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from wordrnn.errors import ModelError
from wordrnn.next_word import IntArray
from wordrnn.ngram.model import NGramModel
from wordrnn.ngram.trie import Extensions
from wordrnn.progress import Progress, untold
from wordrnn.tokenizer import EOS_ID

BEGIN, END, UNKNOWN = "<s>", "</s>", "<unk>"
NEVER = -99.0
"""The logarithm of what is never predicted: `<s>`."""
_BLOCK = 1 << 16  # lines
# Words that mean something else to a reader of ARPA files, as some write them.
_TAKEN = re.compile(r"\\*</?s>|\\*<unk>", re.IGNORECASE)
_SPACES = re.compile("[\\s\0-\x20\x7f]")


def write(
    model: NGramModel,
    vocabulary: Sequence[str],
    target: Path,
    notes: Sequence[str],
    progress: Progress = untold,
) -> None:
    """Write `model` to the new file `target`; `vocabulary` [V] are the words as the tokenizer has them.

    `notes` are lines that stand before, behind a `#`. No more than a block of lines is in memory at once. Raises
    ModelError where n-grams reach over an `<eos>`, as none of ours does, OSError.
    """
    names = spelled(vocabulary)
    unigram, extensions = model.arrays
    sizes = [len(names) + 1, *model.sizes[1:]]  # and <s>
    total, done = sum(sizes), 0
    with target.open("x", encoding="utf-8", newline="\n", errors="replace") as file:
        file.writelines(f"# {note}\n" for note in notes)
        file.write("\n\\data\\\n")
        file.writelines(f"ngram {n}={size}\n" for n, size in enumerate(sizes, start=1))
        _write_words(file, unigram, extensions, names)
        done += sizes[0]
        for n in range(2, model.order + 1):
            file.write(f"\n\\{n}-grams:\n")
            for lines in _lines(model, n, names):
                file.write("".join(lines))
                done += len(lines)
                progress(done / total)
        file.write("\n\\end\\\n")


def spelled(vocabulary: Sequence[str]) -> list[str]:
    """Return the words of `vocabulary` as they stand in a file: each without space in it, and no two alike."""
    names = [UNKNOWN, END]
    taken = set(names) | set(vocabulary)
    for word in vocabulary[2:]:
        name = word
        if not word or _TAKEN.fullmatch(word) or _SPACES.search(word):
            name = "\\" + _SPACES.sub(lambda found: f"x{ord(found[0]):02x}", word)
            while name in taken:
                name = "\\" + name
            taken.add(name)
        names.append(name)
    return names


def _write_words(file: IO[str], unigram: Any, extensions: Sequence[Extensions], names: Sequence[str]) -> None:
    file.write("\n\\1-grams:\n")
    chances = _log10(unigram).tolist()
    weights = _weights(extensions, 0, np.arange(len(unigram)))
    file.write(f"{NEVER:g}\t{BEGIN}{weights[EOS_ID]}\n")
    weights[EOS_ID] = ""
    for name, chance, weight in zip(names, chances, weights, strict=True):
        file.write(f"{chance:.9g}\t{name}{weight}\n")


def _lines(model: NGramModel, n: int, names: Sequence[str]) -> Iterator[list[str]]:
    """Yield the lines of the n-grams of n words, in blocks."""
    _, extensions = model.arrays
    within = [*names]
    within[EOS_ID] = BEGIN
    for begin in range(0, model.sizes[n - 1], _BLOCK):
        entries = np.arange(begin, min(begin + _BLOCK, model.sizes[n - 1]))
        ngrams = _words_of(extensions, n, entries)
        if (ngrams[:, 1:-1] == EOS_ID).any():
            raise ModelError("ngram-over-line")
        chances = _log10(model.probabilities(ngrams)).tolist()
        columns = [map(within.__getitem__, column) for column in ngrams.T[:-1].tolist()]
        columns.append(map(names.__getitem__, ngrams[:, -1].tolist()))
        words = map(" ".join, zip(*columns, strict=True))
        weights = _weights(extensions, n - 1, entries)
        yield [
            f"{chance:.9g}\t{text}{weight}\n"
            for chance, text, weight in zip(chances, words, weights, strict=True)
        ]


def _words_of(extensions: Sequence[Extensions], n: int, entries: IntArray) -> npt.NDArray[np.int64]:
    """Return the words [S, n] of the n-grams of n words at `entries` [S]."""
    columns = []
    for order in reversed(extensions[: n - 1]):
        columns.append(order.words[entries].astype(np.int64))
        entries = np.searchsorted(order.first, entries, side="right") - 1
    return np.stack([np.asarray(entries, np.int64), *reversed(columns)], axis=1)


def _weights(extensions: Sequence[Extensions], n: int, entries: IntArray) -> list[str]:
    """Return the backoff weights of n-grams of n + 1 words as they stand in a line: nothing where none continues."""
    if n >= len(extensions):
        return [""] * len(entries)
    order = extensions[n]
    weights = _log10(order.backoff[entries]).tolist()
    continued = (order.first[entries + 1] > order.first[entries]).tolist()
    return [f"\t{weight:.9g}" if more else "" for weight, more in zip(weights, continued, strict=True)]


def _log10(values: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
    # A sum of rounded numbers may lie a little above 1, and readers refuse a positive logarithm.
    return np.log10(np.clip(values.astype(np.float64), 1e-90, 1.0)) + 0.0
