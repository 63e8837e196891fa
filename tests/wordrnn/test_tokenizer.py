import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.errors import ModelError
from wordrnn.tokenizer import EOS, EOS_ID, KINDS, UNK, UNK_ID, Kind, Tokenizer, attaches_left, join_words

TYPED = (
    "\"I don't know,\" said he; \"really?\" (It's 3.14, e.g. a well-known 'fact' at 10:30 p.m.)\n"
    "The boys' room... yes/no!\n"
)


def words_of(tokenizer: Tokenizer, text: str) -> list[str]:
    return [tokenizer.vocabulary[index] for index in tokenizer.encode(text)]


def test_words_keep_apostrophes_numbers_and_abbreviations() -> None:
    tokenizer = Tokenizer.fit([TYPED * 2])
    assert words_of(tokenizer, "It's 3.14, e.g. don’t") == ["It's", "3.14", ",", "e.g.", "don't"]


def test_the_rarest_words_are_unknown_and_the_most_frequent_come_first() -> None:
    tokenizer = Tokenizer.fit(["b b b a a once\n"])
    assert tokenizer.vocabulary == [UNK, EOS, "b", "a"]
    assert tokenizer.encode("a once b\n").tolist() == [3, UNK_ID, 2, EOS_ID]


def test_a_vocabulary_of_n_holds_n_tokens() -> None:
    text = " ".join(f"w{number}" for number in range(50)) + "\n"
    assert Tokenizer.fit([text * 2], vocabulary_size=20).vocab_size == 20


def test_typed_text_comes_back_as_typed() -> None:
    for kind in ("word", "bpe"):
        tokenizer = Tokenizer.fit([TYPED * 2], kind)
        assert tokenizer.decode(tokenizer.encode(TYPED)) == TYPED


def test_curly_and_straight_quotes_are_the_same_tokens() -> None:
    tokenizer = Tokenizer.fit([TYPED * 2])
    curly = "“I don’t know,” said he"
    straight = '"I don\'t know," said he'
    assert words_of(tokenizer, curly) == words_of(tokenizer, straight) == [
        "“", "I", "don't", "know", ",", "”", "said", "he",
    ]  # fmt: skip


def test_blank_lines_are_one_end_in_prose_and_count_in_pretokenized_text() -> None:
    assert words_of(Tokenizer.fit(["a b\n" * 3]), "a\n\n\nb\n") == ["a", EOS, "b", EOS]
    pretokenized = Tokenizer.fit(["a <unk> b\n"], "pretokenized")
    assert words_of(pretokenized, "a <unk>\n\nb N\n") == ["a", UNK, EOS, EOS, "b", UNK, EOS]


def test_pretokenized_text_is_split_at_white_space_only() -> None:
    tokenizer = Tokenizer.fit(["the u.s. 's n't -lrb- N @-@\n"], "pretokenized")
    assert words_of(tokenizer, "u.s. 's n't @-@ N\n") == ["u.s.", "'s", "n't", "@-@", "N", EOS]


def test_pretokenized_text_comes_back_a_line_a_line() -> None:
    text = "the u.s.\n\na N\n"
    tokenizer = Tokenizer.fit([text], "pretokenized")
    assert tokenizer.decode(tokenizer.encode(text)) == text
    assert tokenizer.decode([EOS_ID]) == "\n"


def test_pieces_say_where_words_begin() -> None:
    tokenizer = Tokenizer.fit(["low lower lowest\nlow newer\n" * 5], "bpe", 60)
    pieces = words_of(tokenizer, "lower\nlow")
    assert "".join(pieces) == f"▁lower{EOS}▁low"
    assert pieces[-1] == "▁low"


def test_joining_attaches_punctuation_as_typed() -> None:
    tokens = f"“ Yes , ” she said ( twice ) . {EOS} A well - known cost : $ 5".split()
    assert join_words(tokens) == '"Yes," she said (twice).\nA well-known cost: $5'
    assert attaches_left(",") and attaches_left(EOS) and not attaches_left("(") and not attaches_left("word")


