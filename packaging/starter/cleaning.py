"""Cleans one line of a source at a time: what the starter model learns should read as people type it."""

import re
from collections.abc import Callable, Mapping

_HEADER = re.compile(
    r"^\W*(?:message-(?:id)?:|(?:from|to|cc|bcc|sent|date|subject|reply-to|x-[\w-]+|mime-? ?version|"
    r"content-? ?(?:type|transfer)|received|return-path|forwarded by)\b\s?:).*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?:\s?/|www\s?\.|\.(?:com|org|net|gov|html?|php)\b|@\w", re.IGNORECASE)
_RULE = re.compile(r"(?:[-=_*~#.<>|+\\/] ?){4,}")
_SPACES = re.compile(r"\s+")
_LETTERS = re.compile(r"[^\W\d_]")
_BEFORE_MARK = re.compile(r" +([,.;:!?%)\]}…])")
_BEHIND_OPEN = re.compile(r"([(\[{$£€#]) +")
_SPLIT_WORD = re.compile(r"(\w) ?(['’]) ?(s|t|re|ve|ll|d|m)\b(?! ['’])", re.IGNORECASE)
_SPLIT_NOT = re.compile(r"(\w) n ?['’] ?t\b", re.IGNORECASE)
_DROPPED_G = re.compile(r"\b(\w+in) ['’](?= |$|[,.;:!?])")
_HYPHEN = re.compile(r"(?<=\w)(?: -|- )(?=\w)|(?<=\d) - (?=\d)")
_QUOTED = re.compile(r'(["“]) ([^"“”]*?) ?(["”])')
_OPEN_QUOTE = re.compile(r'^(["“”]) (?=\w)|(?<= )" (?=\w[^"]*$)')
_LOOSE_QUOTE = re.compile(r' (["”])(?=$|[ ,.;:!?])')
_STRAY = re.compile(r"^[?] (?=\w)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

# Only what is no word of its own without its apostrophe: well, were, ill, id, wed, shell and hell are.
_APOSTROPHES = {
    "im": "I'm", "ive": "I've", "dont": "don't", "doesnt": "doesn't", "didnt": "didn't", "isnt": "isn't",
    "wasnt": "wasn't", "arent": "aren't", "werent": "weren't", "couldnt": "couldn't", "wouldnt": "wouldn't",
    "shouldnt": "shouldn't", "havent": "haven't", "hasnt": "hasn't", "hadnt": "hadn't", "cant": "can't",
    "wont": "won't", "aint": "ain't", "youre": "you're", "theyre": "they're", "youve": "you've", "theyve": "they've",
    "weve": "we've", "thats": "that's", "whats": "what's", "theres": "there's", "heres": "here's", "hes": "he's",
    "shes": "she's", "youll": "you'll", "theyll": "they'll", "itll": "it'll", "itd": "it'd", "youd": "you'd",
    "theyd": "they'd", "wouldve": "would've", "couldve": "could've", "shouldve": "should've", "whos": "who's",
    "lets": "let's",
}  # fmt: skip
_I = {"i": "I", "i'm": "I'm", "i've": "I've", "i'd": "I'd", "i'll": "I'll"}


def unheaded(line: str) -> str:
    """Return the line of a mailbox without the header it begins with; "" where it is nothing else."""
    if not _HEADER.match(line):
        return line
    # In one line with the header the text begins behind its last field.
    _, found, text = line.partition("Content- Transfer- Encoding: 7 bit ")
    return text if found else ""


def joined(line: str) -> str:
    """Return a line of text split into tokens (" Well , you could n't " ) as it was typed."""
    line = _STRAY.sub("", line)
    line = line.replace("``", '"').replace("` ", "'")
    line = _QUOTED.sub(r"\1\2\3", line)
    line = _OPEN_QUOTE.sub(lambda match: match[0].strip(), line)
    line = _LOOSE_QUOTE.sub(r"\1", line)
    line = _SPLIT_NOT.sub(r"\1n't", line)
    line = _SPLIT_WORD.sub(r"\1\2\3", line)
    line = _DROPPED_G.sub(r"\1'", line)
    line = _BEFORE_MARK.sub(r"\1", line)
    line = _BEHIND_OPEN.sub(r"\1", line)
    return _HYPHEN.sub("-", line)


def with_capitals(line: str, names: Mapping[str, str] | None = None) -> str:
    """Return a line typed without care for capitals and apostrophes with those that it lacks.

    `names` are words that begin with a capital wherever they stand, by their spelling in small letters.
    """

    def repaired(match: re.Match[str]) -> str:
        word = match[0].replace("’", "'")
        known = _APOSTROPHES.get(word.lower())
        if known and (word.islower() or word.istitle()):
            return known if word.islower() else known[0].upper() + known[1:]
        return _I.get(word) or (names or {}).get(word, word)

    line = _WORD.sub(repaired, line)
    first = _LETTERS.search(line)
    at = first.start() if first else len(line)
    begins = at == 0 or not line[:at].strip(" \"'“‘(")
    return line[:at] + line[at].upper() + line[at + 1 :] if first and begins else line


def is_prose(line: str) -> bool:
    """Whether the line is something people type, rather than an address, a rule, a table or a piece of code."""
    if _ADDRESS.search(line) or _RULE.search(line):
        return False
    letters = len(_LETTERS.findall(line))
    packed = len(line.replace(" ", ""))
    return letters >= 2 and letters >= 0.75 * packed


def key(line: str) -> str:
    """Return what two copies of a line have in common: its words, in small letters."""
    return " ".join(_WORD.findall(line.replace("’", "'").casefold()))


def tidy(line: str) -> str:
    """Return the line with single spaces and typewriter quotes."""
    line = line.replace("’", "'").replace("‘", "'").replace("“", '"').replace("”", '"')
    return _SPACES.sub(" ", line).strip()


STEPS: dict[str, Callable[[str], str]] = {"headers": unheaded, "tokens": joined}
"""What a recipe may ask for beside `tidy`, in this order; "capitals" and "names" need more than the line."""
