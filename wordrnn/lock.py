"""A lock on a folder, held by a process for as long as it lives: a crash or a power cut gives it back."""

import contextlib
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

NAME = "lock"
_AGAIN = 0.02  # seconds


class Held(Exception):  # noqa: N818 - a fact, not an error: who asks decides what it means
    """Another process holds the lock."""


@contextmanager
def holding(folder: Path) -> Iterator[None]:
    """Hold the lock of `folder`, which must exist. Raises Held where another process has it."""
    with (folder / NAME).open("a+b") as file:
        _lock(file)
        try:
            yield
        finally:
            _unlock(file)


@contextmanager
def waiting_for(path: Path, seconds: float) -> Iterator[None]:
    """Hold the lock file `path`, made if need be. Raises Held where another has it for more than `seconds`."""
    end = time.monotonic() + seconds
    with path.open("a+b") as file:
        while True:
            try:
                _lock(file)
                break
            except Held:
                if time.monotonic() > end:
                    raise
                time.sleep(_AGAIN)
        try:
            yield
        finally:
            _unlock(file)


def is_held(folder: Path) -> bool:
    """Return whether another process holds the lock of `folder`."""
    if not (folder / NAME).is_file():
        return False
    try:
        with holding(folder):
            return False
    except Held:
        return True
    except OSError:
        return False  # not even readable: nobody of ours


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        try:
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise Held from error

    def _unlock(file: IO[bytes]) -> None:
        with contextlib.suppress(OSError):
            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held from error

    def _unlock(file: IO[bytes]) -> None:
        # The file may have been deleted with its folder meanwhile; the descriptor is still ours.
        with contextlib.suppress(OSError):
            fcntl.flock(file, fcntl.LOCK_UN)
