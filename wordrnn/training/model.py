"""The network that trains: embedding → recurrent layers → (tied) softmax, as one Keras model.

It carries its recurrent state from window to window (truncated backpropagation through time), and what it gives back is
the loss of every token, so that training, validation and the mixture's weights all come from the same pass.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wordrnn.config import ModelConfig, TrainConfig
from wordrnn.next_word import FloatArray
from wordrnn.training.backend import keras
from wordrnn.training.layers import WHOLE, Recurrent, Share, Tensor, has_fused_kernel, locked_dropout, ops
from wordrnn.training.softmax import Columns, SampledColumns, losses_and_ranks, token_losses

BETA_2 = 0.99
"""Of Adam's second moment. With the usual 0.999, a word that comes back after a thousand steps takes a step three times
the rate: its second moment builds up more slowly than the first one."""
_EMBEDDING_RANGE = 0.1
_STATE_RATE = 0.02


class RecurrentLanguageModel(keras.Model):
    """A next-word network over B parallel streams of text.

    Inputs are windows [B, T + 1] of ids: the first T are read, the last T are to be predicted; a target below 0 is
    padding. The output is the loss in nats of every target, [B, T].
    """

    def __init__(self, config: ModelConfig, train: TrainConfig, share: Share = WHOLE) -> None:
        """Of several replicas, each reads its `share` of the streams; who trains them calls `follow` for all."""
        super().__init__(name="wordrnn")
        self.config = config
        self.train = train
        self.share = share
        seed = train.seed
        shapes = config.weight_shapes()
        uniform = keras.initializers.RandomUniform
        embedding = uniform(-_EMBEDDING_RANGE, _EMBEDDING_RANGE, seed=seed)
        self.embedding = self.add_weight(name="embedding", shape=shapes["embedding"], initializer=embedding)
        fused = has_fused_kernel(config.cell)
        self.recurrent = [
            Recurrent(config, layer, seed + 100 * (layer + 1), train.precision, train.weight_drop, fused)
            for layer in range(config.layers)
        ]
        self.projection = None
        if "projection.kernel" in shapes:
            shape = shapes["projection.kernel"]
            self.projection = self.add_weight(
                name="projection", shape=shape, initializer=keras.initializers.GlorotUniform(seed=seed + 1)
            )
        self.output_kernel = self.embedding
        if not config.tied:
            kernel = uniform(-_EMBEDDING_RANGE, _EMBEDDING_RANGE, seed=seed + 2)
            self.output_kernel = self.add_weight(
                name="output", shape=shapes["output.kernel"], initializer=kernel
            )
        self.output_bias = self.add_weight(
            name="output_bias", shape=(config.vocab_size,), initializer="zeros"
        )
        self.masks = keras.random.SeedGenerator(seed)
        parts = 2 if config.has_cell_state else 1
        self.states = [
            self.add_weight(
                name=f"state{layer}",
                shape=(parts, train.batch // share.parts, config.units),
                initializer="zeros",
                trainable=False,
            )
            for layer in range(config.layers)
        ]
        self.initial_states = [
            self.add_weight(
                name=f"initial_state{layer}",
                shape=(parts, config.units),
                initializer="zeros",
                trainable=False,
            )
            for layer in range(config.layers)
        ]
        self.built = True

    def call(self, windows: Tensor, training: bool = False) -> Tensor:
        """Return the losses [B, T] of windows [B, T + 1], and carry the state on."""
        ids = ops.transpose(windows)  # time-major
        rows, penalty = self._rows(ids, training)
        columns = self._columns() if training else None  # measuring draws no random numbers
        losses = token_losses(*rows, ops.reshape(ids[1:], (-1,)), self.train.precision, training, columns)
        losses = losses + penalty
        return ops.transpose(ops.reshape(losses, ops.shape(ids[1:])))

    def measured(self, windows: Tensor, unknown: int | None) -> tuple[Tensor, Tensor]:
        """Return the losses and the targets' ranks, [B, T] both, of windows [B, T + 1], and carry the state on.

        `unknown` as in `losses_and_ranks`.
        """
        ids = ops.transpose(windows)
        rows, _ = self._rows(ids, training=False)
        both = losses_and_ranks(*rows, ops.reshape(ids[1:], (-1,)), unknown)
        losses, ranks = (ops.transpose(ops.reshape(each, ops.shape(ids[1:]))) for each in both)
        return losses, ranks

    def _rows(self, ids: Tensor, training: bool) -> tuple[tuple[Tensor, Tensor, Tensor], Any]:
        """Return what the softmax is made of (features [N, E], kernel, bias), and the penalty on the activations."""
        train = self.train
        read = ops.maximum(ids[:-1], 0)  # padding is read as anything; its targets do not count
        x = ops.take(self.embedding, read, axis=0)
        if training:
            x = self._drop_words(x, read)
            x = locked_dropout(x, train.input_dropout, self.masks, self.share)
        for index, (layer, state) in enumerate(zip(self.recurrent, self.states, strict=True)):
            if training and index:
                x = locked_dropout(x, train.hidden_dropout, self.masks, self.share)
            x, after = layer(x, ops.convert_to_tensor(state), training=training)
            state.assign(ops.stop_gradient(after))
            if training and self.share.parts == 1:
                self.follow(index, ops.mean(ops.stop_gradient(after), axis=1))
        penalty = 0.0
        if training:
            outputs = x
            x = locked_dropout(x, train.dropout, self.masks, self.share)
            if train.activation_l2 or train.temporal_l2:
                penalty = self._penalty(outputs, x)
        rows = ops.reshape(x, (-1, self.config.units))
        if self.projection is not None:
            rows = ops.matmul(rows, self.projection)
        kernel = ops.convert_to_tensor(self.output_kernel)
        bias = ops.convert_to_tensor(self.output_bias)
        return (rows, kernel, bias), penalty

    def follow(self, layer: int, mean: Tensor) -> None:
        """Move the initial state of a layer towards the `mean` [parts, H] of its state in all streams: a running mean.

        Some cells of a trained LSTM stand at large values in any text. From zeros it takes some twenty tokens to get
        there, predicts badly until then (Penn Treebank, 512 units: 8.3 nats at the first token, from the mean 5.4),
        and may run off into states where it predicts nothing. Streams that begin from zeros in training mend half of
        that, and cost 3 % of perplexity.
        """
        initial = self.initial_states[layer]
        initial.assign(initial + _STATE_RATE * (mean - initial))

    def _columns(self) -> Columns:
        """Return the words that are in the softmax of this window."""
        if self.train.sampling == 1:
            return Columns()
        first = keras.random.randint((), 0, self.train.sampling, seed=self.masks)
        return SampledColumns(self.config.vocab_size, self.train.sampling, first)

    def _penalty(self, outputs: Tensor, dropped: Tensor) -> Tensor:
        """Return activation and temporal activation regularisation (Merity et al. 2017) of `outputs` [T, B, H].

        Its value is taken off again, so that only its gradient is left: the loss that is told stays that of the text.
        """
        train = self.train
        penalty = train.activation_l2 * ops.mean(ops.square(dropped))
        penalty = penalty + train.temporal_l2 * ops.mean(ops.square(outputs[1:] - outputs[:-1]))
        return penalty - ops.stop_gradient(penalty)

    def _drop_words(self, x: Tensor, ids: Tensor) -> Tensor:
        """Return x with whole words left out, wherever they stand in the window (Gal & Ghahramani 2016)."""
        rate = self.train.embedding_dropout
        if rate == 0.0:
            return x
        kept = keras.random.dropout(ops.ones((self.config.vocab_size,)), rate, seed=self.masks)
        return x * ops.take(kept, ids)[..., None]

    def compute_loss(
        self,
        x: Any = None,
        y: Any = None,
        y_pred: Any = None,
        sample_weight: Any = None,
        training: bool = True,
    ) -> Tensor:
        """Return the mean loss of the targets in the windows `x`; `y_pred` are the losses that `call` gives."""
        targets = ops.cast(x[:, 1:] >= 0, "float32")
        return ops.sum(y_pred) / ops.maximum(ops.sum(targets), 1.0)

    def reset_states(self) -> None:
        """Forget the text so far in every stream."""
        for state, initial in zip(self.states, self.initial_states, strict=True):
            state.assign(ops.broadcast_to(ops.expand_dims(initial, 1), state.shape))

    def weight_arrays(self) -> dict[str, FloatArray]:
        """Return the weights under the names of `ModelConfig.weight_shapes`, copied."""
        return {
            name: np.array(ops.convert_to_numpy(variable)) for name, variable in self.named_weights().items()
        }

    def assign_weights(self, weights: Mapping[str, FloatArray]) -> None:
        """Take `weights`, named as in `ModelConfig.weight_shapes`."""
        for name, variable in self.named_weights().items():
            variable.assign(weights[name])

    def named_weights(self) -> dict[str, keras.Variable]:
        """Return the weights under the names of `ModelConfig.weight_shapes`."""
        names: dict[str, keras.Variable] = {"embedding": self.embedding, "output.bias": self.output_bias}
        for index, layer in enumerate(self.recurrent):
            for weight in layer.weights:
                names[f"layer{index}.{weight.name}"] = weight
            names[f"layer{index}.initial_state"] = self.initial_states[index]
        if self.projection is not None:
            names["projection.kernel"] = self.projection
        if not self.config.tied:
            names["output.kernel"] = self.output_kernel
        return names


class Measuring(keras.Model):
    """A network's losses and ranks on windows, as a model of its own, so that every backend compiles it."""

    def __init__(self, network: RecurrentLanguageModel, unknown: int | None) -> None:
        """`unknown` as in `losses_and_ranks`."""
        super().__init__(name="measuring")
        self.network = network
        self.unknown = unknown
        self.built = True

    def call(self, windows: Tensor, training: bool = False) -> tuple[Tensor, Tensor]:
        """Return losses and ranks, [B, T] both."""
        return self.network.measured(windows, self.unknown)


