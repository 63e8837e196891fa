from pathlib import Path

import numpy as np

from wordrnn.training import checkpoint
from wordrnn.training.checkpoint import Snapshot, load_snapshot, save_snapshot


def test_what_a_cut_off_snapshot_left_goes_with_the_next(tmp_path: Path) -> None:
    training = checkpoint.training_folder(tmp_path)
    (training / ".tmp-5").mkdir(parents=True)
    (training / ".tmp-5" / "state.safetensors").write_bytes(b"half")
    (training / f".tmp-{'0' * 32}-current").write_text("5")
    save_snapshot(tmp_path, 6, Snapshot({"weights": np.ones(3, np.float32)}, {"epoch": 1}))
    assert sorted(path.name for path in training.iterdir()) == ["6", "current"]
    found = load_snapshot(tmp_path)
    assert found is not None and found.progress["epoch"] == 1
