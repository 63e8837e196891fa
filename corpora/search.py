"""Finding words in a text of any size, a stretch at a time."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

_STRETCH = 1 << 16  # characters looked at in one go: a window that waits for its turn does not notice
_AROUND = 160  # characters of a long paragraph that are kept on each side


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, or the part of a long one, with the places [start, end) of what was looked for."""

    text: str
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """How often something occurs, and the first passages with it."""

    total: int
    passages: tuple[Passage, ...]


def search(
    texts: Iterable[str], wanted: str, most: int = 50, stop: Callable[[], bool] = lambda: False
) -> Found:
    """Return where `wanted` occurs, capitals and kinds of white space apart; nothing for nothing.

    `stop` is asked often; what was found until then is returned.
    """
    words = wanted.split()
    if not words:
        return Found(0, ())
    pattern = re.compile(r"[^\S\n]+".join(map(re.escape, words)), re.IGNORECASE)
    total, passages = 0, []
    for stretch in _stretches(texts):
        if stop():
            break
        last = -1
        for match in pattern.finditer(stretch):
            total += 1
            begin = stretch.rfind("\n", 0, match.start()) + 1
            if begin != last and len(passages) < most:
                passages.append(_passage(stretch, begin, match.start(), match.end(), pattern))
                last = begin
    return Found(total, tuple(passages))


def _stretches(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        start = 0
        while start < len(text):
            end = text.find("\n", start + _STRETCH) + 1 or len(text)
            yield text[start:end]
            start = end


def _passage(text: str, begin: int, start: int, stop: int, pattern: re.Pattern[str]) -> Passage:
    end = text.find("\n", stop)
    end = len(text) if end < 0 else end
    first, last = max(begin, start - _AROUND), min(end, stop + _AROUND)
    before = "…" if first > begin else ""
    shown = before + text[first:last] + ("…" if last < end else "")
    places = tuple(match.span() for match in pattern.finditer(shown))
    return Passage(shown, places)
