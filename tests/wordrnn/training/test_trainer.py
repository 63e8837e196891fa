"""The training loop on a text of one line: it learns, it obeys, and a run that was cut off goes on as if it had not."""

import dataclasses
import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest

os.environ.setdefault("TF_DETERMINISTIC_OPS", "1")
pytest.importorskip("keras")

from wordrnn.config import Cell, ModelConfig, Precision, TrainConfig
from wordrnn.dataset import Streams
from wordrnn.errors import ModelError, StorageError
from wordrnn.events import Event
from wordrnn.training import checkpoint
from wordrnn.training.control import Control, Request
from wordrnn.training.trainer import Discarded, Trainer, Validation

CONFIG = ModelConfig(12, "lstm", units=8, embedding=8)
TRAIN = TrainConfig(batch=4, bptt=5, dropout=0.3, embedding_dropout=0.1, epochs=8, learning_rate=0.02)


def text(tokens: int) -> np.ndarray:
    line = np.array([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1], dtype=np.uint16)
    return np.resize(line, tokens)


class Recorder(Trainer):
    """A trainer that keeps its losses, and asks itself for what a test wants asked at a step."""

    def __init__(
        self, folder: Path, train: TrainConfig = TRAIN, config: ModelConfig = CONFIG, **changes: Any
    ) -> None:
        self.events: list[Event] = []
        self.losses: list[float] = []
        self.published: list[Validation] = []
        self.requests: dict[int, list[Request]] = changes.pop("requests", {})
        self.broken_at: set[int] = changes.pop("broken_at", set())
        self.control = Control()
        valid = Streams(text(60), train.batch, train.bptt)
        super().__init__(
            config,
            train,
            Streams(text(300), train.batch, train.bptt),
            valid,
            np.full(valid.tokens, -np.log(12), np.float32),
            folder=folder,
            emit=self.events.append,
            control=self.control,
            publish=lambda weights, validation, progress: self.published.append(validation),
            **changes,
        )

    def _step(self) -> float:
        for request in self.requests.pop(self.progress.step, []):
            self.control.ask(request)
        loss = super()._step()
        if self.progress.step in self.broken_at:
            self.broken_at.remove(self.progress.step)
            return float("nan")
        self.losses.append(loss)
        return loss

    def named(self, name: str) -> list[Event]:
        return [item for item in self.events if item["event"] == name]


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
def test_it_learns_a_repeated_line(tmp_path: Path, precision: Precision) -> None:
    train = TrainConfig(
        batch=4, bptt=5, dropout=0.0, input_dropout=0.0, epochs=12, learning_rate=0.03, precision=precision
    )
    trainer = Recorder(tmp_path, train)
    assert trainer.run() is False
    assert trainer.losses[0] == pytest.approx(np.log(12), abs=0.1)
    assert trainer.losses[-1] < 0.1
    assert trainer.published[-1].loss < 0.2
    means = [float(np.mean(trainer.losses[begin : begin + 15])) for begin in range(0, 180, 15)]
    assert [item["train_loss"] for item in trainer.named("epoch")] == pytest.approx(means)
    assert trainer.published[-1].mixture["network"] > 0.99


REGULARISED = dataclasses.replace(
    TRAIN, weight_drop=0.4, hidden_dropout=0.2, activation_l2=2.0, temporal_l2=1.0, sampling=2, averaging=0.4
)


@pytest.mark.parametrize("train", [TRAIN, REGULARISED])
@pytest.mark.parametrize("cell", ["lstm", "gru"])
def test_resuming_equals_not_stopping(tmp_path: Path, cell: Cell, train: TrainConfig) -> None:
    config = ModelConfig(12, cell, units=8, embedding=6, layers=2)
    whole = Recorder(tmp_path / "whole", train, config)
    whole.run()
    cut = Recorder(tmp_path / "cut", train, config, requests={37: ["stop"]})
    assert cut.run() is True
    snapshot = checkpoint.load_snapshot(tmp_path / "cut")
    again = Recorder(tmp_path / "cut", train, config, snapshot=snapshot)
    again.run()
    for name, mean in whole._mean.arrays.items():
        assert np.abs(mean - again._mean.arrays[name]).max() <= 1e-5
    # `stop` is obeyed before the step after the one that asked for it.
    assert len(cut.losses) == 38
    assert len(whole.losses) == len(cut.losses) + len(again.losses) == 8 * 15
    assert np.abs(np.array(whole.losses[38:88]) - again.losses[:50]).max() <= 1e-6
    assert [item["epoch"] for item in again.progress.history][-1] == 8.0


def test_every_pass_ends_in_a_snapshot(tmp_path: Path) -> None:
    trainer = Recorder(tmp_path)
    trainer.run()
    steps = {item["step"] for item in trainer.named("snapshot")}
    assert steps >= {15 * epoch for epoch in range(1, 9)}


