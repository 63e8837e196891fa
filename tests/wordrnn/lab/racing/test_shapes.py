import pytest

from wordrnn.config import CELLS
from wordrnn.lab.racing.shapes import cell_config, units_of
from wordrnn.lab.racing.window import WindowConfig


def test_equally_wide() -> None:
    assert {units_of(name, 1000, 64, 32, 10, False) for name in (*CELLS, "feedforward")} == {64}


@pytest.mark.parametrize("name", [*CELLS, "feedforward"])
@pytest.mark.parametrize("embedding", [32, 64])
def test_with_as_many_parameters(name: str, embedding: int) -> None:
    """No other width comes nearer to the LSTM's size."""
    wanted = cell_config("lstm", 1000, 64, embedding).parameters

    def size(units: int) -> int:
        if name == "feedforward":
            return WindowConfig(1000, embedding, units, 10).parameters
        return cell_config(name, 1000, units, embedding).parameters  # pyright: ignore[reportArgumentType]

    units = units_of(name, 1000, 64, embedding, 10, True)
    distances = {width: abs(size(width) - wanted) for width in range(1, 400)}
    assert distances[units] == min(distances.values())
    assert distances[units] < 0.02 * wanted
