from itertools import pairwise

import numpy as np
import pytest

from tests.wordrnn.fakes import Remembering
from wordrnn.evaluation.overlap import in_runs, overlap
from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import EOS_ID, Kind, Tokenizer

RNG = np.random.default_rng(3)
WORDS = [f"{a}{b}" for a in "bcdfgklm" for b in ("an", "ent", "ill", "o", "us")]


def story(seed: int, lines: int = 12, words: int = 30) -> str:
    rng = np.random.default_rng(seed)
    return "".join(" ".join(rng.choice(WORDS, words)) + ".\n" for _ in range(lines))


def predictor(text: str, kind: Kind = "word") -> Predictor:
    tokenizer = Tokenizer.fit([text], kind, vocabulary_size=60 if kind == "bpe" else 500)
    ngram = NGramModel.fit(tokenizer.encode(text), tokenizer.vocab_size)
    return Predictor(tokenizer, {"ngram": ngram}, {"ngram": 1.0})


@pytest.mark.parametrize("kind", ["word", "bpe", "pretokenized"])
def test_training_text_is_known_and_other_text_is_not(kind: Kind) -> None:
    one = predictor(story(1), kind)
    trained, new = overlap(one, [story(1)]), overlap(one, [story(2)])
    assert trained is not None and new is not None
    assert (trained.share, trained.at_least) == (1.0, False)
    assert new.share == 0
    assert new.judged == len(one.tokenizer.encode(story(2)))
    both = overlap(one, [story(1), story(2)])
    assert both is not None and both.share == pytest.approx(trained.judged / (trained.judged + new.judged))


def test_a_few_words_in_common_are_no_copy() -> None:
    lines = story(1).splitlines()
    mixed = "".join(" ".join(a.split()[:8] + b.split()[20:27]) + "\n" for a, b in pairwise(lines))
    found = overlap(predictor(story(1)), [mixed])
    assert found is not None and found.share == 0


def test_where_no_line_is_long_enough_nothing_is_said() -> None:
    found = overlap(predictor(story(1)), ["ban.\ncan.\n"])
    assert found is not None and found.judged == 0


def test_without_an_ngram_nobody_knows() -> None:
    tokenizer = Tokenizer.fit([story(1)])
    alone = Predictor(tokenizer, {"network": Remembering(tokenizer.vocab_size)}, {"network": 1.0})
    assert overlap(alone, [story(1)]) is None


def test_what_the_ngram_counted_is_what_stands_in_the_text() -> None:
    one = predictor(story(4))
    ids = one.tokenizer.encode(story(4))
    ngram = one.parts["ngram"]
    assert isinstance(ngram, NGramModel)
    stream = [EOS_ID, *ids.tolist()]
    for other in (ids, one.tokenizer.encode(story(5)), RNG.permutation(ids)):
        grams = {
            tuple(stream[i : i + 5]) for i in range(len(stream) - 4) if EOS_ID not in stream[i + 1 : i + 4]
        }
        read = [EOS_ID, *other.tolist()]
        expected = [at >= 4 and tuple(read[at - 4 : at + 1]) in grams for at in range(1, len(read))]
        assert ngram.counted(other).tolist() == expected


def test_runs_hand_worked() -> None:
    # Five tokens of a line before the first that can be looked up; a run of 2 is too short, one of 3 is not.
    seen = np.array([0, 0, 0, 1, 1, -1, 1, 1, 1, 0, 0, 0, 1, -1], np.int8)
    assert np.flatnonzero(in_runs(seen, 3, 2)).tolist() == [5, 6, 7, 8, 11, 12]
    assert not in_runs(seen, 5, 2).any()
    assert not in_runs(np.zeros(4, np.int8), 1, 5).any()
