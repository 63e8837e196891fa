"""A word in another dress than the vocabulary knows it in: GREAT, dont, sooooo.

What a model makes of it is what it makes of the known form: an unknown word would tell it nothing of what follows.
"""

import re
from collections.abc import Mapping, Sequence

_DRAWN_OUT = re.compile(r"([^\W\d_])\1{2,}")


class Variants:
    """Finds the known form of an unknown word."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """`vocabulary`: the words by falling frequency, each at its id; of several forms the first is taken."""
        self._in_small: dict[str, int] = {}
        self._letters: dict[str, int] = {}
        for index, word in enumerate(vocabulary):
            small = word.casefold()
            self._in_small.setdefault(small, index)
            if any(map(str.isalpha, small)):
                self._letters.setdefault(small.replace("'", ""), index)

    def find(self, word: str) -> int | None:
        """Return the id of the form of `word` in another case, with or without apostrophe, or not drawn out."""
        small = word.casefold()
        found = self._in_small.get(small)
        if found is None:
            found = _first(self._letters, small.replace("'", ""))
        return found


def _first(letters: Mapping[str, int], word: str) -> int | None:
    found = letters.get(word)
    if found is None and _DRAWN_OUT.search(word):
        found = letters.get(_DRAWN_OUT.sub(r"\1\1", word))
        if found is None:
            found = letters.get(_DRAWN_OUT.sub(r"\1", word))
    return found
