"""Which words are most probable after a context, given their first letters: for vocabularies of word pieces."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.context import Distribution
from wordrnn.mixture import Mixture, combine
from wordrnn.next_word import FloatArray, State
from wordrnn.ranking import Found
from wordrnn.spelling import fold, is_word_character
from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START

_BEAM = 24  # unfinished words followed at once
_MAX_PIECES = 8  # of one word
_LAST = "\U0010ffff"
_Ids = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """The first pieces of a word."""

    text: str
    mass: float  # P(pieces | context)
    blame: FloatArray  # [parts], how much of each piece's probability came from which part, summed over the pieces
    pieces: int


class PieceSearch:
    """Ranks words made of pieces by a beam search.

    P(word) = product of its pieces' probabilities × P(the next piece begins something else). A word ends before a
    piece that begins with "▁", before punctuation and before a line's end. What a part of the mixture gave to a word
    is the mean of what it gave to the word's pieces.
    """

    def __init__(self, vocabulary: Sequence[str], model: Mixture) -> None:
        self._vocabulary = vocabulary
        self._model = model
        folded = [fold(piece) for piece in vocabulary]
        usable = [index for index in range(len(vocabulary)) if index not in (UNK_ID, EOS_ID)]
        by_spelling = sorted(usable, key=lambda index: folded[index])
        self._keys = [folded[index] for index in by_spelling]
        self._ids: _Ids = np.array(by_spelling, np.intp)
        self._folded = folded
        self._begins = np.array([piece.startswith(WORD_START) for piece in vocabulary])
        self._continues = np.array([_continues_word(piece) for piece in vocabulary])
        self._continues[[UNK_ID, EOS_ID]] = False
        ends = ~self._continues
        ends[UNK_ID] = False
        self._ends: _Ids = np.flatnonzero(ends)
        # What a word can begin with: "▁" alone (the word follows in pieces of its own), or letters behind it.
        self._opens = np.array(
            [piece == WORD_START or _continues_word(piece.removeprefix(WORD_START)) for piece in vocabulary]
        )

    def rank(self, here: Distribution, prefix: str, after_space: bool, k: int) -> tuple[list[Found], float]:
        """Return the `k` best words that begin with `prefix`, and the mass of all that may be meant."""
        typed = (WORD_START if after_space else "") + fold(prefix)
        starts = [_Start("", 1.0, np.zeros(len(here.shares), np.float32), 0)]
        shares, state = [share[None] for share in here.shares], here.state
        done: dict[str, list[tuple[float, _Start]]] = {}
        total = 1.0 if not typed else 0.0
        for _ in range(_MAX_PIECES):
            rows = combine(shares)
            self._finish(starts, rows, typed, done)
            masses, parents, ids, covered = self._extensions(starts, rows, typed)
            total += covered
            if len(masses) == 0 or _settled(done, float(masses.max()), k):
                break
            keep = np.argsort(-masses, kind="stable")[:_BEAM]
            starts = [
                self._extended(starts[parent], int(index), rows[parent], [share[parent] for share in shares])
                for parent, index in zip(parents[keep], ids[keep], strict=True)
            ]
            shares, state = self._model.step_shares(ids[keep], take(state, parents[keep]))
        return _found(done, k), total

    def _finish(
        self, starts: list[_Start], rows: FloatArray, typed: str, done: dict[str, list[tuple[float, _Start]]]
    ) -> None:
        """Put the words that `starts` are, if nothing follows, into `done`: folded word → variants."""
        for start, row in zip(starts, rows, strict=True):
            word = start.text.removeprefix(WORD_START)
            if word and is_word_character(word[-1]) and fold(start.text).startswith(typed):
                mass = start.mass * float(row[self._ends].sum(dtype=np.float64))
                done.setdefault(fold(word), []).append((mass, start))

    def _extensions(
        self, starts: list[_Start], rows: FloatArray, typed: str
    ) -> tuple[npt.NDArray[np.float64], _Ids, _Ids, float]:
        """Return masses, parents (places in `starts`) and ids of all next pieces that agree with the letters typed.

        Last, the mass of all pieces that complete these letters for the first time.
        """
        masses, parents, ids, covered = [], [], [], 0.0
        for place, (start, row) in enumerate(zip(starts, rows, strict=True)):
            text = fold(start.text)
            rest = typed[len(text) :]
            complete, partial = self._next(rest, first=start.pieces == 0)
            if rest:
                covered += start.mass * float(row[complete].sum(dtype=np.float64))
            following = np.concatenate((complete, partial))
            following = following[(self._opens if start.pieces == 0 else self._continues)[following]]
            masses.append(start.mass * row[following].astype(np.float64))
            parents.append(np.full(len(following), place, np.intp))
            ids.append(following)
        return np.concatenate(masses), np.concatenate(parents), np.concatenate(ids), covered

    def _next(self, rest: str, first: bool) -> tuple[_Ids, _Ids]:
        """Return the pieces that begin with the letters `rest`, and those that are the beginning of `rest`."""
        low = bisect_left(self._keys, rest)
        complete = self._ids[low : bisect_left(self._keys, rest + _LAST, low)]
        partial = [index for end in range(1, len(rest)) for index in self._spelled(rest[:end])]
        allowed = self._continues
        if first:
            # Without a space before it, the word goes on where no "▁" stands.
            allowed = self._begins if rest.startswith(WORD_START) else ~self._begins
        return complete[allowed[complete]], np.array([index for index in partial if allowed[index]], np.intp)

    def _spelled(self, folded: str) -> list[int]:
        low = high = bisect_left(self._keys, folded)
        while high < len(self._keys) and self._keys[high] == folded:
            high += 1
        return self._ids[low:high].tolist()

    def _extended(self, start: _Start, index: int, row: FloatArray, shares: list[FloatArray]) -> _Start:
        given = np.array([share[index] for share in shares]) / max(row[index], np.finfo(np.float32).tiny)
        mass = start.mass * float(row[index])
        return _Start(start.text + self._vocabulary[index], mass, start.blame + given, start.pieces + 1)


def take(state: State, rows: _Ids) -> Any:
    """Return the rows of a batch's state: arrays [B, …] and tuples of them, as all models here have it."""
    if isinstance(state, tuple):
        return tuple(take(own, rows) for own in state)
    return state[rows]


def _continues_word(piece: str) -> bool:
    """Whether `piece` goes on with a word that has begun; an apostrophe does, since letters may follow."""
    return bool(piece) and (is_word_character(piece[0]) or piece[0] == "'")


def _settled(done: dict[str, list[tuple[float, _Start]]], best_unfinished: float, k: int) -> bool:
    masses = sorted((sum(mass for mass, _ in variants) for variants in done.values()), reverse=True)
    return len(masses) >= k and masses[k - 1] >= best_unfinished


def _found(done: dict[str, list[tuple[float, _Start]]], k: int) -> list[Found]:
    found = []
    for variants in done.values():
        masses = sum(mass * start.blame / start.blame.sum() for mass, start in variants)
        surface = max(variants, key=lambda variant: variant[0])[1].text.removeprefix(WORD_START)
        found.append(Found(surface, np.asarray(masses).tolist()))
    return sorted(
        (one for one in found if sum(one.masses) > 0), key=lambda one: (-sum(one.masses), one.word)
    )[:k]
