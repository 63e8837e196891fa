from hypothesis import given
from hypothesis import strategies as st

from wordrnn.window import STEP, handed_start, next_window_start, window_start


@given(st.integers(0, 6000), st.sampled_from([7, 90, 5000]))
def test_the_window_is_bounded_and_begins_at_a_line_or_word(length: int, line: int) -> None:
    text = "".join(
        "\n" if place % line == line - 1 else " "[: place % 5 == 4] or "x" for place in range(length)
    )
    start = window_start(text)
    assert start == 0 or 400 <= length - start <= 1601
    assert start == 0 or text[start - 1] in " \n"
    if start and line < 400:
        assert text[start - 1] == "\n"


def test_the_window_moves_seldom() -> None:
    text = "some words of a text " * 300
    starts = {window_start(text[:end]) for end in range(len(text))}
    assert len(starts) <= len(text) // 800


def test_a_text_without_spaces_has_a_window_too() -> None:
    assert len("x" * 5000) - window_start("x" * 5000) <= 1600


@given(st.data())
def test_the_next_window_is_foretold(data: st.DataObject) -> None:
    letters = st.text(st.sampled_from("x \n"), min_size=300, max_size=900)
    kind = data.draw(st.sampled_from(["x", "xxxx xxx ", "xxxx\n"]))
    text = kind * data.draw(st.integers(0, 300)) + data.draw(letters)
    foretold = next_window_start(text)
    grown = text + data.draw(letters) + kind * (3000 // len(kind))
    starts = [window_start(grown[:end]) for end in range(len(text), len(grown), 3)]
    following = next(start for start in starts if start != starts[0])
    assert foretold is None or foretold == following


def test_what_is_handed_over_begins_seldom_anew_and_has_the_window_of_the_whole_text() -> None:
    text = "".join("\n" if place % 331 == 0 else " "[: place % 6 == 4] or "x" for place in range(12_000))
    starts = {handed_start(caret) for caret in range(12_000)}
    assert starts == {0, 2400, 4800, 7200}
    for caret in range(0, 12_000, 7):
        start = handed_start(caret)
        assert caret - start < 6 * STEP
        assert start + window_start(text[start:caret]) == window_start(text[:caret])
