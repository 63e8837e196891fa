import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

import corpora
from corpora import CorpusError, Document, blocks, readers
from corpora.source import Source


def texts(*paths: Path) -> list[str]:
    return [document.text for document in corpora.read(paths)]


def code(*paths: Path) -> str:
    with pytest.raises(CorpusError) as caught:
        list(corpora.read(paths))
    return caught.value.code


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("second\n")
    (tmp_path / "a.md").write_text("# first\n")
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "d.tokens").write_text("third\n")
    return tmp_path


def test_a_file_is_a_document_with_its_path(tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_bytes("\ufeffHello there\r\n\r\nyou_\r\n".encode())
    assert list(corpora.read([path])) == [Document(str(path), "Hello there\nyou_\n")]


def test_one_line_without_an_end(tmp_path: Path) -> None:
    path = tmp_path / "note.TXT"
    path.write_text("just this")
    assert texts(path) == ["just this\n"]


def test_folders_are_read_in_order_to_the_bottom(folder: Path) -> None:
    assert texts(folder) == ["first\n", "second\n", "third\n"]


def test_folders_pass_over_what_holds_no_text(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    (folder / ".hidden.txt").write_text("hidden\n")
    (folder / ".git").mkdir()
    (folder / ".git" / "config.txt").write_text("hidden\n")
    (folder / "empty.txt").touch()
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\xff" + bytes(100))
    (folder / "book.epub").write_bytes(b"PK\x03\x04")
    (folder / "script.py").write_text("print()\n")
    with caplog.at_level("INFO", "corpora"):
        assert texts(folder) == ["first\n", "second\n", "third\n"]
    notes = " ".join(caplog.messages)
    for name in ("empty.txt", "photo.jpg", "book.epub", "script.py"):
        assert name in notes


def test_a_program_named_itself_is_read_as_plain_text(tmp_path: Path) -> None:
    path = tmp_path / "script.py"
    path.write_text("# words\n")
    assert texts(path) == ["# words\n"]


def test_links_in_a_circle_end(folder: Path) -> None:
    try:
        (folder / "c" / "up").symlink_to(folder, target_is_directory=True)
        (folder / "c" / "gone.txt").symlink_to(folder / "nothing")
    except OSError:
        pytest.skip("no links here")
    assert texts(folder) == ["first\n", "second\n", "third\n"]


def test_a_file_reached_twice_is_read_once(folder: Path) -> None:
    assert texts(folder / "b.txt", folder, folder / "c" / ".." / "b.txt", folder) == [
        "second\n",
        "first\n",
        "third\n",
    ]


def test_documents_come_one_at_a_time(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    def reader(source: Source, share: blocks.Share) -> Iterator[Document]:
        opened.append(Path(source.name).name)
        yield Document(source.name, "x\n")

    monkeypatch.setitem(readers.READERS, ".txt", reader)
    documents = corpora.read([folder / "b.txt", folder])
    assert opened == []
    next(documents)
    assert opened == ["b.txt"]


def test_what_is_missing_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorpusError) as caught:
        corpora.read([tmp_path / "nothing.txt"])
    assert (caught.value.code, caught.value.params) == (
        "missing-path",
        {"path": str(tmp_path / "nothing.txt")},
    )


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("empty.txt", b"", "empty-file"),
        ("blank.txt", b" \r\n\t\n", "empty-file"),
        ("mark.txt", b"\xef\xbb\xbf", "empty-file"),
        ("code.md", b"```\nx = 1\n```\n", "empty-file"),
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "binary-file"),
        ("nul.txt", b"a\0\0\0\1\2\3" * 100, "binary-file"),
        ("letter.ODT", b"PK", "format-not-yet"),
        ("page.html", b"<script>text</script>", "empty-file"),
    ],
)
def test_a_named_file_without_text_is_an_error(tmp_path: Path, name: str, data: bytes, expected: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert code(path) == expected


def test_a_folder_without_text_is_an_error(tmp_path: Path) -> None:
    assert code(tmp_path) == "no-text-in-folder"
    (tmp_path / "empty.txt").touch()
    assert code(tmp_path) == "no-text-in-folder"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in the file system")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert code(tmp_path / "pipe.txt") == "not-a-file"
    assert code(tmp_path) == "no-text-in-folder"


def test_a_name_that_cannot_be_one() -> None:
    assert code(Path("a\0b")) == "cannot-read"


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (PermissionError(13, "Permission denied"), "read-not-allowed"),
        (OSError(5, "Input/output error"), "cannot-read"),
    ],
)
def test_files_that_cannot_be_opened(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, expected: str
) -> None:
    original = Path.open

    def refusing(self: Path, *args: Any, **kwargs: Any) -> Any:
        if self.name == "b.txt":
            raise error
        return original(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refusing)
    assert code(folder / "b.txt") == expected
    assert texts(folder) == ["first\n", "third\n"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is allowed here")
def test_files_and_folders_without_permission(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    (folder / "c").chmod(0)
    try:
        assert code(folder / "b.txt") == "read-not-allowed"
        assert code(folder / "c") == "read-not-allowed"
        assert texts(folder) == ["first\n"]
    finally:
        (folder / "c").chmod(0o700)


def test_a_large_file_becomes_blocks_cut_at_paragraphs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1000)
    monkeypatch.setattr(blocks, "LARGE_BYTES", 1000)
    path = tmp_path / "large.txt"
    lines = [f"Línea número {i} of a large file, which is no longer than the others.\n" for i in range(200)]
    path.write_bytes("".join(lines).replace("\n", "\r\n").encode("latin-1"))
    documents = list(corpora.read([path]))
    assert "".join(document.text for document in documents) == "".join(lines)
    assert [document.source for document in documents] == [f"{path}#{i + 1}" for i in range(len(documents))]
    assert len(documents) > 10
    assert max(len(document.text) for document in documents) <= 1500


def test_the_blocks_of_large_files_only_are_shared(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 100)
    monkeypatch.setattr(blocks, "LARGE_BYTES", 100)
    (tmp_path / "large.txt").write_text("A line, and one more.\n\n" * 10)
    (tmp_path / "small.txt").write_text("A line.\n")
    shared: list[str] = []

    def share(
        function: Callable[[blocks.Block], blocks.Block], many: Iterable[blocks.Block]
    ) -> Iterator[blocks.Block]:
        for block in many:
            shared.append(Path(block[0]).name)
            yield function(block)

    documents = list(corpora.read([tmp_path], share))
    assert documents == list(corpora.read([tmp_path]))
    assert shared == [f"large.txt#{n + 1}" for n in range(len(documents) - 1)]


def test_a_large_file_of_one_line_is_cut_between_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1000)
    monkeypatch.setattr(blocks, "LARGE_BYTES", 1000)
    path = tmp_path / "large.txt"
    path.write_text("several words " * 500)
    assert "".join(texts(path)).split() == ["several", "words"] * 500
    path.write_text("x" * 5000)
    assert "".join(texts(path)).replace("\n", "") == "x" * 5000


