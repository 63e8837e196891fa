"""Text documents of the Write page: read with what it takes to write them back, written whole or not at all."""

import os
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from wordrnn import files
from wordrnn.errors import CorpusError

_MARKS = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text as the editor holds it ("\\n" between paragraphs), and how its file ends lines and encodes letters."""

    text: str
    newline: str = "\n"
    encoding: str = "utf-8"
    mark: bool = False  # whether the file begins with a byte-order mark

    def fits(self) -> bool:
        """Whether its encoding has all of its letters."""
        try:
            self.text.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells one state of a file on disk from another."""

    modified: int
    size: int


def stamp_of(path: Path) -> Stamp | None:
    """Return the state of the file `path`, None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Stamp(found.st_mtime_ns, found.st_size)


def read_document(path: Path) -> TextDocument:
    """Return the text in `path`. Raises CorpusError where it is missing or no text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise CorpusError("file-missing", path=str(path)) from exc
    except PermissionError as exc:
        raise CorpusError("read-not-allowed", path=str(path)) from exc
    except OSError as exc:
        raise CorpusError("file-unreadable", path=str(path), reason=exc.strerror or str(exc)) from exc
    text, encoding, mark = _decode(data, path)
    newline = _newline(text)
    return TextDocument(text.replace("\r\n", "\n").replace("\r", "\n"), newline, encoding, mark)


def write_document(path: Path, document: TextDocument) -> None:
    """Write the document to `path` in its encoding, replacing the file in one step.

    Raises StorageError; UnicodeEncodeError where the letters do not fit into the encoding.
    """
    data = document.text.replace("\n", document.newline).encode(document.encoding)
    if document.mark:
        data = _MARKS.get(document.encoding, b"") + data
    target = Path(os.path.realpath(path))  # a link stays a link
    with files.replacing(target) as temporary:
        temporary.write_bytes(data)
        if target.exists():
            shutil.copymode(target, temporary)


class Writer:
    """Writes documents from several threads, one at a time, and none over one that was begun after it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._begun = 0
        self._written: dict[str, int] = {}  # by file, the last of those begun that was written

    def begin(self) -> int:
        """Return a number for the next writing, above all before; called in one thread."""
        self._begun += 1
        return self._begun

    def write(self, number: int, path: Path, document: TextDocument) -> Stamp | None:
        """Write the document, unless a later one is in `path` already, and return the state of the file then.

        Raises what `write_document` raises.
        """
        file = os.path.realpath(path)
        with self._lock:
            if self._written.get(file, 0) < number:
                write_document(path, document)
                self._written[file] = number
            return stamp_of(path)


def _decode(data: bytes, path: Path) -> tuple[str, str, bool]:
    for encoding, mark in _MARKS.items():
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding), encoding, True
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        raise CorpusError("not-text", path=str(path))
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # 30 ms to import, rarely needed

    best = from_bytes(data).best()
    if best is None:
        raise CorpusError("not-text", path=str(path))
    return str(best), best.encoding, False


def _newline(text: str) -> str:
    """Return the line end that `text` has most often."""
    windows = text.count("\r\n")
    unix, old = text.count("\n") - windows, text.count("\r") - windows
    if max(windows, old) <= unix:
        return "\n"
    return "\r\n" if windows >= old else "\r"
