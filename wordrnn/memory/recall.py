"""What a memory expects next, mixed into what a model expects."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.memory.neural_cache import NeuralCache
from wordrnn.memory.store import HALF_LIFE, Memory
from wordrnn.memory.tokens import Pair, Token
from wordrnn.memory.weights import MemoryWeights, default_weights
from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import EOS, EOS_ID, UNK_ID, Tokenizer
from wordrnn.words.decency import NONE, Restraint, StrongWords
from wordrnn.words.lexicon import OTHER_CASE, Lexicon, span
from wordrnn.words.spelling import Case, fold, is_word_character

Masses = npt.NDArray[np.float64]
_FARTHEST = 500  # half-lives that fit into a float64 before the clock's zero has to move


_FADED = 1e-200  # after a long time without a word to remember, all count alike


@dataclass(frozen=True, slots=True, eq=False)
class Recalled:
    """A memory's say in what comes next: P = `base` · P_model + (1 − `base`) · P_memory."""

    base: float
    known: FloatArray
    """[V], (1 − base) · P_memory of the words of the vocabulary; `<unk>` stands for itself only, as in split text."""
    new: Masses
    """The same of the words that only the memory knows."""
    unknown: Masses
    """What each of these words has of the model's P(`<unk>`): their counts' shares, the rest staying for words never
    seen (Witten & Bell 1991: n / (n + t) for the n tokens and t words seen)."""

    def over_vocabulary(self, probabilities: FloatArray) -> FloatArray:
        """Return the mixture over the vocabulary [V]: new words count as `<unk>`."""
        mixed = probabilities * np.float32(self.base)
        mixed += self.known
        mixed[UNK_ID] += np.float32(self.new.sum())
        return mixed

    def shares(self, shares: list[FloatArray], spellings: "Spellings") -> tuple[list[FloatArray], "NewWords"]:
        """Return the parts' shares [V] with the memory's behind them, and the new words, which are not in `<unk>`'s."""
        rest = np.float32(1 - float(self.unknown.sum()))
        mixed = [share * np.float32(self.base) for share in shares]
        parts = [float(share[UNK_ID]) * self.unknown for share in mixed]
        for share in mixed:
            share[UNK_ID] *= rest
        return [*mixed, self.known], NewWords(spellings, [*parts, self.new])


class Spellings:
    """The words that only a memory knows, by folded spelling; variants in case are one candidate."""

    def __init__(self, lexicon: Lexicon | None, strong: StrongWords = NONE) -> None:
        self._lexicon = lexicon
        self._strong = strong
        self.strong: dict[str, int | None] = {}
        """Strong words that the memory knows, folded; with the group of those that only the memory knows."""
        self.words: dict[int, str] = {}  # place → word
        self.groups: list[list[int]] = []  # places of the variants
        self.places: list[int] = []
        self.group_of: list[int] = []  # beside `places`
        self.beginning: dict[Case, list[int]] = {"lower": [], "upper": []}  # places of words
        self.at_home: dict[int, int] = {}  # id of the candidate in the lexicon that is spelled alike → group
        self.keys: list[str] = []  # of the groups without a home, sorted
        self.order: list[int] = []  # their groups, beside `keys`
        self._by_key: dict[str, int] = {}

    def note(self, word: str) -> None:
        """Note that the memory knows `word`, which may be one of the lexicon's."""
        key = fold(word)
        if key in self._strong:
            self.strong.setdefault(key)

    def add(self, word: str, place: int) -> None:
        """Add the word at `place` among the new ones."""
        key, group = self._group(word, place)
        if group is not None:
            at = bisect_left(self.keys, key)
            self.keys.insert(at, key)
            self.order.insert(at, group)

    def add_all(self, words: Iterable[tuple[int, str]]) -> None:
        """Add many words with their places: sorted once, not each put where it belongs."""
        grouped = [self._group(word, place) for place, word in words]
        groups = [*zip(self.keys, self.order, strict=True), *((k, g) for k, g in grouped if g is not None)]
        groups.sort()
        self.keys, self.order = [key for key, _ in groups], [group for _, group in groups]

    def _group(self, word: str, place: int) -> tuple[str, int | None]:
        """Put a word among its variants; return its key, and its group where that is new and has no home."""
        key, homeless = fold(word), None
        group = self._by_key.get(key)
        if group is None:
            group = self._by_key[key] = len(self.groups)
            self.groups.append([])
            home = self._lexicon.find(key) if self._lexicon else None
            if home is None:
                homeless = group
            else:
                self.at_home[home] = group
            if key in self._strong:
                self.strong[key] = group
        self.words[place] = word
        self.groups[group].append(place)
        self.places.append(place)
        if word[0].isupper() or word[0].islower():
            self.beginning["upper" if word[0].isupper() else "lower"].append(place)
        self.group_of.append(group)
        return key, homeless

    def find(self, folded: str) -> int | None:
        """Return the group spelled `folded`, at home in the lexicon or not; None where there is none."""
        return self._by_key.get(folded)


