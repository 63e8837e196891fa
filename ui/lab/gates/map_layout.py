"""Where things are in a stack of heat maps of units × words. No Qt."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MapLayout:
    """Maps one above the other, in pixels; a column for each word, a row for each unit that is in view."""

    left: float  # of the first column
    top: float  # of the first map
    column: float  # width, with the gap behind it
    row: float  # height
    rows: int  # in view
    words: int
    maps: int
    pitch: float  # from the top of a map to that of the next

    @property
    def height(self) -> float:
        """The height of a map."""
        return self.row * self.rows

    @property
    def width(self) -> float:
        """The width of a map."""
        return self.column * self.words

    def map_top(self, number: int) -> float:
        """Return the top of a map."""
        return self.top + number * self.pitch

    def word_at(self, x: float) -> int | None:
        """Return the word whose column is at `x`."""
        place = int((x - self.left) // self.column) if self.column else -1
        return place if 0 <= place < self.words else None

    def row_at(self, y: float) -> int | None:
        """Return the row, within its map, that is at `y`."""
        number = int((y - self.top) // self.pitch)
        within = y - self.map_top(number)
        if not 0 <= number < self.maps or not 0 <= within < self.height:
            return None
        return min(self.rows - 1, int(within // self.row))


def first_in_view(first: int, row: int, rows: int, units: int) -> int:
    """Return the first row in view, moved from `first` as little as shows `row`."""
    first = min(max(first, row - rows + 1), row)
    return max(0, min(first, units - rows))


def shades(values: Sequence[Sequence[float]], units: Sequence[int], most: float, signed: bool) -> bytes:
    """Return one octet for each unit and word, row by row: 0 to 255 for 0 to `most`, or for -`most` to `most`.

    `values` are [T][H], `units` those of the rows in their order.
    """
    scale, middle = (127.5 / most, 127.5) if signed else (255 / most, 0.0)
    return bytes(
        min(255, max(0, round(of_word[unit] * scale + middle))) for unit in units for of_word in values
    )


def ordered(
    order: str,
    layer: Mapping[str, Sequence[Sequence[float]]],
    contribution: Sequence[float],
    at: int,
    keeper: str | None,
) -> list[int]:
    """Return the units in an order: "number", "says" (most for or against the word), "value" (of h at the word `at`),
    "changes" (most from word to word) or "keeps" (longest, by the gate `keeper`)."""
    hidden = layer["hidden"]
    units = range(len(hidden[0]))
    if order == "says":
        return sorted(units, key=lambda unit: -abs(contribution[unit]))
    if order == "value":
        return sorted(units, key=lambda unit: -hidden[at][unit])
    if order == "changes":
        return sorted(units, key=lambda unit: -_change([row[unit] for row in hidden]))
    if order == "keeps" and keeper is not None:
        return sorted(units, key=lambda unit: -sum(row[unit] for row in layer[keeper]))
    return list(units)


def largest(values: Sequence[Sequence[float]], share: float = 0.95, least: float = 1.0) -> float:
    """Return the size below which `share` of the numbers are, or `least`: a few that count high hide no others."""
    sizes = sorted(abs(value) for row in values for value in row)
    return max(least, sizes[min(len(sizes) - 1, int(len(sizes) * share))]) if sizes else least


def _change(row: Sequence[float]) -> float:
    return sum(abs(later - before) for before, later in itertools.pairwise(row))
