from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.text.chunks import ChunkEncoder, WordCounter, whole, with_marks
from wordrnn.tokenizer import UNK_ID, Kind, Tokenizer, word_counter, word_counts

FIT = "a a ab ab . . « « ” ” “ “ ‘ ‘ ’ ’ a's a's é é 3.3 3.3 don't don't U.S. U.S. < < > > unk unk\n" * 2
SPECIAL = "ab'’‘ʼ\"«»„“”., 3.١٢\n\té\u0308ß-—…中文русский\u180e\xa0\x1c\x85\u2028\u200b<unk>\0\x01()["
# Every script and mark there is; the characters that mean something here; and words made of them.
TEXTS = (
    st.text()
    | st.text(st.sampled_from(SPECIAL))
    | st.lists(
        st.sampled_from(
            ["<unk>", "\x01<unk>", "don't", "‘a’", '"x"', "«y»", "„z“", " ", "\n", " \n ", "'", "U.S.", "3.14", "..",
             "é", "e.g.,"]
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
    monkeypatch.setattr("wordrnn.text.chunks._MOST_CHUNKS", 1)
    seen: list[str] = []

    def lengths(chunks: Sequence[str]) -> list[list[int]]:
        seen.extend(chunks)
        return [[len(chunk)] * 2 for chunk in chunks]

    encode = ChunkEncoder(lengths, 1)
    assert ids_by(encode, "aa\nbbb") == [2, 2, 1, 3, 3]
    assert ids_by(encode, "bbb aa") == [3, 3, 2, 2]
    assert seen == ["aa", "bbb", "bbb", "aa"]
    assert ids_by(encode, "") == []


def test_line_ends_are_one_where_blank_lines_do_not_count() -> None:
    def ids(text: str, blank_lines: bool) -> list[int]:
        return ids_by(ChunkEncoder(lambda chunks: [[7] for _ in chunks], 1, blank_lines), text)

    assert ids("a\n \n\nb \n", blank_lines=False) == [7, 1, 7, 1]
    assert ids("a\n \n\nb \n", blank_lines=True) == [7, 1, 1, 1, 7, 1]


def test_what_is_not_split_chunk_by_chunk() -> None:
    assert with_marks("a\x1cb") is with_marks("said 'so'") is None
    assert with_marks("a “b”") == "a “b”"


def test_a_chunk_without_end_is_left_to_the_pattern() -> None:
    long = "ab" * 300_000
    tokenizer = Tokenizer.fit([FIT])
    a, b, *unknown, last = tokenizer.encoder()(f"a b {long} a").tolist()
    assert [a, b, last] == tokenizer.encode("a b a").tolist()
    assert set(unknown) == {UNK_ID}  # cut somewhere, not to be one word for ever
    counts = word_counts([f"a b {long} a"], "word")
    assert counts["a"] == 2
    assert sum(len(word) * count for word, count in counts.items()) == len(long) + 3


def test_words_are_counted_in_bounded_memory() -> None:
    # Room for four words: when a fifth comes, the frequent ones stay.
    counter = WordCounter(whole, most_words=4)
    for _ in range(3):
        assert counter.add("a b\n")
    assert counter.add("c d e")
    assert counter.take() == {"a": 3, "b": 3}
    assert counter.take() == {}


def test_counts_go_on_where_the_numbers_of_words_begin_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wordrnn.text.chunks._MOST_NUMBERED", 3)
    split: list[str] = []

    def noted(chunks: Sequence[str]) -> list[list[str]]:
        split.extend(chunks)
        return whole(chunks)

    counter = WordCounter(noted)
    for text in ("a b", "b c d", "a d\n", "a"):
        assert counter.add(text)
    assert counter.take() == {"a": 3, "b": 2, "c": 1, "d": 2}
    assert split == ["a", "b", "c", "d", "a", "d"]


@pytest.mark.parametrize("bound", ["_MOST_CHUNKS", "_MOST_IDS"])
def test_few_chunks_of_many_words_fill_a_table_too(bound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"wordrnn.text.chunks.{bound}", 2)
    asked: list[int] = []

    def ids_of(chunks: Sequence[str]) -> list[list[int]]:
        asked.append(len(chunks))
        return [[9] * 2 for _ in chunks]

    encode = ChunkEncoder(ids_of, 1)
    for _ in range(2):
        assert ids_by(encode, "a b c") == [9] * 6
    assert asked == [3, 3]


def test_what_could_not_be_learned_is_learned_the_next_time() -> None:
    fails = True

    def lengths(chunks: Sequence[str]) -> list[list[int]]:
        if fails:
            raise MemoryError
        return [[len(chunk)] for chunk in chunks]

    encode = ChunkEncoder(lengths, 1)
    with pytest.raises(MemoryError):
        encode("a bb ccc")
    fails = False
    assert ids_by(encode, "dddd ccc bb a") == [4, 3, 2, 1]


def test_counts_of_a_call_that_failed_are_in_no_other() -> None:
    count = word_counter("word")

    def broken() -> Iterator[str]:
        yield "a a\n"
        raise OSError

    with pytest.raises(OSError):
        count(broken())
    assert count(["b\n"]) == {"b": 1}


def ids_by(encode: ChunkEncoder, text: str) -> list[int]:
    ids = encode(text)
    assert ids is not None
    return ids.tolist()
