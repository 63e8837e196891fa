"""An ARPA file as a model of the library, which predicts with its n-grams alone.

A file says p(w | h) and bow(h); here it is p(w | h) = prob(h, w) + bow(h) · p(w | h'), so prob(h, w) is what p lies
above what backing off would give. After every context these and bow sum to 1, as in any ARPA file whose probabilities
do. In an interpolated one, as KenLM's `lmplz` and SRILM's `-interpolate` write, none is below 0; others are refused.

Shapes: V words, C contexts, S n-grams of one order.
"""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from wordrnn import exchange, home, model_folder, staging
from wordrnn.arpa.reading import Arpa, Ngrams, refused
from wordrnn.arpa.writing import BEGIN, END, UNKNOWN
from wordrnn.errors import ModelError, storage_error
from wordrnn.ngram.model import NGramModel
from wordrnn.ngram.trie import NONE, Extensions, sum_by, word_dtype
from wordrnn.progress import Progress, part_of, untold
from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START, Kind, Tokenizer

log = logging.getLogger(__name__)

ENDINGS = (".arpa", ".lm")
_BEGINS, _ENDS = BEGIN.encode(), END.encode()
_UNKNOWNS = (UNKNOWN.encode(), b"<UNK>")
_LEAST = 1e-10  # the probability of an unknown word, or of a line's end, where a file has none
_LEAST_WEIGHT = 1e-30
_ROUNDED = 1e-5  # as far, for its size, a probability may be off for having been rounded in the file
_CLOSE, _NEAR = 5e-5, 1e-2  # how far from 1 a context's probabilities may sum: as they are; to be scaled
_LONGEST_WORD = 200  # characters

_Number = TypeVar("_Number", np.float64, np.int64)
_Floats = npt.NDArray[np.float64]
_Ints = npt.NDArray[np.int64]


def import_arpa(file: Path, name: str = "", kind: Kind | None = None, progress: Progress = untold) -> str:
    """Take the ARPA file `file` into the library as `name`, or a free name like the file's; return the name.

    `kind` is how text is split into its words; left out, it is what the file says, if it is ours, or "word". It becomes
    the active model where there was none. Raises ModelError for anything in the file that is not as it should be,
    OptionError where the name is taken, StorageError; then nothing is left of it.
    """
    exchange.check_free(name)
    with staging.staged(home.models_folder()) as folder:
        words, model, noted = read(file, part_of(progress, 0, 0.9))
        kind = kind or noted
        tokenizer = Tokenizer.from_counts({}, kind, 2).extended(words[2:])
        if tokenizer.vocabulary[2:] != list(words[2:]):
            raise refused(file, "words that a vocabulary cannot hold")
        try:
            folder.mkdir(parents=True)
        except OSError as error:
            raise storage_error(error, folder.parent) from error
        model.save(model_folder.ngram_folder(folder))
        _publish(folder, file, tokenizer, model)
        exchange.check_model(folder)
        progress(1)
        return exchange.move_in(folder, name, file.stem)


def read(file: Path, progress: Progress = untold) -> tuple[list[str], NGramModel, Kind]:
    """Return the words [V] of the ARPA file `file`, with `<unk>` and `<eos>`, its model, and how it splits text."""
    try:
        with file.open("rb") as opened:
            return _read(Arpa(file, opened, progress))
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise ModelError("no-arpa-file", path=str(file)) from error
    except OSError as error:
        raise ModelError("unreadable-model", path=str(file), reason=error.strerror or str(error)) from error


def _read(arpa: Arpa) -> tuple[list[str], NGramModel, Kind]:
    names, singles = arpa.words()
    vocabulary = _Vocabulary(arpa.path, names, singles)
    extensions: list[Extensions] = []
    weights = vocabulary.weights
    scaled = 0
    for n in range(2, len(arpa.counts) + 1):
        shorter = NGramModel(vocabulary.unigram, extensions)
        order = _Order(arpa.path, shorter, n, weights, vocabulary.words)
        for ngrams in arpa.ngrams(n, vocabulary.numbers):
            order.add(ngrams)
        added, weights = order.built()
        scaled += order.scaled
        extensions.append(added)
    arpa.end()
    if np.any(abs(weights - 1) > _CLOSE):
        raise refused(arpa.path, "backoff weights of the longest n-grams")
    if scaled:
        log.warning(
            "%s: after %s contexts the probabilities did not sum to 1 and were scaled", arpa.path, scaled
        )
    return vocabulary.words, NGramModel(vocabulary.unigram, extensions), _kind(arpa, vocabulary.words)