@pytest.mark.parametrize("kind", KINDS)
def test_a_saved_tokenizer_is_the_same_tokenizer(kind: Kind) -> None:
    tokenizer = Tokenizer.fit([TYPED * 2], kind, 200)
    again = Tokenizer.from_json(tokenizer.to_json())
    assert (again.kind, again.vocabulary, again.sha256) == (kind, tokenizer.vocabulary, tokenizer.sha256)
    assert np.array_equal(again.encode(TYPED), tokenizer.encode(TYPED))


def test_kinds_with_the_same_words_have_different_hashes() -> None:
    hashes = {Tokenizer.fit(["a a b b\n"], kind, 40).sha256 for kind in KINDS}
    assert len(hashes) == len(KINDS)


@pytest.mark.parametrize("content", ["", "{}", "[1, 2]", '{"model": {"type": "WordLevel"}}', "\x00"])
def test_a_file_that_is_no_tokenizer_is_refused(content: str) -> None:
    with pytest.raises(ModelError) as caught:
        Tokenizer.from_json(content)
    assert caught.value.code == "damaged-tokenizer"


def test_a_foreign_tokenizer_is_refused() -> None:
    foreign = Tokenizer.fit(["a a\n"]).to_json().replace("WordLevel", "WordPiece")
    with pytest.raises(ModelError):
        Tokenizer.from_json(foreign)


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text())
def test_any_text_can_be_encoded_and_what_was_decoded_reads_the_same(kind: Kind, text: str) -> None:
    tokenizer = Tokenizer.fit([TYPED * 2], kind, 200)
    ids = tokenizer.encode(text)
    assert ids.dtype == np.int32
    assert ids.size == 0 or (ids.min() >= 0 and ids.max() < tokenizer.vocab_size)
    tokenizer.decode(ids.tolist())


@given(words=st.lists(st.sampled_from(["I", "don't", "know", ",", "said", "(", ")", "?", "-"]), max_size=12))
def test_decoding_and_encoding_again_gives_the_same_tokens(words: list[str]) -> None:
    tokenizer = Tokenizer.fit([TYPED * 2])
    ids = [tokenizer.vocabulary.index(word) for word in words]
    text = tokenizer.decode(ids)
    if "--" not in text:  # two hyphens side by side are a dash
        assert tokenizer.encode(text).tolist() == ids


def test_half_a_character_is_no_fault() -> None:
    tokenizer = Tokenizer.fit([TYPED * 2])
    assert words_of(tokenizer, "know \udce9 don't")[::2] == ["know", "don't"]


def test_long_text_is_encoded_as_if_in_one_piece() -> None:
    text = TYPED * 2000
    tokenizer = Tokenizer.fit([TYPED * 2])
    assert len(text) > 1 << 17
    assert np.array_equal(tokenizer.encode(text), np.tile(tokenizer.encode(TYPED), 2000))


def test_a_long_line_without_spaces_is_still_encoded() -> None:
    tokenizer = Tokenizer.fit([TYPED * 2])
    assert tokenizer.encode("x" * 200_000).size >= 1


@pytest.mark.parametrize("kind", ["word", "pretokenized"])
@given(text=st.text(alphabet=st.sampled_from("ab'’\"., 3.\n\té"), max_size=40))
@settings(max_examples=100)
def test_spelled_gives_the_tokens_before_the_vocabulary_is_asked(kind: Kind, text: str) -> None:
    tokenizer = Tokenizer.fit(["a a ab ab . .\n"], kind)
    normal, spans = tokenizer.spelled(text)
    words = ["<eos>" if normal[start:end] == "\n" else normal[start:end] for start, end in spans]
    expected = [tokenizer.vocabulary[index] for index in tokenizer.encode(text)]
    assert len(words) == len(expected)
    for word, token in zip(words, expected, strict=True):
        assert token == word or word not in tokenizer.vocabulary


def test_pieces_have_to_occur_often_enough() -> None:
    text = "low lower lowest\n" * 9 + "new\n" * 8
    pieces = Tokenizer.fit([text], "bpe", 100, piece_count=9).vocabulary
    assert "▁low" in pieces and "▁new" not in pieces and "▁ne" not in pieces
    assert "▁new" in Tokenizer.fit([text], "bpe", 100, piece_count=8).vocabulary
