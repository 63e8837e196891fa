"""Which token stands where a word of the text is typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from wordrnn.tokenizer import Tokenizer
from wordrnn.words.spelling import at_sentence_start, split_word_spans, word_spans

Ids = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a text, and the tokens that stand before it while it is typed: `ids[:near]`, then `context`."""

    text: str
    near: int
    context: Ids
    """Empty for nearly all words. For the 14 of 3.14, which is one token, it is 3 and a point."""
    sentence_start: bool = False
    start: int = 0
    """Where it begins in the text."""


@dataclass(frozen=True, slots=True, eq=False)
class AlignedText:
    """The tokens [N] of a text, and its words in their order."""

    ids: Ids
    words: list[Word]
    lines: list[tuple[int, int]] = field(default_factory=list)
    """For each line, with the white space behind it, where it ends in the text and among the tokens."""


def align(tokenizer: Tokenizer, text: str, with_words: bool = True, with_lines: bool = False) -> AlignedText:
    """Return the tokens of `text` and, if wanted, where its words and its lines stand among them."""
    if not with_words and not with_lines:
        return AlignedText(tokenizer.encode(text), [])
    aligner = _Aligner(tokenizer)
    found, words, lines, total, begin = [np.zeros(0, np.int32)], [], [], 0, 0
    for line in _lines(text, with_space=tokenizer.kind != "pretokenized"):
        ids = tokenizer.encode(line)
        for start, end, near, context in aligner.places(line, ids) if with_words else ():
            starts = at_sentence_start(line[:start])
            words.append(Word(line[start:end], total + near, context, starts, begin + start))
        found.append(ids)
        total += len(ids)
        begin += len(line)
        lines.append((begin, total))
    return AlignedText(np.concatenate(found), words, lines)


class _Aligner:
    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._spans = split_word_spans if tokenizer.kind == "pretokenized" else word_spans
        self._encoded = lru_cache(maxsize=100_000)(lambda text: tuple(tokenizer.encode(text).tolist()))

    def places(self, line: str, ids: Ids) -> Iterator[tuple[int, int, int, Ids]]:
        """Yield start, end, `near` and `context` of every word of `line`, whose tokens are `ids`."""
        spans = list(self._spans(line))
        nothing = ids[:0]
        positions = self._by_counting(line, ids, spans)
        for number, (start, end) in enumerate(spans):
            if positions is not None:
                yield start, end, positions[number], nothing
                continue
            before = self._tokenizer.encode(line[:start])
            # A word has at least one token, so one of the line's is left for it.
            near = min(_shared_length(before, ids), len(ids) - 1)
            yield start, end, near, before[near:]

    def _by_counting(self, line: str, ids: Ids, spans: list[tuple[int, int]]) -> list[int] | None:
        """Return the token position of each word, or None where a word is not one token, as in 3.14 and p.m."""
        positions, position, done = [], 0, 0
        for start, end in spans:
            position += len(self._encoded(line[done:start])) if start > done else 0
            word = self._encoded(line[start:end])
            if len(word) != 1 or position >= len(ids) or ids[position] != word[0]:
                return None
            positions.append(position)
            position += 1
            done = end
        rest = len(self._encoded(line[done:])) if done < len(line) else 0
        return positions if position + rest == len(ids) else None


def _lines(text: str, with_space: bool) -> Iterator[str]:
    """Yield `text` in parts that the tokenizer reads alike alone and together: up to the start of the next line.

    `with_space`: what is white space to Python behind a line's end goes with it. Split text has signs among that which
    are part of a word (\\x1c to \\x1f).
    """
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end + 1
        while with_space and end < len(text) and text[end].isspace():
            end += 1
        yield text[start:end]
        start = end


def _shared_length(one: Ids, other: Ids) -> int:
    length = min(len(one), len(other))
    differing = np.flatnonzero(one[:length] != other[:length])
    return int(differing[0]) if len(differing) else length
