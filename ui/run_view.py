"""What a training run shows: its events folded into figures, curves and sentences. No Qt."""

import math
from dataclasses import dataclass, field
from typing import Any

from ui.wording import count, duration, perplexity, plural, short_count

CELL_NAMES = {
    "simple": "Simple RNN",
    "lstm": "LSTM",
    "peephole": "Peephole LSTM",
    "cifg": "CIFG (coupled LSTM)",
    "gru": "GRU",
}
STAGES = {
    "reading": "reading the texts",
    "ngram": "counting word sequences",
    "probe": "measuring this machine",
    "training": "training",
    "calibrating": "checking its probabilities",
}
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number for a card and the remark beneath it."""

    figure: str = "–"
    remark: str = ""


@dataclass(slots=True)
class RunView:
    """Everything the Train page shows of one run, brought forward event by event."""

    model: str = ""
    folder: str = ""
    stage: str = ""
    paused: bool = False
    ended: bool = False
    usable: bool = False  # something was published that predicts
    together: float | None = None  # validation perplexity of the mixture that was published last
    corpus: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)
    ngram_perplexity: float | None = None
    training: list[Point] = field(default_factory=list)  # (epochs done, training perplexity)
    held_out: list[Point] = field(default_factory=list)  # (epochs done, validation perplexity)
    best: Point | None = None
    latest: dict[str, Any] = field(default_factory=dict)  # fields of the last step or epoch
    warnings: list[str] = field(default_factory=list)

    def apply(self, event: dict[str, Any]) -> None:
        """Take in one event; names that are not known yet are passed over."""
        handler = getattr(self, f"_apply_{event['event']}", None)
        if handler is not None:
            handler(event)

    def _apply_started(self, event: dict[str, Any]) -> None:
        self.model, self.folder = str(event["model"]), str(event.get("folder", ""))
        self.ended = False

    def _apply_stage(self, event: dict[str, Any]) -> None:
        self.stage = str(event["name"])

    def _apply_corpus(self, event: dict[str, Any]) -> None:
        self.corpus = event

    def _apply_ngram(self, event: dict[str, Any]) -> None:
        self.ngram_perplexity = event["valid_perplexity"]

    def _apply_plan(self, event: dict[str, Any]) -> None:
        self.plan = event

    def _apply_step(self, event: dict[str, Any]) -> None:
        self.latest = {**self.latest, **event}
        loss = event.get("train_loss")
        if loss is not None and math.isfinite(loss):
            self.training.append((float(event["epoch"]), math.exp(min(loss, 50))))

    def _apply_epoch(self, event: dict[str, Any]) -> None:
        self.latest = {**self.latest, **event}
        point = (float(event["epoch"]), event["valid_perplexity"])
        if point[1] is None or not math.isfinite(point[1]):
            return
        self.held_out.append(point)
        if event.get("best") or self.best is None:
            self.best = point

    def _apply_published(self, event: dict[str, Any]) -> None:
        self.usable = True
        if "network" in event.get("parts", ()):
            self.together = event.get("valid_perplexity")
        self.folder = str(event.get("folder") or self.folder)

    def _apply_paused(self, event: dict[str, Any]) -> None:
        self.paused = True

    def _apply_resumed(self, event: dict[str, Any]) -> None:
        self.paused = False

    def _apply_warning(self, event: dict[str, Any]) -> None:
        self.warnings.append(str(event.get("message") or event.get("code")))

    def _apply_done(self, event: dict[str, Any]) -> None:
        self.ended = True
        self.paused = False

    # ---- what is shown

    @property
    def state(self) -> str:
        """One or two words for the header: "running", "paused"."""
        if self.ended:
            return "ended"
        return "paused" if self.paused else STAGES.get(self.stage, "starting")

    @property
    def progress(self) -> float | None:
        """The share of the run that is done, from 0 to 1; None before it is known."""
        elapsed, left = self.latest.get("elapsed_seconds"), self.latest.get("eta_seconds")
        if elapsed is None or left is None or elapsed + left <= 0:
            return None
        return elapsed / (elapsed + left)

    @property
    def epoch(self) -> str:
        """Where in the passes over the text it is: "epoch 3.4 of 16"; "" before the first."""
        if "epochs" not in self.latest:
            return ""
        done = self.latest["epoch"]
        return f"epoch {epochs(done)} of {epochs(max(done, self.latest['epochs']))}"

    def perplexity_card(self) -> Figure:
        """The network's best held-out perplexity beside the n-gram's and that of both together."""
        beside = [f"n-gram {perplexity(self.ngram_perplexity)}"] if self.ngram_perplexity is not None else []
        beside += [f"both {perplexity(self.together)}"] if self.together is not None else []
        return Figure(perplexity(self.best[1]) if self.best else "–", " · ".join(beside))

    def speed_card(self) -> Figure:
        """Words a second, and how the numbers are held."""
        speed = self.latest.get("tokens_per_second") or self.plan.get("tokens_per_second")
        return Figure(count(speed) if speed else "–", str(self.plan.get("precision", "")))

    def time_card(self) -> Figure:
        """The time left of the time expected."""
        if self.ended:
            elapsed = self.latest.get("elapsed_seconds")
            return Figure("done", f"after {duration(elapsed)}") if elapsed is not None else Figure()
        left = self.latest.get("eta_seconds", self.plan.get("expected_seconds"))
        whole = self.plan.get("expected_seconds")
        return Figure(duration(left), f"of {duration(whole)}" if whole else "")

    def loss_card(self) -> Figure:
        """The training loss in nats a word, and the epoch."""
        loss = self.latest.get("train_loss")
        return Figure(f"{loss:.3f}" if loss is not None else "–", self.epoch)

    def plan_lines(self) -> list[str]:
        """What the run chose, a line each."""
        lines = []
        if self.corpus:
            tokens = self.corpus["train_tokens"]
            lines.append(f"{short_count(tokens)} words, {short_count(self.corpus['valid_tokens'])} held out")
            lines.append(
                f"vocabulary {count(self.corpus['vocabulary'])}, covers {self.corpus['coverage']:.1%}"
            )
        if self.plan:
            plan = self.plan
            cell = CELL_NAMES.get(plan["cell"], plan["cell"])
            lines.append(f"{cell}, {plan['units']} units, {plural(plan['layers'], 'layer')}")
            lines.append(f"{short_count(plan['parameters'])} weights, {epochs(plan['epochs'])} epochs")
            memory = f", {plan['memory_mb'] / 1000:.1f} GB" if plan.get("memory_mb") else ""
            lines.append(f"about {duration(plan['expected_seconds'])}{memory}, measured here")
        return lines

    def outcome_sentence(self, ok: bool, stopped: bool, message: str) -> str:
        """Return one sentence on how the run ended."""
        if not ok:
            return message or "The training failed."
        how = "Stopped" if stopped else "Finished"
        if self.best is None:
            return (
                f"{how}: the n-gram model is ready to use."
                if self.usable
                else f"{how} before there was a model to keep."
            )
        together = f"; with the n-gram {perplexity(self.together)}" if self.together is not None else ""
        reached = f"the network of {self.model} reaches a perplexity of {perplexity(self.best[1])}"
        return f"{how}: {reached}{self._against_ngram()}{together}."

    def _against_ngram(self) -> str:
        if self.best is None or self.ngram_perplexity is None:
            return ""
        verb = "better" if self.best[1] < self.ngram_perplexity else "not yet better"
        return f", {verb} than the n-gram alone ({perplexity(self.ngram_perplexity)})"

    @property
    def most_perplexity(self) -> float:
        """The perplexity of guessing blindly: a curve above it says nothing more."""
        return float(self.corpus.get("vocabulary") or math.inf)


def epochs(number: float) -> str:
    """Return a number of passes over the text: "3", "3.4"."""
    return f"{number:.1f}".removesuffix(".0")
