from pathlib import Path

import pytest

from corpora import source
from tests.corpora.made import FILES, encrypted, error_of, lines_of, zip_of

CONTAINER = (
    '<container xmlns="urn:x"><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.epub"


def package(items: str, spine: str) -> str:
    refs = "".join(f'<itemref idref="{name}"/>' for name in spine.split())
    return f'<package xmlns="urn:y"><manifest>{items}</manifest><spine>{refs}</spine></package>'


def item(name: str, href: str, more: str = "", kind: str = "application/xhtml+xml") -> str:
    return f'<item id="{name}" href="{href}" media-type="{kind}" {more}/>'


def book(opf: str, **pages: str) -> dict[str, str]:
    return {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": opf,
        **{f"OEBPS/{name}.xhtml": page for name, page in pages.items()},
    }


def test_a_book_made_by_ebooklib() -> None:
    lines = lines_of(FILES / "book.epub")
    assert (lines[0], lines[4], len(lines)) == ("The ferry", "The island", 7)
    assert lines[1].startswith(
        "The ferry to the island leaves at seven, and whoever misses it waits until noon. Ingrid"
    )
    assert lines[3].startswith("“You are the new teacher,” said a voice")


def test_chapters_come_in_the_order_they_are_read_in_each_once(path: Path) -> None:
    items = (
        item("n", "nav.xhtml", 'properties="nav"')
        + item("a", "a.xhtml")
        + item("b", "sub/../b%2Exhtml")
        + item("c", "gone.xhtml")
        + item("p", "p.jpg", kind="image/jpeg")
        + item("up", "../../../etc/passwd")
    )
    opf = package(items, "n b a b c p up none")
    path.write_bytes(zip_of(book(opf, nav="<p>Contents", a="<p>first&nbsp;written", b="<p>read first")))
    assert lines_of(path) == ["read first", "first written"]


def test_encrypted_fonts_are_no_matter_encrypted_chapters_are(path: Path) -> None:
    whole = book(package(item("a", "a.xhtml"), "a"), a="<p>text")

    def encryption(name: str) -> str:
        return f'<encryption xmlns="urn:z"><CipherReference URI="{name}"/></encryption>'

    path.write_bytes(zip_of({**whole, "META-INF/encryption.xml": encryption("OEBPS/font.otf")}))
    assert lines_of(path) == ["text"]
    path.write_bytes(zip_of({**whole, "META-INF/encryption.xml": encryption("OEBPS/a.xhtml")}))
    assert error_of(path).code == "encrypted-file"


ENTITIES = '<!DOCTYPE p [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'
ONE = item("a", "a.xhtml")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "damaged-file"),
        (b"PK\x03\x04", "damaged-file"),
        (zip_of({"a.xhtml": "<p>text"}), "damaged-file"),
        (zip_of({"META-INF/container.xml": CONTAINER}), "damaged-file"),
        (zip_of({"META-INF/container.xml": "<container/>"}), "damaged-file"),
        (zip_of({**book(""), "META-INF/container.xml": ENTITIES + CONTAINER}), "damaged-file"),
        (zip_of(book(ENTITIES + package(ONE, "a"), a="<p>&b;")), "damaged-file"),
        (zip_of(book(package(ONE, "a")[:-10], a="<p>text")), "damaged-file"),
        (zip_of(book(package(ONE, ""), a="<p>text")), "empty-file"),
        (zip_of(book(package(ONE, "a"), a="<script>x</script>")), "empty-file"),
        (zip_of({**book(package(ONE, "a"), a="<p>text"), "/etc/x": "x"}), "unsafe-member"),
        (encrypted(zip_of(book(package(ONE, "a"), a="<p>text"))), "encrypted-file"),
    ],
)
def test_files_that_are_refused(path: Path, data: bytes, expected: str) -> None:
    path.write_bytes(data)
    assert error_of(path).code == expected


def test_a_bomb_is_noticed_while_it_unpacks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "FREE_BYTES", 1_000_000)
    path.write_bytes(zip_of(book(package(ONE, "a"), a="<p>" + "x " * 1_000_000)))
    assert error_of(path).code == "unpacks-too-large"


def test_entities_in_a_chapter_stay_what_they_are(path: Path) -> None:
    page = '<!DOCTYPE p [<!ENTITY a "ha ha"><!ENTITY b "&a;&a;">]><p>one &b; two'
    path.write_bytes(zip_of(book(package(ONE, "a"), a=page)))
    assert lines_of(path) == ["one &b; two"]


def test_a_book_cut_off_anywhere(path: Path) -> None:
    data = (FILES / "book.epub").read_bytes()
    for end in range(0, len(data), 101):
        path.write_bytes(data[:end])
        assert error_of(path).code == "damaged-file"