def test_a_snapshot_that_fits_another_network_is_refused(tmp_path: Path) -> None:
    Recorder(tmp_path, requests={2: ["stop"]}).run()
    snapshot = checkpoint.load_snapshot(tmp_path)
    with pytest.raises(ModelError) as caught:
        Recorder(tmp_path, config=ModelConfig(12, "lstm", units=9, embedding=8), snapshot=snapshot)
    assert caught.value.code == "damaged-snapshot"


def test_a_damaged_snapshot_gives_way_to_the_one_before(tmp_path: Path) -> None:
    Recorder(tmp_path, requests={2: ["stop"]}).run()
    training = checkpoint.training_folder(tmp_path)
    (whole,) = (path for path in training.iterdir() if path.is_dir())
    torn = training / "9"
    torn.mkdir()
    (torn / "progress.json").write_text("{")
    (training / "current").write_text("9\n")
    snapshot = checkpoint.load_snapshot(tmp_path)
    assert snapshot is not None
    assert snapshot.progress["step"] == int(whole.name)


def test_the_same_step_saved_twice_never_leaves_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    snapshot = checkpoint.Snapshot({"model.000": np.zeros(2, np.float32)}, {"step": 7})
    checkpoint.save_snapshot(tmp_path, 7, snapshot)
    checkpoint.save_snapshot(tmp_path, 7, checkpoint.Snapshot(snapshot.arrays, {"step": 7, "told": 2}))
    found = checkpoint.load_snapshot(tmp_path)
    assert found is not None and found.progress["told"] == 2

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoint, "write_weights", full)
    with pytest.raises(StorageError):
        checkpoint.save_snapshot(tmp_path, 7, snapshot)
    assert checkpoint.load_snapshot(tmp_path) is not None


def test_stop_publishes_the_best_and_keeps_the_latest(tmp_path: Path) -> None:
    trainer = Recorder(tmp_path, requests={5: ["stop"]})
    assert trainer.run() is True
    assert len(trainer.published) == 1
    assert (checkpoint.training_folder(tmp_path) / "current").read_text() == "6\n"


def test_pause_waits_for_resume_and_other_requests_are_still_obeyed(tmp_path: Path) -> None:
    trainer = Recorder(tmp_path, requests={3: ["pause", "snapshot", "resume"], 5: ["pause", "stop"]})
    assert trainer.run() is True
    names = [item["event"] for item in trainer.events if item["event"] != "step"]
    assert names.index("paused") < names.index("resumed")
    assert len(trainer.losses) == 6


def test_discard_ends_at_once(tmp_path: Path) -> None:
    with pytest.raises(Discarded):
        Recorder(tmp_path, requests={3: ["discard"]}).run()


def test_a_loss_that_is_no_number_sends_it_back_with_half_the_rate(tmp_path: Path) -> None:
    trainer = Recorder(tmp_path, requests={6: ["snapshot"]}, broken_at={9})
    trainer.run()
    assert [item["code"] for item in trainer.named("warning")] == ["diverged"]
    assert trainer.progress.recoveries == 1
    assert len(trainer.losses) == 8 * 15 + 1  # steps 8 was done twice, step 9 was no number
    assert trainer.published


def test_a_network_that_always_diverges_is_given_up(tmp_path: Path) -> None:
    class Broken(Recorder):
        def _step(self) -> float:
            super()._step()
            return float("nan")

    with pytest.raises(ModelError) as caught:
        Broken(tmp_path).run()
    assert caught.value.code == "diverged"


def test_a_loss_that_runs_away_is_not_waited_for(tmp_path: Path) -> None:
    class RunningAway(Recorder):
        def _step(self) -> float:
            loss = super()._step()
            if self.progress.recoveries == 0 and self.progress.step > 40:
                self.progress.recent_loss = (self.progress.recent_loss or 0.0) + 0.2
            return loss

    trainer = RunningAway(tmp_path, requests={40: ["snapshot"]})
    trainer.run()
    assert [item["code"] for item in trainer.named("warning")] == ["diverged"]
    assert trainer.progress.recoveries == 1
    assert trainer.progress.epoch == TRAIN.epochs


def test_a_run_that_only_overfits_ends_early_and_says_so(tmp_path: Path) -> None:
    class Overfitting(Recorder):
        def _measure(self) -> Validation:
            return Validation(1.0 + abs(self.progress.epoch - 2) / 10, {"network": 1.0, "ngram": 0.0}, 1.0)

    train = TrainConfig(batch=4, bptt=5, epochs=50)
    trainer = Overfitting(tmp_path, train)
    assert trainer.run() is False
    assert trainer.progress.epoch == 6  # four validations above the second one's
    assert [item["code"] for item in trainer.named("warning")] == ["overfitting"]
    assert len(trainer.published) == 2


