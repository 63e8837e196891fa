import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.test_run_view import CORPUS, NGRAM, PLAN, epoch, step
from ui.background import Background
from ui.corpus_shelf import CorpusRow
from ui.pages.train import TrainPage, TrainSources
from ui.plot import nice_ticks, thinned
from ui.theme import Theme
from ui.training_process import TrainingProcess

CHILD = """
import json, sys
def say(name, /, **fields):
    print(json.dumps({"event": name, **fields}), flush=True)
name = sys.argv[sys.argv.index("--name") + 1]
say("started", model=name, folder="f", pid=1, resumed=False)
say("ngram", valid_perplexity=141.2, seconds=0.1)
say("published", model=name, folder="f", parts=["ngram"], valid_perplexity=141.2)
for line in sys.stdin:
    word = line.strip()
    if word == "pause": say("paused")
    if word == "resume": say("resumed")
    if word == "snapshot": say("published", model=name, folder="f", parts=["network", "ngram"], valid_perplexity=80.0)
    if word == "stop":
        say("done", ok=True, stopped=True, message="Stopped.", model=name, folder="f"); break
"""


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, tmp_path: Path) -> Iterator[TrainPage]:
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    background = Background()
    rows = [CorpusRow("builtin", "Built-in texts", 10_450, True), CorpusRow("letters", "letters", 48_000)]
    models = [SimpleNamespace(name="model-1", training=False), SimpleNamespace(name="cut off", training=True)]
    sources = TrainSources(corpora=lambda: rows, models=lambda: models)
    made = TrainPage(
        theme, sources, background, lambda: TrainingProcess(command=[sys.executable, str(script)])
    )
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    made.page_shown()
    qtbot.waitUntil(lambda: bool(made._boxes))
    yield made
    background.close()


def test_what_is_asked_for(page: TrainPage) -> None:
    assert page.options().arguments() == ["builtin", "--name", "model-2", "--minutes", "20", "--events"]
    page._boxes["letters"].setChecked(True)
    page._effort._group.button(0).click()
    page._cell.setCurrentIndex(page._cell.findData("gru"))
    page._units.setValue(128)
    assert page.options().arguments() == [
        "builtin", "letters", "--name", "model-2", "--minutes", "5", "--cell", "gru", "--units", "128", "--events",
    ]  # fmt: skip


def test_minutes_and_effort_follow_each_other(page: TrainPage) -> None:
    page._minutes.setValue(60)
    assert page._effort.choice() == "Best"
    page._minutes.setValue(7)
    assert page._effort.choice() is None


@pytest.mark.parametrize(
    ("name", "checked", "said"),
    [
        ("", True, "Give the model a name."),
        ("model-1", True, "already a model"),
        ("new", False, "at least one text"),
        ("a/b", True, "A name is"),
    ],
)
def test_what_cannot_be_started_says_why(page: TrainPage, name: str, checked: bool, said: str) -> None:
    page._boxes["builtin"].setChecked(checked)
    page._name.setText(name)
    assert not page._start.isEnabled()
    assert said in page._hint.text()


def test_a_run_from_start_to_stop(page: TrainPage, qtbot: QtBot) -> None:
    page._name.setText("new")
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        page._start.click()
    assert page.is_training
    assert not page._start.isEnabled()
    qtbot.waitUntil(page._use.isVisible)
    with qtbot.waitSignal(page.use_wanted, timeout=20_000) as used:
        page._use.click()
    assert used.args == ["new"]
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Resume", timeout=20_000)
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Pause", timeout=20_000)
    with qtbot.waitSignal(page.settled, timeout=20_000):
        page._stop.click()
    assert page._sentence.text() == "Stopped: the n-gram model is ready to use."
    assert not page.is_training


def test_an_interrupted_run_can_be_resumed(page: TrainPage, qtbot: QtBot) -> None:
    assert page._resume.text() == "Resume cut off"
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        page._resume.click()
    assert page.run.model == "cut off"
    with qtbot.waitSignal(page.settled, timeout=20_000):  # pytest-qt deletes the page before fixtures end
        page.stop_run()


def test_of_several_interrupted_runs_one_is_chosen(page: TrainPage, qtbot: QtBot) -> None:
    page._interrupted = ["cut off", "R&D"]
    page._check()
    menu = page._resume.menu()
    assert menu is not None
    assert [action.text() for action in menu.actions()] == ["cut off", "R&&D"]
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        menu.actions()[1].trigger()
    assert page.run.model == "R&D"
    with qtbot.waitSignal(page.settled, timeout=20_000):
        page.stop_run()
    page._interrupted = ["cut off"]
    page._check()
    assert page._resume.menu() is None
    assert page._resume.text() == "Resume cut off"


def test_events_are_drawn(page: TrainPage, qtbot: QtBot) -> None:
    for item in (
        CORPUS,
        NGRAM,
        PLAN,
        step(0.5, 6.0),
        epoch(1, 300.0, True),
        epoch(2, 88.4, True),
        step(2.5, 4.0),
    ):
        page._on_event(item)
    page._show_run()
    assert page._cards[0]._figure.text() == "88.4"
    assert page._plot is not None
    assert page._plot.describe() == "Best held-out perplexity 88.4 at epoch 2, n-gram 141.2."
    assert "vocabulary 10,000" in page._plan_text.text()
    assert not page.grab().isNull()


def test_ticks_and_thinning() -> None:
    assert nice_ticks(50, 1100) == [50, 100, 200, 500, 1000] or len(nice_ticks(50, 1100)) <= 7
    assert all(50 <= tick <= 1100 for tick in nice_ticks(50, 1100))
    points = [(float(n), 1.0) for n in range(10_000)]
    assert len(thinned(points)) <= 1500 + 1
    assert thinned(points)[-1] == points[-1]
    assert thinned(points[:3]) == points[:3]


def test_corpora_stay_unchosen(page: TrainPage, qtbot: QtBot) -> None:
    page._boxes["builtin"].setChecked(False)
    before = page._boxes["builtin"]
    page.page_shown()
    qtbot.waitUntil(lambda: page._boxes["builtin"] is not before)
    assert page.options().corpora == ()


def test_the_chart_takes_the_room_there_is(page: TrainPage, qtbot: QtBot) -> None:
    page.resize(1100, 560)
    page._make_plot()
    area = page._curve.parentWidget().parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)
