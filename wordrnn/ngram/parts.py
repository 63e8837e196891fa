"""Counts of the n-grams of a text that is too large to be counted at once.

The text is not cut, the n-grams are: into ranges of their first two words, in sorted order. For each range the text is
read again, and all n-grams in it are counted in full. So every count is exact, nothing has to be merged, and memory
depends on the size of a part and on how many n-grams are kept, not on the text. It takes the time of reading the ids
once for each part, which is little beside sorting them.

Shapes: N tokens, V words, P places of the text in one part.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import IntArray
from wordrnn.ngram.counts import KeptCounts, OrderCounts, group
from wordrnn.text import paging
from wordrnn.tokenizer import EOS_ID

PART_PLACES = 4_000_000  # about 70 bytes each while a part is counted
_BLOCK_TOKENS = 8_000_000
_THREADS = 2

_Int64Array = npt.NDArray[np.int64]
_Words = npt.NDArray[np.integer[Any]]


@dataclass(frozen=True, slots=True)
class Range:
    """The n-grams whose first two words are from `begin` up to `end`, as first · V + second."""

    begin: int
    end: int


def count_parts(
    ids: IntArray, vocab_size: int, order: int, max_ngrams: int | None, places: int
) -> tuple[OrderCounts, KeptCounts]:
    """Return what `KeptCounts.build` needs for `ids` [N], counted in parts of about `places` [P].

    `order` is 2 or more.
    """
    text = _Text(ids, vocab_size, order)
    occurrences = text.word_counts()
    before = np.zeros(vocab_size, np.uint32)
    kept = KeptCounts(vocab_size, order, max_ngrams)
    ranges = iter(text.ranges(occurrences, places))
    # Sorting lets other threads run; as many parts as threads are in memory.
    with ThreadPoolExecutor(_THREADS) as pool:
        pending = [pool.submit(text.count, each) for each in islice(ranges, _THREADS)]
        while pending:
            counts = pending.pop(0).result()
            pending += [pool.submit(text.count, each) for each in islice(ranges, 1)]
            before += np.bincount(counts[0].words, minlength=vocab_size).astype(np.uint32)
            kept.add(counts)
    words = np.arange(vocab_size, dtype=np.uint32)
    adjusted = np.where(before > 0, before, occurrences)
    return OrderCounts(np.zeros_like(words), words, occurrences, adjusted), kept


class _Text:
    """A text as n-grams see it: `<eos>`, then the ids; place p is where the n-gram of its words p, p + 1, … begins."""

    def __init__(self, ids: IntArray, vocab_size: int, order: int) -> None:
        self._ids, self._vocab_size, self._order = ids, vocab_size, order

    def word_counts(self) -> npt.NDArray[np.uint32]:
        """Return [V], how often each word occurs."""
        counts = np.zeros(self._vocab_size, np.uint32)
        for begin in range(0, len(self._ids), _BLOCK_TOKENS):
            block = self._ids[begin : begin + _BLOCK_TOKENS]
            counts += np.bincount(block, minlength=self._vocab_size).astype(np.uint32)
            paging.release(self._ids)
        return counts

    def ranges(self, occurrences: npt.NDArray[np.uint32], places: int) -> list[Range]:
        """Return ranges that cover all n-grams, each of about `places` places; of a single pair of words more."""
        frequent = np.flatnonzero(occurrences > places // 2)
        seconds = self._seconds(frequent)
        ends, size = [], 0
        for word, count in enumerate(occurrences.tolist()):
            # The first <eos> is not counted as a word but begins n-grams; the last word begins none.
            pairs = seconds.get(word)
            for key, number in [(word * self._vocab_size, count)] if pairs is None else pairs:
                if size and size + number > places:
                    ends.append(key)
                    size = 0
                size += number
        ends.append(self._vocab_size**2)
        return [Range(begin, end) for begin, end in zip([0, *ends], ends, strict=False)]

    def _seconds(self, frequent: _Int64Array) -> dict[int, list[tuple[int, int]]]:
        """Return for each of the words `frequent` the pairs that it begins, and how often they occur."""
        counts = {word: np.zeros(self._vocab_size, np.int64) for word in frequent.tolist()}
        for begin in range(0, len(self._ids), _BLOCK_TOKENS):
            block = self._ids[begin : begin + _BLOCK_TOKENS + 1]
            for word, seconds in counts.items():
                found = block[1:][block[:-1] == word]
                seconds += np.bincount(found, minlength=self._vocab_size)
            paging.release(self._ids)
        return {
            word: [
                (word * self._vocab_size + second, int(seconds[second]))
                for second in np.flatnonzero(seconds).tolist()
            ]
            for word, seconds in counts.items()
        }

    def count(self, part: Range) -> list[OrderCounts]:
        """Return the counts of order 2, 3, … of the n-grams in `part`, all that there are in the text."""
        before, reach, columns = self._windows(part)
        counts: list[OrderCounts] = []
        begins_sentence = np.zeros(0, bool)  # [S] whether each n-gram begins with <eos>
        entries = columns[0].astype(np.int64)  # [P] the n-gram that begins at each place
        for n in range(2, self._order + 1):
            alive = reach >= n
            if n > 2:
                alive &= columns[n - 2] != EOS_ID
            before, reach, entries = before[alive], reach[alive], entries[alive]
            columns = [column[alive] for column in columns]
            keys = entries * self._vocab_size + columns[n - 1]
            by_key, starts = group(keys)
            distinct = keys[by_key[starts]] if len(keys) else keys
            contexts, words = np.divmod(distinct, self._vocab_size)
            begins_sentence = contexts == EOS_ID if n == 2 else begins_sentence[contexts]
            occurrences = np.diff(starts, append=len(keys)).astype(np.uint32)
            entries = np.empty(len(keys), np.int64)
            entries[by_key] = np.repeat(np.arange(len(starts)), occurrences)
            adjusted = occurrences
            if n < self._order:
                adjusted = np.where(
                    begins_sentence, occurrences, self._words_before(entries, before, occurrences)
                )
            counts.append(
                OrderCounts(contexts.astype(np.uint32), words.astype(np.uint32), occurrences, adjusted)
            )
        return counts

    def _words_before(
        self, entries: _Int64Array, before: _Words, occurrences: npt.NDArray[np.uint32]
    ) -> npt.NDArray[np.uint32]:
        """Return [S], how many different words are before each n-gram; `before` [P] is the word before each place."""
        numbers = np.ones(len(occurrences), np.uint32)  # of what occurs once
        several = occurrences[entries] > 1
        pairs = entries[several] * self._vocab_size + before[several]
        pairs.sort()
        new = np.ones(len(pairs), bool)
        new[1:] = pairs[1:] != pairs[:-1]
        counted = np.bincount(pairs[new] // self._vocab_size, minlength=len(occurrences))
        return np.where(occurrences > 1, counted, numbers).astype(np.uint32)

    def _windows(self, part: Range) -> tuple[_Words, npt.NDArray[np.int8], list[_Words]]:
        """Return, for the places [P] in `part`, the word before, how many words there are, and the words themselves."""
        found = [
            self._windows_in(part, begin, min(begin + _BLOCK_TOKENS, len(self._ids)))
            for begin in range(0, len(self._ids), _BLOCK_TOKENS)
        ]
        columns = [np.concatenate(column) for column in zip(*found, strict=True)]
        return columns[0], columns[1].astype(np.int8), columns[2:]

    def _windows_in(self, part: Range, begin: int, end: int) -> list[_Words]:
        """Return what `_windows` does, for the places from `begin` to `end`."""
        words = self._read(begin - 1, end + self._order)
        here, following = words[1 : 1 + end - begin], words[2 : 2 + end - begin]
        first, last = part.begin // self._vocab_size, (part.end - 1) // self._vocab_size
        places = np.flatnonzero((here >= first) & (here <= last))
        keys = here[places].astype(np.int64) * self._vocab_size + following[places]
        places = places[(keys >= part.begin) & (keys < part.end)]
        reach = np.minimum(len(self._ids) + 1 - begin - places, self._order)
        return [words[places], reach, *(words[places + 1 + n] for n in range(self._order))]

    def _read(self, begin: int, end: int) -> _Words:
        """Return the words [begin, end) of the text; before and behind it, `<eos>`."""
        ids = self._ids[max(begin - 1, 0) : max(end - 1, 0)]
        eos = np.array([EOS_ID], ids.dtype)
        words = np.concatenate((np.repeat(eos, max(1 - begin, 0)), ids))
        paging.release(self._ids)
        return np.concatenate((words, np.repeat(eos, end - begin - len(words))))
