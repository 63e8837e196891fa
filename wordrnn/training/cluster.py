"""The machines that train together, as `TF_CONFIG` names them: read and checked before TensorFlow sees it.

`TF_CONFIG` is TensorFlow's own: {"cluster": {"worker": ["HOST:PORT", ...]}, "task": {"type": "worker", "index": 0}},
the same cluster on every machine, with an index of its own on each. A `chief`, where there is one, comes before the
workers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from wordrnn.errors import OptionError

VARIABLE = "TF_CONFIG"
_KINDS = ("chief", "worker")
_SHOWN = 60  # letters of a value in a sentence


@dataclass(frozen=True, slots=True)
class Cluster:
    """Who trains together. The first is the chief: it reads the text, writes the model, and says what is done."""

    addresses: tuple[str, ...]  # HOST:PORT each
    index: int  # of this process

    @property
    def is_chief(self) -> bool:
        """Whether this process says what is done."""
        return self.index == 0

    @property
    def own(self) -> tuple[str, int]:
        """Host and port of this process."""
        return host_and_port(self.addresses[self.index])

    def named(self, index: int) -> str:
        """Return what a worker is called in a sentence."""
        return f"worker {index} ({self.addresses[index]})"

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Self:
        """Return the cluster that `TF_CONFIG` describes. Raises OptionError where it describes none."""
        text = environment.get(VARIABLE, "").strip()
        if not text:
            raise OptionError("no-tf-config")
        try:
            kept = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise _bad("JSON", f"{_short(text)!r} ({error})") from None
        kept = _mapping(kept, "an object", kept)
        jobs = _mapping(kept.get("cluster"), "an object with a list of workers as its cluster", kept)
        if unknown := sorted(set(jobs) - set(_KINDS)):
            raise _bad("only a chief and workers in its cluster", ", ".join(map(str, unknown)))
        addresses = {kind: _addresses(jobs.get(kind, []), kind) for kind in _KINDS}
        if len(addresses["chief"]) > 1:
            raise _bad("one chief at the most", f"{len(addresses['chief'])}")
        everyone = (*addresses["chief"], *addresses["worker"])
        if not everyone:
            raise _bad("at least one worker in its cluster", "none")
        if twice := next((each for each in everyone if everyone.count(each) > 1), None):
            raise _bad("every address once", f"{twice} twice")
        task = _mapping(kept.get("task"), "an object with type and index as its task", kept)
        kind, index = task.get("type"), task.get("index")
        if kind not in _KINDS:
            raise _bad("worker or chief as the type of its task", _short(kind))
        if isinstance(index, str) and index.isdecimal() and index.isascii():
            index = int(index)
        count = len(addresses[kind])
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < count:
            expected = f"0 to {count - 1}" if count else f"a {kind} in its cluster"
            raise _bad(f"{expected} as the index of its task", _short(index))
        return cls(everyone, index + (len(addresses["chief"]) if kind == "worker" else 0))


def host_and_port(address: str) -> tuple[str, int]:
    """Return both parts of HOST:PORT. Raises ValueError for anything else."""
    host, colon, port = address.rpartition(":")
    if not colon or not host or not (port.isdecimal() and port.isascii()) or not 0 < int(port) < 1 << 16:
        raise ValueError(address)
    return host.removeprefix("[").removesuffix("]"), int(port)


def _addresses(listed: Any, kind: str) -> tuple[str, ...]:
    if not isinstance(listed, list):
        raise _bad(f"a list as the {kind} of its cluster", _short(listed))
    for address in listed:
        try:
            host_and_port(address)
        except (ValueError, AttributeError):
            raise _bad("HOST:PORT for every worker", _short(address)) from None
    return tuple(listed)


def _mapping(value: Any, expected: str, whole: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(expected, _short(whole if value is None else value))
    return value


def _bad(expected: str, got: str) -> OptionError:
    return OptionError("bad-value", name=VARIABLE, expected=expected, got=got)


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
