from pathlib import Path

import corpora
from corpora.reading_progress import ReadingProgress
from tests.corpora.made import zip_of


def told_of(paths: list[Path]) -> list[tuple[int, int]]:
    told: list[tuple[int, int]] = []
    progress = ReadingProgress(paths, lambda *numbers: told.append(numbers))
    list(progress.watch(corpora.read(paths, strict=False)))
    return told


def test_it_grows_by_the_files_that_were_read(tmp_path: Path) -> None:
    for name, size in (("a.txt", 10), ("b.txt", 20), ("c.txt", 30)):
        (tmp_path / name).write_text("x" * (size - 1) + "\n")
    assert told_of([tmp_path]) == [(0, 60), (10, 60), (30, 60), (60, 60), (60, 60)]


def test_what_is_passed_over_counts_as_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"no pdf at all" * 10)
    (tmp_path / "b.txt").write_text("Text.\n")
    assert told_of([tmp_path]) == [(0, 136), (136, 136), (136, 136)]


def test_a_zip_counts_unpacked(tmp_path: Path) -> None:
    packed = tmp_path / "all.zip"
    packed.write_bytes(zip_of({"a.txt": "a" * 999 + "\n", "b.txt": "b" * 499 + "\n"}))
    assert told_of([packed]) == [(0, 1500), (1000, 1500), (1500, 1500), (1500, 1500)]


def test_it_never_goes_back_nor_beyond_the_end(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>" + "ü" * 500 + "</p>", encoding="latin-1")  # more bytes as UTF-8
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "c.txt").write_text("Text.\n" * 5)
    told = told_of([tmp_path, tmp_path / "c.txt"])
    assert told == sorted(told)
    assert all(done <= total for done, total in told)
