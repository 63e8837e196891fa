import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wordrnn.fakes import word_tokenizer
from wordrnn.errors import ModelError
from wordrnn.ngram.counts import discounts
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords

TOKENIZER = word_tokenizer("the", "cat")


def rare() -> RareWords:
    found = RareWords.of(["the cat the cat saw zebras and zebras\n", "don’t 3rd 1999 x_y Zoë\n"], TOKENIZER)
    assert found is not None
    return found


def test_words_without_a_place_in_the_vocabulary_most_frequent_first() -> None:
    # 3rd and 1999 have digits; don’t is kept as models know it; of x_y the letters x and y are words.
    assert rare().counts == {"zebras": 2, "Zoë": 1, "and": 1, "don't": 1, "saw": 1, "x": 1, "y": 1}
    assert rare().unseen == 6


def test_the_parts_of_the_unknown_hand_worked() -> None:
    # Too few words to estimate discounts: 0.5, 1, 1.5. zebras 2 - 1 = 1, six others 1 - .5 = .5 each: 4 in all, and 6
    # for words never seen.
    assert rare().discounts == discounts(np.array([2, 2, 2, 1, 1, 1, 1, 1, 1])) == (0.5, 1.0, 1.5)
    assert rare().shares() == pytest.approx([1 / 10] + [0.5 / 10] * 6)


def test_what_knows_every_word_or_no_words_has_no_rare_ones() -> None:
    assert RareWords.of(["the cat\n"], TOKENIZER) is None
    assert RareWords.of(["a rare word\n"], Tokenizer.fit(["a b c\n" * 9], "bpe", 20)) is None
    assert RareWords.of(["a rare word\n"], Tokenizer.fit(["a b c\n" * 9], "pretokenized", 20)) is None


def test_broken_characters_do_no_harm() -> None:
    found = RareWords.of(["zebra \ud800 zebra\n"], TOKENIZER)
    assert found is not None
    assert found.counts == {"zebra": 2}


def test_a_file_brings_back_what_was_saved(tmp_path: Path) -> None:
    rare().save(tmp_path / "rare.json")
    found = RareWords.load(tmp_path / "rare.json", TOKENIZER)
    assert found.words == rare().words
    assert found.shares().tolist() == rare().shares().tolist()


@given(st.lists(st.text(alphabet="abcE’' 1-\n", max_size=40), max_size=5))
def test_the_parts_leave_something_for_words_never_seen(texts: list[str]) -> None:
    found = RareWords.of(texts, TOKENIZER)
    if found is not None:
        assert 0 < found.shares().sum() < 1
        assert RareWords.from_json(found.to_json(), TOKENIZER).counts == found.counts


@pytest.mark.parametrize(
    "change",
    [
        {"format": 2},
        {"discounts": [0.5, 1.0]},
        {"discounts": [1.0, 1.0, 1.5]},
        {"discounts": [0.5, float("nan"), 1.5]},
        {"discounts": [0.5, 10**400, 1.5]},
        {"unseen": -1},
        {"unseen": True},
        {"counts": {}},
        {"counts": {"zebra": 0}},
        {"counts": {"the": 1}},
        {"counts": {"two words": 1}},
        {"counts": {"a1": 1}},
        {"counts": {"bell\x07": 1}},
        {"counts": {"a\nb": 1}},
        {"counts": {"a" * 41: 1}},
        {"more": 1},
    ],
)
def test_a_file_that_is_not_ours_is_refused(change: dict[str, object]) -> None:
    content = json.loads(rare().to_json()) | change
    with pytest.raises(ModelError, match="damaged-rare-words"):
        RareWords.from_json(json.dumps(content), TOKENIZER)


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 5000])
def test_a_file_without_facts_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "rare.json").write_text(content)
    with pytest.raises(ModelError, match="damaged-rare-words"):
        RareWords.load(tmp_path / "rare.json", TOKENIZER)
