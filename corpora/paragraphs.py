"""The text contract: one paragraph a line.

Novels and old mails are hard-wrapped: an editor broke their lines wherever the next word would have gone beyond a
certain width. That is what is looked for here: the width W for which most line breaks are *forced*, which means that
the line fits into W and would not have with the first word of the next line. Chat, sentence lists and verse have
no such width, however even their lines are, and stay as they are.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

NARROWEST, NARROWEST_CJK, WIDEST = 45, 18, 120  # widths that a text can be wrapped to, in characters
SAMPLE_ROWS = 10_000
STRETCH, STRETCH_SAMPLE = 1_000, 400  # rows
_PASSES = 8

_SENTENCE_END = frozenset(".!?…:\"”’')]»“*_。！？」』")
_BULLET = re.compile(r"[*•◦‣▪·+–—-][ \t]|[(\[]?(\d{1,3}|[a-z]|[ivx]{1,4})[.)\]][ \t]")
_BULLET_STARTS = frozenset("*•◦‣▪·+–—-([") | frozenset("0123456789abcdefghijklmnopqrstuvwxyz")
_OTHER_SPACES = (
    "\t\v\f\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_MORE_THAN_SINGLE_SPACES = ("  ", " \n", "\n ", *_OTHER_SPACES)
_WORD_BEFORE_HYPHEN = re.compile(r"([^\W\d_]{2,})-$")
_LONGEST_WORD = 60  # letters; looked for from every one of a longer run, the pattern would take its square
_WORD_AFTER_HYPHEN = re.compile(r"[^\W\d_]+")
_HYPHEN_IS_OWN = frozenset(
    (
        "and",
        "or",
        "to",
        "nor",
        "und",
        "oder",
        "bis",
        "sowie",
        "et",
        "ou",
        "y",
        "o",
        "u",
        "e",
        "of",
        "en",
        "och",
        "og",
    )
)


@dataclass(frozen=True, slots=True)
class Wrapping:
    """How a text is wrapped.

    Attributes:
        width: The most characters a line has.
        by_blank: Whether blank lines separate the paragraphs; if not, a short last line or an indent does.
        ragged: Whether lines were also broken well before the width.
    """

    width: int
    by_blank: bool
    ragged: bool = False


def paragraphs(text: str) -> str:
    """Return `text` with one paragraph a line, each ended by `\\n`, spaces single and blank lines gone.

    Lines of a hard-wrapped text are joined; a line that stands by itself stays one. Applied again, nothing changes.
    """
    for _ in range(_PASSES):
        joined = _join_once(text.split("\n"))
        if joined == text:
            break
        text = joined
    return text


def wrapping(rows: Sequence[str]) -> Wrapping | None:
    """Return how `rows` are wrapped, None where each line stands by itself."""
    pairs = [pair for run in _samples(rows) for pair in _pairs(run)]
    if len(pairs) < 3:
        return None
    width, forced = _likeliest_width(pairs)
    flowing = sum(_flows_on(following) for _, following, room in forced)
    # With few breaks to judge by, some width fits many of them by chance.
    if len(forced) >= len(pairs) * (0.5 + 0.8 / len(pairs) ** 0.5) and flowing >= len(forced) * 0.3:
        return Wrapping(width, _blank_lines_separate(rows, width))
    return _ragged_wrapping(rows, pairs)


_Pair = tuple[
    str, str, int
]  # two rows that follow each other; how long the first would be with one more word


def _samples(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield all rows, or ten runs of them from a long text."""
    if len(rows) <= SAMPLE_ROWS:
        yield rows
        return
    run = SAMPLE_ROWS // 10
    for i in range(10):
        start = (len(rows) - run) * i // 9
        yield rows[start : start + run]


def _pairs(rows: Sequence[str]) -> Iterator[_Pair]:
    """Yield the rows that follow each other without a blank line between them."""
    above = ""
    for row in map(str.rstrip, rows):
        if above and row:
            yield above, row, len(above) + 1 + _first_word_length(row)
        above = row


