"""The least value of a function of one number."""

from collections.abc import Callable
from math import sqrt

_GOLDEN = (sqrt(5) - 1) / 2


def golden_section(
    function: Callable[[float], float], low: float, high: float, tolerance: float = 0.002
) -> float:
    """Return where in [`low`, `high`] `function` is least, if it falls and then rises, to `tolerance` of the range.

    Golden-section search (Kiefer 1953): each value of the function narrows the range by 0.618.
    """
    narrow = tolerance * (high - low)
    left, right = high - _GOLDEN * (high - low), low + _GOLDEN * (high - low)
    at_left, at_right = function(left), function(right)
    while high - low > narrow:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - _GOLDEN * (high - low)
            at_left = function(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + _GOLDEN * (high - low)
            at_right = function(right)
    return (low + high) / 2
