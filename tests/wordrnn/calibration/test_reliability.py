import json
import math
from dataclasses import asdict

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.calibration.reliability import (
    BINS,
    Bin,
    Calibration,
    Curve,
    Offers,
    Reliability,
    Sharpness,
    bins_of,
    error_of,
    fit_sharpness,
    fit_temperature,
    mixture_loss,
)

sharpnesses = st.builds(Sharpness, power=st.floats(0.5, 2.0), unknown=st.floats(0.01, 100))
masses = st.lists(st.floats(1e-9, 1), min_size=1, max_size=12)


# Sharpness ------------------------------------------------------------------------------------------------------------


def test_masses_become_shares_of_all_that_may_be_meant() -> None:
    # Squares of 3, 2, 1 and, once and a half, of the unknown 2: 9 + 4 + 1 + 1.5 · 4 = 20.
    sharpness = Sharpness(power=2.0, unknown=1.5)
    assert sharpness.total(np.array([3.0, 2.0, 1.0]), 2.0) == pytest.approx(20)
    # A word with 2 from one part and 1 from another has 9 of them, in the same proportion.
    assert sharpness.raised_together([2.0, 1.0]) == pytest.approx([6, 3])
    assert Sharpness().raised_together([2.0, 1.0]) == [2.0, 1.0]
    assert sharpness.raised_together([0.0, 0.0]) == [0, 0]


@given(sharpnesses, masses, st.floats(0, 1))
def test_a_list_never_sums_above_one_and_keeps_its_order(
    sharpness: Sharpness, words: list[float], unknown: float
) -> None:
    total = sharpness.total(np.array(words), unknown)
    shares = [sum(sharpness.raised_together([mass])) / total for mass in words]
    assert all(0 <= each <= 1 + 1e-9 for each in shares)
    assert sum(shares) <= 1 + 1e-9
    for (one, its), (other, theirs) in zip(
        zip(words, shares, strict=True), zip(words[1:], shares[1:], strict=True), strict=False
    ):
        if one < other:
            assert its <= theirs * (1 + 1e-9)


# Measuring ------------------------------------------------------------------------------------------------------------


def test_the_error_is_the_mean_distance_of_hits_from_confidence() -> None:
    confidence = np.array([0.9, 0.1, 0.8, 0.2])
    hits = np.array([1, 0, 0, 1])
    # Two bins: .1 and .2 with one hit of two, .8 and .9 with one of two. |.5 - .15| and |.5 - .85|.
    bins = bins_of(confidence, hits, 2)
    assert [each.confidence for each in bins] == pytest.approx([0.15, 0.85])
    assert [(each.hits, each.count) for each in bins] == [(0.5, 2), (0.5, 2)]
    assert error_of(bins) == pytest.approx(0.35)


@given(st.integers(0, 100))
def test_bins_have_equal_counts(count: int) -> None:
    counts = [each.count for each in bins_of(np.linspace(0, 1, count), np.zeros(count))]
    assert sum(counts) == count
    assert len(counts) == min(count, BINS)
    assert not counts or max(counts) - min(counts) <= 1


def test_what_chance_does_to_a_calibrated_model_is_said() -> None:
    rng = np.random.default_rng(3)
    confidence = rng.uniform(0.1, 0.9, 3000)
    found = [Reliability.of(0, confidence, rng.random(3000) < confidence, confidence) for _ in range(20)]
    assert found[0].error_by_chance == pytest.approx(np.mean([each.error for each in found]), rel=0.2)
    assert found[0].count == 3000


def test_no_words_are_no_error() -> None:
    nothing = Reliability.of(1, np.zeros(0), np.zeros(0), np.zeros(0))
    assert (nothing.count, nothing.error, nothing.error_by_chance, nothing.bins) == (0, 0, 0, [])


# Fitting --------------------------------------------------------------------------------------------------------------


def logits_and_tokens(inverse: float, count: int = 4000) -> tuple[np.ndarray, np.ndarray]:
    """Return logits of a model, and tokens drawn from softmax(inverse · logits)."""
    rng = np.random.default_rng(1)
    logits = rng.normal(0, 2, (count, 20))
    noise = rng.gumbel(size=logits.shape)
    return logits, (inverse * logits + noise).argmax(axis=1)


def curve_of(logits: np.ndarray, tokens: np.ndarray) -> Curve:
    values = [
        (place * logits - np.log(np.exp(place * logits).sum(axis=1, keepdims=True)))[
            np.arange(len(tokens)), tokens
        ]
        for place in Curve.PLACES
    ]
    return Curve(np.stack(values, axis=1))


def test_a_curve_is_right_between_its_places() -> None:
    logits, tokens = logits_and_tokens(1.0, 50)
    found = curve_of(logits, tokens).at(0.93)
    exact = 0.93 * logits - np.log(np.exp(0.93 * logits).sum(axis=1, keepdims=True))
    assert found == pytest.approx(exact[np.arange(50), tokens], abs=1e-3)


