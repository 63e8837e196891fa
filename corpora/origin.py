"""Where a public corpus comes from and on which terms, as the manifest of the library keeps it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal, get_args

Use = Literal["free", "share-alike", "measuring"]
"""What a model trained on the text may be used for: anything, with attribution; anything under the same licence;
nothing but measuring, as no licence is given."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Whose text it is.

    Attributes:
        title: What it is called by those who made it.
        language: Its language, by the code of ISO 639-1.
        licence: The licence as stated at its public place.
        attribution: Whom to name.
        use: What a model trained on it may be used for.
    """

    title: str
    language: str
    licence: str
    attribution: str
    use: Use

    def to_json(self) -> dict[str, str]:
        """Return it as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> "Origin":
        """Return the origin that `to_json` gave. Raises KeyError or ValueError where it is none."""
        if values["use"] not in get_args(Use):
            raise ValueError(f"use: {values['use']!r}")
        return cls(**{name: str(values[name]) for name in cls.__slots__})  # pyright: ignore[reportArgumentType]
