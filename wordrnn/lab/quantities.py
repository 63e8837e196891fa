"""What there is to see inside each cell, by name. No numpy: the app shows its window without it."""

from wordrnn.config import Cell

GATES: dict[Cell, tuple[str, ...]] = {
    "simple": (),
    "lstm": ("input", "forget", "output"),
    "peephole": ("input", "forget", "output"),
    "cifg": ("forget", "output"),  # the input gate is what the forget gate leaves
    "gru": ("update", "reset"),
}
"""What opens and shuts in a cell: numbers from 0 to 1 that can be held at one."""

QUANTITIES: dict[Cell, tuple[str, ...]] = {
    "simple": ("hidden",),
    "lstm": ("block_input", "input", "forget", "cell", "output", "hidden"),
    "peephole": ("block_input", "input", "forget", "cell", "output", "hidden"),
    "cifg": ("block_input", "input", "forget", "cell", "output", "hidden"),
    "gru": ("update", "reset", "candidate", "hidden"),
}
"""What a trace holds of a cell, in the order in which it is computed."""

KEEPERS: dict[Cell, str] = {"lstm": "forget", "peephole": "forget", "cifg": "forget", "gru": "update"}
"""The gate that says how much of what was held stays."""

IS_A_GATE = frozenset(("input", "forget", "output", "update", "reset"))
"""Quantities from 0 to 1; the others can be below 0."""
