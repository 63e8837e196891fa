"""What was learned, counted a second time and in another way: nothing may be missing, doubled or left over."""

from collections import Counter
from collections.abc import Callable, Sequence

from ui.learning.learning import Learning
from ui.learning.typed_text import Stretch
from ui.learning.typing_watch import TypingWatch
from wordrnn.memory.store import Memory
from wordrnn.memory.tokens import LINE_END, Token, new_tokens
from wordrnn.tokenizer import Tokenizer


class Recount:
    """Listens to what the app has its model learn, and counts it anew.

    At once, and keeps no more than the counts: a stretch has all of its document before it as context.
    """

    def __init__(self, learning: Learning) -> None:
        self._learning = learning
        self._stretches = self._length = 0
        self._words: Counter[str] = Counter()
        self._after: dict[tuple[str, ...], Counter[str]] = {}
        learn = learning.learn

        def listen(stretches: Sequence[Stretch], on_done: Callable[[], None] | None = None) -> None:
            self._note(stretches)
            learn(stretches, on_done)

        learning.learn = listen  # pyright: ignore[reportAttributeAccessIssue]

    def stretches_left(self, watch: TypingWatch) -> None:
        """Note what is learned when the app is closed."""
        take = watch.take_rest

        def listen() -> list[Stretch]:
            rest = take()
            self._note(rest)
            return rest

        watch.take_rest = listen  # pyright: ignore[reportAttributeAccessIssue]

    def summary(self, written: int) -> str:
        """Return how much of `written` words was learned."""
        return f"learned {self._length:,} of {written:,} words, in {self._stretches:,} stretches"

    def faults(self, memory: Memory) -> list[str]:
        """Return what in `memory` differs from the recount."""
        words, after = self._words, self._after
        faults = []
        if {word: seen.count for word, seen in memory.words.items()} != words:
            wrong = sum(memory.words[w].count != words[w] for w in words if w in memory.words)
            faults.append(
                f"learned words: {len(memory.words):,}, recounted {len(words):,}; {wrong} with another count"
            )
        if memory.after != after:
            faults.append(
                f"learned pairs and triples differ: {len(memory.after):,} contexts, recounted {len(after):,}"
            )
        return faults

    def _note(self, stretches: Sequence[Stretch]) -> None:
        predictor = self._learning.predictor
        if predictor is None:
            return
        for stretch in stretches:
            self._stretches += 1
            self._length += len(stretch.text.split())
            self._count(stretch, predictor.tokenizer)  # pyright: ignore[reportAttributeAccessIssue]

    def _count(self, stretch: Stretch, tokenizer: Tokenizer) -> None:
        words, after = self._words, self._after
        tokens, before = new_tokens(tokenizer, stretch.text, stretch.context)
        row: list[Token] = [t if t is None or t in words or t == LINE_END else None for t in before]
        for token in tokens:
            row.append(token)
            if token is None:
                continue
            words[token] += 1
            for length in (1, 2):
                context = tuple(row[-1 - length : -1])
                if None not in context:
                    after.setdefault(context, Counter())[token] += 1  # pyright: ignore[reportArgumentType]
