from corpora.markdown import plain_text

PAGE = """\
---
title: Not for reading
---

# A short *walk*

We went for a [long **walk**](https://example.org) along
the river, ~~twice~~ once.<!-- a remark -->

- the first stop
- the second stop,
  with `coffee`

> It was cold. \\
> It was fine.

```python
print("no prose")
```

    indented = code

| place | time |
|-------|------|
| home  | noon |

![a picture](picture.png) Done &amp; dusted<br>at last.

<div>raw</div>
"""


def test_a_page_reads_as_its_words() -> None:
    assert plain_text(PAGE).splitlines() == [
        "A short walk",
        "We went for a long walk along the river, twice once.",
        "the first stop",
        "the second stop, with coffee",
        "It was cold.",
        "It was fine.",
        "place",
        "time",
        "home",
        "noon",
        "Done & dusted",
        "at last.",
    ]


def test_nothing_gives_nothing() -> None:
    assert plain_text("") == plain_text("```\ncode only\n```\n") == ""


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert plain_text("---\n\nWords stay.\n") == "Words stay.\n"


def test_comments_go_up_to_the_first_end_and_one_without_an_end_is_none() -> None:
    assert plain_text("One <!-- not\n\nread <!-- nor this --> two --> three.\n") == "One two --> three.\n"
    assert plain_text("One <!--> two.\n\nThree --> four.\n") == "One four.\n"
    assert "two" in plain_text("One <!-- two.\n")
