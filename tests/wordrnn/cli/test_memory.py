import io
import json
from pathlib import Path

import pytest

import wordrnn
from tests.wordrnn.cli.test_arguments import cats, run
from wordrnn import home
from wordrnn.memory import file as memory_file
from wordrnn.memory.store import Memory

__all__ = ["cats"]


def saved(*tokens: str) -> None:
    memory = Memory()
    memory.learn(tokens)
    memory_file.save(memory)


def test_learn_show_and_predict(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "text.txt"
    file.write_text("the Zoe sat\nthe Zoe sat, call 0123456789\n", encoding="utf-8")
    assert run(capsys, "memory", "learn", str(file), "--model", "cats")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("Xavier"))
    assert run(capsys, "memory", "learn", "-", "--model", "cats")[0] == 0
    code, out, _ = run(capsys, "memory", "show", "--json")
    shown = json.loads(out)
    assert code == 0 and "Zoe" in shown["lately"] and "Xavier" in shown["lately"]
    assert "0123456789" not in home.memory_path().read_text(encoding="utf-8")
    offered = json.loads(run(capsys, "predict", "the Z", "--model", "cats", "--memory", "--json")[1])
    assert offered["suggestions"][0]["word"] == "Zoe"
    offered = json.loads(run(capsys, "predict", "the Z", "--model", "cats", "--json")[1])
    assert "Zoe" not in [each["word"] for each in offered["suggestions"]]
    assert wordrnn.load("cats", memory=True).suggest("the Z")[0].word == "Zoe"
    assert wordrnn.load("cats").memory is None is wordrnn.load("cats", memory=False).memory


def test_bytes_that_are_no_text_are_replaced_and_controls_are_not_shown(
    cats: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved("the", "be\x1b[31mll")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff\xfe Zoe"), encoding="utf-8"))
    assert run(capsys, "memory", "learn", "-", "--model", "cats")[0] == 0
    assert "Zoe" in memory_file.load().words
    assert "\x1b" not in run(capsys, "memory", "show")[1]


def test_forget_and_clear(capsys: pytest.CaptureFixture[str]) -> None:
    saved("the", "Zoe", "sat")
    assert run(capsys, "memory", "forget", "zoe")[:2] == (0, "Forgotten.\n")
    assert memory_file.load().words.keys() == {"the", "sat"}
    code, out, error = run(capsys, "memory", "forget", "zoe")
    assert (code, out) == (2, "") and error.count("\n") == 1
    assert run(capsys, "memory", "clear")[0] == 0
    assert not home.memory_path().exists()
    assert run(capsys, "memory")[1].startswith("0 different words")


def test_block_and_unblock(
    cats: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved("the", "Zoe", "sat")
    assert run(capsys, "memory", "block", "zoe")[0] == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("the Zoe sat"))
    assert run(capsys, "memory", "learn", "-", "--model", "cats")[0] == 0
    assert memory_file.load().words.keys() == {"the", "sat"}
    assert json.loads(run(capsys, "memory", "show", "--json")[1])["blocked"] == ["zoe"]
    assert "Blocked: zoe" in run(capsys, "memory")[1]
    for refused in (("block", "Zoe"), ("block", "two words"), ("block", " "), ("unblock", "the")):
        code, out, error = run(capsys, "memory", *refused)
        assert (code, out) == (2, "") and error.count("\n") == 1
    assert run(capsys, "memory", "unblock", "ZOE")[0] == 0
    assert memory_file.load().blocked == {}


def test_export_and_import(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved("the", "Zoe")
    file = tmp_path / "mine.json"
    assert run(capsys, "memory", "export", str(file))[0] == 0
    saved("sat")
    assert json.loads(run(capsys, "memory", "import", str(file), "--json")[1])["words"] == 3
    assert memory_file.load().words.keys() == {"the", "Zoe", "sat"}


@pytest.mark.parametrize("content", ["", "[]", '{"format": 1}', "x" * 1001])
def test_a_strangers_file_changes_nothing(
    content: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    saved("the")
    monkeypatch.setattr(memory_file, "_MAX_BYTES", 1000)
    file = tmp_path / "theirs.json"
    file.write_text(content, encoding="utf-8")
    code, out, error = run(capsys, "memory", "import", str(file))
    assert (code, out) == (2, "") and error.count("\n") == 1
    assert memory_file.load().words.keys() == {"the"}
    assert file.read_text(encoding="utf-8") == content
