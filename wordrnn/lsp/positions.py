"""Places in a document as the protocol counts them: lines, and code units of the encoding that was agreed on.

A line ends at "\\n", "\\r\\n" or "\\r" and nowhere else (LSP 3.18, "Text Documents"); `splitlines` knows more ends.
"""

import re
from typing import Literal

Encoding = Literal["utf-8", "utf-16", "utf-32"]

_CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
_LINE_END = re.compile(r"\r\n|\n|\r")


def units(text: str, encoding: Encoding) -> int:
    """Return how many code units `text` has: an emoji has two in UTF-16, where é has one."""
    codec, size = _CODECS[encoding]
    return len(text.encode(codec, "surrogatepass")) // size


def offset_of(text: str, line: int, character: int, encoding: Encoding) -> int:
    """Return where in `text` the place `character` code units into `line` is; the nearest there is before it.

    Both count from 0. A place inside a character, as there may be one in UTF-16, is the one before that.
    """
    begin = _line_start(text, line)
    end = _LINE_END.search(text, begin)
    content = text[begin : end.start() if end else len(text)]
    if content.isascii():
        return begin + min(character, len(content))
    codec, size = _CODECS[encoding]
    part = content.encode(codec, "surrogatepass")[: character * size]
    # "ignore" drops what is left of a character that was cut.
    return begin + len(part.decode(codec, "ignore" if _is_cut(part, codec) else "surrogatepass"))


def _line_start(text: str, line: int) -> int:
    if line <= 0:
        return 0
    if "\r" not in text:  # nearly always; and five times as fast
        at = -1
        for _ in range(line):
            at = text.find("\n", at + 1)
            if at < 0:
                return len(text)
        return at + 1
    for number, match in enumerate(_LINE_END.finditer(text), start=1):
        if number == line:
            return match.end()
    return len(text)


def _is_cut(part: bytes, codec: str) -> bool:
    try:
        part.decode(codec, "surrogatepass")
    except UnicodeDecodeError:
        return True
    if codec != "utf-16-le" or len(part) < 2:
        return False
    return 0xD8 <= part[-1] <= 0xDB  # the first half of a pair, without the second