def test_a_text_known_by_heart_is_said_to_be_so_once(tmp_path: Path) -> None:
    class Memorising(Recorder):
        def _train_loss(self) -> float:
            return 0.6 if self.progress.epoch > 2 else 0.8

        def _measure(self) -> Validation:
            return Validation(3.0 - self.progress.epoch / 100, {"network": 1.0, "ngram": 0.0}, 1.0)

    trainer = Memorising(tmp_path, TrainConfig(batch=4, bptt=5, epochs=5))
    trainer.run()
    warnings = [position for position, item in enumerate(trainer.events) if item["event"] == "warning"]
    assert [trainer.events[position]["code"] for position in warnings] == ["memorised"]
    assert sum(item["event"] == "epoch" for item in trainer.events[: warnings[0]]) == 3


def test_the_learning_rate_rises_stays_and_falls(tmp_path: Path) -> None:
    trainer = Recorder(tmp_path, TrainConfig(batch=4, bptt=5, epochs=10, learning_rate=0.1))
    found = {}
    for epoch in range(11):
        trainer.progress.epoch = epoch
        found[epoch] = trainer._learning_rate()
    assert found[0] == pytest.approx(0.1 * 0.001 / 0.02)  # of the rise, the first step
    assert found[1] == found[5] == pytest.approx(0.1)
    assert found[6] == pytest.approx(0.08)
    assert found[9] == pytest.approx(0.02)
    assert found[10] == pytest.approx(0.001)


def test_a_budget_of_time_ends_with_the_schedule(tmp_path: Path) -> None:
    now = 0.0

    def clock() -> float:
        nonlocal now
        now += 0.05
        return now

    train = TrainConfig(batch=4, bptt=5, seconds=20.0)
    trainer = Recorder(tmp_path, train, clock=clock)
    trainer.run()
    assert trainer.progress.elapsed_seconds == pytest.approx(20.0, abs=1.0)
    assert trainer.network.learning_rate == pytest.approx(0.01 * train.learning_rate, rel=0.5)
    reported = [item["progress"] for item in trainer.named("step")]
    assert reported == sorted(reported)
    assert reported[-1] > 0.9


def test_what_was_measured_while_the_time_ran_is_counted_once(tmp_path: Path) -> None:
    now = 0.0

    class Timed(Recorder):
        def _step(self) -> float:
            nonlocal now
            now += 1.0 if self.progress.step else 100.0  # the first step compiles the graph
            return super()._step()

        def _measure(self) -> Validation:
            nonlocal now
            now += 10.0
            return super()._measure()

    trainer = Timed(tmp_path, dataclasses.replace(TRAIN, epochs=3), clock=lambda: now)
    trainer.run()
    assert trainer.progress.elapsed_seconds == 3 * 15 - 1 + 3 * 10
    assert [item["elapsed_seconds"] for item in trainer.named("epoch")] == [24.0, 49.0, 74.0]


def test_compiling_the_measuring_makes_no_measuring_rarer(tmp_path: Path) -> None:
    now = 0.0

    class Compiling(Recorder):
        compiled = False

        def _losses_of(self, windows: int) -> np.ndarray:
            nonlocal now
            now += 1.0 if self.compiled else 60.0
            self.compiled = True
            return super()._losses_of(windows)

        def _step(self) -> float:
            nonlocal now
            now += 1.0
            return super()._step()

    trainer = Compiling(tmp_path, dataclasses.replace(TRAIN, seconds=120.0), clock=lambda: now)
    trainer.run()
    assert trainer.progress.elapsed_seconds == pytest.approx(120.0, abs=2.0)
    assert len(trainer.named("epoch")) == 5  # after 20 s, 5 % of which one takes, and at the end


def test_weights_that_are_no_numbers_are_never_saved(tmp_path: Path) -> None:
    class Breaking(Recorder):
        def _step(self) -> float:
            loss = super()._step()
            if self.progress.step == 20:  # the loss of a step comes from the weights before it
                weights = self.network.weight_arrays()
                weights["output.bias"][3] = np.nan
                self.network.assign_weights(weights)
            return loss

    Breaking(tmp_path, requests={19: ["stop"]}).run()
    snapshot = checkpoint.load_snapshot(tmp_path)
    assert snapshot is not None and snapshot.progress["step"] == 15
    assert all(np.isfinite(array).all() for array in snapshot.arrays.values())


def test_a_run_that_ended_early_and_was_cut_off_then_does_not_train_on(tmp_path: Path) -> None:
    class Worsening(Recorder):
        def _measure(self) -> Validation:
            return Validation(1.0 + self.progress.epoch / 10, {"network": 1.0, "ngram": 0.0}, 1.0)

    first = Worsening(tmp_path)
    assert first.run() is False
    assert first.progress.epoch < TRAIN.epochs
    again = Worsening(tmp_path, snapshot=checkpoint.load_snapshot(tmp_path))
    assert again.run() is False
    assert again.losses == []


def test_speeds_are_above_zero_after_going_back_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wordrnn.training.trainer._REPORT_SECONDS", 0.0)
    trainer = Recorder(tmp_path, broken_at={29})
    trainer.run()
    assert min(item["tokens_per_second"] for item in trainer.named("step")) >= 0
