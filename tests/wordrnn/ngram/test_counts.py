import numpy as np
import pytest

from wordrnn.ngram.counts import OrderCounts, build, count_ngrams, discounts

Gram = tuple[int, ...]

UNK, EOS, A, B, C = range(5)
# "a b", "a b", and a third line that stops after "a c"
TEXT = np.array([A, B, EOS, A, B, EOS, A, C])


def as_table(counts: list[OrderCounts], n: int) -> dict[Gram, tuple[int, int]]:
    """Return (first words…, last word) → (occurrences, adjusted) of order n."""
    order = counts[n - 1]
    table: dict[Gram, tuple[int, int]] = {}
    for context, word, occurrences, adjusted in zip(
        order.contexts, order.words, order.occurrences, order.adjusted, strict=True
    ):
        before = () if n == 1 else list(as_table(counts, n - 1))[context]
        table[(*before, int(word))] = (int(occurrences), int(adjusted))
    return table


def test_counts_by_hand() -> None:
    counts = count_ngrams(TEXT, vocab_size=5, order=3)
    # <eos> stands before the first word too, and no trigram reaches over one: (b, <eos>, a) is not there.
    assert as_table(counts, 3) == {(EOS, A, B): (2, 2), (EOS, A, C): (1, 1), (A, B, EOS): (2, 2)}
    # (a, b) occurs twice, but only <eos> was seen before it. (<eos>, a) has nothing before it: its occurrences.
    assert as_table(counts, 2) == {(EOS, A): (3, 3), (A, B): (2, 1), (A, C): (1, 1), (B, EOS): (2, 1)}
    # <unk> never occurs; each other word follows one word only.
    assert as_table(counts, 1) == {(UNK,): (0, 0), (EOS,): (2, 1), (A,): (3, 1), (B,): (2, 1), (C,): (1, 1)}


def test_order_one_counts_occurrences() -> None:
    (order,) = count_ngrams(TEXT, vocab_size=5, order=1)
    assert order.adjusted.tolist() == [0, 2, 3, 2, 1]


def test_empty_lines_are_counted() -> None:
    counts = count_ngrams(np.array([EOS, EOS]), vocab_size=2, order=4)
    # <eos> <eos> twice; a longer n-gram would reach over an <eos>.
    assert [as_table(counts, n) for n in (2, 3, 4)] == [{(EOS, EOS): (2, 2)}, {}, {}]


def test_discounts_by_hand() -> None:
    # n1 = 4, n2 = 2, n3 = 1, n4 = 1: Y = 4 / (4 + 2·2) = 0.5
    # D1 = 1 - 2·0.5·2/4 = 0.5; D2 = 2 - 3·0.5·1/2 = 1.25; D3+ = 3 - 4·0.5·1/1 = 1
    assert discounts(np.array([1, 1, 1, 1, 2, 2, 3, 4, 9, 0])) == pytest.approx((0.5, 1.25, 1))


@pytest.mark.parametrize(
    "adjusted",
    [
        [],
        [1, 1, 2, 4],  # n3 = 0
        [2, 2, 3, 4],  # n1 = 0: every line of the text comes twice
        [1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 4],  # Y = 4/6, D2 = 2 - 3·(4/6)·5/1 = -8
    ],
)
def test_discounts_that_cannot_be_estimated(adjusted: list[int]) -> None:
    assert discounts(np.array(adjusted, int)) == (0.5, 1.0, 1.5)


def test_probabilities_by_hand() -> None:
    unigram, (bigrams, trigrams) = build(count_ngrams(TEXT, vocab_size=5, order=3))
    # All three orders take the discounts 0.5, 1, 1.5.
    # Order 1: (1 - 0.5) / 4 for each of four words; the other 0.5 is shared by all five: 0.1 each.
    assert unigram == pytest.approx([0.1, 0.225, 0.225, 0.225, 0.225])
    # Order 2, contexts <unk>, <eos>, a, b, c: <eos> → a (3 - 1.5)/3; a → b, c (1 - 0.5)/2; b → <eos> (1 - 0.5)/1
    assert bigrams.first.tolist() == [0, 0, 1, 3, 4, 4]
    assert bigrams.words.tolist() == [A, B, C, EOS]
    assert bigrams.prob == pytest.approx([0.5, 0.25, 0.25, 0.5])
    assert bigrams.backoff == pytest.approx([1, 0.5, 0.5, 0.5, 1])
    # Order 3, contexts (<eos>, a), (a, b), (a, c), (b, <eos>): b (2 - 1)/3, c (1 - 0.5)/3; <eos> (2 - 1)/2
    assert trigrams.first.tolist() == [0, 2, 3, 3, 3]
    assert trigrams.words.tolist() == [B, C, EOS]
    assert trigrams.prob == pytest.approx([1 / 3, 1 / 6, 1 / 2])
    assert trigrams.backoff == pytest.approx([1 / 2, 1 / 2, 1, 1])


def sizes(max_ngrams: int | None) -> list[int]:
    _, extensions = build(count_ngrams(TEXT, vocab_size=5, order=3), max_ngrams)
    return [len(order.words) for order in extensions]


def test_leaving_out_begins_with_rare_and_long() -> None:
    assert sizes(None) == sizes(7) == [4, 3]
    assert sizes(6) == [4, 2]  # (<eos>, a, c), seen once, goes first
    assert sizes(5) == [3, 2]  # then (a, c)
    assert sizes(4) == sizes(3) == [3, 0]  # then the trigrams seen twice
    assert sizes(1) == [1, 0]  # (<eos>, a) is seen three times
    assert sizes(0) == [0, 0]


def test_what_is_left_out_goes_to_the_order_below() -> None:
    _, (_, trigrams) = build(count_ngrams(TEXT, vocab_size=5, order=3), max_ngrams=6)
    # (<eos>, a) → b keeps its 1/3; the 1/6 of c joins the 1/2 for the order below.
    assert trigrams.words.tolist() == [B, EOS]
    assert trigrams.backoff == pytest.approx([2 / 3, 1 / 2, 1, 1])


def test_a_context_that_is_renumbered() -> None:
    _, (bigrams, trigrams) = build(count_ngrams(TEXT, vocab_size=5, order=3), max_ngrams=5)
    # Without (a, c) the contexts are (<eos>, a), (a, b), (b, <eos>).
    assert bigrams.words.tolist() == [A, B, EOS]
    assert trigrams.first.tolist() == [0, 1, 2, 2]


def test_half_precision_never_rounds_up() -> None:
    _, (order,) = build(count_ngrams(np.array([A, B] * 10_000), vocab_size=5, order=2), half=True)
    # b follows a every time: (10000 - 1.5) / 10000 = 0.99985. The nearest float16 is 1, the one below 1 - 2^-11,
    # and what that leaves goes to order 1.
    assert order.prob.dtype == np.float16
    assert order.prob[1] == order.prob[2] == 1 - 2**-11
    assert order.backoff[A] == pytest.approx(2**-11)
