import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.minimum import golden_section


@given(st.floats(-3, 5))
def test_the_least_value_is_found(where: float) -> None:
    assert golden_section(lambda x: abs(x - where), -3, 5) == pytest.approx(where, abs=0.02)


def test_a_function_that_only_rises_is_least_at_the_lower_end() -> None:
    calls = []

    def rising(x: float) -> float:
        calls.append(x)
        return x

    assert golden_section(rising, 2, 3) == pytest.approx(2, abs=0.003)
    # Each value after the first two narrows the range by 0.618: 0.618^13 is the first below 0.002.
    assert len(calls) == 2 + 13
