from typing import Any

import pytest

from ui.lab.gradient_curves import GradientCurves
from ui.lab.race_view import RaceView


def norms(
    cell: str,
    seed: int,
    epoch: int,
    h: list[float],
    c: list[float] | None = None,
    initial: str = "orthogonal",
) -> dict[str, Any]:
    return {"cell": cell, "initial": initial, "seed": seed, "epoch": epoch, "h": h, "c": c}


def test_a_curve_is_the_geometric_mean_of_its_seeds_with_their_spread() -> None:
    found = GradientCurves()
    found.add(norms("gru", 1, 0, [1.0, 0.01]))
    found.add(norms("gru", 2, 0, [1.0, 1.0]))
    (curve,) = found.curves("h", "orthogonal", 0)
    assert curve.contender == "gru"
    assert curve.points == [(0, 1), (1, pytest.approx(0.1))]
    assert curve.band == [(0, 1, 1), (1, 0.01, 1)]
    assert found.curves("c", "orthogonal", 0) == []


def test_one_seed_has_no_spread_and_what_is_too_short_is_not_drawn() -> None:
    found = GradientCurves()
    found.add(norms("simple", 1, 2, [1.0, 1e-10, 1e-20, 1e-30]))
    found.add(norms("lstm", 1, 2, [0.0, 0.0, 0.0, 0.0], [1.0, 1.0, 1.0, 1.0]))
    (curve,) = found.curves("h", "orthogonal", 2)
    assert [x for x, _ in curve.points] == [0, 1] and curve.band == []
    assert [each.contender for each in found.curves("c", "orthogonal", 2)] == ["lstm"]


def test_moments_and_initialisations() -> None:
    found = GradientCurves()
    assert (found.initials, found.last_epoch("orthogonal")) == ([], 0)
    found.add(norms("lstm", 1, 0, [1.0]))
    found.add(norms("lstm", 1, 1, [1.0]))
    found.add(norms("lstm", 1, 0, [1.0], initial="gaussian"))
    assert found.initials == ["orthogonal", "gaussian"]
    assert (found.last_epoch("orthogonal"), found.last_epoch("gaussian")) == (1, 0)


def race() -> RaceView:
    view = RaceView()
    view.apply({"event": "started", "settings": {"window": 5}})
    for name, parameters in (("ngram", 900), ("lstm", 1000)):
        view.apply({"event": "contender", "contender": name, "units": None, "parameters": parameters})
        for seconds, perplexity in ((0.5, 90.0), (1.0, 70.0)):
            told = {"seconds": seconds, "valid_perplexity": perplexity}
            view.apply({"event": "learning", "contender": name, **told})
        view.apply({"event": "learning", "contender": name, "seconds": 1.5, "valid_perplexity": None})
    return view


def test_a_race_so_far() -> None:
    view = race()
    assert (view.window, view.now, view.contenders) == (5, "lstm", ["lstm", "ngram"])
    (curve,) = view.learning()
    assert (curve.contender, curve.points) == ("lstm", [(0.5, 90), (1.0, 70)])
    assert view.to_beat() == 70
    assert view.context() == []
    view.apply(
        {"event": "measured", "contender": "ngram", "figures": {"top1": 0.2}, "context": {"1": 80, "5": 60}}
    )
    view.apply({"event": "named", "contender": "tree", "accuracy": 0.3})
    assert view.context()[0].points == [(1, 80), (5, 60)]
    assert view.figures["ngram"] == {"units": None, "parameters": 900, "top1": 0.2}
    assert view.contenders == ["lstm", "ngram", "tree"]


def test_at_the_end_only_those_stay_who_came_to_theirs() -> None:
    view = race()
    view.apply({"event": "named", "contender": "ngram", "accuracy": 0.3})
    view.apply(
        {"event": "result", "result": {"frequent": {"most_frequent": 0.1, "accuracy": {"ngram": 0.3}}}}
    )
    assert (view.contenders, view.now, view.most_frequent) == (["ngram"], "", 0.1)
