from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.lab.gates.test_tab import models, opened
from tests.ui.mouse import move_to
from tests.ui.test_accessibility import controls_of, told
from ui.background import Background
from ui.corpora.shelf import CorpusRow
from ui.lab.shapes.tab import ShapesTab
from ui.style.theme import Theme

TEXT = "The river was high.\nThe boats were late and the harbour was cold.\n" * 20


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def tab(qtbot: QtBot, theme: Theme, background: Background, tmp_path: Path) -> ShapesTab:
    rows = []
    for name in ("river", "short"):
        path = tmp_path / f"{name}.txt"
        path.write_text(TEXT if name == "river" else "The river.\n", encoding="utf-8")
        rows.append(CorpusRow(str(path), name, None))
    made = ShapesTab(theme, background, models, lambda: rows, opened)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    made.tab_shown()
    settled(made, qtbot)
    return made


def settled(tab: ShapesTab, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: tab.has_data and not tab.is_busy)


def test_a_batch_of_the_text_is_shown(tab: ShapesTab) -> None:
    data = tab.data()
    assert (data["corpus"], data["model"]) == ("river", "format-2-peephole")
    assert tab.block._words == data["words"]
    assert tab.model.text() == "peephole, peephole LSTM ▾"
    assert tab.facts == ["340 words and marks", "window 1 of 7"]
    assert "6 streams of 8 words" in tab._said.text()
    assert not tab.block.grab().isNull()


def test_windows_follow_each_other_and_another_cut_begins_anew(tab: ShapesTab, qtbot: QtBot) -> None:
    tab.next.click()
    settled(tab, qtbot)
    assert tab.data()["window"] == 1
    tab.window_number.setValue(tab.window_number.maximum())
    settled(tab, qtbot)
    tab.next.click()
    settled(tab, qtbot)
    assert tab.data()["window"] == 0, "after the last comes the first"
    tab.next.click()
    settled(tab, qtbot)
    tab.batch.setValue(2)
    settled(tab, qtbot)
    assert (tab.data()["window"], len(tab.data()["words"])) == (0, 2)
    tab.steps.setValue(20)
    settled(tab, qtbot)
    assert len(tab.data()["words"][0]) == 20


def test_the_arrows_and_the_mouse_choose_a_word(tab: ShapesTab) -> None:
    words, block = tab.data()["words"], tab.block
    QTest.keyClick(block, Qt.Key.Key_Right)
    QTest.keyClick(block, Qt.Key.Key_Down)
    assert block.place == (1, 1)
    assert f"“{words[1][1]}”" in tab._word_heading.accessibleName()
    assert tab.data()["targets"][1][1] in tab._word_said.text()
    assert tab.bars._values == tab.data()["features"][1][1][:12]
    assert f"stream 2, step 2: “{words[1][1]}”" in block.accessibleDescription()
    for key, place in (
        (Qt.Key.Key_End, (1, 7)),
        (Qt.Key.Key_Right, (1, 7)),
        (Qt.Key.Key_Home, (1, 0)),
        (Qt.Key.Key_Up, (0, 0)),
    ):
        QTest.keyClick(block, key)
        assert block.place == place
    cell = block._cell(block._front(), 3, 2).center()
    position = QPoint(round(cell.x()), round(cell.y()))
    move_to(block, position)
    assert words[3][2] in block.toolTip()
    QTest.mouseClick(block, Qt.MouseButton.LeftButton, pos=position)
    assert block.place == (3, 2)


def test_another_model_and_another_text(tab: ShapesTab, qtbot: QtBot) -> None:
    tab.model.choose("gru")
    settled(tab, qtbot)
    assert tab.data()["cell"] == "gru"
    tab.corpus.setCurrentIndex(1)
    tab.corpus.activated.emit(1)
    qtbot.waitUntil(lambda: not tab.has_data)
    assert "Too little text" in tab._remark.text()
    assert not tab.block.isVisibleTo(tab)
    tab.corpus.setCurrentIndex(0)
    tab.corpus.activated.emit(0)
    settled(tab, qtbot)
    assert tab.block.isVisibleTo(tab)


def test_every_control_has_a_name(tab: ShapesTab) -> None:
    assert [told(w) for w in controls_of(tab) if not w.accessibleName().strip()] == []


def test_without_a_model_it_says_what_to_do(qtbot: QtBot, theme: Theme, background: Background) -> None:
    made = ShapesTab(theme, background, list, list, opened)
    qtbot.addWidget(made)
    made.tab_shown()
    qtbot.waitUntil(lambda: bool(made._remark.text()))
    assert "Train one" in made._remark.text()
