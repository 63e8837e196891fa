import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QScrollArea
from pytestqt.qtbot import QtBot

from tests.ui.mouse import move_to
from tests.ui.train.test_run_view import CORPUS, NGRAM, PLAN, epoch, step
from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.settings import Settings
from ui.style.theme import Theme
from ui.train.page import TrainPage
from ui.train.past_runs import PastRun
from ui.train.process import TrainingProcess
from ui.train.run_log import UnfinishedRun
from ui.train.run_strip import cut_of
from ui.train.sources import TrainSources
from wordrnn import lock
from wordrnn.events import event, to_line
from wordrnn.model_summary import ModelSummary

CHILD = """
import json, sys
def say(name, /, **fields):
    print(json.dumps({"event": name, **fields}), flush=True)
if "--plan" in sys.argv:
    say("corpus", documents=1, train_tokens=9000, valid_tokens=500, vocabulary=1200, coverage=0.91)
    say("plan", cell="gru", units=192, layers=1, embedding=96, parameters=300000, batch=32, bptt=35,
        precision="float32", tokens_per_second=9000.0, epochs=9.5, expected_seconds=300.0, memory_mb=900,
        overfitting="high")
    say("done", ok=True, stopped=False, message="Done.", model="", folder="")
    sys.exit(0)
name = sys.argv[sys.argv.index("--name") + 1]
say("started", model=name, folder="f", pid=1, resumed=False)
say("ngram", valid_perplexity=141.2, seconds=0.1)
say("plan", cell="gru", units=192, layers=1, embedding=96, parameters=300000, batch=32, bptt=35,
    precision="float32", tokens_per_second=9000.0, epochs=9.5, expected_seconds=300.0, memory_mb=900,
    overfitting="low")
say("published", model=name, folder="f", parts=["ngram"], valid_perplexity=141.2)
prompts = []
for line in sys.stdin:
    word, _, rest = line.strip().partition(" ")
    if word == "pause": say("paused")
    if word == "resume": say("resumed")
    if word == "snapshot": say("snapshot", step=1)
    if word == "longer": say("extended", minutes=float(rest), expected_seconds=999.0)
    if word == "prompts":
        prompts = json.loads(rest)
        say("prompts", epoch=1.0, parts=["ngram"], answers=[{"prompt": p, "words": [["day", 0.5]]} for p in prompts])
    if word in ("stop", "now", "discard"):
        say("done", ok=True, stopped=True, message="Stopped.", model=name, folder="f"); break
"""


@pytest.fixture
def unfinished() -> list[UnfinishedRun]:
    return [UnfinishedRun("cut off", Path("nowhere"), False, True, 0.0, 3.4)]


@pytest.fixture
def page(theme: Theme, qtbot: QtBot, tmp_path: Path, unfinished: list[UnfinishedRun]) -> Iterator[TrainPage]:
    script = tmp_path / "child.py"
    script.write_text(CHILD, encoding="utf-8")
    background = Background()
    rows = [CorpusRow("builtin", "Built-in texts", 10_450, True), CorpusRow("letters", "letters", 48_000)]
    models = [
        ModelSummary("model-1", Path("m"), "", 0, False, "lstm", 4, 1, 9, 9, None, "", False, None),
        ModelSummary("counted", Path("c"), "", 0, False, None, 0, 0, 0, 9, None, "", False, None),
    ]
    past = [
        PastRun("old", "2026-11-01", ((1.0, 200.0), (2.0, 150.0)), "lstm", 64, 1, 4000, "word", "letters")
    ]
    sources = TrainSources(lambda: rows, lambda: models, lambda: unfinished, lambda: past)
    made = TrainPage(
        theme,
        sources,
        background,
        Settings(tmp_path / "settings"),
        lambda: TrainingProcess(command=[sys.executable, str(script)]),
    )
    made.estimate._timer.setInterval(0)
    qtbot.addWidget(made, before_close_func=lambda _: made.closing())
    made.resize(1200, 700)
    made.show()
    made.page_shown()
    qtbot.waitUntil(lambda: bool(made.choices.boxes))
    yield made
    background.close()


def start(page: TrainPage, qtbot: QtBot, name: str = "new") -> None:
    page.choices.name.setText(name)
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        page.choices.start.click()


def stop(page: TrainPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.settled, timeout=20_000):
        page._stop.click()


def test_the_switch_of_the_corpora_page_is_heeded(page: TrainPage) -> None:
    assert "--no-redact" not in page.command_line()
    page._settings.redact = False
    assert page.command_line().endswith(" --no-redact")
    assert "--no-redact" in page.options().arguments()


