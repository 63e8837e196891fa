import pytest

from corpora.formats import pdf_lines


def joined(*lines: str) -> list[str]:
    return list(pdf_lines.paragraphs([list(lines)]))


FULL = "The quick brown fox jumps over the lazy dog and then it"


def test_full_lines_go_on_and_short_ones_end_a_paragraph() -> None:
    lines = [
        FULL,
        "went home to sleep for a week. The dog, being lazy, did",
        "the same.",
        FULL,
        "ran away. It was dark.",
    ]
    assert joined(*lines) == [" ".join(lines[:3]), " ".join(lines[3:])]


def test_a_heading_stands_by_itself() -> None:
    assert joined("Chapter One", FULL, "slept.", "Chapter Two", FULL, "woke.") == [
        "Chapter One",
        f"{FULL} slept.",
        "Chapter Two",
        f"{FULL} woke.",
    ]


def test_items_of_a_list_stay_apart() -> None:
    lines = [FULL, FULL, f"• {FULL}", "and more.", f"2) {FULL}", f"– {FULL}"]
    assert joined(*lines) == [f"{FULL} {FULL}", f"• {FULL} and more.", f"2) {FULL}", f"– {FULL}"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["it was a beauti-", "ful day and all was well"], "a beautiful day"),
        (["he had a well-", "known face, known as well to all"], "a well-known face"),
        (["the post-", "war years; a post-war house"], "the post-war years"),
        (["pre-", "and post-war houses in the town"], "pre- and post-war"),
        (["they sailed along the coast of Great-", "Britain, an island"], "of Great-Britain"),
        (["it was much too late —", "as they say — too late for it"], "too late —as they say"),
        (["an of\ufb01ce on the \ufb01rst \ufb02oor of", "the house"], "an office on the first floor of the"),
        (["日本語の文章はここまで続きます", "ので読みます"], "続きますので読みます"),
    ],
)
def test_words_at_the_ends_of_lines(lines: list[str], expected: str) -> None:
    page = pdf_lines.lines_on("\n".join(lines))
    assert expected in next(pdf_lines.paragraphs([page]))


def test_heads_and_feet_that_come_again_are_left_out() -> None:
    words = ["first", "second", "third", "fourth", "fifth", "sixth"]
    body = [f"Item 3 of the {word} list." for word in words]
    heads = ["12 The Book", "A Chapter 13", "14 The Book", "A Chapter 15", "16 The Book", "A Chapter 17"]
    pages = [[head, "x", text, f"- {n} -"] for n, (head, text) in enumerate(zip(heads, body, strict=True))]
    pages[4][1] = "A line that is there once."
    assert list(pdf_lines.paragraphs(pages)) == [*body[:4], "A line that is there once.", *body[4:]]


def test_numbers_that_do_not_count_pages_stay() -> None:
    pages = [["Table 7", "One."], ["Table 3", "Two."], ["Table 9", "Three."]]
    assert list(pdf_lines.paragraphs(pages)) == [line for page in pages for line in page]


def test_roman_page_numbers_and_a_pair_of_pages() -> None:
    assert list(pdf_lines.paragraphs([["Preface.", "iv"], ["More of it.", "v"]])) == [
        "Preface.",
        "More of it.",
    ]
    assert list(pdf_lines.paragraphs([["One page.", "1"]])) == ["One page.", "1"]


def test_what_differs_between_pages_stays() -> None:
    pages = [["Yes.", "It was so."], ["No.", "It was not."], ["Yes.", "Again."]]
    assert list(pdf_lines.paragraphs(pages)) == [line for page in pages for line in page]


def test_lines_of_a_table_of_contents_are_left_out() -> None:
    page = "Contents\n1 One ......... 3\n2 Two . . . . . 9\nWell... yes.\n \n"
    assert pdf_lines.lines_on(page) == ["Contents", "Well... yes."]


def test_no_lines() -> None:
    assert list(pdf_lines.paragraphs([])) == []
    assert list(pdf_lines.paragraphs([[], []])) == []


def test_long_lines_and_long_paragraphs_take_no_longer_than_they_are() -> None:
    assert len(joined("a" * 300_000, "b" * 300_000)) == 1
    assert len(joined(*[f"{FULL} word" for _ in range(20_000)])) == 1
