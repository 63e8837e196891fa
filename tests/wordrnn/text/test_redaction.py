import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wordrnn.text.redaction import findings, redact, secret_spans
from wordrnn.text.redaction_preview import RedactionPreview


@pytest.mark.parametrize(
    "secret",
    [
        "ann.lee+x@mail.example.org",
        "+44 20 7946 0958",
        "(555) 010-4477",
        "4111 1111 1111 1111",
        "030/12345678",
    ],
)
def test_what_identifies_or_pays_goes(secret: str) -> None:
    assert redact(f"before {secret} after") == "before  after"


@pytest.mark.parametrize(
    "plain", ["in 1984", "at 10:30", "1,000,000 people", "3.14159", "@home", "24/12/2026", "a@b"]
)
def test_what_is_plain_text_stays(plain: str) -> None:
    assert redact(f"before {plain} after") == f"before {plain} after"


@pytest.mark.parametrize(
    "secret",
    ["1984", "3.14", "ann@mail.example", "hunter2", "p@ssword!", "correct!horse", "pa$$", "http://x.org/y", "B2B",
     "www.mail.org", "x" * 41, "(abc1)", "²", "a=b", "half½"],
)  # fmt: skip
def test_what_a_memory_must_not_keep(secret: str) -> None:
    text = f"before {secret} after"
    assert [text[start:end] for start, end in secret_spans(text)] == [secret]


@pytest.mark.parametrize(
    "plain",
    ["don't", "Great!", "“What?”", "well-being", "and/or", "e.g.", "*so*", "@ann", "#topic", "a_", "—", "$"],
)
def test_what_a_memory_may_keep(plain: str) -> None:
    assert list(secret_spans(f"before {plain} after")) == []


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("ann@mail.example and bob@mail.example", ["email", "email"]),
        ("4111 1111 1111 1111", ["card"]),
        ("4111 1111 1111 1112", ["number"]),
        ("+44 20 7946 0958", ["number"]),
        ("12345 a@b.example 67890", ["email"]),
        ("1984", []),
    ],
)
def test_findings_have_their_kind(text: str, kinds: list[str]) -> None:
    assert [kind for _, _, kind in findings(text)] == kinds


@given(
    st.text(st.sampled_from("0123456789 ()./-+@abc._\n"), max_size=80)
    | st.lists(st.sampled_from(["1234567", "+44", "(20)", " ", "x", ".", "-", "\n", "a@b.c"])).map("".join)
)
def test_what_is_found_is_what_goes(text: str) -> None:
    left, end = "", 0
    for start, stop, _ in findings(text):
        assert start >= end
        left, end = left + text[end:start], stop
    assert left + text[end:] == redact(text)


@given(st.text(st.sampled_from("ab1@.+-_é \n"), max_size=60))
@settings(max_examples=300)
def test_addresses_are_those_that_a_plain_pattern_finds(text: str) -> None:
    plain = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
    expected = [found.span() for found in plain.finditer(text)]
    marked = [(start, end) for start, end, kind in findings(text) if kind == "email"]
    joined = re.finditer("x+", _crossed_out(text, expected))  # what stands side by side is told as one
    assert marked == [found.span() for found in joined]


def _crossed_out(text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


@pytest.mark.parametrize(
    "text", ["a" * 100_000 + "@ ", "a@" * 50_000, "a@b" + ".b" * 50_000 + "@", "1 " * 50_000 + "@"]
)
def test_a_line_of_a_program_takes_no_longer_than_others(text: str) -> None:
    begin = time.process_time()
    redact(text)
    assert time.process_time() - begin < 2  # the square of it: 80 s


def test_a_preview_counts_all_and_shows_some_in_their_place() -> None:
    preview = RedactionPreview()
    for number in range(8):
        preview.add(f"Line before.\n{'word ' * 20}write to u{number}@mail.example today.\nLine after.\n")
    preview.add("write to u0@mail.example")
    assert preview.counts == {"email": 9}
    assert len(preview.examples) == 5
    first = preview.examples[0]
    assert (first.found, first.after) == ("u0@mail.example", " today.")
    assert first.before.startswith("…")
    assert first.before.endswith("word write to ")
    assert len(first.before) <= 41
    assert RedactionPreview.from_json(preview.to_json()) == preview
