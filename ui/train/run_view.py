"""What a training run shows: its events folded into figures and curves. No Qt, and no words: those are `run_words`."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

CELL_NAMES = {
    "simple": "Simple RNN",
    "lstm": "LSTM",
    "peephole": "Peephole LSTM",
    "cifg": "CIFG",
    "gru": "GRU",
}
Point = tuple[float, float]
Answers = dict[str, list[tuple[str, float]]]
"""Prompt → (word, probability), the likeliest first."""


@dataclass(slots=True)
class RunView:
    """Everything the Train page shows of one run, brought forward event by event."""

    model: str = ""
    folder: str = ""
    stage: str = ""
    paused: bool = False
    ended: bool = False
    stopping: bool = False  # it was asked to end, and is saving
    usable: bool = False  # something was published that predicts
    together: float | None = None  # validation perplexity of the mixture that was published last
    corpus: dict[str, Any] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)
    ngram_perplexity: float | None = None
    training: list[Point] = field(default_factory=list)  # (epochs done, training perplexity, a running mean)
    raw: list[Point] = field(default_factory=list)  # the same, of the last windows alone
    held_out: list[Point] = field(default_factory=list)  # (epochs done, validation perplexity)
    best: Point | None = None
    latest: dict[str, Any] = field(default_factory=dict)  # fields of the last step or epoch
    warnings: list[dict[str, Any]] = field(default_factory=list)
    prompts: list[tuple[float, Answers]] = field(default_factory=list)  # (epochs done, what was predicted)

    def apply(self, event: dict[str, Any]) -> None:
        """Take in one event; names that are not known yet are passed over."""
        handler = getattr(self, f"_apply_{event['event']}", None)
        if handler is not None:
            handler(event)

    def _apply_started(self, event: dict[str, Any]) -> None:
        self.model, self.folder = str(event["model"]), str(event.get("folder", ""))
        self.ended = self.stopping = self.paused = False
        self.warnings = []

    def _apply_stage(self, event: dict[str, Any]) -> None:
        self.stage = str(event["name"])

    def _apply_corpus(self, event: dict[str, Any]) -> None:
        self.corpus = event

    def _apply_ngram(self, event: dict[str, Any]) -> None:
        self.ngram_perplexity = event["valid_perplexity"]

    def _apply_plan(self, event: dict[str, Any]) -> None:
        self.plan = event

    def _apply_extended(self, event: dict[str, Any]) -> None:
        if self.plan:
            self.plan = {**self.plan, "expected_seconds": event["expected_seconds"]}

    def _apply_step(self, event: dict[str, Any]) -> None:
        self.latest = {**self.latest, **event}
        for points, loss in ((self.training, event.get("train_loss")), (self.raw, event.get("raw_loss"))):
            if loss is not None and math.isfinite(loss):
                _add(points, (float(event["epoch"]), math.exp(min(loss, 50))))

    def _apply_epoch(self, event: dict[str, Any]) -> None:
        self.latest = {**self.latest, **event}
        point = (float(event["epoch"]), event["valid_perplexity"])
        if point[1] is None or not math.isfinite(point[1]):
            return
        _add(self.held_out, point)
        if self.best is not None and self.best[0] > point[0]:
            self.best = min(self.held_out, key=lambda each: each[1])  # it went back to before its best
        if event.get("best") or self.best is None:
            self.best = point

    def _apply_prompts(self, event: dict[str, Any]) -> None:
        answers = {
            str(answer["prompt"]): [(str(word), float(share)) for word, share in answer["words"]]
            for answer in event["answers"]
        }
        while self.prompts and self.prompts[-1][0] >= event["epoch"]:
            self.prompts.pop()
        self.prompts.append((float(event["epoch"]), answers))

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
        self.warnings = [each for each in self.warnings if each.get("code") != event.get("code")] + [event]

    def _apply_done(self, event: dict[str, Any]) -> None:
        self.ended = True
        self.paused = self.stopping = False

    # ---- what follows from it

    @property
    def progress(self) -> float | None:
        """The share of the run that is done, from 0 to 1; None before it is known."""
        elapsed, left = self.latest.get("elapsed_seconds"), self.latest.get("eta_seconds")
        if elapsed is None or left is None or elapsed + left <= 0:
            return None
        return elapsed / (elapsed + left)

    @property
    def is_behind_ngram(self) -> bool | None:
        """Whether the n-gram still predicts better than the best network; None before there are both."""
        if self.best is None or self.ngram_perplexity is None:
            return None
        return self.best[1] >= self.ngram_perplexity

    @property
    def most_perplexity(self) -> float:
        """The perplexity of guessing blindly: a curve above it says nothing more."""
        return float(self.corpus.get("vocabulary") or math.inf)


def view_of(events: Iterable[dict[str, Any]], name: str) -> RunView:
    """Return what the log of the run `name` tells of it."""
    view = RunView(model=name)
    for event in events:
        view.apply(event)
    return view


def _add(points: list[Point], point: Point) -> None:
    """Add a point; those at or after it are of a state that the run went back from."""
    while points and points[-1][0] >= point[0]:
        points.pop()
    points.append(point)
