import numpy as np
import pytest

from wordrnn.calibration.reliability import Reliability, bins_of
from wordrnn.calibration.showing import showing


def measured(letters: int, confidence: np.ndarray, hits: np.ndarray) -> Reliability:
    return Reliability(letters, len(confidence), 0.0, 0.0, 0.0, bins_of(confidence, hits))


def test_it_is_what_was_counted() -> None:
    chance = np.random.default_rng(4)
    places = [chance.beta(1, 3, 6000), chance.beta(2, 2, 4000)]
    hits = [chance.random(len(each)) < each**1.2 for each in places]  # less often than it says
    reliability = [measured(n, c, h) for n, (c, h) in enumerate(zip(places, hits, strict=True))]
    confidence, meant = np.concatenate(places), np.concatenate(hits)
    for sure in (0.0, 0.1, 0.2, 0.35, 0.5, 0.7):
        found = showing(reliability, sure)
        assert found is not None
        assert found.places == 10_000
        assert found.shown == pytest.approx(np.mean(confidence >= sure), abs=0.01)
        assert found.right == pytest.approx(np.mean(meant[confidence >= sure]), abs=0.02)


def test_nothing_measured_is_nothing_said() -> None:
    assert showing([], 0.2) is None
    assert showing([measured(0, np.zeros(0), np.zeros(0))], 0.2) is None


def test_above_all_confidence_nothing_is_shown() -> None:
    found = showing([measured(0, np.full(30, 0.2), np.zeros(30))], 0.9)
    assert found is not None
    assert (found.shown, found.right) == (0.0, None)


def test_bins_of_one_confidence_are_no_trouble() -> None:
    found = showing([measured(0, np.full(30, 0.5), np.ones(30))], 0.2)
    assert found is not None
    assert (found.shown, found.right) == (1.0, 1.0)
