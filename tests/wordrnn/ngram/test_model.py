import itertools
from collections import Counter, defaultdict
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.errors import OptionError
from wordrnn.next_word import NextWordModel
from wordrnn.ngram.model import NGramModel

Gram = tuple[int, ...]

UNK, EOS, A, B, C = range(5)
TEXT = np.array([A, B, EOS, A, B, EOS, A, C])  # as in test_ngram_counts.py
VOCAB = 6

texts = st.lists(st.integers(0, VOCAB - 1), min_size=1, max_size=60).map(np.array)
options = st.fixed_dictionaries(
    {
        "order": st.integers(1, 6),
        "max_ngrams": st.none() | st.integers(0, 80),
        "half": st.booleans(),
    }
)


class PlainKneserNey:
    """A second opinion: the textbook's definition over dictionaries, for text whose discounts can be estimated."""

    def __init__(self, ids: list[int], vocab_size: int, order: int) -> None:
        self.vocab_size = vocab_size
        occurrences: Counter[Gram] = Counter()
        sentence = [EOS]
        for word in ids:
            sentence.append(word)
            for n in range(1, min(order, len(sentence) - 1) + 1):
                occurrences[tuple(sentence[-n:])] += 1
            if len(sentence) - 1 < order:
                occurrences[tuple(sentence)] += 1
            if word == EOS:
                sentence = [EOS]
        before: defaultdict[Gram, set[int]] = defaultdict(set)
        for gram in occurrences:
            before[gram[1:]].add(gram[0])
        self.counts: defaultdict[Gram, dict[int, int]] = defaultdict(dict)  # context → word → count
        for gram, count in occurrences.items():
            *context, word = gram
            raw = len(gram) == order or context[:1] == [EOS]
            self.counts[tuple(context)][word] = count if raw else len(before[gram])
        self.discounts = {n: self.estimate(n) for n in range(order)}

    def estimate(self, n: int) -> list[float]:
        values = [
            count for context, row in self.counts.items() if len(context) == n for count in row.values()
        ]
        n1, n2, n3, n4 = (values.count(k) for k in (1, 2, 3, 4))
        y = n1 / (n1 + 2 * n2)
        return [0, 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3]

    def probability(self, context: Gram, word: int) -> float:
        lower = self.probability(context[1:], word) if context else 1 / self.vocab_size
        row = self.counts.get(context)
        if not row:
            return lower
        total, discount = sum(row.values()), self.discounts[len(context)]
        held_back = sum(discount[min(count, 3)] for count in row.values()) / total
        count = row.get(word, 0)
        return (count - discount[min(count, 3)]) / total + held_back * lower


def distribution(model: NGramModel, *context: int) -> np.ndarray:
    """Return [V], the probabilities after the tokens of `context`."""
    log_probs, _ = model.log_probs(np.array(context), model.start())
    return np.exp(log_probs[-1].astype(float))


def test_trigram_by_hand() -> None:
    model = NGramModel.fit(TEXT, vocab_size=5, order=3)
    # The parts are worked out in test_ngram_counts.py; order 1 is 0.1 for <unk> and 0.225 for each other word.
    # After <eos>: a 0.5 + 0.5·0.225, others 0.5·0.225, <unk> 0.5·0.1
    assert distribution(model, EOS) == pytest.approx([0.05, 0.1125, 0.6125, 0.1125, 0.1125])
    # After <eos> a: order 2 gives b and c 0.25 + 0.5·0.225 = 0.3625;
    # b 1/3 + 0.5·0.3625, c 1/6 + 0.5·0.3625, <eos> and a 0.5·0.5·0.225, <unk> 0.5·0.5·0.1
    assert distribution(model, EOS, A) == pytest.approx(
        [0.025, 0.05625, 0.05625, 0.514583, 0.347917], abs=1e-6
    )
    # After a b: <eos> 0.5 + 0.5·(0.5 + 0.5·0.225)
    assert distribution(model, EOS, A, B)[EOS] == pytest.approx(0.80625)
    # (c, a) was never seen: as after a alone.
    assert distribution(model, C, A)[B] == pytest.approx(0.3625)
    # Nothing was ever seen after c: order 1.
    assert distribution(model, C) == pytest.approx([0.1, 0.225, 0.225, 0.225, 0.225])


def test_bigram_by_hand() -> None:
    # The highest order counts occurrences: a → b 2, c 1. Discounts 1 and 0.5, so (2 - 1)/3, (1 - 0.5)/3, 0.5 is left.
    model = NGramModel.fit(TEXT, vocab_size=5, order=2)
    assert distribution(model, A)[[B, C]] == pytest.approx([1 / 3 + 0.5 * 0.225, 1 / 6 + 0.5 * 0.225])


def test_context_does_not_reach_over_eos() -> None:
    model = NGramModel.fit(TEXT, vocab_size=5, order=5)
    assert distribution(model, A, B, EOS) == pytest.approx(distribution(model, EOS), abs=0)


def test_agrees_with_the_textbook() -> None:
    # Words of very different frequency, so that all discounts can be estimated from their counts.
    ids = np.random.default_rng(0).zipf(1.5, 2000) % 151
    plain = PlainKneserNey(ids.tolist(), 151, 3)
    assert all(0 < row[k] < k for row in plain.discounts.values() for k in (1, 2, 3))
    model = NGramModel.fit(ids, 151, order=3)
    pairs = itertools.product((0, 2, 3, 5, 17, 150), repeat=2)
    for context in [(EOS,), (EOS, 2), (EOS, 39), (EOS, EOS), *pairs]:
        inside = (EOS,) if context[-1] == EOS else context
        expected = [plain.probability(inside, word) for word in range(151)]
        assert distribution(model, *context) == pytest.approx(expected, rel=1e-5)


