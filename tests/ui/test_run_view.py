import math

import pytest

from ui.run_view import RunView, epochs
from wordrnn.events import event

STARTED = event("started", model="letters", folder="/f", pid=1, resumed=False)
NGRAM = event("ngram", valid_perplexity=141.2, seconds=0.5)
CORPUS = event(
    "corpus", documents=3, train_tokens=48_000, valid_tokens=2_000, vocabulary=10_000, coverage=0.952
)
PLAN = event(
    "plan", cell="lstm", units=400, layers=1, embedding=400, parameters=5_300_000, batch=32, bptt=35,
    precision="bfloat16", tokens_per_second=17_740.0, epochs=16, expected_seconds=1200.0, memory_mb=900,
)  # fmt: skip


def step(epoch: float, loss: float | None, eta: float = 900.0) -> dict:
    return event(
        "step", epoch=epoch, epochs=16, progress=0.25, train_loss=loss, tokens_per_second=17_000.0,
        elapsed_seconds=300.0, eta_seconds=eta,
    )  # fmt: skip


def epoch(number: float, perplexity: float | None, best: bool) -> dict:
    return event(
        "epoch", epoch=number, epochs=16, train_loss=4.0, valid_loss=4.5, valid_perplexity=perplexity, best=best,
        tokens_per_second=17_000.0, elapsed_seconds=300.0, eta_seconds=900.0,
    )  # fmt: skip


def run_of(*events: dict) -> RunView:
    run = RunView()
    for item in events:
        run.apply(item)
    return run


def test_curves_and_best() -> None:
    run = run_of(
        STARTED,
        NGRAM,
        step(0.5, math.log(500)),
        epoch(1, 300.0, True),
        epoch(2, 88.4, True),
        epoch(3, 90.0, False),
    )
    assert run.training == [(0.5, pytest.approx(500))]
    assert run.held_out == [(1.0, 300.0), (2.0, 88.4), (3.0, 90.0)]
    assert run.best == (2.0, 88.4)
    assert run.perplexity_card().figure == "88.4"
    assert run.perplexity_card().remark == "n-gram 141.2"


def test_numbers_that_are_none_leave_no_trace() -> None:
    run = run_of(STARTED, step(0.5, None), epoch(1, None, False))
    assert run.training == run.held_out == []
    assert run.best is None
    assert run.perplexity_card().figure == "–"


def test_cards_and_progress() -> None:
    run = run_of(STARTED, PLAN, step(3.4, 4.2))
    assert run.epoch == "epoch 3.4 of 16"
    assert run.progress == pytest.approx(300 / 1200)
    assert run.speed_card().figure == "17,000"
    assert run.time_card().figure.replace("\u202f", " ") == "15 min 00 s"
    assert run.loss_card().figure == "4.200"


def test_the_plan_in_words() -> None:
    assert [line.replace("\u202f", " ") for line in run_of(CORPUS, PLAN).plan_lines()] == [
        "48k words, 2.0k held out",
        "vocabulary 10,000, covers 95.2%",
        "LSTM, 400 units, 1 layer",
        "5.3M weights, 16 epochs",
        "about 20 min 00 s, 0.9 GB, measured here",
    ]


def test_states() -> None:
    run = run_of(STARTED, event("stage", name="ngram"))
    assert run.state == "counting word sequences"
    run.apply(event("paused"))
    assert run.state == "paused"
    run.apply(event("resumed"))
    assert not run.paused
    run.apply({"event": "something-new", "x": 1})
    run.apply(event("warning", code="x", message="The text is short."))
    assert run.warnings == ["The text is short."]


def test_outcome_sentences() -> None:
    published = event(
        "published", model="letters", folder="/f", parts=["network", "ngram"], valid_perplexity=80.0
    )
    run = run_of(STARTED, NGRAM, epoch(2, 88.4, True), published)
    assert run.outcome_sentence(True, False, "Done.") == (
        "Finished: the network of letters reaches a perplexity of 88.4, better than the n-gram alone (141.2); "
        "with the n-gram 80.0."
    )
    assert run.outcome_sentence(False, False, "The disk is full.") == "The disk is full."
    first = event("published", model="letters", folder="/f", parts=["ngram"], valid_perplexity=141.2)
    assert (
        run_of(STARTED, NGRAM, first).outcome_sentence(True, True, "")
        == "Stopped: the n-gram model is ready to use."
    )
    assert run_of(STARTED).outcome_sentence(True, True, "") == "Stopped before there was a model to keep."


def test_epochs() -> None:
    assert [epochs(n) for n in (3, 3.0, 3.44, 12)] == ["3", "3", "3.4", "12"]


def test_more_passes_than_were_planned_are_not_said_to_be_fewer() -> None:
    run = run_of(STARTED, PLAN, {**step(9.2, 4.0), "epochs": 9.1})
    assert run.epoch == "epoch 9.2 of 9.2"


def test_a_run_that_ended_before_a_step_shows_no_time() -> None:
    run = run_of(STARTED)
    run.ended = True
    assert run.time_card().figure == "–"
