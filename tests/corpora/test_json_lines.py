import json
from pathlib import Path
from typing import Any

import pytest

from corpora.formats import json_lines
from tests.corpora.made import error_of, lines_of

SAID = ["I have to be there by six.", "Who knows that?", "The last train leaves before we do."]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "records.jsonl"


def write(path: Path, *records: Any) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records))


def test_prose_is_found_at_any_depth_and_in_order(path: Path) -> None:
    records = [
        {
            "id": f"a-{i}",
            "turns": [{"role": "user", "x": {"said": text}}, {"role": "bot", "x": {"said": text[::-1]}}],
        }
        for i, text in enumerate(SAID)
    ]
    write(path, *records)
    assert lines_of(path) == [text for said in SAID for text in (said, said[::-1])]


def test_usual_keys_may_hold_few_words_even_where_they_come_late(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_lines, "_SAMPLE_RECORDS", 2)
    write(
        path,
        {"text": "hi there", "lang": "en"},
        {"text": "see you"},
        {"body": "late", "other": "all of this is new"},
    )
    assert lines_of(path) == ["hi there", "see you", "late"]


def test_values_that_are_no_objects(path: Path) -> None:
    write(path, SAID[0], [SAID[1], 1, None, True], 3.5, {"1": SAID[2]})
    assert sorted(lines_of(path)) == sorted(SAID)


def test_dictionaries_have_their_words_as_keys(path: Path) -> None:
    write(path, {"answers": {f"id{i}": f"This is answer number {i}." for i in range(60)}})
    assert lines_of(path) == [f"This is answer number {i}." for i in range(60)]


def test_line_ends_within_a_string_and_broken_escapes(path: Path) -> None:
    path.write_text('{"text": "One line.\\nAnother \\ud800 line.\\u0000"}\n')
    assert lines_of(path) == ["One line.", "Another line."]


def test_a_few_broken_rows_are_passed_over(path: Path) -> None:
    write(path, *({"text": text} for text in SAID))
    path.write_text(path.read_text() + '{"text": "cut o')
    assert lines_of(path) == SAID


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("", "empty-file"),
        ("\n \n", "empty-file"),
        ("no json\nat all\n", "damaged-file"),
        ('{\n  "text": "over several rows"\n}\n', "damaged-file"),
        ("[" * 100_000 + "\n", "damaged-file"),
        ('{"a":' * 100_000 + "\n", "damaged-file"),
        ("9" * 10_000 + "\n", "damaged-file"),
        ('{"id": "x", "n": 3}\n[]\n', "no-prose"),
    ],
)
def test_files_without_prose(path: Path, data: str, expected: str) -> None:
    path.write_text(data)
    assert error_of(path).code == expected


def test_wide_and_deep_values_take_no_more_memory_than_they_have_text(path: Path) -> None:
    said = [f"these are words {i}" for i in range(20_000)]
    path.write_text("[" * 500 + ",".join(f'"{text}"' for text in said) + "]" * 500 + "\n")
    assert lines_of(path) == said
