import pytest

from wordrnn.redaction import redact


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
