"""The tab over networks that were trained once, tiny ones of every cell."""

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.mouse import move_to
from tests.ui.test_accessibility import can_have_focus, controls_of, told
from ui.background import Background
from ui.evaluate.models import EvaluableModel
from ui.lab.gates.looking import Looking, Wish
from ui.lab.gates.tab import GatesTab
from ui.lab.kept_network import KeptNetwork
from ui.lab.saving import FigureSaving
from ui.settings import Settings
from ui.style.theme import Theme
from wordrnn.config import CELLS
from wordrnn.lab.network import Network
from wordrnn.lab.quantities import GATES, QUANTITIES

GOLDEN = Path(__file__).parents[3] / "golden"
TEXT = "The river was high and the"


def opened(model: str) -> Network:
    return Network.open(GOLDEN / f"format-2-{model}")


def models() -> Sequence[EvaluableModel]:
    return [EvaluableModel(cell, "word", cell == "peephole") for cell in CELLS]


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


def show(qtbot: QtBot, made: GatesTab) -> GatesTab:
    qtbot.addWidget(made)
    made.sentence.setText(TEXT)
    made.resize(1100, 800)
    made.show()
    made.tab_shown()
    qtbot.waitUntil(lambda: made.has_data and not made.looking.is_busy)
    return made


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, background: Background) -> GatesTab:
    return show(qtbot, GatesTab(theme, background, models, opened))


def settled(tab: GatesTab, qtbot: QtBot) -> Any:
    qtbot.waitUntil(lambda: not tab._timer.isActive() and not tab.looking.is_busy)
    assert tab._looked is not None
    return tab._looked.result


def test_the_active_model_reads_the_sentence(tab: GatesTab, qtbot: QtBot) -> None:
    result = settled(tab, qtbot)
    assert result.cell == "peephole"
    assert tab.model.text() == "peephole, peephole LSTM ▾"
    assert tab.source == "Gers & Schmidhuber 2000"
    assert tab.data()["words"][1:] == TEXT.split()
    assert "ms a word" in tab.facts[0]
    assert tab.facts[1] == "6 units"
    assert tab.equations.accessibleName() == f"At “the”, unit {result.unit}"
    assert "Forget gate" in tab.equations.accessibleDescription()


@pytest.mark.parametrize("cell", CELLS)
def test_every_cell_is_shown_and_can_be_forced(tab: GatesTab, qtbot: QtBot, cell: str) -> None:
    tab.model.choose(cell)
    result = settled(tab, qtbot)
    assert result.cell == cell
    assert tuple(tab.maps._reading.quantities) == QUANTITIES[cell]  # pyright: ignore[reportArgumentType]
    assert tab.maps.grab().toImage().pixelColor(200, 200).isValid()
    gates = GATES[cell]  # pyright: ignore[reportArgumentType]
    assert tab.forcing._none.isVisibleTo(tab) == (not gates)
    for gate in gates:
        tab.forcing.hold(gate, 0.0)
        forced = settled(tab, qtbot)
        assert forced.settings["force"] == {gate: 0.0}
        assert all(after is not None for _, _, after in tab.forcing.words.rows)
        assert "shut in all units" in tab.forcing._said.text()
    tab.forcing.hold("", None)
    settled(tab, qtbot)
    assert all(after is None for _, _, after in tab.forcing.words.rows)


def test_one_unit_alone_is_held(tab: GatesTab, qtbot: QtBot) -> None:
    tab.forcing.hold("forget", 1.0)
    tab.forcing.only_one.setChecked(True)
    result = settled(tab, qtbot)
    assert result.settings["force_unit"] == tab.maps.choice[1]
    assert f"in unit {tab.maps.choice[1]}" in tab.forcing._said.text()
    tab.maps.setFocus()
    QTest.keyClick(tab.maps, Qt.Key.Key_Down)
    assert settled(tab, qtbot).settings["force_unit"] == tab.maps.choice[1] != result.settings["force_unit"]


