"""Bytes → text: find out the encoding, decode, and bring the characters into one form."""

import codecs
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpora.errors import CorpusError

SAMPLE_BYTES = 1 << 16
GUESS_BYTES = (
    1 << 13
)  # charset-normalizer judges chunks of half a kilobyte; more takes longer and is not surer

_BOMS = (  # UTF-32 little-endian begins with the mark of UTF-16 little-endian, so it is asked first
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY_SIGNATURES = (
    b"%PDF-",
    b"{\\rtf",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\x1f\x8b\x08",
    b"\xff\xd8\xff",
    b"GIF8",
)
_CONTROL_BYTES = bytes({*range(0x20), 0x7F} - set(b"\t\n\v\f\r\x1b"))

# Controls, zero-width space, word joiner, byte order mark, soft hyphen, and marks and controls of writing direction.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]+"
)
_SEEN_BYTES = bytes({*range(0x20, 0x7F), 0x0A})
# The zero-width (non-)joiners are spelling in Persian and Indic scripts and hold emoji together: elsewhere they go.
_STRAY_JOINERS = re.compile("(?<![\u0590-\U0010ffff])[\u200c\u200d]+")


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name of a codec and what to do with bytes that do not fit it ("strict", "ignore")."""

    name: str
    errors: str = "strict"


def decode(data: bytes, path: str) -> str:
    """Return the text in `data` with `normalise` applied; `path` is named in errors only."""
    encoding = detect([data], path)
    return normalise(data.decode(encoding.name, encoding.errors))


def detect(chunks: Iterable[bytes], path: str) -> Encoding:
    """Return the encoding of the bytes in `chunks`, of which one at a time is held.

    Raises `CorpusError` where they are no text.
    """
    utf8 = codecs.getincrementaldecoder("utf-8")()
    controls = size = seen_beyond_ascii = 0
    fits_utf8, sample = True, b""
    for chunk in chunks:
        if size == 0:
            marked = _by_first_bytes(chunk, path)
            if marked:
                return marked
        size += len(chunk)
        controls += len(chunk) - len(chunk.translate(None, _CONTROL_BYTES))
        if fits_utf8:
            try:
                seen_beyond_ascii += _beyond_ascii(utf8.decode(chunk))
            except UnicodeDecodeError:
                fits_utf8 = False
                if _is_damaged_utf8(chunk, seen_beyond_ascii):
                    return Encoding("utf-8", "ignore")
        if not fits_utf8 and len(sample) < GUESS_BYTES:
            sample += _telling_lines(chunk, GUESS_BYTES - len(sample))
    if controls > max(4, size * 0.02) or controls * 2 > size:
        raise CorpusError("binary-file", path=path)
    if fits_utf8:
        # A file that was cut off may end within a character.
        return Encoding("utf-8", "ignore" if utf8.getstate()[0] else "strict")
    return _guess(sample, path)


def normalise(text: str) -> str:
    """Return `text` in Unicode NFC with `\\n` as the only line end and without characters that are not seen."""
    for line_end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_end, "\n")
    text = text.replace("\v", " ").replace("\f", " ")
    # Most characters are none of these, which is found sooner without a pattern.
    others = text.encode("utf-8", "surrogatepass").translate(None, _SEEN_BYTES)
    if _UNSEEN.search(others.decode("utf-8", "surrogatepass")):
        text = _UNSEEN.sub("", text)
    if text.isascii():
        return text
    if "\u200c" in text or "\u200d" in text:
        text = _STRAY_JOINERS.sub("", text)
    return unicodedata.normalize("NFC", text)


def _by_first_bytes(chunk: bytes, path: str) -> Encoding | None:
    """Return the encoding that the first bytes of a file give away; raise for what is no text at all."""
    for mark, name in _BOMS:
        if chunk.startswith(mark):
            return Encoding(name, "ignore")
    head = chunk[:SAMPLE_BYTES]
    sixteen = _unmarked_utf16(head)
    if sixteen:
        return sixteen
    controls = len(head) - len(head.translate(None, _CONTROL_BYTES))
    if head.startswith(_BINARY_SIGNATURES) or controls > max(4, len(head) * 0.1):
        raise CorpusError("binary-file", path=path)
    return None


def _unmarked_utf16(head: bytes) -> Encoding | None:
    """Return UTF-16 where every second byte is mostly zero, as in European text without a byte order mark."""
    even, odd = head[0::2], head[1::2]
    if len(head) < 8 or b"\0" not in head:
        return None
    zeros_even, zeros_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zeros_odd > 0.4 and zeros_even < 0.05:
        return Encoding("utf-16-le", "ignore")
    if zeros_even > 0.4 and zeros_odd < 0.05:
        return Encoding("utf-16-be", "ignore")
    return None


def _beyond_ascii(text: str) -> int:
    """Return how many characters of `text` are not ASCII."""
    return 0 if text.isascii() else len(text) - len(text.encode("ascii", "ignore"))


def _is_damaged_utf8(chunk: bytes, seen_beyond_ascii: int) -> bool:
    """Say whether far more multi-byte characters fit UTF-8 than bytes that do not; other encodings hardly ever do."""
    text = chunk.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return _beyond_ascii(text) - bad + seen_beyond_ascii >= 4 * bad


def _telling_lines(chunk: bytes, limit: int) -> bytes:
    """Return the lines of `chunk` with bytes beyond ASCII, up to `limit` bytes: only these tell encodings apart."""
    lines: list[bytes] = []
    size = 0
    for line in chunk.splitlines():
        if not line.isascii():
            lines.append(line[:1000])
            size += len(lines[-1]) + 1
            if size >= limit:
                break
    return b"\n".join(lines) + b"\n"


def _guess(sample: bytes, path: str) -> Encoding:
    """Return what the letters in `sample`, or else charset-normalizer, take it for."""
    name = _by_letters(sample)
    if name is None:
        import charset_normalizer  # seldom needed, and not free

        match = charset_normalizer.from_bytes(sample).best()
        if match is None:
            raise CorpusError("unknown-encoding", path=path)
        name = match.encoding
    return Encoding(name, "ignore")


def _by_letters(sample: bytes) -> str | None:
    """Return the Western European or Turkish code page, if most bytes are ASCII and nearly all others its letters.

    With so few bytes to go by, charset-normalizer takes an English text with “quotes” or a café for Greek or Hebrew.
    """
    beyond = bytes(byte for byte in sample if byte >= 0x80)
    if len(beyond) > len(sample) * 0.35:
        return None
    western = sum(byte in _WESTERN_BYTES for byte in beyond)
    turkish = sum(byte in _TURKISH_BYTES for byte in beyond)
    if western > len(beyond) * 0.95:
        return "cp1252"
    # The dotless ı is the most frequent of them; its byte is ý elsewhere, which is rare.
    if western + turkish > len(beyond) * 0.95 and beyond.count(_DOTLESS_I) > len(beyond) * 0.2:
        return "cp1254"
    return None


_WESTERN_BYTES = frozenset(
    "‘’“”–—…€•£©®°§«»¿¡äöüßÄÖÜéèêëàâáîïíìôóòùûúçñÉÈÀÇÑãõåæøÅÆØœŒ\xa0´".encode("cp1252")
)
_TURKISH_BYTES = frozenset("ğışĞİŞ".encode("cp1254"))
_DOTLESS_I = "ı".encode("cp1254")
