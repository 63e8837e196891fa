"""What identifies, pays or opens doors: taken out of text, or never remembered."""

import re
from collections.abc import Iterator

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# At least nine digits in groups; a year, a price or a time of day is shorter.
_NUMBER = re.compile(r"(?<![\w.])[+(]?\d(?:[ ()./-]{0,2}\d){8,18}(?!\w)")


def redact(text: str) -> str:
    """Return `text` without e-mail addresses and without phone, account and card numbers."""
    if "@" in text:
        # An address is on one line; looking for its beginning everywhere would take most of the time.
        lines = text.split("\n")
        text = "\n".join(_EMAIL.sub("", line) if "@" in line else line for line in lines)
    return _NUMBER.sub("", text)


_CHUNK = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W\d_]")
_AROUND = ".,;:!?…'\"“”‘’«»„()[]{}<>*_-–—"  # punctuation and emphasis that a word may stand in
_SECRET = re.compile(r"[@#$%^&*_+=~|\\!?]|://|^www\.", re.IGNORECASE)
_LONGEST = 40


def secret_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of what a memory must not keep: numbers, addresses, and what looks like a password.

    That is every stretch without white space that has a digit in it, or letters together with symbols that no word
    has (@ # $ % & = …, or ! and ? between letters), web and e-mail addresses among them, and everything longer
    than 40 characters that is one run. @name and #topic are words, and so is text in brackets, quotes or emphasis.
    """
    for match in _CHUNK.finditer(text):
        chunk = match.group()
        inner = chunk.strip(_AROUND)
        if inner[:1] in ("@", "#"):
            inner = inner[1:]
        longest = max(map(len, re.split(r"[\W_]+", inner)))
        mixed = _LETTER.search(inner) and _SECRET.search(inner)
        if mixed or longest > _LONGEST or any(map(str.isnumeric, chunk)):
            yield match.span()
