import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.tokenizer import Kind, Tokenizer
from wordrnn.words.alignment import align

TEXT = (
    "\"I don't know,\" said he; \"really?\" (It's 3.14, e.g. a well-known 'fact' at 10:30 p.m.)\n\n"
    "  The boys' room... yes/no!\n said “he”"
)
TOKENIZER = Tokenizer.fit([TEXT * 2])


def contexts(tokenizer: Tokenizer, text: str) -> list[tuple[str, list[int]]]:
    aligned = align(tokenizer, text)
    return [(word.text, [*aligned.ids[: word.near], *word.context]) for word in aligned.words]


@pytest.mark.parametrize("kind", ["word", "pretokenized"])
@pytest.mark.parametrize("text", ["\n\x1c3", "a\n \x1f b\n\n\x1e\n", "a\n\x85b", "\u2028\n\x0cx"])
def test_separators_behind_a_line_end_are_read_as_in_the_whole_text(kind: Kind, text: str) -> None:
    tokenizer = Tokenizer.fit([TEXT], kind, 60)
    assert len(align(tokenizer, text).ids) == len(tokenizer.encode(text)) == len(tokenizer.spelled(text)[1])


def test_most_words_are_a_token_of_the_text() -> None:
    aligned = align(TOKENIZER, TEXT)
    assert np.array_equal(aligned.ids, TOKENIZER.encode(TEXT))
    apart = [word.text for word in aligned.words if len(word.context)]
    assert apart == ["14", "g", "30", "m"]  # 3.14, e.g., 10:30 and p.m. are one token each
    for word in aligned.words:
        if not len(word.context) and word.text not in ("3", "e", "10", "p"):
            assert TOKENIZER.vocabulary[aligned.ids[word.near]] == word.text


@pytest.mark.parametrize("kind", ["word", "pretokenized"])
@given(st.text(alphabet=st.sampled_from("aI1'’\"“.,:- \n\t("), max_size=30))
def test_contexts_are_those_of_the_text_before_the_word(kind: Kind, text: str) -> None:
    tokenizer = TOKENIZER if kind == "word" else SPLIT
    aligned = align(tokenizer, text)
    assert np.array_equal(aligned.ids, tokenizer.encode(text))
    done = 0
    for word in aligned.words:
        start = text.index(word.text, done)
        assert [*aligned.ids[: word.near], *word.context] == tokenizer.encode(text[:start]).tolist()
        assert word.near < len(aligned.ids)
        done = start + len(word.text)


SPLIT = Tokenizer.fit(["a 'I' 1.1 aa \n"], "pretokenized")
