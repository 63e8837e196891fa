import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.errors import sentence_for
from ui.write.documents import TextDocument, Writer, read_document, stamp_of, write_document
from wordrnn.errors import CorpusError, StorageError


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = tmp_path_factory.getbasetemp() / "text.txt"
    write_document(path, TextDocument(text))
    assert read_document(path).text == text.removeprefix("\ufeff")


def test_no_text_is_written_over_a_later_one(tmp_path: Path) -> None:
    path, other, writer = tmp_path / "a.txt", tmp_path / "b.txt", Writer()
    first, second, third = writer.begin(), writer.begin(), writer.begin()
    writer.write(third, path, TextDocument("third"))
    assert writer.write(second, path, TextDocument("second, longer")) == stamp_of(path)
    assert path.read_text() == "third"
    writer.write(first, other, TextDocument("first"))
    assert other.read_text() == "first", "another file"
    writer.write(writer.begin(), path, TextDocument("fourth"))
    assert path.read_text() == "fourth"


def test_a_text_that_could_not_be_written_holds_up_none_before_it(tmp_path: Path) -> None:
    path, writer = tmp_path / "a.txt", Writer()
    first, second = writer.begin(), writer.begin()
    with pytest.raises(UnicodeEncodeError):
        writer.write(second, path, TextDocument("水", encoding="ascii"))
    writer.write(first, path, TextDocument("first"))
    assert path.read_text() == "first"


def test_line_ends_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "windows.txt"
    path.write_bytes("\ufeffone\r\ntwo\r\n".encode())
    document = read_document(path)
    assert document == TextDocument("one\ntwo\n", "\r\n", mark=True)
    write_document(path, document)
    assert path.read_bytes() == "\ufeffone\r\ntwo\r\n".encode()


def test_an_older_encoding_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes(("Das Wetter ist schön und die Straße führt über die Brücke. " * 20).encode("cp1252"))
    document = read_document(path)
    assert "schön" in document.text
    assert document.encoding != "utf-8"


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    path.write_bytes(b"\x89PNG\0\0")
    with pytest.raises(CorpusError) as caught:
        read_document(path)
    assert caught.value.code == "not-text"
    with pytest.raises(CorpusError):
        read_document(tmp_path / "missing.txt")


def test_a_failed_write_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    (folder / "kept").mkdir(parents=True)
    with pytest.raises(StorageError):
        write_document(folder, TextDocument("text"))
    assert [path.name for path in tmp_path.iterdir()] == ["a folder"]
    assert (folder / "kept").is_dir()


def test_no_permission_says_nothing_of_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, data: bytes) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refuse)
    with pytest.raises(StorageError) as caught:
        write_document(tmp_path / "a.txt", TextDocument("text"))
    assert caught.value.code == "no-permission", "which has words of its own in every language"
    assert "WORDRNN_HOME" not in sentence_for(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_what_may_not_be_read_is_told_without_the_words_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(CorpusError) as caught:
        read_document(tmp_path / "a.txt")
    assert caught.value.code == "read-not-allowed"


@pytest.mark.skipif(os.name == "nt", reason="no links and permissions there")
def test_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o600)
    link.symlink_to(real)
    write_document(link, TextDocument("new"))
    assert link.is_symlink()
    assert real.read_text() == "new"
    assert real.stat().st_mode & 0o777 == 0o600
