"""The network that a `Trainer` trains, here on one device: its steps, its measuring, and all of its state as arrays.

`shared_network` has the same on several devices or machines. What is in the arrays is the same, so that a run may go on
with more of them, or fewer.
"""

from collections.abc import Mapping
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Streams
from wordrnn.next_word import FloatArray
from wordrnn.training.backend import keras
from wordrnn.training.layers import ops
from wordrnn.training.model import Measuring, RecurrentLanguageModel, build

Arrays = Mapping[str, npt.NDArray[Any]]


class Network(Protocol):
    """What a `Trainer` asks of its network. It has random weights at first."""

    @property
    def learning_rate(self) -> float:
        """The learning rate of the last step."""
        ...

    def begin_pass(self) -> None:
        """Forget the text so far in every stream."""
        ...

    def step(self, window: int, rate: float) -> float:
        """Train on window `window` of the text with the learning rate `rate`; return the loss in nats a token."""
        ...

    def losses_and_ranks(self, windows: int) -> tuple[FloatArray, npt.NDArray[np.int32]]:
        """Return both, [B, tokens], of the first `windows` of the held-out text; the carried states stay."""
        ...

    def weight_arrays(self) -> dict[str, FloatArray]:
        """Return the weights under the names of `ModelConfig.weight_shapes`, copied."""
        ...

    def assign_weights(self, weights: Mapping[str, FloatArray]) -> None:
        """Take `weights`, named as in `ModelConfig.weight_shapes`."""
        ...

    def state_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return, copied, all that changes in training: weights, carried states, random state, moments."""
        ...

    def state_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of `state_arrays`."""
        ...

    def restore(self, arrays: Arrays) -> None:
        """Take what `state_arrays` gave."""
        ...


class MakeNetwork(Protocol):
    """Makes a network; like `LocalNetwork`."""

    def __call__(
        self, config: ModelConfig, train: TrainConfig, streams: Streams, valid: Streams, unknown: int | None
    ) -> Network:
        """Return a network that is trained on `streams` and measured on `valid`."""
        ...


class LocalNetwork:
    """A network on one device, on whichever backend Keras runs on."""

    def __init__(
        self, config: ModelConfig, train: TrainConfig, streams: Streams, valid: Streams, unknown: int | None
    ) -> None:
        """`unknown` as in `softmax.losses_and_ranks`."""
        self._model, self._optimizer = build(config, train)
        self._measuring = Measuring(self._model, unknown)
        self._streams, self._valid = streams, valid
        self.weight_arrays = self._model.weight_arrays
        self.assign_weights = self._model.assign_weights
        self.begin_pass = self._model.reset_states

    @property
    def learning_rate(self) -> float:
        """The learning rate of the last step."""
        return float(self._optimizer.learning_rate)

    def step(self, window: int, rate: float) -> float:
        """Train on window `window` of the text with the learning rate `rate`; return the loss in nats a token."""
        self._optimizer.learning_rate.assign(rate)
        self._model.reset_metrics()
        return float(self._model.train_on_batch(self._streams.window(window)))

    def losses_and_ranks(self, windows: int) -> tuple[FloatArray, npt.NDArray[np.int32]]:
        """Return both, [B, tokens], of the first `windows` of the held-out text; the carried states stay."""
        carried = [ops.convert_to_numpy(state) for state in self._model.states]
        self._model.reset_states()
        pairs = [self._measuring.predict_on_batch(self._valid.window(index)) for index in range(windows)]
        for state, before in zip(self._model.states, carried, strict=True):
            state.assign(before)
        losses, ranks = (np.concatenate([pair[which] for pair in pairs], axis=1) for which in (0, 1))
        return losses, ranks

    def state_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return all that changes in training, copied."""
        variables = named_variables(self._model, self._optimizer)
        return {name: np.array(ops.convert_to_numpy(variable)) for name, variable in variables.items()}

    def state_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of `state_arrays`."""
        variables = named_variables(self._model, self._optimizer)
        return {name: tuple(variable.shape) for name, variable in variables.items()}

    def restore(self, arrays: Arrays) -> None:
        """Take what `state_arrays` gave."""
        for name, variable in named_variables(self._model, self._optimizer).items():
            variable.assign(arrays[name])


def named_variables(model: RecurrentLanguageModel, optimizer: Any) -> dict[str, keras.Variable]:
    """Return all that changes in training under the names that snapshots have."""
    variables = [("model", model.variables), ("optimizer", optimizer.variables)]
    return {
        f"{owner}.{index:03d}": variable for owner, owned in variables for index, variable in enumerate(owned)
    }