def test_what_is_asked_for(page: TrainPage) -> None:
    choices = page.choices
    assert choices.options().arguments() == [
        "builtin", "--name", "model-2", "--preset", "balanced", "--events",
    ]  # fmt: skip
    choices.boxes["letters"].setChecked(True)
    choices.effort._group.button(0).click()
    choices.advanced.cell.setCurrentIndex(choices.advanced.cell.findData("gru"))
    choices.advanced.units.setValue(128)
    choices.advanced.tokenizer.setCurrentIndex(2)
    choices.advanced.seed.setValue(7)
    assert choices.options().arguments() == [
        "builtin", "letters", "--name", "model-2", "--preset", "quick", "--cell", "gru", "--tokenizer", "bpe",
        "--units", "128", "--seed", "7", "--events",
    ]  # fmt: skip
    choices.choose_base("model-1")
    assert choices.options().settings == {"from": "model-1", "seed": "7"}
    assert not choices.advanced.cell.isEnabled()
    assert choices.advanced.base.findData("counted") < 0, "an n-gram alone is nothing to go on from"


def test_minutes_and_effort_follow_each_other(page: TrainPage) -> None:
    page.choices.minutes.setValue(60)
    assert page.choices.effort.choice() == "Best"
    page.choices.minutes.setValue(7)
    assert page.choices.effort.choice() is None


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
    page.choices.boxes["builtin"].setChecked(checked)
    page.choices.name.setText(name)
    assert not page.choices.start.isEnabled()
    assert said in page.choices.hint.text()


def test_the_plan_is_there_before_the_start_and_asked_for_once(page: TrainPage, qtbot: QtBot) -> None:
    choices = page.choices
    qtbot.waitUntil(lambda: "GRU, 192 units" in choices._plan_text.text(), timeout=20_000)
    assert "high" in choices._risk.text()
    assert "covers 91.0" in choices._plan_text.text()
    begun: list[int] = []
    page.estimate.begun.connect(lambda: begun.append(1))
    choices.minutes.setValue(7)
    qtbot.waitUntil(lambda: len(begun) == 1, timeout=20_000)
    with qtbot.waitSignal(page.estimate.told, timeout=20_000):
        pass
    with qtbot.waitSignal(page.estimate.told):
        choices.minutes.setValue(20)  # known: no process
    choices.name.setText("another name")
    assert len(begun) == 1
    choices.boxes["builtin"].setChecked(False)
    assert not choices._plan.isVisible()


def test_a_run_from_start_to_stop(page: TrainPage, qtbot: QtBot) -> None:
    start(page, qtbot)
    assert page.is_training
    assert not page.choices.start.isEnabled()
    qtbot.waitUntil(page._use.isVisible)
    with qtbot.waitSignal(page.use_wanted) as used:
        page._use.click()
    assert used.args == ["new"]
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Resume", timeout=20_000)
    page._pause.click()
    qtbot.waitUntil(lambda: page._pause.text() == "Pause", timeout=20_000)
    page.menu.longer[0].trigger()
    qtbot.waitUntil(lambda: page.run.plan.get("expected_seconds") == 999.0, timeout=20_000)
    page.menu.snapshot.trigger()
    qtbot.waitUntil(lambda: page.current.saved_seconds is not None, timeout=20_000)
    with qtbot.waitSignal(page.use_wanted, timeout=20_000):  # at its end it is opened again
        page._stop.click()
    assert page.panel.sentence.text() == "Stopped: the n-gram model is ready to use."
    assert not page.is_training
    page.menu.aboutToShow.emit()
    assert page.menu.longer[0].isEnabled()
    assert not page.menu.discard.isEnabled()


def test_prompts_are_the_persons_own(page: TrainPage, qtbot: QtBot) -> None:
    field = page.panel.prompts.fields[0]
    field.setText("Dear committee,")
    field.editingFinished.emit()
    assert page._settings.prompts[0] == "Dear committee,"
    start(page, qtbot)
    qtbot.waitUntil(lambda: bool(page.run.prompts), timeout=20_000)
    assert set(page.run.prompts[-1][1]) == {"Dear committee, ", "Thanks for the ", "She opened the "}
    field.setText("I am")
    field.editingFinished.emit()
    qtbot.waitUntil(lambda: "I am " in page.run.prompts[-1][1], timeout=20_000)
    qtbot.waitUntil(lambda: "day" in [cell.text() for cell in page.panel.prompts._cells])
    stop(page, qtbot)


