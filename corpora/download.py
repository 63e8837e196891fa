"""A file from its public place to the disk: gone on with where it broke off, checked, taken whole or not at all.

What has come so far lies beside the file as `<name>.part`; the file itself appears once its size and its git blob id
are right.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import IO

from corpora.catalogue import RemoteFile
from corpora.errors import CorpusError
from corpora.https import Answer, Server
from corpora.library import write_errors

Progress = Callable[[int], None]
"""Told how many bytes of the file are there."""
Cancelled = Callable[[], bool]
"""Asked between two blocks whether to stop."""


def fetch(
    file: RemoteFile,
    target: Path,
    progress: Progress = lambda done: None,
    cancelled: Cancelled = lambda: False,
    server: Server | None = None,
) -> None:
    """Have `file` at `target`, whose folder is made; what an earlier try left there is gone on with.

    Raises CorpusError: `offline` and `download-…` for what became of the connection, `disk-full` and the like for what
    became of this machine. Only a part that can be gone on with is left then.
    """
    with write_errors(target.parent):
        target.parent.mkdir(parents=True, exist_ok=True)
        if not (target.is_file() and _is_right(target, file)):
            _Download(file, target, progress, cancelled, server or Server()).finish()
    progress(file.size)


def blob_id(path: Path) -> str:
    """Return git's id of the file: the SHA-1 of `blob`, its size, a zero byte and its bytes, in hexadecimal."""
    digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


class _Download:
    """One file on its way."""

    def __init__(
        self, file: RemoteFile, target: Path, progress: Progress, cancelled: Cancelled, server: Server
    ) -> None:
        self._file, self._target = file, target
        self._part = target.with_name(f"{target.name}.part")
        self._progress, self._cancelled = progress, cancelled
        self._server = server

    def finish(self) -> None:
        """Receive what is missing, check all, and put it in its place."""
        while True:
            begun = self._begun()
            if begun < self._file.size:
                self._receive(begun)
            if _is_right(self._part, self._file):
                break
            got = blob_id(self._part)
            self._part.unlink()
            if not begun:
                raise CorpusError("download-checksum", url=self._file.url, expected=self._file.blob, got=got)
            # Perhaps what was there already was wrong, and not what came: once more from the beginning.
        with self._part.open("rb+") as whole:
            os.fsync(whole.fileno())
        self._part.replace(self._target)

    def _begun(self) -> int:
        """Return how many bytes there are to go on from."""
        size = self._part.stat().st_size if self._part.is_file() else 0
        if size <= self._file.size:
            return size
        self._part.unlink()
        return 0

    def _receive(self, begun: int) -> None:
        with self._server.answer(self._file.url, begun) as answer:
            if answer.total not in (None, self._file.size):
                self._part.unlink(missing_ok=True)
                raise CorpusError(
                    "download-size", url=self._file.url, expected=self._file.size, got=answer.total
                )
            with self._part.open("ab" if answer.start else "wb") as part:
                done = self._write(answer, part)
        if done > self._file.size:
            self._part.unlink()
            raise CorpusError("download-too-long", url=self._file.url, expected=self._file.size)

    def _write(self, answer: Answer, part: IO[bytes]) -> int:
        """Add what comes to `part`, but nothing beyond the size; return how many bytes there are, or would be."""
        done = answer.start
        self._progress(done)
        for block in answer.blocks(self._file.size):
            done += len(block)
            if done > self._file.size:
                break
            part.write(block)
            self._progress(done)
            if self._cancelled():
                raise CorpusError("download-stopped")
        return done


def _is_right(path: Path, file: RemoteFile) -> bool:
    return path.stat().st_size == file.size and blob_id(path) == file.blob