def build(
    config: ModelConfig, train: TrainConfig, share: Share = WHOLE
) -> tuple[RecurrentLanguageModel, Any]:
    """Return a network with random weights, compiled, and its optimizer (Adam, global norm clipped)."""
    keras.utils.set_random_seed(train.seed)
    model = RecurrentLanguageModel(config, train, share)
    optimizer = FusedAdam(train.learning_rate, beta_2=BETA_2, global_clipnorm=train.clip)
    # Fused by XLA, TensorFlow's graph is no faster on a CPU and takes many seconds to compile; JAX has no other graph.
    jit = keras.backend.backend() == "jax"
    model.compile(optimizer=optimizer, jit_compile=jit)  # pyright: ignore[reportArgumentType]
    optimizer.build(model.trainable_variables)
    return model, optimizer


class FusedAdam(keras.optimizers.Adam):
    """Keras' Adam (Kingma & Ba 2015); on TensorFlow one kernel updates a variable and both its moments.

    Keras' own update is ten operations, each of which reads and writes arrays as large as the embedding.
    """

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """Update `variable` and its moments."""
        if keras.backend.backend() != "tensorflow" or self.amsgrad:
            super().update_step(gradient, variable, learning_rate)
            return
        import tensorflow as tf

        index = self._get_variable_index(variable)
        step = ops.cast(self.iterations, "float32") + 1.0
        tf.raw_ops.ResourceApplyAdam(
            var=_handle(variable),
            m=_handle(self._momentums[index]),
            v=_handle(self._velocities[index]),
            beta1_power=tf.pow(self.beta_1, step),
            beta2_power=tf.pow(self.beta_2, step),
            lr=tf.cast(learning_rate, tf.float32),
            beta1=self.beta_1,
            beta2=self.beta_2,
            epsilon=self.epsilon,
            grad=tf.convert_to_tensor(gradient),
        )


def _handle(variable: Any) -> Any:
    """Return the resource of a Keras variable, or of the TensorFlow variable that Keras passes in its place."""
    return (variable.value if isinstance(variable, keras.Variable) else variable).handle