def test_prompts_are_remembered_as_they_are(tmp_path: Path) -> None:
    for prompts in (["a, b", "", 'ü; "x"'], ["", "", ""]):
        settings = Settings(tmp_path)
        settings.prompts = prompts
        settings.sync()
        assert Settings(tmp_path).prompts == prompts


def test_an_interrupted_run_can_be_resumed(page: TrainPage, qtbot: QtBot) -> None:
    assert page.choices.resume.text() == "Resume cut off"
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        page.choices.resume.click()
    assert page.run.model == "cut off"
    assert page.command_line() == "wordrnn train --resume --name 'cut off'"
    stop(page, qtbot)


def test_of_several_interrupted_runs_one_is_chosen(
    page: TrainPage, qtbot: QtBot, unfinished: list[UnfinishedRun]
) -> None:
    unfinished.append(UnfinishedRun("R&D", Path("nowhere"), False, False, 0.0, None))
    page.page_shown()
    qtbot.waitUntil(lambda: page.choices.resume.menu() is not None)
    menu = page.choices.resume.menu()
    assert [action.text() for action in menu.actions()] == ["cut off", "R&&D"]
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        menu.actions()[1].trigger()
    assert page.run.model == "R&D"
    stop(page, qtbot)


def test_what_was_cut_off_is_offered_calmly_and_once(page: TrainPage, qtbot: QtBot) -> None:
    page.look_for_runs()
    qtbot.waitUntil(lambda: not page.strip.isHidden())
    assert "cut off" in page.strip.text.text() or "cut off" in page.strip.text.toolTip()
    assert "at epoch 3.4" in page.strip.text.toolTip()
    page.strip.later.click()
    assert page.strip.isHidden()
    assert page._settings.dismissed_run == cut_of(page._unfinished[0])
    page.look_for_runs()
    with qtbot.assertNotEmitted(page.strip.resume_wanted, wait=100):
        pass
    assert page.strip.isHidden()
    page._settings.dismissed_run = ""
    page.look_for_runs()
    qtbot.waitUntil(lambda: not page.strip.isHidden())
    with qtbot.waitSignals([page.page_wanted, page.models_changed], timeout=20_000):
        page.strip.resume.click()
    assert page.run.model == "cut off"
    stop(page, qtbot)


def test_a_run_without_a_window_is_found_again(
    page: TrainPage, qtbot: QtBot, unfinished: list[UnfinishedRun], tmp_path: Path
) -> None:
    folder = tmp_path / "away"
    (folder / "training").mkdir(parents=True)
    log = folder / "training" / "events.jsonl"
    log.write_text(
        to_line(event("started", model="away", folder=str(folder), pid=1, resumed=False))
        + to_line(NGRAM)
        + to_line(epoch(1, 120.0, True))
    )
    unfinished.insert(0, UnfinishedRun("away", folder, True, False, 1.0, 1.0))
    with lock.holding(folder / "training"):
        page.look_for_runs()
        qtbot.waitUntil(lambda: page.run.best == (1.0, 120.0))
        assert page.is_training
        assert page.header._remark.toolTip().startswith("away")
        page._pause.click()
        qtbot.waitUntil(lambda: "pause" in (folder / "training" / "requests").read_text())
        requests = (folder / "training" / "requests").read_text().splitlines()
        assert json.loads(requests[0].removeprefix("prompts "))[1] == "Thanks for the "
        page.current.stop()
        assert page.unsettled()
        with log.open("a") as file:
            file.write(
                to_line(event("done", ok=True, stopped=True, message="Stopped.", model="away", folder="f"))
            )
    qtbot.waitUntil(lambda: not page.is_training)
    assert page.panel.sentence.text().startswith("Stopped.")


def test_beside_a_run_that_goes_on_none_is_offered_or_begun(
    page: TrainPage, qtbot: QtBot, unfinished: list[UnfinishedRun], tmp_path: Path
) -> None:
    (tmp_path / "away" / "training").mkdir(parents=True)
    with lock.holding(tmp_path / "away" / "training"):
        unfinished.append(UnfinishedRun("away", tmp_path / "away", True, False, 1.0, 1.0))
        page.look_for_runs()
        qtbot.waitUntil(lambda: page.is_training)
        assert page.strip.isHidden()
        process = page.process
        page.current.start(page.options())
        assert page.process is process and page.run.model == "away"
    qtbot.waitUntil(lambda: not page.is_training)


