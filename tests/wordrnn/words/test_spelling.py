import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.words.spelling import (
    MAY_BE_MARK,
    case_asked,
    fold,
    prefix_start,
    present,
    split_prefix_start,
    split_word_spans,
    word_spans,
    words_of,
)

TYPED = st.text(alphabet=st.sampled_from("aB9ßéΣİ'’‘ .,-_\n\u0301"), max_size=30)
PLAIN = st.text(alphabet=st.sampled_from("aB9ßéΣ'’‘ .,-_\nяあ字한"), max_size=30)


@pytest.mark.parametrize(
    ("text", "prefix"),
    [
        ("Thanks for the qu", "qu"),
        ("Thanks for the ", ""),
        ("", ""),
        ("I don'", "don'"),
        ("I don’t", "don’t"),
        ("'tis", "tis"),
        ("the 'qu", "qu"),
        ("rock ''n", "n"),
        ("3.1", "1"),
        ("well-kn", "kn"),
        ("Hello,", ""),
        ("cafe\u0301", "cafe\u0301"),
        ("snake_ca", "ca"),
        ("'", ""),
    ],
)
def test_the_letters_typed(text: str, prefix: str) -> None:
    assert text[prefix_start(text) :] == prefix


def test_text_without_spaces_is_not_searched_from_its_beginning() -> None:
    assert prefix_start("字" * 5000) == split_prefix_start("字" * 5000) == 4900


def test_split_text_breaks_at_white_space_only() -> None:
    assert split_prefix_start("a mr. n'") == 6
    assert split_prefix_start("a ") == 2
    text = "the u.s. <unk> 's , @-@ N"
    assert [text[a:b] for a, b in split_word_spans(text)] == ["the", "u.s.", "<unk>", "'s", "N"]


def test_words_are_letters_digits_marks_and_inner_apostrophes() -> None:
    text = "Don't say 'no' -- it’s 3.14 cafe\u0301s, rock''n_roll"
    words = ["Don't", "say", "no", "it’s", "3", "14", "cafe\u0301s", "rock", "n", "roll"]
    assert [text[a:b] for a, b in word_spans(text)] == words


@given(TYPED)
def test_a_word_of_the_text_is_what_is_typed_of_it(text: str) -> None:
    for start, end in word_spans(text):
        for here in range(start, end + 1):
            assert prefix_start(text[:here]) == start


@given(TYPED, TYPED)
def test_the_fold_of_a_word_begins_with_the_fold_of_its_letters(one: str, other: str) -> None:
    assert fold(one + other) == fold(one) + fold(other)


@pytest.mark.parametrize(
    ("word", "prefix", "sentence_start", "expected"),
    [
        ("Monday", "mon", False, "Monday"),
        ("question", "qu", False, "question"),
        ("question", "Qu", False, "Question"),
        ("question", "Q", False, "Question"),
        ("question", "QU", False, "QUESTION"),
        ("iPhone", "ip", True, "iPhone"),
        ("question", "", True, "Question"),
        ("question", "", False, "question"),
        ("don't", "don’", False, "don’t"),
        ("don't", "do", False, "don't"),
        ("I'll", "I'", False, "I'll"),
        ("2nd", "2", False, "2nd"),
    ],
)
def test_case_and_apostrophes_follow_what_is_typed(
    word: str, prefix: str, sentence_start: bool, expected: str
) -> None:
    assert present(word, prefix, sentence_start) == expected


@pytest.mark.parametrize(
    ("prefix", "sentence_start", "asked"),
    [
        ("", False, None),
        ("p", False, "lower"),
        ("P", False, "upper"),
        ("P", True, None),
        ("p", True, None),
        ("PA", False, None),
        ("Pa", False, "upper"),
        ("I'", False, "upper"),
        ("3rd", False, None),
        ("字", False, None),
        ("élan", False, "lower"),
    ],
)
def test_what_the_first_letter_typed_says_about_the_case(
    prefix: str, sentence_start: bool, asked: str | None
) -> None:
    assert case_asked(prefix, sentence_start) == asked


@given(st.one_of(TYPED, PLAIN))
def test_words_of_a_text_are_those_of_its_spans(text: str) -> None:
    assert words_of(text) == [text[start:end] for start, end in word_spans(text)]


@given(st.one_of(TYPED, PLAIN))
def test_no_word_reaches_across_white_space(text: str) -> None:
    assert words_of(text) == [word for chunk in text.split() for word in words_of(chunk)]


def test_every_combining_mark_is_met_as_one() -> None:
    marks = [chr(code) for code in range(0x110000) if unicodedata.category(chr(code)).startswith("M")]
    assert all(map(MAY_BE_MARK.match, marks))
