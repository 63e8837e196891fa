"""The standard output: of a command that tells events, and at the end of any."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from wordrnn.errors import StorageError
from wordrnn.messages import sentence

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)


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


def output_ended(code: int) -> int:
    """See that all output is out, and return `code`; where it cannot be written, that is said, and it is 2.

    Python would do so as the process ends, with a traceback.
    """
    try:
        if sys.stdout is not None and not sys.stdout.closed:
            sys.stdout.flush()
    except OSError as error:
        return output_failed(error) or code
    return code


def is_of_output(error: OSError) -> bool:
    """Whether `error`, which nobody has caught, is one of writing to stdout, as far as can be told."""
    if isinstance(error, BrokenPipeError):
        return True
    unbuffered = getattr(sys.stdout, "write_through", False)  # else what was not written stands there still
    return unbuffered and error.filename is None and error.errno in _NO_ROOM


def output_failed(error: OSError) -> int:
    """Say that stdout cannot be written any more, and return the exit code.

    A reader who went away (`wordrnn … | head`) is no error, and nothing more can be told.
    """
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is left goes nowhere
    if isinstance(error, BrokenPipeError):
        return 0
    reason = error.strerror or str(error)
    print(
        f"wordrnn: {sentence(StorageError('cannot-write', path='The output', reason=reason))}",
        file=sys.stderr,
    )
    return 2
