"""Which words are most probable after a context, given their first letters: for vocabularies of word pieces."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.context import Distribution
from wordrnn.mixture import Mixture
from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START
from wordrnn.words.piece_tree import Beginning, Child, Node, PieceTree
from wordrnn.words.ranking import Found
from wordrnn.words.scripts import is_unspaced
from wordrnn.words.spelling import fold, is_word_character

_AT_ONCE = 16  # beginnings stepped together
_MOST = 48  # beginnings stepped for one question; with 96, 0.05 points more keystrokes are saved
_PER_NODE = 48  # pieces that may follow one beginning
_MAX_PIECES = 10  # of one word
_NEGLIGIBLE = 0.02  # of all that may be meant: what is not looked into for its own sake
_UNSETTLED = 2  # pieces
_ROUNDS_GO_ON = 3  # batches that a script without spaces is given
_LAST = "\U0010ffff"
_Ids = npt.NDArray[np.intp]
_Words = dict[str, list[tuple[float, Beginning]]]


class PieceSearch:
    """Ranks words made of pieces by a best-first search.

    P(word) = product of its pieces' probabilities × P(the next piece begins something else), summed over the ways to
    write it in pieces; the letters typed may end inside a piece. A word ends before a piece that begins with "▁",
    before punctuation and before a line's end. A beginning is looked into while it is more probable than the k-th best
    word, for no word is more probable than its beginning. What a part of the mixture gave to a word is the mean of
    what it gave to the word's pieces.
    """

    def __init__(self, vocabulary: Sequence[str], model: Mixture) -> None:
        self._vocabulary = vocabulary
        unspaced = {index for index, piece in enumerate(vocabulary) if any(map(is_unspaced, piece))}
        letters = sum(bool(piece) and is_word_character(piece[-1]) for piece in vocabulary)
        self._mostly_unspaced = len(unspaced) * 2 > letters
        # A word with spaces around it ends where other letters begin: CDを.
        self._pieces = _Pieces(vocabulary, unspaced)
        self._unspaced = _Pieces(vocabulary, set()) if unspaced else self._pieces
        self._tree = PieceTree(vocabulary, model, self._pieces.ends)

    def goes_on(self, text: str) -> bool:
        """Whether behind `text`, which does not end in the letters of a word, a script without spaces goes on."""
        letters = text[-1:]
        return is_unspaced(letters) if letters and is_word_character(letters) else self._mostly_unspaced

    def settled(self, text: str, ids: npt.NDArray[np.integer[Any]]) -> int:
        """Return where the last two pieces of `text`, whose end has the `ids`, begin: more letters may change them."""
        start = len(text)
        for index in map(int, ids[: -_UNSETTLED - 1 : -1]):
            letters = self._vocabulary[index].removeprefix(WORD_START)
            if index in (UNK_ID, EOS_ID) or not letters or not all(map(is_unspaced, letters)):
                break
            start -= len(letters)
            if letters != self._vocabulary[index]:
                break
        return start

    def rank(
        self,
        here: Distribution,
        prefix: str,
        after_space: bool,
        k: int,
        hidden: Callable[[str], bool] = lambda word: False,
    ) -> tuple[list[Found], float]:
        """Return the `k` best words that begin with `prefix`, and the mass of all that may be meant.

        Words that, folded, are `hidden` are not offered.
        """
        typed = (WORD_START if after_space else "") + fold(prefix)
        done: _Words = {}
        total, least, stepped = 0.0 if typed else 1.0, 0.0, 0
        waiting = _Waiting()
        nodes = [self._tree.root(here.shares, here.state)]
        while nodes:
            for node in nodes:
                _finish(node, typed, done, hidden)
                total += _follow(self._pieces, node, typed, least, waiting)
            least = _least(done, k)
            chosen = waiting.best(least, _NEGLIGIBLE * total, _AT_ONCE) if stepped < _MOST else []
            nodes, new = self._tree.open(chosen)
            stepped += new
        self._tree.tidy()
        return _found(done, k), total

    def go_on(self, here: Distribution, typed: str, k: int) -> tuple[list[Found], float]:
        """Return the `k` best ways to go on behind `typed` in a script without spaces, and the mass of all.

        `typed` are the last letters, which the pieces may part in any way; `here` is what stands before them. A way to
        go on is one more piece, or two: P = product of the pieces' probabilities, summed over the ways to write
        them. Chosen are those that can be expected to bring most letters: probability × length.
        """
        done: _Words = {}
        total = 0.0 if typed else 1.0
        waiting = _Waiting()
        nodes = [self._tree.root(here.shares, here.state)]
        for left in reversed(range(_ROUNDS_GO_ON)):
            for node in nodes:
                total += _follow(self._unspaced, node, typed, 0.0, waiting)
            chosen = waiting.best(0.0, 0.0, _AT_ONCE)
            if not chosen:
                break
            found: Sequence[Beginning]
            if left:
                found = nodes = self._tree.open(chosen)[0]
            else:  # what may follow the last ones is not asked for
                found = [self._tree.beginning(child) for child in chosen]
            for beginning in found:
                word = beginning.folded.removeprefix(typed).removeprefix(WORD_START)
                if word and beginning.folded.startswith(typed) and is_unspaced(word[0]):
                    done.setdefault(word, []).append((beginning.mass, beginning))
        self._tree.tidy()
        worth = [
            (sum(mass for mass, _ in variants) * len(word), _go_on(variants, typed))
            for word, variants in done.items()
        ]
        worth.sort(key=lambda each: (-each[0], each[1].word))
        return [each for _, each in worth[:k]], total


class _Waiting:
    """Beginnings that have not been looked into: a node, and ids of pieces behind it."""

    def __init__(self) -> None:
        self._nodes: list[Node] = []
        self._masses, self._ids = np.zeros(0), np.zeros(0, np.intp)
        self._parents, self._partial = np.zeros(0, np.intp), np.zeros(0, bool)
        self._new: list[tuple[npt.NDArray[np.float64], _Ids, _Ids, npt.NDArray[np.bool_]]] = []

    def add(self, node: Node, ids: _Ids, least: float, partial: bool = False) -> None:
        """Add the most probable of `ids` behind `node` that have more mass than `least`.

        `partial`: the letters typed go beyond them.
        """
        masses = node.mass * node.row[ids].astype(np.float64)
        places = np.flatnonzero(masses > least)
        if len(places) > _PER_NODE and not partial:
            places = places[np.argpartition(-masses[places], _PER_NODE)[:_PER_NODE]]
        count = len(places)
        if count:
            parents, flags = np.full(count, len(self._nodes), np.intp), np.full(count, partial)
            self._new.append((masses[places], ids[places], parents, flags))
            self._nodes.append(node)

    def best(self, least: float, least_partial: float, count: int) -> list[Child]:
        """Take out the `count` most probable with more mass than `least`, or `least_partial` if partial."""
        columns = zip(*self._new, (self._masses, self._ids, self._parents, self._partial), strict=True)
        self._masses, self._ids, self._parents, self._partial = map(np.concatenate, columns)
        self._new = []
        worth = (self._masses > least) | (self._partial & (self._masses > least_partial))
        self._keep(worth)
        order = np.argsort(-self._masses, kind="stable")
        chosen = [
            Child(mass, self._nodes[parent], index)
            for mass, parent, index in zip(
                self._masses[order[:count]].tolist(),
                self._parents[order[:count]].tolist(),
                self._ids[order[:count]].tolist(),
                strict=True,
            )
        ]
        self._keep(order[count:])
        return chosen

    def _keep(self, places: _Ids | npt.NDArray[np.bool_]) -> None:
        self._masses, self._ids = self._masses[places], self._ids[places]
        self._parents, self._partial = self._parents[places], self._partial[places]


class _Pieces:
    """What the pieces of a vocabulary can be in a word."""

    def __init__(self, vocabulary: Sequence[str], excluded: set[int]) -> None:
        """`excluded` are no part of any word."""
        folded = [fold(piece) for piece in vocabulary]
        excluded = excluded | {UNK_ID, EOS_ID}
        usable = [index for index in range(len(vocabulary)) if index not in excluded]
        by_spelling = sorted(usable, key=lambda index: folded[index])
        self._keys = [folded[index] for index in by_spelling]
        self._ids: _Ids = np.array(by_spelling, np.intp)
        self._begins = np.array([piece.startswith(WORD_START) for piece in vocabulary])
        self.continues = np.array([_continues_word(piece) for piece in vocabulary])
        self.continues[list(excluded)] = False
        self._all_that_continue: _Ids = np.flatnonzero(self.continues)
        ends = ~self.continues
        ends[UNK_ID] = False
        self.ends: FloatArray = ends.astype(np.float32)
        # What a word can begin with: "▁" alone (the word follows in pieces of its own), or letters behind it.
        self._opens = np.array(
            [piece == WORD_START or _continues_word(piece.removeprefix(WORD_START)) for piece in vocabulary]
        )

    def opening(self, ids: _Ids) -> _Ids:
        """Return those of `ids` that a word can begin with."""
        return ids[self._opens[ids]]

    def following(self, rest: str, first: bool) -> tuple[_Ids, _Ids]:
        """Return the pieces that begin with the letters `rest`, and those that are the beginning of `rest`."""
        if not rest and not first:
            return self._all_that_continue, self._ids[:0]
        low = bisect_left(self._keys, rest)
        complete = self._ids[low : bisect_left(self._keys, rest + _LAST, low)]
        partial = [index for end in range(1, len(rest)) for index in self._spelled(rest[:end])]
        allowed = self.continues
        if first:
            # Without a space before it, the word goes on where no "▁" stands.
            allowed = self._begins if rest.startswith(WORD_START) else ~self._begins
        return complete[allowed[complete]], np.array([index for index in partial if allowed[index]], np.intp)

    def _spelled(self, folded: str) -> list[int]:
        low = high = bisect_left(self._keys, folded)
        while high < len(self._keys) and self._keys[high] == folded:
            high += 1
        return self._ids[low:high].tolist()


def _follow(pieces: _Pieces, node: Node, typed: str, least: float, waiting: _Waiting) -> float:
    """Put the beginnings one piece longer that agree with the letters typed into `waiting`.

    Return the mass of all pieces that complete these letters for the first time.
    """
    rest = typed[len(node.folded) :]
    complete, partial = pieces.following(rest, first=node.pieces == 0)
    covered = node.mass * float(node.row[complete].sum(dtype=np.float64)) if rest else 0.0
    if node.pieces < _MAX_PIECES and (node.mass > least or rest):
        if node.pieces == 0:
            complete, partial = pieces.opening(complete), pieces.opening(partial)
        waiting.add(node, complete, least)
        if len(partial):
            waiting.add(node, partial, 0.0, partial=True)
    return covered


def _continues_word(piece: str) -> bool:
    """Whether `piece` goes on with a word that has begun; an apostrophe does, since letters may follow."""
    return bool(piece) and (is_word_character(piece[0]) or piece[0] == "'")


def _finish(node: Node, typed: str, done: _Words, hidden: Callable[[str], bool]) -> None:
    """Put the word that `node` is, if nothing follows, into `done`: folded word → variants."""
    word = node.folded.removeprefix(WORD_START)
    if word and is_word_character(word[-1]) and node.folded.startswith(typed) and not hidden(word):
        done.setdefault(word, []).append((node.mass * node.end, node))


def _go_on(variants: list[tuple[float, Beginning]], typed: str) -> Found:
    masses = sum(mass * node.blame / node.blame.sum() for mass, node in variants)
    text = max(variants, key=lambda variant: variant[0])[1].text
    return Found(text[len(typed) :].removeprefix(WORD_START), np.asarray(masses).tolist())


def _least(done: _Words, k: int) -> float:
    """Return the mass of the k-th best word, 0 where there are fewer."""
    if len(done) < k:
        return 0.0
    return sorted((sum(mass for mass, _ in variants) for variants in done.values()), reverse=True)[k - 1]


def _found(done: _Words, k: int) -> list[Found]:
    found = []
    for variants in done.values():
        masses = sum(mass * node.blame / node.blame.sum() for mass, node in variants)
        surface = max(variants, key=lambda variant: variant[0])[1].text.removeprefix(WORD_START)
        found.append(Found(surface, np.asarray(masses).tolist()))
    return sorted(
        (one for one in found if sum(one.masses) > 0), key=lambda one: (-sum(one.masses), one.word)
    )[:k]
