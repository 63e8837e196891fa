"""The tabs of memory, gradient and race: what they ask for, and what they show of it."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.test_accessibility import controls_of, told
from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.lab.experiment_tab import ExperimentTab
from ui.lab.gradient_tab import GradientTab
from ui.lab.memory_tab import MemoryTab
from ui.lab.process import LabProcess
from ui.lab.race_tab import RaceTab
from ui.style.theme import Theme
from wordrnn.cli import lab
from wordrnn.lab.experiment import FIELDS

Make = Callable[[QObject], LabProcess]
ALL = ("memory", "gradient", "race")
CORPORA = [CorpusRow("builtin", "Built-in texts", 12_000, builtin=True), CorpusRow("-odd", "-odd", 5)]


def result(name: str, **more: Any) -> dict[str, Any]:
    said = {"code": "race-gru-level", "params": {"gru": 60.0, "lstm": 61.0}}
    return {
        "event": "result",
        "result": {"experiment": name, "seconds": 61.0, "stopped": False, "sentences": [said], **more},
    }


def figures(perplexity: float) -> dict[str, Any]:
    rates = {"top1": 0.2, "top3": 0.3, "top5": 0.4, "keystroke_savings": 0.35}
    return {"perplexity": perplexity, "seconds_per_epoch": 0.5, "ms_per_prediction": 0.04, **rates}


EVENTS: dict[str, list[dict[str, Any]]] = {
    "memory": [
        {"event": "started", "experiment": "memory", "settings": {"window": 7}},
        {"event": "progress", "share": 0.5},
        {"event": "accuracy", "contender": "gru", "accuracy": {"1": 1.0, "10": 0.9, "2": 0.95}, "share": 0.5},
        result("memory", chance=0.04, accuracy={"gru": {"1": 1.0, "2": 1.0, "10": 1.0}, "svm": {"1": 1.0}}),
    ],
    "gradient": [
        *(
            {"event": "norms", "cell": cell, "initial": initial, "seed": 1, "epoch": epoch, "loss": 5.0,
             "h": [1.0, 0.1 / (epoch + 1)], "c": [1.0, 0.9] if cell == "lstm" else None, "longest": None}
            for epoch in (0, 1) for initial in ("orthogonal", "gaussian") for cell in ("simple", "lstm")
        ),
        result("gradient", train_tokens=12_000, text="builtin"),
    ],
    "race": [
        {"event": "started", "experiment": "race", "settings": {"window": 10}},
        {"event": "contender", "contender": "ngram", "units": None, "parameters": 900},
        {"event": "learning", "contender": "ngram", "seconds": 0.1, "epoch": 1.0, "valid_perplexity": 70.0},
        {"event": "measured", "contender": "ngram", "figures": {**figures(62.0), "seconds_per_epoch": None},
         "context": {"1": 90.0, "10": 62.0}},
        {"event": "named", "contender": "ngram", "accuracy": 0.25},
        {"event": "contender", "contender": "gru", "units": 8, "parameters": 1200},
        {"event": "learning", "contender": "gru", "seconds": 0.5, "epoch": 1.0, "valid_perplexity": 95.0},
        {"event": "measured", "contender": "gru", "figures": figures(58.0), "context": {"1": 95.0, "10": 58.0}},
        {"event": "named", "contender": "gru", "accuracy": 0.3},
        result(
            "race",
            text={"train_tokens": 10_276, "test_tokens": 1757},
            frequent={"most_frequent": 0.1, "accuracy": {"ngram": 0.25, "gru": 0.3}},
        ),
    ],
}  # fmt: skip


def program(events: list[dict[str, Any]], after: str = "") -> Make:
    lines = "".join(json.dumps(each) + "\n" for each in events)
    script = f"import sys; sys.stdout.write({lines!r}); sys.stdout.flush(); {after}"
    return lambda parent: LabProcess(parent, [sys.executable, "-c", script])


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def show(qtbot: QtBot, theme: Theme, background: Background) -> Iterator[Callable[..., ExperimentTab]]:
    made: list[ExperimentTab] = []

    def show_tab(name: str, make: Make | None = None) -> ExperimentTab:
        make = make or program(EVENTS[name])
        tab = {
            "memory": lambda: MemoryTab(theme, make),
            "gradient": lambda: GradientTab(theme, background, lambda: CORPORA, make),
            "race": lambda: RaceTab(theme, background, lambda: CORPORA, make),
        }[name]()
        qtbot.addWidget(tab)
        for tool in tab.tools:
            tool.setParent(tab)  # as the page's header would
        tab.resize(1100, 800)
        tab.show()
        tab.tab_shown()
        made.append(tab)
        return tab

    yield show_tab
    for tab in made:
        tab.closing()
        qtbot.waitUntil(lambda tab=tab: not tab.run.is_running)


def run(tab: ExperimentTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.run.ended):
        tab.start()


def settings_of(name: str, words: list[str]) -> dict[str, Any]:
    """Return the settings that the command line takes `words` for."""
    parser = argparse.ArgumentParser()
    options = lab._options(name)
    options.add_arguments(parser)
    parser.add_argument("--seed", type=int)
    arguments = parser.parse_args(words)
    return {**options.settings_from(arguments).to_dict(), "seed": arguments.seed}


def test_events_are_those_that_are_told() -> None:
    for each in [event for events in EVENTS.values() for event in events]:
        assert set(each) - {"event"} <= set(FIELDS[each["event"]])


def test_memory_asks_for_what_is_set(show: Callable[..., MemoryTab]) -> None:
    tab = show("memory")
    tab.task.setCurrentIndex(1)
    tab.units.setValue(32)
    tab.edge.setValue(5)
    tab.seed.setValue(9)
    found = settings_of("memory", tab.arguments())
    assert {"task": "adding", "units": 32, "window": 5, "seed": 9}.items() <= found.items()


def test_gradient_asks_for_what_is_set(show: Callable[..., GradientTab], qtbot: QtBot) -> None:
    tab = show("gradient")
    qtbot.waitUntil(lambda: tab.corpus.count() == 2)
    tab.corpus.choose("-odd")
    tab.forget_bias.setCurrentIndex(1)
    tab.clip.setValue(0)
    tab.seeds.setValue(3)
    found = settings_of("gradient", tab.arguments())
    wanted = {"text": ("-odd",), "forget_bias": 0.0, "clip": None, "seeds": 3, "gain": 1.0, "seed": 1}
    assert wanted.items() <= found.items()


def test_race_asks_for_what_is_set(show: Callable[..., RaceTab], qtbot: QtBot) -> None:
    tab = show("race")
    qtbot.waitUntil(lambda: tab.corpus.count() == 2)
    tab.corpus.choose("-odd")
    tab.equal.setCurrentIndex(1)
    tab.minutes.setValue(2.5)
    tab.vocabulary.setValue(5000)
    found = settings_of("race", tab.arguments())
    wanted = {"paths": ("-odd",), "equal": "parameters", "minutes": 2.5, "vocabulary": 5000, "seed": 1}
    assert wanted.items() <= found.items()


@pytest.mark.parametrize("name", ALL)
def test_a_run_from_the_beginning_to_its_sentence(
    show: Callable[..., ExperimentTab], qtbot: QtBot, name: str
) -> None:
    tab = show(name)
    assert not tab.has_data and tab.plot.accessibleDescription()
    run(tab, qtbot)
    assert tab.has_data and tab.data()["experiment"] == name
    assert tab.said.text() == "Their perplexities, 60.0 and 61.0, differ by no more than chance."
    assert tab.facts[0] == "took 1\u202fmin 01\u202fs"
    assert tab.progress is None
    assert len(tab.picture().curves) >= 1
    assert not tab.warning.isVisible()


def test_memory_marks_chance_and_the_windows_edge(show: Callable[..., MemoryTab], qtbot: QtBot) -> None:
    tab = show("memory")
    run(tab, qtbot)
    picture = tab.picture()
    assert {curve.contender: list(curve.points)[-1] for curve in picture.curves} == {
        "gru": (10, 1),
        "svm": (1, 1),
    }
    assert [(mark.text, mark.x, mark.y) for mark in picture.marks] == [
        ("the window's edge, 7 steps", 7.5, None),
        ("chance, 4\u202f%", None, 0.04),
    ]


def test_gradient_shows_the_path_and_the_moment_that_are_chosen(
    show: Callable[..., GradientTab], qtbot: QtBot
) -> None:
    tab = show("gradient")
    run(tab, qtbot)
    assert (tab.epoch.value(), tab._moment.text()) == (1, "after epoch 1")
    assert [curve.points[1][1] for curve in tab.picture().curves] == pytest.approx([0.05, 0.05])
    tab.epoch.setValue(0)
    assert tab._moment.text() == "before training"
    assert [curve.points[1][1] for curve in tab.picture().curves] == pytest.approx([0.1, 0.1])
    buttons = tab.path._group.buttons()
    QTest.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert [curve.contender for curve in tab.picture().curves] == ["lstm"]
    assert tab.plot.accessibleDescription().startswith("steps back: 1 · LSTM 0.9")
    assert tab.facts[1] == "12,000 words of Built-in texts"


def test_race_shows_figures_and_both_pictures(show: Callable[..., RaceTab], qtbot: QtBot) -> None:
    tab = show("race")
    assert not tab.table.isVisible()
    run(tab, qtbot)
    model = tab.table.figures
    rows = [[model.index(row, column).data() for column in (0, 1, 3)] for row in range(model.rowCount())]
    assert rows == [["GRU", "1.2k", "58.0"], ["Kneser–Ney", "900", "62.0"]]
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 3).data(role) == "GRU, Perplexity: 58.0, the best of all"
    assert model.index(1, 3).data(role) == "Kneser–Ney, Perplexity: 62.0"
    picture = tab.picture()
    assert [curve.contender for curve in picture.curves] == ["gru"]
    assert [(mark.text, mark.y) for mark in picture.marks] == [("Kneser–Ney 70.0", 70)]
    QTest.mouseClick(tab.shown._group.buttons()[1], Qt.MouseButton.LeftButton)
    assert [curve.contender for curve in tab.picture().curves] == ["gru", "ngram"]
    assert tab.facts[1] == "10,276 words to learn from, 1,757 to be measured on"


@pytest.mark.parametrize("name", ALL)
def test_stop_and_replay(show: Callable[..., ExperimentTab], qtbot: QtBot, name: str) -> None:
    ended = json.dumps(EVENTS[name][-1])
    tab = show(name, program(EVENTS[name][:-1], f"sys.stdin.readline(); print({ended!r})"))
    with qtbot.waitSignal(tab.run.told):
        tab.start()
    assert not tab._run.isEnabled() and tab._stop.isEnabled() and not tab._replay.isEnabled()
    with qtbot.waitSignal(tab.run.ended):
        QTest.mouseClick(tab._stop, Qt.MouseButton.LeftButton)
    assert tab.has_data and tab._run.isEnabled() and tab._replay.isEnabled()
    seen = tab.picture()
    with qtbot.waitSignal(tab.run.ended):
        QTest.mouseClick(tab._replay, Qt.MouseButton.LeftButton)
        tab.run.stop()
    assert tab.picture() == seen and tab.said.text()


def test_what_went_wrong_is_said_in_place(show: Callable[..., ExperimentTab], qtbot: QtBot) -> None:
    failed = {
        "event": "failed",
        "kind": "UnavailableError",
        "code": "needs-lab",
        "params": {"missing": "sklearn"},
    }
    tab = show("memory", program([failed], "sys.exit(2)"))
    run(tab, qtbot)
    assert "sklearn" in tab.warning.text() and tab.warning.isVisible()
    assert not tab.has_data


def test_the_window_waits_for_what_is_to_end(show: Callable[..., ExperimentTab], qtbot: QtBot) -> None:
    tab = show("memory", program([], "sys.stdin.readline()"))
    assert tab.unsettled() == ""
    tab.start()
    qtbot.waitUntil(lambda: tab.run.is_running)
    with qtbot.waitSignal(tab.settled):
        assert tab.unsettled() == "Ending the experiment…"
    assert tab.unsettled() == ""


@pytest.mark.parametrize("name", ALL)
def test_every_control_has_a_name_and_the_keyboard_gets_there(
    show: Callable[..., ExperimentTab], qtbot: QtBot, name: str
) -> None:
    tab = show(name)
    run(tab, qtbot)
    tab.settings.set_open(True)
    tab.activateWindow()
    controls = controls_of(tab)
    assert [told(each) for each in controls if not each.accessibleName()] == []
    tab.plot.setFocus()
    reached = set()
    for _ in range(60):
        reached.add(QApplication.focusWidget())
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    wanted = [
        each for each in controls if each.isVisible() and each.isEnabled() and each.window() is tab.window()
    ]
    spins = [
        each for each in wanted if hasattr(each, "setRange") and each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [told(each) for each in spins if each not in reached] == []
