import csv
from pathlib import Path

import pytest

import corpora
from corpora import blocks
from corpora.formats import tables
from tests.corpora.made import error_of, lines_of

SAID = [
    "I have to be there by six, I think.",
    "Who knows?",
    "The last train leaves before we do.",
    "Fine by me, really.",
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "chat.csv"


def write(path: Path, rows: list[list[str]], **options: str) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, **options).writerows(rows)  # pyright: ignore[reportArgumentType, reportCallIssue]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_columns_with_sentences_are_read_without_their_names(path: Path, delimiter: str) -> None:
    rows = [["id", "when", "said", "by"]]
    rows += [[str(i), f"2024-05-0{i} 10:3{i}", text, "Ann Lee"] for i, text in enumerate(SAID)]
    write(path, rows, delimiter=delimiter)
    assert lines_of(path) == SAID


def test_a_table_without_names(path: Path) -> None:
    write(path, [[str(i), text] for i, text in enumerate(SAID)])
    assert lines_of(path) == SAID


def test_a_column_of_that_name_may_hold_few_words(path: Path) -> None:
    write(path, [["user", "message"], ["ann", "hi there"], ["bob", "ok"], ["ann", "see you"]])
    assert lines_of(path) == ["hi there", "ok", "see you"]


def test_several_columns_are_read_row_by_row(path: Path) -> None:
    write(
        path,
        [
            ["title", "text"],
            ["A day at the sea", "We went.\nIt rained."],
            ["A day back at home", "We stayed in."],
        ],
    )
    assert lines_of(path) == [
        "A day at the sea",
        "We went.",
        "It rained.",
        "A day back at home",
        "We stayed in.",
    ]


def test_a_few_phrases_over_and_over_are_no_prose(path: Path) -> None:
    rows = [["text", "status"]]
    rows += [[f"This is what number {i} had to say.", "Not yet rated by anyone"] for i in range(50)]
    write(path, rows)
    assert lines_of(path) == [row[0] for row in rows[1:]]


def test_chinese_cells_are_prose(path: Path) -> None:
    write(path, [["1", "我们昨天去了海边看日出"], ["2", "他说明天会下雨的"]])
    assert lines_of(path) == ["我们昨天去了海边看日出", "他说明天会下雨的"]


def test_quotation_marks_between_tabs_are_what_somebody_said(tmp_path: Path) -> None:
    path = tmp_path / "sentences.tsv"
    rows = ['1\teng\t"Really" is what she said.', "2\teng\tI do not think so.", '3\teng\t"No, never."']
    path.write_text("\n".join(rows))
    assert lines_of(path) == [row.split("\t")[2] for row in rows]
    path.write_text('id\ttext\n1\t"She said ""no"" to me."\n2\t"And that was it then."\n')
    assert lines_of(path) == ['She said "no" to me.', "And that was it then."]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "empty-file"),
        (b"\n\n,,\n", "empty-file"),
        (b"1,2,3\n4,5,6\n", "no-prose"),
        (b"word,count\nthe,7\nof,5\n", "no-prose"),
        (b"PK\x03\x04" + bytes(100), "binary-file"),
    ],
)
def test_tables_without_prose(path: Path, data: bytes, expected: str) -> None:
    path.write_bytes(data)
    assert error_of(path).code == expected


def test_a_cell_of_ten_megabytes_is_read(path: Path) -> None:
    text = "All of this is one cell. " * 400_000
    write(path, [["id", "text"], ["1", text]])
    assert sum(line.count("cell") for line in lines_of(path)) == 400_000


def test_a_quotation_mark_that_is_never_closed(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = csv.field_size_limit(1000)
    monkeypatch.setattr(tables, "LONGEST_CELL", 2000)
    try:
        path.write_text('id,text\n1,"' + "and so it goes on, line after line\n" * 2000)
        error = error_of(path)
    finally:
        csv.field_size_limit(before)
    assert (error.code, error.params["format"]) == ("damaged-file", "csv")


def test_a_large_table_comes_in_blocks(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "LARGE_BYTES", 5000)
    monkeypatch.setattr(blocks, "BLOCK_CHARACTERS", 1000)
    said = [f"This is what number {i} had to say." for i in range(1000)]
    write(path, [["id", "text"], *([str(i), text] for i, text in enumerate(said))])
    documents = list(corpora.read([path]))
    assert [document.source for document in documents] == [f"{path}#{i + 1}" for i in range(len(documents))]
    assert "".join(document.text for document in documents).splitlines() == said
    assert max(len(document.text) for document in documents) < 1100
