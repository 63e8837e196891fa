"""The corpora that the user has added, by name, each a folder with its text and a manifest.

<folder>/<name>/manifest.json   format, name, sources, created, counts, hash, and where each document lies; of a
                                public corpus its origin
<folder>/<name>/text.txt        the text of all documents, one after the other
<folder>/<name>/labels.json     its tags and its weight, where anything was said about them
<folder>/.builtin.json          those of the built-in corpus
"""

import errno
import hashlib
import json
import logging
import os
import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from corpora import builtin_corpus
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.labels import Labels
from corpora.origin import Origin
from corpora.readers import read
from corpora.statistics import word_count

FORMAT = 1
LONGEST_NAME = 64
_MANIFEST, _TEXT, _LABELS = "manifest.json", "text.txt", "labels.json"
_UNFINISHED = ".unfinished-"
_UNFINISHED_SECONDS = 24 * 3600  # after that, what is left of an `add` cannot be running any more

_FORBIDDEN = re.compile(r'[/\\:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)  # by Windows, with any ending

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CorpusEntry:
    """A corpus of the library.

    Attributes:
        name: What it is called.
        sources: The files and folders it was read from.
        created: When it was added, in ISO 8601; empty for the built-in corpus.
        documents: How many documents it has.
        words: How many words.
        characters: How many characters, line ends included.
        builtin: Whether it came with wordrnn and cannot be removed.
        origin: Whose text it is and on which terms, where it was downloaded.
        sha256: The hash of its text, by which it is known under any name; empty for the built-in corpus.
        tags: What the user says it is.
        weight: How much it counts in training beside other texts, if the user's word is taken.
    """

    name: str
    sources: list[str]
    created: str
    documents: int
    words: int
    characters: int
    builtin: bool = False
    origin: Origin | None = None
    sha256: str = ""
    tags: tuple[str, ...] = ()
    weight: float = 1.0


class CorpusLibrary:
    """The built-in corpus and the user's own, kept in one folder, which need not exist yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def entries(self) -> list[CorpusEntry]:
        """Return all corpora, the built-in one first, then by name; damaged ones are left out with a note."""
        found = [self._labelled(_builtin_entry())]
        for name in sorted(self._names(), key=str.casefold):
            try:
                found.append(self._labelled(_entry(self._manifest(name))))
            except CorpusError as error:
                _log.warning("corpus %r left out: %s", name, error.code)
        return found

    def entry(self, name: str) -> CorpusEntry:
        """Return one corpus; raise where there is none of that name."""
        return self._labelled(_builtin_entry() if _is_builtin(name) else _entry(self._manifest(name)))

    def __contains__(self, name: str) -> bool:
        """Say whether there is a corpus of that name."""
        return _is_builtin(name) or self._found_name(name) is not None

    def add(self, name: str, paths: Iterable[Path]) -> CorpusEntry:
        """Copy the text at `paths` into the library and return the new entry.

        The originals may move afterwards. Until the copy is whole, nothing is seen of it.
        """
        name = self._new_name(name)
        paths = [Path(path) for path in paths]
        return self.add_documents(name, read(paths), [str(path) for path in paths])

    def add_documents(
        self, name: str, documents: Iterable[Document], sources: list[str], origin: Origin | None = None
    ) -> CorpusEntry:
        """Copy `documents` into the library and return the new entry; `sources` tell where they are from."""
        name = self._new_name(name)
        with write_errors(self._folder), self._unfinished_folder() as beside:
            manifest = _copy(name, sources, documents, beside, origin)
            try:
                beside.rename(self._folder / name)
            except OSError as error:
                if name in self:  # added by another process in the meantime
                    raise CorpusError("corpus-exists", name=name) from error
                raise
        return _entry(manifest)

    def documents(self, name: str) -> Iterator[Document]:
        """Return the documents of a corpus, to be read one after the other; raise at once where it is missing."""
        if _is_builtin(name):
            return builtin_corpus.documents()
        manifest = self._manifest(name)
        return _stored_documents(self._folder / manifest["name"] / _TEXT, manifest)

    def rename(self, name: str, new: str) -> CorpusEntry:
        """Give a corpus another name and return its entry; raise where that is taken, or cannot be one."""
        if _is_builtin(name):
            raise CorpusError("corpus-builtin", name=builtin_corpus.NAME)
        found = self._found_name(name)
        if found is None:
            raise self._missing(name)
        new = checked_name(new)
        if _is_builtin(new) or self._found_name(new) not in (None, found):
            raise CorpusError("corpus-exists", name=new)
        with write_errors(self._folder):
            try:
                (self._folder / found).rename(self._folder / new)
            except OSError as error:
                if self._found_name(new) not in (None, found):  # added by another process in the meantime
                    raise CorpusError("corpus-exists", name=new) from error
                raise
        return self.entry(new)

    def label(self, name: str, tags: Iterable[str] | None = None, weight: float | None = None) -> CorpusEntry:
        """Give a corpus these tags, this weight, or both, and return its entry; the built-in one may have them too."""
        entry = self.entry(name)
        labels = Labels.of(entry.tags if tags is None else tags, entry.weight if weight is None else weight)
        with write_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            labels.save(self._labels_path(entry))
        return self.entry(name)

    def preview(self, name: str, limit: int = 20) -> list[str]:
        """Return the first `limit` paragraphs of a corpus."""
        lines = (line for document in self.documents(name) for line in document.text.splitlines())
        return list(islice(lines, limit))

    def remove(self, name: str) -> None:
        """Delete a corpus; the files it was read from stay."""
        if _is_builtin(name):
            raise CorpusError("corpus-builtin", name=builtin_corpus.NAME)
        found = self._found_name(name)
        if found is None:
            raise self._missing(name)
        with write_errors(self._folder), self._unfinished_folder() as trash:
            # Renamed first: a corpus that is half deleted must not be seen.
            (self._folder / found).rename(trash / "removed")

    def _labelled(self, entry: CorpusEntry) -> CorpusEntry:
        labels = Labels.load(self._labels_path(entry))
        return replace(entry, tags=labels.tags, weight=labels.weight)

    def _labels_path(self, entry: CorpusEntry) -> Path:
        return self._folder / ".builtin.json" if entry.builtin else self._folder / entry.name / _LABELS

    def _new_name(self, name: str) -> str:
        """Return `name` as it is kept. Raises CorpusError where it cannot be, or is taken."""
        name = checked_name(name)
        if name in self:
            raise CorpusError("corpus-exists", name=name)
        return name

    def _names(self) -> list[str]:
        if not self._folder.is_dir():
            return []
        return [
            path.name for path in self._folder.iterdir() if path.is_dir() and not path.name.startswith(".")
        ]

    def _found_name(self, name: str) -> str | None:
        """Return the name as the library has it; capitals do not tell corpora apart, as on some file systems."""
        wanted = unicodedata.normalize("NFC", name).strip().casefold()
        return next((known for known in self._names() if _composed(known).casefold() == wanted), None)

    def _missing(self, name: str) -> CorpusError:
        known = [builtin_corpus.NAME, *sorted(self._names(), key=str.casefold)]
        return CorpusError("no-such-corpus", name=name, known=known)

    def _manifest(self, name: str) -> dict:
        """Return the manifest of a corpus, checked for its fields."""
        found = self._found_name(name)
        if found is None:
            raise self._missing(name)
        try:
            manifest = json.loads((self._folder / found / _MANIFEST).read_text(encoding="utf-8"))
            if manifest["format"] != FORMAT:
                raise CorpusError("corpus-format", name=found, expected=FORMAT, got=manifest["format"])
            _entry(manifest)
            sizes = [int(document["bytes"]) for document in manifest["documents"]]
            if (self._folder / found / _TEXT).stat().st_size != sum(sizes):
                raise CorpusError("corpus-damaged", name=found)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError("corpus-damaged", name=found) from error
        return {**manifest, "name": found}

    @contextmanager
    def _unfinished_folder(self) -> Iterator[Path]:
        """Give a folder beside the corpora that is gone afterwards, unless it was renamed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        _sweep(self._folder)
        beside = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=self._folder))
        try:
            yield beside
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def checked_name(name: str) -> str:
    """Return `name` in the form it is kept in; raise where it cannot be a folder's name everywhere."""
    kept = _composed(name)
    too_long = len(kept) > LONGEST_NAME or len(kept.encode("utf-8", "replace")) > 255
    if (
        not kept
        or too_long
        or kept.startswith(".")
        or kept.endswith(".")
        or not kept.isprintable()
        or _FORBIDDEN.search(kept)
        or _RESERVED.fullmatch(kept)
    ):
        raise CorpusError("bad-corpus-name", name=name, longest=LONGEST_NAME)
    return kept


