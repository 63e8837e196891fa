import subprocess
import sys
from pathlib import Path

import pytest

from ui.write.documents import Stamp, TextDocument
from ui.write.recovery import Kept, RecoveryShelf, Unsaved
from wordrnn.errors import StorageError

TEXT = "Dear committee,\n😀 \ud800 the second line\n"


def claimed(shelf: RecoveryShelf) -> list[Unsaved]:
    found = shelf.claim()
    for kept, _ in found:
        kept.release()
    return [unsaved for _, unsaved in found]


def test_what_a_window_keeps_is_found_once_it_is_gone(tmp_path: Path) -> None:
    shelf = RecoveryShelf(tmp_path / "unsaved")
    assert claimed(shelf) == []
    kept = shelf.place()
    document = TextDocument(TEXT, "\r\n", "cp1252", mark=False)
    kept.write(Unsaved(TextDocument("older"), None))
    kept.write(Unsaved(document, Path("letter.txt"), Stamp(2**62 + 1, 5)))
    assert claimed(shelf) == [], "it is still there, and so is its lock"
    kept.release()
    (found,) = claimed(shelf)
    assert (found.document, found.path, found.stamp) == (document, Path("letter.txt"), Stamp(2**62 + 1, 5))
    assert found.when.startswith("20")
    assert len(claimed(shelf)) == 1, "it stays until it is let go"


def test_two_starts_are_not_offered_the_same(tmp_path: Path) -> None:
    shelf = RecoveryShelf(tmp_path)
    kept = shelf.place()
    kept.write(Unsaved(TextDocument("x"), None))
    kept.release()
    ((first, _),) = shelf.claim()
    assert RecoveryShelf(tmp_path).claim() == []
    first.let_go()
    assert list(tmp_path.iterdir()) == []


def test_what_is_saved_leaves_nothing(tmp_path: Path) -> None:
    shelf = RecoveryShelf(tmp_path)
    kept = shelf.place()
    kept.clear()
    kept.write(Unsaved(TextDocument("x"), None))
    kept.clear()
    kept.release()
    assert claimed(shelf) == []
    assert list(tmp_path.iterdir()) == [], "empty places are swept"
    gone = shelf.place()
    gone.write(Unsaved(TextDocument("x"), None))
    gone.let_go()
    gone.write(Unsaved(TextDocument("late"), None))
    assert list(tmp_path.iterdir()) == []


def test_what_an_earlier_version_kept_is_found(tmp_path: Path) -> None:
    (tmp_path / "abc").mkdir()
    document = '{"newline": "\\n", "encoding": "utf-8", "mark": false}'
    facts = f'{{"document": {document}, "path": "a.txt", "when": "2026-01-01T00:00:00+00:00", "format": 1}}'
    (tmp_path / "abc" / "text").write_text(f"{facts}\nDear")
    (found,) = claimed(RecoveryShelf(tmp_path))
    assert found == Unsaved(TextDocument("Dear"), Path("a.txt"), None, "2026-01-01T00:00:00+00:00")


@pytest.mark.parametrize(
    "content", [b"", b"{}\ntext", b"no json\ntext", b'{"format": 99}\ntext', b"[]\n", b"\xff\xfe\n"]
)
def test_what_is_damaged_or_of_a_later_version_is_neither_offered_nor_deleted(
    tmp_path: Path, content: bytes
) -> None:
    place = tmp_path / "abc"
    place.mkdir()
    (place / "text").write_bytes(content)
    assert claimed(RecoveryShelf(tmp_path)) == []
    assert (place / "text").read_bytes() == content


def test_it_survives_a_kill(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path\n"
        "from ui.write.recovery import *; from ui.write.documents import TextDocument\n"
        "kept = RecoveryShelf(Path(sys.argv[1])).place()\n"
        "kept.write(Unsaved(TextDocument('written'), None))\n"
        "print('kept', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "kept\n"
        assert claimed(RecoveryShelf(tmp_path)) == [], "its window lives"
        process.kill()
    assert [each.document.text for each in claimed(RecoveryShelf(tmp_path))] == ["written"]


def test_places_are_of_their_own(tmp_path: Path) -> None:
    shelf = RecoveryShelf(tmp_path)
    places: list[Kept] = [shelf.place(), shelf.place()]
    for number, kept in enumerate(places):
        kept.write(Unsaved(TextDocument(str(number)), None))
    for kept in places:
        kept.release()
    assert sorted(each.document.text for each in claimed(shelf)) == ["0", "1"]


def test_what_was_cut_off_goes_with_the_next_writing(tmp_path: Path) -> None:
    folder = tmp_path / "window"
    folder.mkdir()
    (folder / f".tmp-{'0' * 32}-text").write_text("half a letter")
    kept = Kept(folder)
    kept.write(Unsaved(TextDocument("x"), None))
    assert sorted(path.name for path in folder.iterdir()) == ["lock", "text"]
    kept.release()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "unsaved").write_text("a file in the way")
    with pytest.raises(StorageError):
        RecoveryShelf(tmp_path / "unsaved").place().write(Unsaved(TextDocument("x"), None))
