"""What the quantities of a cell are called on the page, and how their equations are written."""

from collections.abc import Mapping
from typing import Any

from ui.language.translation import translate
from ui.language.wording import number

# (symbol, equation in rich text); subscripts say which weights are meant.
_W = "W<sub>{0}</sub>x + U<sub>{0}</sub>h"
_LSTM = {
    "block_input": ("g", f"tanh({_W.format('g')} + b<sub>g</sub>)"),
    "input": ("i", f"σ({_W.format('i')} + b<sub>i</sub>)"),
    "forget": ("f", f"σ({_W.format('f')} + b<sub>f</sub>)"),
    "cell": ("c", "f ∘ c + i ∘ g"),
    "output": ("o", f"σ({_W.format('o')} + b<sub>o</sub>)"),
    "hidden": ("h", "o ∘ tanh(c)"),
}
_PEEPHOLE = _LSTM | {
    "input": ("i", f"σ({_W.format('i')} + p<sub>i</sub> ∘ c + b<sub>i</sub>)"),
    "forget": ("f", f"σ({_W.format('f')} + p<sub>f</sub> ∘ c + b<sub>f</sub>)"),
    "output": ("o", f"σ({_W.format('o')} + p<sub>o</sub> ∘ c + b<sub>o</sub>)"),
}
EQUATIONS: dict[str, dict[str, tuple[str, str]]] = {
    "simple": {"hidden": ("h", "tanh(Wx + Uh + b)")},
    "lstm": _LSTM,
    "peephole": _PEEPHOLE,
    "cifg": _LSTM | {"input": ("i", "1 − f")},
    "gru": {
        "update": ("z", f"σ({_W.format('z')} + b<sub>z</sub>)"),
        "reset": ("r", f"σ({_W.format('r')} + b<sub>r</sub>)"),
        "candidate": ("ĥ", "tanh(W<sub>h</sub>x + r ∘ (U<sub>h</sub>h + b′) + b<sub>h</sub>)"),
        "hidden": ("h", "z ∘ h + (1 − z) ∘ ĥ"),
    },
}
"""Cell → quantity → its symbol and its equation."""

SOURCES = {
    "simple": "Elman 1990",
    "lstm": "Hochreiter & Schmidhuber 1997",
    "peephole": "Gers & Schmidhuber 2000",
    "cifg": "Greff et al. 2017",
    "gru": "Cho et al. 2014",
}
"""Where the equations of a cell come from."""


def quantity_name(quantity: str) -> str:
    """Return what a quantity is called."""
    return {
        "block_input": translate("Gates", "Block input"),
        "input": translate("Gates", "Input gate"),
        "forget": translate("Gates", "Forget gate"),
        "cell": translate("Gates", "Cell"),
        "output": translate("Gates", "Output gate"),
        "hidden": translate("Gates", "Hidden state"),
        "update": translate("Gates", "Update gate"),
        "reset": translate("Gates", "Reset gate"),
        "candidate": translate("Gates", "Candidate"),
    }[quantity]


def signed(value: float) -> str:
    """Return a number with two decimals and a true minus sign: "−0.34"."""
    return number(value, 2).replace("-", "−")


def in_numbers(cell: str, quantity: str, numbers: Mapping[str, Any]) -> str:
    """Return an equation with its numbers in the place of its letters: "σ(0.31 − 0.20 + 1.00)".

    `numbers` are those of `wordrnn.lab.gates.numbers_of`.
    """
    values, before = numbers["values"], numbers["before"]
    if quantity == "cell":
        kept = f"{signed(values['forget'])} · {_factor(before['cell'])}"
        return f"{kept} + {signed(values['input'])} · {_factor(values['block_input'])}"
    if quantity == "hidden" and cell == "gru":
        update = signed(values["update"])
        return f"{update} · {_factor(before['hidden'])} + (1 − {update}) · {_factor(values['candidate'])}"
    if quantity == "hidden" and cell != "simple":
        return f"{signed(values['output'])} · tanh({signed(values['cell'])})"
    if quantity == "input" and cell == "cifg":
        return f"1 − {signed(values['forget'])}"
    terms = numbers["terms"][quantity]
    parts = [terms[name] for name in ("input", "recurrent", "peephole", "bias") if name in terms]
    squash = "tanh" if quantity in ("block_input", "candidate", "hidden") else "σ"
    first, *rest = parts
    summed = signed(first) + "".join(f" {'−' if part < 0 else '+'} {signed(abs(part))}" for part in rest)
    return f"{squash}({summed})"


def _factor(value: float) -> str:
    return f"({signed(value)})" if value < 0 else signed(value)
