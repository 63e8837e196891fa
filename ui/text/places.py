"""Blocks of text, what in them can be pointed at, and the way from one such place to the next. No Qt."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class UnitLike(Protocol):
    """Something that can be pointed at: where it begins and ends in its block."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Block(Protocol):
    """A paragraph and what in it can be pointed at, in order."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def units(self) -> Sequence[UnitLike]: ...  # noqa: D102


class Place(NamedTuple):
    """A unit by the numbers of its block and of itself within that."""

    block: int
    unit: int


def is_there(blocks: Sequence[Block], place: Place) -> bool:
    """Return whether `blocks` have something at `place`."""
    return place.block < len(blocks) and place.unit < len(blocks[place.block].units)


def next_from(blocks: Sequence[Block], here: Place, step: int) -> Place | None:
    """Return the place after `here`, or before it where `step` is -1; None at the end.

    `here` may be one off the units of its block: unit -1 is before its first.
    """
    number, unit = here.block, here.unit + step
    while 0 <= number < len(blocks):
        if 0 <= unit < len(blocks[number].units):
            return Place(number, unit)
        number += step
        if 0 <= number < len(blocks):
            unit = 0 if step > 0 else len(blocks[number].units) - 1
    return None


def first(blocks: Sequence[Block]) -> Place | None:
    """Return the first place there is."""
    return next_from(blocks, Place(0, -1), 1)


def last(blocks: Sequence[Block]) -> Place | None:
    """Return the last place there is."""
    return next_from(blocks, Place(len(blocks) - 1, len(blocks[-1].units) if blocks else 0), -1)
