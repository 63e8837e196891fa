import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wordrnn.cli.test_arguments import run
from tests.wordrnn.lab import counting
from wordrnn.events import LineReader
from wordrnn.lab.experiment import EXPERIMENTS, event


@pytest.fixture(autouse=True)
def experiment(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch.setitem)


def install(put) -> None:  # noqa: ANN001 - dict.__setitem__ or monkeypatch.setitem
    put(EXPERIMENTS, "counting", "How far can it count?")
    for place in ("wordrnn.lab.counting", "wordrnn.lab.drawing.counting", "wordrnn.cli.lab_counting"):
        put(sys.modules, place, counting)


def test_without_a_name_the_experiments_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "lab")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines()] == list(EXPERIMENTS)
    assert "How far can it count?" in out


def test_people_get_a_table_and_programs_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "lab", "counting", "--to", "2")
    assert code == 0 and "number" in out and "0" in out
    result = json.loads(run(capsys, "lab", "counting", "--to", "4", "--seed", "7", "--json")[1])
    assert result["counted"] == [0, 7, 14, 21]
    assert result["settings"] == {"to": 4, "seed": 7}
    assert (result["experiment"], result["stopped"], result["sentences"]) == ("counting", False, [])


def test_saved_data_are_drawn_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("matplotlib")
    saved, figure, table = tmp_path / "r.json", tmp_path / "f.svg", tmp_path / "t.csv"
    out = run(capsys, "lab", "counting", "--json", "--figure", str(figure))[1]
    saved.write_text(out, encoding="utf-8")
    drawn = figure.read_bytes()
    figure.unlink()
    asked = ["lab", "counting", "--data", str(saved), "--figure", str(figure), "--csv", str(table), "--json"]
    assert run(capsys, *asked)[:2] == (0, out)
    assert figure.read_bytes() == drawn
    assert table.read_text(encoding="utf-8") == "number,times\n0,1\n1,1\n2,1\n"


@pytest.mark.parametrize(
    "content",
    ["", "[]", '{"experiment": "counting"}', '{"experiment": "memory", "format": 1}', "\udcff", None],
)
def test_data_of_something_else_are_refused_in_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str | None
) -> None:
    saved = tmp_path / "r.json"
    if content is not None:
        saved.write_bytes(content.encode("utf-8", "surrogateescape"))
    code, out, errors = run(capsys, "lab", "counting", "--data", str(saved))
    assert (code, out) == (2, "")
    assert errors.count("\n") == 1 and str(saved) in errors


def test_data_that_cannot_be_drawn_are_refused_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("matplotlib")
    saved, figure = tmp_path / "r.json", tmp_path / "f.svg"
    result = json.loads(run(capsys, "lab", "counting", "--json")[1])
    saved.write_text(json.dumps({**result, "counted": [{}]}), encoding="utf-8")
    code, _, errors = run(capsys, "lab", "counting", "--data", str(saved), "--figure", str(figure))
    assert code == 2 and "expected a result of" in errors
    assert not figure.exists()


@pytest.mark.parametrize(
    "wrong",
    [["--figure", "x.jpg"], ["--json", "--events"], ["--to", "0"], ["--to", "13"], ["--seed", "-1"]],
)
def test_wrong_input_is_one_line(capsys: pytest.CaptureFixture[str], wrong: list[str]) -> None:
    code, out, errors = run(capsys, "lab", "counting", *wrong)
    assert (code, out) == (2, "") and errors.count("\n") == 1


CHILD = """
import sys
sys.path.insert(0, {root!r})
from tests.wordrnn.cli.test_lab import install
from wordrnn.cli import main
install(dict.__setitem__)
sys.exit(main(sys.argv[1:]))
"""


def child(*arguments: str) -> subprocess.Popen[bytes]:
    script = CHILD.format(root=str(Path(__file__).parents[3]))
    command = [sys.executable, "-c", script, "lab", "counting", *arguments]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.mark.parametrize("word", [b"stop\n", b""])
def test_events_end_with_what_was_gained(word: bytes) -> None:
    with child("--events", "--to", "1000000000") as process:
        assert process.stdin and process.stdout and process.stderr
        reader = LineReader()
        first = list(reader.feed(process.stdout.readline()))
        process.stdin.write(word)
        process.stdin.close()
        events = first + list(reader.feed(process.stdout.read()))
        assert process.stderr.read() == b""
    assert process.returncode == 0
    assert events[0]["event"] == "started" and events[0]["settings"]["to"] == 1_000_000_000
    assert events[-1]["event"] == "result" and events[-1]["result"]["stopped"]
    times = [item["at"] for item in events]
    assert times == sorted(times)


def test_a_failure_is_told_and_said() -> None:
    with child("--events", "--to", "13") as process:
        out, errors = process.communicate()
    assert process.returncode == 2
    assert list(LineReader().feed(out))[-1]["code"] == "bad-value"
    assert errors.count(b"\n") == 1


def test_an_event_has_its_fields() -> None:
    assert event("stage", name="x") == {"event": "stage", "name": "x"}
    with pytest.raises(AssertionError, match="share"):
        event("progress")
