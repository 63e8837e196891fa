"""A zip file that goes from hand to hand: the same content gives the same bytes, and nothing in it is believed.

Whoever reads one says beforehand which members there may be and how large each may be; anything else is refused before
a byte of it is unpacked. The limits of the whole: `MAX_MEMBERS`, `MAX_BYTES` unpacked, and `MAX_RATIO` times the file's
own size where that is more than `FREE_BYTES` (n-gram arrays shrink to a 27th at most, whole models to a half).
"""

import hashlib
import stat
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpora.formats import zips
from wordrnn import typed_path
from wordrnn.errors import ModelError
from wordrnn.progress import Progress, untold

MAX_MEMBERS = 64
MAX_BYTES = 2_000_000_000
MAX_RATIO = 100
FREE_BYTES = 16_000_000

_CHUNK = 1 << 20
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can hold
_ZIP64_SIGNATURE, _ZIP64_BYTES = b"PK\6\7", 20
_DIRECTORY_BYTES = 1024  # a member, at most, on average
# What zipfile and zlib raise on bytes that are no zip. Never wrapped around a write: a full disk is another matter.
_BROKEN = (*zips.BROKEN, OSError)


def write(target: Path, members: Mapping[str, bytes | Path], progress: Progress = untold) -> None:
    """Write `members`, name → content or the file with it, in their order. Raises OSError as the disk does."""
    done, total = 0, max(1, sum(each.stat().st_size for each in members.values() if isinstance(each, Path)))
    with zipfile.ZipFile(target, "x", allowZip64=False) as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # Unix, wherever it is written
            member.external_attr = (stat.S_IFREG | 0o644) << 16
            if isinstance(content, bytes):
                archive.writestr(member, content)
                continue
            with content.open("rb") as source, archive.open(member, "w") as sink:
                while chunk := source.read(_CHUNK):
                    sink.write(chunk)
                    done += len(chunk)
                    progress(done / total)


class Archive:
    """An opened zip whose list of members has been checked."""

    def __init__(self, path: Path, file: zipfile.ZipFile) -> None:
        self._path, self._file = path, file
        self.names = [member.orig_filename for member in file.infolist()]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of the member `name`, no more of it than its declared size. Raises ModelError."""
        if name not in self.names:
            raise ModelError("member-missing", path=str(self._path), member=name)
        declared, got = self._file.getinfo(name).file_size, 0
        source = None
        try:
            while True:
                try:
                    source = source or self._file.open(name)
                    chunk = source.read(_CHUNK)
                except _BROKEN as error:
                    raise _broken(self._path, str(error)) from error
                got += len(chunk)
                if got > declared or (not chunk and got < declared):
                    raise _broken(self._path, f"{name} is not as long as it says")
                if not chunk:
                    return
                yield chunk
        finally:
            if source:
                source.close()

    def size(self, name: str) -> int:
        """Return how many bytes the member `name` says it has; 0 where there is none."""
        return self._file.getinfo(name).file_size if name in self.names else 0

    def sha256(self, name: str) -> str:
        """Return the SHA-256 of the member `name` in hexadecimal digits."""
        digest = hashlib.sha256()
        for chunk in self.chunks(name):
            digest.update(chunk)
        return digest.hexdigest()


@contextmanager
def reading(path: Path, allowed: Mapping[str, int]) -> Iterator[Archive]:
    """Give the zip file at `path`, of which each member is one of `allowed`, name → most bytes. Raises ModelError."""
    with _opened(path) as file:
        try:
            _check_directory(path, file)
            archive = zipfile.ZipFile(file)
        except _BROKEN as error:
            raise _broken(path, str(error)) from error
        with archive:
            _check_members(path, archive.infolist(), allowed)
            yield Archive(path, archive)


def _opened(path: Path) -> IO[bytes]:
    if not typed_path.is_there(path):
        raise ModelError("no-shared-model", path=str(path))
    if not typed_path.is_file(path):  # a pipe would keep us waiting
        raise _broken(path, "a folder or device")
    try:
        return path.open("rb")
    except OSError as error:
        raise ModelError("unreadable-model", path=str(path), reason=error.strerror) from error


def _check_directory(path: Path, file: IO[bytes]) -> None:
    """Refuse a directory of members that is larger than any of ours, before zipfile reads all of it into memory."""
    size = file.seek(0, 2)
    file.seek(max(0, size - zips.END.size - _ZIP64_BYTES))
    tail = file.read()
    if len(tail) < zips.END.size or not tail[-zips.END.size :].startswith(zips.END_SIGNATURE):
        raise _broken(path, "no zip, or cut off")
    *_, count, directory_bytes, _, _ = zips.END.unpack(tail[-zips.END.size :])
    if tail.startswith(_ZIP64_SIGNATURE):
        raise _broken(path, "a zip of the 64-bit form")
    if count > MAX_MEMBERS or directory_bytes > MAX_MEMBERS * _DIRECTORY_BYTES:
        raise ModelError("too-many-members", path=str(path), expected=MAX_MEMBERS, got=count)
    file.seek(0)


def _check_members(path: Path, members: list[zipfile.ZipInfo], allowed: Mapping[str, int]) -> None:
    if len(members) > MAX_MEMBERS:
        raise ModelError("too-many-members", path=str(path), expected=MAX_MEMBERS, got=len(members))
    for member in members:
        if not _stays_inside(member.orig_filename):
            raise ModelError("member-name", path=str(path), member=_shown(member))
        if not _is_plain_file(member):
            raise ModelError("member-kind", path=str(path), member=_shown(member))
    seen: set[str] = set()
    for member in members:
        # Two names that differ in capitals or in how an accent is written are one file on some systems.
        folded = unicodedata.normalize("NFC", member.orig_filename).casefold()
        if folded in seen:
            raise ModelError("member-twice", path=str(path), member=_shown(member))
        seen.add(folded)
    for member in members:
        if member.orig_filename not in allowed:
            raise ModelError("member-unexpected", path=str(path), member=_shown(member))
        limit = allowed[member.orig_filename]
        if member.file_size > limit:
            raise ModelError("member-too-large", path=str(path), member=_shown(member), limit=limit)
    total = sum(member.file_size for member in members)
    if total > MAX_BYTES:
        raise ModelError("shared-too-large", path=str(path), limit=MAX_BYTES)
    if total > max(FREE_BYTES, MAX_RATIO * path.stat().st_size):
        raise ModelError("too-compressed", path=str(path), limit=MAX_RATIO)


def _stays_inside(name: str) -> bool:
    parts = name.removesuffix("/").split("/")
    return not any(
        part in ("", ".", "..") or "\\" in part or ":" in part or min(part) < " " or "\x7f" in part
        for part in parts
    )


def _is_plain_file(member: zipfile.ZipInfo) -> bool:
    kind = stat.S_IFMT(member.external_attr >> 16)
    return (
        not member.orig_filename.endswith("/")
        and kind in (0, stat.S_IFREG)
        and not member.flag_bits & zips.ENCRYPTED
        and member.compress_type in zips.METHODS
    )


def _shown(member: zipfile.ZipInfo) -> str:
    """Return a stranger's file name as it may be shown: nothing in it can act on a terminal."""
    return ascii(member.orig_filename)[1:-1][:80]


def _broken(path: Path, reason: str) -> ModelError:
    return ModelError("not-shared-model", path=str(path), reason=reason[:200])
