"""What is offered for text as people type it: one small model, many ways to begin a word."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.ngram.model import NGramModel
from wordrnn.predictor import Predictor
from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords
from wordrnn.words.spelling import at_sentence_start, fold, is_word_character

CORPUS = """\
The question is whether we meet on Monday or on Tuesday.
The quick answer is that I don't know, and I'm not sure that they do.
"Hello," said Anna. "How are you?"
"Hello there," said Tom. "It's a well-known question."
We'll meet Anna in Paris on Monday at 10:30, on the 3rd of March.
That is the question that Tom asked: is the house well known?
I think that the house in Paris isn't the question. It's 20 years old.
She said that she'll be there on Tuesday, and that it's well-known.
We meet at 10:30 (or so). They're not sure; we don't know them.
That was the 3rd time that we saw the quick brown fox in March.
"""
RARE = "Xenia saw a quokka in Timbuktu. The yachtsman's quokka.\n"


@cache
def typist() -> Predictor:
    tokenizer = Tokenizer.fit([CORPUS * 2])
    ids = tokenizer.encode(CORPUS * 2)
    ngram = NGramModel.fit(ids, tokenizer.vocab_size)
    return Predictor(tokenizer, {"ngram": ngram}, {"ngram": 1.0}, rare=RareWords.of([RARE], tokenizer))


@pytest.mark.parametrize(
    ("typed", "word", "completion"),
    [
        # a sentence begins with a capital, whatever stood before it
        ("", "That", "That"),
        ("We know. ", "It's", "It's"),
        ("We know! ", "That", "That"),
        ("We know.\n", "That", "That"),
        ("We know. Th", "They're", "ey're"),
        # names, days and I, however they are typed
        ("We meet on ", "Monday", "Monday"),
        ("We meet on mon", "Monday", ""),
        ("We meet in Pa", "Paris", "ris"),
        ("We meet in par", "Paris", ""),
        ("and i'", "I'm", ""),
        # capitals for who types capitals
        ("that TH", "THE", "E"),
        ("the TH", "THAT", "AT"),
        ("the QUE", "QUESTION", "STION"),
        ("is Que", "Question", "stion"),
        # apostrophes, straight and curly
        ("and I don", "don't", "'t"),
        ("and I don'", "don't", "t"),
        ("and I don’", "don’t", "t"),
        ("that she'", "she'll", "ll"),
        ("and the yacht", "yachtsman's", "sman's"),
        # the second half of a compound is a word
        ("a well-", "known", "known"),
        ("a well-kn", "known", "own"),
        # numbers where they are probable, and their endings
        ("on the ", "3rd", "3rd"),
        ("on the 3", "3rd", "rd"),
        # quotes and brackets before a word
        ('"He', "Hello", "llo"),
        ("“He", "Hello", "llo"),
        ('Anna said "he', "Hello", ""),
        ("We meet (o", "or", "r"),
        # words that the vocabulary has no room for
        ("we saw a quo", "quokka", "kka"),
        ("we saw Xe", "Xenia", "nia"),
        ("in Tim", "Timbuktu", "buktu"),
        ("in TIMB", "TIMBUKTU", "UKTU"),
    ],
)
def test_what_is_offered_first(typed: str, word: str, completion: str) -> None:
    first = typist().suggest(typed, k=3)[0]
    assert first.word == word
    if word.startswith(typed[typist().prefix_start(typed) :]):
        assert first.completion == completion


@pytest.mark.parametrize(
    "typed", ["the house ", "We meet ", "said Anna. ", "I think that ", "is that I don't know, and "]
)
def test_no_number_is_offered_where_none_is_probable(typed: str) -> None:
    assert not [one.word for one in typist().suggest(typed, k=3) if one.word[0].isdigit()]


def test_a_capital_inside_a_sentence_asks_for_a_name() -> None:
    # "that" and "the" come far more often than "Tom", but not with a capital there.
    assert typist().suggest("so they t", k=1)[0].word == "that"
    assert typist().suggest("so they T", k=1)[0].word == "Tom"


def test_the_one_who_writes_is_offered_in_a_capital() -> None:
    assert "I" in [one.word for one in typist().suggest("and i", k=8)]
    assert "i" not in [one.word for text in ("and ", "and i", "AND ") for one in typist().suggest(text, k=50)]


TEXT = st.lists(
    st.sampled_from(
        ["the ", "We ", "don’t ", "Par", "qu", "TH", "3", "10:", "“", ' "', ". ", "\n", "-", "Xe", "x"]
    ),
    max_size=8,
).map("".join)


@given(TEXT, st.integers(1, 8))
def test_every_suggestion_is_one_word_that_goes_on_with_the_letters(text: str, k: int) -> None:
    prefix = text[typist().prefix_start(text) :]
    found = typist().suggest(text, k)
    for one in found:
        assert not any(map(str.isspace, one.word))
        assert is_word_character(one.word[0]) and is_word_character(one.word[-1])
        assert fold(one.word).startswith(fold(prefix))
        assert one.word != prefix
        if at_sentence_start(text) and not prefix:
            assert not one.word[0].islower()
    assert len({fold(one.word) for one in found}) == len(found)
    assert sum(one.probability for one in found) <= 1 + 1e-6
    probabilities = [one.probability for one in found]
    assert probabilities == sorted(probabilities, reverse=True)
