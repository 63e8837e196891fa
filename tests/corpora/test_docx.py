from pathlib import Path

import pytest

from corpora import source
from tests.corpora.made import FILES, encrypted, error_of, lines_of, zip_of

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OTHERS = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a="urn:a"'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "letter.docx"


def document(body: str) -> str:
    return f"<w:document {WORD} {OTHERS}><w:body>{body}</w:body></w:document>"


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def test_a_letter_made_by_python_docx() -> None:
    assert lines_of(FILES / "letter.docx") == [
        "The new teacher",
        "The ferry to the island leaves at seven, and whoever misses it waits until noon.",
        "Bring a warm coat.",
        "Bring something to read.",
        "Who comes",
        "What they bring",
        "Ingrid",
        "Two books and a suitcase",
        "A line",
        "and another, after a tab.",
    ]


def test_what_was_deleted_or_is_furniture_is_left_out(path: Path) -> None:
    body = (
        "<w:p><w:r><w:t>Kept </w:t></w:r><w:del><w:r><w:delText>gone </w:delText><w:t>gone </w:t></w:r></w:del>"
        "<w:ins><w:r><w:t>and added</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:noBreakHyphen/><w:t>on.</w:t><a:t>not text of the letter</a:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>Chapter 1</w:t></w:r></w:p>'
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        f"<w:sdtContent>{paragraph('Contents')}{paragraph('1 One')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtContent>{paragraph('A form field')}</w:sdtContent></w:sdt>"
        "<w:p><w:r><w:t>With </w:t></w:r><mc:AlternateContent><mc:Choice><w:txbxContent>"
        f"{paragraph('In a box')}</w:txbxContent></mc:Choice><mc:Fallback>{paragraph('In a box')}</mc:Fallback>"
        "</mc:AlternateContent><w:r><w:t>a box</w:t></w:r></w:p>"
    )
    path.write_bytes(zip_of({"word/document.xml": document(body)}))
    assert lines_of(path) == ["Kept and added-on.", "A form field", "In a box", "With a box"]


def test_the_text_may_be_in_another_part_and_notes_come_after_it(path: Path) -> None:
    relation = '<Relationship Type="http://x/officeDocument" Target="/word/document2.xml"/>'
    notes = f'<w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
    notes += f"<w:footnote>{paragraph('A note.')}</w:footnote>"
    members = {
        "_rels/.rels": f"<Relationships>{relation}</Relationships>",
        "word/document2.xml": document(paragraph("The text.")),
        "word/footnotes.xml": f"<w:footnotes {WORD}>{notes}</w:footnotes>",
    }
    path.write_bytes(zip_of(members))
    assert lines_of(path) == ["The text.", "A note."]


BOMB = '<!DOCTYPE x [<!ENTITY a "ha ha"><!ENTITY b "&a;&a;&a;&a;">]>'
FILE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "damaged-file"),
        (b"words, but no zip", "damaged-file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "damaged-file"),
        (zip_of({"other.xml": "<x/>"}), "damaged-file"),
        (zip_of({"word/document.xml": document(paragraph("text"))[:-20]}), "damaged-file"),
        (zip_of({"word/document.xml": BOMB + document(paragraph("&b;"))}), "damaged-file"),
        (zip_of({"word/document.xml": FILE + document(paragraph("&a;"))}), "damaged-file"),
        (zip_of({"word/document.xml": b"<?xml version='1.0' encoding='rot13'?><x/>"}), "damaged-file"),
        (zip_of({"word/document.xml": document(paragraph(" "))}), "empty-file"),
        (zip_of({"word/document.xml": document(""), "../x": "x"}), "unsafe-member"),
        (encrypted(zip_of({"word/document.xml": document(paragraph("text"))})), "encrypted-file"),
    ],
)
def test_files_that_are_refused(path: Path, data: bytes, expected: str) -> None:
    path.write_bytes(data)
    assert error_of(path).code == expected


def test_a_bomb_is_noticed_while_it_unpacks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "FREE_BYTES", 1_000_000)
    path.write_bytes(zip_of({"word/document.xml": document(" " * 2_000_000)}))
    assert error_of(path).code == "unpacks-too-large"


def test_deep_nesting_is_only_deep(path: Path) -> None:
    deep = "<w:p><w:r>" * 20_000 + "<w:t>deep</w:t>" + "</w:r></w:p>" * 20_000
    path.write_bytes(zip_of({"word/document.xml": document(deep)}))
    assert lines_of(path) == ["deep"]


def test_a_letter_cut_off_anywhere(path: Path) -> None:
    data = (FILES / "letter.docx").read_bytes()
    for end in range(0, len(data), 1001):
        path.write_bytes(data[:end])
        assert error_of(path).code == "damaged-file"
