"""A recurrent network of the race: trained by the trainer itself, in a process of its own."""

import math
import os
import queue
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import IO, Any

from wordrnn import own_process
from wordrnn.config import Cell
from wordrnn.errors import ModelError
from wordrnn.events import Event, LineReader
from wordrnn.lab.racing.measuring import Interrupted
from wordrnn.lab.racing.text import RaceText
from wordrnn.model_folder import open_folder
from wordrnn.recurrent import RecurrentModel

_POLL_SECONDS = 0.2
_PATIENCE_SECONDS = 20.0  # for a trainer that was asked to end


@dataclass(frozen=True, slots=True)
class Order:
    """What the trainer is asked for."""

    cell: Cell
    units: int
    embedding: int
    seed: int
    minutes: float | None = None
    epochs: int | None = None

    def arguments(self, text: RaceText, out: Path) -> list[str]:
        """Return the words after `wordrnn train`."""
        effort = ["--minutes", str(self.minutes)] if self.minutes else ["--epochs", str(self.epochs)]
        return [
            *map(str, text.paths),
            *(["--valid", str(text.valid)] if text.valid else []),
            *(["--pretokenized"] if text.pretokenized else []),
            *("--cell", self.cell, "--units", str(self.units), "--layers", "1"),
            *("--embedding", str(self.embedding), "--vocabulary", str(text.vocabulary)),
            *("--seed", str(self.seed), *effort, "--out", str(out), "--events"),
        ]


@dataclass(frozen=True, slots=True)
class Report:
    """Where a training stands."""

    share: float  # of its effort
    seconds: float  # in steps and validation
    epoch: float  # passes so far
    train_perplexity: float | None
    valid_perplexity: float | None  # where it was measured now


@dataclass(frozen=True, slots=True)
class Trained:
    """A network that was trained: its best weights on the validation text."""

    model: RecurrentModel
    seconds: float
    epochs: float
    tokens_per_second: float


def require_trainer() -> None:
    """Raise UnavailableError where there is nothing to train with."""
    for module in ("keras", os.environ.get("KERAS_BACKEND") or "tensorflow"):
        if find_spec(module) is None:
            raise own_process.missing_part("needs-tensorflow", module)


def train(
    order: Order,
    text: RaceText,
    folder: Path,
    report: Callable[[Report], Any],
    stopped: Callable[[], bool],
) -> Trained:
    """Return the network that the trainer makes of `text` in the new folder `folder`. Raises Interrupted."""
    seconds, epochs, speeds = 0.0, 0.0, []
    command = own_process.command("train", *order.arguments(text, folder))
    with _running(command, text.home, folder.with_suffix(".log"), stopped) as told:
        for item in told:
            if item["event"] not in ("step", "epoch"):
                continue
            seconds, epochs = item["elapsed_seconds"], item["epoch"]
            if item["tokens_per_second"]:
                speeds.append(item["tokens_per_second"])
            report(_report(item))
    opened = open_folder(folder)
    weights = opened.weights()
    same = opened.tokenizer().sha256 == text.dataset.tokenizer.sha256
    if not speeds and seconds:  # over before it was told how fast it is
        speeds.append(epochs * len(text.dataset.train) / seconds)
    if weights is None or opened.config is None or not same or not speeds:
        raise RuntimeError(f"{order.cell}: the trainer left no network over the vocabulary of the race")
    return Trained(RecurrentModel(opened.config, weights), seconds, epochs, median(speeds))


def _report(item: Event) -> Report:
    whole = item["elapsed_seconds"] + item["eta_seconds"]
    share = item["elapsed_seconds"] / whole if whole else 1.0
    valid = item.get("valid_perplexity")
    loss = item.get("train_loss")
    train_perplexity = math.exp(min(loss, 50.0)) if loss is not None else None
    return Report(share, item["elapsed_seconds"], item["epoch"], train_perplexity, valid)


@contextmanager
def _running(
    command: list[str], home: Path, log: Path, stopped: Callable[[], bool]
) -> Iterator[Iterator[Event]]:
    """Give the events of the process `command`, which is gone afterwards, whatever happens."""
    environment = os.environ | {"WORDRNN_HOME": str(home)}
    with log.open("wb") as errors:
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment
        )
        assert process.stdin is not None and process.stdout is not None
        try:
            yield _events(process, process.stdout, log, stopped)
        except BaseException:
            with suppress(OSError):
                process.stdin.write(b"discard\n")
                process.stdin.flush()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_PATIENCE_SECONDS)
            raise
        finally:
            process.kill()
            process.wait()
            with suppress(OSError):
                process.stdin.close()
            process.stdout.close()


def _events(
    process: "subprocess.Popen[bytes]", stdout: IO[bytes], log: Path, stopped: Callable[[], bool]
) -> Iterator[Event]:
    lines: queue.Queue[bytes] = queue.Queue()

    def read() -> None:
        with suppress(OSError, ValueError):  # closed under it
            for line in stdout:
                lines.put(line)
        lines.put(b"")

    reading = threading.Thread(target=read, name="trainer", daemon=True)
    reading.start()
    reader, last = LineReader(), None
    while True:
        if stopped():
            raise Interrupted
        try:
            line = lines.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            continue
        if not line:
            break
        for item in reader.feed(line):
            last = item
            yield item
    reading.join()
    process.wait()
    if last is None or last["event"] != "done" or not last["ok"]:
        said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("wordrnn: ") if said else "it ended without a word"
        raise ModelError("race-training-failed", reason=reason)
