import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.train.options import PRESETS, TrainingOptions, options_from
from wordrnn.cli import arguments as cli
from wordrnn.cli import commands
from wordrnn.training import plan

NAMES = st.text(
    st.characters(exclude_characters="\0", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
)


def test_presets_are_the_command_lines_own() -> None:
    assert PRESETS == plan.PRESETS


def test_arguments() -> None:
    options = TrainingOptions(
        "my letters", ("builtin", "mails"), 7, {"cell": "gru", "units": "128"}, {"mails": 2.5, "builtin": 1.0}
    )
    assert options.arguments() == [
        "builtin", "mails", "--name", "my letters", "--minutes", "7", "--cell", "gru", "--units", "128",
        "--weight", "mails=2.5", "--events",
    ]  # fmt: skip
    assert "--no-redact" in TrainingOptions("a", ("b",), redact=False).plan_arguments()
    assert TrainingOptions("a", resume=True).arguments() == ["--resume", "--name", "a", "--events"]
    assert TrainingOptions("a", resume=True, longer=20).arguments() == [
        "--resume", "--name", "a", "--minutes", "20", "--events",
    ]  # fmt: skip
    assert TrainingOptions("a", ("b",)).plan_arguments() == [
        "b",
        "--preset",
        "balanced",
        "--plan",
        "--events",
    ]


@given(
    name=NAMES,
    corpora=st.lists(NAMES, min_size=1, max_size=3, unique=True),
    minutes=st.sampled_from([5.0, 0.1, 20.0, 123.4]),
    weights=st.lists(st.sampled_from([1.0, 0.5, 3.0]), min_size=3, max_size=3),
    base=st.none() | NAMES,
)
def test_the_line_reads_back_as_what_was_asked_for(
    name: str, corpora: list[str], minutes: float, weights: list[float], base: str | None
) -> None:
    settings = {"from": base} if base else {"cell": "gru", "seed": "7"}
    by_corpus = dict(zip(corpora, weights, strict=False))
    options = TrainingOptions(name, tuple(corpora), minutes, settings, by_corpus)
    program, *words = shlex.split(options.command_line(windows=False))
    assert program == "wordrnn"
    parsed = cli._parser().parse_args(words)
    assert (parsed.name, parsed.paths, parsed.base) == (name, corpora, base)
    assert (parsed.minutes or PRESETS[parsed.preset]) == pytest.approx(minutes)
    assert dict(parsed.weight) == {each: weight for each, weight in by_corpus.items() if weight != 1.0}
    assert not parsed.events
    parsed = cli._parser().parse_args(["train", *options.plan_arguments()])
    assert parsed.plan and parsed.events and parsed.paths == corpora


def test_windows_reads_the_same_words() -> None:
    line = TrainingOptions("my voice", ("a b", 'say "no"')).command_line(windows=True)
    assert line == 'wordrnn train "a b" "say \\"no\\"" --name "my voice" --preset balanced'
    if sys.platform == "win32":
        code = "import sys; print(sys.argv[1:])"
        subprocess.run(f'"{sys.executable}" -c "{code}" {line}', check=True)


def test_the_line_of_a_run_that_was_found(tmp_path: Path) -> None:
    words = [
        "a",
        "b",
        "--name",
        "x",
        "--minutes",
        "7",
        "--cell",
        "gru",
        "--units",
        "64",
        "--weight",
        "b=2",
        "--seed",
        "3",
    ]
    request = commands._request(cli._parser().parse_args(["train", *words]), tmp_path)
    asked = json.loads(json.dumps(request.to_dict()))
    options = options_from("x", asked)
    assert options is not None
    assert options == TrainingOptions(
        "x", ("a", "b"), 7, {"cell": "gru", "units": "64", "seed": "3"}, {"b": 2.0}
    )
    assert options_from("x", {}) is None
    for option in (["--pretokenized"], ["--valid", "c"], ["--embedding", "96"]):
        request = commands._request(cli._parser().parse_args(["train", *words, *option]), tmp_path)
        assert options_from("x", request.to_dict()) is None
    request = commands._request(cli._parser().parse_args(["train", *words, "--no-redact"]), tmp_path)
    kept = options_from("x", request.to_dict())
    assert kept is not None
    assert not kept.redact
    assert "--no-redact" in kept.command_line(windows=False)
