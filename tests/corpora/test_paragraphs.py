import re
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.paragraphs import paragraphs, wrapping

STORY = (
    "It was nearly eleven when she reached the stop, and the street was empty. According to the timetable the last "
    "bus had left six minutes ago, so she sat down on the bench and waited for the one that would come in the morning.",
    "“You are late,” he said.",
    "“I know. I thought that I had missed you, but when I looked out of the window of the office the lights of the "
    "bus were still there, and so I ran all the way down the hill without stopping once.”",
    "She got in. Neither of them spoke until they reached the bridge, where he told her that it was his last night, "
    "and that he would not know what to do with his hands from tomorrow on.",
    "“What would you like to do?” she asked.",
    "He thought about it as far as the church. Then he said that he would like to sit at the back and look out of "
    "the window for once, as everybody else had been doing for the last thirty years while he drove.",
)
ONE_A_LINE = "".join(f"{paragraph}\n" for paragraph in STORY)

VERSE = """\
O softly falls the evening light
  On river, hill and tower;
The lamps are lit, and soon the night
  Will count another hour.
"""


def wrapped(width: int, separator: str = "\n\n", indent: str = "") -> str:
    return separator.join(
        textwrap.fill(p, width, initial_indent=indent, break_on_hyphens=False) for p in STORY
    )


@pytest.mark.parametrize("width", [50, 60, 66, 72, 80, 100])
def test_wrapped_paragraphs_become_lines(width: int) -> None:
    assert paragraphs(wrapped(width)) == ONE_A_LINE


def test_indents_begin_paragraphs_where_no_blank_lines_do() -> None:
    assert paragraphs((wrapped(64, separator="\n", indent="  ") + "\n") * 3) == ONE_A_LINE * 3


def test_short_last_lines_end_paragraphs_where_nothing_else_does() -> None:
    assert paragraphs((wrapped(64, separator="\n") + "\n") * 3) == ONE_A_LINE * 3


def test_verse_and_contents_within_a_novel_stay_lines() -> None:
    contents = "CONTENTS\n\nI. The last bus 3\nII. The bridge 14\nIII. The garage 29\n\n"
    result = paragraphs(contents + wrapped(70) + "\n\n" + VERSE + "\n" + wrapped(70))
    lines = result.splitlines()
    assert lines[:4] == ["CONTENTS", "I. The last bus 3", "II. The bridge 14", "III. The garage 29"]
    assert [line.strip() for line in VERSE.splitlines()] == lines[4 + len(STORY) : 8 + len(STORY)]
    assert lines[-len(STORY) :] == list(STORY)


def test_a_verse_alone_stays_lines() -> None:
    assert paragraphs(VERSE * 20).splitlines() == [line.strip() for line in VERSE.splitlines()] * 20


def test_books_of_different_widths_in_one_file() -> None:
    result = paragraphs((wrapped(78) + "\n\n") * 40 + (wrapped(52) + "\n\n") * 80)
    assert result == ONE_A_LINE * 120


def test_a_wrapped_mail_among_single_lines_is_joined() -> None:
    chat = "".join(f"are you coming at {hour}?\nyes\n" for hour in range(300))
    mail = textwrap.fill(STORY[0] + " " + STORY[2], 70)
    assert paragraphs(f"{chat}\n{mail}\n\n{chat}") == f"{chat}{STORY[0]} {STORY[2]}\n{chat}"


def test_chat_stays_a_line_each() -> None:
    chat = "hey are you awake\nyes\ndid you finish the homework?\nalmost, i don't get number five at all\nme neither\n"
    assert paragraphs(chat * 50) == chat * 50


def test_sentences_of_similar_length_stay_a_line_each() -> None:
    sentences = "".join(
        f"This is sentence number {i}, and all of them are of about one length.\n" for i in range(500)
    )
    assert paragraphs(sentences) == sentences


def test_paragraphs_of_one_line_with_blank_lines_between() -> None:
    assert paragraphs("\n\n".join(STORY) + "\n\n\n") == ONE_A_LINE


def test_clauses_that_are_broken_early_are_joined() -> None:
    text = "On the other side of the second square he found a man,\nand said that he was in a hurry; had he seen\n"
    text += "the two of them go by in the direction of the old town?\n\n"
    assert paragraphs(text * 20).splitlines()[0] == text.replace("\n", " ").strip()


def test_chinese_lines_are_joined_without_a_space() -> None:
    text = "从前有一个人住在山上他每天都很高兴因为那里的风景很美。" * 9
    lines = textwrap.wrap(text, 32)
    assert paragraphs("\n".join(lines) + "\n\n" + "\n".join(lines)) == f"{text}\n{text}\n"


@pytest.mark.parametrize(
    ("broken", "joined"),
    [
        (
            "a young colour-\nsergeant of the line",
            "a young colour-sergeant of the line",
        ),  # a compound keeps its hyphen
        (
            "and the trans-\nport of goods",
            "and the transport of goods",
        ),  # "transport" is known from elsewhere
        ("alle Vor-\nund Nachteile hatte er", "alle Vor- und Nachteile hatte er"),
        ("it was over--\nand nobody knew", "it was over--and nobody knew"),
        ("he stopped -\nand went on", "he stopped - and went on"),
    ],
)
def test_hyphens_at_line_ends(broken: str, joined: str) -> None:
    above, below = broken.split("\n")
    filler = "x" * (60 - len(above) - 1)
    text = wrapped(60) + f"\n\nThe transport was late.\n\n{filler} {above}\n{below}\n"
    assert paragraphs(text).splitlines()[-1] == f"{filler} {joined}"


def test_lists_in_a_wrapped_text_stay_items() -> None:
    items = "* a first thing that has to be done.\n* a second one, which can wait for a while.\n"
    assert paragraphs(wrapped(66) + "\n\n" + items).splitlines()[-2:] == items.splitlines()


def test_spaces_become_single() -> None:
    assert paragraphs("  one\ttwo\xa0 three \n \n\nfour\n") == "one two three\nfour\n"


def test_nothing_gives_nothing() -> None:
    assert paragraphs("") == paragraphs(" \n\n\t\n") == ""
    assert wrapping([]) is None


# Text out of words and line ends looks wrapped often enough to try the joining, unlike text out of any characters.
word_texts = st.lists(
    st.sampled_from(["a", "of", "night", "Then", "window,", "street.", "“You", "lights"]), max_size=400
).map(" ".join)
shaped_texts = st.builds(
    lambda text, width, separator: textwrap.fill(text, width) + separator + textwrap.fill(text[::2], width),
    word_texts,
    st.integers(20, 90),
    st.sampled_from(["\n", "\n\n", "\n  "]),
)
texts = st.text() | shaped_texts | st.lists(word_texts.map(lambda text: text[:70])).map("\n".join)


@given(texts)
def test_applied_again_nothing_changes(text: str) -> None:
    once = paragraphs(text)
    assert paragraphs(once) == once


@given(texts)
def test_no_word_is_lost(text: str) -> None:
    assert re.sub(r"[\s-]", "", paragraphs(text)) == re.sub(r"[\s-]", "", text)


@given(texts)
def test_lines_are_full_and_ended(text: str) -> None:
    result = paragraphs(text)
    assert "\n\n" not in result
    assert result == "" or (result.endswith("\n") and not result.startswith("\n"))


@given(shaped_texts)
def test_windows_line_ends_make_no_difference(text: str) -> None:
    assert paragraphs(text.replace("\n", "\r\n")) == paragraphs(text)
