import dataclasses
import json
import math
from pathlib import Path

import pytest

from tests.wordrnn.lab.here import run as in_this_process
from wordrnn.errors import CorpusError, OptionError
from wordrnn.events import Event
from wordrnn.lab import figures, side_by_side
from wordrnn.lab.experiment import never, untold
from wordrnn.lab.gradient import Result, Settings, run
from wordrnn.lab.gradient_findings import findings, lost
from wordrnn.lab.sentences import worded

SMALL = Settings(
    cells=("simple", "lstm"), initials=("orthogonal",), epochs=2, window=12, windows=4, tokens=3000,
    vocabulary=60, units=8, batch=4,
)  # fmt: skip


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(side_by_side, "run", in_this_process)


@pytest.fixture(scope="module")
def ran() -> tuple[Result, list[Event]]:
    told: list[Event] = []
    return run(SMALL, told.append, never), told


def test_every_network_is_measured_before_it_trains_and_after_each_epoch(
    ran: tuple[Result, list[Event]],
) -> None:
    result, told = ran
    kinds = [(curve["cell"], curve["epoch"]) for curve in result.curves]
    assert kinds == [(cell, epoch) for cell in SMALL.cells for epoch in (0, 1, 2)]
    for curve in result.curves:
        assert len(curve["h"]) == 12 and all(length > 0 for length in curve["h"])
        assert (curve["c"] is None) == (curve["cell"] == "simple")
        assert (curve["longest"] is None) == (curve["epoch"] == 0)
    for cell in SMALL.cells:
        losses = [curve["loss"] for curve in result.curves if curve["cell"] == cell]
        assert losses[-1] < losses[0] == pytest.approx(math.log(60), abs=0.2), "it learns"
    norms = [{**item} for item in told if item["event"] == "norms"]
    assert len(norms) == 6
    assert all({**curve, "event": "norms"} in norms for curve in result.curves)
    assert [item["share"] for item in told if item["event"] == "progress"][-1] == pytest.approx(1, abs=1e-3)
    assert not result.stopped and result.text == "builtin"


def test_the_result_is_json_that_can_be_read_and_drawn(
    ran: tuple[Result, list[Event]], tmp_path: Path
) -> None:
    data = json.loads(json.dumps(ran[0].to_json(), allow_nan=False))
    assert Result.from_json(data).to_json() == data
    columns, rows = ran[0].rows()
    assert len(rows) == 3 * 12 * (1 + 2) and all(len(row) == len(columns) for row in rows)
    pytest.importorskip("matplotlib")
    figures.draw("gradient", data, tmp_path / "gradient.svg")
    assert (tmp_path / "gradient.svg").stat().st_size > 10_000


def test_the_same_seed_gives_the_same_data_and_a_network_is_the_same_among_others(
    ran: tuple[Result, list[Event]],
) -> None:
    alone = run(dataclasses.replace(SMALL, cells=("lstm",)), untold, never)
    assert alone.curves == [curve for curve in ran[0].curves if curve["cell"] == "lstm"]
    several = run(dataclasses.replace(SMALL, cells=("lstm",), seeds=2, epochs=0), untold, never)
    assert several.curves[0] == alone.curves[0] != several.curves[1]
    assert several.curves[1]["seed"] == 2


@pytest.mark.usefixtures("here")
def test_settings_change_what_they_say() -> None:
    one = dataclasses.replace(SMALL, cells=("lstm",), epochs=0)
    kept = run(one, untold, never).curves[0]["c"]
    shut = run(dataclasses.replace(one, forget_bias=-3.0), untold, never).curves[0]["c"]
    assert lost(shut, 11) > lost(kept, 11) + 3
    wide = run(dataclasses.replace(one, cells=("simple",), units=64, gain=3.0), untold, never).curves[0]["h"]
    assert lost(wide, 11) < -1, "it explodes"


@pytest.mark.usefixtures("here")
def test_a_stopped_run_keeps_what_it_has() -> None:
    told: list[Event] = []
    settings = dataclasses.replace(SMALL, cells=("gru",), epochs=1000)
    result = run(settings, told.append, lambda: any(item["event"] == "norms" for item in told))
    assert result.stopped and 1 <= len(result.curves) < 900
    assert "gradient-diverged" not in [each.code for each in result.sentences]


