import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.wordrnn.cli.test_arguments import run as command
from wordrnn.config import CELLS, Cell
from wordrnn.errors import ModelError, OptionError
from wordrnn.lab import figures
from wordrnn.lab.experiment import experiment, never, untold
from wordrnn.lab.gates import Result, Settings, look
from wordrnn.lab.network import LINE_END, MOST_WORDS, Network
from wordrnn.lab.quantities import GATES, QUANTITIES
from wordrnn.lab.sentences import worded
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import UNK_ID, Tokenizer

GOLDEN = Path(__file__).parents[2] / "golden"
TEXT = "The river was high and the"


def model(cell: Cell) -> str:
    return str(GOLDEN / f"format-2-{cell}")


def looked(cell: Cell, **settings: Any) -> Result:
    return look(Network.open(model(cell)), Settings(text=TEXT, **settings))


@pytest.mark.parametrize("cell", CELLS)
def test_it_tells_what_the_network_does_and_predicts(cell: Cell) -> None:
    network = Network.open(model(cell))
    found = look(network, Settings(text=TEXT))
    ids = network.read(TEXT).ids
    recurrent = RecurrentModel(network.tracer.config, network.tracer.weights)
    recurrent = recurrent.at_temperature(network.tracer.model.temperature)
    rows, state = recurrent.log_probs(ids, recurrent.start())
    assert (found.model, found.cell, found.at) == (f"format-2-{cell}", cell, len(ids) - 1)
    assert found.words == [LINE_END, *TEXT.split()]
    for layer, parts in zip(found.layers, state, strict=True):
        assert tuple(layer) == QUANTITIES[cell]
        np.testing.assert_allclose(layer["hidden"][-1], parts[0][0], atol=1e-6)
    expected = np.exp(rows[-1])
    expected[UNK_ID] = 0
    best = int(expected.argmax())
    assert found.prediction[0] == [network.word(best), pytest.approx(expected[best], rel=1e-5)]
    assert (found.target, found.probability) == tuple(found.prediction[0])
    assert [p for _, p in found.prediction] == sorted((p for _, p in found.prediction), reverse=True)
    assert found.forced is None
    assert all(worded(each) != each.code for each in found.sentences)


def test_the_same_settings_give_the_same_result_and_it_comes_back_from_json() -> None:
    module = experiment("gates")
    settings = Settings(text=TEXT, model=model("peephole"), force={"forget": 0.0})
    one, two = (module.run(settings, untold, never).to_json() for _ in range(2))
    one["seconds"] = two["seconds"] = 0.0
    assert one == two
    assert json.loads(json.dumps(one)) == one
    assert Result.from_json(one).to_json() == one
    assert Settings.from_dict(one["settings"]) == settings


def test_the_word_before_and_the_word_after_are_chosen() -> None:
    found = looked("lstm", at=2, target="and", unit=3)
    assert (found.at, found.target, found.unit) == (2, "and", 3)
    assert len(found.importance["occlusion"]) == len(found.importance["gradient"]) == 3
    at_once = look(Network.open(model("lstm")), Settings(text="The river", target="and", unit=3))
    assert found.probability == pytest.approx(at_once.probability)
    assert found.numbers["values"] == pytest.approx(at_once.numbers["values"], rel=1e-4)
    assert found.numbers["values"]["forget"] == pytest.approx(found.layers[0]["forget"][2][3], abs=1e-6)


def test_the_unit_shown_is_the_one_that_says_most() -> None:
    found = looked("gru")
    (contribution,) = found.contribution
    assert abs(contribution[found.unit]) == max(map(abs, contribution))


@pytest.mark.parametrize("cell", CELLS)
def test_every_gate_can_be_forced(cell: Cell) -> None:
    for gate in GATES[cell]:
        free, held = looked(cell), looked(cell, force={gate: 0.0})
        assert held.forced is not None
        before, after = held.forced["target"]
        assert before == pytest.approx(free.probability)
        assert before != after
        assert held.layers == free.layers, "what is shown is what was learned"
        assert [each.code for each in held.sentences][-2:][0] == "gates-held-all"
        alone = looked(cell, force={gate: 0.0}, force_unit=0)
        assert alone.forced is not None
        assert abs(alone.forced["target"][1] - before) < abs(after - before)
        assert alone.sentences[-1].code == "gates-held-one"


def test_how_far_earlier_words_reach_is_measured_not_assumed() -> None:
    # With every gate shut, h is 0 whatever was read: nothing of the text is left in the prediction.
    found = looked("peephole", force={"input": 0.0, "forget": 0.0, "output": 0.0})
    assert found.forced is not None
    assert found.forced["reach"][0] > 0
    assert found.forced["reach"][1] == 0
    assert found.sentences[-1].code == "gates-forgets"
    # An update gate that is open keeps the state of the beginning: again nothing is read.
    still = looked("gru", force={"update": 1.0})
    assert still.forced is not None
    assert still.forced["reach"][1] == 0
    opened = looked("lstm", force={"forget": 1.0})
    assert opened.forced is not None
    assert opened.sentences[-1].code == (
        "gates-forgets" if opened.forced["reach"][1] < opened.forced["reach"][0] / 4 else "gates-remembers"
    )


