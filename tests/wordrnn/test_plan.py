import pytest

from wordrnn import plan
from wordrnn.config import ModelConfig
from wordrnn.errors import OptionError

PROBE = ModelConfig(10_000, units=256, embedding=256)


def chosen(tokens: int, minutes: float, speed: float, wishes: plan.Wishes | None = None) -> ModelConfig:
    config, _ = plan.choose(wishes or plan.Wishes(), 10_000, tokens, minutes * 60, PROBE, speed)
    return config


def test_operations_are_counted_by_hand() -> None:
    # 6 · (3·16 + 4·16 + 4·3 + 10·3): kernel, recurrent kernel, projection, tied softmax
    assert plan.operations(ModelConfig(10, "lstm", units=4, embedding=3)) == 6 * (48 + 64 + 12 + 30)


def test_more_time_and_a_faster_machine_give_wider_networks() -> None:
    widths = [chosen(1_000_000, minutes, 15_000).units for minutes in (1, 5, 20, 60)]
    assert widths == sorted(widths)
    assert widths[0] < widths[-1]
    assert chosen(1_000_000, 20, 30_000).units > chosen(1_000_000, 20, 5_000).units


def test_a_small_text_gets_no_wide_network() -> None:
    assert chosen(40_000, 600, 1e6).units <= 256


def test_wishes_are_kept() -> None:
    config = chosen(1_000_000, 5, 10_000, plan.Wishes(cell="gru", units=77, layers=3, embedding=33))
    assert (config.cell, config.units, config.layers, config.embedding) == ("gru", 77, 3, 33)
    with pytest.raises(OptionError):
        plan.check(plan.Wishes(units=100_000))


def test_reading_time_counts_but_leaves_most_of_the_budget() -> None:
    assert plan.budget_seconds(10, 60) == 540
    assert plan.budget_seconds(1, 500) == pytest.approx(36)


def test_what_is_seen_once_is_hardly_dropped() -> None:
    rates = [plan.dropout_for(passes, 400) for passes in (0.3, 1, 5, 12, 100)]
    assert rates == sorted(rates)
    assert rates[0] < 0.05 and 0.3 < rates[-1] < 0.4


def test_a_wider_network_is_dropped_more() -> None:
    rates = [plan.dropout_for(20, units) for units in (200, 400, 650, 1024)]
    assert rates == sorted(rates)
    assert rates[-1] == 0.6
