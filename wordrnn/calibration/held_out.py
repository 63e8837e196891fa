"""Held-out text as a calibration reads it: a bounded sample in parallel streams, and what each part thinks of it.

The streams share every recurrent step of the network: one product of matrices instead of many with vectors.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wordrnn.calibration.reliability import Curve, fit_temperature, mixture_loss
from wordrnn.mixture import combine, fit_weights, share
from wordrnn.next_word import FloatArray, IntArray, NextWordModel
from wordrnn.recurrent import RecurrentModel
from wordrnn.tokenizer import EOS_ID, Tokenizer
from wordrnn.words.alignment import Word, align

_STREAMS = 16
_STREAM_CHARS = 1000  # a shorter text makes fewer streams
_TOKENS = 12_000
_NUMBERS = 150_000_000  # tokens · V at most: a few seconds
_CHARS_PER_TOKEN = 5
_STEPS = 16  # of all streams at once
_IN_CACHE = 1 << 18


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A piece of the text that is read by itself."""

    ids: npt.NDArray[np.int32]
    """[N]"""
    words: Mapping[int, Word]
    """The words by the place of their token."""
    after_space: npt.NDArray[np.bool_]
    """[N], whether a token begins behind white space or a line's end; not for pieces of words."""


@dataclass(frozen=True, slots=True)
class MixtureFit:
    """What suits a text."""

    temperature: float
    weights: dict[str, float]
    """Part → weight, with the network at this temperature."""
    loss: float
    """Nats a token."""
    loss_before: float
    """The same with temperature 1 and the weights that suit that."""


