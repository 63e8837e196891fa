"""All the text of a run in one temporary file, and which pieces of it are trained on or held out."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from corpora import Document
from wordrnn.text.redaction import redact

_READ_CHARS = 1 << 20
_VALID_SHARE = 0.05
MAX_VALID_BYTES = 1_000_000  # measuring on more would take longer than it tells
_MANY_DOCUMENTS = 20  # from here on whole documents are held out
_BLOCKS = 40  # of a document that is split itself
_TASK_BYTES = 8_000_000
_TASK_SPANS = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a spool file, cut at a line end: [start, end) in bytes, taken `weight` times."""

    start: int
    end: int
    weight: float

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Spool:
    """All the text of a run in one temporary file, so that memory does not have to hold it."""

    path: Path
    spans: list[Span]  # one a document
    sha256: str
    marks: frozenset[bytes] = frozenset()
    """Hashes of the documents."""
    left_out: int = 0
    """How many documents were left out because another spool has them."""

    @classmethod
    def write(
        cls, path: Path, documents: Iterable[Document], redacting: bool, without: Collection[bytes] = ()
    ) -> "Spool":
        """Write the documents, each once however often it comes: a copy would be held out and trained on as well.

        Those whose hashes are among `without` are left out.
        """
        digest = hashlib.sha256()
        seen: set[bytes] = set()
        spans = []
        position = left_out = 0
        with path.open("wb") as file:
            for document in documents:
                content = (redact(document.text) if redacting else document.text).encode()
                mark = hashlib.sha256(content).digest()
                if mark in seen:
                    continue
                if mark in without:
                    left_out += 1
                    continue
                seen.add(mark)
                digest.update(f"{len(content)} {document.weight}\n".encode() + mark)
                file.write(content)
                spans.append(Span(position, position + len(content), document.weight))
                position += len(content)
        return cls(path, spans, digest.hexdigest(), frozenset(seen), left_out)

    def texts(self, spans: Iterable[Span]) -> Iterator[str]:
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

    def cut(self, span: Span, pieces: int, inside_lines: bool = False) -> Iterator[Span]:
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
                yield Span(start, end, span.weight)
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
class Part:
    """The spans of a spool that are trained on, or those that are held out."""

    spool: Spool
    spans: list[Span]

    def texts(self) -> Iterator[str]:
        """Yield the text in pieces of whole lines."""
        return self.spool.texts(self.spans)

    def beginning(self, most: int) -> str:
        """Return the text's first `most` characters."""
        texts, size = [], 0
        for text in self.texts():
            texts.append(text)
            size += len(text)
            if size >= most:
                break
        return "".join(texts)[:most]

    def tasks(self) -> Iterator["Part"]:
        """Yield the part in parts of a few megabytes, which can be worked on one by one."""
        spool = Spool(self.spool.path, [], "")  # nothing that is large to send
        spans: list[Span] = []
        size = 0
        for whole in self.spans:
            for span in [whole] if whole.size <= _TASK_BYTES else self._cut(whole):
                spans.append(span)
                size += span.size
                if size >= _TASK_BYTES or len(spans) >= _TASK_SPANS:
                    yield Part(spool, spans)
                    spans, size = [], 0
        if spans:
            yield Part(spool, spans)

    def _cut(self, span: Span) -> Iterator[Span]:
        return self.spool.cut(span, -(-span.size // _TASK_BYTES))

    @property
    def size(self) -> int:
        """How many bytes there are."""
        return sum(span.size for span in self.spans)

    def weighted(self) -> "Part":
        """Return the part with every span as often as it weighs; of a fraction, blocks spread over the spans."""
        spans: list[Span] = []
        due = 0.0
        for span in self.spans:
            spans += [span] * int(span.weight)
            if span.weight % 1:
                for piece in self.spool.cut(span, _BLOCKS):
                    due += span.weight % 1
                    if due > 1 - 1e-9:
                        due -= 1
                        spans.append(piece)
        return Part(self.spool, spans)


def split(spool: Spool, share: float = _VALID_SHARE, most: int | None = None) -> tuple[Part, Part]:
    """Return what to train on and the `share` that is held out, of a large text `most` bytes."""
    total = sum(span.size for span in spool.spans)
    share = min(share, (MAX_VALID_BYTES if most is None else most) / max(total, 1))
    train, valid = _split_at(spool, share, inside_lines=False)
    # A text of a few long lines has no line ends where they are needed.
    if sum(span.size for span in valid) < share * total / 2:
        train, valid = _split_at(spool, share, inside_lines=True)
    return Part(spool, train), Part(spool, valid)


def _split_at(spool: Spool, share: float, inside_lines: bool) -> tuple[list[Span], list[Span]]:
    many = len(spool.spans) >= _MANY_DOCUMENTS
    total = sum(span.size for span in spool.spans)
    train: list[Span] = []
    valid: list[Span] = []
    seen = held_out = 0
    for document in spool.spans:
        # A document that is more than what is held out cannot be held out whole.
        whole = many and document.size < share * total
        pieces = max(_BLOCKS, round(2 / share)) if share else _BLOCKS
        for span in [document] if whole else spool.cut(document, pieces, inside_lines):
            seen += span.size
            if train and held_out + span.size / 2 <= share * seen:
                held_out += span.size
                valid.append(span)
            elif train and not whole and document.start < span.start == train[-1].end:
                train[-1] = Span(train[-1].start, span.end, span.weight)
            else:
                train.append(span)
    return train, valid
