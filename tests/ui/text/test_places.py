"""The way from word to word, without Qt."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from ui.text.places import Block, Place, first, is_there, last, next_from


@dataclass(frozen=True)
class Span:
    start: int
    end: int


@dataclass(frozen=True)
class Paragraph:
    text: str
    units: tuple[Span, ...]


def blocks_of(counts: list[int]) -> list[Block]:
    return [
        Paragraph("ab " * count, tuple(Span(3 * at, 3 * at + 2) for at in range(count))) for count in counts
    ]


def test_blocks_without_words_are_passed_over() -> None:
    blocks = blocks_of([0, 2, 0, 0, 1])
    assert first(blocks) == Place(1, 0)
    assert last(blocks) == Place(4, 0)
    assert next_from(blocks, Place(1, 1), 1) == Place(4, 0)
    assert next_from(blocks, Place(4, 0), -1) == Place(1, 1)
    assert next_from(blocks, Place(4, 0), 1) is None
    assert next_from(blocks, Place(1, 0), -1) is None
    assert is_there(blocks, Place(1, 1))
    assert not is_there(blocks, Place(1, 2))
    assert not is_there(blocks, Place(5, 0))


@given(st.lists(st.integers(0, 3), max_size=6))
def test_every_place_is_reached_once_in_order_and_back(counts: list[int]) -> None:
    blocks = blocks_of(counts)
    every = [Place(block, unit) for block, count in enumerate(counts) for unit in range(count)]
    for begin, step, expected in ((first(blocks), 1, every), (last(blocks), -1, every[::-1])):
        seen, place = [], begin
        while place is not None:
            seen.append(place)
            place = next_from(blocks, place, step)
        assert seen == expected
