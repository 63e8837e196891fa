import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.wordrnn.cli.test_arguments import run as command
from tests.wordrnn.lab.test_gates import model
from wordrnn.config import CELLS, Cell, ModelConfig
from wordrnn.errors import CorpusError, OptionError
from wordrnn.lab import figures, shapes
from wordrnn.lab.experiment import experiment, never, untold
from wordrnn.lab.network import Network
from wordrnn.lab.shapes import Result, Settings, cut, ids_of, shapes_of

TEXT = "The river was high.\nThe boats were late and the harbour was cold.\n" * 6


@pytest.fixture
def text(tmp_path: Path) -> str:
    path = tmp_path / "river.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def looked(text: str, cell: Cell = "lstm", **settings: Any) -> Result:
    network = Network.open(model(cell))
    return cut(network, ids_of(text, network.tokenizer), Settings(corpus=text, **settings))


def test_the_streams_are_the_text_side_by_side(text: str) -> None:
    network = Network.open(model("lstm"))
    ids = ids_of(text, network.tokenizer)
    assert len(ids) == 6 * (5 + 1 + 10 + 1)  # words and full stops, and the ends of lines
    found = looked(text, batch=3, steps=4, window=1)
    length = (len(ids) - 1) // 3
    assert (found.length, found.windows) == (length, -(-length // 4))
    for stream in range(3):
        begin = stream * length + 4
        assert found.ids[stream] == ids[begin : begin + 4].tolist()
        expected = [network.word(index) for index in ids[begin + 1 : begin + 5].tolist()]
        assert found.targets[stream] == expected
        assert found.words[stream][1:] == found.targets[stream][:-1]
        vectors = network.tracer.weights["embedding"][ids[begin : begin + 4]]
        np.testing.assert_allclose(found.features[stream], vectors, atol=1e-5)


def test_what_is_beyond_the_end_of_the_text_is_empty(text: str) -> None:
    found = looked(text, batch=3, steps=10, window=3)
    assert found.length == 33, "the fourth window has three targets"
    assert found.words[0][3] != ""
    assert found.words[0][4:] == [""] * 6
    assert not np.any([row[4:] for row in found.features])
    assert found.ids[0][4:] == [-1] * 6


@pytest.mark.parametrize("cell", CELLS)
def test_the_shapes_are_those_of_the_arrays(cell: Cell) -> None:
    config = ModelConfig(12, cell=cell, units=4, layers=2, embedding=3)
    found = {each["name"]: (each["axes"], each["shape"], each["numbers"]) for each in shapes_of(config, 5, 7)}
    states = 2 if config.has_cell_state else 1
    assert found == {
        "words": ("BT", [5, 7], 35),
        "embedding": ("BTE", [5, 7, 3], 105),
        "layer0": ("BTH", [5, 7, 4], 140),
        "state0": ("SBH", [states, 5, 4], states * 20),
        "layer1": ("BTH", [5, 7, 4], 140),
        "state1": ("SBH", [states, 5, 4], states * 20),
        "projection": ("BTE", [5, 7, 3], 105),
        "softmax": ("BTV", [5, 7, 12], 420),
    }


def test_without_a_factored_embedding_nothing_is_projected() -> None:
    config = ModelConfig(12, units=4, embedding=4)
    assert "projection" not in [each["name"] for each in shapes_of(config, 1, 1)]


def test_the_same_settings_give_the_same_result_and_it_comes_back_from_json(text: str) -> None:
    settings = Settings(corpus=text, model=model("gru"))
    one, two = (experiment("shapes").run(settings, untold, never).to_json() for _ in range(2))
    one["seconds"] = two["seconds"] = 0.0
    assert one == two
    assert Result.from_json(json.loads(json.dumps(one))).to_json() == one
    assert one["corpus"] == "river"
    assert one["trained"] == {"batch": 4, "steps": 35}
    assert [each["code"] for each in one["sentences"]] == [
        "shapes-input", "shapes-streams", "shapes-softmax", "shapes-trained",
    ]  # fmt: skip


def test_of_a_long_text_the_beginning_is_cut(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert looked(text).whole
    monkeypatch.setattr(shapes, "MOST_TOKENS", 50)
    found = looked(text)
    assert (found.tokens, found.whole) == (50, False)


def test_too_little_text_and_windows_that_are_none_are_named(text: str) -> None:
    with pytest.raises(CorpusError) as few:
        looked(text, batch=60)
    assert few.value.code == "too-little-text"
    with pytest.raises(OptionError):
        looked(text, window=1000)
    with pytest.raises(OptionError):
        Settings(batch=0)


def test_people_see_the_batch_and_the_way(
    capsys: pytest.CaptureFixture[str], text: str, tmp_path: Path
) -> None:
    table = tmp_path / "batch.csv"
    asked = [
        "lab",
        "shapes",
        text,
        "--model",
        model("lstm"),
        "--batch",
        "2",
        "--steps",
        "3",
        "--csv",
        str(table),
    ]
    code, out, errors = command(capsys, *asked)
    assert (code, errors) == (0, "")
    assert "[B 2, T 3, E 5]" in out
    assert "state of layer 1" in out
    assert "2 streams of 3 words" in out
    rows = table.read_text(encoding="utf-8").splitlines()
    assert len(rows) == 1 + 2 * 3 * 5


def test_the_same_batch_gives_the_same_figure(text: str, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    data = looked(text, batch=2, steps=3).to_json()
    figures.draw("shapes", data, tmp_path / "one.svg")
    figures.draw("shapes", data, tmp_path / "two.svg")
    assert (tmp_path / "one.svg").read_bytes() == (tmp_path / "two.svg").read_bytes()