def test_the_temperature_that_made_the_text_is_found() -> None:
    logits, tokens = logits_and_tokens(0.8)  # less sure than the model
    temperature, weights = fit_temperature(curve_of(logits, tokens), np.zeros((len(tokens), 0)))
    assert temperature == pytest.approx(1 / 0.8, rel=0.03)
    assert weights == pytest.approx([1])


def test_temperature_and_weights_are_fitted_together() -> None:
    logits, tokens = logits_and_tokens(0.8)
    tokens[::5] = np.random.default_rng(2).integers(
        0, 20, len(tokens[::5])
    )  # a fifth comes from the other part
    curve, other = curve_of(logits, tokens), np.full((len(tokens), 1), -math.log(20))
    temperature, weights = fit_temperature(curve, other)
    assert temperature == pytest.approx(1 / 0.8, rel=0.06)
    assert weights == pytest.approx([0.8, 0.2], abs=0.04)
    best = mixture_loss(np.column_stack((curve.at(1 / temperature), other)), weights)
    assert best < mixture_loss(np.column_stack((curve.at(1.0), other)), weights)


def offers(power: float, unknown: float, count: int, seed: int = 1) -> Offers:
    """Return what a model offers that is too sure of itself: the truth follows its masses raised to `power`."""
    rng = np.random.default_rng(seed)
    words = rng.dirichlet(np.full(30, 0.2), count) + 1e-9
    mass_unknown = rng.uniform(0.01, 0.1, count)
    truth = np.column_stack((words**power, unknown * mass_unknown**power))
    truth /= truth.sum(axis=1, keepdims=True)
    meant = (truth.cumsum(axis=1) < rng.random((count, 1))).sum(axis=1)
    sums = [np.log((words**place).sum(axis=1)) for place in Curve.PLACES]
    best = words.argmax(axis=1)
    return Offers(words.max(axis=1), best == meant, mass_unknown, Curve(np.stack(sums, axis=1)))


def test_an_overconfident_model_becomes_calibrated() -> None:
    learned, tested = offers(0.75, 4.0, 6000, seed=1), offers(0.75, 4.0, 15_000, seed=2)
    sharpness = fit_sharpness(learned)
    before = error_of(bins_of(tested.confidence(Sharpness()), tested.hits))
    after = error_of(bins_of(tested.confidence(sharpness), tested.hits))
    assert before > 0.08
    assert after < 0.02
    assert sharpness.power < 1 < sharpness.unknown


def test_a_calibrated_model_stays_as_it_is() -> None:
    sharpness = fit_sharpness(offers(1.0, 1.0, 6000))
    assert sharpness.power == pytest.approx(1, abs=0.05)
    assert 0.4 < sharpness.unknown < 2.5


def test_a_few_words_change_little() -> None:
    assert fit_sharpness(offers(0.75, 4.0, 0)) == Sharpness()
    few = fit_sharpness(offers(0.75, 4.0, 5))
    assert abs(few.power - 1) < 0.15


# As JSON --------------------------------------------------------------------------------------------------------------


def whole() -> Calibration:
    reliability = [Reliability(0, 2, 0.1, 0.2, 0.3, [Bin(0.25, 0.5, 2)])]
    return Calibration(1.1, (Sharpness(0.9, 1.2), Sharpness(0.8, 2.0)), 100, 50.0, 51.0, reliability)


def test_a_calibration_is_kept_as_json() -> None:
    assert Calibration.from_dict(json.loads(json.dumps(whole().to_dict()))) == whole()
    assert [whole().after(letters).power for letters in (0, 1, 2, 9)] == [0.9, 0.8, 0.8, 0.8]


@pytest.mark.parametrize(
    "change",
    [
        {"temperature": 0.0},
        {"temperature": "1"},
        {"sharpness": []},
        {"sharpness": [{"power": -1, "unknown": 1}]},
        {"sharpness": [{"power": 1, "unknown": 1e9}]},
        {"sharpness": [{"power": math.nan, "unknown": 1}]},
        {"sharpness": 3},
        {"reliability": [{"letters": 0}]},
        {"temperature": 10**400},
        {"sharpness": [{"power": 10**400, "unknown": 1}]},
        {"tokens": "many"},
        {"tokens": -1},
        {"perplexity": [50.0]},
        {"perplexity_before": math.nan},
        {"reliability": [asdict(whole().reliability[0]) | {"error": "0.1"}]},
        {"reliability": [asdict(whole().reliability[0]) | {"count": None}]},
        {"reliability": [asdict(whole().reliability[0]) | {"bins": [asdict(Bin(0.2, 10**400, 2))]}]},
        {"more": 1},
    ],
)
def test_what_is_none_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="calibration"):
        Calibration.from_dict(whole().to_dict() | change)


def test_a_confidence_rounded_above_1_is_one_of_no_doubt() -> None:
    sure = np.full(30, np.nextafter(np.float32(1), np.float32(2)))
    found = Reliability.of(0, sure, np.ones(30), sure)
    assert found.error_by_chance == 0
    assert found.error == pytest.approx(0, abs=1e-6)
