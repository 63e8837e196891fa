"""The beginnings of words that can follow a context, with what the model says behind each: kept between keystrokes."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.mixture import Mixture, combine
from wordrnn.next_word import FloatArray, State
from wordrnn.words.spelling import fold

_KEPT = 192  # beginnings whose distributions stay in memory: 80 kB each with 10,000 pieces and two parts


@dataclass(slots=True, eq=False)
class Beginning:
    """The first pieces of a word."""

    text: str
    folded: str
    mass: float  # P(pieces | context)
    blame: FloatArray  # [parts], how much of each piece's probability came from which part, summed over the pieces
    pieces: int


@dataclass(slots=True, eq=False)
class Node(Beginning):
    """A beginning, and what may follow it."""

    shares: list[FloatArray]  # [V] for each part
    row: FloatArray  # [V], their sum
    state: State  # the mixture's, batch of one
    end: float  # P(no piece of this word follows)
    asked: int = 0
    children: dict[int, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Child:
    """A node and one piece behind it, which the model has perhaps not been asked about yet."""

    mass: float
    parent: Node
    index: int


class PieceTree:
    """The nodes behind one context; another context begins another tree."""

    def __init__(self, vocabulary: Sequence[str], model: Mixture, ends: FloatArray) -> None:
        """`ends` [V] is 1 where a piece does not belong to the word before it."""
        self._vocabulary = vocabulary
        self._folded = [fold(piece) for piece in vocabulary]
        self._model = model
        self._ends = ends
        self._root: Node | None = None
        self._nodes: list[Node] = []
        self._question = 0

    def root(self, shares: list[FloatArray], state: State) -> Node:
        """Return the node without pieces, behind which `shares` [V] of each part are; a new question begins."""
        self._question += 1
        if self._root is None or self._root.shares is not shares:
            nothing = np.zeros(len(shares), np.float32)
            self._root = Node("", "", 1.0, nothing, 0, shares, combine(shares), state, 0.0)
            self._nodes = []
        return self._root

    def open(self, children: Sequence[Child]) -> tuple[list[Node], int]:
        """Return the nodes of `children`, and for how many the model had to be asked: in one batch."""
        new = [child for child in children if child.index not in child.parent.children]
        if new:
            ids = np.array([child.index for child in new], np.intp)
            shares, state = self._model.step_shares(ids, _joined([child.parent.state for child in new]))
            rows = combine(shares)
            for place, child in enumerate(new):
                own = [share[place] for share in shares]
                node = self._node(child, own, rows[place], take(state, np.array([place])))
                child.parent.children[child.index] = node
                self._nodes.append(node)
        nodes = [child.parent.children[child.index] for child in children]
        for node in nodes:
            node.asked = self._question
        return nodes, len(new)

    def beginning(self, child: Child) -> Beginning:
        """Return `child` without what may follow it, for which the model need not be asked."""
        parent, index = child.parent, child.index
        given = np.array([share[index] for share in parent.shares])
        given /= max(float(parent.row[index]), np.finfo(np.float32).tiny)
        return Beginning(
            parent.text + self._vocabulary[index],
            parent.folded + self._folded[index],
            child.mass,
            parent.blame + given,
            parent.pieces + 1,
        )

    def _node(self, child: Child, shares: list[FloatArray], row: FloatArray, state: State) -> Node:
        own = self.beginning(child)
        end = float(row @ self._ends)
        return Node(own.text, own.folded, own.mass, own.blame, own.pieces, shares, row, state, end)

    def tidy(self) -> None:
        """Drop what the last question did not ask for, where too much is kept."""
        if len(self._nodes) <= _KEPT or self._root is None:
            return
        self._nodes = [node for node in self._nodes if node.asked == self._question]
        for node in (self._root, *self._nodes):
            node.children = {
                index: child for index, child in node.children.items() if child.asked == self._question
            }


def take(state: State, rows: npt.NDArray[np.intp]) -> Any:
    """Return the rows of a batch's state: arrays [B, …] and tuples of them, as all models here have it."""
    if isinstance(state, tuple):
        return tuple(take(own, rows) for own in state)
    return state[rows]


def _joined(states: Sequence[State]) -> Any:
    """Return several states as one, of the sum of their batches."""
    if isinstance(states[0], tuple):
        return tuple(_joined(own) for own in zip(*states, strict=True))
    return np.concatenate(states)
