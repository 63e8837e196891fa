import pytest

from ui.lab.picture import (
    Axis,
    Curve,
    Mark,
    Picture,
    Scale,
    nearest_stop,
    scale_of,
    scales_of,
    value_at,
)


def test_places_on_a_linear_and_on_a_logarithmic_axis() -> None:
    plain, log = Scale(0, 200, False), Scale(1, 100, True)
    assert [plain.share(each) for each in (0, 50, 200, 300, -5)] == [0, 0.25, 1, 1, 0]
    assert [log.share(each) for each in (1, 10, 100)] == pytest.approx([0, 0.5, 1])
    assert [log.value(each) for each in (0, 0.5, 1)] == pytest.approx([1, 10, 100])
    assert plain.value(0.25) == 50


@pytest.mark.parametrize(
    ("scale", "most", "ticks"),
    [
        (Scale(0, 1, False), 6, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (Scale(0, 99, False), 10, [0, 10, 20, 30, 40, 50, 60, 70, 80, 90]),
        (Scale(-3, 3, False), 3, [-2, 0, 2]),
        (Scale(1e-7, 1, True), 8, [1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1]),
        (Scale(3e-17, 2, True), 6, [1e-15, 1e-12, 1e-9, 1e-6, 1e-3, 1]),
    ],
)
def test_ticks_are_round_numbers(scale: Scale, most: int, ticks: list[float]) -> None:
    assert scale.ticks(most) == pytest.approx(ticks)


def test_on_a_short_logarithmic_axis_there_are_numbers_between_the_powers() -> None:
    ticks = Scale(60, 900, True).ticks(7)
    assert all(60 <= tick <= 900 for tick in ticks) and 3 <= len(ticks) <= 7


def test_an_axis_is_as_wide_as_its_values_and_some_room() -> None:
    assert scale_of(Axis("", low=0.0, high=1.0), [5.0]) == Scale(0, 1, False)
    found = scale_of(Axis(""), [10.0, 20.0])
    assert found.low < 10 and found.high > 20
    assert scale_of(Axis(""), [10.0, 20.0], edges=True) == Scale(10, 20, False)
    assert (
        scale_of(Axis("", log=True), [0.0, -1.0, 10.0, 1000.0]).low > 5
    )  # what has no logarithm does not count


@pytest.mark.parametrize("log", [False, True])
@pytest.mark.parametrize("values", [[], [3.0], [3.0, 3.0], [float("nan")]])
def test_few_values_have_an_axis_too(log: bool, values: list[float]) -> None:
    scale = scale_of(Axis("", log=log), values)
    assert scale.low < scale.high
    assert scale.ticks(5)


def test_scales_hold_curves_bands_and_level_marks() -> None:
    picture = Picture(
        Axis("k", log=True),
        Axis("y"),
        [Curve("lstm", [(1, 2.0), (100, 3.0)], [(1, 1.5, 2.5), (100, 2.0, 6.0)]), Curve("gru", [(10, 2.0)])],
        [Mark("chance", y=0.5), Mark("edge", x=500)],
    )
    x, y = scales_of(picture)
    assert (x.low, x.high) == (1, 100)
    assert y.low < 0.5 and y.high > 6
    assert picture.stops == [1, 10, 100]


def test_values_between_stops_are_those_of_the_one_before() -> None:
    points = [(1.0, 5.0), (3.0, 6.0)]
    assert [value_at(points, x) for x in (0.5, 1, 2.9, 3, 50)] == [None, 5, 5, 6, 6]


def test_the_stop_nearest_to_the_mouse() -> None:
    stops = [1.0, 5.0, 10.0]
    assert nearest_stop(stops, 2.5, Scale(1, 10, True)) == 5  # nearer than 1 on the axis
    assert nearest_stop(stops, 2.5, Scale(1, 10, False)) == 1
