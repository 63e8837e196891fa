import json
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

onnx = pytest.importorskip("onnx")
onnxruntime = pytest.importorskip("onnxruntime")


def session_of(exported: Network, file: Path) -> Any:
    from wordrnn.exports import onnx_file

    onnx_file.write(exported, file)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(file, options, providers=["CPUExecutionProvider"])


def step_of(session: Any, exported: Network) -> Step:
    def step(token: int, states: Mapping[str, FloatArray]) -> tuple[FloatArray, Mapping[str, FloatArray]]:
        probabilities, *after = session.run(None, {"token": np.array([token], np.int64), **states})
        return probabilities, dict(zip(exported.state_names, after, strict=True))

    return step


@every_cell
@every_shape
def test_one_step_is_that_of_the_predictor(cell: Cell, shape: tuple[Any, ...], tmp_path: Path) -> None:
    exported = networks.network(cell, *shape)
    session = session_of(exported, tmp_path / "m.onnx")
    networks.assert_predicts_alike(exported, step_of(session, exported))


def test_several_texts_are_read_at_once(tmp_path: Path) -> None:
    exported = networks.network("lstm", 1, 4, True)
    session = session_of(exported, tmp_path / "m.onnx")
    states = {name: np.repeat(row[None, :], 3, axis=0) for name, row in exported.initial_states().items()}
    found = session.run(["probabilities"], {"token": np.array([1, 3, 5]), **states})[0]
    model = networks.predictor(exported)
    np.testing.assert_allclose(found, np.exp(model.step(np.array([1, 3, 5]), model.start(3))[0]), atol=1e-5)


def test_the_model_needs_nothing_beyond_onnx_and_says_what_it_is(tmp_path: Path) -> None:
    exported = networks.network("peephole", 1, 3, True, small=True)
    session = session_of(exported, tmp_path / "m.onnx")
    model = onnx.load(tmp_path / "m.onnx")
    assert {node.domain for node in model.graph.node} == {""}
    assert [each.domain for each in model.opset_import] == [""]
    kept = {each.name: each.data_type for each in model.graph.initializer}
    assert kept["embedding.int8"] == onnx.TensorProto.INT8
    metadata = session.get_modelmeta().custom_metadata_map
    assert Tokenizer.from_json(metadata["tokenizer.json"]).vocabulary == networks.TOKENIZER.vocabulary
    facts = json.loads(metadata["wordrnn.json"])
    assert facts["network"]["cell"] == "peephole"
    assert facts["without"] == ["what was learned"]
    start = exported.weights["layer0.initial_state"]
    np.testing.assert_array_equal(np.array(facts["initial_state"]["layer0_c"], np.float32), start[1])
