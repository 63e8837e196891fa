"""Finds words in a text: plain logic, no Qt."""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

MOST = 100_000  # matches that are counted


@dataclass(frozen=True, slots=True)
class Matches:
    """Where a text was found, in Qt's positions (units of UTF-16), rising."""

    positions: list[int] = field(default_factory=list)
    length: int = 0

    def __len__(self) -> int:
        return len(self.positions)

    def from_place(self, place: int) -> int:
        """Return the number of the first match at `place` or behind it; the first of all where there is none."""
        number = bisect_left(self.positions, place)
        return number if number < len(self.positions) else 0

    def before(self, place: int) -> int:
        """Return the number of the last match that begins before `place`; the last of all where there is none."""
        number = bisect_left(self.positions, place) - 1
        return number if number >= 0 else len(self.positions) - 1

    def number_at(self, start: int, end: int) -> int | None:
        """Return the number of the match from `start` to `end`, None where there is none."""
        number = bisect_left(self.positions, start)
        is_one = number < len(self.positions) and self.positions[number] == start
        return number if is_one and end == start + self.length else None

    def within(self, start: int, end: int) -> list[int]:
        """Return the positions of the matches that begin from `start` to `end`."""
        return self.positions[bisect_left(self.positions, start) : bisect_right(self.positions, end)]


def find_all(text: str, needle: str, match_case: bool = False) -> Matches:
    """Return where `needle` is in `text`, `MOST` times at the most; it never overlaps itself."""
    if not needle:
        return Matches()
    pattern = re.compile(re.escape(needle), 0 if match_case else re.IGNORECASE)
    positions: list[int] = []
    wide, done = 0, 0  # characters outside the basic plane take two units each
    is_plain = text.isascii() or max(text, default="") <= "\uffff"
    for match in pattern.finditer(text):
        if len(positions) == MOST:
            break
        if not is_plain:
            wide += sum(1 for character in text[done : match.start()] if character > "\uffff")
            done = match.start()
        positions.append(match.start() + wide)
    return Matches(positions, len(needle.encode("utf-16-le", "surrogatepass")) // 2)
