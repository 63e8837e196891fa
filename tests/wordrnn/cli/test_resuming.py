"""What `wordrnn train --resume` takes beside it, and what it refuses as nothing would come of it."""

from pathlib import Path

import pytest

from tests.wordrnn.cli.test_arguments import run
from wordrnn import home
from wordrnn.dataset import DataConfig
from wordrnn.training import checkpoint, plan
from wordrnn.training import run as training
from wordrnn.training.request import Request

BEGUN = [
    "builtin", "--valid", "builtin", "--weight", "builtin=2", "--epochs", "3", "--cell", "gru", "--layers", "2",
    "--vocabulary", "100", "--seed", "5", "--no-redact",
]  # fmt: skip
OTHERS = {
    "PATH": ["a.txt"],
    "--valid": ["--valid", "a.txt"],
    "--weight": ["--weight", "builtin=3"],
    "--preset": ["--preset", "quick"],
    "--epochs": ["--epochs", "4"],
    "--cell": ["--cell", "lstm"],
    "--units": ["--units", "32"],
    "--layers": ["--layers", "1"],
    "--embedding": ["--embedding", "16"],
    "--vocabulary": ["--vocabulary", "200"],
    "--tokenizer": ["--tokenizer", "bpe"],
    "--pretokenized": ["--pretokenized"],
    "--seed": ["--seed", "1"],
    "--from": ["--from", "cats"],
    "--plan": ["--plan"],
}


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have a run that was begun by `BEGUN`, with a shape of 64 units; to go on with it is to do nothing."""
    folder = home.models_folder() / "cats"
    wishes = plan.Wishes(epochs=3, cell="gru", layers=2, vocabulary=100, seed=5)
    request = Request(
        folder, ("builtin",), "builtin", DataConfig(redact=False), wishes, weights={"builtin": 2.0}
    )
    shape = {"cell": "gru", "layers": 2, "units": 64, "embedding": 64}
    checkpoint.save_run(folder, {**request.to_dict(), "created": "", "config": shape})
    monkeypatch.setattr(training, "resume", lambda *_: training.Outcome(stopped=True))
    return folder


@pytest.mark.parametrize("name", OTHERS)
def test_another_wish_than_at_the_beginning_is_refused(
    begun: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, errors = run(capsys, "train", "--resume", "--name", "cats", *OTHERS[name])
    assert (code, out, errors.count("\n")) == (2, "", 1)
    assert errors.startswith(f"wordrnn: {name}: expected ")


@pytest.mark.parametrize(
    "options", [[], BEGUN, ["--units", "64"], ["--minutes", "3"], ["--gpus", "2"], ["--events"]]
)
def test_the_command_of_the_beginning_and_what_is_of_now_are_taken(
    begun: Path, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "train", "--resume", "--name", "cats", *options)[0] == 0


def test_redaction_that_there_was_is_not_taken_back(begun: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept = checkpoint.load_run(begun)
    checkpoint.save_run(begun, {**kept, "data": {**kept["data"], "redact": True}})
    code, _, errors = run(capsys, "train", "--resume", "--name", "cats", "--no-redact")
    assert (code, errors) == (
        2, "wordrnn: --no-redact: expected nothing with --resume, as when the run began, got the option.\n",
    )  # fmt: skip


def test_a_plan_is_of_one_gpu(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "train", "builtin", "--plan", "--gpus", "4")
    assert (code, errors) == (2, "wordrnn: --plan: expected one GPU, got --gpus 4.\n")
