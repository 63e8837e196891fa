"""What identifies, pays or opens doors: taken out of text, or never remembered."""

import re
from collections.abc import Callable, Iterator
from typing import Literal

# A run of letters is taken to its end though no address begins with it: then none begins within it, and looking for
# one there would take a time that grows with its length squared.
_RUN = re.compile(r"[\w.+-]+(@[\w-]+(?:\.[\w-]+)+)?")
# At least nine digits in groups; a year, a price or a time of day is shorter.
_NUMBER = re.compile(r"(?<![\w.])[+(]?\d(?:[ ()./-]{0,2}\d){8,18}(?!\w)")
# Is in each of these, and is looked for several times as fast as what begins with a look behind.
_MANY_DIGITS = re.compile(r"\d(?:[ ()./-]{0,2}\d){8}")

_CARD_DIGITS = range(13, 20)
_GONE = "\0"  # where an address was: no number reaches across it

Kind = Literal["email", "card", "number"]


def redact(text: str) -> str:
    """Return `text` without e-mail addresses and without phone, account and card numbers."""
    without = _by_line(text, lambda match: _GONE)
    return "".join(_without_numbers(without)).replace(_GONE, "")


def findings(text: str) -> list[tuple[int, int, Kind]]:
    """Return what `redact` takes out of a text without zero bytes: start, end and kind, in order."""
    found: list[tuple[int, int, Kind]] = []
    masked = _by_line(text, lambda match: _GONE * len(match[0]))
    for match in re.finditer(f"{_GONE}+", masked):
        found.append((match.start(), match.end(), "email"))
    for match in _NUMBER.finditer(masked):
        found.append((match.start(), match.end(), "card" if _is_card(match[0]) else "number"))
    return sorted(found)


def _by_line(text: str, replacement: Callable[[re.Match[str]], str]) -> str:
    """Replace the addresses in `text`."""
    if "@" not in text:
        return text
    # An address is on one line; looking for its beginning everywhere would take most of the time.
    lines = text.split("\n")
    return "\n".join(_without_addresses(line, replacement) if "@" in line else line for line in lines)


def _without_addresses(line: str, replacement: Callable[[re.Match[str]], str]) -> str:
    return _RUN.sub(lambda run: replacement(run) if run[1] else run[0], line)


def _without_numbers(text: str) -> Iterator[str]:
    """Yield the parts of `text` without its numbers, none of which reaches beyond a line."""
    done = 0
    for found in _MANY_DIGITS.finditer(text):
        if found.start() < done:
            continue
        start = text.rfind("\n", done, found.start()) + 1 or done
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        yield text[done:start]
        yield _NUMBER.sub("", text[start:end])
        done = end
    yield text[done:]


def _is_card(number: str) -> bool:
    """Say whether the check digit of a payment card is right (ISO/IEC 7812-1, by Luhn's formula)."""
    digits = [int(character) for character in reversed(number) if character.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return len(digits) in _CARD_DIGITS and (sum(digits[::2]) + sum(doubled)) % 10 == 0


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
