"""The figures of the card are of the beginning of each test, by the name of its file."""

from pathlib import Path

import pytest

from tests.packaging.starter import script

measuring = script("measuring")


@pytest.mark.parametrize(
    ("file", "name"), [("en_US.blogs.sample.txt", "blogs"), ("mail.state_dept.txt", "mail.state_dept")]
)
def test_a_test_goes_by_a_short_name(file: str, name: str) -> None:
    assert measuring.test_name(Path("typing-dev") / file) == name


def test_a_long_test_is_measured_up_to_the_end_of_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one two three\nfour five\nsix\n", encoding="utf-8")
    assert measuring.beginning(path) == "one two three\nfour five\nsix\n"
    monkeypatch.setattr(measuring, "MOST_WORDS", 4)
    assert measuring.beginning(path) == "one two three\nfour five\n"