@pytest.mark.parametrize(("cell", "gate"), [("peephole", "forget"), ("cifg", "forget"), ("gru", "update")])
def test_what_is_kept_is_the_product_of_the_gates(cell: Cell, gate: str) -> None:
    found = looked(cell)
    (kept,) = [each for each in found.sentences if each.code.startswith("gates-kept")]
    shares = np.prod(found.layers[0][gate][2:], axis=0)  # from the state after the first word on
    assert kept.params["kept"] == int((shares > 0.5).sum())
    assert kept.params["median"] == pytest.approx(float(np.median(shares)), abs=1e-5)
    assert kept.code == ("gates-kept-state" if cell == "gru" else "gates-kept-cell")


def test_the_word_that_mattered_is_the_one_whose_loss_is_largest() -> None:
    found = looked("peephole")
    lost = found.importance["occlusion"]
    most = int(np.argmax(np.abs(lost)))
    told = found.sentences[0]
    assert told.code == ("gates-mattered" if lost[most] > 0 else "gates-against")
    assert told.params["word"] == found.words[most]
    assert told.params["without"] == pytest.approx(found.probability * np.exp(-lost[most]), rel=1e-4)
    same = int(np.argmax(np.abs(found.importance["gradient"][1:]))) + 1 == most
    assert found.sentences[1].code == ("gates-methods-agree" if same else "gates-methods-differ")


def test_words_stand_as_they_were_typed_and_the_unknown_are_named() -> None:
    network = Network.open(model("lstm"))
    read = network.read("The qzx isn’t high,\nnor is 3.14 ")
    assert read.words[:3] == (LINE_END, "The", "qzx")
    assert read.words[3].startswith("isn")
    assert read.words[5:7] == (",", LINE_END)
    assert len(read.words) == len(read.ids)
    assert 2 in read.unknown
    assert all(read.ids[place] == UNK_ID for place in read.unknown)


def test_pieces_of_words_are_shown_as_they_are() -> None:
    tokenizer = Tokenizer.fit(["the cat sat on the mat the cat\n" * 9], "bpe", 30)
    network = Network("m", Network.open(model("lstm")).tracer, tokenizer)
    read = network.read("the cat")
    assert "".join(read.words[1:]) == "thecat"
    assert len(read.words) == len(read.ids)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "word " * (MOST_WORDS + 1)},
        {"at": 99},
        {"at": -1},
        {"unit": 10_000},
        {"layer": 9},
        {"target": "qzx"},
        {"target": "two words"},
        {"force": {"update": 1.0}},
        {"force": {"forget": 2.0}},
    ],
)
def test_what_cannot_be_looked_into_is_named(wrong: dict[str, Any]) -> None:
    network = Network.open(model("lstm"))
    with pytest.raises(OptionError):
        look(network, Settings(**({"text": TEXT} | wrong)))


def test_a_model_without_a_network_is_named(tmp_path: Path) -> None:
    from tests.wordrnn.test_model_folder import publish

    with pytest.raises(ModelError) as error:
        Network.open(publish(tmp_path / "counted", None))
    assert error.value.code == "part-missing"


# Command line ---------------------------------------------------------------------------------------------------------


def test_people_read_tables_and_sentences(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = command(
        capsys, "lab", "gates", TEXT, "--model", model("lstm"), "--force", "forget=shut", "--target", "and"
    )
    assert (code, errors) == (0, "")
    assert "forced" in out
    assert "occlusion" in out
    assert "With the forget gate shut in all units, “and” goes from" in out


def test_programs_get_everything(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    table = tmp_path / "gates.csv"
    asked = ["lab", "gates", TEXT, "--model", model("simple"), "--csv", str(table), "--json"]
    data = json.loads(command(capsys, *asked)[1])
    assert data["experiment"] == "gates"
    (layer,) = data["layers"]
    rows = table.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "quantity,layer,unit,place,word,value"
    assert len(rows) == 1 + len(data["words"]) * data["units"]
    assert rows[1] == f"hidden,0,0,0,{LINE_END},{layer['hidden'][0][0]}"


@pytest.mark.parametrize("wrong", ["forget", "forget=2", "door=0", "forget=ajar"])
def test_a_gate_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    code, _, errors = command(capsys, "lab", "gates", TEXT, "--model", model("lstm"), "--force", wrong)
    assert code == 2
    assert errors.count("\n") == 1


@pytest.mark.parametrize(("cell", "at"), [("peephole", 5), ("gru", 2), ("simple", 0)])
def test_the_figure_has_a_map_for_every_quantity(cell: Cell, at: int, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    path = tmp_path / "figure.svg"
    figures.draw("gates", looked(cell, at=at).to_json(), path)
    drawn = path.read_bytes()
    assert drawn.count(b"<image") == 2 * len(QUANTITIES[cell]), "a map and its scale"
