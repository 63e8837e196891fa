"""What of a model goes into a file of another format: the network, its vocabulary, and what is said of both."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

import wordrnn
from wordrnn import model_folder, rounding
from wordrnn.config import ModelConfig
from wordrnn.errors import ModelError
from wordrnn.model_folder import ModelFolder
from wordrnn.next_word import FloatArray
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import EOS_ID, UNK_ID, Tokenizer

FACTS = "wordrnn.json"
TOKENIZER = "tokenizer.json"
"""Names under which a file of another format carries what is said of the network, and its vocabulary."""
FORMAT = 1

_LEFT_OUT = {
    "ngram": "the n-gram part, which has {weight:.0%} of the mixture",
    "calibration": "the calibration of words that are being typed",
    "rare": "{count:,} rarer words beyond the vocabulary",
    "memory": "what was learned of your writing",
}


@dataclass(frozen=True, slots=True)
class Network:
    """A network that leaves wordrnn."""

    name: str
    config: ModelConfig
    stored: Mapping[str, npt.NDArray[Any]]
    """Its arrays, matrices of a small model in 8 bits with their scales."""
    weights: Mapping[str, FloatArray]
    """The same in float32, views of `stored` where that is float32."""
    temperature: float
    tokenizer: Tokenizer
    left_out: tuple[str, ...]
    """What the model has beside the network, in words, each to stand behind "without"."""

    @classmethod
    def open(cls, folder: Path) -> "Network":
        """Return the network of the model in `folder`. Raises ModelError where it has none or is damaged."""
        opened = model_folder.open_folder(folder)
        stored = opened.stored_weights()
        if stored is None or opened.config is None:
            raise ModelError("nothing-to-export", model=opened.name)
        weights = rounding.restored(stored)
        # Checks them: what is exported is what would predict here.
        RecurrentModel(opened.config, weights)
        temperature = opened.calibration.temperature if opened.calibration else 1.0
        tokenizer = opened.tokenizer()
        return cls(
            opened.name, opened.config, stored, weights, temperature, tokenizer, _left_out(opened, tokenizer)
        )

    def matrix(self, name: str) -> tuple[npt.NDArray[Any], FloatArray | None]:
        """Return a matrix in float32 and None, or in int8 and the scales of its rows."""
        return self.stored[name], self.stored.get(name + rounding.SCALE)

    @property
    def state_names(self) -> list[str]:
        """The names of the arrays of a state, each [B, H]: `layer0_h`, and `layer0_c` where the cell has one, …"""
        parts = ("h", "c") if self.config.has_cell_state else ("h",)
        return [f"layer{layer}_{part}" for layer in range(self.config.layers) for part in parts]

    def initial_states(self) -> dict[str, FloatArray]:
        """Return name → [H], the state before any text."""
        rows = [
            row for layer in range(self.config.layers) for row in self.weights[f"layer{layer}.initial_state"]
        ]
        return dict(zip(self.state_names, rows, strict=True))

    def facts(self, **more: Any) -> str:
        """Return, as JSON, what somebody needs who has nothing but the file; `more` is what its format adds."""
        facts = {
            "format": FORMAT,
            "made_by": f"wordrnn {wordrnn.__version__}",
            "name": self.name,
            "network": self.config.to_dict(),
            "parameters": self.config.parameters,
            "temperature": self.temperature,
            "tokenizer": self.tokenizer.kind,
            "tokenizer_sha256": self.tokenizer.sha256,
            "unknown_word": UNK_ID,
            "end_of_line": EOS_ID,
            "begin_with": "a text begins with the token of a line's end, read in the initial state",
            "initial_state": {name: _short(row) for name, row in self.initial_states().items()},
            "without": list(self.left_out),
            **more,
        }
        return json.dumps(facts, ensure_ascii=False, allow_nan=False)


def _short(row: FloatArray) -> list[float]:
    """Return numbers with the nine digits that a 32-bit number has at most."""
    return [float(f"{value:.9g}") for value in row]


def _left_out(opened: ModelFolder, tokenizer: Tokenizer) -> tuple[str, ...]:
    found = []
    if opened.ngram_folder() is not None:
        found.append(_LEFT_OUT["ngram"].format(weight=opened.mixture_weights.get("ngram", 0.0)))
    if opened.calibration is not None:
        found.append(_LEFT_OUT["calibration"])
    rare = opened.rare_words(tokenizer)
    if rare is not None:
        found.append(_LEFT_OUT["rare"].format(count=len(rare.counts)))
    return (*found, _LEFT_OUT["memory"])


def as_float32(matrix: npt.NDArray[Any], scale: npt.NDArray[np.float32] | None) -> FloatArray:
    """Return a matrix as it is kept in float32."""
    if scale is None:
        return np.asarray(matrix, np.float32)
    return np.multiply(matrix, scale[:, None], dtype=np.float32)
