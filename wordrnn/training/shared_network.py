"""A network on several workers, as the chief's `Trainer` sees it: what it is asked for, all of them are told to do."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import numpy.typing as npt

from wordrnn.next_word import FloatArray
from wordrnn.training.channel import Arrays, Channel, Message
from wordrnn.training.replicas import Replicas


class SharedNetwork:
    """The replicas of all workers as one `Network`; the chief has it, and the others `obey` what it tells them."""

    def __init__(self, channel: Channel, mine: Replicas, asked: Callable[[], None]) -> None:
        """`mine` are the replicas in this process; `asked` is called when another worker asks for the end."""
        self._channel, self._mine, self._asked = channel, mine, asked
        self.weight_arrays = mine.weight_arrays
        self.state_shapes = mine.state_shapes
        self.busy = False
        """Whether the workers are, or were when an error came up, in the middle of something that all have to do."""

    @property
    def learning_rate(self) -> float:
        """The learning rate of the last step."""
        return self._mine.learning_rate

    def begin_pass(self) -> None:
        """Forget the text so far in every stream."""
        with self._all("begin_pass"):
            self._mine.begin_pass()

    def step(self, window: int, rate: float) -> float:
        """Train on window `window` of the text with the learning rate `rate`; return the loss in nats a token."""
        with self._all("step", window=window, rate=rate):
            loss, asked = self._mine.step(window, rate)
        if asked:
            self._asked()
        return loss

    def losses_and_ranks(self, windows: int) -> tuple[FloatArray, npt.NDArray[Any]]:
        """Return both, [B, tokens], of the first `windows` of the held-out text; the carried states stay."""
        with self._all("measure", windows=windows):
            return self._mine.losses_and_ranks(windows)

    def assign_weights(self, weights: Mapping[str, FloatArray]) -> None:
        """Take `weights`, named as in `ModelConfig.weight_shapes`."""
        with self._all("assign", weights):
            self._mine.assign_weights(weights)

    def state_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return all that changes in training, of all workers, copied."""
        with self._all("gather"):
            return self._mine.state_arrays()

    def restore(self, arrays: Arrays) -> None:
        """Take what `state_arrays` gave, here or on one device."""
        with self._all("restore", arrays):
            self._mine.restore(arrays)

    @contextmanager
    def _all(self, name: str, arrays: Arrays | None = None, **values: Any) -> Iterator[None]:
        """Tell the other workers what is done meanwhile."""
        self.busy = True
        self._channel.send(name, arrays, **values)
        yield
        self.busy = False


def obey(said: Message, mine: Replicas, asks: bool) -> None:
    """Do what the chief's `SharedNetwork` has told; `asks` is passed on to it, see `Replicas.step`."""
    match said.name:
        case "begin_pass":
            mine.begin_pass()
        case "step":
            mine.step(said.values["window"], said.values["rate"], asks)
        case "measure":
            mine.losses_and_ranks(said.values["windows"])
        case "assign":
            mine.assign_weights(said.arrays)
        case "gather":
            mine.state_arrays()
        case "restore":
            mine.restore(said.arrays)
        case _:
            raise AssertionError(said.name)
