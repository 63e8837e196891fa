"""The lines on the pages of a PDF → paragraphs: without page numbers and running heads, joined, hyphens taken out.

A PDF knows where letters stand, not what a paragraph is. A line goes on with the one above where that one was full, so
far as characters of different widths tell, or where the sentence plainly goes on.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import islice

_EDGE = 3  # lines at the head and foot of a page that may be repeated on others
_NEAR = 4  # pages to either side: heads change with the chapter, and left ones differ from right ones
_NUMBERS = 4  # in a line that are looked at: one of them may be the page's
_NARROWEST = 30  # characters; where most lines are shorter, they were not wrapped
_FULL = 0.88  # of the width: from there on the next word might not have fitted
_HALF = 0.4
_LONGEST_WORD = 60

_DIGITS = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_ROMAN = re.compile(r"[ivxlc]{1,7}")
_LEADERS = re.compile(r"(?:\.{5,}|(?:\. ){4,}|…{2,})")
_BULLET = re.compile(r"[•◦‣▪·∙*–—-]\s|\(?(?:\d{1,3}|[a-z])[.)]\s|\[\d{1,3}\]\s")
_SENTENCE_END = frozenset(".!?…:\"”’')]»。！？」』")
_HYPHENATED = re.compile(r"([^\W\d_]+)[-\u00ad\u2010]\Z")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_HYPHEN_IS_OWN_WORDS = "and or to nor und oder bis sowie et ou y o"  # of "pre- and post-war"
_HYPHEN_IS_OWN = frozenset(_HYPHEN_IS_OWN_WORDS.split())
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "\0": ""}
)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_Key = tuple[str, int | None]


def lines_on(page: str) -> list[str]:
    """Return the lines of a page that hold anything, without those of a table of contents."""
    lines = (" ".join(line.split()) for line in page.translate(_LIGATURES).split("\n"))
    return [line for line in lines if line and not _LEADERS.search(line)]


def paragraphs(pages: Sequence[list[str]]) -> Iterator[str]:
    """Yield the paragraphs of a document of which the lines on each page are given."""
    lines = list(_without_running(pages))
    width = sorted(map(len, lines))[len(lines) * 4 // 5] if lines else 0
    known = cache(lambda: {word for line in lines for word in _words(line)})
    parts: list[str] = []
    above = ""
    for line in lines:
        if parts and _goes_on(above, line, width):
            parts[-1], glue = _end_before_break(above, line, known)
            parts += (glue, line) if glue else (line,)
        else:
            if parts:
                yield "".join(parts)
            parts = [line]
        above = line
    if parts:
        yield "".join(parts)


def _without_running(pages: Sequence[list[str]]) -> Iterator[str]:
    """Yield the lines of all pages but those at their heads and feet that come again on pages near by."""
    heads = [[_keys(line, number) for line in page[:_EDGE]] for number, page in enumerate(pages)]
    feet = [[_keys(line, number) for line in reversed(page[-_EDGE:])] for number, page in enumerate(pages)]
    for number, page in enumerate(pages):
        start = _repeated(heads, number)
        yield from page[start : max(start, len(page) - _repeated(feet, number))]


def _repeated(edges: Sequence[list[set[_Key]]], number: int) -> int:
    """Return how many lines from the edge of a page are on at least two pages near by, or on the only other."""
    near = [
        edges[i] for i in range(max(0, number - _NEAR), min(len(edges), number + _NEAR + 1)) if i != number
    ]
    needed = min(2, len(edges) - 1)
    count = 0
    for keys in edges[number]:
        found = max((sum(any(key in line for line in edge) for edge in near) for key in keys), default=0)
        if needed < 1 or found < needed:
            break
        count += 1
    return count


def _keys(line: str, page: int) -> set[_Key]:
    """Return what running lines have in common: all of the line, or all but a number that counts the pages."""
    line = line.casefold()
    keys: set[_Key] = {(line, None)}
    for match in islice(_DIGITS.finditer(line), _NUMBERS):
        keys.add((f"{line[: match.start()]}#{line[match.end() :]}", int(match[0]) - page))
    if _ROMAN.fullmatch(line):
        keys.add(("#", _roman(line) - page))
    return keys


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _goes_on(above: str, line: str, width: int) -> bool:
    """Say whether `line` belongs to the paragraph that `above` is the last line of so far."""
    begins_small = line[0].islower()
    if begins_small and _half_word(above):
        return True
    if _BULLET.match(line):
        return False
    if begins_small and above[-1] not in _SENTENCE_END:
        return len(above) >= width * _HALF
    if width < (_NARROWEST if above[-1].isascii() else _NARROWEST // 2):
        return False
    return len(above) + 1 + len(line.split(None, 1)[0]) > width * _FULL and len(above) >= width * _HALF


def _end_before_break(above: str, line: str, known: Callable[[], set[str]]) -> tuple[str, str]:
    """Return `above`, and what to put between it and `line`, which goes on with it.

    A hyphen at its end goes, unless the word has one elsewhere, or its halves are words and the whole is not.
    """
    before, after = _half_word(above), _FIRST_WORD.match(line)
    if not before or after is None or not after[0][0].islower():
        return above, "" if above.endswith(("-", "—")) or _unspaced(above[-1], line[0]) else " "
    left, right = before.lower(), after[0].lower()
    if right in _HYPHEN_IS_OWN:
        return above, " "
    whole, halves = left + right, f"{left}-{right}"
    if whole not in known() and (halves in known() or {left, right} <= known()):
        return above, ""
    return above[:-1], ""


def _half_word(line: str) -> str:
    """Return the letters before a hyphen at the end of a line."""
    match = _HYPHENATED.search(line[-_LONGEST_WORD:])
    return match[1] if match else ""


def _words(line: str) -> Iterator[str]:
    """Yield the words of a line in small letters, without the halves of one that is broken at its end."""
    words = line.lower().split()
    for word in words[:-1] if _half_word(line) else words:
        yield word.strip(".,;:!?()[]\"'“”‘’«»")


def _unspaced(left: str, right: str) -> bool:
    """Say whether both are Chinese or Japanese, which have no spaces between words."""
    return all("\u2e80" <= letter <= "\u9fff" or "\uf900" <= letter <= "\uffef" for letter in (left, right))
