"""Which stretches of a text were typed by hand, and which of them may be learned now: positions only, no Qt."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Protocol

FINISHED = 5.0
"""Seconds until what was typed up to the end of a sentence has settled."""
UNFINISHED = 20.0
"""Seconds until whole words of a sentence that is not finished have."""
_TOGETHER = 2.0  # what is typed within so many seconds is one piece
_CONTEXT = 200  # characters before a stretch that are told with it
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*\s|\n")
_SPACE = re.compile(r"\s")
_ASKED_FOR = float("-inf")


class Reader(Protocol):
    """A text whose places are counted as Qt does: some characters take two."""

    def length(self) -> int:
        """Return how long it is."""
        ...

    def text(self, start: int, end: int) -> str:
        """Return the part from `start` to `end`."""
        ...


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text to be learned, and what stands before it."""

    text: str
    context: str


@dataclass(slots=True)
class _Piece:
    start: int
    end: int
    typed: float | None  # when, or when it was last changed beside; None: it was learned


class TypedText:
    """Follows the changes of one text. What was not typed (pasted, opened, put back by undo) is in no piece.

    Words count as what stands between white space: a password in two halves is in none of them. One that was not typed
    as a whole is never learned.
    """

    def __init__(self) -> None:
        self._pieces: list[_Piece] = []  # in order, without overlap

    @property
    def is_waiting(self) -> bool:
        """Whether something may have to be learned later."""
        return any(piece.typed is not None for piece in self._pieces)

    def clear(self) -> None:
        """Begin with another text."""
        self._pieces = []

    def drop(self) -> None:
        """Never learn what waits."""
        self._pieces = [piece for piece in self._pieces if piece.typed is None]

    def ask_for_all(self, length: int) -> None:
        """Let all that was not learned yet be learned, whether it was typed or not."""
        learned = [piece for piece in self._pieces if piece.typed is None]
        edges = [0, *(edge for piece in learned for edge in (piece.start, piece.end)), length]
        gaps = zip(edges[::2], edges[1::2], strict=True)
        self._pieces = learned + [_Piece(start, end, _ASKED_FOR) for start, end in gaps if start < end]
        self._pieces.sort(key=lambda piece: piece.start)

    def change(self, position: int, removed: int, added: int, typed: bool, now: float) -> None:
        """Follow a change: at `position`, `added` characters took the place of `removed` ones."""
        end, shift = position + removed, added - removed
        first = bisect_left(self._pieces, position, key=lambda piece: piece.end)
        last = bisect_right(self._pieces, end, key=lambda piece: piece.start)
        beside: list[_Piece] = []
        for piece in self._pieces[first:last]:
            is_cut = removed > 0 or piece.start < position < piece.end
            when = now if is_cut and piece.typed is not None else piece.typed
            if piece.start < position:
                beside.append(_Piece(piece.start, min(piece.end, position), when))
            if piece.end > end:
                beside.append(_Piece(max(piece.start, end) + shift, piece.end + shift, when))
        for piece in self._pieces[last:] if shift else ():
            piece.start += shift
            piece.end += shift
        if typed and added:
            beside.append(_Piece(position, position + added, now))
            beside.sort(key=lambda piece: piece.start)
        self._pieces[first:last] = _joined(beside)

    def settled(self, reader: Reader, now: float, is_whole: bool = False) -> list[Stretch]:
        """Return what may be learned by now, each stretch once; the text's last word too where the text `is_whole`."""
        found: list[tuple[int, Stretch]] = []
        for age, pattern in ((UNFINISHED, _SPACE), (FINISHED, _SENTENCE_END)):
            for start, end in list(self._settled_runs(now, age)):
                found += self._take(reader, start, end, pattern, is_whole)
        return [stretch for _, stretch in sorted(found, key=lambda one: one[0])]

    def _settled_runs(self, now: float, age: float) -> Iterator[tuple[int, int]]:
        """Yield start and end of what stands together and was left alone for `age` seconds."""
        run: tuple[int, int] | None = None
        for piece in self._pieces:
            if piece.typed is None or now - piece.typed < age:
                continue
            if run and run[1] == piece.start:
                run = (run[0], piece.end)
                continue
            if run:
                yield run
            run = (piece.start, piece.end)
        if run:
            yield run

    def _take(
        self, reader: Reader, start: int, end: int, pattern: re.Pattern[str], is_whole: bool
    ) -> Iterator[tuple[int, Stretch]]:
        """Yield where the words that stand whole between `start` and `end` are, up to an end that `pattern` finds."""
        text = reader.text(start, end)
        behind = reader.text(end, min(end + 1, reader.length())) or ("\n" if is_whole else "")
        ends = [match.end() for match in pattern.finditer(text + behind)]
        stop = min(ends[-1], len(text)) if ends else 0
        begin = 0
        if (
            start and not reader.text(start - 1, start).isspace()
        ):  # it goes on what was not typed, or changes still
            space = _SPACE.search(text)
            begin = space.end() if space else len(text)
        whole = text[begin:stop]
        if begin < stop:
            learned = start + units(text[:begin]), start + units(text[:stop])
            self._mark(*learned)
            if whole.strip():
                yield learned[0], Stretch(whole, _before(reader, learned[0]))
        self._leave_out(reader, start, text, begin, behind)

    def _mark(self, start: int, end: int) -> None:
        """Count what is between `start` and `end` as learned."""
        self.change(start, end - start, end - start, False, 0.0)
        at = bisect_left(self._pieces, start, key=lambda piece: piece.start)
        self._pieces.insert(at, _Piece(start, end, None))
        self._pieces = _joined(self._pieces)

    def _leave_out(self, reader: Reader, start: int, text: str, begin: int, behind: str) -> None:
        """Give up words that were not typed as a whole: what goes on them at the other side is in no piece."""
        end = start + units(text)
        head = start + units(text[:begin])
        if head > start and not self._waits_at(start - 1):
            self._give_up(start, head)
        if behind and not behind.isspace() and not self._waits_at(end):
            spaces = [match.end() for match in _SPACE.finditer(text)]
            tail = start + units(text[: max(spaces, default=0)])
            if tail < end:
                self._give_up(tail, end)

    def _give_up(self, start: int, end: int) -> None:
        self._pieces = [
            part
            for piece in self._pieces
            for part in (
                (piece,)
                if piece.typed is None or piece.end <= start or piece.start >= end
                else (
                    replace(piece, end=min(piece.end, start)),
                    replace(piece, start=max(piece.start, end)),
                )
            )
            if part.start < part.end
        ]

    def _waits_at(self, place: int) -> bool:
        at = bisect_right(self._pieces, place, key=lambda piece: piece.start) - 1
        return at >= 0 and self._pieces[at].end > place and self._pieces[at].typed is not None


def units(text: str) -> int:
    """Return the length of `text` as Qt counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _before(reader: Reader, place: int) -> str:
    return reader.text(max(0, place - _CONTEXT), place)


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Return `pieces` with those that belong together made one."""
    joined: list[_Piece] = []
    for piece in pieces:
        if joined and joined[-1].end == piece.start and _belong(joined[-1], piece):
            joined[-1].end = piece.end
        else:
            joined.append(piece)
    return joined


def _belong(one: _Piece, other: _Piece) -> bool:
    if one.typed is None or other.typed is None:
        return one.typed is other.typed
    return one.typed == other.typed or 0 <= other.typed - one.typed < _TOGETHER
