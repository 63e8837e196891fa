"""Several workers on this machine against one: the same losses, random kills, what is said, and how fast they are.

    python -m tests.benchmarks.workers TEXT [--workers 2 4] [--kills 4] [--seed 1] [--only curve kill said speed]

Exit code 1 if a loss differs by more than 1e-4 from that of one worker, a run that lost a worker hangs, says nothing or
does not go on as if it had not been stopped, or a wrong TF_CONFIG is not answered by one sentence.
"""

import argparse
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_DETERMINISTIC_OPS", "1")

import numpy as np

from tests.wordrnn.training.workers import forked, free_addresses, join
from wordrnn import own_process
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import DataConfig, Dataset, Streams, prepare
from wordrnn.errors import WordrnnError
from wordrnn.messages import sentence
from wordrnn.text import sources
from wordrnn.training import checkpoint, replicas, trainer
from wordrnn.training.control import Control
from wordrnn.training.network import LocalNetwork, MakeNetwork
from wordrnn.training.team import Team

SAME = 1e-4
_ENDING_SECONDS = 60.0
_SNAPSHOT_EVERY = 10
TRAIN = TrainConfig(
    batch=16, bptt=20, epochs=2, learning_rate=0.01, averaging=0.2, sampling=2, dropout=0.3, input_dropout=0.3,
    hidden_dropout=0.2, embedding_dropout=0.1, weight_drop=0.3, activation_l2=2.0, temporal_l2=1.0,
)  # fmt: skip


class Text:
    """A text of as many tokens as it takes for so many windows a pass."""

    def __init__(self, dataset: Dataset, train: TrainConfig, windows: int) -> None:
        self.train = train
        tokens = train.batch * train.bptt * windows + 1
        ids = np.array(np.resize(dataset.train, tokens))
        self.dataset = replace(dataset, train=ids, valid=np.array(dataset.valid[:2000]))
        self.config = ModelConfig(dataset.tokenizer.vocab_size, "lstm", units=64, layers=2, embedding=48)

    def trained(self, folder: Path, make: MakeNetwork = LocalNetwork, patience: float = 0.0) -> None:
        """Train on it in `folder`, from its snapshot where there is one; losses go to the file there."""
        streams, valid = (
            Streams(ids, self.train.batch, self.train.bptt)
            for ids in (self.dataset.train, self.dataset.valid)
        )
        control = Control()
        with (folder / "losses").open("a") as file:

            def tell(*values: Any) -> None:
                file.write(json.dumps(values) + "\n")
                file.flush()

            class Telling(trainer.Trainer):
                def _step(self) -> float:
                    step = self.progress.step
                    if step and step % _SNAPSHOT_EVERY == 0:
                        control.ask("snapshot")
                        self._obey()
                    loss = super()._step()
                    tell(step, loss)
                    time.sleep(patience)
                    return loss

            Telling(
                self.config,
                self.train,
                streams,
                valid,
                np.full(valid.tokens, -np.log(self.config.vocab_size), np.float32),
                folder=folder,
                emit=lambda item: tell("valid", item["valid_loss"]) if item["event"] == "epoch" else None,
                control=control,
                publish=lambda *_: None,
                snapshot=checkpoint.load_snapshot(folder),
                make_network=make,
            ).run()


def alone(text: Text, folder: Path) -> list[int]:
    folder.mkdir()
    return [forked(lambda: text.trained(folder))]


def with_workers(text: Text, folder: Path, count: int, patience: float = 0.0) -> list[int]:
    """Start so many workers; the chief's losses go to `folder`, and what each says at its end to files there."""
    folder.mkdir(exist_ok=True)
    addresses = free_addresses(count)

    def work(index: int) -> None:
        try:
            with join(addresses, index) as team:
                if index == 0:
                    text.trained(folder, team.network_for(text.dataset), patience)
                else:
                    team.follow()
        except WordrnnError as error:
            (folder / f"said{index}").write_text(sentence(error))

    return [forked(lambda index=index: work(index)) for index in range(count)]


def with_replicas(text: Text, folder: Path, count: int) -> list[int]:
    """Start one process with as many replicas, as with so many GPUs, on logical CPU devices."""
    folder.mkdir()

    def work() -> None:
        tf = replicas.tf
        (cpu,) = tf.config.list_physical_devices("CPU")
        tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * count)
        strategy = tf.distribute.MirroredStrategy([f"CPU:{index}" for index in range(count)])
        with Team(strategy, None, Control()) as team:
            text.trained(folder, team.network_for(text.dataset))

    return [forked(work)]


def ended(processes: Sequence[int], seconds: float = 600.0) -> list[int | None]:
    """Return the exit code of each process, None of those that had to be killed after so many seconds."""
    end = time.monotonic() + seconds
    codes: dict[int, int | None] = {}
    while len(codes) < len(processes):
        for process in set(processes) - set(codes):
            done, status = os.waitpid(process, os.WNOHANG)
            if done:
                codes[process] = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
                codes[process] = None
        time.sleep(0.02)
    return [codes[process] for process in processes]


