import numpy as np
import pytest

from wordrnn.training.averaging import EVERY, RunningMean


def weights(value: float) -> dict[str, np.ndarray]:
    return {"kernel": np.full((2, 3), value, np.float32)}


def test_the_mean_reaches_back_over_its_share_of_the_steps() -> None:
    mean = RunningMean(0.5)
    mean.update(weights(8), EVERY)  # a horizon of half a weight: nothing to average yet
    mean.update(weights(4), 2 * EVERY)  # of one
    assert mean.arrays["kernel"][0, 0] == 4
    mean.update(weights(1), 4 * EVERY)  # of two: half the way from 4 to 1
    assert mean.arrays["kernel"][0, 0] == 2.5
    mean.update(weights(6.5), 8 * EVERY)  # of four: a quarter of the way
    assert mean.arrays["kernel"][0, 0] == 3.5


def test_the_last_weights_count_while_there_is_nothing_to_average() -> None:
    mean = RunningMean(0.1)
    last = weights(3)
    assert mean.after(5, last) is last
    mean.update(weights(1), EVERY)
    assert mean.after(EVERY + 5, last) is last
    mean.update(weights(1), 20 * EVERY)
    assert mean.after(20 * EVERY + 5, last) is mean.arrays


def test_constant_weights_are_their_own_mean_and_the_given_ones_stay() -> None:
    mean = RunningMean(0.2)
    given = weights(2)
    for step in range(EVERY, 40 * EVERY, EVERY):
        mean.update(given, step)
    assert mean.arrays["kernel"] == pytest.approx(2)
    mean.arrays["kernel"][:] = 0
    assert given["kernel"][0, 0] == 2
