import math

import pytest

from ui.train.run_view import RunView
from wordrnn.events import event

STARTED = event("started", model="letters", folder="/f", pid=1, resumed=False)
NGRAM = event("ngram", valid_perplexity=141.2, seconds=0.5)
CORPUS = event(
    "corpus", documents=3, train_tokens=48_000, valid_tokens=2_000, vocabulary=10_000, coverage=0.952
)
PLAN = event(
    "plan", cell="lstm", units=400, layers=1, embedding=400, parameters=5_300_000, batch=32, bptt=35,
    precision="bfloat16", tokens_per_second=17_740.0, epochs=16, expected_seconds=1200.0, memory_mb=900,
    overfitting="some",
)  # fmt: skip


def step(epoch: float, loss: float | None, eta: float = 900.0) -> dict:
    return event(
        "step", epoch=epoch, epochs=16, progress=0.25, train_loss=loss, raw_loss=loss, tokens_per_second=17_000.0,
        elapsed_seconds=300.0, eta_seconds=eta,
    )  # fmt: skip


def epoch(number: float, perplexity: float | None, best: bool) -> dict:
    return event(
        "epoch", epoch=number, epochs=16, train_loss=4.0, valid_loss=4.5, valid_perplexity=perplexity,
        valid_top1=0.25, valid_top3=0.402, best=best,
        tokens_per_second=17_000.0, elapsed_seconds=300.0, eta_seconds=900.0,
    )  # fmt: skip


def run_of(*events: dict) -> RunView:
    run = RunView()
    for item in events:
        run.apply(item)
    return run


def plain(text: str) -> str:
    return text.replace("\u202f", " ")


def test_curves_and_best() -> None:
    run = run_of(
        STARTED,
        NGRAM,
        step(0.5, math.log(500)),
        epoch(1, 300.0, True),
        epoch(2, 88.4, True),
        epoch(3, 90.0, False),
    )
    assert run.training == run.raw == [(0.5, pytest.approx(500))]
    assert run.held_out == [(1.0, 300.0), (2.0, 88.4), (3.0, 90.0)]
    assert run.best == (2.0, 88.4)
    assert run.is_behind_ngram is False


def test_a_run_that_goes_back_goes_on_from_there() -> None:
    run = run_of(STARTED, epoch(1, 300.0, True), step(1.5, 5.0), epoch(2, 88.4, True), epoch(3, 90.0, False))
    for item in ({**STARTED, "resumed": True}, step(1.2, 5.1), epoch(2, 200.0, True)):
        run.apply(item)
    assert [x for x, _ in run.training] == [1.2]
    assert run.held_out == [(1.0, 300.0), (2.0, 200.0)]
    assert run.best == (2.0, 200.0)


def test_numbers_that_are_none_leave_no_trace() -> None:
    run = run_of(STARTED, step(0.5, None), epoch(1, None, False))
    assert run.training == run.held_out == run.raw == []
    assert run.best is None
    assert run.is_behind_ngram is None


def test_progress_and_more_time() -> None:
    run = run_of(STARTED, PLAN, step(3.4, 4.2))
    assert run.progress == pytest.approx(300 / 1200)
    run.apply(event("extended", minutes=5.0, expected_seconds=1500.0))
    assert run.plan["expected_seconds"] == 1500.0


def test_an_older_version_says_less() -> None:
    old = step(0.5, 4.0)
    del old["raw_loss"]
    older = epoch(1, 90.0, True)
    del older["valid_top1"], older["valid_top3"]
    run = run_of(STARTED, old, older)
    assert run.training and not run.raw and run.best == (1.0, 90.0)


def test_answers_to_prompts_by_epoch() -> None:
    def told(at: float, word: str) -> dict:
        answers = [{"prompt": "It was ", "words": [[word, 0.5], ["x", 0.1]]}]
        return event("prompts", epoch=at, parts=["ngram"], answers=answers)

    run = run_of(STARTED, told(0.0, "of"), told(1.0, "time"), told(1.0, "day"))
    assert run.prompts == [
        (0.0, {"It was ": [("of", 0.5), ("x", 0.1)]}),
        (1.0, {"It was ": [("day", 0.5), ("x", 0.1)]}),
    ]


def test_what_is_not_known_yet_is_passed_over() -> None:
    run = run_of(STARTED)
    run.apply({"event": "something-new", "x": 1})
    run.apply(event("paused"))
    assert run.paused
    run.apply(event("resumed"))
    assert not run.paused
    for _ in range(2):
        run.apply(event("warning", code="x", message="The text is short."))
    assert len(run.warnings) == 1