def _kind(arpa: Arpa, words: Sequence[str]) -> Kind:
    pieces = sum(word.startswith(WORD_START) for word in words)
    if arpa.notes.get("tokenizer") == "bpe" or pieces > len(words) / 4:
        raise refused(arpa.path, "pieces of words, which cannot be put together without their tokenizer")
    return "pretokenized" if arpa.notes.get("tokenizer") == "pretokenized" else "word"


class _Vocabulary:
    """The words of a file by their ids here: `<unk>`, `<eos>`, then by falling probability."""

    def __init__(self, path: Path, names: list[bytes], singles: Ngrams) -> None:
        chances = _powers(singles.log10)
        unknown = next((names.index(each) for each in _UNKNOWNS if each in names), None)
        special = {unknown, *(names.index(each) for each in (_BEGINS, _ENDS) if each in names)}
        plain = np.array([place for place in range(len(names)) if place not in special], np.int64)
        plain = plain[np.argsort(-chances[plain], kind="stable")]
        self.words = [UNKNOWN, "<eos>", *(_decoded(path, names[place]) for place in plain.tolist())]
        size = len(self.words)
        self.numbers: dict[bytes, int] = {names[place]: n for n, place in enumerate(plain.tolist(), start=2)}
        self.unigram = np.full(size, _LEAST, np.float32)
        self.unigram[2:] = np.maximum(chances[plain], _LEAST)
        self.weights: _Floats = np.ones(size)
        self.weights[2:] = _powers(singles.weights[plain])
        if unknown is not None:
            self.numbers[names[unknown]] = UNK_ID
            self.unigram[UNK_ID] = max(chances[unknown], _LEAST)
            self.weights[UNK_ID] = _powers(singles.weights[unknown])
        if _ENDS in names:
            # Above all ids until it is known to stand where a line ends: <s> is the same word here.
            self.numbers[_ENDS] = size
            self.unigram[EOS_ID] = max(chances[names.index(_ENDS)], _LEAST)
        if _BEGINS in names:
            self.numbers[_BEGINS] = EOS_ID
            self.weights[EOS_ID] = _powers(singles.weights[names.index(_BEGINS)])
        total = float(self.unigram.sum(dtype=np.float64))
        if abs(total - 1) > _NEAR:
            raise refused(path, f"the probabilities of its words sum to {total:.4f}, not to 1")
        if abs(total - 1) > _CLOSE:
            self.unigram = (self.unigram / total).astype(np.float32)


