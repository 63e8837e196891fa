"""Another place for the data folder, with real folders on a real disk."""

import errno
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from wordrnn import home, lock, moving
from wordrnn.errors import StorageError
from wordrnn.moving import MARK, FolderCopy
from wordrnn.progress import Cancelled

FILES = {
    "active.json": b"{}",
    "ui.ini": b"[window]\n",
    "memory.json": b"m" * 3000,
    "models/mine/model.json": b"{}",
    "models/mine/weights.safetensors": b"w" * 2_500_000,
    "models/.deleted/20260101T000000-00000000/old/model.json": b"{}",
    "corpora/notes/text.txt": "Grüße\n".encode() * 100,
    "cache/shards/abc/train.bin": b"\x01\x02" * 500,
}


def written(folder: Path, files: dict[str, bytes]) -> Path:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def content_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def present(tmp_path: Path) -> Path:
    return written(tmp_path / "present", FILES)


@pytest.fixture(autouse=True)
def nothing_lost(present: Path) -> Iterator[None]:
    """Whatever a test does, what is at the old place stays."""
    yield
    assert FILES.items() <= content_of(present).items()


def code_of(target: Path, present: Path) -> str:
    with pytest.raises(StorageError) as caught:
        moving.kind_of(target, present)
    return caught.value.code


# ---- which folder can be one


def test_an_empty_a_new_and_a_deep_folder_are_empty(tmp_path: Path, present: Path) -> None:
    (tmp_path / "empty").mkdir()
    for name in ("empty", "new", "new/and/deep"):
        assert moving.kind_of(tmp_path / name, present) == "empty"
    assert not (tmp_path / "new").exists(), "looking makes nothing"
    assert list((tmp_path / "empty").iterdir()) == []


def test_what_the_system_puts_into_a_drive_does_not_count(tmp_path: Path, present: Path) -> None:
    (tmp_path / "drive" / "lost+found").mkdir(parents=True)
    (tmp_path / "drive" / ".Trash-1000").mkdir()
    (tmp_path / "drive" / ".DS_Store").touch()
    assert moving.kind_of(tmp_path / "drive", present) == "empty"


@pytest.mark.parametrize(
    "name", ["ui.ini", "active.json", "models/mine/model.json", "corpora/a/manifest.json"]
)
def test_a_data_folder_is_known_by_what_is_in_it(tmp_path: Path, present: Path, name: str) -> None:
    assert moving.kind_of(written(tmp_path / "used", {name: b"{}"}), present) == "used"


@pytest.mark.parametrize("name", ["letter.txt", "models/resnet.py", "corpora/list.txt", "memory.json"])
def test_anything_else_is_somebody_elses(tmp_path: Path, present: Path, name: str) -> None:
    taken = written(tmp_path / "taken", {name: b"x"})
    assert code_of(taken, present) == "data-folder-taken"
    assert content_of(taken) == {name: b"x"}
    assert code_of(taken / name, present) == "data-folder-taken", "a file"


def test_the_same_folder_by_any_name_is_no_other(tmp_path: Path, present: Path) -> None:
    assert code_of(present, present) == "data-folder-same"
    assert code_of(tmp_path / "x" / ".." / "present", present) == "data-folder-same"
    (tmp_path / "link").symlink_to(present)
    assert code_of(tmp_path / "link", present) == "data-folder-same"


