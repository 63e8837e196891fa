"""A measured text as a heat map needs it: paragraphs, the words in them, and what is known of each. No Qt."""

import math
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Span = tuple[int, int]
PARTS = ("ngram", "rnn", "mixture", "memory")
"""The names of the parts in the figures, in the order in which they are shown."""
SURPRISING, VERY_SURPRISING = 1 / 1_000, 1 / 10_000
"""Probabilities below which a word is marked."""
_LONGEST = 3000  # letters of a paragraph that is laid out at once


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or a mark between words: what is pointed at."""

    start: int
    end: int
    tokens: Span
    """Which tokens of the passage it is made of."""
    words: Span
    """Which words of the passage it is; two for 3.14, none for a mark."""


@dataclass(frozen=True, slots=True)
class Column:
    """What one part of a model did on a passage: see `wordrnn.evaluation.passages`."""

    log_probs: Sequence[float]
    ranks: Sequence[int]
    typed: Sequence[int]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text, or a piece of a very long one."""

    text: str
    units: list[Unit]
    parts: Mapping[str, Column]
    words: Sequence[Sequence[int]]
    """Start and end of each word in the text of the passage."""
    start: int
    """Where the paragraph begins in it."""
    unknown: frozenset[int]
    """Tokens of the passage that the vocabulary does not have."""


@dataclass(frozen=True, slots=True)
class PartFacts:
    """What one part says of a word."""

    probability: float
    rank: int | None
    """None for what has no rank: an unknown word, or one made of several pieces."""
    letters: int | None
    """Letters typed before it was offered; None where it never was, or is no word."""


@dataclass(slots=True)
class MeasuredText:
    """The paragraphs of a text as far as it is measured by one model."""

    paragraphs: list[Paragraph] = field(default_factory=list)

    def add(self, passage: Mapping[str, Any]) -> list[Paragraph]:
        """Add what a "passage" event tells; returns the new paragraphs."""
        parts = {
            name: Column(array("f", part["log_probs"]), array("i", part["ranks"]), array("i", part["typed"]))
            for name, part in passage["parts"].items()
        }
        text, words, unknown = passage["text"], passage["words"], frozenset(passage["unknown"])
        units = units_of(text, passage["tokens"], words)
        made, place = [], 0
        for start, end in _paragraphs(text, units):
            first = place
            while place < len(units) and units[place].start < end:
                place += 1
            inside = [
                Unit(each.start - start, each.end - start, each.tokens, each.words)
                for each in units[first:place]
            ]
            made.append(Paragraph(text[start:end].rstrip(), inside, parts, words, start, unknown))
        self.paragraphs += made
        return made


def units_of(text: str, tokens: Sequence[Sequence[int]], words: Sequence[Sequence[int]]) -> list[Unit]:
    """Return what can be pointed at, in order: words, and tokens between them; what overlaps is one."""
    found: list[tuple[int, int, int, int]] = []  # start, end, number, 0 for a token and 1 for a word
    for kind, spans in enumerate((tokens, words)):
        for number, (start, end) in enumerate(spans):
            if text[start:end].strip():
                found.append((start, end, number, kind))
    found.sort()
    units: list[Unit] = []
    group: list[tuple[int, int, int, int]] = []
    for each in found:
        if group and each[0] >= max(one[1] for one in group):
            units.append(_unit(group))
            group = []
        group.append(each)
    return [*units, _unit(group)] if group else units


def _unit(group: Sequence[tuple[int, int, int, int]]) -> Unit:
    numbers = [[one[2] for one in group if one[3] == kind] for kind in (0, 1)]
    tokens, words = ((min(each), max(each) + 1) if each else (0, 0) for each in numbers)
    return Unit(group[0][0], max(one[1] for one in group), tokens, words)


def _paragraphs(text: str, units: Sequence[Unit]) -> Iterator[Span]:
    """Yield start and end of the lines of `text`; very long ones in pieces that end before a unit."""
    start = 0
    starts = [unit.start for unit in units]
    place = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        if end - start > _LONGEST:
            while place < len(starts) and starts[place] <= start + _LONGEST:
                place += 1
            if place < len(starts) and start < starts[place] < end:
                end = starts[place]
        if text[start:end].strip():
            yield start, end
        start = end


def facts(paragraph: Paragraph, unit: Unit, part: str) -> PartFacts | None:
    """Return what `part` says of a unit; None where it was not measured."""
    column = paragraph.parts.get(part)
    if column is None or unit.tokens == (0, 0):
        return None
    first, end = unit.tokens
    letters = 0
    for word in range(*unit.words):
        typed = column.typed[word]
        start, stop = paragraph.words[word]
        letters += stop - start if typed < 0 else typed
    offered = any(column.typed[word] >= 0 for word in range(*unit.words))
    rank = column.ranks[first] if end - first == 1 else 0
    return PartFacts(math.exp(sum(column.log_probs[first:end])), rank or None, letters if offered else None)


def saved_spans(paragraph: Paragraph, unit: Unit, part: str) -> list[Span]:
    """Return start and end in the paragraph of the letters of a unit that need not have been typed."""
    column = paragraph.parts.get(part)
    spans = []
    for word in range(*unit.words) if column else ():
        assert column is not None
        start, end = paragraph.words[word]
        if 0 <= column.typed[word] < end - start:
            spans.append((start + column.typed[word] - paragraph.start, end - paragraph.start))
    return spans


def is_known(paragraph: Paragraph, unit: Unit) -> bool:
    """Return whether the vocabulary has all of a unit."""
    return not any(token in paragraph.unknown for token in range(*unit.tokens))


def surprise(paragraph: Paragraph, unit: Unit, part: str) -> int:
    """Return 0 for a word that could be expected, 1 for a surprising and 2 for a very surprising one."""
    found = facts(paragraph, unit, part)
    if found is None:
        return 0
    return (found.probability < SURPRISING) + (found.probability < VERY_SURPRISING)
