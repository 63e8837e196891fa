import math
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.evaluate.measured_text import MeasuredText, facts, is_known, saved_spans, surprise, units_of


def passage(**changed: Any) -> dict[str, Any]:
    """“Dear Anna, 3.14!” and a line of one word: as the engine tells it."""
    made = {
        "text": "Dear Anna, 3.14!\nYes\n",
        "tokens": [(0, 4), (5, 9), (9, 10), (11, 15), (15, 16), (16, 17), (17, 20), (20, 21)],
        "unknown": [1],
        "words": [(0, 4), (5, 9), (11, 12), (13, 15), (17, 20)],
        "parts": {
            "rnn": {
                "log_probs": [math.log(p) for p in (0.5, 0.25, 0.1, 0.0005, 0.1, 0.1, 0.00005, 0.1)],
                "ranks": [1, 0, 2, 40, 1, 1, 900, 1],
                "typed": [1, -1, 0, 1, 2],
            }
        },
    }
    return made | changed


def test_paragraphs_hold_words_and_marks() -> None:
    text = MeasuredText()
    first, second = text.add(passage())
    assert [first.text, second.text] == ["Dear Anna, 3.14!", "Yes"]
    assert [first.text[unit.start : unit.end] for unit in first.units] == ["Dear", "Anna", ",", "3.14", "!"]
    assert [second.text[unit.start : unit.end] for unit in second.units] == ["Yes"]


def test_what_is_known_of_each_word_hand_worked() -> None:
    first, second = MeasuredText().add(passage())
    dear, anna, comma, number, _ = first.units
    found = facts(first, dear, "rnn")
    assert found is not None
    assert (found.probability, found.rank, found.letters) == (pytest.approx(0.5), 1, 1)
    found = facts(first, anna, "rnn")
    assert found is not None and (found.rank, found.letters) == (None, None)
    found = facts(first, comma, "rnn")
    assert found is not None and (found.rank, found.letters) == (2, None)
    found = facts(first, number, "rnn")  # 3 at once, 1 of the 2 letters of 14
    assert found is not None and found.letters == 1
    assert saved_spans(first, dear, "rnn") == [(1, 4)]
    assert saved_spans(first, anna, "rnn") == []
    assert saved_spans(first, number, "rnn") == [(11, 12), (14, 15)]
    assert saved_spans(second, second.units[0], "rnn") == [(2, 3)]
    assert [is_known(first, unit) for unit in first.units] == [True, False, True, True, True]
    assert [surprise(first, unit, "rnn") for unit in (dear, number)] == [0, 1]
    assert surprise(second, second.units[0], "rnn") == 2
    assert facts(first, dear, "ngram") is None


def test_a_word_of_pieces_has_the_product_and_no_place() -> None:
    parts = {"rnn": {"log_probs": [math.log(0.5), math.log(0.2)], "ranks": [1, 3], "typed": [2]}}
    (only,) = MeasuredText().add(
        passage(text="unheard", tokens=[(0, 2), (2, 7)], unknown=[], words=[(0, 7)], parts=parts)
    )
    (unit,) = only.units
    found = facts(only, unit, "rnn")
    assert found is not None and found.probability == pytest.approx(0.1)
    assert (found.rank, found.letters) == (None, 2)


def test_a_very_long_line_is_laid_out_in_pieces() -> None:
    text = "word " * 5000
    tokens = [(5 * at, 5 * at + 4) for at in range(5000)]
    parts = {"rnn": {"log_probs": [-1.0] * 5000, "ranks": [1] * 5000, "typed": [0] * 5000}}
    made = MeasuredText().add(
        {"text": text, "tokens": tokens, "unknown": [], "words": tokens, "parts": parts}
    )
    assert len(made) > 1 and max(len(each.text) for each in made) <= 3100
    assert sum(len(each.units) for each in made) == 5000
    for paragraph in (made[0], made[-1]):
        last = paragraph.units[-1]
        assert paragraph.text[last.start : last.end] == "word"
        assert saved_spans(paragraph, last, "rnn") == [(last.start, last.end)]


SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 6))).map(
    lambda found: [(start, start + length) for start, length in found]
)


@given(SPANS, SPANS, st.text("ab \n", max_size=30))
def test_units_never_overlap_and_miss_nothing(
    tokens: list[tuple[int, int]], words: list[tuple[int, int]], text: str
) -> None:
    units = units_of(text, tokens, words)
    assert all(one.end <= other.start for one, other in pairwise(units))
    for start, end in (*tokens, *words):
        if text[start:end].strip():
            assert any(unit.start <= start and end <= unit.end for unit in units)
