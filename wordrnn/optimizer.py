"""Adam with every step in one pass over memory."""

from typing import Any

import keras


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
        step = tf.cast(self.iterations + 1, tf.float32)
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
