"""Ways to tamper with a file: bytes, words of its format, numbers, cuts, and the members of a zip."""

import hashlib
import io
import json
import random
import re
import zipfile

_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?")
_NUMBERS = (
    b"-1", b"0", b"1e999", b"-1e999", b"NaN", b"9" * 30, b"2147483648", b"18446744073709551616", b"0.5", b"true",
    b"null", b'"1"', b"[]", b"{}", b"1" + b"0" * 400,
)  # fmt: skip
_PIECES = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\r", b"\n\n", b"\t", b'"', b"'", b"<", b">", b"&",
    b"&#x0;", b"&lol;", b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>&b;", b"]]>", b"<script>", b"{",
    b"}", b"[" * 3000, b'{"a":' * 3000, b"../../../../tmp/out", b"/etc/passwd", b"C:\\", b"%s%n", b"${jndi:ldap://x}",
    b"cos\nsystem\n", b"\x80\x04\x95", b"c__builtin__\neval\n", b"PK\x03\x04", b"PK\x05\x06", b"\x93NUMPY", b"stream\n",
    b"endobj\n", b"/JavaScript", b"00:00:01,000 --> 99:99:99,999", b"\xe2\x80\xae", b"\x1b[2J", b"\\ud800",
    b"=cmd|' /C calc'!A0",
)  # fmt: skip


def tampered(data: bytes, rng: random.Random, other: bytes = b"") -> bytes:
    """Return `data` changed in one to four ways; `other` is a file of the same kind to splice with."""
    content = bytearray(data)
    for _ in range(rng.choice((1, 1, 1, 2, 4))):
        rng.choice(_WAYS)(content, rng, other)
    return bytes(content)


def tampered_zip(data: bytes, rng: random.Random, digests: bool) -> bytes:
    """Return the zip `data` with one member changed, added, renamed, doubled or lost.

    `digests`: put the hashes in its `model.json` right, as a stranger can.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = rng.randrange(len(members))
    name, content = members[at]
    deed = rng.randrange(10)
    if deed < 6:
        members[at] = name, tampered(content, rng, rng.choice(members)[1])
    elif deed == 6:
        del members[at]
    elif deed == 7:
        members.append(
            (rng.choice((name, f"../{name}", f"/tmp/{name}", name.upper(), "x.pkl", "a/b.py")), content)
        )
    elif deed == 8:
        members[at] = f"{name}{rng.choice(('x', '/', ' ', chr(0)))}", content
    else:
        members[at] = name, rng.choice(members)[1]
    if digests:
        members = _with_digests(members)
    return _zipped(members)


def _with_digests(members: list[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    try:
        info = json.loads(dict(members)["model.json"])
        info["files"] = {
            name: hashlib.sha256(data).hexdigest() for name, data in members if name != "model.json"
        }
        told = json.dumps(info).encode()
    except (KeyError, TypeError, ValueError, RecursionError):
        return members
    return [(name, told if name == "model.json" else data) for name, data in members]


def _zipped(members: list[tuple[str, bytes]]) -> bytes:
    import warnings

    packed = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # that a name is there twice
        for name, data in members:
            archive.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


def _flip(content: bytearray, rng: random.Random, other: bytes) -> None:
    for _ in range(min(len(content), rng.choice((1, 2, 8, 64)))):
        content[rng.randrange(len(content))] = rng.randrange(256)


def _cut(content: bytearray, rng: random.Random, other: bytes) -> None:
    del content[rng.randrange(len(content) + 1) :]


def _leave_out(content: bytearray, rng: random.Random, other: bytes) -> None:
    start = rng.randrange(len(content) + 1)
    del content[start : start + rng.choice((1, 4, 50, 1000))]


def _insert(content: bytearray, rng: random.Random, other: bytes) -> None:
    at = rng.randrange(len(content) + 1)
    content[at:at] = rng.choice(_PIECES) * rng.choice((1, 1, 1, 20))


def _double(content: bytearray, rng: random.Random, other: bytes) -> None:
    start = rng.randrange(len(content) + 1)
    piece = content[start : start + rng.choice((1, 10, 200, 5000))]
    content[start:start] = piece * rng.choice((1, 3, 50))


def _zero(content: bytearray, rng: random.Random, other: bytes) -> None:
    start = rng.randrange(len(content) + 1)
    end = min(len(content), start + rng.choice((1, 4, 512, 4096)))
    content[start:end] = bytes(end - start)


def _splice(content: bytearray, rng: random.Random, other: bytes) -> None:
    at, start = rng.randrange(len(content) + 1), rng.randrange(len(other) + 1)
    content[at:] = other[start:]


def _renumber(content: bytearray, rng: random.Random, other: bytes) -> None:
    numbers = list(_NUMBER.finditer(bytes(content[:200_000])))
    if numbers:
        found = rng.choice(numbers)
        content[found.start() : found.end()] = rng.choice(_NUMBERS)


_WAYS = (_flip, _flip, _cut, _leave_out, _insert, _insert, _double, _zero, _splice, _renumber, _renumber)
