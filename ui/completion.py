"""What accepting a suggestion does to the text: pure functions over strings, no Qt."""

import re
from dataclasses import dataclass

from wordrnn.words.spelling import is_word_character, prefix_start

NO_SPACE_BEFORE = frozenset(".,;:!?)]}…”")
"""Typed right after an accepted word, these take the place of the space that came with it."""

_SPACE_AFTER = frozenset(".,;:!?)]…")
_WORD = re.compile(r"\S+\s*")
_WINDOW = 2000  # characters


@dataclass(frozen=True, slots=True)
class Edit:
    """Takes away `replaces` characters before the caret and puts `inserts` in their place."""

    word: str
    replaces: int
    inserts: str

    @property
    def shown(self) -> str:
        """What ghost text shows for this edit: the rest of the word, or an arrow to what replaces it."""
        return f" → {self.inserts}" if self.replaces else self.inserts


def typed_prefix(text: str) -> str:
    """Return the letters of the word that `text` breaks off in; "" where none are typed."""
    return text[prefix_start(text) :]


def edit_for(text: str, word: str) -> Edit:
    """Return the edit that makes the word at the end of `text` into `word`."""
    prefix = typed_prefix(text)
    if not prefix:
        # Right after a comma the next word needs the space that was not typed yet.
        parted = text[-1:] in _SPACE_AFTER and text and is_word_character(word[:1] or " ")
        return Edit(word, 0, f" {word}" if parted else word)
    if word.replace("’", "'").startswith(prefix.replace("’", "'")):
        return Edit(word, 0, word[len(prefix) :])
    return Edit(word, len(prefix), word)


def first_word(text: str) -> str:
    """Return `text` up to the end of its first word, without the space after it."""
    match = _WORD.match(text.lstrip())
    lead = len(text) - len(text.lstrip())
    return text[:lead] + match.group().rstrip() if match else text


def wants_space(following: str) -> bool:
    """Whether a word accepted in front of the character `following` ("" at a line's end) brings a space."""
    return not following or not (following.isspace() or following in NO_SPACE_BEFORE)


def is_inside_word(following: str) -> bool:
    """Whether the caret in front of `following` stands within a word, where nothing is predicted."""
    return bool(following) and is_word_character(following)


def context_start(caret: int) -> int:
    """Return where the text given to the predictor begins: at most 2 windows before the caret.

    It moves once every 2,000 characters only, so that consecutive questions share a beginning and the
    predictor's cached state stays of use.
    """
    return max(0, (caret // _WINDOW - 1) * _WINDOW)


def whole_words(text: str) -> str:
    """Return `text` without the word that the window cut at its beginning."""
    for at, character in enumerate(text):
        if character.isspace():
            return text[at + 1 :]
    return text


def count_words(text: str) -> int:
    """Return how many words `text` has: runs of letters and digits, inner apostrophes included."""
    return sum(1 for _ in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text))
