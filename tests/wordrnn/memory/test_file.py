import json
import os
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn import home
from wordrnn.errors import ModelError, StorageError
from wordrnn.memory import file as memory_file
from wordrnn.memory.store import Memory
from wordrnn.messages import sentence


def some() -> Memory:
    memory = Memory()
    memory.learn(["the", "Zoë", None, "the", "cat", "\n"])
    return memory


def content(memory: Memory) -> tuple[object, ...]:
    return memory.time, memory.words, memory.after


def test_what_is_saved_comes_back() -> None:
    assert content(memory_file.load()) == content(Memory())
    memory = some()
    memory_file.save(memory)
    assert home.memory_path().is_file()
    assert content(memory_file.load()) == content(memory)
    assert json.loads(home.memory_path().read_text(encoding="utf-8"))["format"] == 1
    memory_file.clear()
    assert not home.memory_path().exists()
    memory_file.clear()


@given(st.lists(st.text(min_size=1, max_size=4).filter(lambda word: word.isprintable()), max_size=20))
@settings(max_examples=50)
def test_any_words_come_back(words: list[str]) -> None:
    memory = Memory()
    memory.learn(words)
    memory_file.save(memory)
    assert content(memory_file.load()) == content(memory)


def test_a_word_learned_behind_one_that_was_not_comes_back() -> None:
    memory = Memory()
    memory.learn(["Zoe"], (None, "the"))
    memory_file.save(memory)
    assert memory_file.load().words.keys() == {"Zoe"}


def test_a_forgotten_word_is_not_in_the_file() -> None:
    memory = some()
    memory.forget("zoë")
    memory_file.save(memory)
    assert "Zo" not in home.memory_path().read_text(encoding="utf-8")


GOOD = '"format": 1, "time": 3, "words": {"a": [1, 1.0, 2]}, "after": [[["a"], {"a": 1}]]'


@pytest.mark.parametrize(
    "damaged",
    [
        "", "{", "[]", "{}", "[" * 100_000, '{"format": 1}', '{"format": "1"}',
        "{" + GOOD.replace("[1, 1.0, 2]", "[1, 1.0, 9]") + "}",
        "{" + GOOD.replace("[1, 1.0, 2]", "[0, 1.0, 2]") + "}",
        "{" + GOOD.replace("[1, 1.0, 2]", "[1, NaN, 2]") + "}",
        "{" + GOOD.replace("[1, 1.0, 2]", '["x", 1.0, 2]') + "}",
        "{" + GOOD.replace('{"a": [1, 1.0, 2]}', "[]") + "}",
        "{" + GOOD.replace('[["a"]', '[["b"]') + "}",
        "{" + GOOD.replace('{"a": 1}', '{"a": -1}') + "}",
        "{" + GOOD.replace('{"a": 1}', '{"\\n": 1}') + "}",
        "{" + GOOD.replace("[1, 1.0, 2]", "[1, 1e308, 2]") + "}",
        "{" + GOOD.replace('"time": 3', '"time": true') + "}",
    ],
)  # fmt: skip
def test_a_damaged_file_is_set_aside_and_said(damaged: str) -> None:
    path = home.memory_path()
    for aside in (".damaged", ".damaged-2"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(damaged, encoding="utf-8")
        with pytest.raises(ModelError) as error:
            memory_file.load()
        assert error.value.code == "damaged-memory"
        assert "set aside" in sentence(error.value)
        assert not path.exists()
        assert (path.parent / (path.name + aside)).read_text(encoding="utf-8") == damaged
        assert content(memory_file.load()) == content(Memory())
    memory_file.clear()
    assert list(path.parent.iterdir()) == []


def test_the_good_one_is_good() -> None:
    home.memory_path().parent.mkdir(parents=True, exist_ok=True)
    home.memory_path().write_text("{" + GOOD + "}", encoding="utf-8")
    assert memory_file.load().after == {("a",): {"a": 1}}


def test_a_later_version_stays_where_it_is() -> None:
    home.memory_path().parent.mkdir(parents=True, exist_ok=True)
    home.memory_path().write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(ModelError) as error:
        memory_file.load()
    assert error.value.code == "other-format"
    assert home.memory_path().exists()


def test_export_and_import_add_up(tmp_path: Path) -> None:
    file = tmp_path / "mine.json"
    memory_file.export_to(some(), file)
    memory = some()
    memory_file.import_from(memory, file)
    assert memory.words["the"].count == 4
    assert memory.after["the",] == {"Zoë": 2, "cat": 2}
    memory_file.save(memory)
    assert content(memory_file.load()) == content(memory)


def test_what_was_imported_many_times_can_be_read_again(tmp_path: Path) -> None:
    file, most = tmp_path / "mine.json", 2**40
    file.write_text("{" + GOOD.replace("[1, 1.0, 2]", f"[{most}, {float(most)}, 2]") + "}", encoding="utf-8")
    memory = Memory()
    for _ in range(20):
        memory_file.import_from(memory, file)
    memory_file.save(memory)
    assert memory_file.load().words["a"].count == 20 * most
    file.write_text("{" + GOOD.replace("[1, 1.0, 2]", f"[{2**53 - 1}, 1.0, 2]") + "}", encoding="utf-8")
    with pytest.raises(ModelError, match="no-memory"):
        memory_file.import_from(memory, file)


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_nobody_else_on_the_machine_can_read_it(tmp_path: Path) -> None:
    memory_file.save(some())
    memory_file.export_to(some(), tmp_path / "mine.json")
    for path in (home.memory_path(), tmp_path / "mine.json"):
        assert path.stat().st_mode & 0o077 == 0


def test_an_import_of_something_else_changes_nothing(tmp_path: Path) -> None:
    memory = some()
    before = repr(content(memory))
    file = tmp_path / "photo.json"
    file.write_bytes(b"\xff\xd8")
    for path, code in (
        (file, "no-memory"),
        (tmp_path / "none", "no-memory-file"),
        (tmp_path, "unreadable-memory"),
    ):
        with pytest.raises(ModelError) as error:
            memory_file.import_from(memory, path)
        assert error.value.code == code
    assert file.exists()
    assert repr(content(memory)) == before


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="needs a folder that may not be written"
)
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError):
        memory_file.save(some(), tmp_path / "memory.json")
    tmp_path.chmod(0o700)


def test_a_failed_write_leaves_what_was_there(monkeypatch: pytest.MonkeyPatch) -> None:
    memory_file.save(some())
    before = home.memory_path().read_text(encoding="utf-8")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wordrnn.files.os.replace", fail)
    with pytest.raises(StorageError) as error:
        memory_file.save(Memory())
    assert error.value.code == "disk-full"
    assert home.memory_path().read_text(encoding="utf-8") == before
    assert [path.name for path in home.data_folder().iterdir()] == ["memory.json"]
