"""Text documents of the Write page: read with what it takes to write them back, written whole or not at all."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from wordrnn import files
from wordrnn.errors import CorpusError, StorageError


@dataclass(frozen=True, slots=True)
class TextDocument:
    """A text as the editor holds it ("\\n" between paragraphs) and how its file ends lines."""

    text: str
    newline: str = "\n"
    read_as: str = "utf-8"  # the encoding it was read in; it is always written as UTF-8


def read_document(path: Path) -> TextDocument:
    """Return the text in `path`. Raises CorpusError where it is missing or no text."""
    try:
        data = path.read_bytes()
    except FileNotFoundError as exc:
        raise CorpusError("file-missing", path=str(path)) from exc
    except OSError as exc:
        raise CorpusError("file-unreadable", path=str(path), reason=exc.strerror or str(exc)) from exc
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CorpusError("not-text", path=str(path))
    text, encoding = _decode(data, path)
    newline = "\r\n" if "\r\n" in text else "\n"
    return TextDocument(text.replace("\r\n", "\n").replace("\r", "\n"), newline, encoding)


def write_document(path: Path, document: TextDocument) -> None:
    """Write the document to `path` as UTF-8, replacing the file in one step. Raises StorageError."""
    data = document.text.replace("\n", document.newline).encode("utf-8")
    target = Path(os.path.realpath(path))  # a link stays a link
    try:
        with files.replacing(target) as temporary:
            temporary.write_bytes(data)
            if target.exists():
                shutil.copymode(target, temporary)
    except StorageError as error:
        if error.code != "no-permission":
            raise
        # That one advises on the data folder; this is a file of the person's own choosing.
        raise StorageError("cannot-write", path=str(path), reason="no permission") from error


def _decode(data: bytes, path: Path) -> tuple[str, str]:
    try:
        return data.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        pass
    from charset_normalizer import from_bytes  # 30 ms to import, rarely needed

    best = from_bytes(data).best()
    if best is None:
        raise CorpusError("not-text", path=str(path))
    return str(best), best.encoding
