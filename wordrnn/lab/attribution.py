"""Which earlier words mattered for a prediction, by two methods that need not agree.

- Occlusion (Zeiler & Fergus 2014; for text Li et al. 2016, "Understanding neural networks through representation
  erasure"): what log P of the word loses where an earlier one is another. In its place stands `<unk>`, the token that
  the network has learned to read as "some word": the others keep their places, and it has seen such text. Leaving the
  word out would move all that follows, and zeros for its vector would be an input that it has never had.
- Gradient × embedding (Denil et al. 2014; Simonyan et al. 2014 for images): ∂ log P / ∂x_t · x_t, the first order of
  what log P would lose were the vector of the word shrunk to nothing.
"""

from dataclasses import dataclass

import numpy as np

from wordrnn.lab import bptt
from wordrnn.lab.trace import Trace, Tracer
from wordrnn.next_word import FloatArray, IntArray
from wordrnn.tokenizer import UNK_ID


@dataclass(frozen=True, slots=True)
class Slopes:
    """How log P of a word changes with what the network saw and with what it held."""

    inputs: FloatArray  # [T, E]: by the vector of each token so far
    hidden: tuple[FloatArray, ...]  # [H] for each layer: by its h after the last token


def occlusion(tracer: Tracer, ids: IntArray, target: int) -> FloatArray:
    """Return what log P(`target` | `ids` [T]) loses with `<unk>` in the place of each token [T]; negative is a gain.

    It is 0 for the first token, the `<eos>` that every text begins behind, and for those that are `<unk>` already.
    """
    ids = np.asarray(ids)
    places = [place for place in range(1, len(ids)) if ids[place] != UNK_ID]
    lost = np.zeros(len(ids), np.float32)
    if not places:
        return lost
    changed = np.tile(ids, (len(places) + 1, 1))
    changed[np.arange(len(places)), places] = UNK_ID  # the last row is the text as it is
    model = tracer.model
    state = model.advance(changed, model.start(len(changed)))
    found = model.log_probs_of(model.output(state))[:, target]
    lost[places] = found[-1] - found[:-1]
    return lost


def slopes(tracer: Tracer, trace: Trace, target: int) -> Slopes:
    """Return the slopes of log P(`target` | the tokens of `trace`), as they were learned: without forced gates."""
    weights, config = tracer.weights, tracer.config
    output = weights["embedding" if config.tied else "output.kernel"]  # [V, E]
    probabilities = np.exp(tracer.log_probs(trace))
    by_output = (output[target] - probabilities @ output) / np.float32(tracer.model.temperature)
    projection = weights.get("projection.kernel")
    by_hidden = by_output if projection is None else projection @ by_output
    steps = len(trace.ids)
    above = np.zeros((steps, 1, config.units), np.float32)
    above[-1, 0] = by_hidden
    hidden = []
    for layer in reversed(range(config.layers)):
        tape = _tape(tracer, trace, layer)
        gradient = bptt.backward(tape, above, of_weights=False)
        hidden.append(gradient.hidden[-1, 0])
        above = gradient.inputs
    return Slopes(above[:, 0], tuple(reversed(hidden)))


def gradient_times_embedding(tracer: Tracer, trace: Trace, found: Slopes) -> FloatArray:
    """Return ∂ log P / ∂x_t · x_t for each token [T]."""
    return (found.inputs * tracer.weights["embedding"][trace.ids]).sum(axis=1)


def _tape(tracer: Tracer, trace: Trace, layer: int) -> bptt.Tape:
    config, prefix = tracer.config, f"layer{layer}."
    names = ("kernel", "recurrent_kernel", "bias", "peephole")
    weights = {name: tracer.weights[prefix + name] for name in names if prefix + name in tracer.weights}
    inputs = trace.layers[layer - 1].values["hidden"] if layer else tracer.weights["embedding"][trace.ids]
    state = tuple(part[None] for part in tracer.weights[prefix + "initial_state"])
    return bptt.forward(config.cell, weights, inputs[:, None], state)
