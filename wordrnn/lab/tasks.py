"""The tasks of the memory experiment: something is shown once, and asked for so many steps later.

T is the number of steps, B the batch, I the numbers shown in a step. k is the distance: 1 asks for what the last step
of the input has shown, 10 for what stood ten steps before the answer, which a window of ten steps still sees.
"""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, get_args

import numpy as np
import numpy.typing as npt

from wordrnn.next_word import FloatArray, IntArray

Name = Literal["recall", "adding"]
NAMES: tuple[Name, ...] = get_args(Name)

BoolArray = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Examples:
    """Inputs [T, B, I] and what is to be answered after them [B]."""

    inputs: FloatArray
    answers: npt.NDArray[Any]


class Task(Protocol):
    """A task."""

    nearest: ClassVar[int]  # the smallest distance that makes sense

    @property
    def inputs(self) -> int:
        """Return I."""
        ...

    @property
    def outputs(self) -> int:
        """Return O, how many numbers an answer has: one for each class, or the number that is asked for."""
        ...

    @property
    def chance(self) -> float:
        """Return the share that is right without having seen anything."""
        ...

    def examples(self, rng: np.random.Generator, distances: IntArray, steps: int) -> Examples:
        """Return one example of `steps` steps for each of `distances` [B]."""
        ...

    def loss(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> tuple[float, FloatArray]:
        """Return the mean loss of `outputs` [B, O] and its gradient by them."""
        ...

    def right(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> BoolArray:
        """Return which [B] of the `outputs` [B, O] are right."""
        ...


@dataclass(frozen=True, slots=True)
class Recall:
    """Letters go by, one of them marked: name that letter k steps later. Each letter is marked equally often.

    A step shows one of 2·S things, the letters and the marked letters, as a vector with a single 1; so a linear
    classifier too can tell a marked letter wherever in its window it stands.
    """

    symbols: int = 26  # S
    nearest: ClassVar[int] = 1

    @property
    def inputs(self) -> int:
        """Return 2·S."""
        return 2 * self.symbols

    @property
    def outputs(self) -> int:
        """Return S."""
        return self.symbols

    @property
    def chance(self) -> float:
        """Return 1/S, for the classes are balanced."""
        return 1 / self.symbols

    def examples(self, rng: np.random.Generator, distances: IntArray, steps: int) -> Examples:
        """Return one example for each of the distances."""
        batch = len(distances)
        answers = rng.permutation(np.arange(batch) % self.symbols)
        shown = rng.integers(0, self.symbols, (steps, batch))
        shown[steps - distances, np.arange(batch)] = self.symbols + answers
        inputs = np.zeros((steps, batch, self.inputs), np.float32)
        np.put_along_axis(inputs, shown[:, :, None], 1.0, axis=2)
        return Examples(inputs, answers)

    def loss(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> tuple[float, FloatArray]:
        """Return the cross-entropy of the softmax in nats, and its gradient."""
        rows = np.arange(len(answers))
        probabilities = np.exp(outputs - outputs.max(axis=1, keepdims=True))
        probabilities /= probabilities.sum(axis=1, keepdims=True)
        loss = -float(np.log(np.maximum(probabilities[rows, answers], 1e-30)).mean())
        probabilities[rows, answers] -= 1
        return loss, probabilities / np.float32(len(answers))

    def right(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> BoolArray:
        """Return where the largest output is that of the letter."""
        return outputs.argmax(axis=1) == answers


@dataclass(frozen=True, slots=True)
class Adding:
    """The adding problem (Hochreiter & Schmidhuber 1997, experiment 4): numbers go by, two are marked, name their sum.

    The numbers are from -1 to 1; the farther of the two stands at the distance k, the other at any smaller one. The
    target is 0.5 + (a + b) / 4, and right is what is less than 0.04 off, both as there.
    """

    nearest: ClassVar[int] = 2
    near: ClassVar[float] = 0.04

    @property
    def inputs(self) -> int:
        """Return 2: the number, and 1 where it is marked."""
        return 2

    @property
    def outputs(self) -> int:
        """Return 1."""
        return 1

    @property
    def chance(self) -> float:
        """Return the share that the best constant, 0.5, is right on: |a + b| < 0.16, whose density is a triangle."""
        return 1 - (1 - 2 * self.near) ** 2

    def examples(self, rng: np.random.Generator, distances: IntArray, steps: int) -> Examples:
        """Return one example for each of the distances."""
        batch = len(distances)
        rows = np.arange(batch)
        inputs = np.zeros((steps, batch, 2), np.float32)
        inputs[:, :, 0] = rng.uniform(-1, 1, (steps, batch))
        places = steps - distances, steps - rng.integers(1, distances)
        for place in places:
            inputs[place, rows, 1] = 1
        first, second = (inputs[place, rows, 0] for place in places)
        return Examples(inputs, 0.5 + (first + second) / 4)

    def loss(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> tuple[float, FloatArray]:
        """Return the mean squared error, and its gradient."""
        off = outputs[:, 0] - answers
        return float((off**2).mean()), (2 * off / np.float32(len(off)))[:, None]

    def right(self, outputs: FloatArray, answers: npt.NDArray[Any]) -> BoolArray:
        """Return what is near enough."""
        return np.abs(outputs[:, 0] - answers) < self.near


def task(name: Name, symbols: int) -> Task:
    """Return the task `name`; `symbols` are the letters of the recall task."""
    return Recall(symbols) if name == "recall" else Adding()
