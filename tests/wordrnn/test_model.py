import numpy as np
import pytest

keras = pytest.importorskip("keras")

from wordrnn.model import FusedAdam  # noqa: E402


def test_the_fused_step_is_that_of_keras() -> None:
    rng = np.random.default_rng(0)
    start = rng.normal(size=(5, 4)).astype(np.float32)
    ours, theirs = keras.Variable(start), keras.Variable(start)
    fused, stock = FusedAdam(0.01, global_clipnorm=1.0), keras.optimizers.Adam(0.01, global_clipnorm=1.0)
    for _ in range(20):
        gradient = rng.normal(size=(5, 4)).astype(np.float32)
        fused.apply([keras.ops.convert_to_tensor(gradient)], [ours])
        stock.apply([keras.ops.convert_to_tensor(gradient)], [theirs])
    assert np.abs(start - keras.ops.convert_to_numpy(ours)).max() > 0.05
    assert np.allclose(keras.ops.convert_to_numpy(ours), keras.ops.convert_to_numpy(theirs), atol=1e-6)
