"""Which language a text is in, by how it is written and by its most common words; nothing where that is not sure.

No library: those that are small (langid, langdetect) name a language for any text, those that are sure (lingua,
fastText) weigh a hundred megabytes or bring a model under terms of its own. What is asked here is a whole corpus, of
which every seventh word or more is one of the forty that its language cannot do without; a text of which that is not
so, or that has a good part of another language in it, has no answer.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from corpora.function_words import WORDS

FEWEST_WORDS = 30
_ENOUGH = 0.1  # share of the words that are among the forty; running text has 0.14 to 0.5
_VARIED = 4  # of the forty that occur: a list of names may hold one or two
_AHEAD = 1.15  # times as many as are among the forty of another language
_APART = 2.5  # times as many as are among those of another language, and not of this one
_MOST = 0.75  # share of the letters in one way of writing
_LOOKED_AT = 20_000  # different words

# Ways of writing that (nearly) one language has. Japanese is told from Chinese by its kana.
_SCRIPTS = (
    ("kana", 0x3040, 0x30FF),
    ("han", 0x4E00, 0x9FFF),
    ("han", 0x3400, 0x4DBF),
    ("ko", 0xAC00, 0xD7AF),
    ("el", 0x0370, 0x03FF),
    ("he", 0x0590, 0x05FF),
    ("bn", 0x0980, 0x09FF),
    ("ta", 0x0B80, 0x0BFF),
    ("te", 0x0C00, 0x0C7F),
    ("th", 0x0E00, 0x0E7F),
    ("ka", 0x10A0, 0x10FF),
    ("hy", 0x0530, 0x058F),
)
_ONE_LANGUAGE = ("ko", "el", "he", "bn", "ta", "te", "th", "ka", "hy")
_KANA = 0.1  # of the letters of Japanese; Chinese has none


def guess(counts: Mapping[str, int]) -> str:
    """Return the language of a text, given how often each word occurs in it, by its ISO 639-1 code; "" if not sure."""
    common = dict(Counter(counts).most_common(_LOOKED_AT))
    scripts = _letters_by_script(common)
    letters = sum(scripts.values())
    if not letters:
        return ""
    shares = {script: number / letters for script, number in scripts.items()}
    kana, han = shares.get("kana", 0), shares.get("han", 0)
    if kana + han >= _MOST and letters >= 2 * FEWEST_WORDS:
        return "ja" if kana >= _KANA else "zh" if kana < 0.01 else ""
    for script in _ONE_LANGUAGE:
        if shares.get(script, 0) >= _MOST and letters >= FEWEST_WORDS:
            return script
    return _by_words(common)


def _letters_by_script(counts: Mapping[str, int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, number in counts.items():
        for letter in word:
            if letter.isalpha():
                found[_script(letter)] += number
    return found


@cache
def _script(letter: str) -> str:
    code = ord(letter)
    return next((name for name, first, last in _SCRIPTS if first <= code <= last), "latin")


def _by_words(counts: Mapping[str, int]) -> str:
    parts: Counter[str] = Counter()
    for word, number in counts.items():
        for part in word.casefold().replace("’", "'").split("'"):  # l'homme
            if not part.isnumeric():
                parts[part] += number
    hits: dict[str, int] = {
        language: sum(parts[word] for word in listed if word in parts)
        for language, listed in _words().items()
    }
    best, second = sorted(hits, key=lambda language: -hits[language])[:2]
    own = _words()[best]
    rival = max(
        sum(parts[word] for word in listed - own if word in parts)
        for language, listed in _words().items()
        if language != best
    )
    total = parts.total()
    varied = sum(word in parts for word in own)
    enough = total >= FEWEST_WORDS and varied >= _VARIED and hits[best] >= _ENOUGH * total
    ahead = hits[best] >= _AHEAD * hits[second] and hits[best] >= _APART * rival
    return best if enough and ahead else ""


@cache
def _words() -> dict[str, frozenset[str]]:
    return {
        language: frozenset(word.casefold() for word in listed.split()) for language, listed in WORDS.items()
    }
