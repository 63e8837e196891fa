from ui.style.readable_plot import next_stop


def test_from_stop_to_stop() -> None:
    stops = [1.0, 5.0, 10.0]
    assert [next_stop(stops, x, True, 5.0) for x in (None, 1.0, 10.0)] == [5, 5, 10]
    assert [next_stop(stops, x, False, 10.0) for x in (None, 10.0, 1.0)] == [10, 5, 1]
    assert next_stop(stops, 1.0 + 1e-9, True, None) == 5
    assert next_stop([], None, True, None) is None
