import pytest

from ui.write.savings import Savings, keystroke_savings


def test_formula() -> None:
    # 6 letters by hand, one key put in 4 more: 7 keys for 10 characters.
    assert keystroke_savings(6, 4, 1) == pytest.approx(1 - 7 / 10)
    assert keystroke_savings(0, 0, 0) is None
    assert keystroke_savings(10, 0, 0) == 0


def test_an_accept_that_was_undone_costs_its_key() -> None:
    savings = Savings()
    savings.add_typed(6)
    savings.add_accept(4)
    savings.take_back(4)
    assert savings.rate == pytest.approx(1 - 7 / 6)
