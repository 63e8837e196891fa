import pytest

from ui.train.pace import Pace


def test_nothing_is_said_before_a_second() -> None:
    pace = Pace()
    assert pace.rate() is None
    pace.tell(0.0, 0)
    pace.tell(0.5, 100)
    assert (pace.rate(), pace.left(1000)) == (None, None)


def test_rate_and_time_left() -> None:
    pace = Pace()
    pace.tell(10.0, 500)
    pace.tell(12.0, 700)
    assert pace.rate() == pytest.approx(100)
    assert pace.left(1000) == pytest.approx(3)
    assert pace.left(600) == 0


def test_only_the_last_seconds_count() -> None:
    pace = Pace()
    for second in range(21):
        pace.tell(float(second), 10 * second if second <= 10 else 100 + 1000 * (second - 10))
    assert pace.rate() == pytest.approx(1000)


def test_where_nothing_moves_nothing_is_said() -> None:
    pace = Pace()
    pace.tell(0.0, 5)
    pace.tell(9.0, 5)
    assert pace.rate() is None
