"""The standard output of a command that tells events."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO


@contextmanager
def events_out(wanted: bool) -> Iterator[TextIO | None]:
    """Give the stream for events: a copy of stdout, which itself is turned to stderr, so nothing else gets between."""
    if not wanted:
        yield None
        return
    sys.stdout.flush()
    copy = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(copy, "w", encoding="utf-8", newline="\n") as out:
        yield out
