import json
from pathlib import Path

import pytest

from tests.wordrnn.cli.test_arguments import run

pytest.importorskip("sklearn")


@pytest.fixture
def corpus(tmp_path: Path) -> str:
    path = tmp_path / "corpus.txt"
    lines = [f"The {number % 7} small dogs see line {number % 9} and the cats.\n" for number in range(300)]
    path.write_text("".join(lines), encoding="utf-8")
    return str(path)


def test_tables_and_sentences(corpus: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table, figure = tmp_path / "race.csv", tmp_path / "race.svg"
    pytest.importorskip("matplotlib")
    asked = [corpus, "--contenders", "ngram, tree", "--seed", "3", "--frequent", "10"]
    code, out, _ = run(capsys, "lab", "race", *asked, "--csv", str(table), "--figure", str(figure))
    assert code == 0
    assert "Kneser–Ney" in out and "Decision tree" in out and "the best language model" in out
    assert table.read_text(encoding="utf-8").startswith("contender,figure,at,value\nngram,")
    assert "edge of the window" in figure.read_text(encoding="utf-8") or figure.stat().st_size > 10_000


def test_options_reach_the_race(corpus: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [corpus, "--contenders", "feedforward", "--epochs", "1", "--units", "7", "--embedding", "5"]
    more = ["--window", "4", "--equal", "parameters", "--vocabulary", "20", "--json"]
    code, out, _ = run(capsys, "lab", "race", *asked, *more)
    assert code == 0
    result = json.loads(out)
    assert (
        result["settings"]
        | {
            "paths": [corpus],
            "contenders": ["feedforward"],
            "epochs": 1,
            "window": 4,
            "equal": "parameters",
            "vocabulary": 20,
        }
        == result["settings"]
    )
    assert 4 in result["context"]["lengths"]
    assert result["text"]["vocabulary"] <= 20


@pytest.mark.parametrize(
    "asked",
    [
        ["--contenders", "lstm,hmm"],
        ["--minutes", "-1"],
        ["--window", "0"],
        ["nowhere.txt", "--contenders", "ngram"],
    ],
)
def test_what_cannot_be_is_said_in_a_line(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = run(capsys, "lab", "race", *asked)
    assert (code, out) == (2, "")
    assert errors.startswith("wordrnn: ") and errors.count("\n") == 1
