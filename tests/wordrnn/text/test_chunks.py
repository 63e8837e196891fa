from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.text.chunks import LINE_END, ChunkEncoder, WordCounter, chunks_of, whole
from wordrnn.tokenizer import Kind, Tokenizer, word_counts

FIT = "a a ab ab . . « « ” ” “ “ ‘ ‘ ’ ’ a's a's é é 3.3 3.3 don't don't U.S. U.S. < < > > unk unk\n" * 2
SPECIAL = "ab'’‘ʼ\"«»„“”., 3.١٢\n\té\u0308ß-—…中文русский\u180e\xa0\x1c\x85\u2028\u200b<unk>\0\x01()["
# Every script and mark there is; the characters that mean something here; and words made of them.
TEXTS = (
    st.text()
    | st.text(st.sampled_from(SPECIAL))
    | st.lists(
        st.sampled_from(
            ["<unk>", "don't", "‘a’", '"x"', "«y»", "„z“", " ", "\n", " \n ", "'", "U.S.", "3.14", "..", "é", "e.g.,"]
        ),
        max_size=25,
    ).map("".join)
)  # fmt: skip


@pytest.mark.parametrize("kind", ["word", "pretokenized"])
@given(text=TEXTS)
@settings(max_examples=150)
def test_chunks_are_encoded_as_the_pattern_would(kind: Kind, text: str) -> None:
    tokenizer = Tokenizer.fit([FIT], kind)
    encode = tokenizer.encoder()
    # A short text goes to `tokenizers` itself.
    assert encode(text).tolist() == tokenizer.encode(text).tolist()
    assert encode(text).tolist() == tokenizer.encode(text).tolist()  # now from the table


@given(
    texts=st.lists(TEXTS.filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)), max_size=3)
)
@settings(max_examples=150)
def test_words_are_counted_as_the_pattern_would(texts: list[str]) -> None:
    tokenizer = Tokenizer.fit([FIT])
    expected: Counter[str] = Counter()
    for text in texts:
        normal, spans = tokenizer.spelled(text)
        expected.update(normal[start:end] for start, end in spans if normal[start:end] != "\n")
    assert word_counts(texts, "word") == expected


def test_a_table_that_is_begun_anew_gives_the_same_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wordrnn.text.chunks._MOST_CHARS", 3)
    seen: list[str] = []

    def lengths(chunks: list[str]) -> list[list[int]]:
        seen.extend(chunks)
        return [[len(chunk)] * 2 for chunk in chunks]

    encode = ChunkEncoder(lengths, 1)  # type: ignore[arg-type]
    assert encode(["aa", LINE_END, "bbb"]).tolist() == [2, 2, 1, 3, 3]
    assert encode(["bbb", "aa"]).tolist() == [3, 3, 2, 2]
    assert seen == ["aa", "bbb", "bbb", "aa"]
    assert encode([]).tolist() == []


def test_line_ends_are_one_where_blank_lines_do_not_count() -> None:
    assert chunks_of("a\n \n\nb \n") == ["a", LINE_END, "b", LINE_END]
    assert chunks_of("a\n\nb", blank_lines=True) == ["a", LINE_END, LINE_END, "b"]
    assert chunks_of("a\x1cb") is None


def test_words_are_counted_in_bounded_memory() -> None:
    # Room for four words: when a fifth comes, the frequent ones stay.
    counter = WordCounter(whole, most_words=4, most_chars=1)
    for _ in range(3):
        counter.add(["a", "b", LINE_END])
    counter.add(["c", "d", "e"])
    assert counter.counts() == {"a": 3, "b": 3}
