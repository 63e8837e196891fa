"""Chunks of text as numbers, found for a hundred thousand of them at once.

A chunk is what stands between white space as `tokenizers` knows it: \\x1c to \\x1f are none. Its hash is a polynomial
of its bytes modulo 2⁶⁴ (Karp & Rabin 1987), which running sums over a whole block give for every chunk in it; numpy
looks all of them up in a table with open addressing. A string and a look-up in a dict for each would take four times as
long.

Two chunks with one hash count as one. Of two million, the chance of that is one in ten million, and what a byte counts
is drawn anew in every process, so that nobody can write a text of which all chunks want one place of the table. (Made
by hand, two with one hash have 1,024 letters: the sequence of Thue and Morse and its opposite.)
"""

import functools

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int32]
_Hashes = npt.NDArray[np.uint64]

LINE_END = 0
"""The number of a line end."""

_BLOCK = 1 << 18  # bytes hashed at once; what belongs to them stays in the processor's cache
_SEARCHED = 1 << 16  # bytes behind it in which a chunk has to end
_FIRST_BITS = 12  # of the table's size
_BASE = 0x9E3779B97F4A7C15  # odd, so that it has an inverse
_NEWLINE = 10
_IS_SPACE = np.zeros(256, bool)
_IS_SPACE[list(b" \t\n\v\f\r")] = True
_VALUES = np.random.default_rng().integers(1, 2**64, 256, np.uint64)  # what a byte counts in a polynomial
_OTHER_SPACES = (
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f"
    "\u3000"
)


class ChunkNumbers:
    """Numbers chunks from 1 on in the order in which they are first met."""

    def __init__(self) -> None:
        self.known = 0
        """How many chunks have a number."""
        self._bits = _FIRST_BITS
        self._hashes: _Hashes = np.zeros(1 << self._bits, np.uint64)  # 0: a free place
        self._numbers: Numbers = np.zeros(1 << self._bits, np.int32)

    def __call__(self, text: str) -> tuple[Numbers, list[str]] | None:
        """Return the numbers [N] of the chunks and line ends of `text`, and those chunks that are new, in their order.

        None, and nothing is numbered, where it has a stretch without white space in which a block would have to end.
        `text` holds whole characters only.
        """
        for space in () if text.isascii() else _OTHER_SPACES:
            text = text.replace(space, " ")
        content = text.encode()
        ends = _block_ends(content)
        if ends is None:
            return None
        met = np.frombuffer(content, np.uint8)
        new: list[str] = []
        begins = [0, *ends[:-1]]
        found = [self._of_block(met[begin:end], new) for begin, end in zip(begins, ends, strict=True)]
        return np.concatenate(found), new

    def _of_block(self, block: npt.NDArray[np.uint8], new: list[str]) -> Numbers:
        """Return the numbers [N] of what is in a block, which ends with white space or the text; append to `new`."""
        is_space = _IS_SPACE[block]
        edges = np.diff(is_space, prepend=True, append=True)
        edge_places = np.flatnonzero(edges)
        begins, ends = edge_places[::2], edge_places[1::2]
        powers, inverses = _powers(_BLOCK + _SEARCHED)
        sums = np.zeros(len(block) + 1, np.uint64)
        np.cumsum(_VALUES[block] * powers[: len(block)], out=sums[1:])
        hashes = (sums[ends] - sums[begins]) * inverses[begins]
        found, first = self._numbers_of(np.maximum(hashes, 1))
        is_line_end = block == _NEWLINE
        tokens = np.flatnonzero((edges[:-1] & ~is_space) | is_line_end)  # where a chunk begins or a line ends
        numbers = np.full(len(tokens), LINE_END, np.int32)
        numbers[~is_line_end[tokens]] = found
        content = block.tobytes() if len(first) else b""
        new += [content[begins[place] : ends[place]].decode() for place in first.tolist()]
        return numbers

    def _numbers_of(self, hashes: _Hashes) -> tuple[Numbers, npt.NDArray[np.intp]]:
        """Return the number of each of `hashes` [N], and the places of those that had none before."""
        places = self._places(hashes)
        unknown = np.flatnonzero(self._hashes[places] == 0)
        if not len(unknown):
            return self._numbers[places], unknown
        fresh, first = np.unique(hashes[unknown], return_index=True)
        order = np.argsort(first)
        numbers = np.arange(self.known + 1, self.known + 1 + len(fresh), dtype=np.int32)
        self.known += len(fresh)
        self._put(fresh[order], numbers)
        return self._numbers[self._places(hashes)], unknown[first[order]]

    def _slots(self, hashes: _Hashes) -> npt.NDArray[np.intp]:
        return (hashes >> np.uint64(64 - self._bits)).astype(np.intp)

    def _places(self, hashes: _Hashes) -> npt.NDArray[np.intp]:
        """Return the places in the table where `hashes` stand, or where they would."""
        last = len(self._hashes) - 1
        places = self._slots(hashes)
        there = self._hashes[places]
        left = np.flatnonzero((there != hashes) & (there != 0))
        while len(left):
            places[left] = (places[left] + 1) & last
            there = self._hashes[places[left]]
            left = left[(there != hashes[left]) & (there != 0)]
        return places

    def _put(self, hashes: _Hashes, numbers: Numbers) -> None:
        """Put hashes into the table that are not in it, none of them twice."""
        if 2 * self.known > len(self._hashes):  # fuller, it would take long to come upon a free place
            old = self._hashes != 0
            hashes = np.concatenate((self._hashes[old], hashes))
            numbers = np.concatenate((self._numbers[old], numbers))
            self._bits = int(4 * self.known - 1).bit_length()
            self._hashes = np.zeros(1 << self._bits, np.uint64)
            self._numbers = np.zeros(1 << self._bits, np.int32)
        last = len(self._hashes) - 1
        places = self._slots(hashes)
        left = np.arange(len(hashes))
        while len(left):
            at = places[left]
            is_free = self._hashes[at] == 0
            self._hashes[at[is_free]] = hashes[left[is_free]]  # of several for one place the last one has it
            is_there = self._hashes[at] == hashes[left]
            self._numbers[at[is_there]] = numbers[left[is_there]]
            left = left[~is_there]
            places[left] = (places[left] + 1) & last


def _block_ends(content: bytes) -> list[int] | None:
    """Return where blocks end that `content` can be cut into, with white space before each end; None if it cannot."""
    ends: list[int] = []
    begin = 0
    while len(content) - begin > _BLOCK + _SEARCHED:
        spaces = np.flatnonzero(_IS_SPACE[np.frombuffer(content, np.uint8, _SEARCHED, begin + _BLOCK)])
        if not len(spaces):
            return None
        begin += _BLOCK + int(spaces[0]) + 1
        ends.append(begin)
    return [*ends, len(content)]


@functools.cache
def _powers(length: int) -> tuple[_Hashes, _Hashes]:
    """Return the powers of the polynomials' base by place in a block, and their inverses modulo 2⁶⁴."""
    found = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        powers = np.full(length, base, np.uint64)
        powers[0] = 1
        found.append(np.cumprod(powers))
    return found[0], found[1]
