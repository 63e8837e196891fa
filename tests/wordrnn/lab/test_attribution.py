import numpy as np
import pytest

from tests.wordrnn.lab.test_trace import tracer_of
from tests.wordrnn.test_recurrent import random_weights
from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.lab.attribution import gradient_times_embedding, occlusion, slopes
from wordrnn.lab.trace import Tracer
from wordrnn.tokenizer import UNK_ID

IDS = np.array([1, 5, 11, 0, 3, 3, 7])
TARGET = 4


@pytest.mark.parametrize("cell", CELLS)
@pytest.mark.parametrize(("layers", "embedding", "tied"), [(1, 4, True), (2, 3, True), (2, 3, False)])
def test_slopes_are_those_of_finite_differences(cell: Cell, layers: int, embedding: int, tied: bool) -> None:
    config = ModelConfig(12, cell=cell, units=4, layers=layers, embedding=embedding, tied=tied)
    weights = random_weights(config, scale=0.5)
    if tied:  # so that a token's vector can be moved without the softmax
        weights["output.kernel"] = weights["embedding"].copy()
        config = ModelConfig(12, cell=cell, units=4, layers=layers, embedding=embedding, tied=False)
    ids = np.array([1, 5, 10, 2, 3, 8, 7])  # each once: its row of the embedding is one input
    tracer = Tracer(config, weights, temperature=1.3)
    found = slopes(tracer, tracer.trace(ids), TARGET)
    for place, token in enumerate(ids):
        for part in range(embedding):
            ends = []
            for step in (0.01, -0.01):
                moved = weights["embedding"].copy()
                moved[token, part] += step
                other = Tracer(config, weights | {"embedding": moved}, temperature=1.3)
                ends.append(float(other.log_probs(other.trace(ids))[TARGET]))
            assert found.inputs[place, part] == pytest.approx((ends[0] - ends[1]) / 0.02, abs=1e-3)


@pytest.mark.parametrize("cell", CELLS)
def test_the_slope_of_the_last_state_is_that_of_the_softmax(cell: Cell) -> None:
    tracer = tracer_of(cell, layers=1, embedding=4)
    trace = tracer.trace(IDS)
    hidden = trace.layers[0].values["hidden"][-1]
    (found,) = slopes(tracer, trace, TARGET).hidden
    step = np.float32(0.01)
    for unit in range(4):
        moved = np.tile(hidden, (2, 1))
        moved[0, unit] += step
        moved[1, unit] -= step
        above, below = tracer.model.log_probs_of(moved)[:, TARGET]
        assert found[unit] == pytest.approx((above - below) / (2 * step), abs=1e-3)


@pytest.mark.parametrize("cell", CELLS)
def test_occlusion_is_the_difference_of_two_readings(cell: Cell) -> None:
    tracer = tracer_of(cell)
    lost = occlusion(tracer, IDS, TARGET)
    whole = tracer.log_probs(tracer.trace(IDS))[TARGET]
    for place in range(1, len(IDS)):
        other = IDS.copy()
        other[place] = UNK_ID
        expected = whole - tracer.log_probs(tracer.trace(other))[TARGET]
        assert lost[place] == pytest.approx(expected, abs=1e-5)
    assert lost[0] == 0, "the beginning is no word"
    assert lost[3] == 0, "it is <unk> already"


def test_where_nothing_can_be_replaced_nothing_is_lost() -> None:
    assert occlusion(tracer_of("gru"), np.array([1, UNK_ID]), TARGET).tolist() == [0, 0]


def test_for_a_network_that_is_linear_the_two_methods_are_near() -> None:
    # Weights so small that σ and tanh are straight, and <unk> has the vector 0: then the first order is all there is.
    config = ModelConfig(12, cell="simple", units=4, layers=1, embedding=4)
    weights = random_weights(config, scale=0.05)
    weights["embedding"][UNK_ID] = 0
    tracer = Tracer(config, weights)
    ids = np.array([1, 5, 11, 7])
    trace = tracer.trace(ids)
    by_slope = gradient_times_embedding(tracer, trace, slopes(tracer, trace, TARGET))
    np.testing.assert_allclose(by_slope[1:], occlusion(tracer, ids, TARGET)[1:], rtol=0.05, atol=1e-6)
