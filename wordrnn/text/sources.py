"""What `PATH` means: a file, a folder, or the name of a corpus in the library (`builtin` is always there)."""

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpora import CorpusError, Document, decoding, read
from corpora.blocks import BLOCK_CHARACTERS, LARGE_BYTES, Share
from corpora.library import CorpusLibrary
from corpora.readers import read_plain
from corpora.source import Source
from wordrnn import files, home, typed_path
from wordrnn.errors import OptionError


def documents_of(
    paths: Iterable[str],
    weights: Mapping[str, float] | None = None,
    pretokenized: bool = False,
    share: Share = map,
) -> Iterator[Document]:
    """Yield the documents of `paths` with their weights; pretokenized text keeps its lines as they are.

    `weights` are by path as given, or by file name; `share` works on the blocks of large files. Raises CorpusError,
    OptionError for a weight of nothing there is.
    """
    named = list(paths)
    weights = dict(weights or {})
    check(named, weights)
    owners = {name: _owner(name, named) for name in weights}
    for path in named:
        factor = next((weights[name] for name, owner in owners.items() if owner == path), 1.0)
        if factor == 0:
            continue  # not in the vocabulary and not in what is held out either
        for document in _read(path, pretokenized, share):
            yield dataclasses.replace(document, weight=document.weight * factor)


def typed(data: bytes, pretokenized: bool = False) -> Iterator[Document]:
    """Yield the documents of text that comes from no file, read as a text file would be. Raises CorpusError."""
    split = [Document("-", _decoded(data, Path("-")))] if pretokenized else []
    documents = [each for each in split or read_plain(Source.of_bytes("-", data)) if each.text.strip()]
    if not documents:
        raise CorpusError("empty-file", path="-")
    yield from documents


def check(paths: Iterable[str], weights: Iterable[str] = ()) -> None:
    """Raise CorpusError for the first of `paths` that names nothing, OptionError for a weight of none of them."""
    paths = list(paths)
    names = _library_names()
    for path in paths:
        if not typed_path.is_there(typed_path.expanded(path)) and path not in names:
            raise CorpusError("no-such-path", path=path)
    for name in weights:
        _owner(name, paths)


def title(paths: Iterable[str]) -> str:
    """Return what to call the text of `paths`, without the folders they are in."""
    return files.writable(", ".join(Path(path).stem or path for path in paths))


def is_corpus(path: str) -> bool:
    """Say whether `path` is read from the library, where it has such a corpus: files and folders come first."""
    return not typed_path.is_there(typed_path.expanded(path)) and path in _library_names()


def _read(path: str, pretokenized: bool, share: Share) -> Iterator[Document]:
    file = typed_path.expanded(path)
    if not typed_path.is_there(file):
        yield from _library().documents(path)
    elif pretokenized:
        if not file.is_dir():
            found = [file]
        elif not (found := sorted(each for each in file.rglob("*.t*") if each.is_file())):
            raise CorpusError("no-text-in-folder", path=path)
        for each in found:
            yield from _as_it_is(each)
    else:
        yield from read([file], share)


def _as_it_is(path: Path) -> Iterator[Document]:
    """Yield a text whose every character counts: the published figures do not normalise theirs.

    A very large one comes in blocks.
    """
    empty = True
    try:
        with path.open("rb") as file:
            large = path.stat().st_size > LARGE_BYTES
            size = BLOCK_CHARACTERS if large else LARGE_BYTES
            number = 0
            while data := file.read(size) + file.readline():
                number += 1
                text = _decoded(data, path)
                empty = empty and not text.strip()
                if not empty:
                    yield Document(f"{path}#{number}" if large else str(path), text)
    except OSError as error:
        raise CorpusError("cannot-read", path=str(path), reason=error.strerror or str(error)) from error
    if empty:
        raise CorpusError("empty-file", path=str(path))


def _decoded(data: bytes, path: Path) -> str:
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = decoding.decode(data, str(path))
    if "\0" in text:
        raise CorpusError("binary-file", path=str(path))
    return text if text.endswith("\n") else text + "\n"


def _owner(name: str, paths: list[str]) -> str:
    if name in paths:  # before another, `name.old`, whose stem it is
        return name
    for path in paths:
        if name in (Path(path).name, Path(path).stem):
            return path
    raise OptionError("weight-of-nothing", got=name, expected=", ".join(paths))


def _library() -> CorpusLibrary:
    return CorpusLibrary(home.corpora_folder())


def _library_names() -> set[str]:
    return {entry.name for entry in _library().entries()}
