import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from ui.background import Background
from ui.lab.page import LabPage
from ui.lab.saving import FigureSaving
from ui.lab.tab import LabTab
from ui.settings import Settings
from ui.style.theme import Theme
from ui.style.widgets import button

# Copies the data that it is handed into the file that it is asked for, as `wordrnn lab` would draw them.
DRAWS = "import sys, pathlib as p; w = sys.argv[1:]; p.Path(w[4]).write_text(w[0] + w[3] + p.Path(w[2]).read_text())"
FAILS = "import sys; print('wordrnn: the pen is dry.', file=sys.stderr); sys.exit(2)"


class Experiment(LabTab):
    def __init__(self, theme: Theme, name: str, found: dict[str, Any] | None = None) -> None:
        super().__init__(theme, name, name.title())
        self.found = found
        self.shown = 0
        self.field = QLineEdit(self)
        self.first_focus = self.field
        self.tools = [button(f"Run {name}")]
        self.source = f"{name} et al."

    @property
    def has_data(self) -> bool:
        return self.found is not None

    def data(self) -> dict[str, Any]:
        assert self.found is not None
        return self.found

    def tab_shown(self) -> None:
        self.shown += 1


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, home: Path, background: Background) -> LabPage:
    tabs = [Experiment(theme, "memory", {"accuracy": 1}), Experiment(theme, "gradient")]
    made = LabPage(theme, Settings(home), background, lambda: tabs)
    qtbot.addWidget(made)
    made.resize(1200, 700)
    made.show()
    assert made.tabs == {}  # nothing is made for who never looks
    made.page_shown()
    return made


def tab(page: LabPage, name: str) -> Experiment:
    found = page.tabs[name]
    assert isinstance(found, Experiment)
    return found


def test_the_arrow_keys_turn_from_one_experiment_to_the_next(page: LabPage) -> None:
    first, second = tab(page, "memory"), tab(page, "gradient")
    assert page.current is first
    page.bar.setFocus()
    QTest.keyClick(page.bar, Qt.Key.Key_Right)
    assert page.current is second
    assert second.isVisible()
    assert not first.isVisible()
    assert second.shown == 1
    assert page.first_focus is second.field


def test_header_and_status_bar_are_those_of_the_experiment_in_front(page: LabPage) -> None:
    first, second = tab(page, "memory"), tab(page, "gradient")
    told: list[tuple[list[str], str]] = []
    shares: list[object] = []
    page.status_changed.connect(lambda facts, right: told.append((facts, right)))
    page.progress_changed.connect(shares.append)
    second.set_facts(["50 steps"])
    second.set_progress(0.5)
    assert told == shares == [], "it is not in front"
    assert page._save.isEnabled()
    assert first.tools[0].isVisible()
    page.show_tab("gradient")
    assert told[-1] == (["50 steps"], "gradient et al.")
    assert shares[-1] == 0.5
    assert not first.tools[0].isVisible()
    assert second.tools[0].isVisible()
    assert not page._save.isEnabled(), "it has found nothing yet"
    second.found = {}
    second.data_changed.emit()
    assert page._save.isEnabled()


def test_a_narrow_window_gives_the_actions_a_line_of_their_own(page: LabPage, qtbot: QtBot) -> None:
    assert page._line.isHidden()
    page.resize(page.header.minimumSizeHint().width() // 2, 700)
    qtbot.waitUntil(lambda: not page._line.isHidden())
    assert page._save.parent() is page._line
    assert page._save.isVisible()
    page.resize(1200, 700)
    qtbot.waitUntil(page._line.isHidden)
    assert page._save.parent() is page.header
    assert tab(page, "memory").tools[0].isVisible()
    assert not tab(page, "gradient").tools[0].isVisible()


# Saving ---------------------------------------------------------------------------------------------------------------


def saving(
    page: LabPage, background: Background, home: Path, code: str, can_draw: bool = True
) -> FigureSaving:
    return FigureSaving(background, Settings(home), page, [sys.executable, "-c", code], lambda: can_draw)


@pytest.mark.parametrize(("kind", "option"), [("svg", "--figure"), ("png", "--figure"), ("csv", "--csv")])
def test_figures_and_tables_are_made_of_the_data_by_another_process(
    page: LabPage, background: Background, home: Path, qtbot: QtBot, tmp_path: Path, kind: str, option: str
) -> None:
    made = saving(page, background, home, DRAWS)
    path = tmp_path / f"a figure.{kind}"
    with qtbot.waitSignal(made.said, timeout=20_000) as said:
        made.save(path, "memory", {"accuracy": "½"})
    assert path.read_text(encoding="utf-8") == f'memory{option}{{\n "accuracy": "½"\n}}\n'
    assert said.args == [f"Saved as a figure.{kind}."]
    assert not made.is_running


def test_all_data_are_written_as_they_are(
    page: LabPage, background: Background, home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    made = saving(page, background, home, FAILS)
    with qtbot.waitSignal(made.said):
        made.save(tmp_path / "all.json", "memory", {"accuracy": 1})
    assert (tmp_path / "all.json").read_text(encoding="utf-8") == '{\n "accuracy": 1\n}\n'


def test_what_goes_wrong_is_told_in_a_sentence(
    page: LabPage, background: Background, home: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    made = saving(page, background, home, FAILS)
    with qtbot.waitSignal(made.ended, timeout=20_000):
        made.save(tmp_path / "figure.svg", "memory", {})
    (box,) = page.findChildren(QMessageBox)
    assert "could not be saved" in box.text()
    assert "the pen is dry" in box.detailedText()
    box.close()


def test_without_what_draws_it_is_said_before_anything_is_begun(
    page: LabPage, background: Background, home: Path, tmp_path: Path
) -> None:
    made = saving(page, background, home, FAILS, can_draw=False)
    made.save(tmp_path / "figure.svg", "memory", {})
    (box,) = page.findChildren(QMessageBox)
    assert not made.is_running
    box.close()
