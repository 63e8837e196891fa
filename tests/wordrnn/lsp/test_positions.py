"""Lines and code units ↔ places in a string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wordrnn.lsp.positions import Encoding, offset_of, units

TEXT = "ab\r\ne\u0301😀x\rlast\n"


@pytest.mark.parametrize(
    ("line", "character", "expected"),
    [
        (0, 0, "ab"),
        (0, 1, "b"),
        (0, 2, ""),
        (0, 99, ""),  # behind the line: its end
        (1, 0, "e\u0301😀x"),
        (1, 1, "\u0301😀x"),
        (1, 2, "😀x"),
        (1, 3, "😀x"),  # within the pair: before it
        (1, 4, "x"),
        (1, 5, ""),
        (2, 2, "st"),
        (3, 0, ""),
        (9, 3, ""),  # behind the text: its end
    ],
)
def test_places_in_utf_16(line: int, character: int, expected: str) -> None:
    rest = TEXT[offset_of(TEXT, line, character, "utf-16") :]
    assert rest.replace("\r", "\n").split("\n")[0] == expected


def test_units_by_hand() -> None:
    assert [units("é😀", "utf-8"), units("é😀", "utf-16"), units("é😀", "utf-32")] == [6, 3, 2]
    assert offset_of("é😀x", 0, 6, "utf-8") == offset_of("é😀x", 0, 3, "utf-16") == 2
    assert offset_of("é😀x", 0, 4, "utf-8") == 1


@given(
    st.lists(st.text(st.characters(exclude_characters="\r\n")), min_size=1, max_size=5),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-16", "utf-32"]),
    st.data(),
)
def test_every_place_is_found_again(
    lines: list[str], end: str, encoding: Encoding, data: st.DataObject
) -> None:
    number = data.draw(st.integers(0, len(lines) - 1))
    at = data.draw(st.integers(0, len(lines[number])))
    text = end.join(lines)
    expected = len(end.join([*lines[:number], ""])) + at
    assert offset_of(text, number, units(lines[number][:at], encoding), encoding) == expected


@given(st.text(), st.integers(0, 9), st.integers(0, 40), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_any_place_is_inside_the_text(text: str, line: int, character: int, encoding: Encoding) -> None:
    assert 0 <= offset_of(text, line, character, encoding) <= len(text)
