import pytest

from tests.ui.train.test_run_view import CORPUS, NGRAM, PLAN, STARTED, epoch, plain, run_of, step
from ui.train import run_words
from wordrnn.events import event


def test_cards() -> None:
    run = run_of(STARTED, NGRAM, PLAN, epoch(1, 88.4, True), step(3.4, 4.2))
    assert run_words.epoch(run) == "epoch 3.4 of 16"
    assert run_words.perplexity_card(run) == run_words.Figure("88.4", "n-gram 141.2")
    assert plain(run_words.hits_card(run).figure) == "40.2 %"
    assert plain(run_words.hits_card(run).remark) == "top-1 25.0 %"
    assert run_words.speed_card(run).figure == "17,000"
    assert plain(run_words.time_card(run).figure) == "15 min 00 s"
    run.ended = True
    assert plain(run_words.time_card(run).remark) == "after 5 min 00 s"


def test_a_run_of_which_nothing_is_known() -> None:
    run = run_of(STARTED)
    assert run_words.epoch(run) == ""
    for card in (run_words.perplexity_card, run_words.hits_card, run_words.speed_card, run_words.time_card):
        assert card(run).figure == "–"
    run.ended = True
    assert run_words.time_card(run).figure == "–"


def test_more_passes_than_were_planned_are_not_said_to_be_fewer() -> None:
    assert run_words.epoch(run_of(STARTED, PLAN, {**step(9.2, 4.0), "epochs": 9.1})) == "epoch 9.2 of 9.2"


def test_the_plan_in_words() -> None:
    lines = [plain(line) for line in run_words.plan_lines(CORPUS, PLAN)]
    assert lines[0].startswith("LSTM, 400 units, 1 layer")
    assert lines[1:] == [
        "48k words, 2.0k held out",
        "vocabulary 10,000, covers 95.2 %",
        "5.3M weights, 16 epochs",
        "about 20 min 00 s, 0.9 GB, measured here",
    ]
    assert run_words.plan_lines({}, {}) == []
    assert "some" in run_words.risk(PLAN)
    assert run_words.risk({}) == ""


def test_states() -> None:
    run = run_of(STARTED, event("stage", name="ngram"))
    assert run_words.state(run) == "counting word sequences"
    run.apply(event("paused"))
    assert run_words.state(run) == "paused"
    run.stopping = True
    assert run_words.state(run) == "saving"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("memorised", "almost by heart"),
        ("overfitting", "ends early"),
        ("diverged", "blew up"),
        ("low-coverage", "only 95.2 % of the words"),
        ("new-one", "The text is short."),
    ],
)
def test_warnings_are_in_plain_words(code: str, said: str) -> None:
    warning = event("warning", code=code, message="The text is short.")
    assert said in plain(run_words.warning(warning, 0.952))


def test_how_it_ended() -> None:
    published = event(
        "published", model="letters", folder="/f", parts=["network", "ngram"], valid_perplexity=80.0
    )
    run = run_of(STARTED, NGRAM, epoch(2, 88.4, True), published)
    assert run_words.outcome_sentence(run, True, False, "Done.") == (
        "Finished. The network predicts better (88.4) than the n-gram (141.2). Both together reach 80.0."
    )
    behind = run_of(STARTED, NGRAM, epoch(2, 188.4, True))
    assert "The n-gram still predicts better (141.2)" in run_words.outcome_sentence(behind, True, True, "")
    assert run_words.outcome_sentence(run, False, False, "The disk is full.") == "The disk is full."
    first = event("published", model="letters", folder="/f", parts=["ngram"], valid_perplexity=141.2)
    counted = run_of(STARTED, NGRAM, first)
    assert run_words.outcome_sentence(counted, True, True, "") == "Stopped: the n-gram model is ready to use."
    said = run_words.outcome_sentence(run_of(STARTED), True, True, "")
    assert said == "Stopped before there was a model to keep."


def test_epochs() -> None:
    assert [run_words.epochs(n) for n in (3, 3.0, 3.44, 12)] == ["3", "3", "3.4", "12"]
