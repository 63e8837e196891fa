"""Remembers what was accepted, so that an undo is noticed and what it took back is not offered again: no Qt."""

from dataclasses import dataclass

from wordrnn import completion


@dataclass(frozen=True, slots=True)
class Accept:
    """One acceptance."""

    before: str  # the text before the caret
    word: str
    characters: int

    @property
    def head(self) -> str:
        """The text before the word that was completed."""
        return self.before[: len(self.before) - len(completion.typed_prefix(self.before))]


class Accepts:
    """What was accepted in this text, the newest last, and the words refused where the caret is."""

    def __init__(self) -> None:
        self._accepts: list[Accept] = []
        self._head = ""
        self._words: set[str] = set()
        self._redo_steps = 0

    def clear(self) -> None:
        """Forget everything: another text is there."""
        self._accepts.clear()
        self._redo_steps = 0
        self.offer_again()

    def offer_again(self) -> None:
        """Refuse nothing any more."""
        self._head, self._words = "", set()

    def add(self, accept: Accept) -> None:
        """Remember an acceptance; there is nothing left to redo."""
        self._accepts.append(accept)
        self._redo_steps = 0

    def undone(self, redo_steps: int, context: str) -> Accept | None:
        """Return the acceptance that a change has taken back, None for other changes.

        `redo_steps` is how many steps can be redone after it, `context` the text before the caret.
        """
        was_undo, self._redo_steps = redo_steps > self._redo_steps, redo_steps
        if was_undo and self._accepts and self._accepts[-1].before == context:
            accept = self._accepts.pop()
            self._words = (self._words if self._head == accept.head else set()) | {accept.word}
            self._head = accept.head
            return accept
        if not context.startswith(self._head):
            self.offer_again()  # what was undone is no longer what is being written
        return None

    def refused(self, context: str) -> set[str]:
        """Return the words not to offer at the end of `context`."""
        head = context[: len(context) - len(completion.typed_prefix(context))]
        return self._words if self._head == head else set()
