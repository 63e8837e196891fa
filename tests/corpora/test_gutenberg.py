import pytest

from corpora.gutenberg import without_frame, without_italics

START = "*** START OF THE PROJECT GUTENBERG EBOOK A SMALL BOOK ***"
END = "*** END OF THE PROJECT GUTENBERG EBOOK A SMALL BOOK ***"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (f"licence\n{START}\nbook\n{END}\nlicence\n", "\nbook\n"),
        (f"book\n{END}\nlicence\n", "book\n"),
        (f"licence\n{START}\nbook\n", "\nbook\n"),
        (f"a\n{START}\none\n{END}\nb\n{START}\ntwo\n{END}\nc\n", "\none\n\ntwo\n"),
        (f"one\n{END}\nb\n{START}\ntwo\n", "one\n\ntwo\n"),
        ("This is not about Project Gutenberg.\n", "This is not about Project Gutenberg.\n"),
        ("*** \nthree stars\n", "*** \nthree stars\n"),
    ],
)
def test_only_the_book_is_kept(text: str, kept: str) -> None:
    assert without_frame(text) == kept


@pytest.mark.parametrize(
    "illustration",
    [
        "[Illustration]",
        "[Illustration: A map]",
        "[Illustration:\n\n  “A”\n  [Page 3]\n]",
        "[Illustration:\n  “A”\n  [Page 3\n]",
    ],
)
def test_illustrations_are_dropped(illustration: str) -> None:
    assert without_frame(f"before\n{illustration}\nafter [a note]\n") == "before\n\nafter [a note]\n"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("she is always _the_ woman", "she is always the woman"),
        ("£27 10_s._ each, an _homme pratique___.", "£27 10s. each, an homme pratique."),
        ("“_Bien, Madame._”", "“Bien, Madame.”"),
        ("snake_case_name, __init__ and ____ stay", "snake_case_name, __init__ and ____ stay"),
    ],
)
def test_underscores_of_emphasis_are_dropped(text: str, plain: str) -> None:
    assert without_italics(text) == plain
