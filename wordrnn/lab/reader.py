"""A small recurrent network that reads a sequence and answers at its end, trained through all of its steps."""

import numpy as np

from wordrnn.config import Cell
from wordrnn.lab import bptt
from wordrnn.lab.initial import Initial, layer_weights, zero_state
from wordrnn.lab.optimiser import Adam
from wordrnn.lab.tasks import BoolArray, Examples, Task
from wordrnn.next_word import FloatArray

_OUTPUT_RANGE = 0.1


class Reader:
    """One recurrent layer of H units, and one dense layer from its last h to the answer."""

    def __init__(
        self,
        cell: Cell,
        task: Task,
        units: int,
        rng: np.random.Generator,
        *,
        initial: Initial = "orthogonal",
        forget_bias: float = 1.0,
    ) -> None:
        self.cell: Cell = cell
        self._task = task
        self.weights = layer_weights(cell, task.inputs, units, rng, initial=initial, forget_bias=forget_bias)
        output = rng.uniform(-_OUTPUT_RANGE, _OUTPUT_RANGE, (units, task.outputs))
        self.weights["output.kernel"] = output.astype(np.float32)
        self.weights["output.bias"] = np.zeros(task.outputs, np.float32)
        self._optimiser = Adam(self.weights)

    @property
    def parameters(self) -> int:
        """How many numbers are learned."""
        return sum(array.size for array in self.weights.values())

    def answer(self, inputs: FloatArray) -> FloatArray:
        """Return the outputs [B, O] after `inputs` [T, B, I]."""
        return self._output(self._read(inputs).hidden[-1])

    def gradient(self, examples: Examples) -> tuple[float, BoolArray, dict[str, FloatArray]]:
        """Return the mean loss, which answers [B] are right, and the gradient of every weight."""
        tape = self._read(examples.inputs)
        last = tape.hidden[-1]
        outputs = self._output(last)
        loss, slope = self._task.loss(outputs, examples.answers)
        upstream = np.zeros_like(tape.outputs)
        upstream[-1] = slope @ self.weights["output.kernel"].T
        found = bptt.backward(tape, upstream).weights
        found["output.kernel"] = last.T @ slope
        found["output.bias"] = slope.sum(axis=0)
        return loss, self._task.right(outputs, examples.answers), found

    def learn(self, examples: Examples, rate: float, clip: float | None) -> tuple[float, BoolArray]:
        """Take one step of Adam; return the loss before it, and which answers [B] were right."""
        loss, right, found = self.gradient(examples)
        self._optimiser.update(found, rate, clip)
        return loss, right

    def _read(self, inputs: FloatArray) -> bptt.Tape:
        units = len(self.weights["recurrent_kernel"])
        return bptt.forward(self.cell, self.weights, inputs, zero_state(self.cell, inputs.shape[1], units))

    def _output(self, hidden: FloatArray) -> FloatArray:
        return hidden @ self.weights["output.kernel"] + self.weights["output.bias"]
