"""Kills a training run at random moments and lets it go on, over and over: what is lost, what is damaged?

    python tests/benchmarks/kill.py TEXT [--kills 20] [--seed 1]

Every time: the model folder must load and predict (once there is a model), `--resume` must go on, and at most a minute
of training may be lost. Exit code 1 if any of this fails.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import wordrnn
from wordrnn import home
from wordrnn.events import Event, LineReader

NAME = "killed"


class Run:
    """A training process and the events it has told so far."""

    def __init__(self, arguments: list[str]) -> None:
        command = [sys.executable, "-m", "wordrnn", "train", *arguments, "--events"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.events: list[Event] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        reader = LineReader()
        for line in self.process.stdout:
            self.events += reader.feed(line)

    def wait_until_training(self, timeout: float = 120) -> bool:
        """Return whether the first step came before `timeout` seconds were over."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and self.process.poll() is None:
            if any(item["event"] == "step" for item in self.events):
                return True
            time.sleep(0.02)
        return False

    def kill(self) -> str:
        """Kill the process as a power cut would; return what it said on stderr."""
        self.process.send_signal(signal.SIGKILL)
        _, errors = self.process.communicate()
        self._reader.join()
        return errors.decode(errors="replace")

    def elapsed(self) -> float:
        """Return the seconds of training behind it at its last report."""
        return max(
            (item["elapsed_seconds"] for item in self.events if "elapsed_seconds" in item), default=0.0
        )

    def first_elapsed(self) -> float:
        """Return the seconds of training that were behind it when it went on."""
        return next((item["elapsed_seconds"] for item in self.events if item["event"] == "step"), 0.0)


def main() -> int:
    """Run the campaign; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("text")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORDRNN_HOME"] = folder
        return campaign(options.text, options.kills, rng)


def campaign(text: str, kills: int, rng: random.Random) -> int:
    """Kill and resume `kills` times; print a line each and return the exit code."""
    model = home.models_folder() / NAME
    fresh = [text, "--name", NAME, "--minutes", "600", "--units", "64", "--embedding", "64"]
    failures, before = 0, 0.0
    for number in range(1, kills + 1):
        resuming = (model / "training" / "run.json").exists()
        run = Run(["--resume", "--name", NAME] if resuming else fresh)
        early = number % 4 == 1  # one in four while text is read, n-grams are counted, the graph is built
        if early:
            time.sleep(rng.uniform(0.2, 8.0))
        else:
            run.wait_until_training()
            time.sleep(rng.uniform(0.0, 12.0))
        errors = run.kill()
        stepped = any(item["event"] == "step" for item in run.events)
        lost = max(0.0, before - run.first_elapsed()) if stepped else 0.0
        loads = predicts(model)
        good = loads and lost <= 60 and (early or stepped)
        failures += not good
        if stepped:
            before = run.elapsed()
        print(
            f"kill {number:2}: {'resumed' if resuming else 'fresh'}, {'early' if early else 'training'}, "
            f"lost {lost:4.1f} s of training, model {'loads' if loads else 'DAMAGED'}{'' if good else ' FAILED'}",
            flush=True,
        )
        if not good:
            print(errors[-2000:])
    print(f"{kills} kills, {failures} failures")
    return 1 if failures else 0


def predicts(model: Path) -> bool:
    """Return whether there is no model yet, or one that loads and suggests."""
    if not (model / "model.json").exists():
        return True
    try:
        return bool(wordrnn.load(model).suggest("the ", 3))
    except wordrnn.WordrnnError as error:
        print(error)
        return False


if __name__ == "__main__":
    sys.exit(main())
