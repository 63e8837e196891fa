"""Whatever the bytes of a file, reading it gives documents or a `CorpusError`."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import corpora
from corpora import CorpusError
from tests.corpora.made import FILES, pdf_of, zip_of

SUFFIXES = [".html", ".srt", ".vtt", ".csv", ".tsv", ".jsonl", ".zip", ".docx", ".epub", ".pdf"]
FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Pieces that the formats are made of: more of what they mean is reached than with single bytes.
PIECES = [
    "<p>",
    "<p hidden>",
    "</p>",
    "<nav>",
    "</nav>",
    "<pre>",
    "<code>",
    "</pre>",
    "<!--",
    "-->",
    "<!",
    "<![CDATA[",
    "]]>",
    "<script>",
    "</script>",
    "<a b='",
    '"',
    ">",
    "&#",
    "&amp",
    ";",
    "1\n",
    "00:00:01,000 --> 00:00:02,000\n",
    "WEBVTT\n\n",
    "NOTE ",
    "- ",
    "[",
    "]",
    "(",
    ")",
    "♪",
    "{\\an8}",
    ",",
    "\t",
    ";",
    '"',
    '""',
    "\n",
    "\r\n",
    "\r",
    "\x00",
    "id,text\n",
    "\ud7ff",
    "\ufeff",
    "3.5",
    "{",
    "}",
    '{"text": "',
    '": ',
    "null",
    "\\ud800",
    "some words of prose",
    ". ",
    "%PDF-1.7\n",
    "1 0 obj\n",
    "<< /Type /Page ",
    ">>",
    "/Kids [1 0 R]",
    "stream\n",
    "endstream",
    "xref\n",
    "trailer",
    "startxref\n0",
    "%%EOF",
]

MIXED = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=60).map(
    lambda pieces: "".join(pieces).encode("utf-8", "ignore")
)


def read_or_refuse(path: Path) -> None:
    try:
        for document in corpora.read([path]):
            assert document.text.encode("utf-8").endswith(b"\n")
            assert "" not in document.text.split("\n")[:-1]
            assert all(line == " ".join(line.split()) for line in document.text.split("\n"))
    except CorpusError as error:
        assert error.params["path"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@FEW
@given(data=MIXED | st.binary(max_size=300))
def test_any_bytes(tmp_path: Path, suffix: str, data: bytes) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    read_or_refuse(path)


def repacked(data: bytes, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip file with its members changed and its structure whole."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return zip_of({name: change(archive.read(name)) for name in archive.namelist()})


WHOLE = {
    ".docx": (FILES / "letter.docx").read_bytes(),
    ".epub": (FILES / "book.epub").read_bytes(),
    ".pdf": pdf_of([["Some words (in brackets\\) of prose."], ["More of them."]]),
    ".zip": zip_of({"a.txt": "Some words of prose.", "b.csv": "id,text\n1,Some words of prose.\n"}),
}


@pytest.mark.parametrize("suffix", WHOLE)
@FEW
@given(data=st.data())
def test_damaged_files(tmp_path: Path, suffix: str, data: st.DataObject) -> None:
    damaged = bytearray(WHOLE[suffix])
    for place in data.draw(st.lists(st.integers(0, len(damaged) - 1), max_size=6)):
        damaged[place] = data.draw(st.integers(0, 255))
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(bytes(damaged))
    read_or_refuse(path)


@pytest.mark.parametrize("suffix", [".docx", ".epub"])
@FEW
@given(
    place=st.integers(0, 3000),
    piece=st.binary(max_size=8) | st.sampled_from([b"<w:p>", b"</w:p>", b"&x;", b"<!"]),
)
def test_damaged_members_of_whole_files(tmp_path: Path, suffix: str, place: int, piece: bytes) -> None:
    path = tmp_path / f"damaged{suffix}"
    path.write_bytes(repacked(WHOLE[suffix], lambda content: content[:place] + piece + content[place:]))
    read_or_refuse(path)
