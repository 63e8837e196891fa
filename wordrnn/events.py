"""The events of a training run, and of models on their way: JSON lines, for the app and for `events.jsonl`.

An event is one JSON object a line, `{"event": NAME, ...}`. Names and fields are defined here and nowhere else.
"""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any

from wordrnn.errors import WordrnnError

Event = dict[str, Any]
Emit = Callable[[Event], None]
"""Where events go. A run is handed one of these and does not know who listens."""

FIELDS: dict[str, tuple[str, ...]] = {
    # A run in the order in which it happens.
    "started": ("model", "folder", "pid", "resumed"),
    # "reading" | "ngram" | "probe" | "training" | "calibrating"; of several workers, first "workers", then "following"
    "stage": ("name",),
    "corpus": ("documents", "train_tokens", "valid_tokens", "vocabulary", "coverage"),
    "ngram": ("valid_perplexity", "seconds"),
    "plan": (
        "cell", "units", "layers", "embedding", "parameters", "batch", "bptt", "precision",
        "tokens_per_second", "epochs", "expected_seconds", "memory_mb",
        "overfitting",  # the risk: "low" | "some" | "high"
    ),
    "step": (
        "epoch", "epochs", "progress",
        "train_loss",  # a running mean; "raw_loss" is that of the windows since the last step event
        "raw_loss", "tokens_per_second", "elapsed_seconds", "eta_seconds",
    ),
    "epoch": (
        "epoch", "epochs", "train_loss", "valid_loss", "valid_perplexity",
        "valid_top1", "valid_top3",  # the share of the held-out tokens that are among the network's first k
        "best", "tokens_per_second", "elapsed_seconds", "eta_seconds",
    ),
    # After every epoch, where prompts were given: [{"prompt": TEXT, "words": [[WORD, PROBABILITY], ...]}, ...].
    "prompts": ("epoch", "parts", "answers"),
    "extended": ("minutes", "expected_seconds"),  # the run is to take so much longer, in all so long
    "snapshot": ("step",),
    "published": ("model", "folder", "parts", "valid_perplexity"),
    "paused": (),
    "resumed": (),
    "warning": ("code", "message"),
    # Always last, always once: the outcome.
    "done": ("ok", "stopped", "message", "model", "folder"),
    # A model on its way: `wordrnn models import | export | duplicate --events`. One of the last five a model.
    "progress": ("share",),  # from 0 to 1
    "imported": ("file", "name"),
    "exported": ("file", "format", "without"),
    "duplicated": ("name",),
    "failed": ("code", "params"),
    "cancelled": (),
}  # fmt: skip

OF_A_RUN_FROM_ANOTHER_MODEL: dict[str, tuple[str, ...]] = {"started": ("base",), "corpus": ("new_words",)}
"""Fields that only a run has that goes on from another model: the name of that one, and words that it did not know."""

OF_A_RUN_LEFT_ALONE: dict[str, tuple[str, ...]] = {"done": ("lost",)}
"""A field that only a run has that was stopped because whoever listened had gone, without a word."""

OF_A_RUN_THAT_FAILED: dict[str, tuple[str, ...]] = {"done": ("code", "params")}
"""Fields that only a run has that ended by an error: what that is, see `told`; "message" says it in English."""


def event(name: str, /, **fields: Any) -> Event:
    """Return the event `name`; a field that is missing or not defined above is a mistake of ours."""
    wrong = set(fields) ^ set(FIELDS[name])
    more = (OF_A_RUN_FROM_ANOTHER_MODEL, OF_A_RUN_LEFT_ALONE, OF_A_RUN_THAT_FAILED)
    assert wrong <= {field for fields in more for field in fields.get(name, ())}, f"{name}: {sorted(wrong)}"
    return {"event": name, **fields}


def told(error: WordrnnError) -> dict[str, Any]:
    """Return the "code" of `error` and its "params" as JSON values: what another process needs to word it."""
    return {"code": error.code, "params": {name: _plain(value) for name, value in error.params.items()}}


def _plain(value: object) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    is_plain = (
        value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))
    )
    return value if is_plain else str(value)


def to_line(item: Event) -> str:
    """Return the event as one line of JSON, line end included."""
    line = json.dumps(item, ensure_ascii=False, allow_nan=False) + "\n"
    return line.encode(
        "utf-8", "backslashreplace"
    ).decode()  # of a path that is no UTF-8, as JSON has its bytes, too


class LineReader:
    """Turns chunks of bytes, cut anywhere, into events. What is not an event is skipped."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, chunk: bytes) -> Iterator[Event]:
        """Yield the events that `chunk` completes."""
        *lines, self._rest = (self._rest + chunk).split(b"\n")
        for line in lines:
            try:
                item = json.loads(line)
            except ValueError:
                continue
            if isinstance(item, dict) and "event" in item:
                yield item
