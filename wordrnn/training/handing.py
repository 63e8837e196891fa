"""The tokenised text on its way to workers that do not have it: only the first needs the person's files.

A worker that shares the chief's cache folder, or has read the same text before, opens it there. Any other keeps the ids
of its own streams in a temporary file without a name.
"""

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wordrnn import home
from wordrnn.dataset import TokenArray, open_dataset
from wordrnn.errors import CorpusError
from wordrnn.training.channel import Channel

_PIECE = 1 << 20  # ids


@dataclass(frozen=True, slots=True)
class Text:
    """The ids that a run trains on, and those held out."""

    key: str  # its folder in the cache of tokenised text
    train: TokenArray  # [N]
    valid: TokenArray  # [M]

    def facts(self) -> dict[str, Any]:
        """Return what `take` needs, as JSON values."""
        return {
            "key": self.key,
            "dtype": self.train.dtype.name,
            "train": len(self.train),
            "valid": len(self.valid),
        }


def give(channel: Channel, text: Text) -> None:
    """Hand over, as the chief, the text to the workers that lack it."""
    if any(lacking[0] for lacking in channel.gather(np.zeros(1, np.int32))):
        for ids in (text.train, text.valid):
            for begin in range(0, len(ids), _PIECE):
                piece = np.ascontiguousarray(ids[begin : begin + _PIECE])
                channel.exchange(piece.tobytes(), piece.nbytes)


def take(channel: Channel, facts: dict[str, Any], wanted: Sequence[slice], known: Text | None = None) -> Text:
    """Return the text of `facts`: what is `known`, or from the cache, or from the chief.

    Of that, the train and the valid ids have only those `wanted`.
    """
    found = known if known and known.facts() == facts else _cached(facts)
    own = np.full(1, found is None, np.int32)
    if not any(lacking[0] for lacking in channel.gather(own)):
        assert found is not None
        return found
    dtype = np.dtype(facts["dtype"])
    arrays = []
    for part, needed in zip(("train", "valid"), wanted, strict=True):
        count = facts[part]
        with tempfile.TemporaryFile(prefix="wordrnn-") as file:
            # Sparse: what other workers read takes no room on this disk.
            kept = np.memmap(file, dtype, "w+", shape=(count,)) if found is None else None
            for begin in range(0, count, _PIECE):
                size = min(_PIECE, count - begin)
                data = channel.exchange(None, size * dtype.itemsize)
                if kept is not None:
                    start, stop = max(begin, needed.start), min(begin + size, needed.stop)
                    if start < stop:
                        kept[start:stop] = np.frombuffer(data, dtype)[start - begin : stop - begin]
        arrays.append(kept)
    return found or Text(facts["key"], *arrays)


def _cached(facts: dict[str, Any]) -> Text | None:
    try:
        dataset = open_dataset(home.shards_folder() / facts["key"])
    except CorpusError:
        return None
    found = Text(facts["key"], dataset.train, dataset.valid)
    return found if found.facts() == facts else None
