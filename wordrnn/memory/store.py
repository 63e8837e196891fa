"""What was typed or accepted: counts of words, pairs and triples, that can be forgotten exactly."""

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from wordrnn.memory.tokens import BEGIN, LINE_END, Pair, Token, last_two
from wordrnn.words.spelling import fold

HALF_LIFE = 100
"""Tokens until an occurrence counts half in the cache. With 100, 200 and 400, perplexity on Penn Treebank (valid)
was 87.1, 87.8 and 88.8, on e-mail 135.0, 135.5 and 136.1, on a novel 130.5 with each."""
MAX_NGRAMS = 400_000  # about 50 MB, after some 300,000 words
_MAX_JOURNAL = 100_000

Change = Callable[["Memory"], object]
"""Something done to a memory, that can be done to another."""


@dataclass(slots=True)
class Seen:
    """How often a word was learned: in all, and lately, where each occurrence halves in `HALF_LIFE` tokens."""

    count: int
    lately: float
    at: int  # the time, in tokens, that `lately` is of

    def lately_at(self, time: int) -> float:
        """Return `lately` at a later `time`."""
        return self.lately * 0.5 ** ((time - self.at) / HALF_LIFE)


class Memory:
    """Counts of words, and of what followed one word and two words, with a clock that counts the tokens learned.

    A token that is not remembered (see `redaction.secret_spans`) leaves a gap: time passes, and no pair or triple
    reaches over it. `forget` is exact: the memory is then the one that would be there if a gap had stood wherever
    the word stood (as long as fewer than `MAX_NGRAMS` pairs and triples were ever there; from then on the oldest of
    those seen once make room). Nothing of the word is left, in no pair and no triple.

    A word that is blocked is forgotten and from then on a gap too. Any number of predictors may share one; every method
    holds its lock. With `off_the_record`, nothing is learned.
    """

    def __init__(self) -> None:
        self.off_the_record = False
        self.lock = threading.RLock()
        self.time = 0
        self.words: dict[str, Seen] = {}
        self.after: dict[tuple[str, ...], dict[str, int]] = {}
        """The last one or two tokens → token → how often it followed."""
        self.blocked: dict[str, str] = {}
        """Folded spelling → word, of those that are never learned."""
        self.changes: list[Change] | None = None
        """What was done since, where somebody wants to know: `memory.file` does it again to what others saved."""
        self.origin: object = None  # where `memory.file` has it from
        self.version = 0  # grows with every change
        self.rebuilt = 0  # the version since which `journal` tells all
        self.forgotten = 0  # how often something was forgotten
        self.journal: list[str] = []
        """Words learned since `rebuilt`, so that who follows need not read everything again."""
        self._ngrams = 0
        self._whole = True  # every triple's last two words are a pair too: none had to make room
        self._before: dict[str, set[str]] = {}
        """Token → tokens it may have followed: where to look for it when it is forgotten. Some may be gone."""
        self._apart: dict[str, set[str]] = {}
        """Token → tokens behind it in the contexts of triples, where that pair itself is not in `after`."""

    def __len__(self) -> int:
        """The number of different words and marks."""
        return len(self.words)

    def learn(self, tokens: Iterable[Token], before: Pair = BEGIN) -> Pair:
        """Count `tokens`, which came after the two tokens `before`; return the last two tokens.

        Of `before`, a word that was never learned (off the record, or by nobody) is a gap.
        """
        with self.lock:
            if self.off_the_record:
                return last_two(tokens, before)
            # One object a word, however often it comes: the journal and the changes keep every one.
            tokens = [token and sys.intern(token) for token in tokens]
            self._note(lambda memory, before=before: memory.learn(tokens, before))
            two, one = (token if token in self.words or token == LINE_END else None for token in before)
            before = (two, one)
            for given in tokens:
                self.time += 1
                token = self.admitted(given)
                if token is not None:
                    self._count(token, before)
                before = (before[1], token)
            self.version += 1
            if self._ngrams > MAX_NGRAMS:
                self._make_room()
            if len(self.journal) > _MAX_JOURNAL:
                self._tell_anew()
            return before

    def forget(self, word: str) -> bool:
        """Remove `word` in every case form with all its pairs and triples; return whether it was there.

        Who follows this memory forgets it too, where it was only read.
        """
        with self.lock:
            self._note(lambda memory: memory.forget(word))
            folded = fold(word)
            gone = [known for known in self.words if fold(known) == folded]
            for known in gone:
                del self.words[known]
                if self._whole:
                    self._forget_ngrams(known)
            if gone and not self._whole:
                self._forget_among_remains(set(gone))
            self.forgotten += 1
            self._tell_anew()
            return bool(gone)

    def block(self, word: str) -> bool:
        """Forget `word` and never learn it again, in no case form; return whether it was not blocked yet."""
        with self.lock:
            self._note(lambda memory: memory.block(word))
            new = fold(word) not in self.blocked
            self.blocked[fold(word)] = word
            self._quietly(lambda: self.forget(word))
            return new

    def unblock(self, word: str) -> bool:
        """Let `word` be learned again from now on; return whether it was blocked."""
        with self.lock:
            self._note(lambda memory: memory.unblock(word))
            return self.blocked.pop(fold(word), None) is not None

    def admitted(self, token: Token) -> Token:
        """Return `token`, or None where it is blocked."""
        return None if token is None or (self.blocked and fold(token) in self.blocked) else token

    def knows(self, word: str) -> bool:
        """Whether `word` was learned, in any case form."""
        with self.lock:
            folded = fold(word)
            return word in self.words or any(fold(known) == folded for known in self.words)

    def clear(self, keep_blocked: bool = False) -> None:
        """Forget everything, but for what is blocked where that is to be kept."""
        with self.lock:
            self._note(lambda memory: memory.clear(keep_blocked))
            self.time = 0
            self.words, self.after = {}, {}
            self.blocked = dict(self.blocked) if keep_blocked else {}
            self.forgotten += 1
            self.recount()

    def add(self, other: "Memory") -> None:
        """Learn what `other` has learned; what was lately for it was lately for this one.

        A word that one of the two has blocked is blocked afterwards. `other` may not change from then on where
        `changes` are noted.
        """
        with other.lock, self.lock:
            self._note(lambda memory: memory.add(other))
            for word, seen in other.words.items():
                mine = self.words.setdefault(word, Seen(0, 0.0, self.time))
                lately = mine.lately_at(self.time) + seen.lately_at(other.time)
                self.words[word] = Seen(mine.count + seen.count, lately, self.time)
            for context, row in other.after.items():
                mine_after = self.after.setdefault(context, {})
                for token, count in row.items():
                    mine_after[token] = mine_after.get(token, 0) + count
            self.recount()
            blocked = other.blocked | self.blocked
            if blocked.keys() - self.blocked.keys():
                self.forgotten += 1  # what was only read may hold one of them
            unwanted = [word for word in self.words if fold(word) in blocked]
            self.blocked = blocked
            self._quietly(lambda: [self.forget(word) for word in unwanted])

    def become(self, other: "Memory") -> None:
        """Hold what `other` holds, which is used up. Who follows this memory forgets what is gone."""
        with self.lock:
            gone = self.words.keys() - other.words.keys() or other.blocked.keys() - self.blocked.keys()
            self.time, self.words, self.after, self.blocked = (
                other.time,
                other.words,
                other.after,
                other.blocked,
            )
            self.forgotten += bool(gone)
            self.recount()

    def _note(self, change: Change) -> None:
        if self.changes is not None:
            self.changes.append(change)

    def _quietly(self, change: Callable[[], object]) -> None:
        """Do what is part of a change that is noted already."""
        changes, self.changes = self.changes, None
        change()
        self.changes = changes

    def _count(self, token: str, before: Pair) -> None:
        seen = self.words.get(token)
        if seen is None:
            self.words[token] = Seen(1, 1.0, self.time)
        else:
            seen.lately, seen.at = seen.lately_at(self.time) + 1, self.time
            seen.count += 1
        self.journal.append(token)
        two, one = before
        if one is None:
            return
        self._before.setdefault(token, set()).add(one)
        if two is not None:
            self._before.setdefault(one, set()).add(two)
            if one not in self.after.get((two,), ()):
                self._apart.setdefault(two, set()).add(one)
        for context in ((one,), (two, one)) if two is not None else ((one,),):
            row = self.after.setdefault(context, {})
            self._ngrams += token not in row
            row[token] = row.get(token, 0) + 1

    def _forget_ngrams(self, word: str) -> None:
        for following in {*self._drop((word,)), *self._apart.pop(word, ())}:
            behind = self._drop((word, following))
            for token in (following, *(behind if following == word else ())):
                self._before.get(token, set()).discard(word)
        for one in self._before.pop(word, set()):
            for following in self._drop((one, word)):
                self._before.get(following, set()).discard(word)
            self._apart.get(one, set()).discard(word)
            self._take_out((one,), word)
            for two in self._before.get(one, ()):
                self._take_out((two, one), word)

    def _forget_among_remains(self, gone: set[str]) -> None:
        """Remove all pairs and triples with one of `gone`, where the index does not lead to each."""
        after = {}
        for context, row in self.after.items():
            kept = {token: count for token, count in row.items() if token not in gone}
            if kept and not gone.intersection(context):
                after[context] = kept
        self.after = after
        self.recount()

    def _drop(self, context: tuple[str, ...]) -> list[str]:
        """Remove all that followed `context`; return it."""
        row = self.after.pop(context, {})
        self._ngrams -= len(row)
        return list(row)

    def _take_out(self, context: tuple[str, ...], token: str) -> None:
        row = self.after.get(context)
        if row is not None and row.pop(token, None) is not None:
            self._ngrams -= 1
            if not row:
                del self.after[context]

    def _make_room(self) -> None:
        surplus = self._ngrams - MAX_NGRAMS * 3 // 4
        most = 1
        while (
            surplus > 0
        ):  # with those seen once alone, many seen twice would bring every stretch learned to here
            for context, row in list(self.after.items()):  # the context met first comes first
                if surplus <= 0:
                    break
                kept = {token: count for token, count in row.items() if count > most}
                surplus -= len(row) - len(kept)
                self.after[context] = kept
                if not kept:
                    del self.after[context]
            most *= 2
        self.recount()

    def recount(self) -> None:
        """Have all who follow this memory read it anew: `words` or `after` were replaced."""
        self._ngrams = sum(map(len, self.after.values()))
        self._before, self._apart = {}, {}
        self._whole = all(
            len(context) == 1 or row.keys() <= self.after.get(context[1:], {}).keys()
            for context, row in self.after.items()
        )
        for context, row in self.after.items() if self._whole else ():
            if len(context) == 2:
                two, one = context
                self._before.setdefault(one, set()).add(two)
                if one not in self.after.get((two,), ()):
                    self._apart.setdefault(two, set()).add(one)
            for token in row:
                self._before.setdefault(token, set()).add(context[-1])
        self._tell_anew()

    def _tell_anew(self) -> None:
        self.version += 1
        self.rebuilt = self.version
        self.journal = []
