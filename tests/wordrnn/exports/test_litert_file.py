import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.wordrnn.exports import networks
from tests.wordrnn.exports.networks import Step, every_cell, every_shape
from wordrnn.config import Cell
from wordrnn.exports.network import Network
from wordrnn.next_word import FloatArray
from wordrnn.tokenizer import Tokenizer

pytest.importorskip("ai_edge_litert")


def interpreter_of(exported: Network, file: Path) -> Any:
    from ai_edge_litert import interpreter

    from wordrnn.exports import litert_file

    litert_file.write(exported, file)
    # The plain interpreter: no delegate, no operation but the built-in ones.
    kind = interpreter.OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    return interpreter.Interpreter(str(file), num_threads=1, experimental_op_resolver_type=kind)


def step_of(runner: Any, exported: Network) -> Step:
    def step(token: int, states: Mapping[str, FloatArray]) -> tuple[FloatArray, Mapping[str, FloatArray]]:
        found = runner(token=np.array([token], np.int32), **states)
        return found["probabilities"], {name: found[f"next_{name}"] for name in exported.state_names}

    return step


@every_cell
@every_shape
def test_one_step_is_that_of_the_predictor(cell: Cell, shape: tuple[Any, ...], tmp_path: Path) -> None:
    exported = networks.network(cell, *shape)
    runner = interpreter_of(exported, tmp_path / "m.tflite").get_signature_runner("step")
    networks.assert_predicts_alike(exported, step_of(runner, exported))


def test_the_file_keeps_8_bits_and_says_what_it_is(tmp_path: Path) -> None:
    exported = networks.network("gru", 1, 3, True, small=True)
    found = interpreter_of(exported, tmp_path / "m.tflite")
    kinds = {each["name"]: each["dtype"] for each in found.get_tensor_details()}
    assert kinds["embedding.int8"] is np.int8
    with zipfile.ZipFile(tmp_path / "m.tflite") as archive:
        assert archive.testzip() is None
        vocabulary = Tokenizer.from_json(archive.read("tokenizer.json").decode()).vocabulary
        facts = json.loads(archive.read("wordrnn.json"))
    assert vocabulary == networks.TOKENIZER.vocabulary
    assert facts["network"]["cell"] == "gru"
    np.testing.assert_array_equal(
        np.array(facts["initial_state"]["layer0_h"], np.float32), exported.weights["layer0.initial_state"][0]
    )