def free_name(library: CorpusLibrary, paths: Iterable[Path]) -> str:
    """Return a name for a corpus read from `paths` that the library does not have yet."""
    first = next(iter(paths)).resolve()
    wished = first.name if first.is_dir() else first.stem
    base = " ".join(_FORBIDDEN.sub(" ", wished).split())[: LONGEST_NAME - 6].strip(" .")
    numbered = (base, *(f"{base} {number}" for number in range(2, 10_000)))
    for name in numbered:
        try:
            if checked_name(name) not in library:
                return name
        except CorpusError:
            break  # no folder could be called so
    return free_name(library, [Path("texts")])


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name).strip()


def _is_builtin(name: str) -> bool:
    return _composed(name).casefold() == builtin_corpus.NAME


def _builtin_entry() -> CorpusEntry:
    documents = list(builtin_corpus.documents())
    return CorpusEntry(
        name=builtin_corpus.NAME,
        sources=[],
        created="",
        documents=len(documents),
        words=sum(word_count(document.text) for document in documents),
        characters=sum(len(document.text) for document in documents),
        builtin=True,
    )


def _entry(manifest: dict) -> CorpusEntry:
    return CorpusEntry(
        name=str(manifest["name"]),
        sources=[str(source) for source in manifest["sources"]],
        created=str(manifest["created"]),
        documents=len(manifest["documents"]),
        words=int(manifest["words"]),
        characters=int(manifest["characters"]),
        origin=Origin.from_json(manifest["origin"]) if "origin" in manifest else None,
        sha256=str(manifest["sha256"]),
    )


