"""How far something has come, told to whoever asked for it."""

from collections.abc import Callable

Progress = Callable[[float], None]
"""Takes the share that is done, from 0 to 1. It may raise `Cancelled`: nothing is left behind then."""


class Cancelled(Exception):  # noqa: N818 - what was asked for, no error
    """Whoever asked for it wants it no more."""


def untold(share: float) -> None:
    """Tell nobody."""


def part_of(progress: Progress, begin: float, end: float) -> Progress:
    """Return the progress of a part that stands for the shares from `begin` to `end` of the whole."""
    return lambda share: progress(begin + (end - begin) * share)
