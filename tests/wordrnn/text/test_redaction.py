import pytest

from wordrnn.text.redaction import redact, secret_spans


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
