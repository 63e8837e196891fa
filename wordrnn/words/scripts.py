"""Which letters belong to scripts that put no spaces between words."""

from bisect import bisect_right

_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x0F00, 0x0FFF),  # Tibetan
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x3005, 0x3007),  # 々〆〇
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),  # Katakana extensions
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),  # half-width Katakana
    (0x1B000, 0x1B16F),  # Kana supplement
    (0x20000, 0x3FFFF),  # Han extensions
)
_STARTS = [first for first, _ in _RANGES]


def is_unspaced(character: str) -> bool:
    """Whether words made of letters like `character` follow each other without a space."""
    code = ord(character)
    place = bisect_right(_STARTS, code) - 1
    return place >= 0 and code <= _RANGES[place][1]


def behind_unspaced(text: str, start: int) -> int:
    """Return where the last letters of `text` from `start` on begin that no such letter is among."""
    for place in range(len(text) - 1, start - 1, -1):
        if is_unspaced(text[place]):
            return place + 1
    return start
