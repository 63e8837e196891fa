"""Files and folders → documents, one at a time in memory."""

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from corpora import decoding, gutenberg, markdown
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.paragraphs import paragraphs

LARGE_BYTES = 16_000_000  # a larger file becomes several documents
BLOCK_CHARACTERS = 4_000_000  # of each of these; joining lines takes some 50 bytes for a character
_CHUNK_BYTES = 1 << 20

_log = logging.getLogger(__name__)

Block = tuple[str, str]
"""Where a text comes from, and the text."""
Share = Callable[[Callable[[Block], Block], Iterable[Block]], Iterator[Block]]
"""Does what `map` does, perhaps in several processes."""
Reader = Callable[[Path, Share], Iterator[Document]]

# Formats that hold text, but not as plain characters: their readers are still to come.
_NOT_YET = (
    ".azw3 .csv .doc .docx .eml .epub .gz .htm .html .ipynb .jsonl .mbox .mobi .odt .pdf "
    ".ppt .pptx .rtf .srt .tar .tex .tsv .vtt .xhtml .xls .xlsx .xml .zip"
)
# Program and settings files are characters, but no prose: in a folder they are passed over, named by themselves read.
_NO_PROSE = (
    ".bat .c .cfg .conf .cpp .cs .css .go .h .ini .java .js .json .lock .log .lua "
    ".php .pl .ps1 .py .r .rb .rs .sh .sql .svg .toml .ts .yaml .yml"
)


def read(paths: Iterable[Path], share: Share = map) -> Iterator[Document]:
    """Return the documents of the files, and of the folders with all that is in them, in order.

    A file that is reached twice is read once. Within a folder hidden files, and those that cannot be read, are passed
    over with a note in the log; a path that is named itself must be there and hold text, else `CorpusError` is raised:
    at once where it is missing, otherwise when its turn comes. `share` works on the blocks of a very large file.
    """
    named = [Path(path) for path in paths]
    for path in named:
        _require(path)
    return _read_all(named, share)


def read_file(path: Path, share: Share = map) -> Iterator[Document]:
    """Yield the document of one file, or several blocks of a very large one."""
    reader = READERS.get(path.suffix.lower())
    if reader is None and path.suffix.lower() in _NOT_YET.split():
        raise CorpusError("format-not-yet", path=str(path), format=path.suffix.lower().lstrip("."))
    empty = True
    try:
        for document in (reader or read_plain)(path, share):
            empty = False
            yield document
    except OSError as error:
        raise _unreadable(path, error) from error
    if empty:
        raise CorpusError("empty-file", path=str(path))


def read_plain(path: Path, share: Share = map) -> Iterator[Document]:
    """Yield the documents of a plain text file, without the frame that Project Gutenberg gives its books."""
    return _documents(_plain_text, path, share)


def read_markdown(path: Path, share: Share = map) -> Iterator[Document]:
    """Yield the documents of a Markdown file."""
    return _documents(_markdown_text, path, share)


def _documents(text_of: Callable[[Block], Block], path: Path, share: Share) -> Iterator[Document]:
    large = path.stat().st_size > LARGE_BYTES
    for source, text in (share if large else map)(text_of, _named_blocks(path, large)):
        if text:
            yield Document(source, text)


def _plain_text(block: Block) -> Block:
    text = gutenberg.without_frame(decoding.normalise(block[1]))
    return block[0], gutenberg.without_italics(paragraphs(text))


def _markdown_text(block: Block) -> Block:
    return block[0], markdown.plain_text(decoding.normalise(block[1]))


READERS: dict[str, Reader] = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mdown": read_markdown,
}


def _require(path: Path) -> None:
    """Raise `CorpusError` where nothing readable is at `path`."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError as error:
        raise CorpusError("missing-path", path=str(path)) from error
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise CorpusError("not-a-file", path=str(path))


def _unreadable(path: Path, error: OSError | ValueError) -> CorpusError:
    if isinstance(error, PermissionError):
        return CorpusError("read-not-allowed", path=str(path))
    reason = error.strerror if isinstance(error, OSError) else None
    return CorpusError("cannot-read", path=str(path), reason=reason or str(error))


def _read_all(named: Iterable[Path], share: Share) -> Iterator[Document]:
    """Yield the documents of paths that exist, each file once."""
    seen: set[str] = set()
    for path in named:
        if path.is_dir():
            yield from _read_folder(path, seen, share)
        elif _is_new(path, seen):
            yield from read_file(path, share)


def _is_new(path: Path, seen: set[str]) -> bool:
    """Say whether the file is met for the first time, and remember it."""
    real = os.path.realpath(path)
    if real in seen:
        _log.info("%s was read already", path)
        return False
    seen.add(real)
    return True


def _read_folder(folder: Path, seen: set[str], share: Share) -> Iterator[Document]:
    """Yield the documents of all files in a folder; raise where it has none."""
    found = False
    for path in _files(folder):
        if os.path.realpath(path) in seen:
            found = True  # read by another name
        elif path.suffix.lower() in _NO_PROSE.split():
            _log.info("%s passed over: no prose", path)
        elif _is_new(path, seen):
            try:
                for document in read_file(path, share):
                    found = True
                    yield document
            except CorpusError as error:
                seen.discard(os.path.realpath(path))  # named by itself as well, it is an error
                _log.info("%s passed over: %s", path, error.code)
    if not found:
        raise CorpusError("no-text-in-folder", path=str(folder))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the regular files in `folder` and below, sorted by name, without hidden ones; each folder once."""
    entered: set[str] = set()

    def refuse(error: OSError) -> None:
        if error.filename == str(folder):
            raise _unreadable(folder, error) from error
        _log.info("%s passed over: %s", error.filename, error.strerror)

    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        real = os.path.realpath(here)
        if real in entered:  # a link back to a folder above, or a second way to the same one
            folders.clear()
            continue
        entered.add(real)
        folders[:] = sorted(name for name in folders if not _is_hidden(name))
        for name in sorted(names):
            path = Path(here, name)
            if not _is_hidden(name) and path.is_file():
                yield path


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$")) or name == "__MACOSX"


def _named_blocks(path: Path, large: bool) -> Iterator[Block]:
    """Yield the text of a file with its source; blocks of a large one are numbered."""
    for number, block in enumerate(_blocks(path, BLOCK_CHARACTERS if large else LARGE_BYTES), 1):
        yield f"{path}#{number}" if large else str(path), block


def _blocks(path: Path, size: int) -> Iterator[str]:
    """Yield the text of a file in blocks of about `size` characters that end where a paragraph does."""
    with path.open("rb") as file:
        encoding = decoding.detect(_chunks(file), str(path))
    with path.open(encoding=encoding.name, errors=encoding.errors) as file:
        rest = ""
        while piece := file.read(size):
            block = rest + piece
            end = _last_paragraph_end(block) if len(piece) == size else len(block)
            rest = block[end:]
            yield block[:end]
    if rest:
        yield rest


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


def _last_paragraph_end(block: str) -> int:
    """Return where to cut: after the last blank line, else the last line, else the last word in the second half."""
    half = len(block) // 2
    for mark in ("\n\n", "\n", " "):
        end = block.rfind(mark, half)
        if end >= 0:
            return end + len(mark)
    return len(block)
