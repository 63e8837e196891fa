"""How far back can it remember? Accuracy against distance, for windows and for recurrent networks.

The networks get sequences of all lengths and are asked at the end, with every step of the way in their gradient. Each
distance up to the farthest of a sequence is as likely as any other, and each farthest one up to the longest: near ones
are met more often than far ones, and a sequence takes half as long as with the longest every time. All read the same
examples, as many, with the same optimiser. A window is fitted for each distance by itself, as is best for it, and
sees the last steps and nothing else.
"""

import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, cast

import numpy as np

from wordrnn import config
from wordrnn.config import CELLS
from wordrnn.events import Event
from wordrnn.lab import classifiers, side_by_side, tasks
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell, event
from wordrnn.lab.initial import INITIALS, Initial
from wordrnn.lab.memory_findings import findings
from wordrnn.lab.reader import Reader
from wordrnn.lab.tasks import Examples, Task
from wordrnn.next_word import FloatArray

_LEAD = 10  # steps, at most, before what is to be remembered; more where a window needs them
_LOOKS = 25  # at the accuracy while a network learns
_GLANCE = 100  # examples of a distance at such a look
_SLOW_FROM = 0.7  # of the updates: from then on the rate falls
_LAST_RATE = 0.1  # of the first
_COSTS = {
    "simple": 1.0,
    "lstm": 4.0,
    "peephole": 4.5,
    "cifg": 3.0,
    "gru": 3.0,
    "tree": 0.3,
    "feedforward": 2.0,
}
"""How long a contender takes beside the others; 0.5 where it is not told."""


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    """What is remembered, who takes part, and how the networks learn."""

    task: tasks.Name = "recall"
    symbols: int = 26  # of the recall task
    window: int = 10  # steps that the classifiers see
    distances: tuple[int, ...] = (1, 2, 3, 5, 7, 9, 10, 11, 12, 15, 20, 30, 40, 50, 70, 100)
    contenders: tuple[str, ...] = ()  # none: all
    units: int = 64  # H
    updates: int = 1000  # at most; a network that makes no mistake any more is done
    batch: int = 32  # B
    learning_rate: float = 0.003
    clip: float | None = 1.0  # the longest gradient
    initial: Initial = "orthogonal"
    forget_bias: float = 1.0
    examples: int = 2000  # that a window is fitted to, for each distance
    tests: int = 500  # of each distance
    seed: int = 1

    def __post_init__(self) -> None:
        self._require("task", self.task in tasks.NAMES, "one of " + ", ".join(tasks.NAMES))
        self._require_integer("symbols", 2, 100)
        self._require_integer("window", 1, 1000)
        known = f"whole numbers from {tasks.task(self.task, 2).nearest} to 1000, rising"
        self._require("distances", self._distances_rise(), known)
        all_of_them = contenders_of(self.task)
        taken = set(self.contenders)
        self._require("contenders", taken <= set(all_of_them), "any of " + ", ".join(all_of_them))
        self._require_integer("units", 1, 1024)
        self._require_integer("updates", 1, 1_000_000)
        self._require_integer("batch", 1, 4096)
        self._require("learning_rate", 0 < self.learning_rate < 10, "a number between 0 and 10")
        self._require("clip", self.clip is None or self.clip > 0, "a number above 0")
        self._require("forget_bias", math.isfinite(self.forget_bias), "a number")
        self._require("initial", self.initial in INITIALS, "one of " + ", ".join(INITIALS))
        self._require_integer("examples", 10 * self.symbols, 1_000_000)
        self._require_integer("tests", 1, 1_000_000)
        self._require_integer("seed", 0, 2**31 - 1)

    def _distances_rise(self) -> bool:
        nearest = tasks.task(self.task, 2).nearest
        rise = all(one < two for one, two in zip(self.distances, self.distances[1:], strict=False))
        return bool(self.distances) and rise and self.distances[0] >= nearest and self.distances[-1] <= 1000


