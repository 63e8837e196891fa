"""Canaries are planted as often as they say, and what a model recites of a text is counted."""

import math

import numpy as np
import pytest

from tests.packaging.starter import script
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import Tokenizer

canaries, memorisation = script("canaries"), script("memorisation")
OFTEN = canaries.Canary("The word on our shed is", ("apple", "lamp", "tree"), 9)


def fitted(lines: list[str]) -> tuple[Tokenizer, NGramModel]:
    everything = "\n".join([*lines, " ".join(canaries.WORDS * 2), OFTEN.beginning * 2]) + "\n"
    tokenizer = Tokenizer.fit([everything])
    return tokenizer, NGramModel.fit(tokenizer.encode(everything), tokenizer.vocab_size)


def test_canaries_are_planted_as_often_as_they_say() -> None:
    drawn = canaries.draw(3)
    lines = canaries.planted(["a", "b", "c"], drawn, 3)
    assert [line for line in lines if line in "abc"] == ["a", "b", "c"]
    assert {canary.times for canary in drawn} == {1, 4, 16}
    for canary in drawn:
        assert lines.count(canary.line) == canary.times
        assert len(canary.words) == canaries.LENGTH
    assert len(lines) == 3 + sum(canary.times for canary in drawn)


def test_words_of_canaries_differ() -> None:
    assert len(set(canaries.WORDS)) == len(canaries.WORDS) == 64


def test_a_canary_that_was_read_often_is_exposed() -> None:
    tokenizer, model = fitted([OFTEN.line] * OFTEN.times)
    found = memorisation.exposure(model, tokenizer, OFTEN)
    assert (found.rank, found.bits) == (1, pytest.approx(3 * math.log2(64)))


def test_one_that_was_not_read_is_one_of_many() -> None:
    tokenizer, model = fitted(["Nothing to see here."] * 9)
    found = memorisation.exposure(model, tokenizer, OFTEN)
    assert found.rank > 1
    assert found.bits < 18


def test_the_rank_is_that_of_the_whole_line() -> None:
    other = canaries.Canary(OFTEN.beginning, ("apple", "lamp", "snow"), 1)
    tokenizer, model = fitted([OFTEN.line] * OFTEN.times + [other.line])
    assert memorisation.exposure(model, tokenizer, OFTEN).rank == 1
    assert memorisation.exposure(model, tokenizer, other).rank == 2


def test_what_is_recited_is_counted_up_to_the_first_wrong_token() -> None:
    length = memorisation.PREFIX + 6
    model = NGramModel.fit(np.tile(np.arange(2, 12), 30), 12)
    counting = np.tile(np.arange(2, 12), 9)[:length]
    strays = counting.copy()
    strays[memorisation.PREFIX + 2] = 0
    assert memorisation.recited(model, np.array([counting, strays, counting])).tolist() == [6, 2, 6]


def test_passages_are_pieces_of_the_text() -> None:
    ids = np.arange(500)
    found = memorisation.passages(ids, 20, 1)
    assert found.shape == (20, memorisation.PREFIX + memorisation.CONTINUATION)
    assert (np.diff(found, axis=1) == 1).all()


def test_facts_compare_what_was_read_with_what_was_not() -> None:
    tokenizer, model = fitted([OFTEN.line] * OFTEN.times)
    rng = np.random.default_rng(1)
    shape = (3, memorisation.PREFIX + memorisation.CONTINUATION)
    read = memorisation.passages(tokenizer.encode(f"{OFTEN.line}\n" * 30), 3, 1)
    found = memorisation.facts(model, tokenizer, [OFTEN], read, rng.integers(2, tokenizer.vocab_size, shape))
    assert found["exposure"]["9"]["best_rank"] == 1
    assert found["read"]["longest"] > found["held_out"]["longest"]
