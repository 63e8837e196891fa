"""Takes out of the app's libraries what only a debugger or a linker reads."""

import shutil
import struct
import subprocess
from pathlib import Path

_ELF = b"\x7fELF\x02\x01"  # 64 bits, little-endian
_LOAD = 1  # PT_LOAD
_PAGE = 4096


def make(folder: Path) -> int:
    """Make the libraries for Linux below `folder` smaller; return the bytes saved."""
    saved = 0
    for path in sorted(folder.rglob("*.so*")):
        if path.is_symlink():
            if not path.exists():  # to a library that was left out
                path.unlink()
            continue
        before = path.stat().st_size
        place = path.relative_to(folder)
        if (
            not _is_elf(path) or place.parts[0] == "PySide6"
        ):  # Qt's are stripped already, and replaceable as they are
            continue
        if place.parts[0].endswith(".libs"):
            write_over(path, without_gaps(path.read_bytes()))
        elif program := shutil.which("strip"):
            subprocess.run([program, "--strip-unneeded", str(path)], check=True)
        saved += before - path.stat().st_size
    return saved


def without_gaps(library: bytes) -> bytes:
    """Return an ELF library without what lies between its segments: symbols of a debugger, and the table of sections.

    Libraries in a wheel's NAME.libs were changed by a tool after which `strip` leaves something that does not load
    ("load command address/offset not page-aligned"). What is loaded keeps its address and its place within a page here.
    """
    table, count = struct.unpack_from("<Q", library, 32)[0], struct.unpack_from("<H", library, 56)[0]
    at = [table + 56 * number for number in range(count)]
    kinds = [struct.unpack_from("<I", library, each)[0] for each in at]
    places = [struct.unpack_from("<Q", library, each + 8)[0] for each in at]
    sizes = [struct.unpack_from("<Q", library, each + 32)[0] for each in at]
    if table + 56 * count > _PAGE:
        return library  # the table of segments may be in the way
    result, end, removed = bytearray(), 0, {}
    for place, size in sorted(
        (p, s) for kind, p, s in zip(kinds, places, sizes, strict=True) if kind == _LOAD
    ):
        gap = max(0, place - end) // _PAGE * _PAGE
        result += library[end : place - gap] + library[place : place + size]
        end = place + size
        removed[place] = gap
    for each, place in zip(at, places, strict=True):
        struct.pack_into(
            "<Q", result, each + 8, place - sum(gap for begin, gap in removed.items() if begin <= place)
        )
    struct.pack_into("<Q", result, 40, 0)  # no table of sections
    struct.pack_into("<2H", result, 60, 0, 0)
    return bytes(result)


def write_over(path: Path, content: bytes) -> None:
    """Replace a file, which keeps its rights."""
    beside = path.with_name(f"{path.name}.new")
    beside.write_bytes(content)
    shutil.copymode(path, beside)
    beside.replace(path)


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_ELF)) == _ELF
