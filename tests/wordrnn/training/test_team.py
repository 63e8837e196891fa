"""Two workers on this machine: together they train as one would, and the loss of one is noticed, said and mended."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

os.environ.setdefault("TF_DETERMINISTIC_OPS", "1")
pytest.importorskip("tensorflow")

from tests.wordrnn.training import workers
from wordrnn.training import checkpoint

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
@pytest.mark.timeout(330)
@pytest.mark.skipif(sys.platform == "win32", reason="the workers of this test are forked")
def test_two_workers_train_as_one_and_end_by_a_sentence_when_one_is_killed(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.wordrnn.training.workers", str(tmp_path)]
    with (tmp_path / "errors").open("w+") as errors:
        process = subprocess.Popen(command, cwd=ROOT, stderr=errors, start_new_session=True)
        try:
            code = process.wait(300)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)  # whatever hangs, with the workers
        errors.seek(0)
        assert code == 0, errors.read()[-2000:]
    told = json.loads((tmp_path / "told.json").read_text())
    assert told["told"] == (
        f"The run has ended, since worker 1 ({told['other']}) cannot be reached any more: start all workers "
        "again, with --resume, to go on from the last snapshot."
    )
    alone: list[float] = []
    states = workers.train(tmp_path / "alone", alone)
    together = told["losses"]
    assert len(together) == workers.KILLED_AT
    # With every dropout there is: each worker takes its streams' part of the masks that one would have drawn.
    assert np.abs(np.array(alone[: len(together)]) - together).max() <= 1e-5
    snapshot = checkpoint.load_snapshot(tmp_path)
    assert snapshot is not None and snapshot.progress["step"] == workers.SNAPSHOT_AT
    # A snapshot is the same from any number of workers, the states of all streams and the random state included.
    assert states.keys() == snapshot.arrays.keys()
    for name, array in states.items():
        assert snapshot.arrays[name].dtype == array.dtype
        assert np.abs(snapshot.arrays[name] - array.astype(np.float64)).max() <= 1e-5, name
