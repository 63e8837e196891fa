"""From documents to token shards on disk, and from shards to the windows that training reads.

Held-out text is split off before the vocabulary is built. Shards are flat arrays, opened as memory maps, in a cache
folder keyed by the hash of the text and of every setting that shapes them: written once, used again by the next
run, and a text that has changed is another key.
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

import numpy as np
import numpy.typing as npt

from corpora import Document
from wordrnn import files, lock
from wordrnn.errors import CorpusError, ModelError, storage_error
from wordrnn.rare_words import FILE as RARE
from wordrnn.rare_words import RareWords
from wordrnn.redaction import redact
from wordrnn.tokenizer import UNK_ID, Kind, Tokenizer

_FORMAT = 2
_MANIFEST = "manifest.json"
_VALID_TEXT = "valid.txt"
_READ_CHARS = 1 << 20
_VALID_SHARE = 0.05
_MAX_VALID_BYTES = 1_000_000  # measuring on more would take longer than it tells
_MANY_DOCUMENTS = 20  # from here on whole documents are held out
_BLOCKS = 40  # of a document that is split itself
_MIN_TRAIN_TOKENS = 50
_MIN_VALID_TOKENS = 10

TokenArray = npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class DataConfig:
    """What shapes the shards besides the text."""

    tokenizer: Kind = "word"
    vocabulary_size: int = 20_000
    redact: bool = True


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
) -> Dataset:
    """Return the dataset of `documents`, from `cache` where it is there already.

    `held_out` is the validation text; None holds out a twentieth of `documents`: whole ones where there are many,
    else blocks spread over each. Memory does not grow with the text: it is spooled to disk once and read in pieces.
    With `base`, whose kind `config` names, its tokens keep their ids, and words of the text follow them as far as
    `config.vocabulary_size` has room; pieces of words can spell any text, so that there are no new ones.
    Raises CorpusError where there is too little text, StorageError where the disk is full.
    """
    work = cache / f"{files.TEMPORARY}{uuid4().hex}"
    try:
        _sweep(cache)
        work.mkdir(parents=True)
        with lock.holding(work):
            return _prepared(documents, held_out, config, cache, work, base)
    except OSError as error:
        raise storage_error(error, cache) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _prepared(
    documents: Iterable[Document],
    held_out: Iterable[Document] | None,
    config: DataConfig,
    cache: Path,
    work: Path,
    base: Tokenizer | None,
) -> Dataset:
    redacting = config.redact and config.tokenizer != "pretokenized"
    spool = _Spool.write(work / "text", documents, redacting)
    if held_out is None:
        train, valid = _split(spool)
    else:
        valid_spool = _Spool.write(work / "valid-text", held_out, redacting)
        train, valid = _Part(spool, spool.spans), _Part(valid_spool, valid_spool.spans)
    folder = cache / _key(spool, None if held_out is None else valid.spool, config, base)
    if folder.exists():
        try:
            return open_dataset(folder)
        except CorpusError:
            shutil.rmtree(folder, ignore_errors=True)  # damaged: made anew
    _build(work / "shards", train, valid, len(spool.spans), config, base)
    (work / "shards").rename(folder)
    return open_dataset(folder)


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
        self._ids = ids

    @property
    def windows(self) -> int:
        """How many windows there are, the last one perhaps shorter."""
        return -(-self.length // self.bptt)

    @property
    def tokens(self) -> int:
        """How many tokens are predicted in one pass."""
        return self.length * self.filled

    def window(self, index: int) -> npt.NDArray[np.int32]:
        """Return window `index` [B, T + 1]; what is beyond the end of the text is -1."""
        begin = index * self.bptt
        count = min(self.bptt, self.length - begin)
        window = np.full((self.batch, self.bptt + 1), -1, dtype=np.int32)
        starts = np.arange(self.filled)[:, None] * self.length
        window[: self.filled, : count + 1] = self._ids[starts + np.arange(begin, begin + count + 1)]
        return window


# Spooling -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece of a spool file, cut at a line end: [start, end) in bytes, taken `weight` times."""

    start: int
    end: int
    weight: float

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class _Spool:
    """All the text of a run in one temporary file, so that memory does not have to hold it."""

    path: Path
    spans: list[_Span]  # one a document
    sha256: str

    @classmethod
    def write(cls, path: Path, documents: Iterable[Document], redacting: bool) -> "_Spool":
        """Write the documents, each once however often it comes: a copy would be held out and trained on as well."""
        digest = hashlib.sha256()
        seen: set[bytes] = set()
        spans = []
        position = 0
        with path.open("wb") as file:
            for document in documents:
                content = (redact(document.text) if redacting else document.text).encode()
                mark = hashlib.sha256(content).digest()
                if mark in seen:
                    continue
                seen.add(mark)
                digest.update(f"{len(content)} {document.weight}\n".encode())
                digest.update(content)
                file.write(content)
                spans.append(_Span(position, position + len(content), document.weight))
                position += len(content)
        return cls(path, spans, digest.hexdigest())

    def texts(self, spans: Iterable[_Span]) -> Iterator[str]:
        """Yield the text of `spans` in pieces of whole lines."""
        with self.path.open("rb") as file:
            for span in spans:
                file.seek(span.start)
                left = span.size
                while left > 0:
                    piece = file.read(min(_READ_CHARS, left))
                    if len(piece) < left:
                        piece += file.readline(left - len(piece))
                    left -= len(piece)
                    yield piece.decode()

    def cut(self, span: _Span, pieces: int, inside_lines: bool = False) -> Iterator[_Span]:
        """Yield `span` in about `pieces` parts, cut at line ends; or at spaces, `inside_lines`."""
        size = max(1, -(-span.size // pieces))
        with self.path.open("rb") as file:
            start = span.start
            while start < span.end:
                file.seek(min(start + size, span.end) - 1)
                if inside_lines:
                    _skip_word(file)
                else:
                    file.readline()
                end = min(file.tell(), span.end)
                yield _Span(start, end, span.weight)
                start = end


def _skip_word(file: BinaryIO) -> None:
    """Move behind the next white space, or, where none is near, to the next character of UTF-8."""
    start = file.tell()
    ahead = file.read(4096)
    space = min((place for place in map(ahead.find, (b" ", b"\n")) if place >= 0), default=-1)
    if space < 0:
        space = next((place for place, byte in enumerate(ahead[1:4]) if byte & 0xC0 != 0x80), len(ahead) - 1)
    file.seek(start + space + 1)


@dataclass(frozen=True, slots=True)
class _Part:
    """The spans of a spool that are trained on, or those that are held out."""

    spool: _Spool
    spans: list[_Span]

    def texts(self) -> Iterator[str]:
        """Yield the text in pieces of whole lines."""
        return self.spool.texts(self.spans)

    def weighted(self) -> "_Part":
        """Return the part with every span as often as it weighs; of a fraction, blocks spread over the spans."""
        spans: list[_Span] = []
        due = 0.0
        for span in self.spans:
            spans += [span] * int(span.weight)
            if span.weight % 1:
                for piece in self.spool.cut(span, _BLOCKS):
                    due += span.weight % 1
                    if due > 1 - 1e-9:
                        due -= 1
                        spans.append(piece)
        return _Part(self.spool, spans)


def _split(spool: _Spool) -> tuple[_Part, _Part]:
    """Return what to train on and the twentieth that is held out, of a large text less."""
    train, valid = _split_at(spool, inside_lines=False)
    total = sum(span.size for span in spool.spans)
    wanted = min(_VALID_SHARE * total, _MAX_VALID_BYTES)
    # A text of a few long lines has no line ends where they are needed.
    if sum(span.size for span in valid) < wanted / 2:
        train, valid = _split_at(spool, inside_lines=True)
    return _Part(spool, train), _Part(spool, valid)


def _split_at(spool: _Spool, inside_lines: bool) -> tuple[list[_Span], list[_Span]]:
    many = len(spool.spans) >= _MANY_DOCUMENTS
    total = sum(span.size for span in spool.spans)
    share = min(_VALID_SHARE, _MAX_VALID_BYTES / max(total, 1))
    train: list[_Span] = []
    valid: list[_Span] = []
    seen = held_out = 0
    for document in spool.spans:
        # A document that is much of the whole cannot be held out whole.
        whole = many and document.size < total / _MANY_DOCUMENTS
        pieces = max(_BLOCKS, round(2 / share)) if share else _BLOCKS
        for span in [document] if whole else spool.cut(document, pieces, inside_lines):
            seen += span.size
            if train and held_out + span.size / 2 <= share * seen:
                held_out += span.size
                valid.append(span)
            else:
                train.append(span)
    return train, valid


# Shards ---------------------------------------------------------------------------------------------------------------


def _key(spool: _Spool, valid_spool: _Spool | None, config: DataConfig, base: Tokenizer | None) -> str:
    valid = valid_spool.sha256 if valid_spool else None
    shaped_by = [_FORMAT, spool.sha256, valid, asdict(config), *([base.sha256] if base else [])]
    content = json.dumps(shaped_by, sort_keys=True)
    return hashlib.sha256(content.encode()).hexdigest()[:32]


def _tokenizer(train: _Part, config: DataConfig, base: Tokenizer | None) -> Tokenizer:
    """Return the tokenizer of the text, or `base` with the words of the text that are new and most frequent."""
    room = config.vocabulary_size - base.vocab_size if base else 0
    if base and (base.kind == "bpe" or room <= 0):
        return base
    fitted = Tokenizer.fit(train.texts(), config.tokenizer, config.vocabulary_size)
    if base is None:
        return fitted
    known = set(base.vocabulary)
    return base.extended([word for word in fitted.vocabulary if word not in known][:room])


def _build(
    folder: Path, train: _Part, valid: _Part, documents: int, config: DataConfig, base: Tokenizer | None
) -> None:
    """Write tokenizer, shards and, last, the manifest into the new folder `folder`."""
    folder.mkdir()
    tokenizer = _tokenizer(train, config, base)
    dtype = np.dtype(np.uint16 if tokenizer.vocab_size <= 1 << 16 else np.uint32)
    train_tokens, _ = _write_shard(folder / "train.bin", train.weighted(), tokenizer, dtype)
    valid_tokens, unknown = _write_shard(folder / "valid.bin", valid, tokenizer, dtype)
    needed = _MIN_TRAIN_TOKENS + _MIN_VALID_TOKENS
    if train_tokens < _MIN_TRAIN_TOKENS or train_tokens + valid_tokens < needed:
        raise CorpusError("too-little-text", expected=needed, got=train_tokens + valid_tokens)
    if valid_tokens < _MIN_VALID_TOKENS:
        raise CorpusError("too-little-held-out", expected=_MIN_VALID_TOKENS, got=valid_tokens)
    if tokenizer.vocab_size < 3:
        raise CorpusError("no-repeated-words")
    files.write_text(folder / "tokenizer.json", tokenizer.to_json())
    rare = RareWords.of(train.texts(), tokenizer)
    if rare:
        rare.save(folder / RARE)
    files.write_text(folder / _VALID_TEXT, "".join(valid.texts())[:_MAX_VALID_BYTES])
    manifest = {
        "format": _FORMAT,
        "dtype": dtype.name,
        "vocabulary": tokenizer.vocab_size,
        "train_tokens": train_tokens,
        "valid_tokens": valid_tokens,
        "documents": documents,
        "coverage": 1 - unknown / valid_tokens,
        "config": asdict(config),
    }
    files.write_text(folder / _MANIFEST, json.dumps(manifest, indent=1) + "\n")


def _write_shard(path: Path, part: _Part, tokenizer: Tokenizer, dtype: np.dtype[Any]) -> tuple[int, int]:
    """Write the ids of `part` to `path`; return how many there are, and how many of them are unknown words."""
    tokens = unknown = 0
    encode = tokenizer.encoder()
    with path.open("wb") as file:
        for text in part.texts():
            ids = encode(text)
            ids.astype(dtype).tofile(file)
            tokens += len(ids)
            unknown += int(np.count_nonzero(ids == UNK_ID))
    files.sync(path)
    return tokens, unknown