class NewWords:
    """The masses of the words that only a memory knows, after one context."""

    def __init__(self, spellings: Spellings, parts: list[Masses]) -> None:
        """`parts`: for each part of the mixture, what it gives to each new word [places]."""
        self.spellings = spellings
        self.parts = parts
        self.masses: Masses = np.sum(parts, axis=0)
        self.total = float(self.masses.sum())
        places, groups = np.array(spellings.places, np.intp), np.array(spellings.group_of, np.intp)
        self.groups: Masses = np.bincount(groups, self.masses[places], len(spellings.groups)).astype(
            np.float64
        )
        self._order = np.array(spellings.order, np.intp)
        self._homes = np.array(list(spellings.at_home), np.intp)
        self._at_home = np.array(list(spellings.at_home.values()), np.intp)

    def typed_in(self, case: Case | None) -> "NewWords":
        """Return the words where the first letter is typed in `case`, as `Lexicon.merged` does with those it has."""
        if case is None:
            return self
        fits = np.ones(len(self.masses))
        fits[self.spellings.beginning["lower" if case == "upper" else "upper"]] = OTHER_CASE[case]
        return NewWords(self.spellings, [part * fits for part in self.parts])

    def add_to(self, merged: FloatArray) -> None:
        """Add the variants of candidates of the lexicon to their masses [V]."""
        merged[self._homes] += self.groups[self._at_home].astype(np.float32)

    def beginning_with(self, folded: str) -> npt.NDArray[np.intp]:
        """Return the groups without a home in the lexicon that begin with `folded`."""
        low, high = span(self.spellings.keys, folded)
        return self._order[low:high]

    def offered(
        self, groups: npt.NDArray[np.intp], folded: str, restraint: Restraint | None
    ) -> npt.NDArray[np.intp]:
        """Return those of `groups`, which begin with the letters `folded`, that `restraint` does not hold back."""
        strong = self.spellings.strong
        if restraint is None or not strong:
            return groups
        hidden = [
            group
            for key, group in strong.items()
            if group is not None and restraint.hides(key, folded, strong)
        ]
        return groups[~np.isin(groups, hidden)] if hidden else groups

    def of(self, group: int) -> tuple[str, list[float], float]:
        """Return a group's most probable variant, what each part gives to the group, and the variant's mass."""
        places = self.spellings.groups[group]
        best = max(places, key=lambda place: self.masses[place])
        return (
            self.spellings.words[best],
            [float(part[places].sum()) for part in self.parts],
            float(self.masses[best]),
        )


