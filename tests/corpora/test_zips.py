import struct
import zipfile
from pathlib import Path

import pytest

import corpora
from corpora import CorpusError, source
from corpora.formats import zips
from tests.corpora.made import encrypted, error_of, text_of, zip_of


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "texts.zip"


def test_members_are_documents_in_the_order_of_their_names(path: Path) -> None:
    inner = zip_of({"x.txt": "inner"})
    members = {
        "b/second.md": "# Second\n",
        "a.html": "<p>First",
        "c.TXT": "third",
        "d.zip": inner,
        "e.jpg": b"\xff\xd8\xff" + bytes(100),
        "__MACOSX/._a.html": b"x",
        ".hidden.txt": "hidden",
        "code.py": "print()",
        "empty/": "",
    }
    path.write_bytes(zip_of(members))
    skipped: list[tuple[str, str]] = []
    documents = list(
        corpora.read([path], skipped=lambda name, error: skipped.append((name.name, error.code)))
    )
    assert [(document.source, document.text) for document in documents] == [
        (f"{path}/a.html", "First\n"),
        (f"{path}/b/second.md", "Second\n"),
        (f"{path}/c.TXT", "third\n"),
    ]
    assert skipped == [("d.zip", "zip-in-zip"), ("e.jpg", "binary-file")]


@pytest.mark.parametrize(
    "name", ["../x.txt", "a/../../x.txt", "/etc/x.txt", "C:\\x.txt", "c:x.txt", "..\\x.txt", "\\x"]
)
def test_names_that_lead_elsewhere(path: Path, name: str) -> None:
    path.write_bytes(zip_of({"a.txt": "text", name: "text"}))
    error = error_of(path)
    assert (error.code, error.params["member"]) == ("unsafe-member", name)
    assert list(path.parent.iterdir()) == [path]


def test_names_cannot_act_on_a_terminal(path: Path) -> None:
    path.write_bytes(zip_of({"\x1b[2Jx\n.txt": "text"}))
    [document] = corpora.read([path])
    assert document.source == f"{path}/?[2Jx?.txt"


def test_encrypted_members(path: Path) -> None:
    path.write_bytes(encrypted(zip_of({"a.txt": "text", "b.txt": "text"})))
    assert error_of(path).code == "encrypted-file"


def test_a_bomb_is_noticed_while_it_unpacks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "FREE_BYTES", 1_000_000)
    path.write_bytes(zip_of({f"{i}.txt": b"words " * 100_000 for i in range(3)}))
    assert error_of(path).code == "unpacks-too-large"


def test_a_header_that_lies_about_the_size_changes_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(source, "FREE_BYTES", 1_000_000)
    data = zip_of({"a.txt": b"words " * 1_000_000})
    place = data.index(b"PK\x01\x02")
    path.write_bytes(data[: place + 24] + struct.pack("<L", 100) + data[place + 28 :])
    assert (
        error_of(path).code == "no-text-in-zip"
    )  # what comes after the 100th byte does not fit the checksum
    path.write_bytes(data[: place + 24] + struct.pack("<L", 0xFFFFFFF0) + data[place + 28 :])
    assert error_of(path).code == "unpacks-too-large"


def test_documents_within_share_the_limit_of_the_whole(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "FREE_BYTES", 1_500_000)
    word = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:t>'
    body = word + "word " * 200_000 + "</w:t></w:p></w:document>"
    inner = zip_of({"word/document.xml": body})
    path.write_bytes(zip_of({"a.docx": inner}))
    assert text_of(path).count("word") == 200_000
    path.write_bytes(zip_of({"a.docx": inner, "b.docx": inner}))
    assert error_of(path).code == "unpacks-too-large"


def test_a_member_too_large_for_memory_is_passed_over(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "MEMBER_BYTES", 1000)
    path.write_bytes(zip_of({"a.txt": "word " * 1000, "b.txt": "text"}))
    assert text_of(path) == "text\n"


def test_too_many_members(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(zip_of({f"{i}.txt": "x" for i in range(5)}))
    monkeypatch.setattr(zips, "MOST_MEMBERS", 4)
    assert error_of(path).code == "too-many-files"
    monkeypatch.setattr(zips, "MOST_MEMBERS", 5)
    assert text_of(path) == "x\n" * 5
    monkeypatch.setattr(zips, "_DIRECTORY_BYTES", 100)  # is not even read
    assert error_of(path).code == "too-many-files"


def test_the_directory_is_measured_behind_a_comment_and_in_the_64_bit_form(path: Path) -> None:
    for comment, expected in (
        (b"", 51),
        (b"comment", 51),
        (b"PK\x05\x06", 0),
        (b"PK\x05\x06" + bytes(30), 0),
    ):
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "text")
            archive.comment = comment
        with path.open("rb") as file:
            assert zips._directory_size(file) == expected
    end_64 = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 1, 1, 99_999_999, 0)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, 0, 1)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    path.write_bytes(end_64 + locator + end)
    with path.open("rb") as file:
        assert zips._directory_size(file) == 99_999_999
    assert error_of(path).code == "too-many-files"


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_methods_that_unpack_without_bound_are_not_used(path: Path, method: int) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", "text")
    assert error_of(path).code == "no-text-in-zip"


def test_zip_files_cut_off_anywhere(path: Path) -> None:
    data = zip_of({"a.txt": "some words " * 10, "b.txt": "text"})
    for end in range(0, len(data), 7):
        path.write_bytes(data[:end])
        error = error_of(path)
        assert error.code == "damaged-file"
        assert error.params["reason"]


def test_a_damaged_member_is_passed_over(path: Path) -> None:
    data = bytearray(zip_of({"a.txt": "text", "b.txt": "other"}))
    data[35] ^= 0xFF
    path.write_bytes(bytes(data))
    assert text_of(path) == "other\n"


def test_in_a_folder_the_caller_learns_what_was_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "b.zip").write_bytes(b"PK")
    (tmp_path / "c.csv").touch()
    told: list[tuple[Path, CorpusError]] = []
    assert len(list(corpora.read([tmp_path], skipped=lambda path, error: told.append((path, error))))) == 1
    assert [(path.name, error.code) for path, error in told] == [
        ("b.zip", "damaged-file"),
        ("c.csv", "empty-file"),
    ]


def test_members_said_to_be_before_the_start_of_the_file_are_passed_over(path: Path) -> None:
    data = zip_of({"a.txt": "text"})
    place = data.index(b"PK\x05\x06") + 16
    path.write_bytes(data[:place] + struct.pack("<L", 0xFFFFFFF) + data[place + 4 :])
    assert error_of(path).code == "no-text-in-zip"


def test_a_member_without_a_name_is_left_out(path: Path) -> None:
    data = bytearray(zip_of({"a.txt": "Some text.", "b": ""}))
    data[data.rindex(b"PK\x01\x02") + 46] = 0  # its name in the directory: a name ends at a zero
    path.write_bytes(data)
    assert [document.text for document in corpora.read([path])] == ["Some text.\n"]
