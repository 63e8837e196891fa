"""The words beyond the vocabulary that the starter model can complete: words, rather than slips and nicknames."""

from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from wordrnn.ngram.counts import discounts
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords
from wordrnn.words.spelling import fold, words_of

_LONGEST = 30  # letters
_SEEN = 3
_BEHIND_LATIN = "\u0250"


def of_text(
    careful: Iterable[str], careless: Iterable[str], tokenizer: Tokenizer, most: int
) -> RareWords | None:
    """Return at most `most` words of both texts that `tokenizer` does not know; None where it knows all.

    A word of text that somebody took care with is one, if it was read once. What was only ever typed in chats may be a
    slip or somebody's nickname, and has to be seen three times. Of several forms (Sunblock, sunblock) the most frequent
    stands for all.
    """
    edited, typed = _counts(careful), _counts(careless)
    every = edited + typed
    forms: dict[str, list[str]] = defaultdict(list)
    for word in every:
        if _is_plain(word) and not tokenizer.knows(word):
            forms[fold(word)].append(word)
    kept: dict[str, int] = {}
    for words in forms.values():
        count = sum(every[word] for word in words)
        if count >= _SEEN or any(word in edited for word in words):
            kept[max(words, key=lambda word: (every[word], word))] = count
    if not kept:
        return None
    order = sorted(kept.items(), key=lambda item: (-item[1], item[0]))[:most]
    of_counts = np.fromiter(every.values(), np.int64, len(every))
    return RareWords(dict(order), discounts(of_counts), int((of_counts == 1).sum()))


def _counts(texts: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(words_of(text.replace("’", "'")))
    return counts


def _is_plain(word: str) -> bool:
    return len(word) <= _LONGEST and max(word) < _BEHIND_LATIN and not any(map(str.isnumeric, word))
