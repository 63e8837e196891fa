"""What a word is while it is being typed: its letters so far, its case, its apostrophes."""

import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

APOSTROPHES = "'’‘"
LONGEST = (
    100  # letters of a word that can be completed; text without spaces is not searched from its beginning
)
_BETWEEN_SENTENCES = " \t\u00a0\"'“”‘’«»„()[]"
MAY_BE_MARK = re.compile(
    # Latin, Greek, Cyrillic and Armenian letters, punctuation, Chinese, Japanese and Korean are none.
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\u2000-\u20cf\u3000-\u3029\u3030-\u3098\u309b-\ua4ff\uac00-\ud7ff]"
)
"""What may be a combining mark: the pattern that knows them all is seven times slower."""
_PLAIN_WORD = re.compile(rf"[^\W_]+(?:[{APOSTROPHES}][^\W_]+)*")
_NO_SENTENCE_END = re.compile(r"(?:\b\w\.){2,}$|\.\.$")  # p.m. and ...


def is_word_character(character: str) -> bool:
    """Whether `character` is a letter, a digit or a combining mark."""
    return character.isalnum() or unicodedata.category(character).startswith("M")


def whole_characters(text: str) -> str:
    """Return `text` with halves of characters, as broken arguments hold them, replaced: no encoder takes them."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def prefix_start(text: str) -> int:
    """Return where the word that `text` breaks off in begins; len(text) where no letters are typed.

    An apostrophe after a letter belongs to the word: "don'" may become "don't".
    """
    start = len(text)
    if start >= 2 and text[-1] in APOSTROPHES and is_word_character(text[-2]):
        start -= 1
    least = max(0, len(text) - LONGEST)
    while start > least:
        before = text[start - 1]
        inner = before in APOSTROPHES and start >= 2 and is_word_character(text[start - 2])
        if not is_word_character(before) and not (inner and is_word_character(text[start])):
            break
        start -= 1
    return start


def split_prefix_start(text: str) -> int:
    """Return what `prefix_start` does, for text that is split at white space only."""
    start, least = len(text), max(0, len(text) - LONGEST)
    while start > least and not text[start - 1].isspace():
        start -= 1
    return start


def word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of every word of `text`: letters, digits, marks and inner apostrophes."""
    for match in _word_pattern().finditer(text):
        yield match.span()


def words_of(text: str) -> list[str]:
    """Return the words of `text`: what `word_spans` finds."""
    plain = MAY_BE_MARK.search(text) is None
    return (_PLAIN_WORD if plain else _word_pattern()).findall(text)


def split_word_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield what `word_spans` does, for text that is split at white space only: what has a letter or digit."""
    for match in re.finditer(r"\S+", text):
        if any(map(is_word_character, match.group())):
            yield match.span()


@functools.cache
def _word_pattern() -> re.Pattern[str]:
    # \w of `re` knows no combining marks. They all lie in these two ranges.
    ranges = (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0))
    marks = "".join(map(chr, (code for code in ranges if unicodedata.category(chr(code)).startswith("M"))))
    # Runs of plain letters, which are nearly all, go past in one step.
    letters = rf"(?:[^\W_]|[{marks}])[^\W_]*(?:[{marks}][^\W_]*)*"
    return re.compile(rf"{letters}(?:[{APOSTROPHES}]{letters})*")


def fold(text: str) -> str:
    """Return `text` with its case and the form of its apostrophes ignored.

    Unlike `str.lower`, `casefold` looks at one character at a time (no final sigma), so that the fold of a word
    begins with the fold of its first letters.
    """
    return text.casefold().replace("’", "'").replace("‘", "'")


Case = Literal["lower", "upper"]


def case_asked(prefix: str, sentence_start: bool) -> Case | None:
    """Return what the first of the letters `prefix` says about the word's own; None where it says nothing.

    A sentence begins with a capital whatever the word is, or, where somebody does not care, with none; and two capitals
    are how a word is shouted.
    """
    if not prefix or sentence_start or _shouted(prefix):
        return None
    return "upper" if prefix[0].isupper() else "lower" if prefix[0].islower() else None


def _shouted(prefix: str) -> bool:
    return prefix.isupper() and sum(character.isalpha() for character in prefix) >= 2


def at_sentence_start(context: str) -> bool:
    """Whether `context` ends with a sentence or a line, quotes, brackets and spaces behind it aside."""
    context = context[-200:].rstrip(_BETWEEN_SENTENCES)
    return not context or (context[-1] in "\n.!?" and not _NO_SENTENCE_END.search(context[-20:]))


def present(word: str, prefix: str, sentence_start: bool) -> str:
    """Return `word` as it is offered after the letters `prefix`: capitals and apostrophes follow what is typed.

    Two letters or more in capitals ask for capitals, a first capital for a capital, as a sentence's start does where
    nothing is typed. Small letters leave the word as the vocabulary has it: mon → Monday.
    """
    if "’" in prefix:
        word = word.replace("'", "’")
    if not prefix:
        return _capitalised(word) if sentence_start else word
    if _shouted(prefix):
        return word.upper()
    return _capitalised(word) if prefix[0].isupper() else word


def _capitalised(word: str) -> str:
    return word[:1].upper() + word[1:]