def told(folder: Path) -> tuple[dict[int, float], list[float]]:
    """Return the last loss of every step, and the held-out losses."""
    lines = [json.loads(line) for line in (folder / "losses").read_text().splitlines()]
    return {step: loss for step, loss in lines if step != "valid"}, [
        x for kind, x in lines if kind == "valid"
    ]


def curve(dataset: Dataset, counts: Sequence[int], work: Path) -> int:
    """Compare losses, every dropout on; return how many runs differ from one worker's."""
    text = Text(dataset, TRAIN, 30)
    failed = ended(alone(text, work / "one")) != [0]
    steps, valid = told(work / "one")
    print(f"one worker: {len(steps)} steps, loss {steps[0]:.4f} to {steps[max(steps)]:.4f}, held out {valid}")
    runs: list[tuple[str, Callable[[Path], list[int]]]] = [
        (f"{count} workers", lambda folder, count=count: with_workers(text, folder, count))
        for count in counts
    ]
    runs += [
        (f"{count} replicas in a process", lambda folder, c=count: with_replicas(text, folder, c))
        for count in counts
    ]
    for name, start in runs:
        folder = work / name
        codes = ended(start(folder))
        mine, measured = told(folder)
        apart = max(abs(steps[step] - mine.get(step, np.inf)) for step in steps)
        held_out = max(abs(a - b) for a, b in zip(valid, measured, strict=True))
        good = apart <= SAME and held_out <= SAME and not any(codes)
        failed += not good
        print(
            f"{name}: losses of steps differ by at most {apart:.1e}, held out by {held_out:.1e}{_mark(good)}",
            flush=True,
        )
    return failed


def kill(dataset: Dataset, counts: Sequence[int], work: Path, kills: int, rng: random.Random) -> int:
    """Kill a worker at a random moment, let all go on, and compare with a run that nobody stopped."""
    text = Text(dataset, TRAIN, 40)
    failed = ended(alone(text, work / "whole")) != [0]
    whole, _ = told(work / "whole")
    for number in range(kills):
        count = counts[number % len(counts)]
        folder = work / f"killed{number}"
        processes = with_workers(text, folder, count, patience=0.05)
        while not (folder / "training" / "current").exists():
            time.sleep(0.02)
        time.sleep(rng.uniform(0.0, 2.0))
        victim = rng.randrange(count)
        os.kill(processes[victim], signal.SIGKILL)
        start = time.monotonic()
        codes = ended(processes, _ENDING_SECONDS)
        seconds = time.monotonic() - start
        at = max(told(folder)[0])
        said = [(folder / f"said{index}") for index in range(count) if index != victim]
        sentences = {path.read_text() if path.exists() else "NOTHING" for path in said}
        kept = checkpoint.load_snapshot(folder)
        again = ended(with_workers(text, folder, count))
        steps, _ = told(folder)
        apart = max(abs(whole[step] - steps.get(step, np.inf)) for step in whole)
        expected = [-signal.SIGKILL if index == victim else 0 for index in range(count)]
        good = codes == expected and not any(again) and apart <= SAME
        good = good and all(each.startswith("The run has ended, since") for each in sentences)
        failed += not good
        print(
            f"kill {number + 1}: worker {victim} of {count} at step {at}, "
            f"snapshot of step {kept and kept.progress['step']}; the others ended within {seconds:.1f} s; "
            f"resumed, all steps differ by at most {apart:.1e}{_mark(good)}"
        )
        for each in sorted(sentences):
            print(f"    {each}", flush=True)
    return failed


