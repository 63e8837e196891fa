import io
import json
from pathlib import Path

import pytest

from tests.wordrnn.cli.test_arguments import cats, run

__all__ = ["cats"]
TEXT = "the cat sat on the mat\nthe dog sat\n"


def test_every_word_and_then_the_figures(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "text.txt"
    file.write_text(TEXT, encoding="utf-8")
    options = ("--model", "cats", "--keystrokes", "--memory")
    whole = json.loads(run(capsys, "evaluate", str(file), *options, "--json")[1])
    code, out, _ = run(capsys, "evaluate", str(file), *options, "--words")
    events = [json.loads(line) for line in out.splitlines()]
    assert code == 0
    assert [event["event"] for event in events] == ["documents", "overlap", "passage", "measured"]
    assert events[0]["characters"] == [len(TEXT)]
    assert events[2]["characters"] == len(TEXT)
    assert events[2]["text"] == TEXT
    figures = events[3]["figures"]
    assert figures.keys() == whole.keys()
    for name, expected in whole.items():
        same = {key: value for key, value in expected.items() if "latency" not in key}
        assert {key: figures[name][key] for key in same} == same
        assert events[2]["figures"][name] == same
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode()), encoding="utf-8"))
    code, out, _ = run(capsys, "evaluate", "-", *options, "--words")
    typed = json.loads(out.splitlines()[-1])["figures"]["memory"]
    assert (code, typed["perplexity"]) == (0, whole["memory"]["perplexity"])


@pytest.mark.parametrize("content", ["", " \n"])
def test_what_is_wrong_is_told_too(
    cats: Path, content: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content.encode()), encoding="utf-8"))
    code, out, error = run(capsys, "evaluate", "-", "--model", "cats", "--words")
    assert (code, error.count("\n")) == (2, 1)
    told = json.loads(out)
    assert told == {"event": "failed", "kind": "CorpusError", "code": "empty-file", "params": {"path": "-"}}
