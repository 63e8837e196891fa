"""Workers that train together on this machine: a process each, forked from one import of TensorFlow.

    python -m tests.wordrnn.training.workers FOLDER

Two workers train; the second is killed before its 13th step, and what the first makes of it stands in FOLDER/told.json.
"""

import json
import os
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Dataset, Streams
from wordrnn.errors import WordrnnError
from wordrnn.messages import sentence
from wordrnn.training import checkpoint, trainer
from wordrnn.training import team as team_module
from wordrnn.training.checkpoint import Arrays
from wordrnn.training.cluster import Cluster
from wordrnn.training.control import Control

CONFIG = ModelConfig(12, "lstm", units=8, embedding=6)
TRAIN = TrainConfig(
    batch=4, bptt=3, epochs=1, learning_rate=0.02, averaging=0.4, sampling=2, dropout=0.3, input_dropout=0.2,
    embedding_dropout=0.1, weight_drop=0.4, activation_l2=2.0, temporal_l2=1.0,
)  # fmt: skip
SNAPSHOT_AT, KILLED_AT = 8, 12


def text(tokens: int) -> np.ndarray:
    return np.resize(np.array([2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1], np.uint16), tokens)


def dataset() -> Dataset:
    return Dataset(Path("not in the cache"), None, text(300), text(40), 1, 1.0)  # pyright: ignore[reportArgumentType]


def train(folder: Path, losses: list[float], **changes: Any) -> Arrays:
    """Train on the text, every step's loss going to `losses`; return the snapshot after SNAPSHOT_AT of them."""
    streams, valid = (Streams(ids, TRAIN.batch, TRAIN.bptt) for ids in (dataset().train, dataset().valid))
    control = Control()
    kept: list[checkpoint.Snapshot | None] = []

    class Recorder(trainer.Trainer):
        def _step(self) -> float:
            if self.progress.step == SNAPSHOT_AT:
                control.ask("snapshot")
                self._obey()
                kept.append(checkpoint.load_snapshot(folder))
            losses.append(super()._step())
            return losses[-1]

        def _losses_of(self, windows: int) -> Any:
            """Measure no sooner than needed: what is compiled before the first step takes a second in every process."""
            return super()._losses_of(windows) if self.progress.step else None

    loop = Recorder(
        CONFIG, TRAIN, streams, valid, np.full(valid.tokens, -np.log(12), np.float32),
        folder=folder, emit=lambda item: None, control=control, publish=lambda *_: None, **changes,
    )  # fmt: skip
    loop.run()
    assert kept[0]
    return kept[0].arrays


def free_addresses(count: int) -> tuple[str, ...]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    found = tuple(f"127.0.0.1:{each.getsockname()[1]}" for each in sockets)
    for each in sockets:
        each.close()
    return found


def forked(work: Callable[[], None]) -> int:
    """Return the id of a new process that does `work`: TensorFlow, imported but not used yet, is not imported again."""
    if process := os.fork():
        return process
    try:
        work()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
        os._exit(1)


def join(addresses: tuple[str, ...], index: int) -> team_module.Team:
    """Return the team of the workers at `addresses`, of which this process is number `index`."""
    task = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}
    os.environ["TF_CONFIG"] = json.dumps(task)
    team = team_module.Team.start(Cluster(addresses, index), None, Control(), 60.0)
    assert team
    return team


def main(folder: Path) -> int:
    addresses = free_addresses(2)

    def chief() -> None:
        losses: list[float] = []
        told = ""
        try:
            with join(addresses, 0) as team:
                train(folder, losses, make_network=team.network_for(dataset()))
        except WordrnnError as error:
            told = sentence(error)
        (folder / "told.json").write_text(json.dumps({"losses": losses, "told": told, "other": addresses[1]}))

    def other() -> None:
        obey = team_module.obey
        steps = 0

        def killed(said: Any, *rest: Any) -> None:
            nonlocal steps
            steps += said.name == "step"
            if steps > KILLED_AT:
                os.kill(os.getpid(), signal.SIGKILL)
            obey(said, *rest)

        team_module.obey = killed
        with join(addresses, 1) as team:
            team.follow()

    processes = [forked(chief), forked(other)]
    codes = [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in processes]
    return 0 if codes == [0, -signal.SIGKILL] else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