def chunks_of(tokenizer: Tokenizer, text: str) -> list[Chunk]:
    """Return pieces evenly spread over `text`, no more tokens together than there is time for."""
    most = min(_TOKENS, _NUMBERS // tokenizer.vocab_size)
    pieces = _pieces(text, most * _CHARS_PER_TOKEN)
    chunks = [_chunk(tokenizer, piece, most // len(pieces)) for piece in pieces]
    return [chunk for chunk in chunks if len(chunk.ids)]


class Sample:
    """The chunks of a text, seen by the parts of a mixture; the "network" among them, if any, at temperature 1."""

    def __init__(self, parts: Mapping[str, NextWordModel], chunks: Sequence[Chunk]) -> None:
        """There is at least one chunk."""
        self._parts = parts
        self._chunks = chunks
        self._inputs = [_shifted(chunk.ids) for chunk in chunks]
        network = parts.get("network")
        self._network = network if isinstance(network, RecurrentModel) else None
        self._outputs = _in_streams(self._network, self._inputs) if self._network else []

    def fit_mixture(self) -> MixtureFit:
        """Return temperature and weights under which the text is most probable."""
        others = {
            name: self._of_targets(part) for name, part in self._parts.items() if part is not self._network
        }
        rows = np.column_stack(list(others.values())) if others else None
        if self._network is None:
            assert rows is not None
            weights = fit_weights(rows)
            loss = mixture_loss(rows, weights)
            return MixtureFit(1.0, dict(zip(others, weights.tolist(), strict=True)), loss, loss)
        curve = self._network_curve(self._network)
        rows = np.zeros((len(curve.values), 0)) if rows is None else rows
        plain = np.column_stack((curve.at(1.0), rows))
        temperature, weights = fit_temperature(curve, rows)
        fitted = np.column_stack((curve.at(1 / temperature), rows))
        return MixtureFit(
            temperature,
            dict(zip(("network", *others), weights.tolist(), strict=True)),
            mixture_loss(fitted, weights),
            mixture_loss(plain, fit_weights(plain)),
        )

    def rows(self, number: int, fit: MixtureFit) -> Iterator[FloatArray]:
        """Yield the mixture's distributions [V] of the tokens of a chunk, one after the other."""
        inputs = self._inputs[number]
        states = {name: part.start() for name, part in self._parts.items()}
        network = self._network.at_temperature(fit.temperature) if self._network else None
        for rows in self._slices(number):
            shares = []
            for name, part in self._parts.items():
                if network is not None and part is self._network:
                    log_probs = network.log_probs_of(self._outputs[number][rows])
                else:
                    log_probs, states[name] = part.log_probs(inputs[rows], states[name])
                shares.append(share(log_probs, fit.weights[name]))
            yield from combine(shares)

    def _network_curve(self, network: RecurrentModel) -> Curve:
        """Return log p of each token of the text, by the network's inverse temperature."""
        values = []
        for number, chunk in enumerate(self._chunks):
            for rows in self._slices(number):
                targets = chunk.ids[rows]
                logits = network.logits_of(self._outputs[number][rows])
                logits -= logits.max(axis=1, keepdims=True)
                of_targets = logits[np.arange(len(targets)), targets].astype(np.float64)
                sums = [np.exp(logits * np.float32(place)).sum(axis=1) for place in Curve.PLACES]
                values.append(of_targets[:, None] * Curve.PLACES - np.log(np.stack(sums, axis=1)))
        return Curve(np.concatenate(values))

    def _of_targets(self, part: NextWordModel) -> npt.NDArray[np.float64]:
        """Return log p [N] of each token of the text."""
        values = []
        for number, chunk in enumerate(self._chunks):
            state = part.start()
            for rows in self._slices(number):
                log_probs, state = part.log_probs(self._inputs[number][rows], state)
                targets = chunk.ids[rows]
                values.append(log_probs[np.arange(len(targets)), targets].astype(np.float64))
        return np.concatenate(values)

    def _slices(self, number: int) -> Iterator[slice]:
        """Yield slices of a chunk's tokens whose distributions fit into the cache."""
        vocab_size = next(iter(self._parts.values())).vocab_size
        count, step = len(self._chunks[number].ids), max(1, _IN_CACHE // vocab_size)
        for start in range(0, count, step):
            yield slice(start, min(start + step, count))


def _in_streams(network: RecurrentModel, inputs: Sequence[IntArray]) -> list[FloatArray]:
    """Return the softmax's input [T, E] after each of `inputs` [T]."""
    longest = max(map(len, inputs))
    padded = np.full((len(inputs), longest), EOS_ID)
    for stream, ids in zip(padded, inputs, strict=True):
        stream[: len(ids)] = ids
    blocks, state = [], network.start(len(inputs))
    for begin in range(0, longest, _STEPS):
        block, state = network.outputs_of_streams(padded[:, begin : begin + _STEPS], state)
        blocks.append(block)
    return [
        np.concatenate([block[stream] for block in blocks])[: len(ids)] for stream, ids in enumerate(inputs)
    ]


def _shifted(ids: IntArray) -> IntArray:
    """Return the token before each of `ids`; `<eos>` is before the first."""
    return np.concatenate((np.array([EOS_ID], ids.dtype), ids[:-1]))


def _chunk(tokenizer: Tokenizer, text: str, most: int) -> Chunk:
    """Return the first tokens of `text`, `most` of them at the most."""
    whole_words = tokenizer.kind != "bpe"
    aligned = align(tokenizer, text, with_words=whole_words)
    after_space = np.zeros(len(aligned.ids), bool)
    if whole_words:
        normal, spans = tokenizer.spelled(text)
        after_space[:] = [start == 0 or normal[start - 1].isspace() for start, _ in spans]
    words = {word.near: word for word in aligned.words if not len(word.context) and word.near < most}
    return Chunk(aligned.ids[:most], words, after_space[:most])


def _pieces(text: str, characters: int) -> list[str]:
    """Return pieces of `text`, as many `characters` together, that begin with a line where one is near, else a word."""
    streams = max(1, min(_STREAMS, len(text) // _STREAM_CHARS))
    length = min(len(text), characters) // streams
    starts = [_beginning(text, number * len(text) // streams) for number in range(streams)]
    limits = [*starts[1:], len(text)]
    return [
        text[start : min(_beginning(text, start + length), limit)]
        for start, limit in zip(starts, limits, strict=True)
    ]


def _beginning(text: str, place: int) -> int:
    """Return where a line begins soon after `place`, or else a word; `len(text)` where nothing does."""
    if place <= 0:
        return 0
    line = text.find("\n", place - 1, place + _STREAM_CHARS // 2)
    if line >= 0:
        return line + 1
    return next((at + 1 for at in range(place - 1, len(text)) if text[at].isspace()), len(text))
