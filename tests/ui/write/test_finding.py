from hypothesis import given
from hypothesis import strategies as st

from ui.write.finding import Matches, find_all


def test_every_place_is_found_whatever_its_case() -> None:
    assert find_all("The cat, the hat, other", "the").positions == [0, 9, 19]
    assert find_all("The cat, the hat", "the", match_case=True).positions == [9]
    assert find_all("a.b axb", "a.b").positions == [0], "no pattern"
    assert not len(find_all("text", ""))


def test_positions_are_those_of_qt() -> None:
    # 😀 is one character here and two units there.
    found = find_all("😀 a 😀 a", "a")
    assert found.positions == [3, 8]
    assert find_all("x😀", "😀").length == 2


@given(st.text(alphabet="ab😀 "), st.text(alphabet="ab😀", min_size=1, max_size=2))
def test_at_each_place_it_stands(text: str, needle: str) -> None:
    found = find_all(text, needle, match_case=True)
    units = text.encode("utf-16-le")
    assert len(found) == text.count(needle)
    for position in found.positions:
        assert units[2 * position : 2 * (position + found.length)].decode("utf-16-le") == needle


def test_going_through_them_ends_nowhere() -> None:
    found = Matches([4, 10, 20], 3)
    assert [found.from_place(place) for place in (0, 4, 5, 20, 21)] == [0, 0, 1, 2, 0]
    assert [found.before(place) for place in (30, 20, 10, 4)] == [2, 1, 0, 2]
    assert found.number_at(10, 13) == 1
    assert found.number_at(10, 12) is None
    assert found.within(5, 20) == [10, 20]
