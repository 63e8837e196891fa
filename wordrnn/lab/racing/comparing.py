"""What the race says in words: whatever it is, it comes from what was measured.

Two models are compared token by token on the same text. A difference is clear where it is more than two standard
errors; that covers the chance of the text, not that of another seed.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from wordrnn.config import CELLS
from wordrnn.lab.racing.measuring import Losses, Measured
from wordrnn.lab.sentences import Sentence, sentence

_CLEAR = 2.0  # standard errors
_LITTLE = 0.01  # of a perplexity: less says nothing, however clear
_SAME_TIME = 0.02  # of a pass, which two runs of one network can differ by

Estimate = dict[str, float]
"""{"mean": nats, "error": its standard error}."""


def estimate(values: Losses) -> Estimate:
    """Return the mean of `values` [N] and its standard error."""
    error = float(values.std(ddof=1) / len(values) ** 0.5) if len(values) > 1 else 0.0
    return {"mean": float(values.mean()) if len(values) else 0.0, "error": error}


def is_clear(found: Estimate) -> bool:
    """Whether it is more than chance that the mean is not 0."""
    return abs(found["mean"]) > _CLEAR * found["error"]


def compared(measured: Mapping[str, Measured], window: int) -> dict[str, Any]:
    """Return what the sentences are made of, as JSON values.

    - "worse_than_lstm": contender → by how many nats a token its loss is above the LSTM's
    - "context": "lengths", and contender → "perplexity" at each of them, with so many words read before each token;
      "gain", the nats that words beyond the window's edge save; "gain_below_lstm", by how much less than for the LSTM
    """
    lstm = measured.get("lstm")
    lengths = sorted(next(iter(measured.values())).by_length) if measured else []
    perplexity, gain, below, worse = {}, {}, {}, {}
    for name, each in measured.items():
        perplexity[name] = [float(np.exp(each.by_length[length].mean())) for length in lengths]
        gain[name] = estimate(_beyond(each, window))
        if lstm is not None and name != "lstm":
            worse[name] = estimate(each.losses - lstm.losses)
            below[name] = estimate(_beyond(lstm, window) - _beyond(each, window))
    places = len(next(iter(measured.values())).by_length[window]) if measured else 0
    context = {"lengths": lengths, "places": places, "perplexity": perplexity}
    return {"worse_than_lstm": worse, "context": {**context, "gain": gain, "gain_below_lstm": below}}


def _beyond(measured: Measured, window: int) -> Losses:
    """Return [S], what the words beyond the window's edge take off the loss of each token."""
    return measured.by_length[window] - measured.by_length[max(measured.by_length)]


def sentences(data: Mapping[str, Any]) -> tuple[Sentence, ...]:
    """Return what is seen in the JSON `data` of a race."""
    contenders: Mapping[str, Any] = data["contenders"]
    said: list[Sentence] = []
    if "ngram" in contenders:
        said += _of_ngram(contenders)
    if {"gru", "lstm"} <= contenders.keys():
        said += _of_gru(data)
    if {"simple", "lstm"} <= contenders.keys():
        said.append(_of_simple(data))
    if "feedforward" in contenders:
        said.append(_of_window(data))
    if {"peephole", "lstm"} <= contenders.keys():
        said.append(_of_peepholes(data))
    said += _of_frequent(data["frequent"])
    return tuple(said)


def _share(nats: float) -> float:
    """Return which share of a perplexity so many nats less take off."""
    return float(1 - np.exp(-nats))


def _of_ngram(contenders: Mapping[str, Any]) -> list[Sentence]:
    others = {name: each["perplexity"] for name, each in contenders.items() if name != "ngram"}
    if not others:
        return []
    best = min(others, key=lambda name: others[name])
    ngram = contenders["ngram"]
    code = "race-ngram-ahead" if ngram["perplexity"] <= others[best] else "race-ngram-behind"
    told = {"ngram": ngram["perplexity"], "seconds": ngram["seconds"]}
    return [sentence(code, best=best, perplexity=others[best], **told)]


