"""A run in words: figures for cards, the plan, warnings, how it ended."""

from dataclasses import dataclass
from typing import Any

from ui.language.translation import translate
from ui.language.wording import count, duration, perplexity, short_count
from ui.train.run_view import CELL_NAMES, RunView


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for a card and the remark beneath it."""

    figure: str = "–"
    remark: str = ""


def stage_name(stage: str) -> str:
    """Return what a stage of a run is doing."""
    return {
        "reading": translate("Run", "reading the texts"),
        "ngram": translate("Run", "counting word sequences"),
        "probe": translate("Run", "measuring this machine"),
        "training": translate("Run", "training"),
        "calibrating": translate("Run", "checking its probabilities"),
    }.get(stage, translate("Run", "starting"))


def state(run: RunView) -> str:
    """Return one or two words for the header: "training", "paused"."""
    if run.ended:
        return translate("Run", "ended")
    if run.stopping:
        return translate("Run", "saving")
    return translate("Run", "paused") if run.paused else stage_name(run.stage)


def epoch(run: RunView) -> str:
    """Return where in the passes over the text it is: "epoch 3.4 of 16"; "" before the first."""
    if "epochs" not in run.latest:
        return ""
    done = run.latest["epoch"]
    whole = epochs(max(done, run.latest["epochs"]))
    return translate("Run", "epoch {done} of {whole}").format(done=epochs(done), whole=whole)


def epochs(number: float) -> str:
    """Return a number of passes over the text: "3", "3.4"."""
    return f"{number:.1f}".removesuffix(".0")


def share(value: float | None) -> str:
    """Return a share with one decimal: "40.2 %"; "–" where there is none."""
    return "–" if value is None else f"{value * 100:.1f}\u202f%"


# Cards ----------------------------------------------------------------------------------------------------------------


def perplexity_card(run: RunView) -> Figure:
    """The network's best held-out perplexity beside the n-gram's and that of both together."""
    beside = []
    if run.ngram_perplexity is not None:
        beside.append(translate("Run", "n-gram {figure}").format(figure=perplexity(run.ngram_perplexity)))
    if run.together is not None:
        beside.append(translate("Run", "both {figure}").format(figure=perplexity(run.together)))
    return Figure(perplexity(run.best[1]) if run.best else "–", " · ".join(beside))


def hits_card(run: RunView) -> Figure:
    """How often the next word was among the network's first three, and how often the first."""
    first = run.latest.get("valid_top1")
    remark = "" if first is None else translate("Run", "top-1 {share}").format(share=share(first))
    return Figure(share(run.latest.get("valid_top3")), remark)


def speed_card(run: RunView) -> Figure:
    """Words a second, and how the numbers are held."""
    speed = run.latest.get("tokens_per_second") or run.plan.get("tokens_per_second")
    return Figure(count(speed) if speed else "–", str(run.plan.get("precision", "")))


def time_card(run: RunView) -> Figure:
    """The time left of the time expected."""
    if run.ended:
        elapsed = run.latest.get("elapsed_seconds")
        if elapsed is None:
            return Figure()
        remark = translate("Run", "after {time}").format(time=duration(elapsed))
        return Figure(translate("Run", "done"), remark)
    left = run.latest.get("eta_seconds", run.plan.get("expected_seconds"))
    whole = run.plan.get("expected_seconds")
    return Figure(duration(left), translate("Run", "of {time}").format(time=duration(whole)) if whole else "")


def saving(seconds: float | None) -> str:
    """Return for how long a run that was asked to end has been saving; "" where `seconds` is None."""
    if seconds is None:
        return ""
    text = translate("Run", "Stopping: what was learned is being saved, for {time} now.")
    return text.format(time=duration(seconds))


def saved(seconds: float | None) -> str:
    """Return how long ago a run was saved; "" where `seconds` is None."""
    return "" if seconds is None else translate("Run", "saved {time} ago").format(time=duration(seconds))


# Sentences ------------------------------------------------------------------------------------------------------------


