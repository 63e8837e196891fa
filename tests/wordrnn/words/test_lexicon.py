import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.words.lexicon import Lexicon, best
from wordrnn.words.rare_words import RareWords

VOCABULARY = ["<unk>", "<eos>", "the", "quick", "The", ",", "quite", "THE", "Quick", "quiz"]


def lexicon() -> Lexicon:
    return Lexicon(VOCABULARY, lambda token: token[0].isalpha())


def test_variants_in_case_are_one_candidate() -> None:
    words = lexicon()
    assert words.keys == ["quick", "quite", "quiz", "the"]
    assert words.ids.tolist() == [3, 6, 9, 2]
    masses = words.merged(np.arange(10, dtype=np.float32))
    # the 2 + The 4 + THE 7; quick 3 + Quick 8; quite 6; quiz 9; the rest is no candidate
    assert masses.tolist() == [0, 0, 13, 11, 0, 0, 6, 0, 0, 9]
    assert words.surface(2, np.arange(10, dtype=np.float32)) == "THE"


def test_words_that_begin_with_letters() -> None:
    words = lexicon()
    assert words.span("qui") == (0, 3)
    assert words.span("quiz") == (2, 3)
    assert words.span("x") == (4, 4)
    assert words.span("") == (0, 4)
    assert words.find("quick") == 3
    assert words.find("qui") is None
    assert words.find("zzz") is None


def test_no_less_than_nothing_is_left_for_words_never_seen() -> None:
    # A third in float32 is more than a third: three of them leave -3e-8, of which no power is real.
    rare = RareWords({"ab": 2**40 - 1, "cd": 2**40 - 1, "ef": 2**40 - 1}, (0.5, 1.0, 1.5), 0)
    assert rare.shares().sum(dtype=np.float64) > 1
    assert Lexicon(VOCABULARY, lambda token: token[0].isalpha(), rare).unknown == 0


def test_the_share_of_unknown_words_hand_worked() -> None:
    # The rarer half, ids 5 to 9, holds the candidates quite (6) and quiz (9): n("") = 2, n(q) = n(qu) = n(qui) = 2,
    # n(quit) = 1. q(q) = (2 + 1/30) / 3, and so on.
    words = lexicon()
    step = (2 + 1 / 30) / 3
    assert words.unknown_share("") == 1
    assert words.unknown_share("qui") == pytest.approx(step**3)
    assert words.unknown_share("quit") == pytest.approx(step**3 * (1 + 1 / 30) / 3)
    assert words.unknown_share("x") == pytest.approx(1 / 30 / 3)


@given(st.lists(st.sampled_from([0.0, 0.1, 0.2, 0.3]), max_size=12), st.integers(1, 6))
def test_the_best_are_those_of_a_full_sort(masses: list[float], k: int) -> None:
    ids = np.array([(place * 7 + 3) % 13 for place in range(len(masses))])
    order = sorted(
        (place for place in range(len(masses)) if masses[place] > 0), key=lambda p: (-masses[p], ids[p])
    )
    assert best(ids, np.array(masses), k).tolist() == order[:k]


def with_rare_words() -> Lexicon:
    # Discounted by .5, 1, 1.5: quilt 4 - 1.5 = 2.5, Quiz 2 - 1 = 1, quail 1 - .5 = .5; 4 in all beside 6 never seen.
    rare = RareWords({"quilt": 4, "Quiz": 2, "quail": 1}, (0.5, 1.0, 1.5), 6)
    return Lexicon(VOCABULARY, lambda token: token[0].isalpha(), rare)


def test_rare_words_share_the_mass_of_the_unknown() -> None:
    words = with_rare_words()
    assert words.keys == ["quail", "quick", "quilt", "quite", "quiz", "the"]
    assert words.ids.tolist() == [12, 3, 10, 6, 9, 2]
    probabilities = np.full(10, 0.1, np.float32)
    masses = words.merged(probabilities)
    assert masses[[10, 12]] == pytest.approx([0.025, 0.005])
    assert masses[9] == pytest.approx(0.1 + 0.01)  # quiz and Quiz
    assert words.unknown == pytest.approx(0.6)
    # All of <unk>'s mass is in rare words or left; all the rest of the words' is there.
    assert masses.sum() + 0.1 * words.unknown == pytest.approx(0.7 + 0.1)
    assert words.masses(probabilities, 9) == pytest.approx([0.1, 0.01])
    assert words.surface(9, probabilities) == "quiz"


def test_letters_typed_in_the_other_case_leave_a_word_little() -> None:
    words = with_rare_words()
    probabilities = np.full(10, 0.1, np.float32)
    small, large = (words.merged(probabilities, case) for case in ("lower", "upper"))
    assert small[[9, 12]] == pytest.approx([0.1 + 0.01 * 0.1, 0.005])
    assert small[2] == pytest.approx(0.1 + 2 * 0.1 * 0.1)  # the, The, THE
    assert large[2] == pytest.approx(0.1 * 0.03 + 2 * 0.1)
    assert large[9] == pytest.approx(0.1 * 0.03 + 0.01)
    assert words.surface(9, probabilities, "upper") == "Quiz"
    assert words.surface(9, probabilities, "lower") == "quiz"


def test_words_never_seen_are_spelled_like_rare_ones() -> None:
    # Of the three rare candidates quilt and quail have no variant in the vocabulary.
    words = with_rare_words()
    assert words.unknown_share("q") == pytest.approx((2 + 1 / 30) / 3)
    assert words.unknown_share("t") == pytest.approx(1 / 30 / 3)
