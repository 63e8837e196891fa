"""What accepting a suggestion does to the text: pure functions over strings, no Qt."""

import re
from dataclasses import dataclass

from wordrnn.words.scripts import is_unspaced
from wordrnn.words.spelling import is_word_character, prefix_start

NO_SPACE_BEFORE = frozenset(".,;:!?)]}…”»/")
_APOSTROPHES = frozenset("'’")

_SPACE_AFTER = frozenset(".,;:!?)]…")
_WORD = re.compile(r"\S+\s*")
_COUNTED = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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


def edit_for(text: str, word: str, completion: str | None = None) -> Edit:
    """Return the edit that makes the word at the end of `text` into `word`.

    `completion` is what the predictor would put in; in a script without spaces it says whether `word` follows the
    letters or begins with them.
    """
    prefix = typed_prefix(text)
    if prefix and is_unspaced(prefix[-1]) and completion == word:
        return Edit(word, 0, word)
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


def wants_space(following: str, word: str = "") -> bool:
    """Whether `word`, accepted in front of the character `following` ("" at a line's end), brings a space."""
    if word and is_unspaced(word[-1]):
        return False
    return not following or not (following.isspace() or following in NO_SPACE_BEFORE)


def takes_space_back(line: str, typed: str) -> bool:
    """Whether `typed` stands close behind the word that ends `line`, so that the space that came with the word goes.

    An apostrophe there belongs to the word (the dog's), and a straight quotation mark closes what one before it opened.
    Who opens a quotation types the space, and then it stays.
    """
    if typed == '"':
        return line.count('"') % 2 == 1
    return bool(typed) and (typed in NO_SPACE_BEFORE or typed in _APOSTROPHES)


def joins_words(typed: str) -> bool:
    """Whether `typed`, right behind a hyphen that followed an accepted word, makes that hyphen part of a word."""
    return typed.isalpha() and not is_unspaced(typed[0])


def is_inside_word(following: str) -> bool:
    """Whether the caret in front of `following` stands within a word, where nothing is predicted."""
    return bool(following) and is_word_character(following)


def count_words(text: str) -> int:
    """Return how many words `text` has: runs of letters and digits, inner apostrophes included."""
    return len(_COUNTED.findall(text))
