from hypothesis import given
from hypothesis import strategies as st

from corpora.search import Passage, search


def test_passages_with_their_places() -> None:
    found = search(["One weather.\nTwo.\nWeather, and weather again.\n", "No.\n"], "weather")
    assert found.total == 3
    assert found.passages == (
        Passage("One weather.", ((4, 11),)),
        Passage("Weather, and weather again.", ((0, 7), (13, 20))),
    )


def test_white_space_is_one_space_and_nothing_is_found_for_nothing() -> None:
    assert search(["the  old\tmill\n"], " the old  mill ").total == 1
    assert search(["the\nold\n"], "the old").total == 0
    assert search(["text\n"], "  ").total == 0
    assert search(["a.c abc\n"], "a.c").total == 1


def test_all_are_counted_and_some_are_shown() -> None:
    found = search(["again\n" * 200], "again", most=5)
    assert (found.total, len(found.passages)) == (200, 5)


def test_a_long_paragraph_is_shown_in_part() -> None:
    (passage,) = search(["x " * 5000 + "needle" + " y" * 5000], "needle").passages
    assert passage.text.startswith("…")
    assert passage.text.endswith("…")
    assert len(passage.text) < 400
    ((start, end),) = passage.places
    assert passage.text[start:end] == "needle"


def test_it_ends_when_it_is_told_to() -> None:
    asked = iter([False, True])
    assert search(["word\n" * 40_000], "word", stop=lambda: next(asked)).total < 40_000


@given(
    st.lists(st.text(st.sampled_from("ab \n"), max_size=300), max_size=3), st.sampled_from(["a", "ab", "b a"])
)
def test_it_finds_what_the_lines_hold(texts: list[str], wanted: str) -> None:
    found = search(texts, wanted, most=10_000)
    if wanted != "b a":
        assert found.total == sum(line.count(wanted) for text in texts for line in text.split("\n"))
    assert sum(len(passage.places) for passage in found.passages) == found.total
