"""Files made by hand, to be read or to be refused."""

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

import corpora
from corpora import CorpusError

FILES = Path(__file__).parent / "files"


def text_of(path: Path) -> str:
    """Return all text that is read at `path`."""
    return "".join(document.text for document in corpora.read([path]))


def lines_of(path: Path) -> list[str]:
    return text_of(path).splitlines()


def error_of(path: Path) -> CorpusError:
    """Return the error that reading `path` ends with."""
    with pytest.raises(CorpusError) as caught:
        list(corpora.read([path]))
    return caught.value


def zip_of(members: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file with these members, name → content."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def encrypted(data: bytes) -> bytes:
    """Return a zip file with the flag for encryption set on every member."""
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = data.find(signature)
        while place >= 0:
            data = data[: place + offset] + b"\x01" + data[place + offset + 1 :]
            place = data.find(signature, place + offset)
    return data


def pdf_of(pages: Iterable[Iterable[str]], trailer: str = "") -> bytes:
    """Return a PDF with these lines on its pages."""
    contents = []
    for lines in pages:
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        contents.append(f"BT /F1 12 Tf 14 TL 50 800 Td\n{shown}ET".encode("latin-1"))
    return pdf_of_contents(contents, trailer=trailer)


def pdf_of_contents(contents: Iterable[bytes], extra: Iterable[str] = (), trailer: str = "") -> bytes:
    """Return a PDF whose pages have these content streams; `extra` objects are numbered from 3 on."""
    contents, extra = list(contents), list(extra)
    first = 3 + len(extra)
    numbers = [first + 1 + 2 * i for i in range(len(contents))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode(),
        *(each.encode("latin-1") for each in extra),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, content in zip(numbers, contents, strict=True):
        packed = zlib.compress(content)
        forms = " ".join(f"/X{i} {i} 0 R" for i in range(3, first))
        resources = f"<< /Font << /F1 {first} 0 R >> /XObject << {forms} >> >>"
        page = f"<< /Type /Page /Parent 2 0 R /Resources {resources} /Contents {number + 1} 0 R >>"
        stream = (
            f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"
        )
        objects += [page.encode(), stream]
    return _numbered(objects, trailer)


def _numbered(objects: list[bytes], trailer: str) -> bytes:
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    return (
        data
        + f"xref\n0 {size}\n0000000000 65535 f \n{table}".encode()
        + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n".encode()
    )
