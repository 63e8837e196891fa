import zipfile
from pathlib import Path

import pytest

from wordrnn import archive
from wordrnn.errors import ModelError

MEMBERS: dict[str, bytes | Path] = {"a": b"x" * 5_000_000, "b/c": b""}
ALLOWED = {"a": 5_000_000, "b/c": 10, "d": 10}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    (tmp_path / "d").write_bytes(b"from a file")
    archive.write(tmp_path / "z", {**MEMBERS, "d": tmp_path / "d"})
    with archive.reading(tmp_path / "z", {**ALLOWED, "d": 11}) as opened:
        assert opened.names == ["a", "b/c", "d"]
        assert {name: b"".join(opened.chunks(name)) for name in opened.names} == {
            **MEMBERS,
            "d": b"from a file",
        }
        with pytest.raises(ModelError) as caught:
            list(opened.chunks("e"))
    assert caught.value.code == "member-missing"


def test_the_same_content_gives_the_same_bytes_without_a_date(tmp_path: Path) -> None:
    for name in ("y", "z"):
        archive.write(tmp_path / name, MEMBERS)
    assert (tmp_path / "y").read_bytes() == (tmp_path / "z").read_bytes()
    with zipfile.ZipFile(tmp_path / "z") as opened:
        assert {member.date_time[0] for member in opened.infolist()} == {1980}


def test_an_error_of_the_reader_is_the_readers(tmp_path: Path) -> None:
    """A full disk while unpacking must not be taken for a damaged zip."""
    archive.write(tmp_path / "z", MEMBERS)
    with pytest.raises(OSError, match="full"), archive.reading(tmp_path / "z", ALLOWED) as opened:
        for _ in opened.chunks("a"):
            raise OSError(28, "full")