def test_resume_asked_for_twice_starts_one_run(page: TrainPage, qtbot: QtBot) -> None:
    begun: list[int] = []
    page.current.begun.connect(lambda: begun.append(1))
    with qtbot.waitSignal(page.models_changed, timeout=20_000):
        page.resume_run("cut off")
        page.resume_run("cut off")
    stop(page, qtbot)
    assert len(begun) == 1


def test_an_attached_run_that_dies_says_so(
    page: TrainPage, qtbot: QtBot, unfinished: list[UnfinishedRun], tmp_path: Path
) -> None:
    (tmp_path / "gone" / "training").mkdir(parents=True)
    unfinished[:] = [UnfinishedRun("gone", tmp_path / "gone", True, False, 1.0, 1.0)]
    page.look_for_runs()
    qtbot.waitUntil(lambda: "cut off" in page.panel.sentence.text())
    assert not page.is_training


def test_discarding_is_asked_about(page: TrainPage, qtbot: QtBot) -> None:
    def answer(role: QMessageBox.ButtonRole) -> None:
        page.menu.discard.trigger()
        box = next(each for each in page.findChildren(QMessageBox) if each.isVisible())
        assert box.text() == "Discard new?"
        assert box.buttonRole(box.defaultButton()) == QMessageBox.ButtonRole.RejectRole
        next(each for each in box.buttons() if box.buttonRole(each) == role).click()

    start(page, qtbot)
    answer(QMessageBox.ButtonRole.RejectRole)
    assert page.is_training and not page.run.stopping
    with qtbot.waitSignal(page.settled, timeout=20_000):
        answer(QMessageBox.ButtonRole.DestructiveRole)


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
        page.current.take_in(item)
    page._show_run()
    assert page.panel.cards[0]._figure.text() == "88.4"
    assert page.panel.cards[1]._figure.text().replace("\u202f", " ") == "40.2 %"
    plot = page.panel.plot
    assert plot.accessibleDescription() == "Best held-out perplexity 88.4 at epoch 2, n-gram 141.2."
    assert "The network predicts better (88.4)" in page.panel.sentence.text()
    assert not page.grab().isNull()
    plot.setFocus()
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.accessibleDescription().startswith("epoch 1 · training 403.4 · held-out 300.0 · ")
    QTest.keyClick(plot, Qt.Key.Key_Right)
    assert "held-out 88.4" in plot.reading()
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert "held-out 300.0" in plot.reading()
    move_to(plot, plot.rect().center())
    assert "epoch 1.2" in plot.reading() or "epoch 1.3" in plot.reading()
    assert not plot.grab().isNull()
    QTest.keyClick(plot, Qt.Key.Key_Escape)
    assert plot.reading() == ""


def test_an_ngram_that_is_better_is_said_to_be(page: TrainPage) -> None:
    for item in (NGRAM, epoch(1, 300.0, True)):
        page.current.take_in(item)
    page._show_run()
    assert "The n-gram still predicts better (141.2)" in page.panel.sentence.text()


def test_another_run_is_laid_over(page: TrainPage, qtbot: QtBot) -> None:
    model = page.panel.runs.model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    index = model.index(0, 0)
    assert model.data(index, Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked, (
        "the newest is drawn at first"
    )
    model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    before = page.panel.plot.grab().toImage()
    assert model.setData(index, Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    assert [overlay.name for overlay in page.panel.plot._overlays] == ["old"]
    assert page.panel.plot.grab().toImage() != before
    page.panel.plot.read_at(2.0)
    assert "old 150.0" in page.panel.plot.reading()
    assert [model.data(model.index(0, column)) for column in (0, 2)] == ["old", "LSTM 64 × 1"]
    model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert page.panel.plot._overlays == []


def test_the_command_is_copied(page: TrainPage) -> None:
    page.choices.name.setText("my voice")
    page.menu.copy.trigger()
    assert QGuiApplication.clipboard().text() == "wordrnn train builtin --name 'my voice' --preset balanced"


def test_corpora_stay_unchosen(page: TrainPage, qtbot: QtBot) -> None:
    page.choices.boxes["builtin"].setChecked(False)
    before = page.choices.boxes["builtin"]
    page.page_shown()
    qtbot.waitUntil(lambda: page.choices.boxes["builtin"] is not before)
    assert page.choices.options().corpora == ()


def test_the_page_scrolls_before_the_chart_becomes_too_small(page: TrainPage) -> None:
    page.resize(1100, 500)
    assert any(page.panel is area.widget() for area in page.findChildren(QScrollArea))
    assert page.panel.curve.height() >= page.theme.em(19)
