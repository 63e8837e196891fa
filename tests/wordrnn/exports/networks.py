"""Small networks to export, and the comparison with the predictor that all formats have to stand."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from tests.wordrnn.test_recurrent import random_weights
from wordrnn import rounding
from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.exports.network import Network
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import EOS_ID, Tokenizer

TOKENIZER = Tokenizer.from_counts({}, "word", 2).extended(
    ["the", "cat", "sat", "on", "mat", "naïve", ".", "quick"]
)
V = TOKENIZER.vocab_size
UNITS = 4

Step = Callable[[int, Mapping[str, FloatArray]], tuple[FloatArray, Mapping[str, FloatArray]]]
"""(token, states, each [1, H]) → (probabilities [1, V], states)."""

# Layers, embedding, tied, 8 bits, temperature: every cell with each of these.
SHAPES = [(1, 4, True, False, 1.0), (2, 3, True, True, 1.3), (3, 3, False, False, 0.8)]
every_cell = pytest.mark.parametrize("cell", CELLS)
every_shape = pytest.mark.parametrize("shape", SHAPES, ids=str)


def network(
    cell: Cell, layers: int, embedding: int, tied: bool, small: bool = False, temperature: float = 1.0
) -> Network:
    config = ModelConfig(V, cell, units=UNITS, layers=layers, embedding=embedding, tied=tied)
    weights = random_weights(config)
    stored = rounding.rounded(weights) if small else weights
    restored = rounding.restored(stored)
    return Network("cats", config, stored, restored, temperature, TOKENIZER, ("what was learned",))


def predictor(exported: Network) -> RecurrentModel:
    return RecurrentModel(exported.config, exported.weights).at_temperature(exported.temperature)


def assert_predicts_alike(exported: Network, step: Step) -> None:
    """Step through a text with `step` and with the predictor, each with its own states."""
    model = predictor(exported)
    state = model.start()
    states: Mapping[str, FloatArray] = {name: row[None, :] for name, row in exported.initial_states().items()}
    for token in [EOS_ID, *np.random.default_rng(2).integers(0, V, 11).tolist()]:
        expected, state = model.step(np.array([token]), state)
        probabilities, states = step(token, states)
        np.testing.assert_allclose(probabilities, np.exp(expected), rtol=1e-5, atol=1e-5)
        assert abs(float(probabilities.sum()) - 1) < 1e-5
        parts = [part for layer in state for part in layer]
        for name, part in zip(exported.state_names, parts, strict=True):
            np.testing.assert_allclose(states[name], part, rtol=1e-5, atol=1e-5)
