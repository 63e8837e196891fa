import pytest

from ui.lab.gates.names import EQUATIONS, SOURCES, in_numbers, quantity_name
from wordrnn.config import CELLS
from wordrnn.lab.quantities import QUANTITIES

NUMBERS = {
    "values": {"block_input": -0.34, "input": 0.81, "forget": 0.97, "cell": 1.12, "output": 0.66, "hidden": 0.53,
               "update": 0.25, "reset": 0.5, "candidate": -0.1},
    "before": {"cell": -1.2, "hidden": 0.4},
    "terms": {
        "forget": {"input": 0.31, "recurrent": -0.2, "bias": 1.0},
        "input": {"input": -0.31, "recurrent": 0.2, "bias": -1.0, "peephole": 0.05},
        "candidate": {"input": 0.5, "recurrent": -0.25, "bias": 0.0},
        "hidden": {"input": 0.5, "recurrent": -0.25, "bias": 0.2},
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "quantity", "expected"),
    [
        ("lstm", "forget", "σ(0.31 − 0.20 + 1.00)"),
        ("peephole", "input", "σ(−0.31 + 0.20 + 0.05 − 1.00)"),
        ("lstm", "cell", "0.97 · (−1.20) + 0.81 · (−0.34)"),
        ("lstm", "hidden", "0.66 · tanh(1.12)"),
        ("cifg", "input", "1 − 0.97"),
        ("gru", "candidate", "tanh(0.50 − 0.25 + 0.00)"),
        ("gru", "hidden", "0.25 · 0.40 + (1 − 0.25) · (−0.10)"),
        ("simple", "hidden", "tanh(0.50 − 0.25 + 0.20)"),
    ],
)
def test_an_equation_is_written_in_numbers(cell: str, quantity: str, expected: str) -> None:
    assert in_numbers(cell, quantity, NUMBERS) == expected


@pytest.mark.parametrize("cell", CELLS)
def test_every_quantity_of_every_cell_has_its_equation(cell: str) -> None:
    assert tuple(EQUATIONS[cell]) == QUANTITIES[cell]
    assert all(quantity_name(name) for name in EQUATIONS[cell])
    assert SOURCES[cell]