def network(facts: dict[str, Any]) -> str:
    """Return the network of a plan: "LSTM, 400 units, 1 layer"."""
    cell = CELL_NAMES.get(facts["cell"], str(facts["cell"]))
    layers = translate("Run", "%n layer(s)", facts["layers"])
    return translate("Run", "{cell}, {units} units, {layers}").format(
        cell=cell, units=facts["units"], layers=layers
    )


def plan_lines(corpus: dict[str, Any], plan: dict[str, Any]) -> list[str]:
    """Return what a run has before it, a line each."""
    lines = []
    if plan:
        lines.append(network(plan))
    if corpus:
        words = translate("Run", "{words} words, {held_out} held out")
        lines.append(
            words.format(
                words=short_count(corpus["train_tokens"]), held_out=short_count(corpus["valid_tokens"])
            )
        )
        vocabulary = translate("Run", "vocabulary {vocabulary}, covers {coverage}")
        lines.append(
            vocabulary.format(vocabulary=count(corpus["vocabulary"]), coverage=share(corpus["coverage"]))
        )
    if plan:
        weights = translate("Run", "{weights} weights, {epochs} epochs")
        lines.append(weights.format(weights=short_count(plan["parameters"]), epochs=epochs(plan["epochs"])))
        measured = translate("Run", "about {time}, {memory}\u202fGB, measured here")
        lines.append(
            measured.format(time=duration(plan["expected_seconds"]), memory=f"{plan['memory_mb'] / 1000:.1f}")
        )
    return lines


def risk(plan: dict[str, Any]) -> str:
    """Return the risk that a run learns its text by heart."""
    return {
        "low": translate("Run", "Risk of learning the text by heart: low"),
        "some": translate("Run", "Risk of learning the text by heart: some; more text would help"),
        "high": translate("Run", "Risk of learning the text by heart: high; more text would help"),
    }.get(str(plan.get("overfitting", "")), "")


def warning(event: dict[str, Any], coverage: float | None = None) -> str:
    """Return a warning of the engine in plain words; one that is not known yet as the engine has it."""
    known = {
        "overfitting": translate(
            "Run",
            "It only learns its text by heart from here on: the run ends early, and the best state is kept.",
        ),
        "memorised": translate(
            "Run",
            "It knows its text almost by heart and will repeat it rather than predict: more text, a narrower "
            "network or less time would help.",
        ),
        "diverged": translate(
            "Run", "The training blew up; it goes on from the last good state with half the learning rate."
        ),
    }
    code = str(event.get("code"))
    if code == "low-coverage" and coverage is not None:
        return translate(
            "Run",
            "The vocabulary knows only {coverage} of the words of the held-out text: more text, a larger vocabulary "
            "or pieces of words would help.",
        ).format(coverage=share(coverage))
    return known.get(code) or str(event.get("message") or code)


def verdict(run: RunView) -> str:
    """Return how the network stands against the n-gram; "" before both are known."""
    if run.best is None or run.ngram_perplexity is None:
        return ""
    figures = {"network": perplexity(run.best[1]), "ngram": perplexity(run.ngram_perplexity)}
    if run.is_behind_ngram:
        behind = translate(
            "Run", "The n-gram still predicts better ({ngram}) than the network ({network}); lower is better."
        )
        return behind.format(**figures)
    ahead = translate("Run", "The network predicts better ({network}) than the n-gram ({ngram}).")
    return ahead.format(**figures)


def outcome_sentence(run: RunView, ok: bool, stopped: bool, message: str) -> str:
    """Return a sentence or two on how the run ended."""
    if not ok:
        return message or translate("Run", "The training failed.")
    if run.best is None:
        if run.usable:
            done = translate("Run", "Finished: the n-gram model is ready to use.")
            return translate("Run", "Stopped: the n-gram model is ready to use.") if stopped else done
        return translate("Run", "Stopped before there was a model to keep.")
    how = translate("Run", "Stopped.") if stopped else translate("Run", "Finished.")
    together = ""
    if run.together is not None:
        both = translate("Run", "Both together reach {figure}.")
        together = both.format(figure=perplexity(run.together))
    reached = verdict(run) or translate("Run", "The network reaches a perplexity of {network}.").format(
        network=perplexity(run.best[1])
    )
    return " ".join(part for part in (how, reached, together) if part)