def _first_word_length(row: str) -> int:
    """Return how many characters would have had to fit on the line above."""
    word = row.split(None, 1)[0]
    return 2 if _is_cjk(word[0]) else len(word)  # Chinese and Japanese may break after any character


def _is_cjk(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uf900" <= character <= "\uffef"


def _likeliest_width(pairs: Sequence[_Pair]) -> tuple[int, list[_Pair]]:
    """Return the width that forces most of the breaks, and the pairs that it forces apart."""
    steps = [0] * (WIDEST + 2)  # +1 where a width begins to force a break, -1 where it no longer does
    for above, _, longer in pairs:
        if len(above) <= WIDEST:
            steps[len(above)] += 1
            steps[min(longer, WIDEST + 1)] -= 1
    for width in range(1, WIDEST + 2):
        steps[width] += steps[width - 1]
    cjk = sum(_is_cjk(below.lstrip()[0]) for _, below, _ in pairs)
    narrowest = NARROWEST_CJK if cjk * 2 > len(pairs) else NARROWEST
    best = max(range(narrowest, WIDEST + 1), key=lambda width: steps[width])
    return best, [pair for pair in pairs if len(pair[0]) <= best < pair[2]]


def _flows_on(row: str) -> bool:
    """Say whether `row` begins like the middle of a sentence: with a letter that is no capital."""
    first = row.lstrip()[0]
    return first.isalpha() and not first.isupper()


def _blank_lines_separate(rows: Sequence[str], width: int) -> bool:
    """Say whether the short lines that end a sentence have mostly a blank line after them, not the next paragraph."""
    inside = before_blank = 0
    for run in _samples(rows):
        above = ""
        for row in map(str.rstrip, run):
            if above and above[-1] in _SENTENCE_END and len(above) < width * 0.7:
                if row:
                    inside += 1
                else:
                    before_blank += 1
            above = row
    return inside <= before_blank * 0.5


def _ragged_wrapping(rows: Sequence[str], pairs: Sequence[_Pair]) -> Wrapping | None:
    """Return the wrapping of a text with blank lines between paragraphs, broken at clauses before its width is full."""
    blank = sum(not row.strip() for row in rows)
    if len(pairs) < 20 or blank < len(rows) * 0.08:
        return None
    lengths = sorted(len(above) for above, _, _ in pairs)
    shortest, widest = lengths[len(lengths) // 10], lengths[len(lengths) * 98 // 100]
    broken = sum(above[-1] not in _SENTENCE_END and _flows_on(below) for above, below, _ in pairs)
    if broken < len(pairs) * 0.5 or not NARROWEST <= widest <= WIDEST or shortest < widest * 0.4:
        return None
    return Wrapping(widest, by_blank=True, ragged=True)


def _join_once(rows: Sequence[str]) -> str:
    """Return the rows in paragraphs, each ended by a line end."""
    whole = wrapping(rows)
    known = cache(lambda: _words(rows))
    text = "\n".join(filter(None, _judged(rows, whole, known)))
    return text + "\n" if text else ""


def _judged(rows: Sequence[str], whole: Wrapping | None, known: Callable[[], set[str]]) -> Iterator[str]:
    """Yield the lines of `rows`, judged stretch by stretch: a file may hold several books of different widths."""
    for stretch in _stretches(rows):
        here = wrapping(stretch[:STRETCH_SAMPLE])
        if here and whole:
            here = Wrapping(here.width, whole.by_blank, here.ragged)
        found = here or whole
        if found:
            yield from _joined(stretch, found, known)
        elif "" in stretch:
            yield from _wrapped_blocks_joined(stretch, known)
        else:
            yield from _single_spaced(stretch)


def _stretches(rows: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield runs of about `STRETCH` rows that end where a paragraph does, as far as that can be seen."""
    start = 0
    while start < len(rows):
        end = start + STRETCH
        window = rows[end : end + STRETCH // 4]
        blank = next((i for i, row in enumerate(window) if not row.strip()), None)
        short = next((i for i, row in enumerate(window) if len(row) < 40 and row[-1:] in _SENTENCE_END), None)
        end += next((found + 1 for found in (blank, short) if found is not None), 0)
        yield rows[start:end]
        start = end


def _single_spaced(rows: Sequence[str]) -> Iterable[str]:
    """Return the rows without white space at their ends, and with single spaces inside."""
    text = "\n".join(("", *rows, ""))
    if any(space in text for space in _MORE_THAN_SINGLE_SPACES):
        return (" ".join(row.split()) for row in rows)
    return rows


def _wrapped_blocks_joined(rows: Sequence[str], known: Callable[[], set[str]]) -> Iterator[str]:
    """Yield the lines of a text that is not wrapped as a whole, with blocks that clearly are (a quoted mail) joined."""
    block: list[str] = []
    for row in (*rows, ""):
        if row and not row.isspace():
            block.append(row)
        elif block:
            found = wrapping(block) if len(block) >= 5 and len(block[0]) >= NARROWEST * 0.7 else None
            yield from _joined(block, found, known) if found else _single_spaced(block)
            block = []


def _joined(rows: Sequence[str], found: Wrapping, known: Callable[[], set[str]]) -> Iterator[str]:
    """Yield the paragraphs of wrapped rows; `known` gives the words of the text, to judge hyphens by."""
    parts: list[str] = []
    above, above_indent = "", 0
    for full_row in rows:
        row = full_row.rstrip()
        words = row.split()
        indent = len(row) - len(row.lstrip()) if row[:1].isspace() else 0
        if parts and not (words and _continues(above, row, words[0], indent - above_indent, found)):
            yield "".join(parts)
            parts = []
        if words:
            if parts and parts[-1][-1] in "-—":
                parts[-1], glue = _end_before_break(parts[-1], words[0], known)
                parts.append(glue)
            elif parts and not (_is_cjk(parts[-1][-1]) and _is_cjk(words[0][0])):
                parts.append(" ")
            parts.append(" ".join(words))
        above, above_indent = row, indent
    if parts:
        yield "".join(parts)


def _continues(above: str, row: str, first_word: str, indented: int, found: Wrapping) -> bool:
    """Say whether `row`, whose first word and added indent are given, goes on with the paragraph of the row above."""
    ended = above[-1] in _SENTENCE_END
    flows_on = first_word[0].isalpha() and not first_word[0].isupper()
    if (ended and first_word[0] in _BULLET_STARTS and _BULLET.match(row.lstrip())) or first_word[0] in "•◦‣▪":
        return False
    if indented > 0 and not flows_on:
        return False
    length = len(above)
    if length > found.width * 1.3:
        return flows_on and not ended
    longer = length + 1 + (2 if _is_cjk(first_word[0]) else len(first_word))
    # A line may have become a little shorter since it was wrapped (markup gone, quotes replaced).
    slack = 0 if ended and not found.by_blank else 5
    if longer > found.width - slack:
        return True
    if found.ragged:
        return length >= found.width * 0.45
    return flows_on and length >= found.width * 0.5 and (found.by_blank or not ended)


def _words(rows: Sequence[str]) -> set[str]:
    """Return the words of the text in small letters; one that always has punctuation beside it is left out."""
    return {word for row in rows for word in row.lower().split()}


def _end_before_break(line: str, next_word: str, known: Callable[[], set[str]]) -> tuple[str, str]:
    """Return `line`, which ends in a hyphen or dash, and what to put between it and the next line's first word.

    The hyphen goes only where the whole word without it is known from elsewhere in the text and the one with it is
    not; otherwise it may well be a compound's own, and stays.
    """
    if line.endswith(("--", "—")):
        return line, "" if len(line.rstrip("-—")) and not line.rstrip("-—")[-1].isspace() else " "
    before = _WORD_BEFORE_HYPHEN.search(line, max(0, len(line) - _LONGEST_WORD))
    after = _WORD_AFTER_HYPHEN.match(next_word)
    if not before:
        return line, " " if len(line) < 2 or not line[-2].isalnum() else ""
    if not after or after[0].lower() in _HYPHEN_IS_OWN:
        return line, " "
    left, right = before[1].lower(), after[0].lower()
    if after[0][0].islower() and left + right in known() and f"{left}-{right}" not in known():
        return line[:-1], ""
    return line, ""
