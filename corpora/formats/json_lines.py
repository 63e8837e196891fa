"""Records, a JSON value a line (.jsonl, .ndjson) → lines: the strings that are prose, at any depth, in order."""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any, TextIO

from corpora.blocks import documents, encoding_of, lines_of
from corpora.document import Document
from corpora.errors import CorpusError
from corpora.formats import zips
from corpora.formats.prose import USUAL_NAMES, Column
from corpora.source import Source

LONGEST_ROW = 8_000_000  # characters; its values may take a hundred times as much memory
_SAMPLE_RECORDS, _SAMPLE_CHARACTERS = 1000, 4_000_000
_MOST_PLACES = 5000

Place = tuple[str, ...]
"""The keys that lead to a value; items of lists share one."""
Found = tuple[Place, str]
_ITEM = ""
_DEEPEST = 12
_MANY_KEYS = 40  # an object with more is a dictionary: its keys are values too, and the same place


def read(source: Source) -> Iterator[Document]:
    """Yield the documents of a file of records. Raises CorpusError, OSError."""
    with source.open_text(encoding_of(source)) as file:
        yield from documents(source.name, _lines(_records(file, source), source))


def _records(file: TextIO, source: Source) -> Iterator[list[Found]]:
    """Yield the strings of each record; rows that are no JSON are passed over, unless there is nothing else."""
    good = bad = 0
    while row := file.readline(LONGEST_ROW):
        if not row.strip():
            continue
        try:
            value = json.loads(row)
        except (ValueError, RecursionError):
            bad += 1
        else:
            good += 1
            yield list(_strings(value))
    if bad > good:
        raise zips.damaged(source, source.suffix[1:], f"{bad} of {good + bad} lines are no JSON")


def _strings(value: Any) -> Iterator[Found]:
    """Yield the strings within a value, from first to last, with their places."""
    stack: list[tuple[Place, Any]] = [((), value)]
    while stack:
        place, value = stack.pop()
        if isinstance(value, str):
            yield place, value
        elif isinstance(value, list):
            inside = _below(place, _ITEM)
            stack.extend((inside, item) for item in reversed(value))
        elif isinstance(value, dict) and len(value) > _MANY_KEYS:
            inside = _below(place, _ITEM)
            stack.extend((inside, item) for item in reversed(value.values()))
        elif isinstance(value, dict):
            stack.extend((_below(place, key), item) for key, item in reversed(value.items()))


def _below(place: Place, key: str) -> Place:
    """Return the place that `key` leads to; what is deeper than any record needs is all one place."""
    return (*place, key) if len(place) < _DEEPEST else place


def _lines(records: Iterator[list[Found]], source: Source) -> Iterator[str]:
    sample = list(_sample(records))
    columns = _columns(sample)
    wanted = {place for place, column in columns.items() if column.is_prose(_name(place))}
    none = True
    for record in chain(sample, records):
        for place, text in record:
            if place in wanted or (place not in columns and _name(place).lower() in USUAL_NAMES):
                none = False
                yield from lines_of(text)
    if none and sample:
        raise CorpusError("no-prose", path=source.name)


def _sample(records: Iterable[list[Found]]) -> Iterator[list[Found]]:
    """Yield the first records, as many as it takes to know what they hold."""
    characters = 0
    for record in islice(records, _SAMPLE_RECORDS):
        yield record
        characters += sum(len(text) for _, text in record)
        if characters > _SAMPLE_CHARACTERS:
            return


def _columns(records: Iterable[list[Found]]) -> dict[Place, Column]:
    columns: dict[Place, Column] = {}
    for record in records:
        for place, text in record:
            if place in columns or len(columns) < _MOST_PLACES:
                columns.setdefault(place, Column()).add(text)
    return columns


def _name(place: Place) -> str:
    """Return the last key of a place that names anything."""
    return next((key for key in reversed(place) if key != _ITEM), "")
