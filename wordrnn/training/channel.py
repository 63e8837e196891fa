"""What the chief of several workers says to the others, through the one thing that they all can do: add up arrays.

TensorFlow's workers have sums over all of them (all-reduce) and nothing else, so that who has something to say adds it
to the zeros of the others. Sums of whole numbers with zeros are exact. All workers take part in every call, in the same
order.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load, save

_HEAD = 256  # numbers in the first sum: what is short needs no second one
_LENGTHS = 2
_CHUNK = 1 << 20

Words = npt.NDArray[np.int32]
Arrays = Mapping[str, npt.NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Message:
    """What the chief says: what is to be done, JSON values, and arrays."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    arrays: Arrays = field(default_factory=dict)


class Channel:
    """The words and arrays that `count` workers exchange, of which this is number `index`."""

    def __init__(self, total: Callable[[Words], Words], index: int = 0, count: int = 1) -> None:
        """`total` returns the sum of what all workers call it with; nobody calls it where there is one worker."""
        self._total = total
        self.index, self.count = index, count

    def send(self, name: str, arrays: Arrays | None = None, **values: Any) -> None:
        """Say something, as the chief; the others `receive` it."""
        if self.count == 1:
            return
        text = json.dumps({"name": name, "values": values}).encode()
        # Not `ascontiguousarray`, which makes a list of a single number.
        blob = save({key: np.asarray(array, order="C") for key, array in arrays.items()}) if arrays else b""
        head = np.zeros(_HEAD, np.int32)
        head[:_LENGTHS] = len(text), len(blob)
        short = len(text) <= _room()
        if short:
            head[_LENGTHS:] = _words(text, _HEAD - _LENGTHS)
        self._total(head)
        self.exchange((b"" if short else text) + blob, (0 if short else len(text)) + len(blob))

    def receive(self) -> Message:
        """Return what the chief says next."""
        head = self._total(np.zeros(_HEAD, np.int32))
        length, more = (int(each) for each in head[:_LENGTHS])
        if length <= _room():
            text, blob = head[_LENGTHS:].tobytes()[:length], self.exchange(None, more)
        else:
            both = self.exchange(None, length + more)
            text, blob = both[:length], both[length:]
        said = json.loads(text)
        return Message(said["name"], said["values"], load(blob) if blob else {})

    def exchange(self, data: bytes | None, length: int) -> bytes:
        """Return the `length` bytes that one worker gives as `data`, and all others as None."""
        if self.count == 1:
            return data or b""
        parts = []
        for begin in range(0, length, 4 * _CHUNK):
            size = min(4 * _CHUNK, length - begin)
            # Few different lengths: TensorFlow makes a graph for each.
            numbers = 1 << max(8, (-(-size // 4) - 1).bit_length())
            words = np.zeros(numbers, np.int32)
            if data is not None:
                words = _words(data[begin : begin + size], numbers)
            parts.append(self._total(words).tobytes()[:size])
        return b"".join(parts)

    def gather(self, array: npt.NDArray[Any]) -> list[npt.NDArray[Any]]:
        """Return what every worker gives: arrays of one shape and type."""
        if self.count == 1:
            return [array]
        own = np.ascontiguousarray(array)
        found = []
        for index in range(self.count):
            data = self.exchange(own.tobytes() if index == self.index else None, own.nbytes)
            found.append(np.frombuffer(data, own.dtype).reshape(own.shape))
        return found


def _room() -> int:
    return 4 * (_HEAD - _LENGTHS)


def _words(data: bytes, count: int) -> Words:
    return np.frombuffer(data.ljust(4 * count, b"\0"), np.int32)
