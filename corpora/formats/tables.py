"""Tables (.csv, .tsv) → lines: the cells of the columns that hold prose, row by row."""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from typing import TextIO

from corpora.blocks import documents, encoding_of, lines_of
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.formats import zips
from corpora.formats.prose import Column, header_of
from corpora.source import Source

LONGEST_CELL = 16_000_000  # characters
_SAMPLE_ROWS, _SAMPLE_CHARACTERS = 1000, 4_000_000
_MOST_COLUMNS = 1000
_DELIMITERS = ",;\t|"
_DIALECT_CHARACTERS = 1 << 16

Row = list[str]


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a table. Raises CorpusError, OSError."""
    encoding = encoding_of(source)
    with source.open_text(encoding, newline="") as file:
        start = file.read(_DIALECT_CHARACTERS)
    delimiter, quoted = _dialect(start, "\t" if source.suffix == ".tsv" else _DELIMITERS)
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_CELL))
    with source.open_text(encoding, newline="") as file:
        rows = csv.reader(
            _rows(file), delimiter=delimiter, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        )
        try:
            yield from documents(source.name, _lines(rows, source))
        except csv.Error as error:
            raise zips.damaged(source, source.suffix[1:], str(error)) from error


def _rows(file: TextIO) -> Iterator[str]:
    """Yield the rows of a file; one without end comes in parts."""
    while row := file.readline(LONGEST_CELL):
        yield row


def _lines(rows: Iterator[Row], source: Source) -> Iterator[str]:
    sample = list(_sample(rows))
    wanted, header = _prose_columns(sample)
    if not wanted and sample:
        raise CorpusError("no-prose", path=source.name)
    for row in chain(sample[header:], rows):
        for column in wanted:
            if column < len(row):
                yield from lines_of(row[column])


def _sample(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield the first rows that are not empty, as many as it takes to know what they hold."""
    characters = 0
    for row in islice(filter(any, rows), _SAMPLE_ROWS):
        yield row
        characters += sum(map(len, row))
        if characters > _SAMPLE_CHARACTERS:
            return


def _prose_columns(sample: list[Row]) -> tuple[list[int], int]:
    """Return which columns hold prose, and how many of the rows, 0 or 1, are their names."""
    if not sample:
        return [], 0
    below = _columns(sample[1:])
    header = len(sample) > 1 and header_of(sample[0], below)
    columns = below if header else _columns(sample)
    names = sample[0] if header else []
    names = names + [""] * (len(columns) - len(names))
    return [i for i, column in enumerate(columns) if column.is_prose(names[i])], int(header)


def _columns(rows: Iterable[Row]) -> list[Column]:
    columns: list[Column] = []
    for row in rows:
        while len(columns) < min(len(row), _MOST_COLUMNS):
            columns.append(Column())
        for column, cell in zip(columns, row, strict=False):
            column.add(cell)
    return columns


def _dialect(start: str, delimiters: str) -> tuple[str, bool]:
    """Return what separates the cells, and whether quotation marks enclose them.

    `csv.Sniffer` guesses from single characters, and its patterns take forever on some texts; here each delimiter is
    tried, and the one that gives most rows the same number of cells, more than one, is taken.
    """
    best = max(delimiters, key=lambda delimiter: _evenness(start, delimiter))
    return best, _are_quotes(start, best)


def _evenness(start: str, delimiter: str) -> float:
    rows = _tried(start, delimiter)
    widths = Counter(len(row) for row in rows if row)
    if not widths:
        return 0.0
    width, count = widths.most_common(1)[0]
    return count / widths.total() if width > 1 else 0.0


def _are_quotes(start: str, delimiter: str) -> bool:
    """Say whether quotation marks enclose cells. Between tabs they are often just what somebody said."""
    if delimiter != "\t":
        return True
    cells = [cell for row in start.splitlines() for cell in row.split("\t") if cell.startswith('"')]
    return sum(len(cell) > 1 and cell.endswith('"') for cell in cells) > len(cells) * 0.95


def _tried(start: str, delimiter: str) -> list[Row]:
    """Return the rows at the start of a file, without the last one, which may be cut off."""
    rows: list[Row] = []
    with suppress(csv.Error):
        rows.extend(csv.reader(start.splitlines(keepends=True), delimiter=delimiter))
    return rows[:-1] if len(rows) > 1 and len(start) == _DIALECT_CHARACTERS else rows
