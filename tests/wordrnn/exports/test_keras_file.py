import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.wordrnn.exports import networks
from tests.wordrnn.exports.networks import every_cell
from wordrnn.config import Cell
from wordrnn.tokenizer import EOS_ID, Tokenizer

keras = pytest.importorskip("keras")

TEXTS = np.array([[EOS_ID, 3, 0, 5, 2, 2, 7], [EOS_ID, 9, 1, 4, 6, 8, 0]])


@every_cell
def test_a_loaded_file_predicts_what_the_predictor_does(cell: Cell, tmp_path: Path) -> None:
    from wordrnn.exports import keras_file

    exported = networks.network(cell, 2, 3, tied=cell != "gru", small=cell == "lstm", temperature=1.3)
    keras_file.write(exported, tmp_path / "m.keras")
    loaded = keras.saving.load_model(tmp_path / "m.keras", safe_mode=True)
    found = np.asarray(loaded(TEXTS))
    model = networks.predictor(exported)
    for text, rows in zip(TEXTS, found, strict=True):
        expected, _ = model.log_probs(text, model.start())
        np.testing.assert_allclose(rows, np.exp(expected), rtol=1e-5, atol=1e-5)


def test_the_file_is_of_keras_own_layers_and_says_what_it_is(tmp_path: Path) -> None:
    from wordrnn.exports import keras_file

    keras_file.write(networks.network("cifg", 1, 3, True), tmp_path / "m.keras")
    with zipfile.ZipFile(tmp_path / "m.keras") as archive:
        config = json.loads(archive.read("config.json"))
        facts = json.loads(archive.read("wordrnn.json"))
        vocabulary = Tokenizer.from_json(archive.read("tokenizer.json").decode()).vocabulary
    assert {name.split(".")[0] for name in modules_in(config)} == {"keras"}
    assert facts["import_first"] == []
    assert vocabulary == networks.TOKENIZER.vocabulary


def modules_in(config: Any) -> set[str]:
    """Return the modules of the classes in a `config.json`."""
    if isinstance(config, list):
        return set().union(*map(modules_in, config))
    if not isinstance(config, dict):
        return set()
    own = {config["module"]} if isinstance(config.get("module"), str) else set()
    return own | modules_in(list(config.values()))


def test_a_cell_that_keras_has_not_is_named_with_the_module_to_import(tmp_path: Path) -> None:
    from wordrnn.exports import keras_file

    keras_file.write(networks.network("peephole", 1, 4, True), tmp_path / "m.keras")
    with zipfile.ZipFile(tmp_path / "m.keras") as archive:
        config = json.loads(archive.read("config.json"))
        (needed,) = json.loads(archive.read("wordrnn.json"))["import_first"]
    assert {name for name in modules_in(config) if not name.startswith("keras")} == {needed}
    registered = keras.saving.get_registered_object("wordrnn>PeepholeLSTMCell")
    assert registered.__module__ == needed
