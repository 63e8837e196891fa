"""The replicas of a network: one on every device, each with its share of the streams, the same weights on all.

A step is one `strategy.run`: every replica takes the gradient of its share of the loss, and the sum over all replicas
is the gradient that one network with all streams would have taken. Then each updates its own copy, so that the copies
stay the same. What differs are the carried states. (Keras' `fit` does not run on several workers:
keras-team/keras#20585.)
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from wordrnn import quiet
from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.dataset import Streams
from wordrnn.errors import OptionError, UnavailableError
from wordrnn.next_word import FloatArray
from wordrnn.training.channel import Channel, Words
from wordrnn.training.layers import Share, ops
from wordrnn.training.model import build
from wordrnn.training.network import Arrays, named_variables

with quiet.native_stderr():
    import tensorflow as tf

__all__ = ["Replicas", "Totals", "check_batch", "choose_gpus", "on_gpus", "on_workers", "tf"]


def on_workers() -> tf.distribute.Strategy:
    """Return the strategy for the workers in `TF_CONFIG`; it waits for all of them."""
    return tf.distribute.MultiWorkerMirroredStrategy()


def on_gpus(count: int) -> tf.distribute.Strategy:
    """Return the strategy for `count` GPUs of this machine. Raises UnavailableError where it has fewer."""
    return tf.distribute.MirroredStrategy([f"GPU:{index}" for index in range(choose_gpus(count))])


def choose_gpus(count: int) -> int:
    """Let this process use `count` GPUs, and return that. Raises UnavailableError where there are fewer."""
    found = tf.config.list_physical_devices("GPU")
    if len(found) < count:
        raise UnavailableError("too-few-gpus", expected=count, got=len(found))
    tf.config.set_visible_devices(found[:count], "GPU")
    return count


def check_batch(train: TrainConfig, count: int) -> None:
    """Raise OptionError where the streams of text of a run cannot be shared out evenly to `count` replicas."""
    if train.batch % count:
        raise OptionError("uneven-shares", streams=train.batch, got=count)


class Totals:
    """Sums over all workers of a strategy."""

    def __init__(self, strategy: tf.distribute.Strategy) -> None:
        self._sum = tf.function(lambda words: strategy.reduce("SUM", words, axis=None))

    def __call__(self, words: Words) -> Words:
        """Return the sum of what all workers call it with."""
        return self._sum(tf.constant(words)).numpy()


class Replicas:
    """The replicas in this process. All workers make them, and then call the same methods in the same order."""

    def __init__(
        self,
        strategy: tf.distribute.Strategy,
        channel: Channel,
        config: ModelConfig,
        train: TrainConfig,
        streams: Streams | None = None,
        valid: Streams | None = None,
        unknown: int | None = None,
    ) -> None:
        """`streams` and `valid` are those of the whole run. Raises OptionError as `check_batch`."""
        self._strategy, self._channel = strategy, channel
        self.count = strategy.num_replicas_in_sync
        check_batch(train, self.count)
        self._streams, self._valid = streams, valid
        self.streams = train.batch // channel.count  # in this process
        self.first = channel.index * self.streams
        self._replicas = self.count // channel.count
        with strategy.scope():
            self._model, self._optimizer = build(config, train, Share(self.count, _own))
        self._clip = train.clip
        self._stepped = tf.function(self._step_of_all)
        self._measured = tf.function(
            lambda windows: strategy.run(lambda window: self._model.measured(window, unknown), (windows,))
        )

    @property
    def learning_rate(self) -> float:
        """The learning rate of the last step."""
        return float(self._local(self._optimizer.learning_rate)[0].numpy())

    def begin_pass(self) -> None:
        """Forget the text so far in every stream."""
        self._model.reset_states()

    def step(self, window: int, rate: float, asks: bool = False) -> tuple[float, bool]:
        """Train on window `window`; return the loss of all streams, and whether any worker `asks` for the end."""
        assert self._streams
        rows = self._streams.window(window, self.first, self.streams)
        return self.train_on(rows, self._streams.targets(window), rate, asks)

    def train_on(
        self, rows: npt.NDArray[np.int32], targets: int, rate: float, asks: bool = False
    ) -> tuple[float, bool]:
        """Train on `rows`, this process's streams of a window with so many `targets` in all its streams."""
        self._optimizer.learning_rate.assign(rate)
        counted, asked = tf.constant(float(max(targets, 1))), tf.constant(float(asks))
        loss, asking = self._stepped(self._spread(rows), counted, asked).numpy()
        return float(loss), bool(asking > 0)

    def _step_of_all(self, windows: Any, targets: tf.Tensor, asks: tf.Tensor) -> tf.Tensor:
        sums = self._strategy.run(self._step_of_one, (windows, targets, asks))
        self._optimizer.iterations.value.assign_add(1)
        return self._strategy.experimental_local_results(sums)[0]

    def _step_of_one(self, window: tf.Tensor, targets: tf.Tensor, asks: tf.Tensor) -> tf.Tensor:
        model, optimizer = self._model, self._optimizer
        variables = model.trainable_variables
        with tf.GradientTape() as tape:
            loss = ops.sum(model(window, training=True)) / targets
        slopes = tape.gradient(loss, [variable.value for variable in variables])
        means = [ops.mean(ops.convert_to_tensor(state), axis=1) / self.count for state in model.states]
        told = tf.stack([loss, asks])
        everything = [*map(tf.convert_to_tensor, slopes), *means, told]
        *sums, told = _replica().all_reduce(tf.distribute.ReduceOp.SUM, everything)
        clipped, _ = tf.clip_by_global_norm(sums[: len(slopes)], self._clip)
        rate = ops.convert_to_tensor(optimizer.learning_rate)
        for slope, variable in zip(clipped, variables, strict=True):
            optimizer.update_step(slope, variable, rate)
        for layer, mean in enumerate(sums[len(slopes) :]):
            if self.count > 1:  # one alone has done so by itself
                model.follow(layer, mean)
        return told

    def losses_and_ranks(self, windows: int) -> tuple[FloatArray, npt.NDArray[np.int32]]:
        """Return both, [B, tokens], of the first `windows` of the held-out text in all streams; carried states stay."""
        assert self._valid
        carried = [self._local(state) for state in self._model.states]
        kept = [[tf.identity(each) for each in local] for local in carried]
        self._model.reset_states()
        parts: list[list[npt.NDArray[Any]]] = [[], []]
        for index in range(windows):
            rows = self._valid.window(index, self.first, self.streams)
            for part, result in zip(parts, self._measured(self._spread(rows)), strict=True):
                part.append(self._joined(result, axis=0))
        for local, before in zip(carried, kept, strict=True):
            for state, value in zip(local, before, strict=True):
                state.assign(value)
        losses, ranks = (
            np.concatenate(self._channel.gather(np.concatenate(part, axis=1)), axis=0) for part in parts
        )
        return losses, ranks

    def weight_arrays(self) -> dict[str, FloatArray]:
        """Return the weights under the names of `ModelConfig.weight_shapes`, copied."""
        return {
            name: np.array(self._local(variable)[0].numpy())
            for name, variable in self._model.named_weights().items()
        }

    def assign_weights(self, weights: Mapping[str, FloatArray]) -> None:
        """Take `weights`, named as in `ModelConfig.weight_shapes`."""
        self._model.assign_weights(weights)

    def state_arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return all that changes in training, of all workers, as one network with all streams would have it."""
        found = {}
        carried = {id(state) for state in self._model.states}
        for name, variable in named_variables(self._model, self._optimizer).items():
            if id(variable) in carried:  # [parts, streams, H]
                own = self._joined(variable.value, axis=1)
                found[name] = np.concatenate(self._channel.gather(own), axis=1)
            else:
                found[name] = np.array(self._local(variable)[0].numpy())
        return found

    def state_shapes(self) -> dict[str, tuple[int, ...]]:
        """Return the shapes of `state_arrays`."""
        carried = {id(state) for state in self._model.states}
        found = {}
        for name, variable in named_variables(self._model, self._optimizer).items():
            shape = tuple(variable.shape)
            if id(variable) in carried:
                shape = (shape[0], shape[1] * self.count, shape[2])
            found[name] = shape
        return found

    def restore(self, arrays: Arrays) -> None:
        """Take what `state_arrays` gave; of the carried states, those of the streams of this process."""
        carried = {id(state) for state in self._model.states}
        for name, variable in named_variables(self._model, self._optimizer).items():
            if id(variable) in carried:
                own = arrays[name][:, self.first : self.first + self.streams]
                for state, value in zip(
                    self._local(variable), np.split(own, self._replicas, axis=1), strict=True
                ):
                    state.assign(value)
            else:
                variable.assign(arrays[name])

    def _spread(self, rows: npt.NDArray[np.int32]) -> Any:
        """Return the streams of this process as one value with a part for each replica in it."""
        parts = np.split(rows, self._replicas)
        first = self._channel.index * self._replicas
        return self._strategy.experimental_distribute_values_from_function(
            lambda context: tf.constant(parts[int(context.replica_id_in_sync_group) - first])
        )

    def _local(self, variable: Any) -> tuple[Any, ...]:
        """Return the copies of a variable in this process, one a replica."""
        return self._strategy.experimental_local_results(getattr(variable, "value", variable))

    def _joined(self, value: Any, axis: int) -> npt.NDArray[Any]:
        parts = self._strategy.experimental_local_results(value)
        return np.concatenate([part.numpy() for part in parts], axis=axis)


def _replica() -> Any:
    return tf.distribute.get_replica_context()


def _own() -> Any:
    return _replica().replica_id_in_sync_group
