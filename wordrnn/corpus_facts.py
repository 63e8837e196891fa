"""What is in a corpus, counted: kept until the corpus goes, for counting 10 MB takes seconds.

<facts>/<hash of the text>.json
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpora.library import CorpusEntry, CorpusLibrary
from corpora.statistics import CorpusStatistics, statistics
from wordrnn import files, home
from wordrnn.errors import StorageError
from wordrnn.text.redaction_preview import RedactionPreview

FORMAT = 1
_FREQUENT = 30

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class CorpusFacts:
    """What there is to say about a text.

    Attributes:
        words: How many.
        vocabulary: How many different ones, capitals told apart.
        documents: How many.
        frequent: The most frequent words with how often each occurs.
        coverage: Pairs of N and the share of the words that the N most frequent ones make up.
        language: By its ISO 639-1 code; empty where that is not sure.
        redaction: What would be taken out of it before training.
    """

    words: int
    vocabulary: int
    documents: int
    frequent: list[tuple[str, int]]
    coverage: list[tuple[int, float]]
    language: str
    redaction: RedactionPreview

    def to_json(self) -> dict[str, Any]:
        """Return them as plain values."""
        return {
            "words": self.words,
            "vocabulary": self.vocabulary,
            "documents": self.documents,
            "language": self.language,
            "frequent": self.frequent,
            "coverage": self.coverage,
            "redaction": self.redaction.to_json(),
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "CorpusFacts":
        """Return the facts that `to_json` gave. Raises KeyError, TypeError or ValueError where they are none."""
        return cls(
            words=int(values["words"]),
            vocabulary=int(values["vocabulary"]),
            documents=int(values["documents"]),
            frequent=[(str(word), int(number)) for word, number in values["frequent"]],
            coverage=[(int(size), float(share)) for size, share in values["coverage"]],
            language=str(values["language"]),
            redaction=RedactionPreview.from_json(values["redaction"]),
        )


def facts(library: CorpusLibrary, name: str) -> CorpusFacts:
    """Return what is in a corpus, counted now or before. Raises CorpusError where there is none, or it is damaged."""
    found = kept(library, name)
    if found:
        return found
    entry = library.entry(name)
    preview = RedactionPreview()
    counted = statistics(_looked_at(library, name, preview), _FREQUENT)
    found = _facts(entry, counted, preview)
    if entry.sha256:
        try:
            content = json.dumps({"format": FORMAT, **found.to_json()}, ensure_ascii=False)
            files.write_text(_path(entry.sha256), content + "\n")
        except StorageError as error:
            _log.warning("not kept: %s", error)  # they are told all the same
    return found


def kept(library: CorpusLibrary, name: str) -> CorpusFacts | None:
    """Return what was counted before, None where nothing was. Raises CorpusError where there is no such corpus."""
    return _load(library.entry(name))


def forget(sha256: str) -> None:
    """Delete what is kept of the corpus with this hash; of none known ("") everything."""
    for path in [_path(sha256)] if sha256 else home.facts_folder().glob("*.json"):
        path.unlink(missing_ok=True)


def _looked_at(library: CorpusLibrary, name: str, preview: RedactionPreview) -> Iterator[str]:
    for document in library.documents(name):
        preview.add(document.text)
        yield document.text


def _facts(entry: CorpusEntry, counted: CorpusStatistics, preview: RedactionPreview) -> CorpusFacts:
    return CorpusFacts(
        words=counted.words,
        vocabulary=counted.vocabulary,
        documents=entry.documents,
        frequent=counted.top_words,
        coverage=counted.coverage,
        language=counted.language,
        redaction=preview,
    )


def _load(entry: CorpusEntry) -> CorpusFacts | None:
    if not entry.sha256:
        return None
    try:
        values = json.loads(_path(entry.sha256).read_text(encoding="utf-8"))
        return CorpusFacts.from_json(values) if values["format"] == FORMAT else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path(sha256: str) -> Path:
    return home.facts_folder() / f"{sha256}.json"
