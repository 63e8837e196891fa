import pytest

from ui.language import wording


@pytest.mark.parametrize(("value", "text"), [(0.414, "41 %"), (1.0, "100 %"), (0.004, "<1 %"), (0.0, "0 %")])
def test_percent(value: float, text: str) -> None:
    assert wording.percent(value).replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (float("inf"), "–"),
        (44.6, "45 s"),
        (250, "4 min 10 s"),
        (3900, "1 h 05 min"),
        (-3, "0 s"),
    ],
)
def test_duration(value: float | None, text: str) -> None:
    assert wording.duration(value).replace("\u202f", " ") == text


def test_numbers() -> None:
    assert [wording.short_count(n) for n in (950, 1234, 48_300, 999_900, 2_100_000)] == [
        "950", "1.2k", "48k", "1.0M", "2.1M",
    ]  # fmt: skip
    assert [wording.perplexity(p) for p in (88.44, 1096.6, None, float("nan"))] == ["88.4", "1,097", "–", "–"]
    assert wording.size(12_300_000).replace("\u202f", " ") == "12.3 MB"
    assert wording.size(0).replace("\u202f", " ") == "0 kB"
    assert wording.day("2026-11-22T10:00:00+00:00") == "22 Nov 2026"
    assert wording.day("once") == "once"
