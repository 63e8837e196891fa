"""What was learned, as a list to look through: plain values, no Qt."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from wordrnn.words.spelling import fold, is_word_character

if TYPE_CHECKING:
    from wordrnn.memory.store import Memory

Order = Literal["lately", "often", "alphabet"]


class LearnedWord(NamedTuple):
    """A word in the form it was learned in most often, and how often it was in any: they are forgotten together."""

    word: str
    times: int
    at: int  # the memory's time when it was learned last
    folded: str  # what is searched


@dataclass(frozen=True, slots=True)
class Learned:
    """A moment of a memory: its words in each order, and how much else there is."""

    words: dict[Order, list[LearnedWord]]
    marks: int  # punctuation and other tokens without a letter
    blocked: list[str]

    def find(self, typed: str, order: Order) -> list[LearnedWord]:
        """Return the words with `typed` in them, whatever its case; all where it is ""."""
        words, wanted = self.words[order], fold(typed.strip())
        return [word for word in words if wanted in word.folded] if wanted else words

    def find_blocked(self, typed: str) -> list[str]:
        """Return the blocked words with `typed` in them, by alphabet."""
        wanted = fold(typed.strip())
        return [word for word in self.blocked if wanted in fold(word)]


NOTHING = Learned({"lately": [], "often": [], "alphabet": []}, 0, [])


def moment_of(memory: "Memory") -> Learned:
    """Return what `memory` holds now; 100,000 words take some tenths of a second."""
    with memory.lock:
        counts = [(word, seen.count, seen.at) for word, seen in memory.words.items()]
        blocked = list(memory.blocked.values())
    words: dict[str, LearnedWord] = {}
    for word, count, at in sorted(counts, key=lambda one: -one[1]):
        if _is_word(word):
            folded = fold(word)
            known = words.get(folded)
            words[folded] = (
                known._replace(times=known.times + count, at=max(known.at, at))
                if known
                else LearnedWord(word, count, at, folded)
            )
    by_alphabet = sorted(words.values(), key=lambda word: word.folded)
    orders: dict[Order, list[LearnedWord]] = {
        "lately": sorted(by_alphabet, key=lambda word: -word.at),
        "often": sorted(by_alphabet, key=lambda word: -word.times),
        "alphabet": by_alphabet,
    }
    marks = sum(1 for word, _, _ in counts if not _is_word(word) and not word.isspace())
    return Learned(orders, marks, sorted(blocked, key=fold))


def _is_word(token: str) -> bool:
    return any(map(is_word_character, token))
