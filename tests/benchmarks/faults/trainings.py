"""Kills whole training runs at any moment, again and again: each goes on from where the one before was cut off.

`tests/benchmarks/kill.py` does the same to a run in a process of its own, as a person starts it, and of any size. Here
the runs are tiny and forked from a process that has TensorFlow imported, but not used.
"""

import os
import random
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import wordrnn.training.run
import wordrnn.training.trainer  # noqa: F401
from corpora.builtin_corpus import documents
from tests.benchmarks.kill import predicts
from wordrnn import files, home
from wordrnn.cli import main as command_line
from wordrnn.events import Event, LineReader

_NAME = "killed"
_MOST_LOST = 60.0  # seconds of training
_PATIENCE = 400.0  # seconds until the first step, on a machine with other work


@dataclass
class _Run:
    """A training in a child."""

    child: int
    events: Path
    control: int  # where to write words to
    said: Path

    def told(self) -> list[Event]:
        """Return the events so far."""
        return list(LineReader().feed(self.events.read_bytes()))

    def wait_for_a_step(self) -> bool:
        """Return whether the first step came."""
        end = time.monotonic() + _PATIENCE
        ended = os.WEXITED | os.WNOHANG | os.WNOWAIT  # it is waited for elsewhere
        while time.monotonic() < end and os.waitid(os.P_PID, self.child, ended) is None:
            if any(each["event"] == "step" for each in self.told()):
                return True
            time.sleep(0.05)
        return False


def campaign(folder: Path, kills: int, rng: random.Random, tell: Callable[[str], None]) -> list[str]:
    """Return what went wrong."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    text = folder / "text.txt"
    text.write_text("\n\n".join(document.text for document in documents()), encoding="utf-8")
    model = home.models_folder() / _NAME
    shutil.rmtree(model, ignore_errors=True)
    faults: list[str] = []
    before, startup = 0.0, 10.0
    resumed = early = 0
    for number in range(kills):
        if number and number % 10 == 0:
            tell(f"{'train':24} {number:5} kills so far, {len(faults)} faults")
        resuming = (model / "training" / "run.json").exists()
        if model.exists() and not resuming:  # it had come to its end by itself, or to nothing
            left = [path.name for path in model.iterdir()] if not (model / "model.json").exists() else []
            if set(left) - {"training"}:
                faults.append(f"training, kill {number}: without a model or a run there is {left}")
            shutil.rmtree(model)
            before = 0.0
        resumed += resuming
        run = _started(folder, text, resuming)
        begun = time.monotonic()
        is_early = number % 3 == 0  # while text is read, n-grams are counted, the graph is built
        early += is_early
        if is_early:
            time.sleep(rng.uniform(0.0, startup))
        elif run.wait_for_a_step():
            startup = time.monotonic() - begun
            time.sleep(rng.uniform(0.0, 4.0))
        else:
            faults.append(f"training, kill {number}: no step came: {run.said.read_text()[-800:]}")
        _killed(run)
        steps = [each for each in run.told() if each["event"] == "step"]
        if steps and (lost := before - float(steps[0]["elapsed_seconds"])) > _MOST_LOST:
            faults.append(f"training, kill {number}: {lost:.0f} s of training were lost")
        if steps:
            before = float(steps[-1]["elapsed_seconds"])
        if not predicts(model):
            faults.append(f"training, kill {number}: the model is damaged")
    faults += _brought_to_its_end(folder, text, model)
    tell(
        f"{'train':24} {kills:5} kills, {early:4} before the first step, {resumed} resumed, {len(faults)} faults"
    )
    return faults


def _brought_to_its_end(folder: Path, text: Path, model: Path) -> list[str]:
    """Resume once more and stop; return what is not as it should be then."""
    run = _started(folder, text, (model / "training" / "run.json").exists())
    if run.wait_for_a_step():
        os.write(run.control, b"stop\n")
    _, status = os.waitpid(run.child, 0)
    os.close(run.control)
    if os.waitstatus_to_exitcode(status):
        return [f"training: it did not come to its end: {run.said.read_text()[-800:]}"]
    left = [path.name for pattern in (f"{files.TEMPORARY}*", "*.previous") for path in model.rglob(pattern)]
    faults = [f"training: {name} is left over" for name in left]
    return faults if predicts(model) else [*faults, "training: the model is damaged at its end"]


def _started(folder: Path, text: Path, resuming: bool) -> _Run:
    asked = ["--resume", "--name", _NAME]
    fresh = [
        str(text),
        "--name",
        _NAME,
        "--minutes",
        "600",
        "--units",
        "16",
        "--embedding",
        "16",
        "--vocabulary",
        "500",
    ]
    listening, control = os.pipe()
    events, said = folder / "events", folder / "said"
    told = os.open(events, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    errors = os.open(said, os.O_CREAT | os.O_TRUNC | os.O_WRONLY)
    sys.stdout.flush()
    child = os.fork()
    if not child:
        try:
            os.close(control)
            for source, target in ((listening, 0), (told, 1), (errors, 2)):
                os.dup2(source, target)
            code = command_line(["train", *(asked if resuming else fresh), "--events"])
        except BaseException:
            os.write(2, traceback.format_exc().encode())
            code = 1
        os._exit(code)
    for number in (listening, told, errors):
        os.close(number)
    return _Run(child, events, control, said)


def _killed(run: _Run) -> None:
    try:
        os.kill(run.child, signal.SIGKILL)
        os.waitpid(run.child, 0)
    except (ProcessLookupError, ChildProcessError):
        pass  # it had ended, which is told elsewhere
    os.close(run.control)
