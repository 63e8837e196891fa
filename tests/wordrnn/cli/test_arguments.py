"""The command line's contract: output, JSON, exit codes, one line for what was wrong."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.wordrnn.test_model_folder import publish
from wordrnn import cli, home, library
from wordrnn.cli import models, stdin
from wordrnn.tokenizer import Tokenizer
from wordrnn.training.control import Control


@pytest.fixture
def cats() -> Path:
    return publish(home.models_folder() / "cats")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        code = cli.main(arguments)
    except SystemExit as exit_:
        code = int(exit_.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_predict_gives_words_that_begin_with_the_letters_typed(
    cats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "predict", "the c", "--model", "cats", "--json")
    assert code == 0
    (first, *_) = json.loads(out)["suggestions"]
    assert set(first) == {"word", "completion", "probability"}
    assert (first["word"], first["completion"]) == ("cat", "at")
    assert 0 < first["probability"] <= 1
    code, out, _ = run(capsys, "predict", "the ", "--model", "cats", "-k", "2")
    assert (code, len(out.splitlines())) == (0, 2)


def test_generate_repeats_itself_with_the_same_seed(cats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("generate", "the cat", "--model", "cats", "--words", "5", "--seed", "3")
    first, second = run(capsys, *arguments), run(capsys, *arguments)
    assert first == second
    assert first[1].startswith("the cat")


def test_evaluate_gives_every_figure_of_the_contract(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = tmp_path / "held-out.txt"
    text.write_text("the cat sat on the mat\nthe dog\n", encoding="utf-8")
    code, out, _ = run(capsys, "evaluate", str(text), "--model", "cats", "--keystrokes", "--json")
    assert code == 0
    results = json.loads(out)
    assert set(results) == {"rnn", "ngram", "mixture"}
    for figures in results.values():
        assert set(figures) == {
            "tokens", "perplexity", "top1", "top3", "top5", "unknown_rate", "keystroke_savings",
            "latency_ms_p50", "latency_ms_p99",
        }  # fmt: skip
        assert figures["tokens"] == 10
        assert figures["unknown_rate"] == pytest.approx(0.1)
    code, out, _ = run(
        capsys, "evaluate", str(text), "--model", "cats", "--parts", "mixture", "--memory", "--json"
    )
    with_memory = json.loads(out)
    assert set(with_memory) == {"mixture", "memory"}
    assert set(with_memory["memory"]) == set(results["mixture"]) - {"keystroke_savings"}
    assert not home.memory_path().exists()
    code, out, _ = run(capsys, "evaluate", str(text), "--model", "cats", "--parts", "ngram")
    assert code == 0
    assert "ngram" in out and "mixture" not in out and "Protocol" in out


def test_models_are_listed_shown_renamed_and_deleted(cats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "cats" in run(capsys, "models", "list")[1]
    assert run(capsys, "models", "show", "cats")[1] == "# card\n"
    assert run(capsys, "models", "use", "cats")[0] == 0
    assert json.loads(run(capsys, "models", "list", "--json")[1])["models"][0]["active"] is True
    assert run(capsys, "models", "rename", "cats", "dogs")[0] == 0
    assert run(capsys, "models", "delete", "dogs")[0] == 0
    assert "No models yet" in run(capsys, "models")[1]


def test_a_model_that_cannot_answer_is_not_made_the_active_one(
    cats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "models", "use", "cats")[0] == 0
    (cats.parent / "unfinished").mkdir()
    code, out, errors = run(capsys, "models", "use", "unfinished")
    assert (code, out, len(errors.splitlines())) == (2, "", 1)
    assert library.active_name() == "cats"


def test_events_that_cannot_be_told_are_refused_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", None)  # as under `>&-`
    assert cli.main(["train", str(tmp_path / "missing.txt"), "--events"]) == 2
    assert capsys.readouterr().err == "wordrnn: The output could not be written (it is closed).\n"


def test_a_model_goes_out_to_a_file_and_comes_in_again(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "cats.wordrnn"
    code, out, errors = run(capsys, "models", "export", "cats", str(file))
    assert (code, out, len(errors.splitlines())) == (0, "", 1)
    assert "can recite what it was trained on" in errors
    assert run(capsys, "models", "import", str(file)) == (0, "Imported as cats-2.\n", "")
    arguments = ("predict", "the c", "--json", "--model")
    assert run(capsys, *arguments, "cats-2") == run(capsys, *arguments, "cats")


def test_a_deleted_model_is_seen_in_the_bin_and_comes_back(
    cats: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "models", "duplicate", "cats", "dogs")[1] == "Copied to dogs.\n"
    assert run(capsys, "models", "delete", "dogs")[0] == 0
    (binned,) = json.loads(run(capsys, "models", "bin", "--json")[1])["bin"]
    assert binned["name"] == "dogs"
    assert "dogs" in run(capsys, "models", "bin")[1]
    assert run(capsys, "models", "restore", "dogs")[1] == "Restored as dogs.\n"
    assert run(capsys, "models", "delete", "dogs")[0] == 0
    assert run(capsys, "models", "bin", "--empty")[1] == "1 models deleted for good.\n"
    assert run(capsys, "models", "restore", "dogs")[0] == 2


def test_notes_are_kept_with_a_model_and_not_shared(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "models", "notes", "cats", "Ann's letters")[0] == 0
    assert run(capsys, "models", "notes", "cats")[1] == "Ann's letters\n"
    run(capsys, "models", "duplicate", "cats", "dogs")
    assert run(capsys, "models", "notes", "dogs")[1] == "Ann's letters\n"
    run(capsys, "models", "export", "cats", str(tmp_path / "cats.wordrnn"))
    assert b"Ann" not in (tmp_path / "cats.wordrnn").read_bytes()


def test_of_several_files_those_that_are_models_come_in(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "dogs.wordrnn"
    run(capsys, "models", "export", "cats", str(file))
    code, out, errors = run(capsys, "models", "import", "none.wordrnn", str(file))
    assert (code, out, len(errors.splitlines())) == (2, "Imported as dogs.\n", 1)


@pytest.mark.parametrize(
    ("said", "last"), [(b"", "cancelled"), (b"cancel\n", "cancelled"), (None, "duplicated")]
)
def test_a_copy_tells_how_far_it_is_and_is_cancelled_from_outside(
    cats: Path, said: bytes | None, last: str
) -> None:
    from wordrnn.events import LineReader

    wait = "tell = models._Telling._progress\n" if said is not None else ""
    if said is not None:  # the child may be done before it hears anything
        wait += "models._Telling._progress = lambda self, share: (self._heard.wait(60), tell(self, share))\n"
    code = f"from wordrnn.cli import main, models\n{wait}main(['models', 'duplicate', 'cats', 'dogs', '--events'])"
    command = [sys.executable, "-c", code]
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdin is not None and child.stdout is not None
    if said is not None:
        child.stdin.write(said)
        child.stdin.close()
    events = list(LineReader().feed(child.stdout.read()))
    child.wait()
    child.stdin.close()
    child.stdout.close()
    assert events[-1]["event"] == last
    assert (home.models_folder() / "dogs").exists() is (last == "duplicated")
    assert not list(home.models_folder().glob(".importing-*"))


def test_corpora_are_listed_and_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "builtin" in run(capsys, "corpora")[1]
    text = tmp_path / "a.txt"
    text.write_text("One line.\r\n\r\nAnother line.\r\n", encoding="utf-8")
    assert run(capsys, "corpora", "read", str(text))[1] == "One line.\nAnother line.\n"


WRONG = {
    "unknown command": ["fly"],
    "unknown option": ["predict", "x", "--modle", "y"],
    "unknown cell": ["train", "builtin", "--cell", "transformer"],
    "no units": ["train", "builtin", "--units", "0"],
    "no time": ["train", "builtin", "--minutes", "0"],
    "time in words": ["train", "builtin", "--minutes", "soon"],
    "seed below zero": ["train", "builtin", "--seed", "-1"],
    "endless time": ["train", "builtin", "--minutes", "nan"],
    "four layers": ["train", "builtin", "--layers", "4"],
    "huge units": ["train", "builtin", "--units", "100000", "--epochs", "1"],
    "weight of nothing": ["train", "builtin", "--weight", "mine=2", "--epochs", "1"],
    "no weight": ["train", "builtin", "--weight", "builtin"],
    "bad name": ["train", "builtin", "--name", "../x"],
    "no text": ["train"],
    "resume of nothing": ["train", "--resume", "--name", "none"],
    "no model": ["predict", "x"],
    "missing model": ["predict", "x", "--model", "none"],
    "missing text": ["evaluate", "none.txt", "--model", "cats"],
    "negative k": ["predict", "x", "--model", "cats", "-k", "-1"],
    "cold": ["generate", "x", "--model", "cats", "--temperature", "-1"],
    "nucleus of nothing": ["generate", "x", "--model", "cats", "--top-p", "0"],
    "no such experiment": ["lab", "attention"],
    "export of nothing": ["models", "export", "none", "x"],
    "export over a folder": ["models", "export", "cats", "."],
    "import of nothing": ["models", "import", "none.wordrnn"],
    "import of something else": ["models", "import", "pyproject.toml"],
    "no such public corpus": ["corpora", "get", "x"],
    "from nothing": ["train", "builtin", "--from", "none"],
    "from a text": ["train", "builtin", "--from", "pyproject.toml"],
    "from a model to its own name": ["train", "builtin", "--from", "cats", "--name", "cats"],
    "from another cell": ["train", "builtin", "--from", "cats", "--cell", "lstm"],
    "from a narrower network": ["train", "builtin", "--from", "cats", "--units", "8"],
    "from fewer layers": ["train", "builtin", "--from", "cats", "--layers", "2"],
    "from other vectors": ["train", "builtin", "--from", "cats", "--embedding", "4"],
    "from whole words to pieces": ["train", "builtin", "--from", "cats", "--tokenizer", "bpe"],
    "from typed to split text": ["train", "builtin", "--from", "cats", "--pretokenized"],
    "from other tokens and cell": [
        "train",
        "builtin",
        "--from",
        "cats",
        "--cell",
        "gru",
        "--tokenizer",
        "bpe",
    ],
    "from what is known": ["train", "--resume", "--name", "cats", "--from", "cats"],
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_is_one_line_and_exit_code_2(
    cats: Path, capsys: pytest.CaptureFixture[str], wrong: str
) -> None:
    code, out, errors = run(capsys, *WRONG[wrong])
    assert (code, out) == (2, "")
    (line,) = [line for line in errors.splitlines() if line]
    assert line.startswith("wordrnn: ")
    assert "Traceback" not in line and " _" not in line, "one of our own names shows through"
    assert [path.name for path in home.models_folder().iterdir()] == ["cats"]


NAMED = [
    ["evaluate", "NAME", "--model", "cats"],
    ["train", "NAME"],
    ["train", "builtin", "--valid", "NAME"],
    ["corpora", "read", "NAME"],
    ["memory", "learn", "NAME", "--model", "cats"],
    ["memory", "import", "NAME"],
    ["predict", "x", "--model", "NAME"],
    ["models", "use", "NAME"],
    ["models", "import", "NAME"],
    ["models", "import", "NAME.arpa"],
    ["lab", "gates", "--data", "NAME"],
]


def test_what_can_be_no_path_names_nothing(cats: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in NAMED:
        for name in ("~nobody$here", "é" * 200):
            code, out, errors = run(capsys, *(each.replace("NAME", name) for each in command))
            assert (code, out, errors.count("\n")) == (2, "", 1), command


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count letters, not bytes")
def test_a_name_too_long_for_the_disk_is_told(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = "😀" * 80  # of four bytes each
    for command in (
        ["models", "export", "cats", name],
        ["models", "rename", "cats", name],
        ["models", "duplicate", "cats", name],
        ["memory", "export", name],
        ["train", "builtin", "--out", name],
        ["train", "builtin", "--name", name],
    ):
        code, _, errors = run(capsys, *command)
        assert (code, errors.count("\n")) == (2, 1), command
        assert "could not be written (File name too long)" in errors


def test_a_file_may_begin_like_a_home_folder(
    cats: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "~$letter.txt").write_text("the cat sat\n", encoding="utf-8")
    assert run(capsys, "corpora", "read", "~$letter.txt") == (0, "the cat sat\n", "")


BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.mark.parametrize("command", [["models", "show", "cats"], ["--help"]])
def test_a_closed_pipe_is_no_error(cats: Path, command: list[str]) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "wordrnn", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=BUFFERED | {"WORDRNN_HOME": str(home.data_folder())},
    ) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("environment", "command"), [(BUFFERED, "--help"), (BUFFERED | {"PYTHONUNBUFFERED": "1"}, "models")]
)
def test_output_that_cannot_be_written_is_told_in_a_line(environment: dict[str, str], command: str) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "wordrnn", command],
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment,
            text=True,
        )
    assert done.returncode == 2
    assert done.stderr == "wordrnn: The output could not be written (No space left on device).\n"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (["evaluate", "-", "--model", "cats"], 2),
        (["memory", "learn", "-", "--model", "cats"], 0),
        (["models", "notes", "cats", "-"], 0),
        (["models", "duplicate", "cats", "dogs", "--events"], 2),
    ],
)
def test_a_closed_input_is_an_empty_one(
    cats: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    command: list[str],
    code: int,
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    monkeypatch.setattr(models._Listener, "_heard", None)
    assert run(capsys, *command)[0] == code
    assert sorted(path.name for path in home.models_folder().iterdir()) == ["cats"]


def test_bytes_that_are_no_text_are_marked_in_notes(
    cats: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"caf\xe9"), errors="surrogateescape"))
    assert run(capsys, "models", "notes", "cats", "-")[0] == 0
    assert run(capsys, "models", "notes", "cats")[1] == "caf\ufffd\n"
    assert run(capsys, "models", "notes", "cats", "caf\udce9")[0] == 0
    assert run(capsys, "models", "notes", "cats")[1] == "caf?\n"
    assert run(capsys, "models", "rename", "cats", "caf\udce9")[0] == 2


def test_what_has_nothing_to_measure_is_told_in_json_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tokenizer = Tokenizer.fit(["the cat sat on the mat the cat\n" * 3], "pretokenized")
    publish(home.models_folder() / "split", None, tokenizer=tokenizer)
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "notes.md").write_text("text", encoding="utf-8")
    code, out, errors = run(capsys, "evaluate", str(tmp_path / "empty"), "--model", "split", "--json")
    assert (code, out, "at least one readable text file" in errors) == (2, "", True)


@pytest.mark.parametrize("form", ["--json", "--words"])
def test_a_part_that_a_model_has_not_is_told_in_every_form(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(home.models_folder() / "counts", None)
    (tmp_path / "a.txt").write_text("the cat sat\n", encoding="utf-8")
    code, _, errors = run(
        capsys, "evaluate", str(tmp_path / "a.txt"), "--model", "counts", "--parts", "rnn", form
    )
    assert (code, "has no part 'rnn'" in errors) == (2, True)


def test_of_a_closed_input_there_is_nothing_to_listen_to(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    control = Control()
    control.listen(stdin.lines())
    assert control.next(wait=True) == "stop"  # as where it is empty