def said(text: str, work: Path) -> int:
    """Start `wordrnn train --workers` with what is wrong, and a whole run that loses a worker; check what is said."""
    first, second = free_addresses(2)
    taken = socket.create_server(("", 0))
    here = f"127.0.0.1:{taken.getsockname()[1]}"

    def config(index: Any, *workers: str) -> str:
        return json.dumps({"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}})

    cases = {
        "missing": None,
        "bad JSON": "{'cluster'",
        "index out of range": config(2, first, second),
        "no port": config(0, "localhost", second),
        "port taken": config(0, here, second),
        "the other never comes": config(0, first, second),
        "the first never comes": config(1, first, second),
    }
    failed = 0
    for name, value in cases.items():
        start = time.monotonic()
        process = _train([text, "--name", "said", "--epochs", "1", "--wait", "2"], value, work / "said")
        _, errors = process.communicate(timeout=120)
        lines = [line for line in errors.splitlines() if line.startswith("wordrnn:")]
        good = process.returncode == 2 and len(lines) == 1
        failed += not good
        print(
            f"{name}: exit {process.returncode} after {time.monotonic() - start:.1f} s{_mark(good)}\n    {lines}"
        )
    taken.close()
    return failed + _whole_run(text, work)


def _whole_run(text: str, work: Path) -> int:
    """Train by two processes of the command line, kill the second, and resume both."""
    options = [
        "--name",
        "pair",
        "--units",
        "32",
        "--embedding",
        "32",
        "--vocabulary",
        "5000",
        "--epochs",
        "40",
    ]
    homes = [work / "first", work / "second"]  # machines that share no folder
    failed = 0
    for round_, command in enumerate(([text, *options], ["--resume", "--name", "pair"])):
        addresses = free_addresses(2)
        tasks = [
            json.dumps({"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}})
            for index in (0, 1)
        ]
        processes = [_train(command, task, folder) for task, folder in zip(tasks, homes, strict=True)]
        current = homes[0] / "models" / "pair" / "training" / "current"
        before = _content(current)
        while _content(current) == before and all(process.poll() is None for process in processes):
            time.sleep(0.1)
        time.sleep(1.0)
        if round_ == 0:
            processes[1].kill()
        else:
            processes[1].terminate()  # a stop for all
        answers = [process.communicate(timeout=600)[1].splitlines()[-1:] for process in processes]
        codes = [process.returncode for process in processes]
        good = codes == ([2, -signal.SIGKILL] if round_ == 0 else [0, 0])
        failed += not good
        print(
            f"{'killed' if round_ == 0 else 'resumed, then stopped by the second'}: exit {codes}{_mark(good)}"
        )
        print("\n".join(f"    {line}" for answer in answers for line in answer), flush=True)
    written = sorted(path.name for path in homes[1].rglob("*") if path.is_file())
    print(f"files that the second worker wrote: {written}")
    return failed + bool(written)


def _content(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _train(arguments: list[str], config: str | None, folder: Path) -> subprocess.Popen[str]:
    environment = {name: value for name, value in os.environ.items() if name != "TF_CONFIG"}
    environment |= {"WORDRNN_HOME": str(folder)} | ({"TF_CONFIG": config} if config is not None else {})
    command = own_process.command("train", *arguments, "--workers")
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def speed(vocabulary: int, counts: Sequence[int], work: Path, steps: int) -> int:
    """Time steps with the same streams in all, each worker on one core, as far as there are cores."""
    config = ModelConfig(vocabulary, "lstm", units=256, embedding=128)
    train = TrainConfig(batch=32, bptt=35)
    cores = sorted(os.sched_getaffinity(0))

    def measure(count: int) -> float:
        addresses = free_addresses(count)
        result = work / f"speed{count}"

        def worker(index: int) -> None:
            os.sched_setaffinity(0, {cores[index % len(cores)]})
            with join(addresses, index) as team:
                if index == 0:
                    make = team.network_for(Text(dataset_of(vocabulary), train, steps).dataset)
                    timed(make)
                else:
                    team.follow()

        def timed(make: MakeNetwork) -> None:
            text = Text(dataset_of(vocabulary), train, steps)
            network = make(
                config,
                train,
                *(Streams(ids, train.batch, train.bptt) for ids in (text.dataset.train, text.dataset.valid)),
                None,
            )
            network.begin_pass()
            times = []
            for step in range(steps):
                start = time.perf_counter()
                network.step(step, 0.001)
                times.append(time.perf_counter() - start)
            result.write_text(str(train.batch * train.bptt / np.median(times[2:])))

        def single() -> None:
            os.sched_setaffinity(0, {cores[0]})
            timed(LocalNetwork)

        ended([forked(single)] if count == 1 else [forked(lambda i=i: worker(i)) for i in range(count)])
        return float(result.read_text())

    one = measure(1)
    print(
        f"one worker on one core: {one:,.0f} tokens/s ({config.parameters:,} parameters, {train.batch} streams)"
    )
    for count in counts:
        found = measure(count)
        real = min(count, len(cores))
        print(
            f"{count} workers on {real} cores: {found:,.0f} tokens/s, {found / one:.2f} times as fast; "
            f"efficiency {found / one / real:.0%} a core, {found / one / count:.0%} a worker",
            flush=True,
        )
    return 0


def dataset_of(vocabulary: int) -> Dataset:
    """Return ids that stand for a text, whose words do not matter for speed."""
    ids = np.random.default_rng(0).integers(2, vocabulary, 100_000, dtype=np.uint16)
    return Dataset(Path("none"), _Sized(vocabulary), ids, ids[:5000], 1, 1.0)  # pyright: ignore[reportArgumentType]


class _Sized:
    def __init__(self, vocab_size: int) -> None:
        self.vocab_size = vocab_size


def _mark(good: bool) -> str:
    return "" if good else " FAILED"


def main() -> int:
    """Run what was asked for; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text")
    parser.add_argument("--workers", type=int, nargs="+", default=[2, 4])
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--steps", type=int, default=12, help="to time")
    parser.add_argument("--seed", type=int, default=1)
    parts = ("curve", "kill", "said", "speed")
    parser.add_argument("--only", nargs="+", choices=parts, default=parts)
    options = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        os.environ["WORDRNN_HOME"] = str(work / "home")
        if {"curve", "kill"} & set(options.only):
            documents = sources.documents_of([options.text], {}, False)
            dataset = prepare(documents, None, DataConfig(vocabulary_size=5000), work / "cache")
            if "curve" in options.only:
                failed += curve(dataset, options.workers, work)
            if "kill" in options.only:
                failed += kill(dataset, options.workers, work, options.kills, random.Random(options.seed))
        if "said" in options.only:
            failed += said(options.text, work)
        if "speed" in options.only:
            failed += speed(10_000, options.workers, work, options.steps)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