class _Order:
    """The n-grams of one order, gathered from blocks, and then sorted."""

    def __init__(
        self, path: Path, shorter: NGramModel, n: int, weights: _Floats, words: Sequence[str]
    ) -> None:
        """`weights` [C] are the backoff weights of the n-grams in `shorter` that have n - 1 words."""
        self.scaled = 0
        """After how many contexts probabilities were scaled to sum to 1."""
        self._path, self._shorter, self._n, self._words = path, shorter, n, words
        self._weights = np.maximum(weights, _LEAST_WEIGHT)
        self._keys: list[_Ints] = []
        self._probs: list[_Floats] = []
        self._own_weights: list[_Floats] = []

    def add(self, ngrams: Ngrams) -> None:
        """Take some n-grams."""
        words, size = ngrams.words, self._shorter.vocab_size
        if (words[:, :-1] == size).any() or (words[:, 1:] == EOS_ID).any():
            raise refused(self._path, f"n-grams of {self._n} words with {BEGIN} or {END} in their middle")
        words = np.where(words == size, EOS_ID, words)
        contexts = self._shorter.entries(words[:, :-1])
        if (contexts == NONE).any():
            lacking = words[int(np.argmax(contexts == NONE))]
            raise refused(self._path, f"{self._quoted(lacking)} goes on from words that are not in it")
        chances = _powers(ngrams.log10)
        lower = self._weights[contexts] * self._shorter.probabilities(words[:, 1:])
        probs = chances - lower
        below = probs < -_ROUNDED * chances - 1e-12
        if below.any():
            found = words[int(np.argmax(below))]
            raise refused(
                self._path, f"{self._quoted(found)} is less probable than without it: not interpolated"
            )
        self._keys.append(contexts * size + words[:, -1])
        self._probs.append(np.maximum(probs, 0.0))
        self._own_weights.append(_powers(ngrams.weights))

    def built(self) -> tuple[Extensions, _Floats]:
        """Return what the order adds, and [S] the backoff weights of its n-grams."""
        size, contexts_size = self._shorter.vocab_size, len(self._weights)
        keys, probs = _joined(self._keys, np.int64), _joined(self._probs, np.float64)
        own = _joined(self._own_weights, np.float64)
        self._keys, self._probs, self._own_weights = [], [], []
        by_key = np.argsort(keys, kind="stable")
        keys, probs, own = keys[by_key], probs[by_key], own[by_key]
        if (keys[1:] == keys[:-1]).any():
            twice = int(keys[1:][keys[1:] == keys[:-1]][0]) % size
            raise refused(self._path, f"an n-gram of {self._n} words twice, ending in {self._words[twice]!r}")
        contexts = keys // size
        sums = self._weights + sum_by(contexts, probs, contexts_size)
        off = abs(sums - 1)
        if not (off <= _NEAR).all():
            worst = float(sums[int(np.argmax(off))])
            raise refused(self._path, f"probabilities after {self._n - 1} words sum to {worst:.4f}, not to 1")
        factors = np.where(off > _CLOSE, 1 / sums, 1.0)
        self.scaled = int(np.count_nonzero(off > _CLOSE))
        first = np.zeros(contexts_size + 1, np.uint32)
        np.cumsum(np.bincount(contexts, minlength=contexts_size), out=first[1:], dtype=np.uint32)
        added = Extensions(
            first,
            (self._weights * factors).astype(np.float32),
            (keys % size).astype(word_dtype(size)),
            (probs * factors[contexts]).astype(np.float32),
        )
        return added, own

    def _quoted(self, words: _Ints) -> str:
        return repr(" ".join(self._words[int(each)] for each in words))[:200]


def _publish(folder: Path, file: Path, tokenizer: Tokenizer, model: NGramModel) -> None:
    created = datetime.now(UTC).isoformat(timespec="seconds")
    source = exchange.CONTROLS.sub("", file.name)[:200]
    training = {
        "corpus": source,
        "vocabulary": tokenizer.vocab_size,
        "tokenizer": tokenizer.kind,
        "imported_from": "arpa",
    }
    model_folder.publish(
        folder,
        created=created,
        tokenizer=tokenizer,
        config=None,
        weights=None,
        mixture={"ngram": 1.0},
        training=training,
        metrics={},
        history="",
        card=_card(source, created, tokenizer, model),
    )


def _card(source: str, created: str, tokenizer: Tokenizer, model: NGramModel) -> str:
    sizes = ", ".join(f"{size:,}" for size in model.sizes)
    return f"""# {source}

An n-gram model taken from the ARPA file {source} on {created}.

- Vocabulary: {tokenizer.vocab_size:,} words; text is split as `{tokenizer.kind}`
- n-grams of 1, 2, … words: {sizes}
- Network: none, the n-gram predicts alone

## Licence and limits

What it was made from, and how good it is, the file does not say; `wordrnn evaluate` measures it. The terms of its texts
apply. It predicts what is likely in such text, not what is true.
"""


def _decoded(path: Path, word: bytes) -> str:
    try:
        text = word.decode("utf-8")
    except UnicodeDecodeError:
        raise refused(path, f"{ascii(word)[:80]} is not in UTF-8; convert the file") from None
    if exchange.CONTROLS.search(text) or len(text) > _LONGEST_WORD:
        raise refused(path, f"{ascii(text)[:80]} is no word")
    return text


def _joined(parts: Sequence[npt.NDArray[_Number]], dtype: type[_Number]) -> npt.NDArray[_Number]:
    return np.concatenate(parts) if parts else np.zeros(0, dtype)


def _powers(log10: _Floats) -> _Floats:
    return np.power(10.0, log10)
