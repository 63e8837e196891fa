"""What a reader reads: a file, or a member of one, with what it may unpack to."""

import errno
import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TextIO

from corpora.decoding import Encoding
from corpora.errors import CorpusError

FREE_BYTES = 64_000_000  # any file may unpack to this much
MOST_RATIO = (
    100  # and a larger one to this many times its size: text shrinks to a 5th, tables to a 30th at most
)
MOST_BYTES = 4_000_000_000


def leads_nowhere(error: OSError) -> bool:
    """Say whether a damaged file led its reader to a place before its start; the drive has no fault in that."""
    return error.errno == errno.EINVAL


class Budget:
    """How many bytes may still come out of a file, all members of members together."""

    def __init__(self, path: str, size: int) -> None:
        self._path = path
        self._limit = self._left = min(MOST_BYTES, max(FREE_BYTES, MOST_RATIO * size))

    def spend(self, count: int) -> None:
        """Take `count` bytes off. Raises CorpusError where there are not as many left."""
        self._left -= count
        if self._left < 0:
            raise CorpusError("unpacks-too-large", path=self._path, limit=self._limit)

    @property
    def is_exceeded(self) -> bool:
        """Whether more was asked for than there was."""
        return self._left < 0


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read.

    Attributes:
        name: What documents and errors call it: a path, for a member that of its file, a slash, and its own name.
        suffix: The ending of its name with the dot, in small letters.
        size: Its bytes.
        open: Gives its bytes from the start, each time anew. Raises OSError.
        budget: What may still be unpacked from it.
    """

    name: str
    suffix: str
    size: int
    open: Callable[[], BinaryIO]
    budget: Budget

    @classmethod
    def of_file(cls, path: Path) -> "Source":
        """Return the source that a file is. Raises OSError."""
        size = path.stat().st_size
        return cls(str(path), path.suffix.lower(), size, partial(path.open, "rb"), Budget(str(path), size))

    @classmethod
    def of_bytes(cls, name: str, data: bytes) -> "Source":
        """Return the source that a text in memory is."""
        return cls(name, "", len(data), partial(io.BytesIO, data), Budget(name, len(data)))

    def member(self, name: str, data: bytes) -> "Source":
        """Return the source that a member of this one is; `name` has been made fit to be shown."""
        suffix = Path(name).suffix.lower()
        return Source(f"{self.name}/{name}", suffix, len(data), partial(io.BytesIO, data), self.budget)

    def open_text(self, encoding: Encoding, newline: str | None = None) -> TextIO:
        """Return its characters; `newline` as for `open`."""
        return io.TextIOWrapper(self.open(), encoding.name, encoding.errors, newline)
