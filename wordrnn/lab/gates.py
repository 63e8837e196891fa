"""Open the gate: a sentence, word by word, through the gates of a trained network, which can be forced open or shut.

The equations stand in `wordrnn.recurrent` (Hochreiter & Schmidhuber 1997; Gers & Schmidhuber 2000 for the
peepholes; Greff et al. 2017 for the coupled gates; Cho et al. 2014 for the GRU), how importance is told in
`wordrnn.lab.attribution`. What is said of a prediction is the network's own: no n-gram, no memory.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from wordrnn import config
from wordrnn.lab.attribution import gradient_times_embedding, occlusion, slopes
from wordrnn.lab.experiment import Cell, LabResult, Stopped, Tell
from wordrnn.lab.network import Network, ReadText
from wordrnn.lab.quantities import KEEPERS
from wordrnn.lab.sentences import Sentence, sentence
from wordrnn.lab.trace import Force, LayerTrace, Trace, check_place
from wordrnn.next_word import FloatArray, IntArray

SENTENCE = "The room was full and nobody"
SHOWN = 10
"""Words of a prediction."""
_DIGITS = 7  # of the numbers in JSON


@dataclass(frozen=True, slots=True)
class Settings(config.Settings):
    """What is looked into. Nothing here is left to chance: `seed` changes nothing."""

    text: str = SENTENCE
    model: str = ""
    """A name or a path; the active model where it is empty."""
    at: int | None = None
    """The word whose successor is predicted: 0 is the beginning, before the first; None is the last."""
    target: str = ""
    """The successor that is asked about; the most probable one where it is empty."""
    layer: int = 0
    unit: int | None = None
    """The unit that is shown in numbers; None is the one that speaks most for or against the target."""
    force: Mapping[str, float] = field(default_factory=dict)
    """Gate → the value that it is held at in `layer`."""
    force_unit: int | None = None
    """The only unit that is held; None holds all."""
    seed: int = 1


@dataclass(frozen=True, kw_only=True)
class Result(LabResult):
    """What happens inside a network as it reads a sentence. Lists over words begin with the `<eos>` before it."""

    name: ClassVar[str] = "gates"

    model: str
    cell: str
    units: int
    words: list[str]
    unknown: list[int]
    """Places of the words that the vocabulary does not have."""
    layers: list[dict[str, list[list[float]]]]
    """For each layer, quantity → [T][H], see `quantities.QUANTITIES`."""
    at: int
    unit: int
    numbers: dict[str, Any]
    """Of the unit at the word: "values" (quantity → number), "before" (hidden, cell), and "terms" (block → what is
    summed up before its σ or tanh)."""
    contribution: list[list[float]]
    """For each layer, h · ∂ log P(target) / ∂h of each unit at the word: what it says for the target."""
    prediction: list[list[Any]]
    """[word, probability], the most probable first: what follows the word at `at`."""
    target: str
    probability: float
    importance: dict[str, list[float]]
    """"occlusion" and "gradient" → one number a word up to `at`, see `wordrnn.lab.attribution`."""
    forced: dict[str, Any] | None
    """With gates held: "words" ([word, before, after]), "target" [before, after], and "reach" [before, after], how far
    the words before the one at `at` move the prediction (total variation distance, 0 to 1)."""

    def rows(self) -> tuple[list[str], list[list[Cell]]]:
        """Return one row for each quantity, layer, unit and word."""
        rows: list[list[Cell]] = [
            [quantity, layer, unit, place, self.words[place], value]
            for layer, quantities in enumerate(self.layers)
            for quantity, values in quantities.items()
            for place, of_word in enumerate(values)
            for unit, value in enumerate(of_word)
        ]
        return ["quantity", "layer", "unit", "place", "word", "value"], rows


def run(settings: Settings, tell: Tell, stopped: Stopped) -> Result:
    """Return what happens in the model of `settings`. Raises ModelError, OptionError. It takes no time to stop for."""
    return look(Network.open(settings.model or None), settings)


def look(network: Network, settings: Settings) -> Result:
    """Return what happens in an opened `network`; `seconds` is the time of this alone. Raises OptionError."""
    return look_closely(network, settings)[0]


def look_closely(network: Network, settings: Settings) -> tuple[Result, Trace]:
    """Return what `look` does, and the trace that every other unit and word can be read from."""
    began = time.perf_counter()
    read, tracer = network.read(settings.text), network.tracer
    at = len(read.ids) - 1 if settings.at is None else settings.at
    check_place("at", at, len(read.ids))
    check_place("layer", settings.layer, tracer.config.layers)
    trace = tracer.trace(read.ids)
    until = trace.until(at)
    log_probs = tracer.log_probs(until)
    target = network.find(settings.target) if settings.target else network.likeliest(log_probs, 1)[0]
    found = slopes(tracer, until, target)
    contribution = [
        of_layer.values["hidden"][-1] * slope
        for of_layer, slope in zip(until.layers, found.hidden, strict=True)
    ]
    unit = int(np.argmax(np.abs(contribution[settings.layer]))) if settings.unit is None else settings.unit
    check_place("unit", unit, tracer.config.units)
    importance = {
        "occlusion": occlusion(tracer, until.ids, target),
        "gradient": gradient_times_embedding(tracer, until, found),
    }
    forced = _forced(network, settings, until, log_probs, target)
    probability = float(np.exp(log_probs[target]))
    result = Result(
        settings=settings.to_dict(),
        sentences=tuple(
            _sentences(network, settings, read, trace, at, target, probability, importance, forced)
        ),
        model=network.name,
        cell=tracer.config.cell,
        units=tracer.config.units,
        words=list(read.words),
        unknown=list(read.unknown),
        layers=[{name: _plain(rows) for name, rows in each.values.items()} for each in trace.layers],
        at=at,
        unit=unit,
        numbers=numbers_of(trace.layers[settings.layer], at, unit),
        contribution=[_plain(each) for each in contribution],
        prediction=[
            [network.word(index), float(np.exp(log_probs[index]))]
            for index in network.likeliest(log_probs, SHOWN)
        ],
        target=network.word(target),
        probability=probability,
        importance={name: _plain(each) for name, each in importance.items()},
        forced=forced,
        seconds=time.perf_counter() - began,
    )
    return result, trace


def numbers_of(layer: LayerTrace, at: int, unit: int) -> dict[str, Any]:
    """Return the numbers of one unit at one word, see `Result.numbers`."""
    return {
        "values": {name: float(rows[at, unit]) for name, rows in layer.values.items()},
        "before": {name: float(rows[at, unit]) for name, rows in layer.before.items()},
        "terms": {
            block: {name: float(rows[at, unit]) for name, rows in terms.items()}
            for block, terms in layer.terms.items()
        },
    }


# Forcing --------------------------------------------------------------------------------------------------------------


def _forced(
    network: Network, settings: Settings, until: Trace, log_probs: FloatArray, target: int
) -> dict[str, Any] | None:
    if not settings.force:
        return None
    tracer = network.tracer
    forces = [
        Force(gate, value, settings.force_unit, settings.layer)
        for gate, value in sorted(settings.force.items())
    ]
    held = tracer.log_probs(tracer.trace(until.ids, forces))
    before, after = np.exp(log_probs), np.exp(held)
    shown = list(
        dict.fromkeys([*network.likeliest(log_probs, SHOWN // 2), *network.likeliest(held, SHOWN // 2)])
    )
    return {
        "words": [[network.word(index), float(before[index]), float(after[index])] for index in shown],
        "target": [float(before[target]), float(after[target])],
        "reach": [_reach(network, until.ids, before, ()), _reach(network, until.ids, after, forces)],
    }


def _reach(network: Network, ids: IntArray, probabilities: FloatArray, forces: Sequence[Force]) -> float:
    """Return how far the words before the last move the prediction: 0 where it is the same without them."""
    alone = network.tracer.trace(np.concatenate([ids[:1], ids[-1:]]) if len(ids) > 1 else ids, forces)
    return float(np.abs(probabilities - np.exp(network.tracer.log_probs(alone))).sum() / 2)


# Sentences ------------------------------------------------------------------------------------------------------------


def _sentences(
    network: Network,
    settings: Settings,
    read: ReadText,
    trace: Trace,
    at: int,
    target: int,
    probability: float,
    importance: Mapping[str, FloatArray],
    forced: Mapping[str, Any] | None,
) -> list[Sentence]:
    said = [
        *_of_importance(network, read, target, probability, importance),
        *_of_keeping(trace.layers[settings.layer], network.tracer.config.cell),
    ]
    if forced is None:
        return said
    before, after = forced["target"]
    held = [[gate, value] for gate, value in sorted(settings.force.items())]
    of_target = {"held": held, "target": network.word(target), "before": before, "after": after}
    if settings.force_unit is None:
        said.append(sentence("gates-held-all", **of_target))
    else:
        said.append(sentence("gates-held-one", **of_target, unit=settings.force_unit))
    reached, reaches = forced["reach"]
    if at >= 2 and settings.force_unit is None:
        code = "gates-forgets" if reaches < reached / 4 else "gates-remembers"
        said.append(sentence(code, last=read.words[at], before=reached, after=reaches))
    return said


def _of_importance(
    network: Network, read: ReadText, target: int, probability: float, importance: Mapping[str, FloatArray]
) -> list[Sentence]:
    lost = importance["occlusion"]
    if not lost.any():
        return []
    most = int(np.argmax(np.abs(lost)))
    without = float(probability * np.exp(-lost[most]))
    code = "gates-mattered" if lost[most] > 0 else "gates-against"
    said = [
        sentence(
            code, word=read.words[most], target=network.word(target), probability=probability, without=without
        )
    ]
    by_slope = int(np.argmax(np.abs(importance["gradient"][1:]))) + 1
    if by_slope == most:
        said.append(sentence("gates-methods-agree"))
    else:
        said.append(sentence("gates-methods-differ", word=read.words[by_slope]))
    return said


def _of_keeping(layer: LayerTrace, cell: config.Cell) -> list[Sentence]:
    """Return what the layer keeps from the first word to the last; nothing where there is no gate that keeps."""
    if cell not in KEEPERS or len(layer.values["hidden"]) < 3:
        return []
    # What was held after the first word is multiplied by this gate at each of the others.
    kept = layer.values[KEEPERS[cell]][2:].astype(np.float64).prod(axis=0)
    found = {"kept": int((kept > 0.5).sum()), "units": len(kept), "median": float(np.median(kept))}
    return [sentence("gates-kept-state" if cell == "gru" else "gates-kept-cell", **found)]


def _plain(rows: FloatArray) -> Any:
    """Return numbers for JSON, in no more digits than they have."""
    return np.round(rows.astype(np.float64), _DIGITS).tolist()
