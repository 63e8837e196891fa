"""What comes in from outside, which is nothing where the standard input is closed (`<&-`): Python has none then."""

import io
import sys
from collections.abc import Iterable


def text() -> str:
    """Return all of it, with what is no UTF-8 replaced: nothing is kept that is half a character."""
    if sys.stdin is None:
        return ""
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")
    return sys.stdin.read()


def content() -> bytes:
    """Return all of it, byte by byte."""
    return b"" if sys.stdin is None else sys.stdin.buffer.read()


def lines() -> Iterable[str]:
    """Return its lines, to be read as they come."""
    return () if sys.stdin is None else sys.stdin
