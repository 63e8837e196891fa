"""A generated text in words that can be pointed at, each with its probability and alternatives to it. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Protocol


class AlternativeLike(Protocol):
    """A token that might have stood in the place of another: see `wordrnn.generation.Alternative`."""

    @property
    def index(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102


class StepLike(Protocol):
    """One generated token: see `wordrnn.generation.Step`."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def index(self) -> int: ...  # noqa: D102
    @property
    def probability(self) -> float: ...  # noqa: D102
    @property
    def rank(self) -> int: ...  # noqa: D102
    @property
    def drawn(self) -> float: ...  # noqa: D102
    @property
    def begins_word(self) -> bool: ...  # noqa: D102
    @property
    def alternatives(self) -> Sequence[AlternativeLike]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class GeneratedWord:
    """A word or mark: where it stands in its paragraph, and the steps it came in."""

    start: int
    end: int
    first: int
    """Its first step."""
    behind: int
    """The first step behind it."""


@dataclass(frozen=True, slots=True)
class GeneratedParagraph:
    """A paragraph of prompt and generated text."""

    text: str
    units: list[GeneratedWord]
    prompt: int
    """How many letters of it are the prompt's."""


@dataclass(slots=True)
class GeneratedText:
    """A prompt and what was generated behind it so far."""

    prompt: str = ""
    steps: list[StepLike] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The whole text."""
        return self.prompt + "".join(step.text for step in self.steps)

    @property
    def words(self) -> int:
        """How many words were generated."""
        return sum(step.begins_word for step in self.steps)

    def paragraphs(self) -> list[GeneratedParagraph]:
        """Return the text in paragraphs."""
        text = self.text
        words = self._words()
        found, start, place = [], 0, 0
        for line in text.split("\n"):
            end = start + len(line)
            units = []
            while place < len(words) and words[place].start <= end:
                each = words[place]
                units.append(GeneratedWord(each.start - start, each.end - start, each.first, each.behind))
                place += 1
            found.append(GeneratedParagraph(line, units, max(0, min(len(self.prompt), end) - start)))
            start = end + 1
        return found

    def taken_before(self, word: GeneratedWord) -> list[int]:
        """Return the tokens before a word."""
        return [step.index for step in self.steps[: word.first]]

    def probability(self, word: GeneratedWord) -> float:
        """Return the probability of a word: of all of its pieces."""
        return prod(step.probability for step in self.steps[word.first : word.behind])

    def of(self, word: GeneratedWord) -> Sequence[StepLike]:
        """Return the steps of a word."""
        return self.steps[word.first : word.behind]

    def _words(self) -> list[GeneratedWord]:
        """Return the words, with their places in the whole text."""
        found: list[GeneratedWord] = []
        at = len(self.prompt)
        for number, step in enumerate(self.steps):
            bare = step.text.strip()
            if bare:
                start = at + len(step.text) - len(step.text.lstrip())
                end = start + len(bare)
                joined = found and found[-1].end == start and not step.begins_word and bare[0].isalnum()
                if joined:
                    last = found.pop()
                    found.append(GeneratedWord(last.start, end, last.first, number + 1))
                else:
                    found.append(GeneratedWord(start, end, number, number + 1))
            at += len(step.text)
        return found
