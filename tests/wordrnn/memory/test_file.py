import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wordrnn import home, lock
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


def kept() -> list[str]:
    return [path.name for path in home.data_folder().iterdir() if not path.name.endswith(".lock")]


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


def test_it_is_read_in_the_batches_it_is_written_in_and_stays_one_json_object(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    memory = some()
    memory.block("x\ny")
    for size in (1, 2, 500):
        monkeypatch.setattr(memory_file, "_BATCH", size)
        memory_file.save(memory)
        text = home.memory_path().read_text(encoding="utf-8")
        assert json.loads(text)["words"].keys() == memory.words.keys()
        with monkeypatch.context() as patch:
            patch.setattr(memory_file.json, "loads", counted := Counted(json.loads))
            assert content(memory_file.load()) == content(memory)
            assert memory_file.load().blocked == memory.blocked
        assert counted.longest < len(text)
        # Laid out by somebody else, it is the same.
        home.memory_path().write_text(json.dumps(json.loads(text), indent=1), encoding="utf-8")
        assert content(memory_file.load()) == content(memory)


class Counted:
    """Remembers the longest text that was parsed at once."""

    def __init__(self, loads: Callable[[str], object]) -> None:
        self._loads, self.longest = loads, 0

    def __call__(self, text: str) -> object:
        self.longest = max(self.longest, len(text))
        return self._loads(text)


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
        "{" + GOOD + ', "blocked": "a"}', "{" + GOOD + ', "blocked": [1]}', "{" + GOOD + ', "blocked": ["A"]}',
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
    assert kept() == []


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
    assert kept() == ["memory.json"]


# Several programs --------------------------------------------------------------------------------------------------


def test_what_another_saved_is_kept() -> None:
    memory_file.save(some())
    mine, theirs = memory_file.load(), memory_file.load()
    mine.learn(["mine"])
    theirs.forget("Zoë")
    theirs.learn(["theirs"])
    memory_file.save(theirs)
    memory_file.save(mine)
    expected = some()
    expected.forget("Zoë")
    expected.learn(["theirs"])
    expected.learn(["mine"])
    assert content(memory_file.load()) == content(expected) == content(mine)


def test_what_others_saved_is_had_when_asked_for() -> None:
    mine, theirs = memory_file.load(), memory_file.load()
    assert not memory_file.refresh(mine)
    theirs.block("secret")
    memory_file.save(theirs)
    mine.learn(["mine", "secret"])
    forgotten = mine.forgotten
    assert memory_file.refresh(mine) and not memory_file.refresh(mine)
    assert mine.words.keys() == {"mine"}
    assert mine.forgotten > forgotten, "who follows it forgets what was only read"
    memory_file.save(mine)
    assert memory_file.load().words.keys() == {"mine"}


def test_what_another_cleared_stays_away() -> None:
    memory_file.save(some())
    mine = memory_file.load()
    mine.learn(["mine"])
    memory_file.clear()
    memory_file.save(mine)
    assert memory_file.load().words.keys() == {"mine"}


def test_saved_changes_are_not_done_again() -> None:
    mine, theirs = memory_file.load(), memory_file.load()
    for _ in range(2):
        mine.learn(["mine"])
        memory_file.save(mine)
        theirs.learn(["theirs"])
        memory_file.save(theirs)
    assert {word: seen.count for word, seen in memory_file.load().words.items()} == {"mine": 2, "theirs": 2}


CHANGES = st.lists(
    st.tuples(st.booleans(), st.sampled_from(["learn", "forget", "block", "unblock", "save"]), st.sampled_from("abB")),
    max_size=12,
)  # fmt: skip


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let hundreds of files be written without waiting for the disk."""
    monkeypatch.setattr("wordrnn.files.sync", lambda _: None)


@pytest.mark.usefixtures("no_sync")
@given(CHANGES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_two_programs_make_what_one_would_that_does_each_ones_changes_when_they_are_saved(
    changes: list[tuple[bool, str, str]],
) -> None:
    memory_file.clear()
    both, one = [memory_file.load(), memory_file.load()], Memory()
    waiting: list[list[tuple[str, str]]] = [[], []]

    def do(memory: Memory, name: str, word: str) -> None:
        if name == "learn":
            memory.learn([word, "x"])
        else:
            getattr(memory, name)(word)

    for which, name, word in [*changes, (False, "save", ""), (True, "save", "")]:
        if name != "save":
            do(both[which], name, word)
            waiting[which].append((name, word))
            continue
        memory_file.save(both[which])
        for change in waiting[which]:
            do(one, *change)
        waiting[which].clear()
        assert content(both[which]) == content(memory_file.load()) == content(one)
        assert both[which].blocked == one.blocked


def test_a_damaged_file_of_another_takes_nothing_away() -> None:
    memory = memory_file.load()
    memory.learn(["mine"])
    home.memory_path().parent.mkdir(parents=True, exist_ok=True)
    home.memory_path().write_text("{", encoding="utf-8")
    memory_file.save(memory)
    assert memory_file.load().words.keys() == {"mine"}
    assert sorted(kept()) == ["memory.json", "memory.json.damaged"]
    memory_file.clear_aside()
    assert kept() == ["memory.json"]


def test_a_later_version_is_not_overwritten() -> None:
    memory = memory_file.load()
    memory.learn(["mine"])
    home.memory_path().parent.mkdir(parents=True, exist_ok=True)
    home.memory_path().write_text('{"format": 2}', encoding="utf-8")
    with pytest.raises(ModelError, match="other-format"):
        memory_file.save(memory)
    assert home.memory_path().read_text(encoding="utf-8") == '{"format": 2}'


@pytest.mark.usefixtures("no_sync")
def test_threads_may_learn_while_it_is_saved(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_file, "_BATCH", 1)
    memory = memory_file.load()
    ended = threading.Event()

    def work() -> None:
        for number in range(400):
            memory.learn([f"w{number}", "the"])
            if number % 3 == 0:
                memory.forget(f"w{number}")
        ended.set()

    thread = threading.Thread(target=work)
    thread.start()
    while not ended.is_set():
        memory_file.save(memory)
        memory_file.load()  # which is whole
    thread.join()
    memory_file.save(memory)
    assert content(memory_file.load()) == content(memory)


def test_two_writers_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    memory_file.save(some())
    monkeypatch.setattr(memory_file, "_PATIENCE", 0.05)
    with (
        lock.waiting_for(home.data_folder() / ".memory.json.lock", 0),
        pytest.raises(StorageError, match="memory-busy"),
    ):
        memory_file.save(some())


def test_what_a_killed_program_left_is_swept() -> None:
    memory_file.save(some())
    (home.data_folder() / ".tmp-1234-memory.json").write_text("typed", encoding="utf-8")
    memory_file.save(some())
    assert kept() == ["memory.json"]


# Blocked words -----------------------------------------------------------------------------------------------------


def test_blocked_words_are_kept_and_exported(tmp_path: Path) -> None:
    memory = some()
    memory.block("Zoë")
    memory_file.save(memory)
    assert memory_file.load().blocked == {"zoë": "Zoë"}
    memory_file.export_to(memory, tmp_path / "mine.json")
    other = some()
    memory_file.import_from(other, tmp_path / "mine.json")
    assert other.blocked == memory.blocked and not other.knows("zoë")


def test_a_file_from_before_words_could_be_blocked_is_read() -> None:
    home.memory_path().parent.mkdir(parents=True, exist_ok=True)
    home.memory_path().write_text("{" + GOOD + "}", encoding="utf-8")
    assert memory_file.load().blocked == {}
