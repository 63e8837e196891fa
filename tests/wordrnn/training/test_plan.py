import pytest

from wordrnn.config import Cell, ModelConfig, TrainConfig
from wordrnn.errors import OptionError
from wordrnn.training import plan

PROBE = ModelConfig(10_000, units=256, embedding=256)


def chosen(tokens: int, minutes: float, speed: float, wishes: plan.Wishes | None = None) -> ModelConfig:
    speeds = plan.speed_from([(PROBE, speed)])
    return plan.choose(wishes or plan.Wishes(), 10_000, tokens, minutes * 60, speeds)


def test_operations_are_counted_by_hand() -> None:
    # 6 · (3·16 + 4·16 + 4·3 + 10·3): kernel, recurrent kernel, projection, tied softmax
    assert plan.operations(ModelConfig(10, "lstm", units=4, embedding=3)) == 6 * (48 + 64 + 12 + 30)


def test_of_a_sampled_softmax_a_quarter_and_the_sample_are_counted() -> None:
    config = ModelConfig(400, "lstm", units=4, embedding=4)
    assert plan.operations(config, 3) == 6 * (4 * 16 + 4 * 16 + 200 * 4)


def test_two_measured_speeds_give_that_of_a_third() -> None:
    small, middle, large = (ModelConfig(1000, units=units, embedding=8) for units in (8, 16, 32))
    few, some, many = map(plan.operations, (small, middle, large))
    # A token takes 1 ms and 1 µs for each operation.
    measured = [(small, 1 / (1e-3 + 1e-6 * few)), (large, 1 / (1e-3 + 1e-6 * many))]
    assert plan.speed_from(measured)(middle) == pytest.approx(1 / (1e-3 + 1e-6 * some))
    # From one alone, the operations tell; and noise that makes the larger one faster is not believed.
    assert plan.speed_from(measured[:1])(large) == pytest.approx(measured[0][1] * few / many)
    assert plan.speed_from([(small, 10.0), (large, 20.0)])(large) < 10


def test_a_small_text_is_probed_once_and_a_wish_for_a_width_too() -> None:
    assert [shape.units for shape in plan.probes(plan.Wishes(), 1000, 1_000_000)] == [256, 800]
    assert [shape.units for shape in plan.probes(plan.Wishes(), 1000, 40_000)] == [256]
    assert [shape.units for shape in plan.probes(plan.Wishes(units=77), 1000, 1_000_000)] == [77]


def test_a_large_vocabulary_is_sampled_and_a_wide_network_gets_more_streams() -> None:
    train = plan.first_settings(plan.Wishes(), 2_000_000, 33_000)
    assert (train.sampling, train.batch) == (4, 32)
    assert plan.first_settings(plan.Wishes(), 2_000_000, 10_000).sampling == 1
    assert plan.with_batch_for(train, 1024, 2_000_000).batch == 64
    assert plan.with_batch_for(train, 512, 2_000_000).batch == 32
    assert plan.with_batch_for(train, 1024, 200_000).batch == 32


def test_the_learning_rate_falls_with_the_width_and_rises_with_the_streams() -> None:
    def rate(units: int, batch: int, cell: Cell = "lstm") -> float:
        return plan.learning_rate_for(ModelConfig(1000, cell, units=units), batch)

    assert rate(512, 32) == 0.006
    assert rate(1024, 32) == rate(512, 8) == 0.003
    assert rate(512, 32, "simple") == 0.002
    assert rate(64, 64) == 0.008


def test_more_passes_are_regularised_more() -> None:
    train = plan.first_settings(plan.Wishes(), 1_000_000)
    once, often = (plan.regularized(train, 512, 2, passes) for passes in (1, 60))
    for name in ("dropout", "input_dropout", "hidden_dropout", "embedding_dropout", "weight_drop"):
        assert getattr(once, name) < getattr(often, name)
    assert (often.weight_drop, often.embedding_dropout) == (0.5, 0.1)


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
    assert plan.budget_seconds(10, 60) == 520  # 20 seconds are for the calibration
    assert plan.budget_seconds(2, 10) == pytest.approx(120 - 10 - 9.6)
    assert plan.budget_seconds(1, 500) == pytest.approx(36)


def test_what_is_seen_once_is_hardly_dropped() -> None:
    rates = [plan.dropout_for(passes, 400) for passes in (0.3, 1, 5, 12, 100)]
    assert rates == sorted(rates)
    assert rates[:2] == [0, 0] and 0.3 < rates[-1] < 0.4


def test_a_wider_network_is_dropped_more() -> None:
    rates = [plan.dropout_for(20, units) for units in (200, 400, 650, 1024)]
    assert rates == sorted(rates)
    assert rates[-1] == 0.6


def test_the_size_of_a_vocabulary_by_its_kind() -> None:
    assert [plan.Wishes().vocabulary_size(kind) for kind in ("word", "bpe", "pretokenized")] == [
        20_000,
        16_000,
        1_000_000,
    ]
    assert plan.Wishes(vocabulary=500).vocabulary_size("bpe") == 500
    # Where a size is asked for, rare pieces fill it up.
    assert plan.Wishes().piece_count() > 1
    assert plan.Wishes(vocabulary=500).piece_count() == 0


@pytest.mark.parametrize(("replicas", "batch"), [(1, 32), (2, 32), (3, 33), (5, 35), (32, 32), (40, 40)])
def test_streams_are_shared_out_evenly(replicas: int, batch: int) -> None:
    assert plan.shared_by(TrainConfig(batch=32), replicas).batch == batch
