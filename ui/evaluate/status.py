"""What the status bar says of a measurement."""

from collections.abc import Iterable, Sequence

from ui.evaluate.run import Measurement
from ui.language.translation import translate
from ui.language.wording import count, duration


def progress_facts(running: Measurement, waiting: Sequence[str], now: float) -> list[str]:
    """Return how far the measurement is that runs, and what comes behind it."""
    facts = [translate("EvaluationStatus", "measuring by {model}").format(model=running.model)]
    if running.done:
        done = translate("EvaluationStatus", "{done} words and marks")
        rate = translate("EvaluationStatus", "{rate} a second")
        left = translate("EvaluationStatus", "{time} left")
        facts.append(done.format(done=count(running.tokens)))
        facts.append(rate.format(rate=count(running.rate(now))))
        facts.append(left.format(time=duration(running.seconds_left(now))))
    if waiting:
        facts.append(translate("EvaluationStatus", "then {models}").format(models=", ".join(waiting)))
    return facts


def ended_facts(measurements: Iterable[Measurement]) -> list[str]:
    """Return how each measurement that does not run any more ended."""
    facts = []
    for each in measurements:
        if each.state == "whole":
            text = translate("EvaluationStatus", "{model}: {tokens} words and marks in {time}")
            tokens, time = count(each.tokens), duration(each.ended - each.begun)
            facts.append(text.format(model=each.model, tokens=tokens, time=time))
        elif each.state == "stopped":
            text = translate("EvaluationStatus", "{model}: stopped after {share} % of the text")
            facts.append(text.format(model=each.model, share=count(each.share * 100)))
    return facts


def protocol_fact(kinds: Iterable[str]) -> str:
    """Return in short what is counted for these kinds of tokens."""
    names = {
        "word": translate("EvaluationStatus", "words and punctuation, line ends counted"),
        "bpe": translate("EvaluationStatus", "pieces of words, line ends counted"),
        "pretokenized": translate("EvaluationStatus", "split at white space, line ends counted"),
    }
    found = [names[kind] for kind in dict.fromkeys(kinds) if kind in names]
    text = translate("EvaluationStatus", "protocol: {kinds}")
    return text.format(kinds="; ".join(found)) if found else ""
