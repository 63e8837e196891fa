"""What was typed or accepted: counts of words, pairs and triples, that can be forgotten exactly."""

import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wordrnn.text.redaction import secret_spans
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.spelling import fold

LINE_END = "\n"
HALF_LIFE = 100
"""Tokens until an occurrence counts half in the cache. With 100, 200 and 400, perplexity on Penn Treebank (valid)
was 87.1, 87.8 and 88.8, on e-mail 135.0, 135.5 and 136.1, on a novel 130.5 with each."""
MAX_NGRAMS = 400_000  # about 50 MB, after some 300,000 words
_MAX_JOURNAL = 100_000
_CONTEXT = 200  # characters before a text that are looked at for its first words

Token = str | None
"""A word, a mark or a line's end; None where something stood that is not remembered."""
Pair = tuple[Token, Token]
"""The last two tokens."""
BEGIN: Pair = (None, LINE_END)  # a text begins where another ended


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

    Any number of predictors may share one; every method holds its lock. With `off_the_record`, nothing is learned.
    """

    def __init__(self) -> None:
        self.off_the_record = False
        self.lock = threading.RLock()
        self.time = 0
        self.words: dict[str, Seen] = {}
        self.after: dict[tuple[str, ...], dict[str, int]] = {}
        """The last one or two tokens → token → how often it followed."""
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
            two, one = (token if token in self.words or token == LINE_END else None for token in before)
            before = (two, one)
            for token in tokens:
                self.time += 1
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

    def clear(self) -> None:
        """Forget everything."""
        with self.lock:
            self.time = 0
            self.words, self.after = {}, {}
            self.forgotten += 1
            self.recount()

    def add(self, other: "Memory") -> None:
        """Learn what `other` has learned; what was lately for it was lately for this one."""
        with other.lock, self.lock:
            for word, seen in other.words.items():
                mine = self.words.setdefault(word, Seen(0, 0.0, self.time))
                lately = mine.lately_at(self.time) + seen.lately_at(other.time)
                self.words[word] = Seen(mine.count + seen.count, lately, self.time)
            for context, row in other.after.items():
                mine_after = self.after.setdefault(context, {})
                for token, count in row.items():
                    mine_after[token] = mine_after.get(token, 0) + count
            self.recount()

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
        for context, row in list(self.after.items()):  # the context met first comes first
            if surplus <= 0:
                break
            kept = {token: count for token, count in row.items() if count > 1}
            surplus -= len(row) - len(kept)
            self.after[context] = kept
            if not kept:
                del self.after[context]
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


def last_two(tokens: Iterable[Token], before: Pair = BEGIN) -> Pair:
    """Return the last two of `tokens`, or of those `before`, where there are fewer."""
    one, two = [*before, *tokens][-2:]
    return one, two


def remembered(tokenizer: Tokenizer, text: str) -> list[Token]:
    """Return the tokens [N] of `text` as a memory keeps them: as they are spelled, None for what it must not keep."""
    normal, spans = tokenizer.spelled(text)
    secrets = [*secret_spans(normal), (len(normal), len(normal))]
    tokens: list[Token] = []
    place = 0
    for start, end in spans:
        while secrets[place][1] <= start and place < len(secrets) - 1:
            place += 1
        tokens.append(None if secrets[place][0] < end else normal[start:end])
    return tokens


def new_tokens(tokenizer: Tokenizer, text: str, context: str) -> tuple[list[Token], Pair]:
    """Return the tokens that `text` adds to `context`, and the two before them."""
    if not context:
        return remembered(tokenizer, text), BEGIN
    context = tail(context)
    known, both = remembered(tokenizer, context), remembered(tokenizer, context + text)
    shared = _shared_length(known, both)
    return both[shared:], last_two(both[:shared])


def tail(text: str) -> str:
    """Return the end of `text`, from the start of a word on: enough to see its last tokens."""
    if len(text) <= _CONTEXT:
        return text
    end = text[-_CONTEXT:]
    space = next((place for place, character in enumerate(end) if character.isspace()), 0)
    return end[space:]


def _shared_length(one: Sequence[Token], other: Sequence[Token]) -> int:
    length = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        length += 1
    return length
