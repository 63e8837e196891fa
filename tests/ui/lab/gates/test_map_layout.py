import pytest

from ui.lab.gates.map_layout import MapLayout, first_in_view, largest, ordered, shades

LAYOUT = MapLayout(left=80, top=30, column=50, row=4, rows=10, words=3, maps=2, pitch=60)


def test_what_is_under_a_place_is_found() -> None:
    assert [LAYOUT.word_at(x) for x in (79, 80, 129, 130, 229, 230)] == [None, 0, 0, 1, 2, None]
    assert [LAYOUT.row_at(y) for y in (29, 30, 33, 34, 69, 70)] == [None, 0, 0, 1, 9, None]
    assert [LAYOUT.row_at(y) for y in (89, 90, 129, 130, 151)] == [None, 0, 9, None, None], "the second map"
    assert (LAYOUT.width, LAYOUT.height, LAYOUT.map_top(1)) == (150, 40, 90)


@pytest.mark.parametrize(
    ("first", "row", "expected"),
    [(0, 9, 0), (0, 10, 1), (5, 3, 3), (5, 14, 5), (0, 99, 90), (95, 99, 90), (95, 92, 90)],
)
def test_the_view_moves_as_little_as_it_can(first: int, row: int, expected: int) -> None:
    assert first_in_view(first, row, rows=10, units=100) == expected


def test_few_units_are_all_in_view() -> None:
    assert first_in_view(3, 2, rows=10, units=4) == 0


def test_shades_begin_at_nothing_for_gates_and_have_nothing_in_the_middle_for_states() -> None:
    values = [[0.0, 0.5, 1.0], [1.0, 0.25, 9.0]]  # two words, three units
    assert list(shades(values, [0, 2], 1.0, signed=False)) == [0, 255, 255, 255]
    assert list(shades([[-2.0, 0.0, 2.0]], [0, 1, 2], 2.0, signed=True)) == [0, 128, 255]
    assert list(shades([[-9.0]], [0], 2.0, signed=True)) == [0]


HIDDEN = [[0.1, -0.5, 0.0], [0.3, 0.5, 0.0], [0.2, 0.4, 0.1]]
FORGET = [[0.1, 0.9, 0.5]] * 3


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("number", [0, 1, 2]),
        ("says", [2, 0, 1]),
        ("value", [1, 0, 2]),  # at the second word
        ("changes", [1, 0, 2]),
        ("keeps", [1, 2, 0]),
    ],
)
def test_units_are_put_in_an_order(order: str, expected: list[int]) -> None:
    layer = {"hidden": HIDDEN, "forget": FORGET}
    assert ordered(order, layer, [0.2, 0.1, -0.3], 1, "forget") == expected


def test_without_a_gate_that_keeps_the_order_is_by_number() -> None:
    assert ordered("keeps", {"hidden": HIDDEN}, [0, 0, 0], 0, None) == [0, 1, 2]


def test_a_few_that_count_high_do_not_set_the_scale() -> None:
    assert largest([[0.1] * 98 + [2.0, 50.0]], share=0.98) == 2.0
    assert largest([[0.1, -0.2]]) == 1.0
    assert largest([]) == 1.0
