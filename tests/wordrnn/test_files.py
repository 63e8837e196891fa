import os
import time
from pathlib import Path

import pytest

from wordrnn import files
from wordrnn.errors import StorageError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "a.txt"
    files.write_text(path, "one\n")
    files.write_text(path, "two\n")
    assert path.read_bytes() == b"two\n"
    assert list(path.parent.iterdir()) == [path]


def test_on_any_failure_the_old_file_stays_and_no_temporary(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    files.write_text(path, "old")
    with pytest.raises(ZeroDivisionError), files.replacing(path) as temporary:
        temporary.write_text("half")
        raise ZeroDivisionError
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("number", "code"), [(28, "disk-full"), (13, "no-permission"), (30, "no-permission"), (5, "cannot-write")]
)
def test_what_the_system_refuses_is_told(tmp_path: Path, number: int, code: str) -> None:
    with pytest.raises(StorageError) as caught, files.replacing(tmp_path / "a.txt"):
        raise OSError(number, "no")
    assert caught.value.code == code


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    with pytest.raises(StorageError):
        files.write_text(tmp_path / "a" / "b.txt", "x")


@pytest.mark.parametrize("path", ["", ".", "/"])
def test_a_folder_is_not_replaced(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError), files.replacing(Path(path)) as temporary:
        temporary.write_text("new")
    assert not list(tmp_path.iterdir())


def test_leftovers_are_swept(tmp_path: Path) -> None:
    (tmp_path / ".tmp-0123-a.txt").write_text("half")
    (tmp_path / "kept").write_text("x")
    files.sweep(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_what_a_killed_process_left_of_a_file_goes_with_a_later_writing_of_it(tmp_path: Path) -> None:
    then = time.time() - 2 * 3600
    names = [
        f".tmp-{'0' * 32}-a.txt",
        f".tmp-{'1' * 32}-a.txt",
        f".tmp-{'2' * 32}-another-a.txt",
        ".tmp-mine-a.txt",
    ]
    for name in names:
        (tmp_path / name).write_text("half")
        os.utime(tmp_path / name, (then, then))
    os.utime(tmp_path / names[1])  # this one may be being written
    files.write_text(tmp_path / "a.txt", "x")
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["a.txt", *names[1:]])


@pytest.mark.parametrize(
    "name", ["a" * 251 + ".txt", "水" * 83 + ".txt", "a" + "😀" * 62 + ".txt"], ids=["one", "three", "four"]
)
def test_a_name_as_long_as_a_name_can_be_is_written(tmp_path: Path, name: str) -> None:
    path = tmp_path / (name if os.name != "nt" else name[:60])
    files.write_text(path, "one")
    then = time.time() - 2 * 3600
    with files.replacing(path) as temporary:
        temporary.write_text("two")
        assert len(os.fsencode(temporary.name)) <= 143
        temporary.name.encode()  # no half of a letter
        left = temporary.with_name(temporary.name.replace(temporary.name[5:37], "0" * 32))
        left.write_text("half")
        os.utime(left, (then, then))
    assert path.read_text() == "two"
    assert list(tmp_path.iterdir()) == [path], "what was left of it is known by the same letters"
