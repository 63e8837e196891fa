import pytest

from wordrnn.config import CELLS, Cell, ModelConfig, TrainConfig
from wordrnn.errors import OptionError


def test_parameters_are_counted_by_hand() -> None:
    # V 10, E 3, H 4: embedding 30, kernel 3·16, recurrent 4·16, bias 16, projection 4·3, output bias 10
    assert ModelConfig(10, "lstm", units=4, embedding=3).parameters == 30 + 48 + 64 + 16 + 12 + 10
    # the second layer reads 4 units; peepholes 3·4 a layer
    two = ModelConfig(10, "peephole", units=4, layers=2, embedding=4, tied=False)
    assert two.parameters == 40 + 2 * (64 + 64 + 16 + 12) + 40 + 10
    # GRU has two biases
    assert ModelConfig(10, "gru", units=4, embedding=4).parameters == 40 + 48 + 48 + 24 + 10


@pytest.mark.parametrize("cell", CELLS)
def test_settings_come_back_from_json(cell: Cell) -> None:
    config = ModelConfig(10, cell, units=4, layers=2)
    assert ModelConfig.from_dict(config.to_dict()) == config


def test_an_unknown_setting_is_refused_with_a_guess() -> None:
    with pytest.raises(OptionError) as caught:
        TrainConfig.from_dict({"dropuot": 0.2})
    assert (caught.value.code, caught.value.params["guess"]) == ("unknown-setting", "dropout")


@pytest.mark.parametrize(
    "values",
    [
        {"units": 0},
        {"units": -3},
        {"units": 2.0},
        {"units": True},
        {"layers": 4},
        {"cell": "rnn"},
        {"vocab_size": 2},
    ],
)
def test_a_value_that_cannot_be_is_named(values: dict[str, object]) -> None:
    with pytest.raises(OptionError) as caught:
        ModelConfig(**({"vocab_size": 10} | values))  # pyright: ignore[reportArgumentType]
    assert caught.value.params["name"] == next(iter(values))
    assert caught.value.params["got"] == repr(next(iter(values.values())))
