"""`wordrnn train --workers` where it cannot begin: one sentence, exit code 2, and nothing made."""

import json
import socket

import pytest

from tests.wordrnn.training.test_roll_call import addresses
from wordrnn import cli, home


def config(index: int, *workers: str) -> str:
    return json.dumps({"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}})


def refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, value: str | None, *options: str
) -> str:
    """Return the one line that `wordrnn train --workers` says of TF_CONFIG `value`."""
    monkeypatch.delenv("TF_CONFIG", raising=False)
    if value is not None:
        monkeypatch.setenv("TF_CONFIG", value)
    assert cli.main(["train", "builtin", "--name", "together", "--epochs", "1", *options]) == 2
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("wordrnn: ")]
    assert len(lines) == 1
    assert not (home.models_folder() / "together").exists()
    return lines[0]


def test_without_a_cluster(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert "TF_CONFIG, which is not set" in refused(capsys, monkeypatch, None, "--workers")
    assert "expected JSON, got '{'" in refused(capsys, monkeypatch, "{", "--workers")
    told = refused(capsys, monkeypatch, config(2, *addresses(2)), "--workers")
    assert told == "wordrnn: TF_CONFIG: expected 0 to 1 as the index of its task, got 2."
    assert "--wait: expected --workers with it" in refused(capsys, monkeypatch, None, "--wait", "3")
    assert "--plan: expected one machine" in refused(capsys, monkeypatch, None, "--workers", "--plan")


@pytest.mark.parametrize("index", [0, 1])
def test_where_the_other_does_not_come(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, index: int
) -> None:
    pytest.importorskip("tensorflow")
    both = addresses(2)
    told = refused(capsys, monkeypatch, config(index, *both), "--workers", "--wait", "0.3")
    assert f"after 0.3 seconds; worker {1 - index} ({both[1 - index]}) did not come" in told


def test_where_the_port_is_taken(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("tensorflow")
    with socket.create_server(("", 0)) as taken:
        here = f"127.0.0.1:{taken.getsockname()[1]}"
        told = refused(capsys, monkeypatch, config(0, here, *addresses(1)), "--workers")
    assert told.startswith(f"wordrnn: {here} cannot be this worker's address")


def test_gpus_that_are_not_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    tensorflow = pytest.importorskip("tensorflow")
    found = len(tensorflow.config.list_physical_devices("GPU"))
    told = refused(capsys, monkeypatch, None, "--gpus", str(found + 1))
    assert f"--gpus: expected at most {found}, the GPUs that TensorFlow finds" in told


def test_a_cluster_of_one_is_this_machine() -> None:
    from wordrnn.training.cluster import Cluster
    from wordrnn.training.where import HERE, Where

    assert not HERE.is_shared
    assert not Where(Cluster(("a:1",), 0)).is_shared
    assert Where(gpus=1).is_shared and Where(Cluster(("a:1", "b:1"), 1)).is_shared
