"""What the user says about a corpus: tags to find it by, and how much it counts beside others."""

import json
import logging
import math
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpora.errors import CorpusError

FORMAT = 1
LONGEST_TAG = 32
MOST_TAGS = 20
MOST_WEIGHT = 100.0

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Labels:
    """Tags, sorted, and a weight: 1 is as often as it stands there, 0 leaves it out, 2 reads it twice."""

    tags: tuple[str, ...] = ()
    weight: float = 1.0

    @classmethod
    def of(cls, tags: Iterable[str], weight: float) -> "Labels":
        """Return the labels in the form in which they are kept. Raises CorpusError for those that cannot be."""
        if not (math.isfinite(weight) and 0 <= weight <= MOST_WEIGHT):
            raise CorpusError("bad-weight", got=weight, most=MOST_WEIGHT)
        kept: dict[str, str] = {}
        for tag in tags:
            clean = checked_tag(tag)
            kept.setdefault(clean.casefold(), clean)
        if len(kept) > MOST_TAGS:
            raise CorpusError("too-many-tags", most=MOST_TAGS)
        return cls(tuple(sorted(kept.values(), key=str.casefold)), float(weight))

    @classmethod
    def load(cls, path: Path) -> "Labels":
        """Return what `save` wrote; those that nothing was said about where there is no such file, or a damaged one."""
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            if values["format"] != FORMAT:
                raise ValueError(f"format {values['format']!r}")
            return cls.of([str(tag) for tag in values["tags"]], float(values["weight"]))
        except FileNotFoundError:
            return cls()
        except (OSError, ValueError, KeyError, TypeError, CorpusError) as error:
            _log.warning("%s left out: %s", path, error)  # a text is worth more than what is said about it
            return cls()

    def save(self, path: Path) -> None:
        """Replace the file at `path`. Raises OSError."""
        values = {"format": FORMAT, "tags": list(self.tags), "weight": self.weight}
        handle, temporary = tempfile.mkstemp(prefix=".labels-", dir=path.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(values, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise


def checked_tag(tag: str) -> str:
    """Return a tag as it is kept: its words one space apart, no comma in it. Raises CorpusError where it is none."""
    clean = " ".join(tag.split())
    if not clean or len(clean) > LONGEST_TAG or "," in clean or not clean.isprintable():
        raise CorpusError("bad-tag", got=tag, longest=LONGEST_TAG)
    return clean
