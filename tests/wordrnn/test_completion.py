from hypothesis import given
from hypothesis import strategies as st

from wordrnn import completion
from wordrnn.completion import Edit, edit_for


def test_the_rest_of_the_word_is_put_in() -> None:
    assert edit_for("Thanks for the qu", "quick") == Edit("quick", 0, "ick")
    assert edit_for("Thanks for the ", "quick") == Edit("quick", 0, "quick")
    assert edit_for("I don", "don't") == Edit("don't", 0, "'t")
    assert edit_for("I don’", "don't") == Edit("don't", 0, "t")


def test_a_word_that_begins_otherwise_replaces_the_letters() -> None:
    edit = edit_for("see you on mon", "Monday")
    assert edit == Edit("Monday", 3, "Monday")
    assert edit.shown == " → Monday"


def test_a_word_right_behind_a_comma_brings_its_space() -> None:
    assert edit_for("Hello,", "world") == Edit("world", 0, " world")
    assert edit_for("Hello, ", "world") == Edit("world", 0, "world")
    assert edit_for("(", "world") == Edit("world", 0, "world")
    assert edit_for("", "The") == Edit("The", 0, "The")


@given(st.text(), st.text(alphabet=st.characters(categories=["L"]), min_size=1))
def test_applying_an_edit_leaves_the_word_at_the_end(text: str, word: str) -> None:
    edit = edit_for(text, word)
    after = text[: len(text) - edit.replaces] + edit.inserts
    assert after.replace("’", "'").endswith(word.replace("’", "'"))


@given(st.text())
def test_the_prefix_is_the_end_of_the_text(text: str) -> None:
    assert text.endswith(completion.typed_prefix(text))


def test_first_word_of_what_is_shown() -> None:
    assert completion.first_word("ick reply yesterday") == "ick"
    assert completion.first_word(" world again") == " world"
    assert completion.first_word("") == ""


def test_a_space_comes_unless_one_is_there_or_punctuation_follows() -> None:
    assert completion.wants_space("")
    assert completion.wants_space("(")
    assert not completion.wants_space(" ")
    assert not completion.wants_space(",")


def test_words_are_counted() -> None:
    assert completion.count_words("Don't count — these 3 words… twice_over") == 7
    assert completion.count_words("") == 0


def test_what_stands_close_behind_a_word_takes_its_space() -> None:
    for mark in ".,;:!?)]}…”»/'’":
        assert completion.takes_space_back("the dog", mark), mark
    for mark in ["(", "“", "-", "–", "a", "", "5"]:
        assert not completion.takes_space_back("the dog", mark), mark


def test_a_straight_quotation_mark_closes_what_one_opened() -> None:
    assert completion.takes_space_back('she said "the dog', '"')
    assert not completion.takes_space_back("she said", '"')
    assert not completion.takes_space_back('she said "no" to the dog', '"')


def test_a_hyphen_joins_letters_only() -> None:
    assert completion.joins_words("k")
    assert not any(map(completion.joins_words, ["-", " ", "5", "", "水"]))


def test_scripts_without_spaces_get_none() -> None:
    # What the predictor would put in is the whole word: it follows the letters.
    assert edit_for("私は", "東京", "東京") == Edit("東京", 0, "東京")
    assert edit_for("東", "東京", "京") == Edit("東京", 0, "京")
    assert not completion.wants_space("", "東京")
    assert completion.wants_space("", "Tokyo")