def _of_gru(data: Mapping[str, Any]) -> list[Sentence]:
    gru, lstm = data["contenders"]["gru"], data["contenders"]["lstm"]
    fewer = 1 - gru["parameters"] / lstm["parameters"]
    times = {"gru": gru["seconds_per_epoch"], "lstm": lstm["seconds_per_epoch"]}
    if data["settings"]["equal"] == "parameters":
        faster = times["gru"] < (1 - _SAME_TIME) * times["lstm"]
        cost = sentence("race-gru-faster" if faster else "race-gru-not-faster", **times)
    else:
        cheaper = times["gru"] < (1 + _SAME_TIME) * times["lstm"] and fewer > 0
        code = "race-gru-cheaper" if cheaper else "race-gru-not-cheaper"
        cost = sentence(code, parameters=fewer, **times)
    return [cost, _level("race-gru", data, "gru")]


def _level(code: str, data: Mapping[str, Any], name: str) -> Sentence:
    """Return `code` and whether the contender is better than the LSTM, worse, or neither, by its perplexity."""
    worse = data["worse_than_lstm"][name]
    ending = "level" if not is_clear(worse) else "worse" if worse["mean"] > 0 else "better"
    figures = {each: data["contenders"][each]["perplexity"] for each in (name, "lstm")}
    return sentence(f"{code}-{ending}", **figures)


def _of_simple(data: Mapping[str, Any]) -> Sentence:
    context, beyond = data["context"], data["settings"]["window"]
    gain, below = context["gain"], context["gain_below_lstm"]["simple"]
    lstm, simple = _share(gain["lstm"]["mean"]), _share(gain["simple"]["mean"])
    if not is_clear(gain["lstm"]) or lstm < _LITTLE:
        return sentence("race-nobody-looks-far", beyond=beyond, share=max(lstm, 0.0))
    if not (is_clear(below) and below["mean"] > 0):
        return sentence("race-simple-holds", beyond=beyond, lstm=lstm, simple=simple)
    if not (is_clear(gain["simple"]) and simple > 0):
        return sentence("race-simple-forgets-all", beyond=beyond, lstm=lstm)
    return sentence("race-simple-forgets", beyond=beyond, lstm=lstm, simple=simple)


def _of_window(data: Mapping[str, Any]) -> Sentence:
    window, gain = data["settings"]["window"], data["context"]["gain"]
    helped = [name for name in CELLS if name in gain and is_clear(gain[name]) and gain[name]["mean"] > 0]
    if abs(gain["feedforward"]["mean"]) > 1e-6:
        return sentence("race-window-crossed", window=window, share=_share(gain["feedforward"]["mean"]))
    if not helped:
        return sentence("race-window-misses-nothing", window=window)
    best = max(helped, key=lambda name: gain[name]["mean"])
    return sentence("race-window-edge", window=window, best=best, share=_share(gain[best]["mean"]))


def _of_peepholes(data: Mapping[str, Any]) -> Sentence:
    return _level("race-peepholes", data, "peephole")


def _of_frequent(frequent: Mapping[str, Any]) -> list[Sentence]:
    accuracy: Mapping[str, float] = frequent["accuracy"]
    classifiers = [name for name in accuracy if name in frequent["examples"]]
    models = [name for name in accuracy if name not in frequent["examples"]]
    if not classifiers or not models:
        return []
    first, other = (max(names, key=lambda name: accuracy[name]) for names in (models, classifiers))
    told = {"words": frequent["words"], "chance": frequent["most_frequent"]}
    code = "race-frequent-models" if accuracy[first] > accuracy[other] else "race-frequent-classifiers"
    return [
        sentence(
            code,
            model=first,
            right=accuracy[first],
            classifier=other,
            classifier_right=accuracy[other],
            **told,
        )
    ]