class Recall:
    """A memory seen through one vocabulary: gives distributions in well under a millisecond.

    P₀ = (1 − λ₀) · P_model + λ₀ · P(word | states like this one), see `NeuralCache`; P₁ = (1 − λ₁) · P₀ + λ₁ · P(word),
    P₂ = (1 − λ₂) · P₁ + λ₂ · P(word | one before), and P₃ likewise with two before; together a sum of P_model and of
    what the memory has. Ids from V on are the words only it knows.

    The neural cache is of this session and this model; it is in no file. A key has seen every word before it, so
    nothing of the cache is left when a word is forgotten.
    """

    def __init__(
        self,
        memory: Memory,
        tokenizer: Tokenizer,
        lexicon: Lexicon | None,
        weights: MemoryWeights | None = None,
        strong: StrongWords = NONE,
    ) -> None:
        """`lexicon` None: the vocabulary is of pieces, and every word is the memory's own.

        Which of the words `strong` the memory knows is kept with the `spellings`.
        """
        self.memory = memory
        self._strong = strong
        self.weights = weights or default_weights(tokenizer.kind)
        self.split = tokenizer.kind == "pretokenized"
        self._lexicon = lexicon
        self._known: dict[str, int] = {}
        if lexicon is not None:
            self._known = {token: index for index, token in enumerate(tokenizer.vocabulary)}
            del self._known[EOS]
            self._known["\n"] = EOS_ID
        self.size = len(self._known)
        self.cache = NeuralCache(self.weights.cache)
        self._forgotten = memory.forgotten
        self._version = -1
        self._read_anew()

    # Following the memory -------------------------------------------------------------------------------------------

    def follow(self) -> int:
        """Read what the memory learned since; return its version. Call, as all others, while its lock is held."""
        memory = self.memory
        if self._version != memory.version:
            if self._version < memory.rebuilt:
                self._read_anew()
            else:
                for word in dict.fromkeys(memory.journal[self._journal_read :]):
                    self._read(word)
            self._journal_read = len(memory.journal)
            self._version = memory.version
        return self._version

    def _read_anew(self) -> None:
        self._ids = dict(self._known)
        self.new_words: list[str] = []
        self._zero = self.memory.time
        self._counts = np.zeros(self.size + 64)
        self._lately = np.zeros(self.size + 64)
        self.spellings = Spellings(self._lexicon, self._strong)
        for word in self.memory.words:
            self._read(word, one_by_one=False)
        self.spellings.add_all((n, word) for n, word in enumerate(self.new_words) if self._is_offered(word))
        if self._forgotten != self.memory.forgotten:
            self.cache.clear()
            self._forgotten = self.memory.forgotten
        self.cache.relabel(self._ids.get)
        self._journal_read = len(self.memory.journal)
        self._version = self.memory.version

    def _read(self, word: str, one_by_one: bool = True) -> None:
        seen = self.memory.words[word]
        self.spellings.note(word)
        index = self._ids.get(word)
        if index is None:
            index = self._ids[word] = self.size + len(self.new_words)
            self._add_new(word)
            if one_by_one and self._is_offered(word):
                self.spellings.add(word, len(self.new_words) - 1)
        if (seen.at - self._zero) > _FARTHEST * HALF_LIFE:
            self._lately *= 0.5 ** ((seen.at - self._zero) / HALF_LIFE)
            self._zero = seen.at
        self._counts[index] = seen.count
        self._lately[index] = seen.lately * 2.0 ** ((seen.at - self._zero) / HALF_LIFE)

    def _add_new(self, word: str) -> None:
        place = len(self.new_words)
        self.new_words.append(word)
        if self.size + place + 1 > len(self._counts):
            self._counts = np.concatenate((self._counts, np.zeros(len(self._counts))))
            self._lately = np.concatenate((self._lately, np.zeros(len(self._lately))))

    def _is_offered(self, word: str) -> bool:
        return any(map(is_word_character, word)) if self.split else is_word_character(word[0])

    def keep(self, tokens: Sequence[Token], keys: FloatArray) -> None:
        """Put `tokens` into the neural cache, each with the key it came after [tokens, E]; not off the record."""
        if self.memory.off_the_record:
            return
        self.follow()
        for given, key in zip(tokens, keys, strict=True):
            token = self.memory.admitted(given)
            self.cache.keep(token, None if token is None else self._ids.get(token), key)

    def take(self, cache: NeuralCache) -> None:
        """Go on with the `cache` of another that follows the same memory with the same network."""
        self.cache = cache
        cache.relabel(self._ids.get)

    # Expecting ------------------------------------------------------------------------------------------------------

    @property
    def has_a_say(self) -> bool:
        """Whether anything was learned or read."""
        return bool(self.memory.words) or len(self.cache) > 0

    def after(self, before: Pair, key: FloatArray | None = None) -> Recalled:
        """Return what the memory expects after the two tokens `before`, with the network in the state of `key` [E]."""
        weights = self.weights
        end = self.size + len(self.new_words)
        counts = self._counts[:end]
        total = float(counts.sum())
        single = weights.word * total / (total + weights.patience)
        lately = self._lately[:end]
        recent = float(lately.sum())
        cache = weights.lately if recent > _FADED else 0.0
        masses = lately * (single * cache / max(recent, _FADED))
        if cache < 1:
            masses += counts * (single * (1 - cache) / max(total, 1))
        base = 1 - single
        expected = None if key is None else self.cache.after(key)
        if expected is not None:
            masses += np.bincount(expected.ids, expected.shares * (base * expected.trust), end)
            base *= 1 - expected.trust
        for row, most, variety in self._rows(before):
            seen = sum(row.values())
            trust = most * seen / (seen + variety * len(row))
            masses *= 1 - trust
            base *= 1 - trust
            ids = np.fromiter(map(self._ids.__getitem__, row), np.intp, len(row))
            masses[ids] += np.fromiter(row.values(), np.float64, len(row)) * (trust / seen)
        of_new = counts[self.size :]
        tokens = float(of_new.sum())
        unknown = of_new / (tokens + len(self.new_words)) if tokens else np.zeros(len(of_new))
        return Recalled(base, masses[: self.size].astype(np.float32), masses[self.size :].copy(), unknown)

    def _rows(self, before: Pair) -> list[tuple[dict[str, int], float, float]]:
        two, one = before
        weights = self.weights
        contexts: list[tuple[tuple[Token, ...], float, float]] = [
            ((one,), weights.pair, weights.pair_variety),
            ((two, one), weights.triple, weights.triple_variety),
        ]
        found = []
        for context, most, variety in contexts:
            row = None if None in context else self.memory.after.get(context)  # pyright: ignore[reportArgumentType]
            if row:
                found.append((row, most, variety))
        return found
