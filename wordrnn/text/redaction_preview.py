"""What redaction would take out of a text: how much of each kind, and some of it where it stands."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from wordrnn.text.redaction import Kind, findings

EXAMPLES = 5  # of each kind
_AROUND = 40  # characters on each side


@dataclass(frozen=True, slots=True)
class Example:
    """Something that would be taken out, with what stands before and after it on its line."""

    kind: Kind
    before: str
    found: str
    after: str


@dataclass(slots=True)
class RedactionPreview:
    """Counts over all texts that were looked at, and the first examples of each kind that differ."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Look at one more text."""
        for start, end, kind in findings(text):
            self.counts[kind] += 1
            shown = [example.found for example in self.examples if example.kind == kind]
            if len(shown) < EXAMPLES and text[start:end] not in shown:
                self.examples.append(_example(text, start, end, kind))

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {"counts": dict(self.counts), "examples": [asdict(example) for example in self.examples]}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "RedactionPreview":
        """Return the preview that `to_json` gave. Raises KeyError or TypeError where it is none."""
        return cls(Counter(values["counts"]), [Example(**example) for example in values["examples"]])


def _example(text: str, start: int, end: int, kind: Kind) -> Example:
    first = text.rfind("\n", max(0, start - _AROUND), start) + 1 or max(0, start - _AROUND)
    last = text.find("\n", end, end + _AROUND)
    return Example(
        kind,
        ("…" if first and text[first - 1] != "\n" else "") + text[first:start],
        text[start:end],
        text[end : last if last >= 0 else end + _AROUND]
        + ("…" if last < 0 and end + _AROUND < len(text) else ""),
    )
