"""A column of a table of figures, and which of its figures are the best. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """A figure: its key in the data, its title, what it is, how it is written, and which is the best."""

    key: str
    title: str
    said: str
    show: Callable[[float], str]
    lowest: bool | None = False
    """Whether the lowest is the best; None: none is better than another."""

    def best(self, values: Sequence[float | None]) -> set[int]:
        """Return the places of the best values; none where fewer than two are known."""
        known = [value for value in values if value is not None]
        if self.lowest is None or len(known) < 2:
            return set()
        best = min(known) if self.lowest else max(known)
        return {place for place, value in enumerate(values) if value == best}
