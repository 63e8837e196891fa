"""Files and folders → documents, one at a time in memory."""

import logging
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path

from corpora import decoding, gutenberg, markdown
from corpora.blocks import Block, Share, is_large, named_blocks
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.paragraphs import paragraphs
from corpora.source import Source

_log = logging.getLogger(__name__)

Reader = Callable[[Source, Share], Iterator[Document]]
Skipped = Callable[[Path, CorpusError], None]
"""Is told what was passed over: a file in a folder, or a member of a zip by the zip's path and its own."""

# Formats that hold text, but not as plain characters, and have no reader.
_NOT_YET = (
    ".7z .azw .azw3 .bz2 .doc .eml .gz .ipynb .mbox .mobi .odt "
    ".ppt .pptx .rar .rtf .tar .tex .tgz .xls .xlsx .xml .xz"
)
# Program and settings files are characters, but no prose: in a folder they are passed over, named by themselves read.
_NO_PROSE = (
    ".bat .c .cfg .conf .cpp .cs .css .go .h .ini .java .js .json .lock .log .lua "
    ".php .pl .ps1 .py .r .rb .rs .sh .sql .svg .toml .ts .yaml .yml"
)


def read(
    paths: Iterable[Path],
    share: Share = map,
    skipped: Skipped = lambda path, error: None,
    strict: bool = True,
) -> Iterator[Document]:
    """Return the documents of the files, and of the folders with all that is in them, in order.

    A file that is reached twice is read once. Within a folder hidden files, and those that cannot be read, are passed
    over with a note in the log, and `skipped` is told of the latter; a path that is named itself must be there and hold
    text, else `CorpusError` is raised: at once where it is missing, otherwise when its turn comes. The same holds for a
    zip file and what is in it. `share` works on the blocks of a very large file.

    Where `strict` is not wished for, several paths are like the files of a folder: an error is raised only where none
    of them holds text.
    """
    named = [Path(path) for path in paths]
    if not strict and len(named) > 1:
        return _read_any(named, share, skipped)
    for path in named:
        _require(path)
    return _read_all(named, share, skipped)


