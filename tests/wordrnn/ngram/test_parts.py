from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.ngram import parts as ngram_parts
from wordrnn.ngram.counts import OrderCounts, build, count_ngrams
from wordrnn.ngram.model import NGramModel
from wordrnn.ngram.parts import count_parts
from wordrnn.ngram.trie import Extensions
from wordrnn.tokenizer import EOS_ID

UNK, EOS, A, B, C = range(5)
TEXT = np.array([A, B, EOS, A, B, EOS, A, C])


def same(found: tuple[np.ndarray, list[Extensions]], expected: tuple[np.ndarray, list[Extensions]]) -> bool:
    pairs = [(found[0], expected[0])]
    for one, other in zip(found[1], expected[1], strict=True):
        pairs += [
            (getattr(one, name), getattr(other, name)) for name in ("first", "backoff", "words", "prob")
        ]
    return all(one.dtype == other.dtype and np.array_equal(one, other) for one, other in pairs)


def in_parts(
    ids: np.ndarray, vocab_size: int, order: int, max_ngrams: int | None, places: int
) -> tuple[np.ndarray, list[Extensions]]:
    words, kept = count_parts(ids, vocab_size, order, max_ngrams, places)
    return kept.build(words, half=False)


@given(
    ids=st.lists(st.integers(0, 6), min_size=1, max_size=120),
    order=st.integers(2, 6),
    places=st.integers(1, 40),
    block=st.integers(1, 50),
    max_ngrams=st.none() | st.integers(0, 120),
)
@settings(max_examples=100)
def test_parts_make_the_same_model_as_the_whole(
    ids: list[int], order: int, places: int, block: int, max_ngrams: int | None
) -> None:
    text = np.array(ids, np.uint16)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ngram_parts, "_BLOCK_TOKENS", block)
        found = in_parts(text, 7, order, max_ngrams, places)
    assert same(found, build(count_ngrams(text, 7, order), max_ngrams))


def test_parts_by_hand() -> None:
    text = ngram_parts._Text(TEXT, 5, 3)
    ranges = text.ranges(text.word_counts(), 3)
    # Every word with more than 3 // 2 places is divided by its second word. Before (a, b), which has two places, there
    # are those of <eos>; with (a, c) that makes three, and the next pair is (b, <eos>).
    assert [(part.begin, part.end) for part in ranges] == [
        (0, A * 5 + B),
        (A * 5 + B, B * 5 + EOS),
        (B * 5 + EOS, 25),
    ]
    bigrams, trigrams = text.count(ranges[1])
    assert columns(bigrams) == [(A, B, 2, 1), (A, C, 1, 1)]  # only <eos> is before (a, b)
    assert columns(trigrams) == [(0, EOS, 2, 2)]


def columns(counts: OrderCounts) -> list[tuple[int, ...]]:
    return list(zip(*(values.tolist() for values in counts.columns), strict=True))


def test_a_large_text_in_a_memory_map_is_counted_in_parts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = np.random.default_rng(3)
    text = np.minimum(rng.zipf(1.3, 30_000), 400).astype(np.uint16)
    text[rng.integers(0, len(text), 2000)] = EOS_ID
    text.tofile(tmp_path / "ids")
    whole = NGramModel.fit(text, 401, max_ngrams=9_000)
    monkeypatch.setattr(ngram_parts, "PART_PLACES", 4_000)
    counted: list[int] = []
    count = ngram_parts._Text.count
    monkeypatch.setattr(
        ngram_parts._Text, "count", lambda self, part: counted.append(part.begin) or count(self, part)
    )
    parts = NGramModel.fit(np.memmap(tmp_path / "ids", np.uint16, "r"), 401, max_ngrams=9_000)
    assert len(counted) >= 7
    assert sum(parts.sizes[1:]) <= 9_000
    assert same((parts._unigram, list(parts._extensions)), (whole._unigram, list(whole._extensions)))


def test_a_long_text_is_scored_as_if_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    text = rng.integers(0, 9, 1000)
    model = NGramModel.fit(text, 9)
    at_once = model.score(text)
    monkeypatch.setattr("wordrnn.ngram.model._SCORED_AT_ONCE", 7)
    assert np.array_equal(model.score(text), at_once)
    assert model.score(text[:0]).shape == (0,)
