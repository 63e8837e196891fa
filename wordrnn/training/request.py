"""What a run is asked to do, as it is kept beside its snapshots."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from wordrnn.dataset import DataConfig
from wordrnn.errors import ModelError
from wordrnn.training import plan
from wordrnn.training.fine_tuning import Base


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do: everything that `training/run.json` keeps for resuming."""

    folder: Path
    paths: tuple[str, ...]
    valid: str | None = None
    data: DataConfig = field(default_factory=DataConfig)
    wishes: plan.Wishes = field(default_factory=plan.Wishes)
    weights: Mapping[str, float] = field(default_factory=dict)
    base: Base | None = None
    """The model to go on from: its shape and kind of tokens are taken, whatever `data` and `wishes` say."""

    @property
    def pretokenized(self) -> bool:
        """Whether the text is taken as it is split."""
        return self.data.tokenizer == "pretokenized"

    @classmethod
    def from_dict(cls, kept: Mapping[str, Any], folder: Path) -> Self:
        """Return the request that `to_dict` gave, of the run in `folder`. Raises ModelError where it is none."""
        try:
            return cls(
                folder=folder,
                paths=tuple(kept["paths"]),
                valid=kept["valid"],
                data=DataConfig(**kept["data"]),
                wishes=plan.Wishes(**kept["wishes"]),
                weights=kept["weights"],
                base=Base.kept(kept["base"], folder) if kept.get("base") else None,
            )
        except (KeyError, TypeError) as error:
            raise ModelError("damaged-snapshot", path=str(folder), reason=f"run.json: {error}") from error

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` needs, as JSON values."""
        return {
            "paths": list(self.paths),
            "valid": self.valid,
            "data": dataclasses.asdict(self.data),
            "wishes": dataclasses.asdict(self.wishes),
            "weights": dict(self.weights),
            "base": self.base.facts if self.base else None,
        }

    def like_base(self) -> Self:
        """Return the request with the kind of tokens and room for words that the model has from which it goes on."""
        if self.base is None:
            return self
        size = self.base.vocabulary_size(self.wishes.vocabulary)
        data = dataclasses.replace(self.data, tokenizer=self.base.tokenizer.kind, vocabulary_size=size)
        return dataclasses.replace(self, data=data)
