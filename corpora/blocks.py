"""Text of any size → documents of a size that can be worked on: a large one becomes several."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from corpora import decoding
from corpora.document import Document
from corpora.paragraphs import paragraphs
from corpora.source import Source

LARGE_BYTES = 16_000_000  # a larger file, or one with more characters of text, becomes several documents
BLOCK_CHARACTERS = 4_000_000  # of each of these; joining lines takes some 50 bytes for a character
LONGEST_LINE = 1_000_000  # characters; what is longer was no paragraph, and is cut
_CHUNK_BYTES = 1 << 20
_WRAPPED_ROWS = 5  # fewer are not looked at for having been one paragraph

_SURROGATES = re.compile("[\ud800-\udfff]+")  # from broken escapes; they cannot be written as UTF-8

Block = tuple[str, str]
"""Where a text comes from, and the text."""
Share = Callable[[Callable[[Block], Block], Iterable[Block]], Iterator[Block]]
"""Does what `map` does, perhaps in several processes."""


def is_large(source: Source) -> bool:
    """Say whether a plain file is so large that it is read in blocks."""
    return source.size > LARGE_BYTES


def named_blocks(source: Source) -> Iterator[Block]:
    """Yield the characters of a plain file with their source; the blocks of a large one are numbered."""
    large = is_large(source)
    for number, block in enumerate(_blocks(source, BLOCK_CHARACTERS if large else LARGE_BYTES), 1):
        yield f"{source.name}#{number}" if large else source.name, block


def documents(
    name: str, lines: Iterable[str], finish: Callable[[str], str] = lambda text: text
) -> Iterator[Document]:
    """Yield lines, each a paragraph, as one document, or where they are very many as numbered ones.

    `finish` is applied to the text of each; the lines that it empties are left out.
    """
    held: list[str] = []
    total = number = 0
    for block in _gathered(lines):
        held.append(block)
        total += len(block)
        if total > LARGE_BYTES:
            for each in held:
                number += 1
                yield from _document(f"{name}#{number}", finish(each))
            held.clear()
    if held:
        yield from _document(name, finish("".join(held)))


def lines_of(text: str) -> list[str]:
    """Return the paragraphs of a piece of text from anywhere, such as the cell of a table."""
    if len(text) > BLOCK_CHARACTERS:
        end = _last_paragraph_end(text[:BLOCK_CHARACTERS])
        return lines_of(text[:end]) + lines_of(text[end:])
    text = decoding.normalise(_SURROGATES.sub("", text))
    if "\n" not in text:
        text = " ".join(text.split())
        return [text] if text else []
    if text.count("\n") >= _WRAPPED_ROWS:
        text = paragraphs(text)
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of an open file, a little at a time."""
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


def encoding_of(source: Source) -> decoding.Encoding:
    """Return how the characters of a source are encoded. Raises CorpusError where it holds none."""
    with source.open() as file:
        return decoding.detect(chunks(file), source.name)


def _document(name: str, text: str) -> Iterator[Document]:
    if "\n\n" in text or text.startswith("\n"):
        text = "\n".join(filter(None, text.split("\n"))) + "\n"
    if text.strip():
        yield Document(name, text)


def _gathered(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines, each ended by a line end, in texts of about `BLOCK_CHARACTERS`."""
    gathered: list[str] = []
    size = 0
    for line in lines:
        gathered.append(line + "\n")
        size += len(line) + 1
        if size >= BLOCK_CHARACTERS:
            yield "".join(gathered)
            gathered, size = [], 0
    if gathered:
        yield "".join(gathered)


def _blocks(source: Source, size: int) -> Iterator[str]:
    """Yield the text of a file in blocks of about `size` characters that end where a paragraph does."""
    with source.open_text(encoding_of(source)) as file:
        rest = ""
        while piece := file.read(size):
            block = rest + piece
            end = _last_paragraph_end(block) if len(piece) == size else len(block)
            rest = block[end:]
            yield block[:end]
    if rest:
        yield rest


def _last_paragraph_end(block: str) -> int:
    """Return where to cut: after the last blank line, else the last line, else the last word in the second half."""
    half = len(block) // 2
    for mark in ("\n\n", "\n", " "):
        end = block.rfind(mark, half)
        if end >= 0:
            return end + len(mark)
    return len(block)
