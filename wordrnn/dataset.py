"""From documents to token shards on disk, and from shards to the windows that training reads.

Held-out text is split off before the vocabulary is built. Shards are flat arrays, opened as memory maps, in a cache
folder keyed by the hash of the text and of every setting that shapes them: written once, used again by the next
run, and a text that has changed is another key.
"""

import hashlib
import json
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from corpora import Document
from wordrnn import files, lock
from wordrnn.errors import CorpusError, ModelError, storage_error
from wordrnn.text import paging
from wordrnn.text.chunks import WordCounter
from wordrnn.text.spool import MAX_VALID_BYTES, Part, Spool, split
from wordrnn.text.workers import Workers
from wordrnn.tokenizer import UNK_ID, Ids, Kind, Tokenizer, word_counter
from wordrnn.words.rare_words import FILE as RARE
from wordrnn.words.rare_words import RareWords

_FORMAT = 3
_MANIFEST = "manifest.json"
_VALID_TEXT = "valid.txt"
_MIN_TRAIN_TOKENS = 50
_WINDOWS_KEPT = 1000  # of a memory map; each touches a page in every stream at the most
_MIN_VALID_TOKENS = 10

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

TokenArray = npt.NDArray[np.unsignedinteger[Any]]


class Stopped(Exception):  # noqa: N818 - it was asked for
    """The text is not to be read to its end."""


@dataclass(frozen=True, slots=True)
class DataConfig:
    """What shapes the shards besides the text."""

    tokenizer: Kind = "word"
    vocabulary_size: int = 20_000
    redact: bool = True
    piece_count: int = 0  # how often a piece of words has to occur


@dataclass(frozen=True, slots=True)
class Dataset:
    """Tokenised text: `train` and `valid` are streams of ids in which `<eos>` ends every line."""

    folder: Path
    tokenizer: Tokenizer
    train: TokenArray  # [N]
    valid: TokenArray  # [M]
    documents: int
    coverage: float  # share of the held-out tokens that the vocabulary knows
    rare: RareWords | None = None  # words of the training text that the vocabulary has no room for
    left_out: int = 0  # documents that were not trained on, being held out; 0 where it was only opened

    @property
    def valid_text(self) -> str:
        """The beginning of the held-out text, letter by letter; empty where an earlier version made the shards."""
        path = self.folder / _VALID_TEXT
        return path.read_text(encoding="utf-8") if path.exists() else ""

    @property
    def key(self) -> str:
        """The hash of the text and of the settings that shaped it: the name of its folder."""
        return self.folder.name


def prepare(
    documents: Iterable[Document],
    held_out: Iterable[Document] | None,
    config: DataConfig,
    cache: Path,
    base: Tokenizer | None = None,
    workers: Workers | None = None,
    stop: Callable[[], object] = lambda: False,
) -> Dataset:
    """Return the dataset of `documents`, from `cache` where it is there already.

    `held_out` is the validation text, of which nothing is trained on, though `documents` may have it too. None holds
    out a twentieth of `documents`: whole ones where there are many, else blocks spread over each. Memory does not grow
    with the text: it is spooled to disk once and read in pieces.
    With `base`, whose kind `config` names, its tokens keep their ids, and words of the text follow them as far as
    `config.vocabulary_size` has room; pieces of words can spell any text, so that there are no new ones.
    What comes after reading is shared by `workers`, if there are any, where the text is large.
    Raises CorpusError where there is too little text, StorageError where the disk is full, Stopped soon after `stop()`
    has become true.
    """
    work = cache / f"{files.TEMPORARY}{uuid4().hex}"
    try:
        _sweep(cache)
        work.mkdir(parents=True)
        with lock.holding(work):
            return _Preparation(work, config, workers or Workers(1), stop).run(
                documents, held_out, cache, base
            )
    except OSError as error:
        raise storage_error(error, cache) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _sweep(cache: Path) -> None:
    """Delete what killed processes left: it holds the user's text."""
    for leftover in cache.glob(f"{files.TEMPORARY}*"):
        if not lock.is_held(leftover):
            shutil.rmtree(leftover, ignore_errors=True)


