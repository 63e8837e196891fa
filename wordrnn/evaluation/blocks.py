"""A text in blocks: as many tokens as have their distributions in memory at once."""

from collections.abc import Iterable, Iterator

import numpy as np

from wordrnn.next_word import IntArray
from wordrnn.tokenizer import EOS_ID
from wordrnn.words.alignment import Word

BLOCK = 256
_NUMBERS_IN_CACHE = 1 << 17


def inputs_before(ids: IntArray, begin: int, end: int | None = None) -> IntArray:
    """Return the tokens before `ids[begin:end]` (a block's, where `end` is left out): shifted by one, `<eos>` first."""
    end = min(begin + BLOCK, len(ids)) if end is None else end
    if begin == 0 and end > 0:
        return np.concatenate((np.array([EOS_ID], ids.dtype), ids[: end - 1]))
    return ids[begin - 1 : end - 1] if end > begin else ids[:0]


def row_slices(count: int, width: int) -> Iterator[slice]:
    """Yield slices of `count` rows, so that what is done with a slice of `width` columns stays in the cache."""
    step = max(1, _NUMBERS_IN_CACHE // width)
    for start in range(0, count, step):
        yield slice(start, min(start + step, count))


def by_rows(words: Iterable[Word], begin: int) -> dict[int, list[Word]]:
    """Return row of a block → the words typed there."""
    rows: dict[int, list[Word]] = {}
    for word in words:
        rows.setdefault(word.near - begin, []).append(word)
    return rows


def by_block(words: Iterable[Word]) -> dict[int, list[Word]]:
    """Return begin of a block → its words, those with a context of their own in the order of their contexts."""
    blocks: dict[int, list[Word]] = {}
    for word in words:
        blocks.setdefault(word.near - word.near % BLOCK, []).append(word)
    for block in blocks.values():
        block.sort(key=lambda word: word.near)
    return blocks
