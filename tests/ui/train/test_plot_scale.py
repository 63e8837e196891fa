import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.train.plot_scale import Frame, epoch_ticks, limits, nice_ticks, thinned, value_at


def test_ticks_are_round_and_few() -> None:
    assert len(nice_ticks(50, 1100)) <= 7
    assert all(50 <= tick <= 1100 for tick in nice_ticks(50, 1100))
    assert epoch_ticks(16) == [0, 2, 4, 6, 8, 10, 12, 14, 16]
    assert epoch_ticks(0.4, 4) == [0, 0.1, 0.2, 0.3, 0.4]


@given(right=st.floats(0.1, 1e5), most=st.integers(1, 12))
def test_epochs_fit_whatever_their_number(right: float, most: int) -> None:
    ticks = epoch_ticks(right, most)
    assert ticks[0] == 0 and ticks[-1] <= right * 1.0001
    assert len(ticks) <= most + 1


def test_long_curves_are_thinned() -> None:
    points = [(float(n), 1.0) for n in range(10_000)]
    assert len(thinned(points)) <= 1500 + 1
    assert thinned(points)[-1] == points[-1]
    assert thinned(points[:3]) == points[:3]


def test_pixels_and_back() -> None:
    frame = Frame(left=50, top=10, width=200, height=100, right=4, low=10, high=1000)
    assert (frame.x(0), frame.x(4), frame.x(1)) == (50, 250, 100)
    assert (frame.y(10), frame.y(1000), frame.y(100)) == (110, 10, pytest.approx(60))  # halfway on a log axis
    assert frame.y(1e9) == 10
    assert frame.epoch(frame.x(2.5)) == pytest.approx(2.5)


@given(st.lists(st.floats(1.01, 1e9), max_size=5), st.floats(2, 1e6) | st.just(math.inf))
def test_limits_leave_room(values: list[float], most: float) -> None:
    low, high = limits(values, most)
    assert 0 < low < high
    if values:
        assert low < min(values)


def test_a_lone_line_has_numbers_beside_it() -> None:
    assert len(nice_ticks(*limits([76.2], 1000))) >= 3


def test_values_are_read_from_the_point_before() -> None:
    points = [(1.0, 300.0), (2.0, 200.0)]
    assert [value_at(points, at) for at in (0.5, 1.0, 1.9, 2.0, 2.8, 3.5)] == [None, 300, 300, 200, 200, None]
    assert value_at([], 1.0) is None
