"""What every reader gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its origin.

    Attributes:
        source: The file's path, for a very large file with `#2` and so on for each block, or a name within a corpus.
        text: One paragraph a line, each ended by a line end.
        weight: How much it counts in training beside other documents.
    """

    source: str
    text: str
    weight: float = 1.0
