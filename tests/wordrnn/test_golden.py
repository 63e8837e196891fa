"""Models made once, by an earlier version, still predict the same."""

import json
from pathlib import Path

import pytest

from tests.golden.make import half_and_half

GOLDEN = Path(__file__).parents[1] / "golden"


def names() -> list[str]:
    return sorted(path.stem for path in GOLDEN.glob("*.json"))


def test_there_is_one_for_every_cell() -> None:
    assert {name.rpartition("-")[2] for name in names()} >= {"simple", "lstm", "peephole", "cifg", "gru"}


@pytest.mark.parametrize("name", names())
def test_a_golden_model_predicts_what_it_always_did(name: str) -> None:
    predictor = half_and_half(GOLDEN / name)
    expected = json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    for prompt, suggestions in expected.items():
        found = predictor.suggest(prompt, 3)
        assert [each.word for each in found] == [word for word, _ in suggestions]
        for each, (_, probability) in zip(found, suggestions, strict=True):
            assert each.probability == pytest.approx(probability, abs=2e-4)
