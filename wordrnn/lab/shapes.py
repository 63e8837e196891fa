"""The shapes: what enters a network at once, batch × time × features, with a real batch of a text in it.

A text is one long line of tokens. It is cut into B streams of equal length, side by side; a window takes T tokens of
each, and the state that a window ends with is the one that the next begins with (truncated backpropagation through
time, Williams & Peng 1990). Every token is looked up in the embedding: [B, T] whole numbers become [B, T, E] features.
"""

import itertools
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from wordrnn import config
from wordrnn.config import ModelConfig
from wordrnn.dataset import Streams
from wordrnn.errors import CorpusError
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell
from wordrnn.lab.network import Network
from wordrnn.lab.sentences import Sentence, sentence
from wordrnn.lab.trace import check_place
from wordrnn.next_word import IntArray
from wordrnn.text.sources import documents_of, title
from wordrnn.tokenizer import Tokenizer

MOST_TOKENS = 1_000_000
"""Of a text, from its beginning: enough to cut, and quickly read."""
FEATURES = 32
"""Of each token's vector, in the result."""
_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    """What is cut, and into what. Nothing here is left to chance: `seed` changes nothing."""

    corpus: str = "builtin"
    model: str = ""
    """A name or a path; the active model where it is empty."""
    batch: int = 6  # B
    steps: int = 8  # T
    window: int = 0
    """Which of the windows, from 0."""
    seed: int = 1

    def __post_init__(self) -> None:
        self._require_integer("batch", 1, 64)
        self._require_integer("steps", 1, 64)
        self._require_integer("window", 0, 10_000_000)


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    """One batch, and the shape of everything that it becomes on its way through the network."""

    name: ClassVar[str] = "shapes"

    model: str
    cell: str
    corpus: str
    tokens: int
    """In the text, as far as it was read."""
    whole: bool
    """Whether that is all of it."""
    length: int
    """Targets in one stream."""
    windows: int
    """In one pass."""
    window: int
    words: list[list[str]]
    """[B][T]; "" beyond the end of the text."""
    ids: list[list[int]]
    targets: list[list[str]]
    """[B][T]: the word after each, which is to be predicted."""
    features: list[list[list[float]]]
    """[B][T][first `FEATURES` of E]: the vectors as they enter the first layer."""
    shapes: list[dict[str, Any]]
    """In the order of the way: "name", "shape", "axes" (the letter of each), "numbers" (their product)."""
    trained: dict[str, int] | None
    """"batch" and "steps" that the model was trained with, where that is known."""

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return one row for each feature of each token of the batch."""
        rows: list[list[Cell]] = [
            [stream, step, self.ids[stream][step], self.words[stream][step], feature, value]
            for stream, of_stream in enumerate(self.features)
            for step, vector in enumerate(of_stream)
            for feature, value in enumerate(vector)
        ]
        return ["stream", "step", "id", "word", "feature", "value"], rows


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    """Return the batch. Raises ModelError, CorpusError, OptionError. It takes no time to stop for."""
    network = Network.open(settings.model or None)
    return cut(network, ids_of(settings.corpus, network.tokenizer), settings)


def ids_of(corpus: str, tokenizer: Tokenizer) -> IntArray:
    """Return the tokens of a text, at most one more than `MOST_TOKENS`. Raises CorpusError."""
    parts: list[IntArray] = []
    for text in _texts(corpus, tokenizer):
        parts.append(tokenizer.encode(text))
        if sum(map(len, parts)) > MOST_TOKENS:
            break
    return np.concatenate([np.empty(0, np.int32), *parts])[: MOST_TOKENS + 1]


def cut(network: Network, ids: IntArray, settings: Settings) -> Result:
    """Return a window of the streams of `ids`. Raises CorpusError for too few, OptionError for no such window."""
    began = time.perf_counter()
    whole = len(ids) <= MOST_TOKENS
    ids = ids[:MOST_TOKENS]
    needed = 2 * settings.batch + 1
    if len(ids) < needed:
        raise CorpusError("too-little-text", expected=needed, got=len(ids))
    streams = Streams(ids.astype(np.uint32), settings.batch, settings.steps)
    check_place("window", settings.window, streams.windows)
    batch = streams.window(settings.window)  # [B, T + 1]
    shown = np.maximum(batch[:, :-1], 0)
    vectors = network.tracer.weights["embedding"][shown][:, :, :FEATURES]
    vectors = np.where((batch[:, :-1] < 0)[:, :, None], 0, vectors)
    shapes = shapes_of(network.tracer.config, settings.batch, settings.steps)
    words = [[network.word(index) if index >= 0 else "" for index in row] for row in batch.tolist()]
    return Result(
        settings=settings.to_dict(),
        model=network.name,
        cell=network.tracer.config.cell,
        corpus=title([settings.corpus]),
        tokens=len(ids),
        whole=whole,
        length=streams.length,
        windows=streams.windows,
        window=settings.window,
        words=[row[:-1] for row in words],
        ids=batch[:, :-1].tolist(),
        targets=[row[1:] for row in words],
        features=np.round(vectors.astype(np.float64), _DIGITS).tolist(),
        shapes=shapes,
        trained=network.trained,
        sentences=tuple(_sentences(network, settings, streams, len(ids), shapes)),
        seconds=time.perf_counter() - began,
    )


def shapes_of(config: ModelConfig, batch: int, steps: int) -> list[dict[str, Any]]:
    """Return the arrays that a batch becomes, in order, and the state that is passed on beside them."""
    rows: list[tuple[str, str, tuple[int, ...]]] = [
        ("words", "BT", (batch, steps)),
        ("embedding", "BTE", (batch, steps, config.embedding)),
    ]
    for layer in range(config.layers):
        rows.append((f"layer{layer}", "BTH", (batch, steps, config.units)))
        states = 2 if config.has_cell_state else 1  # h, and c
        rows.append((f"state{layer}", "SBH", (states, batch, config.units)))
    if config.units != config.embedding:
        rows.append(("projection", "BTE", (batch, steps, config.embedding)))
    rows.append(("softmax", "BTV", (batch, steps, config.vocab_size)))
    return [
        {"name": name, "shape": list(shape), "axes": axes, "numbers": math.prod(shape)}
        for name, axes, shape in rows
    ]


def _texts(corpus: str, tokenizer: Tokenizer) -> Iterator[str]:
    """Yield the text in pieces of a size that is quickly encoded, cut at line ends."""
    for document in documents_of([corpus], pretokenized=tokenizer.kind == "pretokenized"):
        lines = iter(document.text.splitlines(keepends=True))
        while piece := "".join(itertools.islice(lines, 2000)):
            yield piece if piece.endswith("\n") else piece + "\n"


def _sentences(
    network: Network, settings: Settings, streams: Streams, tokens: int, shapes: list[dict[str, Any]]
) -> list[Sentence]:
    size = network.tracer.config.embedding
    said = [
        sentence(
            "shapes-input",
            batch=settings.batch,
            steps=settings.steps,
            features=size,
            numbers=settings.batch * settings.steps * size,
        ),
        sentence(
            "shapes-streams",
            tokens=tokens,
            batch=settings.batch,
            length=streams.length,
            windows=streams.windows,
        ),
    ]
    largest = max(shapes, key=lambda each: each["numbers"])
    if largest["name"] == "softmax":
        said.append(sentence("shapes-softmax", numbers=largest["numbers"]))
    if network.trained is not None:
        said.append(sentence("shapes-trained", model=network.name, **network.trained))
    return said