def test_a_book_is_read_without_its_frame(tmp_path: Path) -> None:
    path = tmp_path / "book.txt"
    path.write_text(
        "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\nThe _whole_ book.\n\n[Illustration: a map]\n"
    )
    assert texts(path) == ["The whole book.\n"]


def test_of_several_paths_those_that_can_be_read_are_enough(tmp_path: Path) -> None:
    good, empty, gone = tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "gone.txt"
    good.write_text("Hello there.\n")
    empty.write_text("")
    told: list[tuple[Path, str]] = []

    def skipped(path: Path, error: CorpusError) -> None:
        told.append((path, error.code))

    found = corpora.read([empty, good, gone], skipped=skipped, strict=False)
    assert [document.text for document in found] == ["Hello there.\n"]
    assert told == [(empty, "empty-file"), (gone, "missing-path")]
    with pytest.raises(CorpusError, match="missing-path"):
        list(corpora.read([empty, gone], strict=False))
    with pytest.raises(CorpusError, match="empty-file"):
        list(corpora.read([empty], strict=False))


def test_the_files_are_listed_in_the_order_in_which_they_are_read(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", "b/.hidden", "b/one.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Text.\n")
    paths = [tmp_path / "b", tmp_path / "a.txt"]
    listed = list(readers.files_of(paths))
    assert [path.name for path in listed] == ["one.txt", "two.txt", "a.txt"]
    assert [document.source for document in corpora.read(paths)] == [str(path) for path in listed]
