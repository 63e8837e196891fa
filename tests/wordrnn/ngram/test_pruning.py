"""Which n-grams go first when a model is made smaller."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.builtin_corpus import documents
from tests.wordrnn.ngram.test_merge import by_hand
from wordrnn.ngram import pruning
from wordrnn.ngram.model import NGramModel
from wordrnn.tokenizer import Tokenizer

UNK, EOS, A, B = range(4)
VOCAB = 8
texts = st.lists(st.integers(0, VOCAB - 1), min_size=1, max_size=80).map(np.array)


def prefixes(model: NGramModel, ids: Sequence[int]) -> list[float]:
    return np.exp(model.log_probs(np.array(ids), model.start())[0].astype(np.float64)).sum(axis=1).tolist()


def test_what_the_text_would_miss_least_goes_first() -> None:
    # Behind A, B is nearly what the unigram says anyway (0.1 + 0.9 · 0.4 = 0.46, without it 1 · 0.4); EOS is not.
    model = by_hand([0.3, 0.2, 0.1, 0.4], {A: {EOS: 0.5, B: 0.1}})
    uses = [np.array([0, 0, 10, 0])]
    unigram, (bigrams,) = pruning.prune((model._unigram, model._extensions), uses, 1)
    assert bigrams.words.tolist() == [EOS]
    assert bigrams.first.tolist() == [0, 0, 0, 1, 1]
    assert bigrams.backoff == pytest.approx([1, 1, 0.5, 1])
    after = np.exp(NGramModel(unigram, [bigrams]).log_probs(np.array([A]), np.full((1, 1), -1))[0][0])
    assert after == pytest.approx([0.15, 0.1 + 0.5, 0.05, 0.2])


def test_how_often_the_context_occurs_counts() -> None:
    model = by_hand([0.25, 0.25, 0.25, 0.25], {A: {EOS: 0.5}, B: {EOS: 0.4}})
    parts = (model._unigram, model._extensions)
    for uses, kept in (([0, 0, 5, 5], A), ([0, 0, 5, 50], B)):
        _, (bigrams,) = pruning.prune(parts, [np.array(uses)], 1)
        assert np.flatnonzero(np.diff(bigrams.first)).tolist() == [kept]


@given(texts, texts, st.integers(0, 60), st.integers(2, 4))
def test_whatever_is_left_out_distributions_sum_to_one(
    ids: np.ndarray, other: np.ndarray, most: int, order: int
) -> None:
    whole = NGramModel.fit(ids, VOCAB, order=order)
    model = whole.pruned(ids, most)
    assert sum(model.sizes[1:]) <= most or model.sizes == whole.sizes
    assert all(small <= large for small, large in zip(model.sizes, whole.sizes, strict=True))
    assert prefixes(model, other.tolist()) == pytest.approx([1.0] * len(other), abs=1e-5)


@given(texts, texts)
def test_with_room_enough_nothing_changes(ids: np.ndarray, other: np.ndarray) -> None:
    whole = NGramModel.fit(ids, VOCAB, order=3)
    assert whole.pruned(ids, 10_000).score(other).tolist() == whole.score(other).tolist()


def test_at_equal_size_the_text_loses_less_than_by_counts_alone() -> None:
    text = "\n".join(document.text for document in documents())
    tokenizer = Tokenizer.fit([text])
    ids = tokenizer.encode(text)
    for most in (500, 2000):
        pruned = NGramModel.fit(ids, tokenizer.vocab_size).pruned(ids, most)
        counted = NGramModel.fit(ids, tokenizer.vocab_size, max_ngrams=most)
        assert pruned.score(ids).mean() > counted.score(ids).mean() + 0.02