def test_the_keys_go_from_word_to_word_and_from_unit_to_unit(tab: GatesTab, qtbot: QtBot) -> None:
    before = settled(tab, qtbot)
    maps = tab.maps
    QTest.keyClick(maps, Qt.Key.Key_Left)
    after = settled(tab, qtbot)
    assert (after.at, maps.choice[0]) == (before.at - 1, before.at - 1)
    assert len(tab.importance.bars._words) == after.at
    QTest.keyClick(maps, Qt.Key.Key_Home)
    first = settled(tab, qtbot)
    assert first.at == 0
    assert "no word before" in tab.importance._explained.text()
    QTest.keyClick(maps, Qt.Key.Key_End)
    assert settled(tab, qtbot).at == before.at
    order = maps._order
    maps._choose(before.at, order[0])
    for key, unit in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 5),
        (Qt.Key.Key_Up, 4),
        (Qt.Key.Key_PageUp, 0),
    ):
        QTest.keyClick(maps, key)
        assert maps.choice[1] == order[unit]
        assert f"unit {order[unit]}" in maps.accessibleDescription()
        assert tab.equations.accessibleName().endswith(f"unit {order[unit]}")


def test_the_mouse_reads_numbers_and_a_click_chooses(tab: GatesTab, qtbot: QtBot) -> None:
    before = settled(tab, qtbot)
    layout = tab.maps._layout()
    place = QPoint(round(layout.left + 1.5 * layout.column), round(layout.map_top(2) + 2.5 * layout.row))
    unit = tab.maps._order[2]
    move_to(tab.maps, place)
    value = before.layers[0]["forget"][1][unit]
    assert tab.equations.accessibleName() == f"At “The”, unit {unit}"
    assert tab.equations._lines["forget"][1].text() == f"{value:.2f}"
    assert f"Forget gate {value:.2f}" in tab.maps.toolTip()
    move_to(tab.maps, QPoint(2, 2))
    assert tab.equations.accessibleName() == f"At “the”, unit {before.unit}"
    QTest.mouseClick(tab.maps, Qt.MouseButton.LeftButton, pos=place)
    assert tab.maps.choice == (1, unit)
    assert settled(tab, qtbot).at == 1


def test_another_word_that_may_follow_is_asked_about(tab: GatesTab, qtbot: QtBot) -> None:
    result = settled(tab, qtbot)
    other = result.prediction[3][0]
    tab.importance.target.setCurrentIndex(3)
    tab.importance.target.activated.emit(3)
    again = settled(tab, qtbot)
    assert again.target == other
    occlusion = list(tab.importance.bars._values)
    tab.importance.method._group.buttons()[1].click()
    assert tab.importance.bars._values == again.importance["gradient"][1:] != occlusion


def test_the_units_are_put_in_another_order(tab: GatesTab, qtbot: QtBot) -> None:
    settled(tab, qtbot)
    tab.order.setCurrentIndex(1)
    tab.order.activated.emit(1)
    assert tab.maps._order == list(range(6))


def test_what_is_typed_is_read_after_a_moment(tab: GatesTab, qtbot: QtBot) -> None:
    tab.sentence.setFocus()
    tab.sentence.clear()
    QTest.keyClicks(tab.sentence, "the zzyx")
    result = settled(tab, qtbot)
    assert result.words[1:] == ["the", "zzyx"]
    assert tab.facts[-1] == "not in the vocabulary: zzyx"


def test_too_long_a_text_is_a_sentence_on_the_page(tab: GatesTab, qtbot: QtBot) -> None:
    tab.sentence.setText("the " * 90)
    tab.look()
    qtbot.waitUntil(lambda: not tab.has_data)
    assert "expected 1 to 60 words" in tab._remark.text()
    assert not tab.maps.isVisibleTo(tab)
    tab.sentence.setText(TEXT)
    tab.look()
    qtbot.waitUntil(lambda: tab.has_data)
    assert tab.maps.isVisibleTo(tab)
    assert not tab._remark.isVisibleTo(tab)


def test_without_a_model_it_says_what_to_do(qtbot: QtBot, theme: Theme, background: Background) -> None:
    made = GatesTab(theme, background, list, opened)
    qtbot.addWidget(made)
    made.tab_shown()
    qtbot.waitUntil(lambda: bool(made._remark.text()))
    assert "Train one" in made._remark.text()
    assert not made.has_data


