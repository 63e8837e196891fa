"""Two n-gram models as one: numbers worked by hand, and what holds for any text."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.errors import ModelError
from wordrnn.ngram.model import NGramModel
from wordrnn.ngram.trie import Extensions

UNK, EOS, A, B = range(4)
VOCAB = 6

texts = st.lists(st.integers(0, VOCAB - 1), min_size=1, max_size=60).map(np.array)
weights = st.floats(0.01, 0.99)


def by_hand(unigram: list[float], after: dict[int, dict[int, float]]) -> NGramModel:
    """Return a bigram model: word → the discounted probabilities of what follows it; the rest is its backoff."""
    first, words, prob, backoff = [0], [], [], []
    for context in range(len(unigram)):
        row = after.get(context, {})
        words += sorted(row)
        prob += [row[word] for word in sorted(row)]
        first.append(len(words))
        backoff.append(1 - sum(row.values()))
    order = Extensions(
        np.array(first, np.uint32),
        np.array(backoff, np.float32),
        np.array(words, np.uint16),
        np.array(prob, np.float32),
    )
    return NGramModel(np.array(unigram, np.float32), [order])


def distributions(model: NGramModel, ids: np.ndarray) -> np.ndarray:
    return np.exp(model.log_probs(ids, model.start())[0].astype(np.float64))


def saved(model: NGramModel, folder: Path) -> NGramModel:
    """Return `model` as it comes back from disk, where every array is checked."""
    model.save(folder)
    return NGramModel.load(folder)


def test_merged_probabilities_are_those_worked_by_hand(tmp_path: Path) -> None:
    one = by_hand([0.1, 0.2, 0.3, 0.4], {A: {EOS: 0.2, B: 0.5}})
    other = by_hand([0.1, 0.4, 0.1, 0.4], {A: {B: 0.1, A: 0.5}, B: {A: 0.8}})
    merged = saved(one.merged(other, 0.75), tmp_path / "merged")
    # Unigram: 0.75 · (0.1, 0.2, 0.3, 0.4) + 0.25 · (0.1, 0.4, 0.1, 0.4).
    unigram = np.array([0.1, 0.25, 0.25, 0.4])
    after = distributions(merged, np.array([A, B, UNK]))
    # Behind A: backoff 0.75 · 0.3 + 0.25 · 0.4 = 0.325; prob EOS 0.15, B 0.375 + 0.025, A 0.125.
    assert after[0] == pytest.approx(0.325 * unigram + [0, 0.15, 0.125, 0.4], rel=1e-6)
    # Behind B, which only `other` knows: backoff 0.75 + 0.25 · 0.2 = 0.8; prob A 0.2.
    assert after[1] == pytest.approx(0.8 * unigram + [0, 0, 0.2, 0], rel=1e-6)
    assert after[2] == pytest.approx(unigram, rel=1e-6)


def test_a_new_word_takes_its_share_of_unknown_words_and_no_other_changes(tmp_path: Path) -> None:
    model = by_hand([0.2, 0.2, 0.3, 0.3], {A: {UNK: 0.1, B: 0.5}})
    extended = saved(model.extended(np.array([0.5, 0.25])), tmp_path / "extended")
    before, after = (distributions(each, np.array([A, B])) for each in (model, extended))
    assert after[:, EOS:4] == pytest.approx(before[:, EOS:])
    # Behind A the backoff weight is 0.4; of the 0.2 of <unk>, words 4 and 5 take 0.1 and 0.05.
    assert after[0, [UNK, 4, 5]] == pytest.approx([0.1 + 0.4 * 0.05, 0.4 * 0.1, 0.4 * 0.05])
    assert distributions(extended, np.array([4]))[0] == pytest.approx([0.05, 0.2, 0.3, 0.3, 0.1, 0.05])


@given(one=texts, other=texts, weight=weights, orders=st.tuples(st.integers(1, 4), st.integers(1, 4)))
def test_any_two_models_make_a_sound_one(
    one: np.ndarray, other: np.ndarray, weight: float, orders: tuple[int, int]
) -> None:
    models = [
        NGramModel.fit(text, VOCAB, order=order) for text, order in zip((one, other), orders, strict=True)
    ]
    merged = models[0].merged(models[1], weight)
    assert merged.order == max(orders)
    for order, contexts in zip(merged._extensions, merged.sizes, strict=False):
        assert order.holds(contexts, VOCAB)
    text = np.concatenate((one, other))
    assert distributions(merged, text).sum(axis=1) == pytest.approx(np.ones(len(text)), abs=1e-4)
    again = models[1].merged(models[0], 1 - weight)
    assert merged.score(text) == pytest.approx(again.score(text), abs=1e-4)


@given(text=texts, other=texts)
def test_the_whole_weight_gives_the_model_itself(text: np.ndarray, other: np.ndarray) -> None:
    model, second = (NGramModel.fit(ids, VOCAB, order=3) for ids in (text, other))
    assert model.merged(second, 1.0).score(text) == pytest.approx(model.score(text), abs=1e-5)
    assert model.merged(model, 0.3).score(other) == pytest.approx(model.score(other), abs=1e-5)


@given(text=texts, shares=st.lists(st.floats(1e-6, 0.09), max_size=10).map(np.array))
def test_any_model_extends_to_a_sound_one(text: np.ndarray, shares: np.ndarray) -> None:
    model = NGramModel.fit(text, VOCAB, order=3)
    extended = model.extended(shares)
    assert extended.vocab_size == VOCAB + len(shares)
    for order, contexts in zip(extended._extensions, extended.sizes, strict=False):
        assert order.holds(contexts, extended.vocab_size)
    known = text[text != UNK]
    assert distributions(extended, known)[:, 1:VOCAB] == pytest.approx(distributions(model, known)[:, 1:])
    assert extended.merged(extended, 0.5).vocab_size == extended.vocab_size


def test_a_vocabulary_that_outgrows_16_bits_still_loads(tmp_path: Path) -> None:
    model = NGramModel.fit(np.array([A, B, EOS, A, B]), 65_530, order=3)
    extended = saved(model.extended(np.full(10, 0.01)), tmp_path / "extended")
    assert extended.vocab_size == 65_540
    # float32 leaves the same figures, whatever the type of the words.
    assert extended.score(np.array([A, B])) == pytest.approx(model.score(np.array([A, B])))


def test_models_over_other_vocabularies_are_refused() -> None:
    one, other = (NGramModel.fit(np.array([A, B, EOS]), size) for size in (4, 5))
    with pytest.raises(ModelError):
        one.merged(other, 0.5)
