"""Zip files from anywhere, of which nothing is believed: members are read in memory, and never put anywhere by name.

What a member unpacks to is counted while it is unpacked, whatever its header says, against a limit for the member and
the `Budget` of the file that it came in. Only stored and deflated members are read: with the other methods a few bytes
can become a gigabyte in one call.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from corpora.errors import CorpusError
from corpora.source import Source, leads_nowhere

MOST_MEMBERS = 50_000
MEMBER_BYTES = 256_000_000  # held in memory
_DIRECTORY_BYTES = 10_000_000  # zipfile takes some ten times as much memory for it
_CHUNK = 1 << 16

END = struct.Struct("<4s4H2LH")  # signature, disks, members, size and place of the directory, comment
END_SIGNATURE, _LONGEST_COMMENT = b"PK\x05\x06", 0xFFFF
_LOCATOR = struct.Struct("<4sLQL")  # where the end record of the 64-bit form is
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_SIGNATURE = b"PK\x06\x07"
ENCRYPTED = 0x1 | 0x20 | 0x40  # flags: encrypted, patch data, strong encryption
METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DRIVE = re.compile(r"[A-Za-z]:")
# What zipfile and zlib raise on bytes that are no zip, or not all of one.
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    ValueError,
    OverflowError,
    LookupError,
    struct.error,
    zlib.error,
)


class Zip:
    """An opened zip file whose list of members has been checked."""

    def __init__(self, source: Source, file: zipfile.ZipFile, kind: str) -> None:
        self._source, self._file, self._kind = source, file, kind
        self._members = {member.filename: member for member in file.infolist() if _is_file(member)}
        self.names = sorted(self._members)

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def unpacked_size(self) -> int:
        """How many bytes the members have together, if the headers are true."""
        return sum(min(member.file_size, MEMBER_BYTES) for member in self._members.values())

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a member, unpacked. Raises CorpusError where it is encrypted, damaged or too much."""
        member = self._members.get(name)
        if member is None:
            raise self.damaged(f"{shown(name)} is missing")
        if member.flag_bits & ENCRYPTED:
            raise CorpusError("encrypted-file", path=self._source.name)
        if member.compress_type not in METHODS:
            raise self.damaged(f"{shown(name)} is packed in an unusual way")
        got = 0
        with _telling(self._source, self._kind, f"{shown(name)}: "), self._file.open(member) as content:
            while chunk := content.read(_CHUNK):
                got += len(chunk)
                if got > MEMBER_BYTES:
                    raise CorpusError("unpacks-too-large", path=self._source.name, limit=MEMBER_BYTES)
                self._source.budget.spend(len(chunk))
                yield chunk

    def read(self, name: str) -> bytes:
        """Return the content of a member; raises as `chunks` does."""
        return b"".join(self.chunks(name))

    def damaged(self, reason: str) -> CorpusError:
        """Return the error that says what is wrong with the file."""
        return damaged(self._source, self._kind, reason)


@contextmanager
def opened(source: Source, kind: str) -> Iterator[Zip]:
    """Give the zip file that `source` is; `kind` is the format it stands for, for errors. Raises CorpusError."""
    with source.open() as file:
        with _telling(source, kind):
            size = _directory_size(file)
            archive = zipfile.ZipFile(file) if size <= _DIRECTORY_BYTES else None
        if archive is None or len(archive.infolist()) > MOST_MEMBERS:
            raise CorpusError("too-many-files", path=source.name, expected=MOST_MEMBERS)
        with archive:
            for member in archive.infolist():
                if not _stays_inside(member.orig_filename):
                    raise CorpusError("unsafe-member", path=source.name, member=shown(member.orig_filename))
            yield Zip(source, archive, kind)


@contextmanager
def _telling(source: Source, kind: str, place: str = "") -> Iterator[None]:
    """Turn what zipfile raises on a damaged file into the error that says so."""
    try:
        yield
    except BROKEN as error:
        raise damaged(source, kind, f"{place}{error}") from error
    except OSError as error:
        if not leads_nowhere(error):
            raise
        raise damaged(source, kind, f"{place}cut off") from error


def damaged(source: Source, kind: str, reason: str) -> CorpusError:
    """Return the error for a file that is not, or not whole, what its name says."""
    return CorpusError("damaged-file", path=source.name, format=kind, reason=shown(reason) or "cut off")


def shown(name: str) -> str:
    """Return a stranger's words as they may be shown: nothing in them can act on a terminal, or fill it."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)[:120]


def _directory_size(file: BinaryIO) -> int:
    """Return how many bytes the list of members has, or 0 where there is none; zipfile would read all of it."""
    size = file.seek(0, 2)
    start = file.seek(max(0, size - END.size - _LONGEST_COMMENT - _LOCATOR.size))
    tail = file.read()
    file.seek(0)
    place = len(tail) - END.size
    if not (tail.startswith(END_SIGNATURE, max(0, place)) and tail.endswith(b"\0\0")):  # there is a comment
        place = tail.rfind(END_SIGNATURE)
    if place < 0 or len(tail) - place < END.size:
        return 0
    directory = END.unpack_from(tail, place)[5]
    before = place - _LOCATOR.size
    if before >= 0 and tail.startswith(_LOCATOR_SIGNATURE, before):
        file.seek(max(0, start + before - _END_64.size))
        record = file.read(_END_64.size)
        file.seek(0)
        if len(record) == _END_64.size:
            directory = max(0 if directory == 0xFFFFFFFF else directory, _END_64.unpack(record)[8])
    return directory


def _is_file(member: zipfile.ZipInfo) -> bool:
    """Whether a member can be read; one without a name, in a damaged directory, cannot."""
    return bool(member.filename) and not member.is_dir()


def _stays_inside(name: str) -> bool:
    """Say whether a name leads to a place below the folder that the file would be unpacked in."""
    parts = name.replace("\\", "/").split("/")
    return not (name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name))
