"""What is offered at the caret, and which of it the ghost text shows: plain logic, no Qt."""

from collections.abc import Sequence

from wordrnn import completion
from wordrnn.completion import Edit


class Offered:
    """The edits that may be shown, best first, and the one that is."""

    def __init__(self) -> None:
        self._edits: list[Edit] = []
        self._index = 0
        self._chosen = ""  # the word that was cycled to, kept as long as it is among those offered
        self._first = ""  # what the best of them puts in, without the words that follow it
        self.is_rest = False
        """It is what is left of several words of which the first were accepted."""

    def __bool__(self) -> bool:
        return bool(self._edits)

    @property
    def edit(self) -> Edit | None:
        """What is shown."""
        return self._edits[self._index] if self._edits else None

    @property
    def index(self) -> int:
        """Which of the edits is shown, -1 for none."""
        return self._index if self._edits else -1

    def clear(self) -> None:
        """Offer nothing."""
        self._edits, self._index, self._chosen, self._first = [], 0, "", ""
        self.is_rest = False

    def offer(self, edits: Sequence[Edit]) -> None:
        """Offer `edits` in place of those before; the word that was cycled to stays, and the words behind the best."""
        chosen, before = self._chosen, self.edit if self._index == 0 else None
        self.clear()
        self._edits = list(edits)
        if not edits:
            return
        self._first = edits[0].inserts
        if before and before.word == edits[0].word and before.inserts.startswith(self._first):
            self._edits[0] = before  # until it is known how it goes on: nothing flickers
        self._index = next((at for at, edit in enumerate(edits) if edit.word == chosen), 0)
        self._chosen = chosen if self._index else ""

    def go_on(self, word: str, continuation: str) -> bool:
        """Let the words `continuation` follow the best where that is `word`; gives back whether anything changed."""
        if not self._edits or self.is_rest or self._edits[0].word != word:
            return False
        best = self._edits[0]
        longer = Edit(best.word, best.replaces, f"{self._first} {continuation}".rstrip(" "))
        self._edits[0] = longer
        return longer != best

    def leave_rest(self, rest: str) -> None:
        """Go on showing `rest`, of which the words before were accepted."""
        self.clear()
        self._edits = [Edit(completion.first_word(rest), 0, rest)]
        self._first = self._edits[0].word
        self.is_rest = True

    def cycle(self, step: int) -> None:
        """Show the next of the edits, or the one before."""
        self._index = (self._index + step) % len(self._edits)
        self._chosen = self._edits[self._index].word if self._index else ""

    def consume(self, typed: str) -> bool:
        """Shorten what is shown by the letters typed; where they are other ones, offer nothing and give back False."""
        edit = self.edit
        if edit is None:
            return False
        if not typed or edit.replaces or not edit.inserts.startswith(typed) or edit.inserts == typed:
            self.clear()
            return False
        if self._index:  # it was cycled to: found again by its name when the next answer comes
            self._chosen, self._first = edit.word, edit.inserts
        self._first = self._first[len(typed) :]
        self._edits, self._index = [Edit(edit.word, 0, edit.inserts[len(typed) :])], 0
        return True
