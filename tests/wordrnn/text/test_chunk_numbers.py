import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.text.chunk_numbers import LINE_END, ChunkNumbers

TEXTS = st.lists(st.text(st.sampled_from("ab\0é字\u0301\n\t \xa0\u2003\u3000")), max_size=4)


@given(TEXTS)
def test_chunks_are_numbered_as_they_are_met(texts: list[str]) -> None:
    numbers_of, known = ChunkNumbers(), dict[str, int]()
    for text in texts:
        found = numbers_of(text)
        assert found is not None
        numbers, new = found
        expected = []
        for number, line in enumerate(text.split("\n")):
            expected += [LINE_END] * bool(number) + [
                known.setdefault(chunk, len(known) + 1) for chunk in line.split()
            ]
        assert numbers.tolist() == expected
        assert new == list(known)[len(known) - len(new) :]
        assert numbers_of.known == len(known)


def test_a_hundred_thousand_chunks_in_a_table_that_grows() -> None:
    rng = np.random.default_rng(1)
    chunks = [f"w{number}" for number in rng.integers(0, 100_000, 300_000)]
    numbers_of = ChunkNumbers()
    found = numbers_of(" ".join(chunks))
    assert found is not None
    numbers, new = found
    assert new == list(dict.fromkeys(chunks))
    assert [new[number - 1] for number in numbers.tolist()] == chunks
    again = numbers_of("\n".join(new))
    assert again is not None
    assert again[0][::2].tolist() == list(range(1, len(new) + 1))
    assert not again[1]


@pytest.mark.parametrize("between", ["\n", " ", "\t", "\f"])
def test_blocks_are_cut_between_chunks(between: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wordrnn.text.chunk_numbers._BLOCK", 5)
    monkeypatch.setattr("wordrnn.text.chunk_numbers._SEARCHED", 8)
    chunks = ["one", "three", "éé", "seven", "three", "one", "a"] * 3
    found = ChunkNumbers()(between.join(chunks))
    assert found is not None
    assert found[0][found[0] != LINE_END].tolist() == [1, 2, 3, 4, 2, 1, 5] * 3
    assert found[1] == ["one", "three", "éé", "seven", "a"]


def test_a_text_that_cannot_be_cut_is_refused_and_nothing_numbered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wordrnn.text.chunk_numbers._BLOCK", 5)
    monkeypatch.setattr("wordrnn.text.chunk_numbers._SEARCHED", 8)
    numbers_of = ChunkNumbers()
    assert numbers_of("one two three four " + "x" * 30 + " five") is None
    assert numbers_of.known == 0


def test_many_chunks_in_one_place_of_the_table_keep_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "wordrnn.text.chunk_numbers._VALUES", np.arange(256, dtype=np.uint64)
    )  # with these powers, sums
    monkeypatch.setattr(
        "wordrnn.text.chunk_numbers._powers", lambda length: (np.ones(length, np.uint64),) * 2
    )
    found = ChunkNumbers()("ab ac ba ad ac ad")
    assert found is not None
    assert found[0].tolist() == [1, 2, 1, 3, 2, 3]