def test_one_within_the_other_is_refused(tmp_path: Path, present: Path) -> None:
    assert code_of(present / "new", present) == "data-folder-nested"
    assert code_of(tmp_path, present) == "data-folder-nested"
    (tmp_path / "link").symlink_to(present)
    assert code_of(tmp_path / "link" / "new", present) == "data-folder-nested"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_that_may_not_be_written_is_refused(tmp_path: Path, present: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    assert code_of(tmp_path / "locked", present) == "no-permission"
    assert code_of(tmp_path / "locked" / "new", present) == "no-permission"


def test_a_folder_that_the_system_refuses_is_refused(
    tmp_path: Path, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "refused", str(path))

    with monkeypatch.context() as patch:
        patch.setattr(Path, "touch", refused)
        assert code_of(tmp_path / "new", present) == "no-permission"
    with monkeypatch.context() as patch:
        patch.setattr(Path, "iterdir", refused)
        assert code_of(tmp_path / "new", present) == "no-permission"


def test_a_run_that_goes_on_anywhere_keeps_the_folder(present: Path) -> None:
    moving.check_idle(present)
    for busy in (present / "models" / "mine" / "training", present / "cache" / "downloads" / "zeilen"):
        busy.mkdir(parents=True)
        with lock.holding(busy), pytest.raises(StorageError, match="data-folder-busy"):
            moving.check_idle(present)
    moving.check_idle(present)


# ---- the copy


def test_everything_is_copied_and_told(tmp_path: Path, present: Path) -> None:
    shares: list[float] = []
    target = tmp_path / "a" / "b"
    copy = FolderCopy(present, target)
    copy.run(shares.append)
    assert content_of(target) == {**FILES, MARK: b""}
    assert shares == sorted(shares)
    assert len(shares) > len(FILES)
    assert shares[-1] == 1.0
    assert moving.kind_of(target, present) == "empty", "it is no data folder before it is taken into use"
    copy.finish()
    assert content_of(target) == FILES
    assert moving.kind_of(target, present) == "used"
    times = [folder.joinpath("memory.json").stat().st_mtime for folder in (present, target)]
    assert times[0] == pytest.approx(times[1], abs=2)


def test_locks_and_unfinished_files_and_the_pointer_are_not_copied(tmp_path: Path, present: Path) -> None:
    written(
        present,
        {
            home.POINTER: b"{}",
            "models/mine/training/lock": b"",
            ".memory.json.lock": b"",
            "ui.ini.lock": b"",
            ".tmp-1-memory.json": b"half",
            "models/.importing-1/model.json": b"half",
        },
    )
    copy = FolderCopy(present, tmp_path / "new")
    copy.run()
    copy.finish()
    assert content_of(tmp_path / "new") == FILES


def test_what_links_lead_to_is_copied(tmp_path: Path, present: Path) -> None:
    elsewhere = written(tmp_path / "elsewhere", {"model.json": b"{1}", "inner/more": b"2"})
    (present / "models" / "linked").symlink_to(elsewhere)
    (present / "models" / "again").symlink_to("mine")
    (present / "models" / "loop").symlink_to(present)
    (elsewhere / "inner" / "up").symlink_to(elsewhere)
    (present / "note").symlink_to(elsewhere / "model.json")
    (present / "nowhere").symlink_to(tmp_path / "gone")
    copy = FolderCopy(present, tmp_path / "new")
    copy.run()
    copy.finish()
    assert not [path for path in (tmp_path / "new").rglob("*") if path.is_symlink()]
    assert content_of(tmp_path / "new") == {
        **FILES,
        "models/linked/model.json": b"{1}",
        "models/linked/inner/more": b"2",
        "models/again/model.json": b"{}",
        "models/again/weights.safetensors": FILES["models/mine/weights.safetensors"],
        "note": b"{1}",
    }


def test_a_target_behind_a_link_within_is_refused(tmp_path: Path, present: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (present / "models" / "linked").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(StorageError, match="data-folder-nested"):
        FolderCopy(present, tmp_path / "elsewhere" / "new").run()
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("existed", [True, False])
def test_a_full_disk_leaves_nothing_behind(
    tmp_path: Path, present: Path, monkeypatch: pytest.MonkeyPatch, existed: bool
) -> None:
    target = tmp_path / "a" / "b"
    if existed:
        target.mkdir(parents=True)
    copying = moving.copying
    copied: list[Path] = []

    def full(source: Path, file: Path) -> Iterator[int]:
        yield next(copying(source, file), 0)
        copied.append(file)
        if len(copied) > 4:
            raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(moving, "copying", full)
    with pytest.raises(StorageError, match="disk-full"):
        FolderCopy(present, target).run()
    assert len(copied) == 5
    assert (tmp_path / "a").exists() is existed
    if existed:
        assert list(target.iterdir()) == []


def test_too_little_space_is_said_before_anything_is_copied(
    tmp_path: Path, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Usage:
        free = 51_000_000  # the files are 2.5 MB, and 50 are to be spare

    monkeypatch.setattr(moving.shutil, "disk_usage", lambda path: Usage)
    with pytest.raises(StorageError, match="too-little-space") as caught:
        FolderCopy(present, tmp_path / "new").run()
    assert caught.value.params["expected"] == 53
    assert caught.value.params["got"] == 51
    assert not (tmp_path / "new").exists()


def test_a_cancelled_copy_is_taken_away_and_what_else_came_stays(tmp_path: Path, present: Path) -> None:
    target = tmp_path / "new"

    def cancel(share: float) -> None:
        if share > 0.5:
            (target / "mine.txt").write_text("a file of the person")
            raise Cancelled

    with pytest.raises(Cancelled):
        FolderCopy(present, target).run(cancel)
    assert content_of(target) == {"mine.txt": b"a file of the person", MARK: b""}
    (target / "mine.txt").unlink()
    assert moving.kind_of(target, present) == "empty"


def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def refused(path: Path, mode: str = "r", *rest: object, **named: object) -> object:
        if path.name == "memory.json" and mode == "rb":
            raise PermissionError(errno.EACCES, "refused", str(path))
        return opened(path, mode, *rest, **named)  # pyright: ignore[reportArgumentType, reportCallIssue]

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refused)
        with pytest.raises(StorageError, match="data-unreadable") as caught:
            FolderCopy(present, tmp_path / "new").run()
    assert caught.value.params["path"] == str(present / "memory.json")
    assert not (tmp_path / "new").exists()


def test_a_file_that_goes_while_it_is_copied_is_no_error(tmp_path: Path, present: Path) -> None:
    going = present / "models" / "mine" / "zz.partial"
    going.write_bytes(b"x")
    copy = FolderCopy(present, tmp_path / "new")
    copy.run(lambda share: going.unlink(missing_ok=True))
    copy.finish()
    assert content_of(tmp_path / "new") == FILES


def test_what_changes_after_the_copy_is_brought_along(tmp_path: Path, present: Path) -> None:
    written(
        present, {"unsaved/1/document.json": b"draft", "models/other/model.json": b"{}", "learned": b"old"}
    )
    copy = FolderCopy(present, tmp_path / "new")
    copy.run()
    (present / "unsaved" / "1" / "document.json").unlink()
    (present / "models" / "other" / "model.json").unlink()
    written(present, {"learned": b"new and more", "corpora/later/text.txt": b"later"})
    copy.finish()
    assert content_of(tmp_path / "new") == {
        **FILES,
        "learned": b"new and more",
        "corpora/later/text.txt": b"later",
    }
    assert sorted(path.name for path in (tmp_path / "new" / "models").iterdir()) == [".deleted", "mine"]
    for path in ("learned", "corpora/later/text.txt"):
        (present / path).unlink()


def test_a_disk_that_is_full_at_the_end_leaves_nothing_behind(
    tmp_path: Path, present: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = FolderCopy(present, tmp_path / "new")
    copy.run()
    (present / "learned").write_bytes(b"new")

    def full(source: Path, file: Path) -> Iterator[int]:
        raise OSError(errno.ENOSPC, "no space")
        yield 0

    monkeypatch.setattr(moving, "copying", full)
    with pytest.raises(StorageError, match="disk-full"):
        copy.finish()
    assert not (tmp_path / "new").exists()


def test_a_copy_that_was_cut_off_is_made_anew(tmp_path: Path, present: Path) -> None:
    target = tmp_path / "new"
    written(target, {MARK: b"", "memory.json": b"half", "models/mine/model.json": b""})
    assert moving.kind_of(target, present) == "empty"
    copy = FolderCopy(present, target)
    copy.run()
    copy.finish()
    assert content_of(target) == FILES


def test_a_copy_that_is_not_wanted_is_taken_away(tmp_path: Path, present: Path) -> None:
    copy = FolderCopy(present, tmp_path / "new")
    copy.run()
    copy.remove()
    copy.remove()
    assert not (tmp_path / "new").exists()


# ---- the pointer


def test_the_pointer_names_the_folder_and_goes_with_the_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORDRNN_HOME")
    (tmp_path / "new").mkdir()
    moving.point_at(tmp_path / "new")
    home.chosen.cache_clear()
    assert home.data_folder() == tmp_path / "new"
    assert json.loads(home.pointer_path().read_text()) == {"format": 1, "folder": str(tmp_path / "new")}
    for default in (None, home.default_folder()):
        moving.point_at(tmp_path / "new")
        moving.point_at(default)
        home.chosen.cache_clear()
        assert home.data_folder() == home.default_folder()
        assert not home.pointer_path().exists()
    moving.point_at(None)  # it is gone already


def test_a_config_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    home.pointer_path().parent.parent.mkdir(parents=True)
    home.pointer_path().parent.write_text("a file where the folder should be")
    with pytest.raises(StorageError):
        moving.point_at(tmp_path / "new")
    with pytest.raises(StorageError):
        moving.point_at(None)