def files_of(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files that `read` would look at, in its order; one that is reached twice comes twice."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _files(path, lambda path, error: None)
        else:
            yield path


def read_file(
    path: Path, share: Share = map, skipped: Skipped = lambda path, error: None
) -> Iterator[Document]:
    """Yield the document of one file, several blocks of a very large one, or the documents in a zip file."""
    try:
        source = Source.of_file(path)
        if source.suffix == ".zip":
            yield from _read_zip(source, share, skipped)
        else:
            yield from _read_source(source, share)
    except OSError as error:
        raise _unreadable(path, error) from error


def read_plain(source: Source, share: Share = map) -> Iterator[Document]:
    """Yield the documents of a plain text file, without the frame that Project Gutenberg gives its books."""
    return _documents(_plain_text, source, share)


def read_markdown(source: Source, share: Share = map) -> Iterator[Document]:
    """Yield the documents of a Markdown file."""
    return _documents(_markdown_text, source, share)


def _reader_of(name: str) -> Reader:
    """Return the reader `read` of a module of `corpora.formats`, loaded when the first file of the format is read."""

    def read_format(source: Source, _: Share) -> Iterator[Document]:
        return import_module(f"corpora.formats.{name}").read(source)

    return read_format


_hypertext, _tables, _subtitles = _reader_of("hypertext"), _reader_of("tables"), _reader_of("subtitles")
_json_lines = _reader_of("json_lines")

READERS: dict[str, Reader] = {
    "": read_plain,
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".mdown": read_markdown,
    ".html": _hypertext,
    ".htm": _hypertext,
    ".xhtml": _hypertext,
    ".epub": _reader_of("epub"),
    ".docx": _reader_of("docx"),
    ".pdf": _reader_of("pdf"),
    ".srt": _subtitles,
    ".vtt": _subtitles,
    ".csv": _tables,
    ".tsv": _tables,
    ".jsonl": _json_lines,
    ".ndjson": _json_lines,
}


def _read_source(source: Source, share: Share) -> Iterator[Document]:
    """Yield the documents of a file or member; raise where it has none."""
    reader = READERS.get(source.suffix)
    if reader is None and source.suffix in _NOT_YET.split():
        raise CorpusError("format-not-yet", path=source.name, format=source.suffix.lstrip("."))
    empty = True
    for document in (reader or read_plain)(source, share):
        empty = False
        yield document
    if empty:
        raise CorpusError("empty-file", path=source.name)


def _read_zip(source: Source, share: Share, skipped: Skipped) -> Iterator[Document]:
    """Yield the documents of the members of a zip file, by name; raise where it has none."""
    from corpora.formats import zips

    found = encrypted = False
    with zips.opened(source, "zip") as archive:
        for name in archive.names:
            shown = zips.shown(name)
            if not _may_hold_prose(shown):
                _log.info("%s/%s passed over: no prose", source.name, shown)
                continue
            try:
                for document in _read_member(source, shown, archive.chunks(name), share):
                    found = True
                    yield document
            except CorpusError as error:
                if source.budget.is_exceeded:
                    raise
                encrypted = encrypted or error.code == "encrypted-file"
                _log.info("%s/%s passed over: %s", source.name, shown, error.code)
                skipped(Path(f"{source.name}/{shown}"), error)
    if not found:
        if encrypted:
            raise CorpusError("encrypted-file", path=source.name)
        raise CorpusError("no-text-in-zip", path=source.name)


def _may_hold_prose(member: str) -> bool:
    parts = member.replace("\\", "/").split("/")
    return not any(map(_is_hidden, parts)) and Path(parts[-1]).suffix.lower() not in _NO_PROSE.split()


def _read_member(source: Source, name: str, content: Iterator[bytes], share: Share) -> Iterator[Document]:
    if Path(name).suffix.lower() == ".zip":
        raise CorpusError("zip-in-zip", path=f"{source.name}/{name}")
    yield from _read_source(source.member(name, b"".join(content)), share)


def _documents(text_of: Callable[[Block], Block], source: Source, share: Share) -> Iterator[Document]:
    for name, text in (share if is_large(source) else map)(text_of, named_blocks(source)):
        if text:
            yield Document(name, text)


def _plain_text(block: Block) -> Block:
    text = gutenberg.without_frame(decoding.normalise(block[1]))
    return block[0], gutenberg.without_italics(paragraphs(text))


def _markdown_text(block: Block) -> Block:
    return block[0], markdown.plain_text(decoding.normalise(block[1]))


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


def _read_all(named: Iterable[Path], share: Share, skipped: Skipped) -> Iterator[Document]:
    """Yield the documents of paths that exist, each file once."""
    seen: set[str] = set()
    for path in named:
        yield from _read_path(path, seen, share, skipped)


def _read_any(named: Iterable[Path], share: Share, skipped: Skipped) -> Iterator[Document]:
    """Yield the documents of those of several paths that can be read; raise where there are none."""
    seen: set[str] = set()
    found = False
    last: CorpusError | None = None
    for path in named:
        try:
            _require(path)
            for document in _read_path(path, seen, share, skipped):
                found = True
                yield document
        except CorpusError as error:
            last = error
            seen.discard(os.path.realpath(path))
            skipped(path, error)
    if last and not found:
        raise last


def _read_path(path: Path, seen: set[str], share: Share, skipped: Skipped) -> Iterator[Document]:
    if path.is_dir():
        yield from _read_folder(path, seen, share, skipped)
    elif _is_new(path, seen):
        yield from read_file(path, share, skipped)


def _is_new(path: Path, seen: set[str]) -> bool:
    """Say whether the file is met for the first time, and remember it."""
    real = os.path.realpath(path)
    if real in seen:
        _log.info("%s was read already", path)
        return False
    seen.add(real)
    return True


def _read_folder(folder: Path, seen: set[str], share: Share, skipped: Skipped) -> Iterator[Document]:
    """Yield the documents of all files in a folder; raise where it has none."""
    found = False
    for path in _files(folder, skipped):
        if os.path.realpath(path) in seen:
            found = True  # read by another name
        elif path.suffix.lower() in _NO_PROSE.split():
            _log.info("%s passed over: no prose", path)
        elif _is_new(path, seen):
            try:
                for document in read_file(path, share, skipped):
                    found = True
                    yield document
            except CorpusError as error:
                seen.discard(os.path.realpath(path))  # named by itself as well, it is an error
                _log.info("%s passed over: %s", path, error.code)
                skipped(path, error)
    if not found:
        raise CorpusError("no-text-in-folder", path=str(folder))


def _files(folder: Path, skipped: Skipped) -> Iterator[Path]:
    """Yield the regular files in `folder` and below, sorted by name, without hidden ones; each folder once."""
    entered: set[str] = set()

    def refuse(error: OSError) -> None:
        if error.filename == str(folder):
            raise _unreadable(folder, error) from error
        _log.info("%s passed over: %s", error.filename, error.strerror)
        skipped(Path(error.filename), _unreadable(Path(error.filename), error))

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
