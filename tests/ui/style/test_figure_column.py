import pytest

from ui.style.figure_column import Column


@pytest.mark.parametrize(
    ("values", "lowest", "best"),
    [
        ([1.0, None, 3.0, 3.0], False, {2, 3}),
        ([1.0, None, 3.0], True, {0}),
        ([None, 3.0], True, set()),
        ([1.0, 2.0], None, set()),
    ],
)
def test_the_best_of_a_column(values: list[float | None], lowest: bool | None, best: set[int]) -> None:
    assert Column("top1", "Top-1", "How often", str, lowest).best(values) == best
