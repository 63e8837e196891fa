"""A measured text word by word: what each model gave to every token, and when it offered every word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn.tokenizer import EOS_ID, UNK_ID, WORD_START, Tokenizer
from wordrnn.words.alignment import AlignedText
from wordrnn.words.spelling import APOSTROPHES

Span = tuple[int, int]
_DIGITS = 4  # of a logarithm that is written down


@dataclass(frozen=True, slots=True)
class PartOfPassage:
    """What one model did on a passage."""

    log_probs: list[float]
    """[T], log p of each token; of an unknown word that of all words it does not know together."""
    ranks: list[int]
    """[T], 1 for the most probable; 0 where it cannot be offered."""
    typed: list[int]
    """[W], letters typed before each word was offered; −1 where it never was."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole lines of a document, with the T tokens and W words in them."""

    document: int
    text: str
    tokens: list[Span]
    """[T], start and end in `text`; both the same where a token cannot be found there."""
    unknown: list[int]
    """The tokens that the vocabulary does not have."""
    words: list[Span]
    """[W], start and end in `text` of what is typed letter by letter; empty where no keystrokes were counted."""
    parts: dict[str, PartOfPassage]

    def to_dict(self) -> dict[str, Any]:
        """Return the passage as JSON values: columns, each as long as there are tokens or words."""
        return {
            "document": self.document,
            "text": self.text,
            "tokens": self.tokens,
            "unknown": self.unknown,
            "words": self.words,
            "parts": {
                name: {
                    "log_probs": [round(each, _DIGITS) for each in part.log_probs],
                    "ranks": part.ranks,
                    "typed": part.typed,
                }
                for name, part in self.parts.items()
            },
        }


OnPassage = Callable[[Passage, dict[str, dict[str, float]]], None]
"""Is told of a passage, and of the figures so far, by name."""


class Record:
    """Collects what is measured of one document after another, until whole lines of it can be given away."""

    def __init__(self, tokenizer: Tokenizer, names: Sequence[str], with_words: bool) -> None:
        self._tokenizer = tokenizer
        self._names = list(names)
        self._with_words = with_words
        self._document = -1

    def begin(self, text: str, aligned: AlignedText) -> None:
        """Turn to the next document."""
        self._document += 1
        self._text, self._ids = text, aligned.ids
        self._lines = aligned.lines
        self._line = self._place = self._token = 0  # the first of each that is not given away
        self._log_probs: dict[str, list[npt.NDArray[np.float64]]] = {name: [] for name in self._names}
        self._better: dict[str, list[npt.NDArray[np.intp]]] = {name: [] for name in self._names}
        self._typed: dict[str, dict[Span, int]] = {name: {} for name in self._names}

    def add_tokens(self, name: str, log_probs: npt.NDArray[np.float64], better: npt.NDArray[np.intp]) -> None:
        """Note the next tokens of the model `name`: log p of each, and how many are more probable."""
        self._log_probs[name].append(log_probs)
        self._better[name].append(better)

    def add_word(self, name: str, start: int, end: int, typed: int | None) -> None:
        """Note after how many letters the model `name` offered the word `text[start:end]`; None where it never did."""
        self._typed[name][start, end] = -1 if typed is None else typed

    def next_lines(self, done: int) -> Span:
        """Return start and end in the text of the lines that are measured with its first `done` tokens."""
        line = self._line
        while line < len(self._lines) and self._lines[line][1] <= done:
            line += 1
        # With no token left to come, what is behind the last line has none either.
        return self._place, self._lines[line - 1][0] if line > self._line else self._place

    def take(self, end: int) -> Passage:
        """Return the passage up to `text[:end]`, one of the ends that `next_lines` gave; it is kept no longer."""
        spans: list[Span] = []
        begin, first, place, token = self._place, self._token, self._place, self._token
        while self._line < len(self._lines) and self._lines[self._line][0] <= end:
            line_end, token_end = self._lines[self._line]
            line, ids = self._text[place:line_end], self._ids[token:token_end]
            spans += [
                (place - begin + a, place - begin + b) for a, b in token_spans(self._tokenizer, line, ids)
            ]
            place, token = line_end, token_end
            self._line += 1
        self._place, self._token = place, token
        words = self._words_before(place)
        return Passage(
            document=self._document,
            text=self._text[begin:place],
            tokens=spans,
            unknown=(np.flatnonzero(self._ids[first:token] == UNK_ID)).tolist(),
            words=[(start - begin, end - begin) for start, end in words],
            parts={name: self._part(name, token - first, words) for name in self._names},
        )

    def _words_before(self, place: int) -> list[Span]:
        if not self._with_words:
            return []
        return sorted(span for span in self._typed[self._names[0]] if span[0] < place) if self._names else []

    def _part(self, name: str, count: int, words: list[Span]) -> PartOfPassage:
        log_probs, better = np.concatenate(self._log_probs[name]), np.concatenate(self._better[name])
        self._log_probs[name], self._better[name] = [log_probs[count:]], [better[count:]]
        size = self._tokenizer.vocab_size
        return PartOfPassage(
            log_probs=log_probs[:count].tolist(),
            ranks=[0 if each >= size else each + 1 for each in better[:count].tolist()],
            typed=[self._typed[name].pop(span) for span in words],
        )


def token_spans(tokenizer: Tokenizer, line: str, ids: npt.NDArray[np.int32]) -> list[Span]:
    """Return start and end in `line` of each of its tokens `ids`; where they cannot be told, those of its end.

    `line` has one line end at the most, behind which only white space follows.
    """
    content = line.rstrip() if tokenizer.kind != "pretokenized" else line.rstrip("\n")
    last = (len(content), len(line))
    own = [index for index in ids.tolist() if index != EOS_ID]
    found = _of_pieces(tokenizer, content, own) if tokenizer.kind == "bpe" else None
    if tokenizer.kind != "bpe":
        found = tokenizer.spelled(content)[1]
    if found is None or len(found) != len(own):
        found = [(len(content), len(content))] * len(own)
    return [*found, *[last] * (len(ids) - len(own))]


def _of_pieces(tokenizer: Tokenizer, line: str, ids: list[int]) -> list[Span] | None:
    spans: list[Span] = []
    place = 0
    for index in ids:
        token = tokenizer.vocabulary[index]
        if token.startswith(WORD_START):
            while place < len(line) and line[place].isspace():
                place += 1
        letters = 1 if index == UNK_ID else len(token.removeprefix(WORD_START))
        written = line[place : place + letters]
        if index != UNK_ID and _straight(written) != _straight(token.removeprefix(WORD_START)):
            return None
        spans.append((place, place + letters))
        place += letters
    return spans


def _straight(text: str) -> str:
    return "".join("'" if character in APOSTROPHES + "ʼ" else character for character in text)
