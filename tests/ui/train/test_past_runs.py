import json
from pathlib import Path

from tests.ui.train.test_run_view import epoch
from ui.train.past_runs import past_runs, run_of


def write_model(folder: Path, info: object, *history: dict) -> Path:
    folder.mkdir(parents=True)
    (folder / "model.json").write_text(json.dumps(info), encoding="utf-8")
    (folder / "history.jsonl").write_text(
        "".join(json.dumps(item) + "\n" for item in history), encoding="utf-8"
    )
    return folder


INFO = {
    "created": "2026-11-22T10:00:00+00:00",
    "config": {"cell": "gru", "units": 128, "layers": 2},
    "training": {
        "corpus": "letters", "train_tokens": 48_000, "vocabulary": 9000, "tokenizer": "word", "settings": {"seed": 3},
    },
}  # fmt: skip


def test_the_run_behind_a_model(tmp_path: Path) -> None:
    old = epoch(3, 90.0, False)
    del old["valid_top3"]  # as an earlier version wrote it
    write_model(tmp_path / "a", INFO, epoch(1, 300.0, True), epoch(2, 88.4, True), old)
    write_model(tmp_path / "b", {**INFO, "created": "2026-11-23"}, epoch(1, 50.0, True))
    newest, run = past_runs(tmp_path)
    assert newest.name == "b"
    assert run.held_out == ((1.0, 300.0), (2.0, 88.4), (3.0, 90.0))
    assert (run.cell, run.units, run.layers, run.perplexity, run.top3) == ("gru", 128, 2, 88.4, 0.402)
    assert (run.corpus, run.train_tokens, run.seed, run.seconds) == ("letters", 48_000, 3, 300.0)


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    write_model(tmp_path / "without-curve", INFO)
    write_model(tmp_path / "damaged", [], epoch(1, 300.0, True))
    write_model(tmp_path / "other", {"created": ""}, epoch(1, 300.0, True))
    (tmp_path / "empty").mkdir()
    broken = write_model(tmp_path / "broken", INFO)
    (broken / "history.jsonl").write_bytes(b"{\xff")
    assert past_runs(tmp_path) == []
    assert run_of(tmp_path / "nowhere") is None
