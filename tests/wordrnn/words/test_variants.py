import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.tokenizer import Tokenizer
from wordrnn.words.rare_words import RareWords
from wordrnn.words.variants import Variants

VOCABULARY = ["so", "don't", "May", "may", "Monday", "good", "its", "it's", "3.14", "it", "soo"]


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("GREAT", None), ("SO", "so"), ("monday", "Monday"), ("MAY", "May"), ("dont", "don't"), ("DON'T", "don't"),
        ("IT'S", "it's"), ("ITS", "its"), ("so's", None), ("sooooo", "soo"), ("GOOOOOD", "good"), ("itttt", "it"),
        ("3", None), ("3.1444", None), ("", None), ("'", None),
    ],
)  # fmt: skip
def test_known_forms(word: str, known: str | None) -> None:
    found = Variants(VOCABULARY).find(word)
    assert (None if found is None else VOCABULARY[found]) == known


TOKENIZER = Tokenizer.fit(["so good . I don't know . so good . I don't know .\n"], "word")


def test_text_is_read_as_its_known_forms() -> None:
    ids = TOKENIZER.encode("SO GOOOD! i DONT know Xavier .\n")
    assert [TOKENIZER.vocabulary[index] for index in ids] == [
        "so", "good", "<unk>", "I", "don't", "know", "<unk>", ".", "<eos>",
    ]  # fmt: skip
    assert TOKENIZER.knows("KNOW") and not TOKENIZER.knows("Xavier")


def test_what_is_there_already_stays() -> None:
    both = Tokenizer.fit(["may May may May US us US us\n"], "word")
    assert [both.vocabulary[index] for index in both.encode("may May MAY us US")][:2] == ["may", "May"]
    assert [both.vocabulary[index] for index in both.encode("us US")] == ["us", "US"]


def test_split_text_and_pieces_know_no_other_forms() -> None:
    split = Tokenizer.fit(["so good\n"], "pretokenized")
    assert split.encode("SO good").tolist()[0] == 0
    assert not split.knows("SO")


@given(st.text(alphabet=st.sampled_from("sogdiknwtSODIN'’ .\n<u>X"), max_size=60))
def test_both_ways_to_encode_agree(text: str) -> None:
    assert np.array_equal(TOKENIZER.encoder()(text), TOKENIZER.encode(text))


def test_a_known_word_in_capitals_is_not_rare() -> None:
    rare = RareWords.of(["SO GOOOD zebra\n"], TOKENIZER)
    assert rare is not None and rare.words == ["zebra"]