def test_a_text_that_is_too_short_is_said(tmp_path: Path) -> None:
    text = tmp_path / "short.txt"
    text.write_text("one two one two three. " * 3, encoding="utf-8")
    with pytest.raises(CorpusError) as error:
        run(dataclasses.replace(SMALL, text=(str(text),)), untold, never)
    assert error.value.code == "too-little-text"
    with pytest.raises(CorpusError):
        run(dataclasses.replace(SMALL, text=(str(tmp_path / "none"),)), untold, never)
    with pytest.raises(OptionError):
        Settings(cells=("transformer",))


# What is said ---------------------------------------------------------------------------------------------------------


def curve(cell: str, epoch: int, a_step: float, c_step: float | None = None, **other: object) -> dict:
    """Return a curve that shrinks by `a_step` powers of ten a step."""
    h = [10.0 ** (-a_step * lag) for lag in range(100)]
    c = None if c_step is None else [10.0 ** (-c_step * lag) for lag in range(100)]
    return {
        "cell": cell,
        "initial": "orthogonal",
        "seed": 1,
        "epoch": epoch,
        "h": h,
        "c": c,
        "loss": 5.0,
        **other,
    }


def test_what_is_lost_is_in_powers_of_ten() -> None:
    assert lost(curve("simple", 0, 0.1)["h"], 50) == pytest.approx(5)
    assert lost([1.0, 1000.0], 1) == pytest.approx(-3)
    assert lost([1.0, 0.0], 1) == pytest.approx(300)


def test_what_the_textbook_expects_is_said() -> None:
    curves = [
        curve("simple", 0, 0.05), curve("lstm", 0, 0.04, 0.04),
        curve("simple", 2, 0.5), curve("lstm", 2, 0.02, 0.01),
    ]  # fmt: skip
    said = findings(curves, epochs=2)
    assert [each.code for each in said] == [
        "gradient-start-orthogonal", "gradient-end-orthogonal", "gradient-farther", "gradient-nearer",
        "gradient-textbook", "gradient-cells",
    ]  # fmt: skip
    assert worded(said[1]) == (
        "After epoch 2, from orthogonal matrices, it is multiplied by 10^-1.0 in LSTM, at best, and by 10^-25.0 in "
        "SimpleRNN."
    )
    assert said[2].params == {"cells": ["lstm"]} and said[3].params == {"cells": ["simple"]}
    assert said[4].params == {"cells": ["lstm"], "lag": 50}


def test_what_contradicts_it_is_said_too() -> None:
    curves = [
        curve("simple", 0, 0.0), curve("gru", 0, 0.1), curve("lstm", 0, -0.05, 0.0),
        curve("gru", 1, 0.1), curve("lstm", 1, 0.0, 0.0),
    ]  # fmt: skip
    codes = {each.code: each.params for each in findings(curves, epochs=1)}
    assert codes["gradient-against-start"]["cells"] == ["gru"]
    assert codes["gradient-grows"] == {
        "cells": ["lstm"],
        "most": pytest.approx(2.5),
        "lag": 50,
    }
    assert codes["gradient-cells"] == {"cell": "lstm", "by_cell": 0, "by_hidden": 0, "lag": 50}
    assert codes["gradient-diverged"] == {"cells": ["simple"]}
    assert "gradient-diverged" not in [each.code for each in findings(curves, epochs=1, complete=False)]
    assert findings([], epochs=1) == ()
    exploding = findings([curve("simple", 0, -0.1), curve("gru", 0, 0.1)], epochs=0)
    assert [each.code for each in exploding] == ["gradient-start-orthogonal", "gradient-grows"]
    end = [curve("simple", 1, 0.01), curve("gru", 1, 0.1)]
    found = findings([curve("simple", 0, 0.1), curve("gru", 0, 0.1), *end], epochs=1)
    assert "gradient-against-end" in [each.code for each in found]