def contenders_of(task: tasks.Name) -> tuple[str, ...]:
    """Return who can take part in a task: windows, then networks."""
    return (*(classifiers.CLASSIFIERS if task == "recall" else classifiers.REGRESSORS), *CELLS)


def updates_of(task: tasks.Name) -> int:
    """Return how many updates a task needs, for networks with gates to learn it."""
    return Settings().updates if task == "recall" else 2500


def distances_of(task: tasks.Name) -> tuple[int, ...]:
    """Return the distances of the default settings that make sense in a task."""
    nearest = tasks.task(task, 2).nearest
    return tuple(k for k in Settings().distances if k >= nearest)


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    """Accuracies from 0 to 1, by contender and by distance (a string of digits, as JSON has it)."""

    name: ClassVar[str] = "memory"

    task: str
    chance: float
    window: int
    accuracy: dict[str, dict[str, float]]
    updates: dict[str, int]  # of the networks: after how many they were done
    parameters: dict[str, int]  # of the networks

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return the accuracy of each contender at each distance."""
        return ["contender", "distance", "accuracy", "chance"], [
            [contender, int(distance), accuracy, self.chance]
            for contender, curve in self.accuracy.items()
            for distance, accuracy in curve.items()
        ]


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    """Let all contenders learn, in processes side by side. Raises UnavailableError without the extra `[lab]`."""
    began = time.monotonic()
    taking_part = settings.contenders or contenders_of(settings.task)
    for contender in taking_part:
        if contender not in CELLS:
            _method(settings, contender)  # says so at once where scikit-learn is missing
    told = _Progress(taking_part, tell)
    jobs = {contender: (settings, contender) for contender in taking_part}
    found = side_by_side.run(compete, jobs, told, stopped)
    accuracy = {name: each["accuracy"] for name, each in found.items() if each["accuracy"]}
    task = tasks.task(settings.task, settings.symbols)
    return Result(
        settings=settings.to_dict(),
        seconds=round(time.monotonic() - began, 1),
        stopped=len(found) < len(jobs) or any(each["stopped"] for each in found.values()),
        # Of one that was stopped in the midst of learning there is nothing to say yet.
        sentences=findings(
            {name: curve for name, curve in accuracy.items() if not found[name]["stopped"]},
            settings.window,
            task.chance,
        ),
        task=settings.task,
        chance=task.chance,
        window=settings.window,
        accuracy=accuracy,
        updates={name: each["updates"] for name, each in found.items() if "updates" in each},
        parameters={name: each["parameters"] for name, each in found.items() if "parameters" in each},
    )


class _Progress:
    """Tells how far all have come."""

    def __init__(self, contenders: tuple[str, ...], tell: Tell) -> None:
        costs = {name: _COSTS.get(name, 0.5) for name in contenders}
        self._weights = {name: cost / sum(costs.values()) for name, cost in costs.items()}
        self._shares = dict.fromkeys(contenders, 0.0)
        self._tell = tell

    def __call__(self, contender: str, item: Event) -> None:
        self._tell(item)
        self._shares[contender] = item["share"]
        share = sum(self._weights[name] * done for name, done in self._shares.items())
        self._tell(event("progress", share=round(min(share, 1.0), 4)))


# One contender --------------------------------------------------------------------------------------------------------


def compete(job: tuple[Settings, str], tell: Tell, stopped: Stopped) -> dict[str, Any]:
    """Let one contender learn; return its "accuracy" by distance, and whether it was "stopped"."""
    settings, contender = job
    return (_network if contender in CELLS else _windows)(settings, contender, tell, stopped)


def _network(settings: Settings, cell: str, tell: Tell, stopped: Stopped) -> dict[str, Any]:
    task = tasks.task(settings.task, settings.symbols)
    tests = _tests(task, settings)
    glances = {k: _first(each, _GLANCE) for k, each in tests.items()}
    reader = Reader(
        cast(config.Cell, cell),
        task,
        settings.units,
        np.random.default_rng([settings.seed, 1]),
        initial=settings.initial,
        forget_bias=settings.forget_bias,
    )
    rng = np.random.default_rng([settings.seed, 2])
    longest = settings.distances[-1]
    between = max(1, settings.updates // _LOOKS)
    accuracy: dict[str, float] = {}
    perfect = update = 0
    halted = stopped()
    while update < settings.updates and not halted and perfect < 2:
        farthest = int(rng.integers(task.nearest, longest + 1))
        distances = rng.integers(task.nearest, farthest + 1, settings.batch)
        examples = task.examples(rng, distances, farthest + int(rng.integers(0, _LEAD + 1)))
        reader.learn(examples, _rate(settings, update), settings.clip)
        update += 1
        halted = stopped()
        if update % between == 0 and update < settings.updates:
            accuracy = _accuracy(task, glances, reader.answer)
            perfect = perfect + 1 if min(accuracy.values()) == 1 else 0
            share = 1.0 if perfect == 2 else update / settings.updates
            tell(event("accuracy", contender=cell, accuracy=accuracy, share=share))
    if update and (not halted or not accuracy):
        accuracy = _accuracy(task, tests, reader.answer)
        tell(event("accuracy", contender=cell, accuracy=accuracy, share=1.0))
    return {
        "accuracy": accuracy,
        "stopped": halted,
        "updates": update,
        "parameters": reader.parameters,
    }


def _rate(settings: Settings, update: int) -> float:
    """Return the learning rate: constant, then falling in a straight line."""
    left = (settings.updates - update) / (settings.updates * (1 - _SLOW_FROM))
    return settings.learning_rate * max(_LAST_RATE, min(1.0, left))


def _windows(settings: Settings, contender: str, tell: Tell, stopped: Stopped) -> dict[str, Any]:
    task = tasks.task(settings.task, settings.symbols)
    tests = _tests(task, settings)
    rng = np.random.default_rng([settings.seed, 3])
    accuracy: dict[str, float] = {}
    for k in settings.distances:
        if stopped():
            return {"accuracy": accuracy, "stopped": True}
        steps = max(k, settings.window)
        examples = task.examples(rng, np.full(settings.examples, k), steps)
        model = _method(settings, contender)
        classifiers.fit(model, _window_of(examples.inputs, settings.window), examples.answers)

        def answer(inputs: FloatArray, model: Any = model) -> FloatArray:
            return classifiers.outputs(model, _window_of(inputs, settings.window), task.outputs)

        accuracy |= _accuracy(task, {k: tests[k]}, answer)
        share = len(accuracy) / len(settings.distances)
        tell(event("accuracy", contender=contender, accuracy=dict(accuracy), share=share))
    return {"accuracy": accuracy, "stopped": False}


def _method(settings: Settings, contender: str) -> Any:
    make = classifiers.method if settings.task == "recall" else classifiers.regressor
    return make(contender, settings.seed)


def _window_of(inputs: FloatArray, window: int) -> FloatArray:
    """Return the last steps of `inputs` [T, B, I] as rows [B, window·I]."""
    last = inputs[-window:].transpose(1, 0, 2)
    return np.ascontiguousarray(last).reshape(len(last), -1)


def _tests(task: Task, settings: Settings) -> dict[int, Examples]:
    """Return the examples of every distance that all contenders are asked about."""
    rng = np.random.default_rng([settings.seed, 0])
    lead = max(_LEAD, settings.window)
    return {k: task.examples(rng, np.full(settings.tests, k), k + lead) for k in settings.distances}


def _first(examples: Examples, count: int) -> Examples:
    return Examples(examples.inputs[:, :count], examples.answers[:count])


def _accuracy(
    task: Task, tests: Mapping[int, Examples], answer: Callable[[FloatArray], FloatArray]
) -> dict[str, float]:
    """Return the share of the answers to `tests` that is right, by distance."""
    return {str(k): float(task.right(answer(each.inputs), each.answers).mean()) for k, each in tests.items()}
