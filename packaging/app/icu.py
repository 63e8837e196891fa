"""Makes Qt's copy of the data of ICU small: of 32 MB about all languages, the app asks for the rules of a few.

Qt orders file names and changes case by ICU. Its numbers, dates and names of languages are its own, and texts are
decoded by Python, so that nobody asks for calendars, units, scripts or the tables of old encodings. What is missing is
looked for under a parent language, at last under the root, which stays.
"""

import re
import shutil
import struct
import subprocess
from pathlib import Path

LANGUAGES = ("root", "en", "de")  # those of the app
_MAGIC = b"\xda\x27"
_ALIGNMENT = 16
_WANTED = re.compile(
    r"(?!unames|cnvalias)[^/]*\.(icu|nrm)|(coll/)?(res_index|ucadata.*|pool)\.\w+|(coll/)?({0})(_\w+)?\.res|coll/ucadata.*|"
    r"(supplementalData|likelySubtags|timezoneTypes|zoneinfo64|metaZones|windowsZones|keyTypeData|"
    r"numberingSystems|icuver|icustd|genderList|plurals|pluralRanges|dayPeriods|langInfo|grammaticalFeatures)\.res".replace(
        "{0}", "|".join(LANGUAGES)
    )
)
_SOURCE = """.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, {at}object
.size {symbol}, {size}
{symbol}:
.incbin "{file}"
.section .note.GNU-stack,"",{at}progbits
"""

Items = dict[str, bytes]


def make_small(library: Path, work: Path) -> int:
    """Replace the library of data by one with what is wanted; return the bytes saved, 0 where there is no compiler."""
    compiler = shutil.which("cc")
    if compiler is None:
        return 0
    before = library.stat().st_size
    header, items = read(package_in(library.read_bytes()))
    written = write(header, {name: body for name, body in items.items() if is_wanted(name)})
    work.mkdir(parents=True, exist_ok=True)
    data, source = work / "icu.dat", work / "icu.S"
    data.write_bytes(written)
    symbol = f"icudt{library.name.split('.so.')[1].split('.')[0]}_dat"
    source.write_text(_SOURCE.format(symbol=symbol, at="@", size=len(written), file=data), encoding="utf-8")
    options = [
        "-shared",
        "-nostdlib",
        f"-Wl,-soname,{library.name}",
        "-Wl,-z,noexecstack",
        "-Wl,--build-id=none",
    ]
    subprocess.run([compiler, *options, "-o", str(library), str(source)], check=True)
    return before - library.stat().st_size


def is_wanted(name: str) -> bool:
    """Whether the app can ask for an item, by its name without the package's."""
    return _WANTED.fullmatch(name) is not None


def package_in(library: bytes) -> bytes:
    """Return the package of data within a library, and whatever stands behind it. Raises ValueError for none."""
    for found in re.finditer(re.escape(_MAGIC) + rb"\x14\x00\x00\x00\x00.\x02\x00CmnD", library, re.DOTALL):
        return library[found.start() - 2 :]
    raise ValueError("expected a library of ICU's data, got another")


def read(package: bytes) -> tuple[bytes, Items]:
    """Return the header of a package, and its items by name."""
    header_size = struct.unpack_from("<H", package)[0]
    body = package[header_size:]
    count = struct.unpack_from("<I", body)[0]
    table = [struct.unpack_from("<II", body, 4 + 8 * place) for place in range(count)]
    begins = [begin for _, begin in table]
    items = {}
    for (name_at, begin), end in zip(table, [*begins[1:], None], strict=True):
        name = body[name_at : body.index(b"\0", name_at)].decode("ascii")
        # Where the last one ends is not told: it is taken by the size that stands in every bundle.
        items[name.split("/", 1)[1]] = body[
            begin : end if end is not None else begin + _size_of(body[begin:])
        ]
        prefix = name.split("/", 1)[0]
    return package[:header_size] + prefix.encode("ascii"), items


def write(header: bytes, items: Items) -> bytes:
    """Return a package of `items`, by ICU's order of names."""
    size = struct.unpack_from("<H", header)[0]
    header, prefix = header[:size], header[size:]
    names = sorted(items)
    strings = b""
    name_offsets = []
    table_size = 4 + 8 * len(names)
    for name in names:
        name_offsets.append(table_size + len(strings))
        strings += prefix + b"/" + name.encode("ascii") + b"\0"
    body = b""
    begin = _aligned(table_size + len(strings) + size) - size
    strings = strings.ljust(begin - table_size, b"\0")
    table = struct.pack("<I", len(names))
    for name, offset in zip(names, name_offsets, strict=True):
        body = body.ljust(_aligned(len(body)), b"\0")
        table += struct.pack("<II", offset, begin + len(body))
        body += items[name]
    return header + table + strings + body.ljust(_aligned(len(body)), b"\0")


def _aligned(size: int) -> int:
    return -(-size // _ALIGNMENT) * _ALIGNMENT


def _size_of(item: bytes) -> int:
    """Return a size that the last item does not exceed: that of a resource bundle is in its indexes, in words."""
    header_size = struct.unpack_from("<H", item)[0]
    root_and_indexes = struct.unpack_from("<5I", item, header_size)
    return header_size + 4 * root_and_indexes[4] if item[12:16] == b"ResB" else len(item)