def _copy(
    name: str, sources: list[str], documents: Iterable[Document], folder: Path, origin: Origin | None
) -> dict:
    """Write text and manifest into `folder`, synced to disk, and return the manifest."""
    sha256 = hashlib.sha256()
    stored: list[dict] = []
    words = characters = 0
    with (folder / _TEXT).open("wb") as file:
        for document in documents:
            data = document.text.encode("utf-8")
            file.write(data)
            sha256.update(data)
            words += word_count(document.text)
            characters += len(document.text)
            stored.append({"source": document.source, "weight": document.weight, "bytes": len(data)})
        file.flush()
        os.fsync(file.fileno())
    manifest = {
        "format": FORMAT,
        "name": name,
        "sources": sources,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "words": words,
        "characters": characters,
        "sha256": sha256.hexdigest(),
        "documents": stored,
    }
    if origin:
        manifest["origin"] = origin.to_json()
    with (folder / _MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(manifest, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _stored_documents(path: Path, manifest: dict) -> Iterator[Document]:
    """Yield the documents of a stored corpus; raise at the start where its text is not what was written."""
    try:
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() != manifest["sha256"]:
                raise CorpusError("corpus-damaged", name=manifest["name"])
            file.seek(0)
            for stored in manifest["documents"]:
                text = file.read(stored["bytes"]).decode("utf-8")
                yield Document(stored["source"], text, float(stored["weight"]))
    except OSError as error:
        raise CorpusError("corpus-damaged", name=manifest["name"]) from error


def _sweep(folder: Path) -> None:
    """Delete what an `add` that was cut off has left."""
    for left in folder.glob(f"{_UNFINISHED}*"):
        if time.time() - left.stat().st_mtime > _UNFINISHED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)


@contextmanager
def write_errors(folder: Path) -> Iterator[None]:
    """Turn failures to write into errors that name the folder."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CorpusError("disk-full", path=str(folder)) from error
        if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
            raise CorpusError("no-permission", path=str(folder)) from error
        raise CorpusError("cannot-write", path=str(folder), reason=error.strerror or str(error)) from error
