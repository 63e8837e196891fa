import zlib
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpora.formats import pdf
from tests.corpora.made import FILES, error_of, lines_of, pdf_of, pdf_of_contents


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "paper.pdf"


def test_a_novel_made_by_fpdf() -> None:
    lines = lines_of(FILES / "novel.pdf")
    assert lines[0] == "Chapter One"
    assert len(lines) == 16  # the heading, and three times five paragraphs over several pages
    assert lines[1:6] == lines[6:11] == lines[11:]
    assert lines[3].endswith("as if it had told him everything.")
    assert "well-known face" in lines[3]


def test_a_report_made_by_reportlab() -> None:
    text = " ".join(lines_of(FILES / "report.pdf"))
    assert text.startswith("The new teacher The ferry to the island leaves at seven, and whoever misses it")
    assert "“You are the new teacher,” said a voice behind her." in text


def test_pages_are_read_in_order_without_their_numbers(path: Path) -> None:
    said = ["This is said first.", "And then this.", "Then not much.", "The end."]
    path.write_bytes(pdf_of([f"Page {n} of 4", text] for n, text in enumerate(said, 1)))
    assert lines_of(path) == said


def encrypted_copy(source: bytes, path: Path, user: str) -> None:
    path.write_bytes(source)
    writer = PdfWriter(clone_from=PdfReader(path))
    writer.encrypt(user_password=user, owner_password="owner", algorithm="RC4-128")
    writer.write(path)


def test_an_encrypted_file_is_refused_one_that_opens_for_everybody_is_read(path: Path) -> None:
    encrypted_copy(pdf_of([["Not for everybody."]]), path, user="secret")
    assert error_of(path).code == "encrypted-file"
    encrypted_copy(pdf_of([["For everybody."]]), path, user="")
    assert lines_of(path) == ["For everybody."]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "damaged-file"),
        (b"words, but no pdf", "damaged-file"),
        (b"%PDF-1.7\n%%EOF\n", "damaged-file"),
        (pdf_of([]), "damaged-file"),
        (pdf_of([[]]), "pdf-without-text"),
        (
            pdf_of_contents([b"q 100 0 0 100 0 0 cm /X3 Do Q"], ["<< /Type /XObject /Subtype /Image >>"]),
            "pdf-without-text",
        ),
        (pdf_of([["text"]]).replace(b"/Kids [4 0 R]", b"/Kids [2 0 R]"), "damaged-file"),
        (pdf_of([["text"]]).replace(b"/Pages 2 0 R", b"/Pages 1 0 R"), "damaged-file"),
        (pdf_of([["text"]]).replace(b"/Contents 5 0 R", b"/Contents 4 0 R"), "damaged-file"),
    ],
)
def test_files_without_text(path: Path, data: bytes, expected: str) -> None:
    path.write_bytes(data)
    assert error_of(path).code == expected


def test_objects_that_loop_end(path: Path) -> None:
    text = b"BT /F1 12 Tf 50 800 Td (Once is enough.) Tj ET"
    resources = "/Resources << /XObject << /X3 3 0 R /X4 4 0 R >> >>"
    calls = "/X3 Do /X4 Do " * 20
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length {len(calls)} >>"
    path.write_bytes(pdf_of_contents([text + b" /X3 Do /X4 Do"], [f"{form}\nstream\n{calls}\nendstream"] * 2))
    assert lines_of(path) == ["Once is enough."]
    path.write_bytes(
        pdf_of([["Once is enough."]], trailer="/Prev 9").replace(b"/Count 1", b"/Count 999999999")
    )
    assert lines_of(path) == ["Once is enough."]


def test_a_stream_that_unpacks_to_too_much(path: Path) -> None:
    bomb = zlib.compress(zlib.compress(b"(x) Tj " * 6_000_000, 9), 9)
    stream = (
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n" % len(bomb) + bomb + b"\nendstream"
    )
    bomb = b"endobj\n5 0 obj\n" + stream + b"\nendobj\n99 0 obj"
    path.write_bytes(pdf_of([["text"]]).replace(b"endobj\n5 0 obj", bomb))
    assert error_of(path).code == "damaged-file"


def test_all_pages_together_may_take_only_so_much(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(pdf_of([["word " * 1000]] * 30))
    monkeypatch.setattr(pdf, "_FREE_BYTES", 100_000)
    monkeypatch.setattr(pdf, "_RATIO", 1)
    assert error_of(path).code == "unpacks-too-large"
    monkeypatch.setattr(pdf, "_FREE_BYTES", 200_000)
    monkeypatch.setattr(pdf, "_FREE_SECONDS", -1e6)
    assert error_of(path).code == "takes-too-long"


def test_a_content_that_many_pages_share_is_read_once(path: Path) -> None:
    data = pdf_of([["Said once."], ["Said twice."]])
    path.write_bytes(data.replace(b"/Contents 7 0 R", b"/Contents 5 0 R"))
    assert lines_of(path) == ["Said once."]


def test_a_page_that_cannot_be_read_costs_the_others_nothing(path: Path) -> None:
    pages = pdf_of([["Good."], ["Bad."], ["Good to the end."]])
    path.write_bytes(pages.replace(b"/Contents 7 0 R", b"/Contents 6 0 R"))
    assert lines_of(path) == ["Good.", "Good to the end."]


def test_a_file_cut_off_anywhere(path: Path) -> None:
    data = (FILES / "novel.pdf").read_bytes()
    codes = set()
    for end in range(0, len(data), 397):
        path.write_bytes(data[:end])
        try:
            lines_of(path)
        except pdf.CorpusError as error:
            codes.add(error.code)
    assert codes <= {"damaged-file", "pdf-without-text"}
