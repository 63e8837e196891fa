import csv
import io
import json

import pytest

from ui.evaluate import results
from ui.evaluate.results import Row


def figures(perplexity: float, top3: float, saved: float, unknown: float = 0.02) -> dict[str, float]:
    return {
        "tokens": 4102, "perplexity": perplexity, "top1": top3 - 0.1, "top3": top3, "top5": top3 + 0.1,
        "unknown_rate": unknown, "keystroke_savings": saved, "latency_ms_p50": 0.5,
    }  # fmt: skip


ONE = {
    "my-voice": {
        "rnn": figures(88.4, 0.402, 0.531),
        "ngram": figures(141.2, 0.368, 0.497),
        "mixture": figures(83.7, 0.415, 0.546),
        "memory": figures(76.1, 0.43, 0.572),
    }
}
TWO = ONE | {"new": {"ngram": figures(120.0, 0.38, 0.51), "mixture": figures(83.0, 0.5, 0.6)}}
COLUMNS = {column.key: column for column in results.columns()}


def test_rows_stand_in_one_order_and_the_best_is_found_in_each_column() -> None:
    rows = results.rows_of(ONE)
    assert [row.part for row in rows] == ["ngram", "rnn", "mixture", "memory"]
    for key, best in (("perplexity", {3}), ("top1", {3}), ("latency_ms_p50", {0, 1, 2, 3})):
        assert COLUMNS[key].best([row.figures[key] for row in rows]) == best


def test_differences_are_against_the_same_part_of_the_first_model() -> None:
    rows = results.rows_of(TWO)
    ngram, mixture = (
        next(r for r in rows if (r.model, r.part) == ("new", part)) for part in ("ngram", "mixture")
    )
    assert results.difference(rows, ngram, COLUMNS["perplexity"]) == "−21.2"
    assert results.difference(rows, mixture, COLUMNS["keystroke_savings"]) == "+5.4"
    assert results.difference(rows, rows[0], COLUMNS["perplexity"]) == ""
    other = Row("new", "memory", figures(80.1, 0.4, 0.5))
    assert results.difference(rows, other, COLUMNS["perplexity"]) == "+4.0"


def test_what_is_worth_saying_is_said() -> None:
    (memory,) = results.findings(ONE, {"my-voice": "word"})
    assert "falls from 83.7 to 76.1" in memory and "55" in memory and "57" in memory
    worse = {"m": ONE["my-voice"] | {"ngram": figures(60.0, 0.4, 0.5)}}
    assert any(
        "The n-gram wins" in each and "60.0" in each for each in results.findings(worse, {"m": "word"})
    )
    faster = {"m": ONE["my-voice"] | {"ngram": figures(141.0, 0.4, 0.6)}}
    assert any("n-gram saves more" in each for each in results.findings(faster, {"m": "word"}))
    alone = {"m": {"ngram": figures(141.0, 0.4, 0.6), "mixture": figures(141.0, 0.4, 0.6)}}
    assert any("no network yet" in each for each in results.findings(alone, {"m": "word"}))
    said = results.findings(TWO, {"my-voice": "word", "new": "word"})
    assert said[0].startswith("my-voice: ")
    assert any(each.startswith("new saves the most keystrokes") for each in said)
    assert not any("same vocabulary" in each for each in said)
    said = results.findings(TWO, {"my-voice": "word", "new": "bpe"})
    assert any("same vocabulary" in each for each in said)
    (memory, unfair) = results.findings(TWO, {"my-voice": "word", "new": "word"}, {"new"})
    assert memory.startswith("my-voice: ")
    assert unfair == "The comparison is not fair: the text was in the training of new."
    assert results.findings(ONE, {"my-voice": "word"}, {"my-voice"}) == []


def overlap(share: float, judged: int = 100, at_least: bool = False) -> dict[str, object]:
    return {"share": share, "judged": judged, "at_least": at_least}


@pytest.mark.parametrize(
    ("found", "remark", "warning"),
    [
        (overlap(0.94), "was in training", "This text was in the training of m: 94"),
        (overlap(0.2), "partly in training", "Part of this text was in the training of m: 20"),
        (overlap(0.001), "not in training", ""),
        (overlap(0.0, at_least=True), "not in training", "may have been in training nevertheless"),
        (overlap(0.0, judged=0), "cannot be checked", "lines are too short"),
        (None, "cannot be checked", "the model has no n-gram"),
    ],
)
def test_whether_it_was_in_training_is_said_plainly(
    found: dict[str, object] | None, remark: str, warning: str
) -> None:
    assert remark in results.training_remark(found, True)
    text = results.training_warning("m", found, True)
    assert warning in text if warning else text == ""
    assert results.training_remark(found, False) == results.training_warning("m", found, False) == ""


def test_the_table_as_csv_json_and_text() -> None:
    rows = list(csv.DictReader(io.StringIO(results.as_csv(TWO))))
    assert [(row["model"], row["part"]) for row in rows][-1] == ("new", "mixture")
    assert float(rows[0]["perplexity"]) == 141.2
    whole = json.loads(results.as_json(ONE, "letters.txt", {"suggestions": 3}))
    assert whole["models"]["my-voice"]["memory"] == ONE["my-voice"]["memory"]
    assert whole["document"] == "letters.txt"
    lines = results.as_text(ONE).splitlines()
    assert lines[0].split("\t")[2:4] == ["perplexity", "top-1"]
    assert lines[-1].split("\t")[:3] == ["my-voice", "mixture + memory", "76.1"]