@given(texts, texts, options)
def test_every_distribution_sums_to_one(ids: np.ndarray, probe: np.ndarray, chosen: dict[str, Any]) -> None:
    model = NGramModel.fit(ids, VOCAB, **chosen)
    both = np.concatenate((ids, probe))
    log_probs, _ = model.log_probs(both, model.start())
    assert np.isfinite(log_probs).all()
    assert np.exp(log_probs.astype(float)).sum(axis=1) == pytest.approx(np.ones(len(both)), abs=1e-5)


@given(texts, texts, options)
def test_all_ways_to_ask_agree(ids: np.ndarray, probe: np.ndarray, chosen: dict[str, Any]) -> None:
    model = NGramModel.fit(ids, VOCAB, **chosen)
    state = model.start()
    rows = []
    for token in [EOS, *probe.tolist()]:
        row, state = model.step(np.array([token]), state)
        rows.append(row[0])
    stepped = np.array(rows)
    asked, last = model.log_probs(np.concatenate(([EOS], probe)), model.start())
    assert asked == pytest.approx(stepped, abs=1e-5)
    assert model.score(probe) == pytest.approx(stepped[np.arange(len(probe)), probe], abs=1e-5)
    advanced = model.advance(probe[None], model.advance(np.array([[EOS]]), model.start()))
    assert last.tolist() == state.tolist() == advanced.tolist()


def test_many_rows_are_found_like_few() -> None:
    rng = np.random.default_rng(1)
    model = NGramModel.fit(rng.integers(0, 300, 5000), 300)
    ids = rng.integers(0, 300, (40, 6))
    together = model.advance(ids, model.start(40))
    alone = [model.advance(row[None], model.start())[0] for row in ids]
    assert together.tolist() == np.array(alone).tolist()
    assert (together[:, 1] >= 0).any()


def test_batch_rows_are_independent() -> None:
    model: NextWordModel = NGramModel.fit(TEXT, vocab_size=5)
    assert model.vocab_size == 5
    _, state = model.step(np.array([EOS, A, A]), model.start(3))
    log_probs, _ = model.step(np.array([A, B, EOS]), state)
    for row, context in zip(log_probs, ((EOS, A), (A, B), (A, EOS)), strict=True):
        assert np.exp(row) == pytest.approx(distribution(model, *context))


def test_an_old_state_stays_usable() -> None:
    model = NGramModel.fit(TEXT, vocab_size=5)
    _, state = model.step(np.array([EOS]), model.start())
    first, _ = model.step(np.array([A]), state)
    model.step(np.array([B]), state)
    model.advance(np.array([[B, C]]), state)
    again, _ = model.step(np.array([A]), state)
    assert again.tolist() == first.tolist()


def test_no_tokens_no_rows() -> None:
    model = NGramModel.fit(TEXT, vocab_size=5)
    _, state = model.step(np.array([A]), model.start())
    nothing = np.array([], np.int32)
    log_probs, same = model.log_probs(nothing, state)
    assert log_probs.shape == (0, 5)
    assert same.tolist() == state.tolist() == model.advance(nothing[None], state).tolist()
    assert model.score(nothing).shape == (0,)


@pytest.mark.parametrize("order", range(1, 7))
def test_three_words_are_enough(order: int) -> None:
    model = NGramModel.fit(np.array([A, B, EOS]), vocab_size=5, order=order)
    assert model.order == order
    assert distribution(model, EOS, A).argmax() == (B if order > 1 else EOS)


def test_token_types() -> None:
    scores = [
        NGramModel.fit(TEXT.astype(t), 5).score(TEXT.astype(t)) for t in (np.int64, np.uint16, np.uint32)
    ]
    assert scores[0].tolist() == scores[1].tolist() == scores[2].tolist()
    assert scores[0].dtype == np.float32


def test_words_beyond_sixteen_bits() -> None:
    model = NGramModel.fit(np.array([70_000, 69_999, EOS, 70_000, 69_999]), vocab_size=70_001)
    assert distribution(model, EOS, 70_000).argmax() == 69_999


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"order": 0}, "order"),
        ({"order": 7}, "order"),
        ({"order": True}, "order"),
        ({"vocab_size": 1}, "vocab_size"),
        ({"max_ngrams": -1}, "max_ngrams"),
    ],
)
def test_values_that_cannot_be(changed: dict[str, Any], name: str) -> None:
    with pytest.raises(OptionError) as caught:
        NGramModel.fit(**{"ids": TEXT, "vocab_size": 5, **changed})
    assert caught.value.code == "bad-value"
    assert caught.value.params["name"] == name


def test_no_text() -> None:
    with pytest.raises(OptionError) as caught:
        NGramModel.fit(np.array([], np.int32), vocab_size=5)
    assert caught.value.code == "ngram-no-text"


@pytest.mark.parametrize("ids", [[5], [-1]])
def test_words_of_another_vocabulary(ids: list[int]) -> None:
    with pytest.raises(ValueError, match="expected 0 to 4"):
        NGramModel.fit(np.array(ids), vocab_size=5)