def open_dataset(folder: Path) -> Dataset:
    """Return the dataset in the cache folder `folder`. Raises CorpusError where it is gone or damaged."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        dtype = np.dtype(manifest["dtype"])
        arrays = {}
        for part in ("train", "valid"):
            path = folder / f"{part}.bin"
            if path.stat().st_size != manifest[f"{part}_tokens"] * dtype.itemsize:
                raise ValueError(f"{path.name} has another length")
            arrays[part] = np.memmap(path, dtype=dtype, mode="r")
        tokenizer = Tokenizer.load(folder / "tokenizer.json")
        rare = RareWords.load(folder / RARE, tokenizer) if (folder / RARE).exists() else None
    except (OSError, ValueError, KeyError, TypeError, ModelError) as error:
        raise CorpusError("shards-gone", path=str(folder)) from error
    return Dataset(
        folder, tokenizer, arrays["train"], arrays["valid"], manifest["documents"], manifest["coverage"], rare
    )


class Streams:
    """B parallel streams over one array of ids, read in windows of T tokens and their successors.

    Stream after stream, the targets are ids[1 : tokens + 1]: what remains at the end, less than B tokens, is left out.
    """

    def __init__(self, ids: TokenArray, batch: int, bptt: int) -> None:
        self.batch = batch
        self.bptt = bptt
        self.filled = max(
            1, min(batch, (len(ids) - 1) // 2)
        )  # streams with text in them; the rest is padding
        self.length = (len(ids) - 1) // self.filled  # targets in one stream
        self.ids = ids

    @property
    def windows(self) -> int:
        """How many windows there are, the last one perhaps shorter."""
        return -(-self.length // self.bptt)

    @property
    def tokens(self) -> int:
        """How many tokens are predicted in one pass."""
        return self.length * self.filled

    def targets(self, index: int) -> int:
        """Return how many tokens are predicted in window `index`."""
        return self.filled * min(self.bptt, self.length - index * self.bptt)

    def span(self, first: int, count: int) -> slice:
        """Return where the ids of `count` streams stand, from the stream `first` on."""
        begin, end = (min(stream, self.filled) * self.length for stream in (first, first + count))
        return slice(begin, end + 1 if end > begin else begin)

    def window(self, index: int, first: int = 0, count: int | None = None) -> npt.NDArray[np.int32]:
        """Return window `index` [B, T + 1]; what is beyond the end of the text is -1.

        Of `count` streams only, from the stream `first` on, where that is given.
        """
        begin = index * self.bptt
        length = min(self.bptt, self.length - begin)
        rows = self.batch if count is None else count
        filled = max(0, min(rows, self.filled - first))
        window = np.full((rows, self.bptt + 1), -1, dtype=np.int32)
        starts = np.arange(first, first + filled)[:, None] * self.length
        window[:filled, : length + 1] = self.ids[starts + np.arange(begin, begin + length + 1)]
        if index % _WINDOWS_KEPT == 0:
            paging.release(self.ids)
        return window


# Shards ---------------------------------------------------------------------------------------------------------------


def _key(spool: Spool, valid_spool: Spool | None, config: DataConfig, base: Tokenizer | None) -> str:
    valid = valid_spool.sha256 if valid_spool else None
    shaped_by = [_FORMAT, spool.sha256, valid, asdict(config), *([base.sha256] if base else [])]
    content = json.dumps(shaped_by, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Preparation:
    """The way from documents to shards, in the temporary folder `work`."""

    work: Path
    config: DataConfig
    workers: Workers
    stop: Callable[[], object]

    def run(
        self,
        documents: Iterable[Document],
        held_out: Iterable[Document] | None,
        cache: Path,
        base: Tokenizer | None,
    ) -> Dataset:
        """Return the dataset, which is made in `cache` unless it is there."""
        if held_out is None:
            spool = self._spool("text", documents)
            train, valid = split(spool)
        else:
            valid_spool = self._spool("valid-text", held_out)
            spool = self._spool("text", documents, without=valid_spool.marks)
            if spool.left_out and not spool.spans:
                raise CorpusError("nothing-but-held-out")
            train, valid = Part(spool, spool.spans), Part(valid_spool, valid_spool.spans)
        folder = cache / _key(spool, None if held_out is None else valid.spool, self.config, base)
        return replace(self._made(folder, train, valid, base), left_out=spool.left_out)

    def _made(self, folder: Path, train: Part, valid: Part, base: Tokenizer | None) -> Dataset:
        """Return the dataset in `folder`, which is made unless it is there."""
        if folder.exists():
            try:
                return open_dataset(folder)
            except CorpusError:
                shutil.rmtree(folder, ignore_errors=True)  # damaged: made anew
        self._build(self.work / "shards", train, valid, len(train.spool.spans), base)
        try:
            (self.work / "shards").rename(folder)
        except OSError:
            if not folder.exists():  # else another process made the same meanwhile
                raise
        return open_dataset(folder)

    def _spool(self, name: str, documents: Iterable[Document], without: Collection[bytes] = ()) -> Spool:
        redacting = self.config.redact and self.config.tokenizer != "pretokenized"
        return Spool.write(self.work / name, self._unless_stopped(documents), redacting, without)

    def _unless_stopped(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            if self.stop():
                raise Stopped
            yield item

    def _map(self, function: Callable[[Part], _Result], part: Part) -> Iterator[_Result]:
        """Yield what `function` makes of the part, piece by piece."""
        return self.workers.map(function, self._unless_stopped(part.tasks()), lambda piece: piece.size)

    def _tokenizer(self, train: Part, base: Tokenizer | None) -> Tokenizer:
        """Return the tokenizer of the text, or `base` with the words of the text that are new and most frequent."""
        room = self.config.vocabulary_size - base.vocab_size if base else 0
        if base and (base.kind == "bpe" or room <= 0):
            return base
        fitted = self._fitted(train)
        if base is None:
            return fitted
        known = set(base.vocabulary)
        return base.extended([word for word in fitted.vocabulary if word not in known][:room])

    def _fitted(self, train: Part) -> Tokenizer:
        config = self.config
        if config.tokenizer == "bpe":
            return Tokenizer.fit(
                self._unless_stopped(train.texts()), "bpe", config.vocabulary_size, config.piece_count
            )
        counter = WordCounter()
        for counts in self._map(_CountWords(config.tokenizer), train):
            counter.add_counts(counts)
        return Tokenizer.from_counts(counter.take(), config.tokenizer, config.vocabulary_size)

    def _build(self, folder: Path, train: Part, valid: Part, documents: int, base: Tokenizer | None) -> None:
        """Write tokenizer, shards and, last, the manifest into the new folder `folder`."""
        folder.mkdir()
        tokenizer = self._tokenizer(train, base)
        dtype = np.dtype(np.uint16 if tokenizer.vocab_size <= 1 << 16 else np.uint32)
        train_tokens, _ = self._write_shard(folder / "train.bin", train.weighted(), tokenizer, dtype)
        valid_tokens, unknown = self._write_shard(folder / "valid.bin", valid, tokenizer, dtype)
        needed = _MIN_TRAIN_TOKENS + _MIN_VALID_TOKENS
        if train_tokens + valid_tokens < needed:
            raise CorpusError("too-little-text", expected=needed, got=train_tokens + valid_tokens)
        if train_tokens < _MIN_TRAIN_TOKENS:
            raise CorpusError("too-little-text", expected=_MIN_TRAIN_TOKENS, got=train_tokens)
        if valid_tokens < _MIN_VALID_TOKENS:
            raise CorpusError("too-little-held-out", expected=_MIN_VALID_TOKENS, got=valid_tokens)
        if tokenizer.vocab_size < 3:
            raise CorpusError("no-repeated-words")
        files.write_text(folder / "tokenizer.json", tokenizer.to_json())
        rare = RareWords.of(train.texts(), tokenizer)
        if rare:
            rare.save(folder / RARE)
        files.write_text(folder / _VALID_TEXT, valid.beginning(MAX_VALID_BYTES))
        manifest = {
            "format": _FORMAT,
            "dtype": dtype.name,
            "vocabulary": tokenizer.vocab_size,
            "train_tokens": train_tokens,
            "valid_tokens": valid_tokens,
            "documents": documents,
            "coverage": 1 - unknown / valid_tokens,
            "config": asdict(self.config),
        }
        files.write_text(folder / _MANIFEST, json.dumps(manifest, indent=1) + "\n")

    def _write_shard(
        self, path: Path, part: Part, tokenizer: Tokenizer, dtype: np.dtype[Any]
    ) -> tuple[int, int]:
        """Write the ids of `part` to `path`; return how many there are, and how many of them are unknown words."""
        tokens = unknown = 0
        with path.open("wb") as file:
            for ids in self._map(_Encode(tokenizer), part):
                ids.astype(dtype).tofile(file)
                tokens += len(ids)
                unknown += int(np.count_nonzero(ids == UNK_ID))
        files.sync(path)
        return tokens, unknown


class _CountWords:
    """Counts the words of pieces of text, in whatever process; what was looked up for one serves the next."""

    def __init__(self, kind: Kind) -> None:
        self._kind: Kind = kind
        self._count = word_counter(kind)

    def __call__(self, part: Part) -> Counter[str]:
        return self._count(part.texts())

    def __reduce__(self) -> tuple[type[Self], tuple[Kind]]:
        return type(self), (self._kind,)


class _Encode:
    """Encodes pieces of text, in whatever process; what was looked up for one serves the next."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._encode = tokenizer.encoder()

    def __call__(self, part: Part) -> Ids:
        return np.concatenate([np.empty(0, np.int32), *map(self._encode, part.texts())])

    def __reduce__(self) -> tuple[Callable[[str], "_Encode"], tuple[str]]:
        return _encode_by, (self._tokenizer.to_json(),)


def _encode_by(tokenizer: str) -> _Encode:
    return _Encode(Tokenizer.from_json(tokenizer))
