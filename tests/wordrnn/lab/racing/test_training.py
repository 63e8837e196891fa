import os
import sys
import threading
from pathlib import Path

import pytest

from wordrnn.errors import ModelError
from wordrnn.lab.racing import training
from wordrnn.lab.racing.measuring import Interrupted
from wordrnn.lab.racing.text import RaceText, Source, prepared
from wordrnn.lab.racing.training import Order, Report, require_trainer, train

ORDER = Order("gru", units=8, embedding=6, seed=1, epochs=1)


@pytest.fixture
def text(tmp_path: Path) -> RaceText:
    path = tmp_path / "corpus.txt"
    lines = [f"The {number % 7} small dogs see line {number % 9} and the cats.\n" for number in range(300)]
    path.write_text("".join(lines), encoding="utf-8")
    return prepared(Source((str(path),)), tmp_path / "race", lambda: False)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_the_trainer_trains_over_the_vocabulary_of_the_race(tmp_path: Path, text: RaceText) -> None:
    pytest.importorskip("tensorflow")
    require_trainer()
    reports: list[Report] = []
    trained = train(ORDER, text, tmp_path / "race" / "gru", reports.append, lambda: False)
    assert trained.model.vocab_size == text.dataset.tokenizer.vocab_size
    assert (trained.model.config.cell, trained.model.config.units) == ("gru", 8)
    assert trained.seconds > 0 and trained.tokens_per_second > 0
    assert trained.epochs == pytest.approx(1)
    assert reports[-1].share == pytest.approx(1) and reports[-1].valid_perplexity
    # The tokenised text of the race was found where the trainer looks, and nothing is left elsewhere.
    assert len(list((text.home / "cache" / "shards").iterdir())) == 1


def fake(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Let the trainer be a script that does what `script` says."""
    running = training._running
    command = [sys.executable, "-c", script]
    monkeypatch.setattr(training, "_running", lambda _, *rest: running(command, *rest))


def test_a_trainer_that_fails_is_quoted(
    tmp_path: Path, text: RaceText, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake(monkeypatch, "import sys; print('wordrnn: The disk is full.', file=sys.stderr); sys.exit(2)")
    with pytest.raises(ModelError) as caught:
        train(ORDER, text, tmp_path / "gru", lambda _: None, lambda: False)
    assert caught.value.code == "race-training-failed"
    assert caught.value.params["reason"] == "The disk is full."


def test_a_trainer_that_is_not_wanted_any_more_is_told_so_and_gone(
    tmp_path: Path, text: RaceText, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = tmp_path / "said"
    step = '{"event": "step", "elapsed_seconds": 1, "eta_seconds": 3, "epoch": 0.5, "tokens_per_second": 9}'
    fake(
        monkeypatch,
        f"import os, sys; print('{step}', flush=True); "
        f"open({str(said)!r}, 'w').write(f'{{os.getpid()}} {{sys.stdin.readline()}}')",
    )
    begun = threading.Event()
    reports: list[Report] = []

    def report(now: Report) -> None:
        reports.append(now)
        begun.set()

    with pytest.raises(Interrupted):
        train(ORDER, text, tmp_path / "gru", report, begun.is_set)
    assert reports == [Report(0.25, 1, 0.5, None, None)]
    number, word = said.read_text().split()
    assert word == "discard"
    with pytest.raises(ProcessLookupError):
        os.kill(int(number), 0)