def test_a_network_of_many_units_is_scrolled_and_of_more_layers_chosen(
    qtbot: QtBot, theme: Theme, background: Background
) -> None:
    from tests.wordrnn.test_recurrent import random_weights
    from wordrnn.config import ModelConfig
    from wordrnn.lab.trace import Tracer

    small = opened("lstm")
    config = ModelConfig(small.tracer.config.vocab_size, "lstm", units=120, layers=2, embedding=5)
    large = Network("large", Tracer(config, random_weights(config, scale=0.1)), small.tokenizer)
    made = show(
        qtbot, GatesTab(theme, background, lambda: [EvaluableModel("large", "word", True)], lambda _: large)
    )
    assert made.layer.isVisibleTo(made)
    assert made._units.maximum() == 120 - made.maps.rows > 0
    made._units.setValue(30)
    assert made.maps.first == 30
    QTest.keyClick(made.maps, Qt.Key.Key_Down)
    assert made.maps.first <= made.maps._order.index(made.maps.choice[1]) < made.maps.first + made.maps.rows
    made.layer.setCurrentIndex(1)
    made.layer.activated.emit(1)
    result = settled(made, qtbot)
    assert result.settings["layer"] == 1
    assert np.allclose(made.maps._reading.quantities["hidden"], result.layers[1]["hidden"])


def test_a_narrow_page_has_its_cards_below(tab: GatesTab, qtbot: QtBot) -> None:
    assert tab._right.x() > tab._left.x()
    tab.resize(500, 800)
    qtbot.waitUntil(lambda: tab._right.x() == tab._left.x())
    assert tab._right.y() > tab._left.y()


def test_the_tab_key_reaches_every_control(tab: GatesTab, qtbot: QtBot) -> None:
    settled(tab, qtbot)
    tab.activateWindow()
    assert [told(w) for w in controls_of(tab) if not w.accessibleName().strip()] == []
    wanted = {w for w in (*controls_of(tab), tab.maps) if can_have_focus(w)}
    tab.sentence.setFocus()
    reached = set()
    for _ in range(3 * len(wanted)):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    groups = {w.group() for w in reached if hasattr(w, "group") and w.group() is not None}
    missed = [w for w in wanted - reached if not (hasattr(w, "group") and w.group() in groups)]
    assert [told(w) for w in missed] == []


def test_a_table_is_saved_by_the_command_line(
    tab: GatesTab, qtbot: QtBot, tmp_path: Path, home: Path
) -> None:
    settled(tab, qtbot)
    saving = FigureSaving(tab._background, Settings(home), tab)
    path = tmp_path / "gates.csv"
    with qtbot.waitSignal(saving.said, timeout=60_000):
        saving.save(path, tab.name, tab.data())
    rows = path.read_text(encoding="utf-8").splitlines()
    assert rows[0] == "quantity,layer,unit,place,word,value"
    assert len(rows) == 1 + 6 * 6 * (len(TEXT.split()) + 1)


def test_a_model_that_was_trained_on_is_opened_anew(home: Path) -> None:
    from tests.wordrnn.test_model_folder import publish
    from wordrnn.home import models_folder

    folder = publish(models_folder() / "mine", 0.5)
    kept = KeptNetwork()
    first = kept.get("mine")
    assert kept.get("mine") is first
    publish(folder, 0.25)
    os.utime(folder / "model.json", (1, 1))  # the clock of the disk may be coarse
    assert kept.get("mine").tracer.weights["output.bias"][0] == 0.25


def test_of_several_wishes_the_last_is_answered(qtbot: QtBot, background: Background) -> None:
    hold = threading.Event()
    asked: list[str] = []

    def slow(model: str) -> Network:
        asked.append(model)
        hold.wait(20)
        return opened("gru")

    looking = Looking(background, slow)
    found: list[str] = []
    looking.looked.connect(lambda looked: found.append(looked.wish.text))
    for text in ("the", "the river", "the river was"):
        looking.ask(Wish(text, "gru"))
    hold.set()
    qtbot.waitUntil(lambda: bool(found) and not looking.is_busy)
    assert found == ["the river was"]
    assert asked == ["gru"], "it is opened once"
